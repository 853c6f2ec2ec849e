"""Entries as a list for people: page by page, who beside what."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import attribution_note, page_facts, page_title, speaker_name, speaker_note
from onrecord.records.attribution import speaker_of
from onrecord.records.entry import Entry, PageRef


def print_entries(console: Console, entries: Iterable[Entry]) -> int:
    """Prints `entries` under the pages that they stand on, as they come. Returns how many."""
    number = 0
    for page, on_page in groupby(entries, key=lambda entry: entry.page):
        print_heading(console, page)
        # A third for the speaker holds "Foreign Minister Firstname Surname" from 80 columns on.
        width = max(16, min(34, console.width // 3))
        for entry in on_page:
            print_beside(console, [(_who(entry), width)], _what(entry), indent=2)
            number += 1
        console.print()
    return number


def print_heading(console: Console, page: PageRef) -> None:
    """Prints what names a page, in two lines."""
    console.print(Text(page_title(page), style="bold"))
    console.print(Text(page_facts(page), style="dim"))


def _who(entry: Entry) -> Text:
    actor = speaker_of(entry.attribution)
    named = actor.type not in ("unresolved", "anonymous", "writer")
    who = Text().append(speaker_name(actor, entry.source), style="cyan" if named else "")
    note = speaker_note(actor)
    return who.append(f"\n{note}", style="dim") if note else who


def _what(entry: Entry) -> Text:
    return Text(one_line(entry.attribution.quote)).append(f"  {attribution_note(entry.attribution)}", style="dim")
