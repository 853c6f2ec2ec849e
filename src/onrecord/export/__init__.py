"""Entries and readings as streams of rows, without a query of their own.

`jsonl.py` is exact, `spreadsheet.py` is for people.
"""
