"""Words named by place and mark, so that they can be found again, and never mistaken for others."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

# 40 bits: among the some ten thousand places of a page another stretch has the same mark once in a hundred million.
_MARK_BYTES = 5


class Found(Struct, frozen=True, kw_only=True):
    """What became of the words that a link was made for.

    Attributes:
        state: ``here`` (where the link says), ``moved`` (in one other place), ``gone``, ``unsure`` (in several other
            places, none of them surely the one meant), or ``unchecked`` (the link has no mark to check by).
        span: Where they are; ``None`` unless that is known.
    """

    state: Literal["here", "moved", "gone", "unsure", "unchecked"]
    span: Span | None


def mark_of(words: str) -> str:
    """Returns the mark of some words by which a link can tell whether it still points at them.

    >>> mark_of("the border stays open")
    '3ecf1923c2'
    """
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).hexdigest()


def find_words(text: str, span: Span, mark: str | None) -> Found:
    """Returns where the words with `mark` are on a page; never a place that only looks like them.

    >>> find_words("It stays open.", Span(3, 13), mark_of("stays open"))
    Found(state='here', span=Span(start=3, end=13))
    >>> find_words("Now it stays open.", Span(3, 13), mark_of("stays open"))
    Found(state='moved', span=Span(start=7, end=17))
    >>> find_words("It stays shut.", Span(3, 13), mark_of("stays open")).state
    'gone'
    """
    if not mark:
        return Found(state="unchecked", span=span if span.end <= len(text) else None)
    if span.end <= len(text) and mark_of(span.of(text)) == mark:
        return Found(state="here", span=span)
    size = span.end - span.start
    places = [at for at in range(len(text) - size + 1) if mark_of(text[at : at + size]) == mark]
    if len(places) == 1:
        return Found(state="moved", span=Span(places[0], places[0] + size))
    return Found(state="unsure" if places else "gone", span=None)
