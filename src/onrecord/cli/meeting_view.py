"""Meetings in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.records.meeting import JoinedMeeting

_WIDTH = 24


def print_meetings(console: Console, meetings: Iterable[JoinedMeeting]) -> None:
    """Prints each meeting: its days, those present, how far it came by which page, what was said of it."""
    for meeting in meetings:
        head = Text(", ".join(map(one_line, meeting.who)) or "unnamed", style="bold")
        head.append(f" · {meeting.kind}", style="dim")
        if meeting.where:
            head.append(f" · {one_line(meeting.where)}")
        print_beside(console, [(Text(_days(meeting), style="cyan"), _WIDTH)], head)
        for report in meeting.reports:
            page = report.page
            told = Text(f"{report.status}: “{one_line(report.what)}”")
            told.append(f"\n{one_line(page.outlet or page.path or page.url) or page.id} · {page.id}", style="dim")
            print_beside(console, [(Text(f"  {report.told or 'no date'}", style="dim"), _WIDTH)], told)
        for said in meeting.said:
            line = Text(f"{one_line(said.party)} on “{one_line(said.words)}”").append(
                f" · {said.statement}", style="dim"
            )
            print_beside(console, [(Text(f"  {said.when or 'no date'}", style="dim"), _WIDTH)], line)


def _days(meeting: JoinedMeeting) -> str:
    if meeting.start is None:
        return f"“{one_line(meeting.when)}”" if meeting.when else "no date"
    return meeting.start if meeting.end in {None, meeting.start} else f"{meeting.start} to {meeting.end}"
