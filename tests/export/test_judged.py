from __future__ import annotations

import datetime as dt

import icalendar

from onrecord.export.judged import meeting_calendar
from onrecord.records.entry import PageRef
from onrecord.records.meeting import JoinedMeeting, MeetingReport
from onrecord.records.setting import MeetingStatus
from onrecord.records.span import Span

PAGE = PageRef(
    id="pg_a", path="a.html", url="https://a.example/", title="Talks", outlet="Oster Post", published="2031-02-03"
)


def meeting(start: str | None, status: MeetingStatus = "held", end: str | None = None) -> JoinedMeeting:
    report = MeetingReport(
        page=PAGE,
        meeting="mt_a",
        what="they; met, in “Oster”\nagain",
        spans=(Span(0, 4),),
        status=status,
        told="2031-02-03",
    )
    return JoinedMeeting(
        id=f"mg_{start}",
        who=("Ada Venn", "Bero Holt"),
        parties=(),
        where="Oster, Caldia",
        start=start,
        end=end or start,
        granularity="day",
        when="Monday",
        kind="talks",
        status=status,
        history=((status, "2031-02-03"),),
        reports=(report,),
        said=(),
    )


def events(*meetings: JoinedMeeting):
    return list(icalendar.Calendar.from_ical(meeting_calendar(meetings, "talks")).walk("VEVENT"))


def test_a_meeting_is_whole_days_with_place_people_and_status():
    (event,) = events(meeting("2031-02-03", end="2031-02-04"))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2031, 2, 3), dt.date(2031, 2, 5))
    assert (event["SUMMARY"], event["LOCATION"]) == ("Talks: Ada Venn, Bero Holt", "Oster, Caldia")
    assert (event["STATUS"], event["URL"]) == ("CONFIRMED", "https://a.example/")
    assert "they; met, in “Oster”" in event["DESCRIPTION"]


def test_a_meeting_called_off_is_cancelled_and_one_ahead_is_tentative():
    assert [
        event["STATUS"] for event in events(meeting("2031-02-03", "cancelled"), meeting("2031-02-05", "announced"))
    ] == [
        "CANCELLED",
        "TENTATIVE",
    ]


def test_a_meeting_without_a_day_is_in_no_calendar():
    assert events(meeting(None)) == []


def test_the_same_meetings_give_the_same_bytes():
    assert meeting_calendar([meeting("2031-02-03")], "talks") == meeting_calendar([meeting("2031-02-03")], "talks")
