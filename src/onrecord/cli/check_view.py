"""A verdict in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.difference_view import difference_text, drift_lines
from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of, page_facts, page_title
from onrecord.records.check import Check, CheckedSource, Verdict

VERDICTS: dict[Verdict, tuple[str, str]] = {
    "verbatim": ("VERBATIM", "bold green"),
    "cut": ("VERBATIM, BUT CUT", "bold yellow"),
    "altered": ("ALTERED", "bold red"),
    "reported": ("REPORTED ONLY", "bold yellow"),
    "translated": ("TRANSLATED", "bold yellow"),
    "other_speaker": ("OTHER SPEAKER", "bold red"),
    "not_on_record": ("NOT ON THIS RECORD", "bold red"),
}
_MARKS = '“”„«»"'
# More pages than this say nothing new in a terminal; JSON has all.
_MOST_SOURCES = 8


def print_check(console: Console, check: Check) -> None:
    """Prints one verdict: what was asked, the differences, the dangerous ones first, and the sources."""
    name, style = VERDICTS[check.verdict]
    asked = Text(f"“{one_line(check.asked).strip(_MARKS)}”")
    if check.speaker:
        asked.append(f"  {one_line(check.speaker)}", style="cyan")
    console.print(asked)
    console.print(Text().append(name, style=style).append(f"  {check.why}"))
    plain = console.color_system is None
    for line in drift_lines(check.drift):
        print_beside(console, [], line, indent=2)
    if check.differences:
        print_beside(console, [], difference_text(check.differences, plain=plain), indent=2)
    if check.sources:
        _print_surroundings(console, check.sources[0])
        _print_sources(console, check)
    console.print()


def _print_surroundings(console: Console, source: CheckedSource) -> None:
    """Prints what was left out around the words."""
    for what, words in (("left out before", source.before), ("left out after", source.after)):
        if words:
            line = Text().append(f"{what}: ", style="dim").append(f"“{one_line(words)}”")
            print_beside(console, [], line, indent=2)


def _print_sources(console: Console, check: Check) -> None:
    lines = count_of(check.lines, "independent line")
    console.print(Text(f"  {count_of(len(check.sources), 'source')}, {lines}{_dates(check)}", style="dim"))
    for source in _shown(check.sources):
        facts = Text().append(one_line(source.speaker) or "(not named)", style="cyan")
        facts.append(f"  {page_title(source.page)}").append(f"  {page_facts(source.page)}", style="dim")
        if not source.in_marks:
            facts.append("  without quotation marks", style="dim")
        print_beside(console, [], facts, indent=4)
    if len(check.sources) > _MOST_SOURCES:
        console.print(Text(f"    and {len(check.sources) - _MOST_SOURCES} more (--format json)", style="dim"))
    if check.statement:
        console.print(Text(f"  onrecord statement {check.statement}", style="dim"))


def _dates(check: Check) -> str:
    days = list(dict.fromkeys(day[:10] for day in (check.first, check.last) if day))
    return f", {' to '.join(days)}" if days else ", no date"


def _shown(sources: Sequence[CheckedSource]) -> Sequence[CheckedSource]:
    return sources[:_MOST_SOURCES]
