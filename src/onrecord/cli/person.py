"""``onrecord person``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record, StoryFormat

if TYPE_CHECKING:
    from onrecord.records.person import Person, Tenure
    from onrecord.records.statement import Statement
    from onrecord.run.record import Record as OpenRecord


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Words of the name, in any spelling; or an id.")],
    *,
    format_: Annotated[
        StoryFormat, typer.Option("--format", help="table for people, jsonl for programs: the person in one line.")
    ] = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows one person: spellings, offices with the days pages give them, and every statement in time order.

    Beside each statement stands the office that its own pages give; where they give none, what other pages give both
    before and after that day. A name that several people have lists them; then give the id.

    \b
    onrecord person "Ada Venn"
    onrecord person pr_5cvu
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = opened.person(name)
        spoken = _spoken(opened, found)
    if format_ is StoryFormat.jsonl:
        from onrecord.export.people import file_line

        write_lines([file_line(found, spoken)])
    else:
        from onrecord.cli.person_view import print_person

        print_person(stdout_console(), found, spoken)


def _spoken(opened: OpenRecord, found: Person) -> list[tuple[Statement, tuple[Tenure, ...]]]:
    """Returns what somebody said, by day, undated last, then as it stands on its page; with the offices held then."""
    from onrecord.people import offices_on

    own = set(found.statements)
    statements = [one for one in opened.corpus().statements if one.id in own]
    statements.sort(
        key=lambda one: (one.when is None, one.when or "", one.variants[0].page.id, one.variants[0].start, one.id)
    )
    return [(one, offices_on(found, one.when)) for one in statements]
