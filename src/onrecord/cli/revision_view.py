"""Revisions in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.difference_view import difference_text, drift_lines
from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import page_title
from onrecord.records.revision import ParagraphChange, Revision, SayingChange

_SAID = {"dropped": "vanished", "added": "appeared", "changed": "worded anew"}
_WIDTH = 12


def print_revisions(console: Console, revisions: Iterable[Revision]) -> None:
    """Prints what changed from each capture to the next."""
    plain = console.color_system is None
    for revision in revisions:
        page = revision.new.page
        console.print(Text(page_title(page), style="bold"), soft_wrap=True)
        console.print(Text(one_line(page.url or page.path or page.id), style="dim"), soft_wrap=True)
        times = f"{revision.old.when or 'undated'} ({revision.old.page.id}) to {revision.new.when or 'undated'}"
        console.print(Text(f"{times} ({page.id})", style="dim"), soft_wrap=True)
        if not revision.ordered:
            console.print(Text("  which of the two is the later is not known", style="yellow"))
        if not revision.sayings and not revision.paragraphs:
            console.print(Text("  nothing in its text", style="dim"))
        for saying in revision.sayings:
            _print_saying(console, saying, plain=plain)
        for paragraph in revision.paragraphs:
            _print_paragraph(console, paragraph, plain=plain)
        console.print()


def _print_saying(console: Console, saying: SayingChange, *, plain: bool) -> None:
    what = difference_text(saying.edits, plain=plain) if saying.edits else Text(one_line(saying.now or saying.was))
    words = Text(f"{one_line(saying.speaker)}: ", style="cyan").append_text(what)
    print_beside(console, [(Text(_SAID[saying.kind], style="bold"), _WIDTH)], words, indent=2)
    for line in drift_lines(saying.drift):
        print_beside(console, [(Text(), _WIDTH)], line, indent=2)


def _print_paragraph(console: Console, paragraph: ParagraphChange, *, plain: bool) -> None:
    edits = difference_text(paragraph.edits, plain=plain) if paragraph.edits else None
    words = edits or Text(one_line(paragraph.now or paragraph.was), style="dim")
    print_beside(console, [(Text(f"¶ {paragraph.kind}", style="dim"), _WIDTH)], words, indent=2)
