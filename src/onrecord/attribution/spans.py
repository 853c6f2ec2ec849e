"""Runs of pieces to spans of the page: whole words, quotation marks taken along, pieces in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.pieces import PageTable
from onrecord.records import Span
from onrecord.text.tokens import word_spans

Run = tuple[int, int]

_WORD_CHAR = re.compile(r"\w")
_OPENING_MARKS = "“\"„«‘'"
# A single right mark may as well be an apostrophe; where that matters the state machine decides, not this.
CLOSING_MARKS = "”\"“»’'"
_TRAILING = ",.!?;:"

# Words of a hole that is filled, of a piece that may be a stray, and of one long enough to make others strays;
# chosen on the development part.
_HOLE = 1
_STRAY = 2
_LONG = 4


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


def drop_possessive(text: str, span: Span) -> Span:
    """Returns the span without a possessive ending.

    >>> drop_possessive("Lavrov’s plan", Span(0, 8))
    Span(start=0, end=6)
    >>> drop_possessive("Texas", Span(0, 5))
    Span(start=0, end=5)
    """
    tail = text[span.start : span.end]
    for ending in ("’s", "'s", "’", "'"):
        if tail.endswith(ending) and len(tail) > len(ending):
            return Span(span.start, span.end - len(ending))
    return span


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


def mend_pieces(text: str, pieces: Sequence[Span], breaks: Sequence[Span]) -> tuple[Span, ...]:
    """Closes small holes in content and drops stray words, both slips of the tagger.

    Annotated content is cut by its cue and source and by little else: a hole of up to `_HOLE` words that holds
    neither is filled; a piece of up to `_STRAY` words that stands alone beside a long one is dropped.

    Args:
        text: The page's text.
        pieces: Content pieces, in order.
        breaks: The cue and the source, which may stand between pieces.

    >>> text = "He told Fox that it has done nothing to stop the talks"
    >>> [s.of(text) for s in mend_pieces(text, [Span(8, 11), Span(12, 28), Span(37, 54)], [Span(0, 7)])]
    ['Fox that it has done nothing to stop the talks']
    >>> [s.of(text) for s in mend_pieces(text, [Span(0, 2), Span(17, 54)], [Span(3, 7)])]
    ['it has done nothing to stop the talks']
    """
    mended: list[Span] = []
    # A piece that is all marks is a slip, unless it is all there is.
    worded = [piece for piece in pieces if any(c.isalnum() for c in piece.of(text))]
    for piece in worded or pieces:
        if mended and _is_hole(text, Span(mended[-1].end, piece.start), breaks):
            mended[-1] = Span(mended[-1].start, piece.end)
        else:
            mended.append(piece)
    sizes = [len(word_spans(text, piece)) for piece in mended]
    longest = max(sizes)
    if longest < _LONG:
        return tuple(mended)
    return tuple(p for p, size in zip(mended, sizes, strict=True) if size > _STRAY or _is_quoted(text, p))


def _is_hole(text: str, gap: Span, breaks: Sequence[Span]) -> bool:
    return (
        "\n" not in gap.of(text)
        and len(word_spans(text, gap)) <= _HOLE
        and not any(gap.overlaps(part) for part in breaks)
    )


def _is_quoted(text: str, span: Span) -> bool:
    return text[span.start] in _OPENING_MARKS or text[max(0, span.start - 1)] in _OPENING_MARKS
