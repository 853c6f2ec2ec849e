"""Permalinks that can tell whether they still mean the same words."""

from __future__ import annotations

import re

from onrecord.records.span import Span
from onrecord.text.places import mark_of

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def place_of(value: str) -> Span | None:
    """Returns the span that ``START-END`` names, ``None`` if it names none.

    >>> place_of("12-80"), place_of("80-12"), place_of("x")
    (Span(start=12, end=80), None, None)
    """
    match = _PLACE.fullmatch(value)
    span = Span(int(match[1]), int(match[2])) if match else None
    return span if span and span.start < span.end else None


def link_to(page: str, text: str, span: Span) -> str:
    """Returns the permalink of some words of a page."""
    return f"/p/{page}?at={span.start}-{span.end}&w={mark_of(span.of(text))}#{span.start}-{span.end}"
