"""``onrecord export``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    ExportFormat,
    Kind,
    MinConfidence,
    OnPage,
    Outlet,
    Party,
    Record,
    Search,
    Since,
    Speaker,
    Until,
)
from onrecord.cli.wanted import wanted_by
from onrecord.errors import UsageError


def export(
    format_: Annotated[ExportFormat, typer.Argument(metavar="[jsonl|csv|warc]")] = ExportFormat.jsonl,
    *,
    speaker: Speaker = None,
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    search: Search = None,
    on_page: OnPage = None,
    min_confidence: MinConfidence = 0.0,
    said: Annotated[bool, typer.Option("--said", help="Only what was said.")] = False,
    ascribed: Annotated[bool, typer.Option("--ascribed", help="Only what is ascribed.")] = False,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Writes the record to standard output, whole or filtered.

    jsonl: one JSON object for each page, with its text and everything read from it (docs/format.md), by page id. The
    same pages give the same bytes, in whatever order they were read. With a filter only pages that hold a match come,
    each with its matches.

    csv: one row for each attribution, in UTF-8. A cell that a spreadsheet would run as a formula has an apostrophe in
    front.

    warc: the bytes of the pages as a web archive (WARC/1.1), which other tools replay and onrecord reads again.

    \b
    onrecord export > record.jsonl
    onrecord export warc > pages.warc
    onrecord export csv --party Norland > norland.csv
    """
    if said and ascribed:
        raise UsageError("--said and --ascribed contradict each other")
    wanted = wanted_by(
        speaker=speaker,
        party=party,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        search=search,
        on_page=on_page,
        min_confidence=min_confidence,
        said="said" if said else "ascribed" if ascribed else "all",
    )
    from onrecord.cli.terminal import write_lines
    from onrecord.export.jsonl import reading_lines
    from onrecord.export.spreadsheet import entry_rows
    from onrecord.export.warc import warc_records
    from onrecord.store.open import open_store

    with open_store(record, write=False) as store:
        if format_ is ExportFormat.csv:
            write_lines(entry_rows(store.entries(wanted)))
        elif format_ is ExportFormat.warc:
            pages = (reading.page for reading in store.readings(wanted))
            write_lines(warc_records((page, store.capture(page.sha256) or b"") for page in pages))
        else:
            write_lines(reading_lines(store.readings(wanted)))
