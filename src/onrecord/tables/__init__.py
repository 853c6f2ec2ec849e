"""Data the rules stand on: CSV and TOML files with their origins in ``SOURCES.md``, read lazily.

Members import from sibling files, never from here.
"""
