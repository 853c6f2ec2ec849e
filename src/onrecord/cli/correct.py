"""``onrecord correct``."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record
from onrecord.errors import UsageError


def correct(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID [ID] | NAME NAME]", help="Ids of statements as the lists give them, or two names."),
    ] = None,
    *,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help='It was said by NAME; "" if nobody can know by whom.')
    ] = None,
    office: Annotated[str, typer.Option(metavar="OFFICE", help="With --speaker: in what office.")] = "",
    party: Annotated[str, typer.Option(metavar="NAME", help="With --speaker: for which party.")] = "",
    not_a_statement: Annotated[bool, typer.Option("--not-a-statement", help="Nobody said that.")] = False,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="It was said then: 2025-08-20, 2025-08.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help='It is about that issue; "" for none.')] = None,
    same_person: Annotated[bool, typer.Option("--same-person", help="Two names are one; the first is kept.")] = False,
    different_people: Annotated[bool, typer.Option("--different-people", help="Two names are two people.")] = False,
    same_statement: Annotated[bool, typer.Option("--same-statement", help="Two statements are one.")] = False,
    different_statements: Annotated[
        bool,
        typer.Option("--different-statements", help="Two are not one; with one ID, it leaves the statement it is in."),
    ] = False,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="Undo the correction with this id (co_...).")] = None,
    why: Annotated[str, typer.Option(help="Why; kept with the correction.")] = "",
    who: Annotated[str, typer.Option(envvar="ONRECORD_WHO", help="Who corrects; your user name unless given.")] = "",
    training: Annotated[bool, typer.Option("--training", help="Write the corrections as training data.")] = False,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Corrects the record, or lists its corrections.

    A correction is a line in a ledger that only grows. It names the words it is about, is applied on top of what was
    read, and holds for what is read of the page later. Without options the ledger is listed, one JSON object a line.

    \b
    onrecord correct at_5cvu... --speaker "Ada Venn" --why "the Post ran a correction"
    onrecord correct at_5cvu... --not-a-statement --why "a headline"
    onrecord correct "Ada Venn" "A. Venn-Holt" --same-person --why "married name"
    onrecord correct at_5cvu... --different-statements --why "another speech"
    onrecord correct sm_k2mf... sm_77ab... --same-statement --why "the same words, translated"
    onrecord correct --undo co_k2mf... --why "it was right"
    """
    import msgspec

    from onrecord.cli.correcting import Asked, draft_of
    from onrecord.cli.terminal import say, write_lines
    from onrecord.run.correcting import correct as write_line
    from onrecord.run.training import training_examples
    from onrecord.store.open import open_store

    asked = Asked(
        what=tuple(what or ()),
        speaker=speaker,
        office=office,
        party=party,
        not_a_statement=not_a_statement,
        date=date,
        issue=issue,
        same_person=same_person,
        different_people=different_people,
        same_statement=same_statement,
        different_statements=different_statements,
        undo=undo,
        why=why,
        who=who or os.environ.get("USER") or os.environ.get("LOGNAME") or "",
    )
    if not asked.kinds:
        if what:
            raise UsageError("say what is wrong: --speaker, --not-a-statement, --date, --issue, ...")
        with open_store(record, write=False) as store:
            lines = training_examples(store) if training else store.corrections()
            write_lines(msgspec.json.encode(line) + b"\n" for line in lines)
        return
    with open_store(record, write=True) as store:
        line = write_line(store, draft_of(asked, store))
        say(f"Correction {line.number} is kept: {line.id}. To undo it: onrecord correct --undo {line.id} --why ...")
