"""``onrecord revisions``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record, StoryFormat
from onrecord.errors import UsageError


def revisions(
    page: Annotated[str | None, typer.Argument(help="A page's URL, path or id; left out, all that changed.")] = None,
    *,
    format_: Annotated[
        StoryFormat, typer.Option("--format", help="table for people, jsonl for programs: a revision a line.")
    ] = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows what changed on pages that were read more than once.

    A URL, or a saved file, that is read again with other bytes is a new capture of the same page; the earlier ones stay
    in the record. Shown is what changed from each to the next: statements that vanished, appeared or are worded anew,
    with changes that matter first (a lost "not", another number), and the paragraphs word by word.

    \b
    onrecord revisions
    onrecord revisions https://example.org/talks
    """
    from onrecord.cli.revision_view import print_revisions
    from onrecord.cli.terminal import say, stdout_console, write_lines
    from onrecord.export.revisions import revision_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import hide_password, open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = opened.revisions(page)
        if page is not None and not found and not opened.pages_named(page):
            raise UsageError(f"{page}: no page of the record {hide_password(record)}")
    if format_ is StoryFormat.jsonl:
        write_lines(revision_lines(found))
    elif found:
        print_revisions(stdout_console(), found)
    else:
        say("No page was read twice with other bytes." if page is None else f"{page}: read with the same bytes only.")
