"""``onrecord story``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record, StoryFormat
from onrecord.errors import UsageError
from onrecord.records.story import Story
from onrecord.run.record import Record as OpenRecord


def story(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Story id or its beginning; or the id, path or URL of one of its pages.")
    ],
    *,
    format_: Annotated[
        StoryFormat, typer.Option("--format", help="table for people, jsonl for programs: the story in one line.")
    ] = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Shows one story paragraph by paragraph: who kept, dropped, added or reworded which.

    Rows are paragraphs, columns are copies. Then what each copy says of its origin, and the related stories.

    \b
    onrecord story st_5cvu
    onrecord story pages/talks.html
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        wanted = _find(opened, name, record)
        table = opened.story_table(wanted)
        titles = {other.story: other for other in opened.stories()}
    if format_ is StoryFormat.jsonl:
        from onrecord.export.stories import table_line

        write_lines([table_line(table)])
    else:
        from onrecord.cli.story_view import print_story

        print_story(stdout_console(), table, titles)


def _find(opened: OpenRecord, name: str, record: str) -> Story:
    """Returns the story that `name` means.

    Raises:
        UsageError: If it means none or several.
    """
    from onrecord.store.open import hide_password

    found = opened.story(name)
    if found is not None:
        return found
    pages = opened.pages_named(name)
    if len(pages) > 1:
        ids = ", ".join(page.id for page in pages[:5])
        raise UsageError(f"{name} is {len(pages)} pages in {hide_password(record)}: {ids}; give the id of one")
    found = opened.story(pages[0].id) if pages else None
    if found is None:
        raise UsageError(f"{name}: neither a story nor a page of the record {hide_password(record)}")
    return found
