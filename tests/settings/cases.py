"""Hard cases of when, and of meetings, one line each; `tests.speakers.cases` writes them into ``docs/cases.md``.

All are read on a page of Wednesday, 20 August 2025. `MISSED_*` are those that are not right today, strictly.
"""

from __future__ import annotations

import datetime as dt

from onrecord.records import Block, Datum, Entity, EntityKind, Meeting, Page, Span, Tagging
from onrecord.settings.datelines import day_of
from onrecord.settings.dates import find_dates
from onrecord.settings.intervals import resolve_date
from onrecord.settings.meetings import find_meetings

DAY = "2025-08-20"

# The words, whether the sentence speaks of what is to come, first and last day, how exact, why.
WHEN: list[tuple[str, bool, str | None, str | None, str, str]] = [
    ("on Monday", False, "2025-08-18", "2025-08-18", "day", "the latest not after the page"),
    ("on Wednesday", False, "2025-08-20", "2025-08-20", "day", "the page’s own day"),
    ("on Friday", True, "2025-08-22", "2025-08-22", "day", "to come: the next one"),
    ("on Wednesday", True, "2025-08-20", "2025-08-20", "day", "to come, and it is that day: today"),
    ("next Wednesday", True, "2025-08-27", "2025-08-27", "day", "“next” is never today"),
    ("last Wednesday", False, "2025-08-13", "2025-08-13", "day", "“last” is never today"),
    ("late Monday Moscow time", False, "2025-08-18", "2025-08-18", "day", "the day; hours are not kept"),
    ("earlier this week", False, "2025-08-18", "2025-08-20", "week", "from Monday to the page’s day"),
    ("later this week", True, "2025-08-20", "2025-08-24", "week", "from the page’s day to Sunday"),
    ("last week", False, "2025-08-11", "2025-08-17", "week", "Monday to Sunday"),
    ("two weeks ago", False, "2025-08-04", "2025-08-10", "week", "no more exact than its words"),
    ("over the weekend", False, "2025-08-16", "2025-08-17", "week", "the one that is over"),
    ("yesterday", False, "2025-08-19", "2025-08-19", "day", ""),
    ("last night", False, "2025-08-19", "2025-08-19", "day", "the evening before"),
    ("this morning", False, "2025-08-20", "2025-08-20", "day", ""),
    ("in July 2025", False, "2025-07-01", "2025-07-31", "month", "a month, not a day of it"),
    ("in July", False, "2025-07-01", "2025-07-31", "month", "the latest one"),
    ("in September", True, "2025-09-01", "2025-09-30", "month", "to come"),
    ("on Aug. 15", False, "2025-08-15", "2025-08-15", "day", ""),
    ("on 3 January", True, "2026-01-03", "2026-01-03", "day", "to come: next year’s"),
    ("early 2022", False, "2022-01-01", "2022-04-30", "season", "four months, no fewer"),
    ("at the end of 2024", False, "2024-09-01", "2024-12-31", "season", "as much"),
    ("last summer", False, "2024-06-01", "2024-08-31", "season", "this year’s is not over"),
    ("on February 30", False, None, None, "relative", "no such day: nothing is made of it"),
]

# The page's words, who, where, first day, how far it came; ``None`` for no meeting. People in <>, places in [].
MeetingCase = tuple[str, tuple[str, ...], str | None, str | None, str] | tuple[str, None, None, None, str]
MEETINGS: list[MeetingCase] = [
    (
        "<Ana Bero> met with <Ivo Adel> on Monday in [Sudport].",
        ("Ana Bero", "Ivo Adel"),
        "Sudport",
        "2025-08-18",
        "held",
    ),
    ("<Ana Bero> will meet <Ivo Adel> on Friday.", ("Ana Bero", "Ivo Adel"), None, "2025-08-22", "announced"),
    ("<Ana Bero> and <Ivo Adel> shook hands on Monday.", ("Ana Bero", "Ivo Adel"), None, "2025-08-18", "held"),
    (
        "<Ana Bero> has called off a visit to [Sudport] set for Monday.",
        ("Ana Bero",),
        "Sudport",
        "2025-08-25",
        "cancelled",
    ),
    (
        "<Bero> goes to [Sudport] on Friday, where he will meet <Adel>.",
        ("Bero", "Adel"),
        "Sudport",
        "2025-08-22",
        "announced",
    ),
    (
        "The talks between <Bero> and <Adel> on Monday were postponed.",
        ("Bero", "Adel"),
        None,
        "2025-08-18",
        "postponed",
    ),
    ("Last week’s meeting between <Bero> and <Adel> ended well.", ("Bero", "Adel"), None, "2025-08-11", "held"),
    ("<Bero> spoke by phone with <Adel> on Tuesday.", ("Bero", "Adel"), None, "2025-08-19", "held"),
    ("<Bero> met the deadline on Monday.", None, None, None, ""),
    ("The plan met with resistance from <Adel>.", None, None, None, ""),
    ("<Bero> wants to meet <Adel> on Friday.", None, None, None, ""),
    ("<Bero> said: “I met <Adel> on Monday.”", None, None, None, ""),
]
MISSED_MEETINGS: list[MeetingCase] = [
    ("<Bero> and <Adel> sat down for lunch on Monday.", ("Bero", "Adel"), None, "2025-08-18", "held"),
    ("Monday’s session brought <Bero> and <Adel> together.", ("Bero", "Adel"), None, "2025-08-18", "held"),
]


def when_of(words: str, *, future: bool) -> tuple[str | None, str | None, str]:
    """First and last day, and how exact."""
    (found,) = find_dates(words, Span(0, len(words)))
    when = resolve_date(found, dt.date.fromisoformat(DAY), future=future)
    return when.start, when.end, when.granularity


def meetings_of(marked: str) -> tuple[Meeting, ...]:
    """The meetings of a page that is one marked sentence."""
    text = ""
    entities: list[Entity] = []
    start = 0
    kinds: dict[str, EntityKind] = {">": "person", "]": "place"}
    for char in marked:
        if char in "<[":
            start = len(text)
        elif char in kinds:
            entities.append(Entity(kind=kinds[char], span=Span(start, len(text))))
        else:
            text += char
    block = Block(kind="paragraph", start=0, end=len(text), body=True)
    page = Page(id="pg_1", sha256="", text=text, blocks=(block,), published=Datum(value=DAY, found="given"))
    return find_meetings(page, Tagging(attributions=(), asides=(), entities=tuple(entities)), day_of(page))


def meeting_row(meeting: Meeting) -> tuple[tuple[str, ...], str | None, str | None, str]:
    """What a case says of a meeting."""
    return meeting.who, meeting.where, meeting.when.start if meeting.when else None, meeting.status
