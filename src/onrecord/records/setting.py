"""Meetings and times that a page reports."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

Granularity = Literal["time", "day", "week", "month", "season", "year", "relative"]
MeetingStatus = Literal["announced", "ongoing", "held", "postponed", "cancelled", "unknown"]
MeetingKind = Literal["meeting", "summit", "talks", "call", "visit"]


class When(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time as the page gives it.

    Attributes:
        span: The words it was read from.
        granularity: How exact it is; ``relative`` where the page has no date to resolve it against.
        start: First day, ISO 8601, where it could be resolved.
        end: Last day, ISO 8601, inclusive.
    """

    span: Span
    granularity: Granularity
    start: str | None = None
    end: str | None = None


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting that the page reports.

    Attributes:
        id: ``mt_`` and a hash of the page's id and the evidence.
        what: The words of the page that report it.
        who: Names of those present, as far as the page says.
        where: Place, in the page's words.
        when: Time.
        evidence: Spans it was read from.
        block: Kind of block it was found in ("caption", "paragraph").
        kind: What sort of meeting, by the page's word for it.
        status: How far it has come at the time of the report; ``unknown`` where the wording leaves it open.
    """

    id: str
    what: str
    who: tuple[str, ...] = ()
    where: str | None = None
    when: When | None = None
    evidence: tuple[Span, ...] = ()
    block: str | None = None
    # No defaults: a default that is a string is left out or written by the identity of the object, not by its value,
    # and so differently after a reading has come from another process.
    kind: MeetingKind
    status: MeetingStatus
