"""``onrecord proposals``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DocketFile, LinesOption, Record, StoryFormat


def proposals(
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="WORDS", help="Called by these words.")] = None,
    docket: DocketFile = None,
    format_: LinesOption = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows the plans, drafts and accords: versions, what became of each, who is for it and who against.

    Those of the docket first, then others of which the pages tell anything. A text of another number of points is
    another version. A status is only what the pages say has happened: what would, could or is to be is none.

    \b
    onrecord proposals --docket docket.toml
    onrecord proposals --format jsonl | jq '{name, status}'
    """
    from onrecord.cli.terminal import say, stdout_console, write_lines
    from onrecord.export.judged import proposal_lines
    from onrecord.run.judging import load_judged, open_docket
    from onrecord.store.open import hide_password, open_store

    chosen = open_docket(docket) if docket else None
    with open_store(record, write=False) as store:
        found = load_judged(store, chosen).proposals
        pages = store.counts().pages
    if name is not None:
        found = tuple(one for one in found if any(name.casefold() in called.casefold() for called in one.names))
    if format_ is StoryFormat.jsonl:
        write_lines(proposal_lines(found))
    else:
        from onrecord.cli.proposal_view import print_proposals

        print_proposals(stdout_console(), found)
    if not pages:
        say(f"{hide_password(record)} holds no page yet. Next: onrecord read PAGES --record {hide_password(record)}")
    elif not found:
        say(
            "The pages name no plan, draft or accord of which they tell anything. A docket can name one: docs/docket.md"
        )
