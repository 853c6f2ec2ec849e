"""The meetings of all pages joined: who, where, when, how far each came, what each side said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.docket.attending import attending_of, fullest_names
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex
from onrecord.docket.reports import Report, clusters_of
from onrecord.docket.saying import said_of
from onrecord.records.docket import Coding
from onrecord.records.ids import content_id
from onrecord.records.meeting import JoinedMeeting, MeetingReport
from onrecord.records.setting import Meeting, MeetingKind, MeetingStatus
from onrecord.records.statement import Statement

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
    reports = [report_of(page, meeting, index, home) for page in notes.values() for meeting in page.meetings]
    clusters = list(clusters_of(sorted(reports, key=lambda report: report.id)))
    joined = [join_reports(cluster, index) for cluster in clusters]
    reported = [[(report.notes, report.meeting) for report in cluster] for cluster in clusters]
    found = said_of(list(zip(joined, reported, strict=True)), notes, *said)
    return tuple(sorted((found[meeting.id] for meeting in joined), key=in_time))


def report_of(page: PageNotes, meeting: Meeting, index: PartyIndex, home: Mapping[str, str]) -> Report:
    """Returns one page's report of a meeting, ready to be compared."""
    story = home.get(page.page.id, page.page.id)
    return Report(notes=page, meeting=meeting, who=attending_of(meeting.who, index), story=story)


def in_time(meeting: JoinedMeeting) -> tuple[bool, str, str]:
    """Orders meetings: by day, those without one last."""
    return meeting.start is None, meeting.start or "", meeting.id


def join_reports(cluster: Sequence[Report], index: PartyIndex) -> JoinedMeeting:
    """Returns the meeting that some reports are of, without what was said of it."""
    told = sorted((_told(report) for report in cluster), key=_told_order)
    exact = [report for report in cluster if report.exact] or [report for report in cluster if report.days] or cluster
    known = [report for report in exact if report.who.sides] or exact
    first = min(known, key=lambda report: ((report.days or (date.max, date.max))[0], report.id))
    days = first.days
    who = fullest_names(index.full_name(name) for report in cluster for name in report.meeting.who)
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
        when=" ".join(first.notes.words[first.meeting.when.span].split()) if first.meeting.when else None,
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
