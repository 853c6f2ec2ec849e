"""``onrecord export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    DocketFile,
    ExportFormat,
    Kind,
    MinConfidence,
    Office,
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
    office: Office = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    search: Search = None,
    on_page: OnPage = None,
    min_confidence: MinConfidence = 0.0,
    said: Annotated[bool, typer.Option("--said", help="Only what was said.")] = False,
    ascribed: Annotated[bool, typer.Option("--ascribed", help="Only what is ascribed.")] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="With site: the folder to write; made if need be.")
    ] = None,
    docket: DocketFile = None,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Writes the record to standard output, whole or filtered; every format obeys the filters.

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
    onrecord export site --to public --docket talks.toml
    """
    if said and ascribed:
        raise UsageError("--said and --ascribed contradict each other")
    wanted = wanted_by(
        speaker=speaker,
        party=party,
        office=office,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        search=search,
        on_page=on_page,
        min_confidence=min_confidence,
        said="said" if said else "ascribed" if ascribed else "all",
    )
    if (format_ is ExportFormat.site) != (to is not None):
        raise UsageError("site needs --to FOLDER, and only site does")
    if to is not None:
        from onrecord.cli.terminal import say
        from onrecord.web.site import write_site

        say(f"{write_site(record, docket, to):,} files written. Open {to / 'index.html'}")
        return
    from onrecord.cli.terminal import write_lines
    from onrecord.run.exporting import export_named, export_record
    from onrecord.store.open import open_store

    with open_store(record, write=False) as store:
        write_lines(export_record(store, wanted, export_named(format_.value)))
