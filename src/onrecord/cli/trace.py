"""``onrecord trace``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record
from onrecord.cli.statement import find_statement


class TraceFormat(StrEnum):
    """How a trace is written."""

    text = "text"
    json = "json"
    svg = "svg"


def trace(
    name: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Statement id or its beginning; or an attribution's id.")
    ],
    *,
    format_: Annotated[
        TraceFormat, typer.Option("--format", help="text for people, json for programs, svg for a picture.")
    ] = TraceFormat.text,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows through whose hands a statement came to each page: speaker, relay, outlet, copies.

    \b
    onrecord trace sm_5cvu
    onrecord trace sm_5cvu --format svg > words.svg
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = opened.trace(find_statement(opened, name, record))
    if format_ is TraceFormat.json:
        from onrecord.export.traces import trace_json

        write_lines([trace_json(found)])
    elif format_ is TraceFormat.svg:
        from onrecord.export.traces import trace_svg

        write_lines([trace_svg(found)])
    else:
        from onrecord.cli.trace_view import print_trace

        print_trace(stdout_console(), found)
