"""``onrecord stories``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, LinesOption, Record, StoryFormat
from onrecord.records.story import Story


def stories(
    *,
    min_copies: Annotated[
        int, typer.Option("--min-copies", min=1, metavar="N", help="Only stories that stand on N pages or more.")
    ] = 1,
    format_: LinesOption = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Lists the stories: pages that are copies of one report, whatever was done to them.

    Most copied first. Each copy says what was done to the fullest one: copy, cut, extended, edited, spun, translated,
    or merged with another report. Two reports of one event by two reporters are two stories, and named as related.

    \b
    onrecord stories --min-copies 2
    onrecord stories --format jsonl | jq -r '.story'
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = opened.stories()
        pages = opened.counts().pages
    wanted = [story for story in in_order(found) if len(story.pages) >= min_copies]
    if format_ is StoryFormat.jsonl:
        from onrecord.export.stories import story_lines

        write_lines(story_lines(wanted))
    else:
        from onrecord.cli.story_view import print_stories

        print_stories(stdout_console(), wanted, {story.story: story for story in found})
    _say_number(record, pages, len(found), len(wanted), min_copies)


def in_order(found: tuple[Story, ...]) -> list[Story]:
    """Returns stories as they are listed: most copies first, then by earliest date, undated last, then by id."""

    def place(story: Story) -> tuple[int, str, str]:
        dates = [copy.published for copy in story.pages if copy.published]
        return -len(story.pages), min(dates, default="~"), story.story

    return sorted(found, key=place)


def _say_number(record: str, pages: int, found: int, wanted: int, min_copies: int) -> None:
    """Says how many there are, why there are none, and what to do next."""
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of
    from onrecord.store.open import hide_password

    if not pages:
        name = hide_password(record)
        say(f"{name} holds no page yet. Next: onrecord read PAGES --record {name}")
    elif not wanted:
        say(f"No story stands on {min_copies} pages; {count_of(found, 'story', 'stories')} on fewer.")
    else:
        left = f"; {count_of(found - wanted, 'story', 'stories')} on fewer pages left out" if found > wanted else ""
        say(f"{count_of(wanted, 'story', 'stories')} on {count_of(pages, 'page')} of the record{left}.", style="dim")
