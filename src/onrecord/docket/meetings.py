"""The meetings of all pages joined: who, where, when, how far each came, what each side said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.docket.attending import Attending, attending_of, fullest_names
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex
from onrecord.docket.saying import said_of
from onrecord.records.docket import Coding
from onrecord.records.ids import content_id
from onrecord.records.meeting import JoinedMeeting, MeetingReport
from onrecord.records.setting import Granularity, Meeting, MeetingKind, MeetingStatus
from onrecord.records.statement import Statement

# Times as exact as this tell one meeting from the next; vaguer ones are joined to the one meeting that fits.
_EXACT: frozenset[Granularity] = frozenset({"time", "day"})
# A vaguer time reaches over this many days at most: "in July", not "in 2022".
_VAGUE_DAYS = 31
# A report without any time is of a meeting so many days before it, or after it where it is yet to come.
_AROUND_DAYS = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_DAYS = 4  # a summit over more days is told by its first and last
# Of reports of one day, the one that is further on counts.
_FURTHER: dict[MeetingStatus, int] = {
    "unknown": 0,
    "announced": 1,
    "ongoing": 2,
    "held": 3,
    "postponed": 4,
    "cancelled": 5,
}
# A plainer word for a meeting gives way to one that says more.
_KINDS: tuple[MeetingKind, ...] = ("summit", "call", "visit", "talks", "meeting")


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


def join_meetings(
    notes: Mapping[str, PageNotes],
    index: PartyIndex,
    said: tuple[Mapping[str, Statement], Mapping[str, Coding]],
    home: Mapping[str, str],
) -> tuple[JoinedMeeting, ...]:
    """Returns the meetings that the pages report, by day, those without one last.

    Two reports are of one meeting when their days meet, those present are the same as far as both tell, and no place
    contradicts. A report with a vaguer time belongs to the one meeting that fits it, or stays alone.

    Args:
        notes: Page id to its notes.
        index: Of the docket's parties.
        said: Statements by id, and their codings by id.
        home: Page id to the id of its story: copies tell of one meeting in the same words, whatever their own dates.
    """
    reports = sorted(
        (
            Report(
                notes=page,
                meeting=meeting,
                who=attending_of(meeting.who, index),
                story=home.get(page.page.id, page.page.id),
            )
            for page in notes.values()
            for meeting in page.meetings
        ),
        key=lambda report: report.id,
    )
    clusters = list(_clusters(reports))
    joined = [_joined(cluster, index) for cluster in clusters]
    reported = [[(report.notes, report.meeting) for report in cluster] for cluster in clusters]
    found = said_of(list(zip(joined, reported, strict=True)), notes, *said)
    return tuple(sorted((found[meeting.id] for meeting in joined), key=_in_time))


def _in_time(meeting: JoinedMeeting) -> tuple[bool, str, str]:
    return meeting.start is None, meeting.start or "", meeting.id


def keys_of(report: Report) -> tuple[str, ...]:
    """Returns where else the same meeting may be found: its words on a copy, and its days."""
    days, words = report.days, "what:" + " ".join(report.meeting.what.split()).casefold()
    if not report.exact or days is None:
        return (words,)
    length = min((days[1] - days[0]).days, _LONGEST_DAYS)
    return (words, *((days[0] + timedelta(days=number)).isoformat() for number in range(length + 1)))


def same_meeting(one: Report, other: Report) -> bool:
    """Tells whether two reports with a key in common are of one meeting."""
    words = one.meeting.what.split() == other.meeting.what.split()
    if words and (one.days == other.days or one.story == other.story):
        return True
    return one.exact and other.exact and _days_meet(one, other) and _fit(one, other)


def _days_meet(one: Report, other: Report) -> bool:
    first, second = one.days, other.days
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _fit(one: Report, other: Report) -> bool:
    """Tells whether those present, the sort of meeting and the place go together."""
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


def _clusters(reports: Sequence[Report]) -> Iterator[list[Report]]:
    parent = {report.id: report.id for report in reports}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    by_key: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for key in keys_of(report):
            by_key[key].append(report)
    for key in sorted(by_key):
        together = by_key[key]
        for number, one in enumerate(together):
            for other in together[number + 1 :]:
                first, second = sorted((root(one.id), root(other.id)))
                if first != second and same_meeting(one, other):
                    parent[second] = first
    _attach_vague(reports, parent, root)
    members: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        members[root(report.id)].append(report)
    yield from (members[key] for key in sorted(members))


def _attach_vague(reports: Sequence[Report], parent: dict[str, str], root: Callable[[str], str]) -> None:
    """Joins a report with a vaguer time, or of nobody in particular, to the one meeting that fits; to none of two."""
    by_day: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        days = report.days
        if report.exact and days is not None and report.who.sides:
            by_day[days[0]].append(report)
    attached: dict[str, str] = {}
    for report in reports:
        days = _window(report)
        if days is None or (report.exact and report.who.sides):
            continue
        span = (days[0] + timedelta(days=number) for number in range((days[1] - days[0]).days + 1))
        fitting = {root(other.id) for day in span for other in by_day.get(day, ()) if _vaguely(report, other)}
        if len(fitting) == 1:
            attached[root(report.id)] = next(iter(fitting))
    for one, other in sorted(attached.items()):
        first, second = sorted((root(one), root(other)))
        if first != second:
            parent[second] = first


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
    return _fit(report, other) and report.who.shares(other.who) > 1


def _joined(cluster: Sequence[Report], index: PartyIndex) -> JoinedMeeting:
    told = sorted((_told(report) for report in cluster), key=_told_order)
    exact = [report for report in cluster if report.exact] or [report for report in cluster if report.days] or cluster
    known = [report for report in exact if report.who.sides] or exact
    first = min(known, key=lambda report: ((report.days or (date.max, date.max))[0], report.id))
    days = first.days
    who = fullest_names(name for report in cluster for name in report.meeting.who)
    places = sorted({report.meeting.where for report in cluster if report.meeting.where}, key=lambda w: (-len(w), w))
    return JoinedMeeting(
        id=content_id("mg", min(report.id for report in cluster)),
        who=who,
        parties=tuple(party for party in index.parties if any(party in report.who.parties for report in cluster)),
        where=places[0] if places else None,
        start=days[0].isoformat() if days else None,
        end=max((r.days[1] for r in exact if r.days and r.days[0] == days[0]), default=days[1]).isoformat()
        if days
        else None,
        granularity=first.meeting.when.granularity if first.meeting.when else None,
        when=first.notes.words[first.meeting.when.span] if first.meeting.when else None,
        kind=min((report.meeting.kind for report in cluster), key=_KINDS.index),
        status=_status(told),
        history=_history(told),
        reports=tuple(told),
        said=(),
    )


def _told(report: Report) -> MeetingReport:
    published = report.notes.page.published
    return MeetingReport(
        page=report.notes.page,
        meeting=report.id,
        what=report.meeting.what,
        spans=report.meeting.evidence,
        status=report.meeting.status,
        told=published[:10] if published else None,
    )


def _told_order(report: MeetingReport) -> tuple[bool, str, int, str, str]:
    return report.told is None, report.told or "", _FURTHER[report.status], report.page.id, report.meeting


def _status(told: Iterable[MeetingReport]) -> MeetingStatus:
    """Returns how far it came by its latest report that says so; a later page may still have the earlier words.

    A copy that comes late with "will meet" does not undo what was held or called off before.
    """
    known = [report for report in told if report.status != "unknown"]
    dated = [report for report in known if report.told] or known
    settled = [report for report in dated if report.status not in {"announced", "ongoing"}]
    return (settled or dated)[-1].status if dated else "unknown"


def _history(told: Iterable[MeetingReport]) -> tuple[tuple[MeetingStatus, str | None], ...]:
    first: dict[MeetingStatus, str | None] = {}
    for report in told:
        if report.status != "unknown":
            first.setdefault(report.status, report.told)
    return tuple(sorted(first.items(), key=lambda item: (item[1] is None, item[1] or "", _FURTHER[item[0]])))
