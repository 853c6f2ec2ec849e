"""``onrecord meetings``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, Record


class MeetingFormat(StrEnum):
    """How meetings are written."""

    table = "table"
    jsonl = "jsonl"
    ics = "ics"


def meetings(
    *,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="NAME", help="With this party: its name, an alias, a country's code."),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="On this day or earlier.")] = None,
    docket: DocketFile = None,
    format_: Annotated[
        MeetingFormat, typer.Option("--format", help="table for people, jsonl for programs, ics for calendars.")
    ] = MeetingFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows who met whom, where and when: announced, held or called off, and what each side said of it.

    Reports of several pages are one meeting when their days meet, those present are the same as far as both tell, and
    no place contradicts. Meetings whose day no page gives are listed last, and are not in a calendar.

    \b
    onrecord meetings --party Norland --since 2031-02
    onrecord meetings --format ics > meetings.ics
    """
    from onrecord.cli.terminal import say, stdout_console, write_lines
    from onrecord.export.judged import meeting_calendar, meeting_lines
    from onrecord.run.judging import load_judged, open_docket, party_named
    from onrecord.store.open import hide_password, open_store

    chosen = open_docket(docket) if docket else None
    with open_store(record, write=False) as store:
        judged = load_judged(store, chosen)
        pages = store.counts().pages
    found = judged.meetings
    if party is not None:
        name = party_named(judged.docket, party)
        found = tuple(meeting for meeting in found if name in meeting.parties)
    first, last = _bounds(since, until)
    if first or last:
        found = tuple(m for m in found if m.start and first <= (m.end or m.start) and m.start <= (last or m.start))
    if format_ is MeetingFormat.jsonl:
        write_lines(meeting_lines(found))
    elif format_ is MeetingFormat.ics:
        write_lines([meeting_calendar(found, judged.docket.name)])
    else:
        from onrecord.cli.meeting_view import print_meetings

        print_meetings(stdout_console(), found)
    if not pages:
        say(f"{hide_password(record)} holds no page yet. Next: onrecord read PAGES --record {hide_password(record)}")
    elif not found:
        say("The pages report no such meeting.")


def _bounds(since: str | None, until: str | None) -> tuple[str, str]:
    from onrecord.errors import UsageError
    from onrecord.store.fold import days_of

    bounds = []
    for option, value, end in (("--since", since, 0), ("--until", until, 1)):
        days = days_of(value) if value is not None else ("", "")
        if days is None:
            raise UsageError(f"{option} {value}: not a date; write 2025-08-20, 2025-08 or 2025")
        bounds.append(days[end])
    return bounds[0], bounds[1]
