"""``onrecord verify``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD, Record


def verify(
    *,
    record: Record = DEFAULT_RECORD,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make again what follows from the bytes and the readings.")
    ] = False,
) -> None:
    """Proves the record: that nothing in it has changed since it was read.

    Every page's bytes against their hash; every span and quotation against the page's text; every id against what it
    stands for; what lists and searches see against what was read; stories and statements against the pages; the ledger
    of corrections against its chain of hashes. Names what does not hold, a line each, and ends with 5 where something
    is left that cannot be made again.

    \b
    onrecord verify --record talks.db
    onrecord verify --repair
    """
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of
    from onrecord.run.verifying import verify_record

    verdict = verify_record(record, repaired=repair)
    for finding in verdict.found:
        mended = repair and finding not in verdict.left
        where = f" {finding.where}" if finding.where else ""
        say(f"{finding.part}{where}: {finding.message}{' (repaired)' if mended else ''}", style="yellow")
    pages = count_of(verdict.pages, "page")
    if not verdict.found:
        say(f"{pages}: everything holds.", style="bold")
    elif not verdict.left:
        say(f"{pages}: {count_of(len(verdict.found), 'finding')}, all repaired.", style="bold")
    else:
        hint = "" if repair else " Next: onrecord verify --repair, which makes again what can be."
        say(f"{pages}: {count_of(len(verdict.left), 'finding')}.{hint}", style="bold")
        raise typer.Exit(exits.RECORD)
