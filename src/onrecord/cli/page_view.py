"""One page in the terminal: in a line, as a list of what was said, or as its text with everything marked."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.cli.listing import print_entries, print_heading
from onrecord.cli.terminal import one_line, print_beside, printable
from onrecord.cli.wording import (
    attribution_note,
    count_of,
    page_date,
    page_outlet,
    page_title,
    speaker_name,
    speaker_note,
)
from onrecord.records import Attribution, Block, Meeting, Reading, Span
from onrecord.records.attribution import speaker_of
from onrecord.records.entry import entries_of, page_ref

# Styles of the roles, on a terminal with colours; without, brackets show where content begins and ends.
_SOURCE, _CUE, _SAID, _ASCRIBED = "bold cyan", "italic yellow", "green", "magenta"


def print_line(console: Console, reading: Reading) -> None:
    """Prints the page in one line: how much was said, date, outlet, title."""
    page = page_ref(reading.page)
    said = sum(attribution.statement for attribution in reading.attributions)
    cells = [
        (Text(f"{said:>3} said {len(reading.attributions) - said:>3} ascribed"), 21),
        (Text(page_date(page), style="dim"), 10),
        (Text(page_outlet(page), style="dim"), max(12, console.width // 5)),
    ]
    print_beside(console, cells, Text(page_title(page)))


def print_said(console: Console, reading: Reading) -> None:
    """Prints the page's statements; where there are none, says so."""
    if not print_entries(console, (entry for entry in entries_of(reading) if entry.attribution.statement)):
        print_heading(console, page_ref(reading.page))
        print_beside(console, [], Text("No statement on this page.", style="dim"), indent=2)
        console.print()


def print_marked(console: Console, reading: Reading) -> None:
    """Prints the page's text with every attribution marked, and what surrounds the article dimmed."""
    print_heading(console, page_ref(reading.page))
    for line in _origin_lines(reading):
        console.print(Text(line, style="dim"))
    console.print()
    numbered = list(enumerate(reading.attributions, 1))
    for block in reading.page.blocks:
        print_beside(console, [], _marked(reading.page.text, block, numbered, plain=console.color_system is None))
        for number, attribution in numbered:
            if block.start <= _first(attribution) < block.end:
                print_beside(console, [], _caption(number, attribution, reading), indent=4)
        console.print()
    for meeting in reading.meetings:
        print_beside(console, [], _meeting(meeting))
    if reading.meetings:
        console.print()
    console.print(_legend(reading, plain=console.color_system is None))


def _origin_lines(reading: Reading) -> list[str]:
    page = reading.page
    facts = {"by": page.byline, "first published": page.originals[0] if page.originals else None}
    lines = [f"{name} {one_line(datum.value)}" for name, datum in facts.items() if datum]
    return [*lines, *(one_line(place) for place in (page.url, page.path) if place)]


def _marked(text: str, block: Block, numbered: list[tuple[int, Attribution]], *, plain: bool) -> Text:
    marks = [mark for number, attribution in numbered for mark in _marks(number, attribution, block)]
    shown = Text(printable(block.span.of(text)), style=_block_style(block))
    for span, _, style in marks:
        if style:
            shown.stylize(style, span.start - block.start, span.end - block.start)
    if plain:
        shown = _bracketed(
            shown, [(span, number) for span, number, style in marks if style in (_SAID, _ASCRIBED)], block
        )
    label = "" if block.body or block.kind == "title" else f"[{block.kind.replace('_', ' ')}] "
    return Text().append(label, style="dim").append_text(shown)


def _block_style(block: Block) -> str:
    if block.kind in ("title", "heading"):
        return "bold"
    return "" if block.body else "dim"


def _marks(number: int, attribution: Attribution, block: Block) -> list[tuple[Span, int, str]]:
    """Returns the parts of the attribution that lie in the block, with their styles; content first, others over it."""
    content = _SAID if attribution.statement else _ASCRIBED
    roles = ((attribution.content, content), (attribution.source, _SOURCE), (attribution.cue, _CUE))
    return [
        (Span(max(span.start, block.start), min(span.end, block.end)), number, style)
        for spans, style in roles
        for span in spans
        if span.overlaps(block.span)
    ]


def _bracketed(shown: Text, contents: list[tuple[Span, int]], block: Block) -> Text:
    """Returns the text with ``[1 … 1]`` around each content, for a terminal without colours and for pipes."""
    inserts = [(span.end - block.start, 0, f" {number}]") for span, number in contents]
    inserts += [(span.start - block.start, 1, f"[{number} ") for span, number in contents]
    parts, done = Text(style=shown.style), 0
    for offset, _, mark in sorted(inserts):
        parts.append(shown.plain[done:offset]).append(mark)
        done = offset
    return parts.append(shown.plain[done:])


def _first(attribution: Attribution) -> int:
    return min((span.start for span in (*attribution.content, *attribution.cue)), default=-1)


def _caption(number: int, attribution: Attribution, reading: Reading) -> Text:
    actor = speaker_of(attribution)
    line = (
        Text()
        .append(f"{number}  ", style="dim")
        .append(speaker_name(actor, reading.quote(attribution.source)), style=_SOURCE)
    )
    note = speaker_note(actor)
    line.append(f" ({note})" if note else "", style="dim")
    return line.append(f"  {attribution_note(attribution)}", style="dim")


def _meeting(meeting: Meeting) -> Text:
    who = f" ({', '.join(meeting.who)})" if meeting.who else ""
    status = f", {meeting.status}" if meeting.status != "unknown" else ""
    return Text(one_line(f"{meeting.kind.capitalize()}{status}: {meeting.what}{who}"))


def _legend(reading: Reading, *, plain: bool) -> Text:
    said = sum(attribution.statement for attribution in reading.attributions)
    line = Text(f"{count_of(said, 'statement')}, {len(reading.attributions) - said} ascribed.  ")
    if plain:
        return line.append("[1 …  1] content of attribution 1")
    for word, style in (("source", _SOURCE), ("cue", _CUE), ("said", _SAID), ("ascribed", _ASCRIBED)):
        line.append(word, style=style).append("  ")
    return line.append("not part of the article", style="dim")
