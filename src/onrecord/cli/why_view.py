"""Why an attribution is read as it is, in the terminal."""

from __future__ import annotations

import re

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.errors import UsageError
from onrecord.pipeline.explaining import explain_attribution
from onrecord.records import Attribution, Reading, Span
from onrecord.records.why import Considered, Decision

_LABEL = 8
_LONGEST = 120  # code points of a stretch that is shown; its offsets tell the rest
_MIN_ID = 4


def find_attribution(reading: Reading, wanted: str) -> Attribution:
    """Returns the attribution that `wanted` means: its number on the page as shown, its id, or the beginning of it.

    Raises:
        UsageError: If it means none or several.
    """
    number = len(reading.attributions)
    if re.fullmatch(r"\d{1,6}", wanted):
        if not 1 <= int(wanted) <= number:
            raise UsageError(f"--why {wanted}: the page has attributions 1 to {number}")
        return reading.attributions[int(wanted) - 1]
    prefix = wanted if wanted.startswith("at_") else f"at_{wanted}"
    found = [one for one in reading.attributions if len(wanted) >= _MIN_ID and one.id.startswith(prefix)]
    if len(found) != 1:
        said = "no attribution" if not found else f"{len(found)} attributions"
        raise UsageError(
            f"--why {wanted}: {said} of this page; give the number that onrecord show prints, 1 to {number}"
        )
    return found[0]


def print_why(console: Console, reading: Reading, attribution: Attribution) -> None:
    """Prints every decision on an attribution: what, by which rule or model, the words that show it, what was rejected.

    Args:
        console: Where to.
        reading: The page.
        attribution: The attribution.
    """
    explanation = explain_attribution(reading, attribution)
    console.print(Text(one_line(attribution.quote), style="bold"), soft_wrap=True)
    console.print(Text(attribution.id, style="dim"), soft_wrap=True)
    for decision in explanation.decisions:
        console.print()
        _print_decision(console, reading, decision)


def _print_decision(console: Console, reading: Reading, decision: Decision) -> None:
    score = f"  {decision.score:.2f}" if decision.score is not None else ""
    line = Text(one_line(decision.result)).append(f"  by {decision.by}{score}", style="dim")
    print_beside(console, [(Text(decision.of, style="cyan"), _LABEL)], line)
    if decision.why:
        print_beside(console, [(Text(), _LABEL)], Text(one_line(decision.why)))
    for span in decision.spans:
        print_beside(console, [(Text(), _LABEL)], _stretch(reading, span))
    for one in decision.considered:
        print_beside(console, [(Text(), _LABEL)], _considered(reading, one))


def _considered(reading: Reading, one: Considered) -> Text:
    mark = "+" if one.chosen else "-"
    line = Text(f"{mark} {one_line(one.what)}", style="" if one.chosen else "dim")
    if one.score is not None:
        line.append(f"  {one.score:+.2f}")
    if one.signs:
        line.append(f"  ({', '.join(f'{name} {value:+.2f}' for name, value in one.signs)})", style="dim")
    if one.why:
        line.append(f"  {one_line(one.why)}", style="dim")
    for span in one.spans:
        line.append("  ").append_text(_stretch(reading, span))
    return line


def _stretch(reading: Reading, span: Span) -> Text:
    words = one_line(span.of(reading.page.text))
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"
    return Text(f"[{span.start}-{span.end}] ", style="dim").append(shown, style="italic")
