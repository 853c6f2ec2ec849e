"""Reports of meetings: which of them are of one meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.docket.attending import Attending
from onrecord.docket.notes import PageNotes
from onrecord.records.setting import Granularity, Meeting

# Times as exact as this tell one meeting from the next; vaguer ones are joined to the one meeting that fits.
_EXACT: frozenset[Granularity] = frozenset({"time", "day"})
# A vaguer time reaches over this many days at most: "in July", not "in 2022".
_VAGUE_DAYS = 31
# A report without any time is of a meeting so many days before it, or after it where it is yet to come.
_AROUND_DAYS = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_DAYS = 4  # a summit over more days is told by its first and last


class Report(Struct, frozen=True, kw_only=True):
    """One page's report of a meeting, ready to be compared.

    Attributes:
        notes: The page.
        meeting: The report.
        who: Who attends, by party and by name.
        story: Id of the story that the page belongs to.
    """

    notes: PageNotes
    meeting: Meeting
    who: Attending
    story: str

    @property
    def id(self) -> str:
        """The id of the page's own meeting."""
        return self.meeting.id

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, where they could be resolved."""
        when = self.meeting.when
        if when is None or when.start is None or when.end is None:
            return None
        return date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])

    @property
    def exact(self) -> bool:
        """Whether the time is a day, or a few."""
        when, days = self.meeting.when, self.days
        return days is not None and when is not None and (when.granularity in _EXACT or days[0] == days[1])


def keys_of(report: Report) -> tuple[str, ...]:
    """Returns the days on which the same meeting may be reported elsewhere; none for a vague time or for nobody."""
    days = report.days
    if not report.exact or days is None or not report.who.sides:
        return ()
    length = min((days[1] - days[0]).days, _LONGEST_DAYS)
    return tuple((days[0] + timedelta(days=number)).isoformat() for number in range(length + 1))


def same_meeting(one: Report, other: Report) -> bool:
    """Tells whether two reports with a day in common are of one meeting: the same people, and no other place."""
    calls = {one.meeting.kind, other.meeting.kind}
    if "call" in calls and calls & {"visit", "summit"}:
        return False
    return one.who.fits(other.who) and _places_fit(one.meeting.where, other.meeting.where)


def _places_fit(one: str | None, other: str | None) -> bool:
    """Tells whether two places may be one: none is told, or they share a name.

    >>> _places_fit("the palace in Sardo", "Sardo"), _places_fit("Sardo", "Lindenau"), _places_fit(None, "Sardo")
    (True, False, True)
    """
    if not one or not other:
        return True
    names = [{word.strip(".,") for word in place.split() if word[0].isupper()} for place in (one, other)]
    return not names[0] or not names[1] or bool(names[0] & names[1])


class _Sets:
    """Reports joined; the smallest id stands for the set, so that the order of joining does not matter."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {one: one for one in ids}

    def root(self, one: str) -> str:
        while self._parent[one] != one:
            one = self._parent[one]
        return one

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


def clusters_of(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Yields the reports of each meeting.

    Args:
        reports: By id.
    """
    sets = _Sets(report.id for report in reports)
    first: dict[object, Report] = {}
    apart: list[Report] = []
    for report in reports:
        known = False
        for same in _same_words(report):
            other = first.setdefault(same, report)
            sets.join(report.id, other.id)
        for same in _same_facts(report):
            other = first.setdefault(same, report)
            known = other is not report
            sets.join(report.id, other.id)
        if not known:
            apart.append(report)
    _join_by_day(apart, sets)
    _attach_vague(reports, apart, sets)
    members: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        members[sets.root(report.id)].append(report)
    yield from (members[key] for key in sorted(members))


def _same_words(report: Report) -> Iterator[object]:
    """Yields what makes two reports one by their words: copies of one report, or the same day in the same words."""
    words = " ".join(report.meeting.what.split()).casefold()
    yield "story", report.story, words
    if report.days is not None:
        yield "days", report.days, words


def _same_facts(report: Report) -> Iterator[object]:
    """Yields what makes two reports equal to every rule: they are not compared with everything twice."""
    if report.exact and report.who.sides:
        yield "facts", report.days, report.meeting.who, report.meeting.where, report.meeting.kind


def _join_by_day(reports: Sequence[Report], sets: _Sets) -> None:
    by_day: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for key in keys_of(report):
            by_day[key].append(report)
    for key in sorted(by_day):
        together = by_day[key]
        for number, one in enumerate(together):
            for other in together[number + 1 :]:
                if sets.root(one.id) != sets.root(other.id) and same_meeting(one, other):
                    sets.join(one.id, other.id)


def _attach_vague(reports: Sequence[Report], apart: Sequence[Report], sets: _Sets) -> None:
    """Joins a report with a vaguer time, or of nobody in particular, to the one meeting that fits; to none of two."""
    by_day: dict[date, list[Report]] = defaultdict(list)
    for report in apart:
        days = report.days
        if report.exact and days is not None and report.who.sides:
            by_day[days[0]].append(report)
    attached: dict[str, str] = {}
    for report in reports:
        days = _window(report)
        if days is None or (report.exact and report.who.sides):
            continue
        span = (days[0] + timedelta(days=number) for number in range((days[1] - days[0]).days + 1))
        fitting = {sets.root(other.id) for day in span for other in by_day.get(day, ()) if _vaguely(report, other)}
        if len(fitting) == 1:
            attached[sets.root(report.id)] = next(iter(fitting))
    for one, other in sorted(attached.items()):
        sets.join(one, other)


def _window(report: Report) -> tuple[date, date] | None:
    """Returns the days that a report may mean: its own, or those around the page's where it gives none."""
    days = report.days
    if days is not None:
        return days if (days[1] - days[0]).days <= _VAGUE_DAYS else None
    published = report.notes.page.published
    if published is None or report.meeting.when is not None or not _DAY.match(published):
        return None
    day = date.fromisoformat(published[:10])
    if report.meeting.status == "held":
        return day - timedelta(days=_AROUND_DAYS), day
    return (day, day + timedelta(days=_AROUND_DAYS)) if report.meeting.status == "announced" else (day, day)


def _vaguely(report: Report, other: Report) -> bool:
    if not report.who.sides:
        return report.days == other.days and _places_fit(report.meeting.where, other.meeting.where)
    return same_meeting(report, other) and report.who.shares(other.who) > 1
