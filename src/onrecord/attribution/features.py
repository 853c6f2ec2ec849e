"""What the encoder is told of each piece beyond its letters: its case and whether it stands in quotation marks.

The vocabulary is uncased, and case tells names from nouns; the marks tell a quotation's inside from its outside over
a longer stretch than six layers see reliably. Both are plain functions of the text, the same in training and use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Span

ByteArray = NDArray[np.uint8]

LOWER, TITLE, UPPER, MIXED, DIGITS, OTHER = range(6)
CASE_CODES = 6
OUTSIDE, MARK, INSIDE = range(3)
QUOTE_CODES = 3

_CODE = tuple(bytes([code]) for code in range(CASE_CODES))
_WORD = re.compile(r"\w+")
_MARKS = re.compile("[“”„«»\"″]|``|''")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}


def case_of(word: str) -> int:
    """Returns the case code of one word.

    >>> [case_of(w) for w in ("plan", "Kyiv", "NATO", "McRae", "28", "I")]
    [0, 1, 2, 3, 4, 1]
    """
    if not word.isalpha():
        return DIGITS if any(c.isdigit() for c in word) else OTHER
    if word.islower():
        return LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return TITLE
    return UPPER if word.isupper() else MIXED


def case_codes(text: str) -> ByteArray:
    """Returns the case code of the word that each character belongs to, shape (code points,)."""
    codes = bytearray([OTHER]) * len(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        codes[start:end] = _CODE[case_of(match.group())] * (end - start)
    return np.frombuffer(codes, dtype=np.uint8)


def quote_codes(text: str, bounds: Sequence[Span]) -> ByteArray:
    """Returns for each character whether it is outside quotation marks, a mark, or inside, shape (code points,).

    Each of `bounds` (the paragraphs) starts outside: a stray mark harms its own paragraph alone. Inside one pair of
    marks an inner pair changes nothing.

    >>> quote_codes('He said "no" twice', [Span(0, 18)])[[0, 8, 9, 11, 13]].tolist() == [0, 1, 2, 1, 0]
    True
    """
    codes = np.zeros(len(text), dtype=np.uint8)
    for bound in bounds:
        closer: str | None = None
        begin = bound.start
        for match in _MARKS.finditer(text, bound.start, bound.end):
            mark = match.group()
            if closer is None:
                if mark in _CLOSING:
                    continue
                closer = "“" if mark == "„" else "”" if mark == "“" else "»" if mark == "«" else mark
                begin = match.end()
            elif mark == closer or (mark in _CLOSING and closer in _CLOSING):
                codes[begin : match.start()] = INSIDE
                closer = None
            else:
                continue
            codes[match.start() : match.end()] = MARK
        if closer is not None:
            codes[begin : bound.end] = INSIDE
    return codes
