"""Positions, proposals and meetings as lines for programs, rows for spreadsheets, and a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Literal

import msgspec
from msgspec.structs import asdict

from onrecord.export.spreadsheet import safe_cell
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.position import Position, Step
from onrecord.records.proposal import Proposal
from onrecord.records.schema import describe_schema

# Raised when a reader written for the old number would misread the new form; added fields do not raise it.
FORMAT: Final = 1

POSITION_COLUMNS = (
    "party",
    "issue",
    "subissue",
    "when",
    "speaker",
    "rank",
    "stance",
    "binding",
    "current",
    "change",
    "from",
    "contradicts",
    "codes",
    "deeds",
    "conditions",
    "quote",
    "statement",
)
# RFC 5545 wants to know when an entry was made; the record has no clock, and the same record must give the same bytes.
_STAMP = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS = {"announced": "TENTATIVE", "ongoing": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}


class PositionDocument(Position, frozen=True, kw_only=True):
    """A party on an issue, through time.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


class ProposalDocument(Proposal, frozen=True, kw_only=True):
    """A plan, draft or accord.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


class JoinedMeetingDocument(JoinedMeeting, frozen=True, kw_only=True):
    """A meeting with all its reports.

    Attributes:
        format: Version of this format.
    """

    format: Literal[1] = 1


def position_lines(positions: Iterable[Position]) -> Iterator[bytes]:
    """Yields each position as one line of JSON with all its fields."""
    for position in positions:
        yield msgspec.json.encode(PositionDocument(**asdict(position))) + b"\n"


def proposal_lines(proposals: Iterable[Proposal]) -> Iterator[bytes]:
    """Yields each proposal as one line of JSON with all its fields."""
    for proposal in proposals:
        yield msgspec.json.encode(ProposalDocument(**asdict(proposal))) + b"\n"


def meeting_lines(meetings: Iterable[JoinedMeeting]) -> Iterator[bytes]:
    """Yields each meeting as one line of JSON with all its fields."""
    for meeting in meetings:
        yield msgspec.json.encode(JoinedMeetingDocument(**asdict(meeting))) + b"\n"


def position_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord positions --format jsonl``."""
    return describe_schema(PositionDocument, Position, title=f"A position, as found by onrecord, format {FORMAT}")


def proposal_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord proposals --format jsonl``."""
    return describe_schema(ProposalDocument, Proposal, title=f"A proposal, as found by onrecord, format {FORMAT}")


def meeting_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a line of ``onrecord meetings --format jsonl``."""
    return describe_schema(
        JoinedMeetingDocument, JoinedMeeting, title=f"A meeting over all pages, as found by onrecord, format {FORMAT}"
    )


def position_rows(positions: Iterable[Position]) -> Iterator[bytes]:
    """Yields the header, and a row for every statement of every position, in UTF-8, safe to open in a spreadsheet."""
    yield _line(POSITION_COLUMNS)
    for position in positions:
        changes = {change.statement: change for change in position.changes if change.kind != "silence"}
        against: dict[str, list[str]] = {}
        for two in position.contradictions:
            against.setdefault(two.first, []).append(two.second)
            against.setdefault(two.second, []).append(two.first)
        for step in position.steps:
            cells = _cells(position, step)
            change = changes.get(step.statement)
            cells["change"] = change.kind if change else ""
            cells["from"] = (change.before or "") if change else ""
            cells["contradicts"] = " ".join(against.get(step.statement, ()))
            yield _line(tuple(safe_cell(cells[name]) for name in POSITION_COLUMNS))


def _cells(position: Position, step: Step) -> dict[str, str]:
    return {
        "party": position.party,
        "issue": position.issue,
        "subissue": step.subissue or "",
        "when": step.when or "",
        "speaker": step.speaker,
        "rank": str(step.rank),
        "stance": step.stance,
        "binding": "yes" if step.binding else "no",
        "current": "yes" if step.statement in position.current else "no",
        "codes": " ".join(step.codes),
        "deeds": " ".join(step.deeds),
        "conditions": " | ".join(step.quote[m.start : m.end] for m in step.conditions if m.text == "content"),
        "quote": step.quote,
        "statement": step.statement,
    }


def meeting_calendar(meetings: Iterable[JoinedMeeting], name: str) -> bytes:
    """Returns the meetings that have a day as an iCalendar file (RFC 5545): whole days, the same bytes each time.

    Args:
        meetings: In the order wanted; those without a day are left out.
        name: Of the calendar.
    """
    import icalendar  # noqa: PLC0415 - an export among others: the rest must not wait for it

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//onrecord//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        if meeting.start is not None:
            calendar.add_component(_event(icalendar.Event(), meeting))
    found: bytes = calendar.to_ical()
    return found


def _event(event: Any, meeting: JoinedMeeting) -> Any:
    start = date.fromisoformat((meeting.start or "")[:10])
    event.add("uid", f"{meeting.id}@onrecord")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", start)
    event.add("dtend", date.fromisoformat((meeting.end or meeting.start or "")[:10]) + timedelta(days=1))
    event.add("summary", f"{meeting.kind.capitalize()}: {', '.join(meeting.who) or 'unnamed'}")
    if meeting.where:
        event.add("location", meeting.where)
    status = _STATUS.get(meeting.status)
    if status:
        event.add("status", status)
    event.add("description", "\n".join(_told(meeting)))
    address = next((report.page.url for report in meeting.reports if report.page.url), None)
    if address:
        event.add("url", address)
    return event


def _told(meeting: JoinedMeeting) -> Iterator[str]:
    yield " -> ".join(f"{status} ({day or 'no date'})" for status, day in meeting.history) or meeting.status
    for report in meeting.reports:
        yield f"{report.page.outlet or report.page.path or report.page.id}, {report.told or 'no date'}: {report.what}"


def _line(cells: tuple[str, ...]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "backslashreplace")
