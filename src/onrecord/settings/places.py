"""Where a meeting was: the capitalised phrase behind "at" or "in", with the town or country that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records.span import Span
from onrecord.settings.dates import find_dates
from onrecord.settings.participants import Mention
from onrecord.settings.phrases import NAME

# ", Alaska": only where the name is closed off, so that "in Sudport, Bero said" does not take Bero in.
_REST = rf"(?:,\s+(?:{NAME})(?=[.,;)(]|\s+(?:on|in|at|for|during|last|this|[A-Z])|\s*$))*"
_PLACE = re.compile(
    rf"\b(?:at|in|inside|outside|near)\s+(?:the\s+)?(?:(?:city|town|capital)\s+(?:of\s+)?)?"
    rf"(?P<place>{NAME}{_REST}(?:\s+in\s+{NAME}{_REST})?)"
)


_VISITED = re.compile(rf"\s+(?P<to>to\s+)?(?:the\s+)?(?P<place>{NAME})")


def visited_place(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Span | None:
    """Returns the place right behind "visit" or "visit to"; without "to" only what the tagger takes for a place.

    >>> visited_place("a visit to Sudport on Monday", 7, 28, []).of("a visit to Sudport on Monday")
    'Sudport'
    >>> visited_place("visited Adel", 7, 12, []) is None
    True
    """
    found = _VISITED.match(text, start, end)
    if found is None:
        return None
    span = Span(*found.span("place"))
    known = any(mention.place and mention.span.start == span.start for mention in mentions)
    return span if found["to"] or known else None


def find_place(text: str, clause: Span, mentions: Sequence[Mention]) -> Span | None:
    """Returns the words that name the place, without preposition and article.

    >>> text = "met at Fort Tamsin in Sudport, Norland. "
    >>> find_place(text, Span(0, len(text)), []).of(text)
    'Fort Tamsin in Sudport, Norland'
    >>> find_place("met in July with no result", Span(0, 26), []) is None
    True
    """
    # "In" is before a place, whatever the tagger takes it for; "at" may be before a name.
    people = [mention.span for mention in mentions if mention.name]
    for match in _PLACE.finditer(text, clause.start, clause.end):
        span = Span(match.start("place"), match.end("place"))
        dates = find_dates(text, Span(match.start(), span.end))
        if dates:
            kept = text[span.start : max(span.start, dates[0].span.start)].rstrip(" ,")
            kept = re.sub(r"\s+(?:in|on|at)$", "", kept)
            span = Span(span.start, span.start + len(kept))
        inside = match.group().startswith("in ")
        if span.start < span.end and (inside or not any(person == span for person in people)):
            return span
    return None
