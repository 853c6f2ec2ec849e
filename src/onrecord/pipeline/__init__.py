"""The one place where the order of the stages is written.

`reading.py` is one page's, `options.py` holds the options of them all.
"""
