"""Positions in the terminal: a party, its issues, the words that carry each, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of
from onrecord.records.docket import OTHER
from onrecord.records.position import Position, Step

_WIDTH = 24
_STYLES = {"for": "green", "against": "red", "conditional": "yellow", "demand": "magenta", "open": "dim"}


def print_positions(console: Console, positions: Iterable[Position], *, everything: bool) -> None:
    """Prints positions by party.

    Args:
        console: Where to.
        positions: By party.
        everything: Whether all statements are wanted, and what is on no issue.
    """
    for party, group in groupby(positions, key=lambda position: position.party):
        kept = [position for position in group if everything or position.issue != OTHER]
        if not kept:
            continue
        console.print(Text(one_line(party), style="bold cyan"), soft_wrap=True)
        for position in kept:
            _print_position(console, position, everything=everything)
        console.print()


def _print_position(console: Console, position: Position, *, everything: bool) -> None:
    by_id = {step.statement: step for step in position.steps}
    head = Text(one_line(position.issue), style="bold")
    print_beside(console, [(head, _WIDTH)], _stance(position), indent=2)
    shown = position.steps if everything else tuple(by_id[key] for key in position.current)
    for step in shown:
        mark = ">" if everything and step.statement in position.current else " "
        print_beside(console, [(Text(f"{mark} {step.when or 'no date'}", style="dim"), _WIDTH)], _words(step), indent=2)
    for change in position.changes:
        if change.kind == "first":
            continue
        before = by_id[change.before].when if change.before in by_id else None
        note = f"{change.kind.replace('_', ' ')}: {change.codes}" + (f", before it {before}" if before else "")
        quote = "" if change.kind == "silence" else f" {_quoted(by_id[change.statement].quote)}"
        line = Text(note, style="yellow").append(quote, style="dim")
        print_beside(console, [(Text(f"  {change.when or 'no date'}", style="dim"), _WIDTH)], line, indent=2)
    for two in position.contradictions:
        words = f"two lines: {two.codes}; {two.speakers[0]} ({two.first}), {two.speakers[1]} ({two.second})"
        print_beside(console, [(Text(""), _WIDTH)], Text(one_line(words), style="red"), indent=2)


def _stance(position: Position) -> Text:
    line = Text(position.stance, style=_STYLES[position.stance])
    if not position.binding:
        line.append(", nothing binding", style="dim")
    if position.since:
        line.append(f" since {position.since}")
    return line.append(f" · {count_of(len(position.steps), 'statement')}", style="dim")


def _words(step: Step) -> Text:
    line = Text(_quoted(step.quote))
    deeds = " ".join(code.lower() for code in (*step.codes, *step.deeds))
    sure = "" if step.certain else ", speaks for it by the page's description"
    return line.append(f"\n{one_line(step.speaker)}{sure} · {deeds} · {step.statement}", style="dim")


def _quoted(quote: str) -> str:
    words = one_line(quote)
    return words if words[:1] in '“"«„' else f"“{words}”"
