"""``onrecord answers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, LinesOption, Record, StoryFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.records.answer import Answer
    from onrecord.records.statement import Statement


def answers(
    *,
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="As of this day; the record's latest where left out.")
    ] = None,
    docket: DocketFile = None,
    format_: LinesOption = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Lists who dismissed, denied, confirmed, corrected or quoted whom, each beside what it answers.

    An answer is linked to the statement meant where the record can tell, else to the speaker; why is shown.

    \b
    onrecord answers
    onrecord answers --format jsonl | jq -r 'select(.kind == "denies") | .statement'
    """
    import msgspec

    from onrecord.cli.days import day_of
    from onrecord.cli.terminal import say, write_lines
    from onrecord.run.briefing import load_weighed
    from onrecord.run.corpus import load_corpus
    from onrecord.run.judging import open_docket
    from onrecord.store.open import open_store

    chosen = open_docket(docket) if docket is not None else None
    with open_store(record, write=False) as store:
        found = load_weighed(store, chosen, as_of=day_of("--at", at)).answers
        statements = {one.id: one for one in load_corpus(store).statements}
    listed = sorted(found, key=lambda one: (statements[one.statement].when or "~", one.statement))
    if format_ is StoryFormat.jsonl:
        write_lines(msgspec.json.encode(one) + b"\n" for one in listed)
        return
    for one in listed:
        _print(one, statements)
    if not listed:
        say("No statement on record is about another that it names or shares its words with.")


def _print(answer: Answer, statements: Mapping[str, Statement]) -> None:
    from onrecord.cli.terminal import one_line

    statement = statements[answer.statement]
    when = (statement.when or "no date")[:10]
    typer.echo(f"{when}  {one_line(answer.by)} {answer.kind} {one_line(answer.to_speaker or 'a report')}")
    typer.echo(f"    {one_line(statement.quote)}  {statement.id}")
    if answer.to_statement is not None:
        meant = statements[answer.to_statement]
        typer.echo(f"    to: {one_line(meant.quote)}  {meant.id}")
    typer.echo(f"    why: {', '.join(f'{reason.sign} ({one_line(reason.words)})' for reason in answer.why)}")
