"""A page as one array of word pieces with their features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.attribution.features import case_codes, quote_codes
from onrecord.models.tokenizer import PieceTokenizer
from onrecord.records import Span

IntArray = NDArray[np.int64]


class PageTable(Struct, frozen=True):
    """The pieces of a page in order; every array has the shape (pieces,).

    Attributes:
        ids: Vocabulary ids.
        starts: First code point of each piece in the page's text.
        ends: One past the last.
        case: Case code of the piece's word.
        quote: Quotation-mark code of the piece.
        paragraph: Number of the paragraph, counted from 0.
        word: Number of the word the piece belongs to; "U.S." and "Al-Rashid" are one word each.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    case: IntArray
    quote: IntArray
    paragraph: IntArray
    word: IntArray


def tabulate_pieces(text: str, bounds: Sequence[Span], tokenizer: PieceTokenizer) -> PageTable:
    """Returns the pieces of the paragraphs `bounds` of `text`. Text outside them is not read."""
    parts = [tokenizer.split(text, bound.start, bound.end) for bound in bounds]
    numbers = [np.full(len(part.ids), n, dtype=np.int64) for n, part in enumerate(parts)]
    starts = _joined([part.starts for part in parts])
    ends = _joined([part.ends for part in parts])
    case = case_codes(text)
    quote = quote_codes(text, bounds)
    return PageTable(
        ids=_joined([part.ids for part in parts]),
        starts=starts,
        ends=ends,
        case=case[starts].astype(np.int64),
        quote=quote[starts].astype(np.int64),
        paragraph=_joined(numbers),
        word=_word_numbers(text, starts, ends),
    )


def _word_numbers(text: str, starts: IntArray, ends: IntArray) -> IntArray:
    """Numbers the words: a piece goes on with the word before it where nothing but a word's own marks part them."""
    numbers = np.zeros(len(starts), dtype=np.int64)
    for k in range(1, len(starts)):
        numbers[k] = numbers[k - 1] + (not _goes_on(text, int(starts[k]), int(ends[k - 1])))
    return numbers


def _goes_on(text: str, start: int, before: int) -> bool:
    if start != before:
        return False
    last, first = text[before - 1], text[start]
    if first == ".":  # of an abbreviation: one letter stands before it
        return last.isalpha() and not text[max(0, before - 2) : before - 1].isalnum()
    if last == ".":
        return first.isalpha() and text[max(0, before - 2) : before - 1].isalpha()
    return (last.isalnum() or last == "-") and (first.isalnum() or first == "-")


def _joined(arrays: list[IntArray]) -> IntArray:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int64)
