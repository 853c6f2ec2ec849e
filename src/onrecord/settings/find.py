"""The stage: fills in where, when and to whom things were said, and reads the meetings that the page reports."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.setting import Meeting, When
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.settings.addressees import find_addressee
from onrecord.settings.datelines import day_of
from onrecord.settings.dates import find_dates
from onrecord.settings.frames import Frame, frame_of, sentences_of
from onrecord.settings.intervals import resolve_date
from onrecord.settings.meetings import find_meetings
from onrecord.settings.venues import find_venue

_AHEAD = re.compile(r"\b(?:will|(?:is|are)\s+(?:expected|due|set|scheduled)\s+to)\s+(?:\w+ly\s+)?\w+\Z")
_BEFORE_CUE = 30  # code points in which "is expected to" stands before its verb
_PREPOSITION = re.compile(r"(?:\b[Oo]n|\b[Ii]n|\b[Ss]ince|\b[Dd]uring)\s+$")

_ARTICLE = re.compile(r"(?:\b(?P<before>\w+)\s+)?\b(?:the|a|his|her|their|its|those|these)\s+$")
_SETS = frozenset({"at", "in", "during", "after", "before", "following", "from", "on", "by"})
_NOUN = re.compile(r"\s+[a-z]{3,}")


def find_settings(page: Page, tagging: Tagging) -> tuple[tuple[Attribution, ...], tuple[Meeting, ...]]:
    """Returns the attributions with `to`, `to_span`, `venue`, `when` and `time` as the page says, and the meetings.

    Reads only the clause of each cue; what is told elsewhere stays unsaid. Attributions keep their order and ids.

    Args:
        page: The page.
        tagging: What the attribution stage found on it.
    """
    sentences = sentences_of(page)
    day = day_of(page)
    settled = tuple(_settle(page, attribution, sentences, day) for attribution in tagging.attributions)
    return settled, find_meetings(page, tagging, day)


def _settle(page: Page, attribution: Attribution, sentences: tuple[Span, ...], day: date | None) -> Attribution:
    """Returns one attribution with its setting; what was not said has none."""
    if not attribution.statement and attribution.attitude != "assertion":
        return attribution
    frame = frame_of(page, attribution, sentences)
    if frame is None:
        return attribution
    to_span = find_addressee(page.text, frame)
    venue = find_venue(page.text, frame)
    when = find_when(page.text, frame) or attribution.when
    return replace(
        attribution,
        to=to_span.of(page.text) if to_span else attribution.to,
        to_span=to_span or attribution.to_span,
        venue=venue.of(page.text) if venue else attribution.venue,
        when=when,
        time=resolve_when(page.text, when, day, frame) if when else attribution.time,
    )


def resolve_when(text: str, when: Span, day: date | None, frame: Frame) -> When | None:
    """Returns what the words of a time mean, seen from `day`; what is said later ("will say") lies ahead.

    >>> text = "On Monday, Bero said it was over."
    >>> frame = Frame(cue=Span(16, 20), regions=(Span(0, 10),), after=Span(20, 20), limit=32)
    >>> resolve_when(text, Span(0, 9), date(2025, 8, 20), frame).start
    '2025-08-18'
    >>> resolve_when(text, Span(0, 9), None, frame).granularity
    'relative'
    """
    dates = find_dates(text, when)
    future = _AHEAD.search(text, max(0, frame.cue.start - _BEFORE_CUE), frame.cue.end) is not None
    return replace(resolve_date(dates[0], day, future=future), span=when) if dates else None


def find_when(text: str, frame: Frame) -> Span | None:
    """Returns the words that tell when it was said, with their preposition; after the cue goes before before it.

    >>> text = "On Monday, Bero said it was over."
    >>> find_when(text, Frame(cue=Span(16, 20), regions=(Span(0, 10),), after=Span(20, 20), limit=32)).of(text)
    'On Monday'
    >>> text = "Bero described the Monday sessions as rude."
    >>> find_when(text, Frame(cue=Span(5, 34), regions=(Span(5, 34),), after=Span(34, 34), limit=43)) is None
    True
    >>> text = "Bero said nothing changed."
    >>> find_when(text, Frame(cue=Span(5, 9), regions=(Span(5, 9),), after=Span(9, 9), limit=26)) is None
    True
    """
    joined = Span(frame.cue.start, frame.after.end) if frame.after.start == frame.cue.end else frame.after
    for region in (joined, *frame.regions):
        dates = [found for found in find_dates(text, region) if not _qualifies(text, region, found.span)]
        if dates:
            span = dates[0].span
            opening = _PREPOSITION.search(text[region.start : span.start])
            return Span(region.start + opening.start() if opening else span.start, span.end)
    return None


def _qualifies(text: str, region: Span, date: Span) -> bool:
    """Tells the object of the cue ("called the Monday sessions rude") from a time ("said at the Monday briefing")."""
    article = _ARTICLE.search(text[region.start : date.start])
    return (
        article is not None
        and (article.group("before") or "").casefold() not in _SETS
        and _NOUN.match(text, date.end) is not None
    )
