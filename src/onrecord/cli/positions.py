"""``onrecord positions``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, Format, FormatOption, Record


def positions(
    *,
    party: Annotated[
        str | None, typer.Option("--party", metavar="NAME", help="Of this party: its name, an alias, a country's code.")
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="WORDS", help="On issues or proposals with these words.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="DATE", help="As of this day: 2025-08-20. Undated statements are left out."),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all", help="Every statement of each position, and what is on no issue, not only the current ones."
        ),
    ] = False,
    docket: DocketFile = None,
    format_: FormatOption = Format.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows where each party stands on each issue, since when, and what changed.

    The current position is the latest statement that binds: an offer, promise, demand, yes or no by somebody named who
    speaks for the party; a lower official does not replace a minister. Where nothing binds, the latest of the highest
    rank is shown and called so. Quotations and codes only.

    \b
    onrecord positions --docket docket.toml --party Norland
    onrecord positions --at 2031-02-14 --format csv > positions.csv
    """
    from onrecord.cli.days import day_of
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.export.judged import position_lines, position_rows
    from onrecord.run.judging import load_positions, open_docket
    from onrecord.store.open import open_store

    chosen = open_docket(docket) if docket else None
    with open_store(record, write=False) as store:
        found = load_positions(store, chosen, party=party, issue=issue, until=day_of("--at", at))
        pages = store.counts().pages
    if format_ is Format.jsonl:
        write_lines(position_lines(found))
    elif format_ is Format.csv:
        write_lines(position_rows(found))
    else:
        from onrecord.cli.position_view import print_positions

        print_positions(stdout_console(), found, everything=all_)
    _say_why_none(record, pages, len(found), drafted=chosen is None)


def _say_why_none(record: str, pages: int, number: int, *, drafted: bool) -> None:
    from onrecord.cli.terminal import say
    from onrecord.store.open import hide_password

    name = hide_password(record)
    if not pages:
        say(f"{name} holds no page yet. Next: onrecord read PAGES --record {name}")
    elif not number:
        say("No statement belongs to a party on an issue. Next: onrecord docket suggest > docket.toml, and edit it.")
    elif drafted:
        say("By a docket drafted from the record. For your own: onrecord docket suggest > docket.toml", style="dim")
