"""Meetings across pages: who, where, when, how far it came, and what each side said of it."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records.entry import PageRef
from onrecord.records.setting import Granularity, MeetingKind, MeetingStatus
from onrecord.records.span import Span


class MeetingReport(Struct, frozen=True, kw_only=True):
    """One page's report of a meeting.

    Attributes:
        page: The page.
        meeting: Id of the page's own `Meeting`.
        what: The words that report it.
        spans: Their characters on the page.
        status: How far it had come by this report.
        told: ISO 8601 day of the report; ``None`` where the page has no date.
    """

    page: PageRef
    meeting: str
    what: str
    spans: tuple[Span, ...]
    status: MeetingStatus
    told: str | None


class SaidOfMeeting(Struct, frozen=True, kw_only=True):
    """A statement about a meeting.

    Attributes:
        party: Name in the docket; the speaker's own name where they speak for none of its parties.
        statement: Its id.
        when: ISO 8601 day.
        by: What ties it to the meeting (``mentions``, ``same_day``).
        words: The words that tie it.
    """

    party: str
    statement: str
    when: str | None
    by: str
    words: str


class JoinedMeeting(Struct, frozen=True, kw_only=True):
    """A meeting with all its reports.

    Attributes:
        id: ``mg_`` and a hash of the smallest id among its reports' meetings.
        who: Those present, by their fullest names, in alphabetical order.
        parties: Names in the docket of the parties present.
        where: Place, in the words of the report that gives it most exactly.
        start: First day, ISO 8601; ``None`` where no page gives a day that can be resolved.
        end: Last day, inclusive.
        granularity: How exact the time is; ``relative`` where it could not be resolved.
        when: The words that give the time.
        kind: What sort of meeting.
        status: How far it came, by its latest report.
        history: The statuses it went through, each once, with the day first told: announced, held, cancelled.
        reports: By day of the report, page and place.
        said: What each side said of it, in order of time.
    """

    id: str
    who: tuple[str, ...]
    parties: tuple[str, ...]
    where: str | None
    start: str | None
    end: str | None
    granularity: Granularity | None
    when: str | None
    kind: MeetingKind
    status: MeetingStatus
    history: tuple[tuple[MeetingStatus, str | None], ...]
    reports: tuple[MeetingReport, ...]
    said: tuple[SaidOfMeeting, ...]
