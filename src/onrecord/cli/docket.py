"""``onrecord docket check`` and ``onrecord docket suggest``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record

docket = typer.Typer(
    name="docket",
    help="Checks a docket, or drafts one from a record (docs/docket.md).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@docket.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The docket, such as docket.toml.")],
) -> None:
    """Explains what is wrong with a docket, with line numbers.

    A docket names a negotiation: its parties, its issues, its proposals. What would do harm is an error and makes the
    exit code 2; what will hardly do what is wanted is a remark.

    \b
    onrecord docket check docket.toml
    """
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of
    from onrecord.docket import check_docket, read_docket, said_of
    from onrecord.errors import UsageError

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error
    problems = check_docket(text)
    for problem in problems:
        say(
            f"{said_of(problem, str(file))}{'' if problem.fatal else ' (remark)'}", style="" if problem.fatal else "dim"
        )
    fatal = sum(problem.fatal for problem in problems)
    if fatal:
        raise UsageError(f"{file}: {count_of(fatal, 'error')}")
    found = read_docket(text, where=str(file))
    parts = [count_of(len(found.parties), "party", "parties"), count_of(len(found.issues), "issue")]
    say(f"{file}: {', '.join(parts)}, {count_of(len(found.proposals), 'proposal')}. It can be used.")


@docket.command()
def suggest(*, record: Record = DEFAULT_RECORD) -> None:
    """Drafts a docket from a record, as TOML on standard output, to be edited.

    Parties are the governments and blocs on record, issues the phrases that recur in what they say, proposals the
    plans, drafts and accords that the pages name.

    \b
    onrecord docket suggest > docket.toml
    """
    import sys

    from onrecord.cli.terminal import say
    from onrecord.run.judging import load_suggestion
    from onrecord.store.open import open_store

    with open_store(record, write=False) as store:
        text = load_suggestion(store)
        empty = not store.counts().pages
    sys.stdout.write(text)
    say(
        "The record holds no page yet." if empty else "A draft: read it, name the issues, drop what is none.",
        style="dim",
    )
