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


def find_place(text: str, clause: Span, mentions: Sequence[Mention]) -> Span | None:
    """Returns the words that name the place, without preposition and article.

    >>> text = "met at Fort Tamsin in Sudport, Norland. "
    >>> find_place(text, Span(0, len(text)), []).of(text)
    'Fort Tamsin in Sudport, Norland'
    >>> find_place("met in July with no result", Span(0, 26), []) is None
    True
    """
    people = [mention.span for mention in mentions if mention.name]
    for match in _PLACE.finditer(text, clause.start, clause.end):
        span = Span(match.start("place"), match.end("place"))
        dates = find_dates(text, Span(match.start(), span.end))
        if dates:
            kept = text[span.start : max(span.start, dates[0].span.start)].rstrip(" ,")
            kept = re.sub(r"\s+(?:in|on|at)$", "", kept)
            span = Span(span.start, span.start + len(kept))
        if span.start < span.end and not any(person == span for person in people):
            return span
    return None
