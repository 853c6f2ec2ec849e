"""Strings in, spans out: quotation marks, sentences, tokens; and normalisation before offsets are fixed.

Knows no page and no model. Import from the files: `marks`, `sentences`, `tokens`, `normalise`.
"""
