"""``onrecord copy``."""

from __future__ import annotations

from typing import Annotated

import typer


def copy(
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="A record: a file, or postgresql://user@host/database.")
    ],
    target: Annotated[str, typer.Argument(metavar="TO", help="Another, made where there is none.")],
) -> None:
    """Copies a record into another, from a file to a team's database or back.

    Every page with its bytes, every correction, and what is known of feeds. What the other record has already stays, so
    a copy that was stopped is finished by giving the same command again. Both then give the same export.

    \b
    onrecord copy onrecord.db postgresql://ada@db.example/talks
    onrecord copy postgresql://ada@db.example/talks backup.db
    """
    from onrecord.cli.progress import Bar
    from onrecord.cli.terminal import say, stderr_console
    from onrecord.cli.wording import count_of
    from onrecord.run.copying import copy_all
    from onrecord.store.open import hide_password

    bar = Bar(stderr_console())
    copied = 0
    with bar.running():
        for copied, joined in copy_all(source, target):
            bar.show_text(f"{copied:,} copied" + (f", {joined:,} joined" if joined else ""))
    say(f"{count_of(copied, 'page')} copied from {hide_password(source)} to {hide_password(target)}.", style="bold")
