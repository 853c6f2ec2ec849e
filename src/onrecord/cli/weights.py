"""``onrecord weights``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, Record
from onrecord.records.weight import Weight


class WeightFormat(StrEnum):
    """How weights are written."""

    table = "table"
    jsonl = "jsonl"


def weights(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[STATEMENT]", help="Statement id or its beginning, or an attribution's id."),
    ] = None,
    *,
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="Look from this day; the record's latest where left out.")
    ] = None,
    docket: DocketFile = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the sum: each part, its value and its reason.")
    ] = False,
    format_: Annotated[
        WeightFormat, typer.Option("--format", help="table for people, jsonl for programs.")
    ] = WeightFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Lists statements by weight: signal first, noise last. Of one statement, the sum.

    The weight is a sum of six parts: authority, commitment, novelty, corroboration, directness, recency. What each is
    and why: docs/weight.md. A docket may set how much each part counts.

    \b
    onrecord weights --explain
    onrecord weights sm_5cvu --docket docket.toml
    """
    from onrecord.cli.days import day_of
    from onrecord.cli.statement import find_statement
    from onrecord.cli.terminal import write_lines
    from onrecord.export.briefs import weight_lines
    from onrecord.run.briefing import load_weighed
    from onrecord.run.judging import open_docket
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    chosen = open_docket(docket) if docket is not None else None
    with OpenRecord(open_store(record, write=False)) as opened:
        wanted = find_statement(opened, name, record).id if name is not None else None
        weighed = load_weighed(opened.store, chosen, as_of=day_of("--at", at))
        statements = {one.id: one for one in opened.corpus().statements}
    found = [one for one in weighed.weights if wanted is None or one.statement == wanted]
    if format_ is WeightFormat.jsonl:
        write_lines(weight_lines(found, statements, weighed.answers))
        return
    from onrecord.brief import label_of
    from onrecord.export.brief_words import sum_rows

    for weight in found:
        statement = statements[weight.statement]
        _print(weight, f"{label_of(statement)}: {statement.quote}")
        if explain or wanted is not None:
            for row in sum_rows(weight):
                typer.echo(f"    {row}")


def _print(weight: Weight, words: str) -> None:
    from onrecord.cli.terminal import one_line

    typer.echo(f"{weight.total:.2f} {weight.verdict:8} {weight.statement}  {one_line(words)}")
