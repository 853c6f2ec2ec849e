"""``onrecord verify``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD, Record

# What was proven of stories and statements, by `onrecord.store.rejoining.Joins`.
_JOINS = {
    "compared": "All pages were joined once more, and stories and statements compared row by row.",
    "waiting": "Stories and statements were not compared: pages wait to be joined (onrecord statements joins them).",
    "left_out": "Stories and statements were not compared (--quick).",
    "no_room": "Stories and statements were not compared: the folder for temporary files (TMPDIR) has too little room.",
}
_BUT = {"compared": ""} | dict.fromkeys(("waiting", "left_out", "no_room"), " of what was proven")


def verify(
    *,
    record: Record = DEFAULT_RECORD,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make again what follows from the bytes and the readings.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not join the pages once more to compare stories and statements.")
    ] = False,
) -> None:
    """Proves the record: that nothing in it has changed since it was read.

    Every page's bytes against their hash; every span and quotation against the page's text; every id against what it
    stands for; what lists and searches see against what was read; the ledger of corrections against its chain of
    hashes. Then all pages are joined once more, apart from the record (in a folder for temporary files, TMPDIR), and
    every row of stories and statements is set against that; it takes as long as joining did. Names what does not hold,
    a line each, says what was proven, and ends with 5 where something is left that cannot be made again.

    \b
    onrecord verify --record talks.db
    onrecord verify --repair
    """
    from onrecord.cli.progress import Bar
    from onrecord.cli.terminal import say, stderr_console
    from onrecord.cli.wording import count_of
    from onrecord.run.verifying import verify_record

    bar = Bar(stderr_console())
    with bar.running():
        verdict = verify_record(
            record, repaired=repair, joins=not quick, tell=lambda what, done, of: bar.say(f"{what}: {done:,} of {of:,}")
        )
    for finding in verdict.found:
        mended = repair and finding not in verdict.left
        where = f" {finding.where}" if finding.where else ""
        say(f"{finding.part}{where}: {finding.message}{' (repaired)' if mended else ''}", style="yellow")
    pages = count_of(verdict.pages, "page")
    say(_JOINS[verdict.joins])
    if not verdict.found:
        say(f"{pages}: everything holds{_BUT[verdict.joins]}.", style="bold")
    elif not verdict.left:
        say(f"{pages}: {count_of(len(verdict.found), 'finding')}, all repaired.", style="bold")
    else:
        hint = "" if repair else " Next: onrecord verify --repair, which makes again what can be."
        say(f"{pages}: {count_of(len(verdict.left), 'finding')}.{hint}", style="bold")
        raise typer.Exit(exits.RECORD)
