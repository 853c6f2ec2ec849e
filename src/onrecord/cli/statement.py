"""``onrecord statement``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record, StoryFormat
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.records.statement import Statement
    from onrecord.run.record import Record as OpenRecord


def statement(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Statement id or its beginning; or the id of one of its attributions.")
    ],
    *,
    format_: Annotated[
        StoryFormat, typer.Option("--format", help="table for people, jsonl for programs: the statement in one line.")
    ] = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows one statement: the best-supported wording, and what every page made of it.

    The best-supported wording is the one that most independent lines have. Each variant is verbatim, edited, cut, spun,
    paraphrased or translated against it, with the difference word by word; changes that matter (a lost "not", another
    number, a condition dropped) come first. What of the speaker is known only from another copy says so.

    \b
    onrecord statement sm_5cvu
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = find_statement(opened, name, record)
    if format_ is StoryFormat.jsonl:
        from onrecord.export.statements import statement_lines

        write_lines(statement_lines([found]))
    else:
        from onrecord.cli.statement_view import print_statement

        print_statement(stdout_console(), found)


def find_statement(opened: OpenRecord, name: str, record: str) -> Statement:
    """Returns the statement that `name` means.

    Raises:
        UsageError: If it means none or several.
    """
    from onrecord.store.open import hide_password

    found = opened.statement(name)
    if found is None:
        raise UsageError(f"{name}: no statement of the record {hide_password(record)}; ids are in onrecord statements")
    return found
