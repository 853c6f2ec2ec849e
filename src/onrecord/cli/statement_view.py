"""Statements in the terminal: as a list, and one with all its variants."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.difference_view import difference_text, drift_lines
from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of, page_facts, page_title, speaker_name, speaker_note
from onrecord.export.wording import ruling_words
from onrecord.records.statement import Statement, Variant

_SHOWN = {"best": "best supported"}


def print_statements(console: Console, statements: Iterable[Statement]) -> int:
    """Prints `statements` as they come, who beside what. Returns how many."""
    number, day = 0, "-"
    for statement in statements:
        if (statement.when or "no date") != day:
            day = statement.when or "no date"
            console.print(Text(("\n" if number else "") + day, style="bold"))
        width = max(16, min(34, console.width // 3))
        print_beside(console, [(_who(statement), width)], _what(statement), indent=2)
        number += 1
    if number:
        console.print()
    return number


def print_statement(console: Console, statement: Statement) -> None:
    """Prints one statement: its best-supported wording, whence its speaker's name, and every variant."""
    console.print(_who(statement, beside=False))
    print_beside(console, [], Text(one_line(statement.quote)), indent=2)
    console.print(Text(f"  {_facts(statement)}", style="dim"))
    for repair in statement.repairs:
        line = Text().append(f"{repair.field}: ", style="dim").append(one_line(repair.value))
        print_beside(console, [], line.append(f"  from another copy, {repair.page}", style="yellow"), indent=2)
    for ruling in statement.rulings:
        line = Text(f"{ruling_words(ruling, statement)}: ", style="yellow").append(one_line(ruling.who))
        line.append(f", {ruling.when[:10]}, “{one_line(ruling.why)}”").append(f"  {ruling.correction}", style="dim")
        print_beside(console, [], line, indent=2)
    console.print()
    plain = console.color_system is None
    for variant in statement.variants:
        _print_variant(console, statement, variant, plain=plain)


def _print_variant(console: Console, statement: Statement, variant: Variant, *, plain: bool) -> None:
    head = Text().append(_SHOWN.get(variant.wording, variant.wording), style="bold")
    head.append(f"  {variant.kind}", style="dim").append(f"  {page_title(variant.page)}")
    console.print(head, soft_wrap=True)
    console.print(Text(f"  {page_facts(variant.page)} · {variant.attribution}", style="dim"), soft_wrap=True)
    own = Text().append(speaker_name(variant.speaker, variant.source), style="cyan")
    own.append(f"  {_hands(variant)}", style="dim").append(f"  line {one_line(variant.line)}", style="dim")
    print_beside(console, [], own, indent=2)
    if variant.moved:
        console.print(Text("  the newest capture of this page no longer has these words", style="yellow"))
    for line in drift_lines(variant.drift):
        print_beside(console, [], line, indent=2)
    if variant.edits:
        print_beside(console, [], difference_text(variant.edits, plain=plain), indent=2)
    elif variant.quote != statement.quote or variant.wording == "best":
        print_beside(console, [], Text(one_line(variant.quote)), indent=2)
    console.print()


def _hands(variant: Variant) -> str:
    """Returns the hands between the speaker and the page.

    The speaker is named beside it and the outlet above it.
    """
    hops = [hop for hop in variant.chain if hop.kind != "speaker" and hop.name and hop.name != variant.page.outlet]
    said = " → ".join(f"{hop.how.replace('_', ' ')} {one_line(hop.name)}" for hop in hops)
    return said or variant.directness or ""


def _who(statement: Statement, *, beside: bool = True) -> Text:
    actor = statement.speaker
    best = next(variant for variant in statement.variants if variant.attribution == statement.best)
    who = Text().append(speaker_name(actor, best.source), style="cyan" if statement.named else "")
    note = speaker_note(actor)
    who.append(("\n" if beside else "  ") + note if note else "", style="dim")
    if statement.repairs and beside:
        who.append(" *", style="yellow")
    return who


def _what(statement: Statement) -> Text:
    what = Text(one_line(statement.quote)).append(f"  {_facts(statement)}", style="dim")
    drift = dict.fromkeys(drift.kind.replace("_", " ") for v in statement.variants for drift in v.drift)
    if all(variant.moved for variant in statement.variants):
        what.append("  no longer on its page", style="yellow")
    return what.append(f"  ! {', '.join(drift)}", style="bold red") if drift else what


def _facts(statement: Statement) -> str:
    facts: list[str] = [statement.kind]
    if statement.pages > 1:
        facts += [count_of(statement.pages, "page"), count_of(statement.lines, "independent line")]
    return " · ".join([*facts, statement.id])
