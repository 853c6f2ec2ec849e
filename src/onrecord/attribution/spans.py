"""Runs of pieces to spans of the page: whole words, quotation marks taken along, pieces in order."""

from __future__ import annotations

import re

from onrecord.attribution.pieces import PageTable
from onrecord.records import Span

Run = tuple[int, int]

_WORD_CHAR = re.compile(r"\w")
_OPENING_MARKS = "“\"„«‘'"
# A single right mark may as well be an apostrophe; where that matters the state machine decides, not this.
CLOSING_MARKS = "”\"“»’'"
_TRAILING = ",.!?;:"


def word_span(text: str, table: PageTable, run: Run) -> Span:
    """Returns the characters of a run, widened to whole words."""
    start, end = int(table.starts[run[0]]), int(table.ends[run[1] - 1])
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return Span(start, end)


def _joins(text: str, place: int) -> bool:
    """Tells whether the characters on both sides of `place` belong to one word (an inner apostrophe does)."""
    before, after = text[place - 1], text[place]
    if _WORD_CHAR.match(before) and _WORD_CHAR.match(after):
        return True
    if after in "'’":
        return bool(_WORD_CHAR.match(before) and place + 1 < len(text) and _WORD_CHAR.match(text[place + 1]))
    if before in "'’":
        return bool(_WORD_CHAR.match(after) and place > 1 and _WORD_CHAR.match(text[place - 2]))
    return False


def trim_name(text: str, span: Span) -> Span:
    """Drops marks and commas from both ends of a source, cue or name; a lone mark stays.

    >>> trim_name("said, ‘Liu’ then", Span(4, 12))
    Span(start=7, end=10)
    >>> trim_name("Lavrov: no", Span(6, 7))
    Span(start=6, end=7)
    """
    start, end = span.start, span.end
    while start < end and (text[start] in _OPENING_MARKS + CLOSING_MARKS + _TRAILING or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _OPENING_MARKS + CLOSING_MARKS + ",;:?!" or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else span


def join_pieces(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Joins content pieces with nothing but white space and marks between them, and puts them in order.

    >>> join_pieces("“One,” he said. “Two.” Three", [Span(23, 28), Span(0, 6), Span(16, 22)])
    (Span(start=0, end=6), Span(start=16, end=28))
    """
    joined: list[Span] = []
    for span in sorted(spans):
        gap = text[joined[-1].end : span.start] if joined else "x"
        if joined and not any(c.isalnum() for c in gap):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
