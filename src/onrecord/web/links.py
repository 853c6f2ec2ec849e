"""Permalinks that can tell whether they still mean the same words."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from msgspec import Struct

from onrecord.records.page import Page
from onrecord.records.span import Span

# 40 bits: among the some ten thousand places of a page another stretch has the same mark once in a hundred million.
_MARK_BYTES = 5
# Characters of the surroundings that a selector keeps: enough to tell two places of the same words apart.
_CONTEXT = 32

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


class TextPositionSelector(Struct, frozen=True, kw_only=True, tag_field="type", tag="TextPositionSelector"):
    """W3C Web Annotation: code points of the page's text, end exclusive."""

    start: int
    end: int


class TextQuoteSelector(Struct, frozen=True, kw_only=True, tag_field="type", tag="TextQuoteSelector"):
    """W3C Web Annotation: the words and what stands around them."""

    exact: str
    prefix: str
    suffix: str


class Found(Struct, frozen=True, kw_only=True):
    """What became of the words that a link was made for.

    Attributes:
        state: ``here`` (where the link says), ``moved`` (in one other place), ``gone``, ``unsure`` (in several other
            places, none of them surely the one meant), or ``unchecked`` (the link has no mark to check by).
        span: Where they are; ``None`` unless that is known.
    """

    state: Literal["here", "moved", "gone", "unsure", "unchecked"]
    span: Span | None


def place_of(value: str) -> Span | None:
    """Returns the span that ``START-END`` names, ``None`` if it names none.

    >>> place_of("12-80"), place_of("80-12"), place_of("x")
    (Span(start=12, end=80), None, None)
    """
    match = _PLACE.fullmatch(value)
    span = Span(int(match[1]), int(match[2])) if match else None
    return span if span and span.start < span.end else None


def mark_of(words: str) -> str:
    """Returns the mark of some words by which a link can tell whether it still points at them.

    >>> mark_of("the border stays open")
    '3ecf1923c2'
    """
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).hexdigest()


def link_to(page: str, text: str, span: Span) -> str:
    """Returns the permalink of some words of a page."""
    return f"/p/{page}?at={span.start}-{span.end}&w={mark_of(span.of(text))}#{span.start}-{span.end}"


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


def selectors_of(page: Page, span: Span) -> tuple[TextPositionSelector, TextQuoteSelector]:
    """Returns what names some words of a page for other programs, after the W3C's Web Annotation Data Model."""
    text = page.text
    return (
        TextPositionSelector(start=span.start, end=span.end),
        TextQuoteSelector(
            exact=span.of(text),
            prefix=text[max(0, span.start - _CONTEXT) : span.start],
            suffix=text[span.end : span.end + _CONTEXT],
        ),
    )
