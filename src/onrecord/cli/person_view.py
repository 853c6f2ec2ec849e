"""People in the terminal: as a list, and one with every statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of
from onrecord.records.person import Person, Tenure
from onrecord.records.statement import Statement

_OFFICES = 3  # in a list; all of them stand in `onrecord person`
_DAY = 10


def print_people(console: Console, people: Iterable[Person]) -> None:
    """Prints `people`, a name beside offices, spellings and numbers."""
    width = max(16, min(28, console.width // 3))
    for person in people:
        name = Text(one_line(person.name), style="cyan")
        about = Text(_offices_line(person) or "no office given")
        for line in _facts(person):
            about.append(f"\n{line}", style="dim")
        print_beside(console, [(name, width)], about)


def print_person(console: Console, person: Person, spoken: Sequence[tuple[Statement, tuple[Tenure, ...]]]) -> None:
    """Prints one person: what is known, why it is one person, then what was said.

    Args:
        console: Where to.
        person: Who.
        spoken: The statements in order, each with the offices held then.
    """
    console.print(Text(one_line(person.name), style="bold"), soft_wrap=True)
    for line in _facts(person):
        console.print(Text(line, style="dim"), soft_wrap=True)
    console.print()
    for tenure in person.offices:
        print_beside(console, [(Text(_days(tenure), style="dim"), 24)], Text(_office(tenure)), indent=2)
    for match in person.evidence:
        why = f"{one_line(match.a.name)} ({match.a.page}) and {one_line(match.b.name)} ({match.b.page}): {match.why}"
        print_beside(console, [(Text("joined by", style="dim"), 10)], Text(why, style="dim"), indent=2)
    for match in person.apart:
        why = f"{one_line(match.a.name)} ({match.a.page}) and {one_line(match.b.name)} ({match.b.page}): {match.why}"
        print_beside(console, [(Text("kept apart", style="dim"), 10)], Text(why, style="dim"), indent=2)
    if person.offices or person.evidence or person.apart:
        console.print()
    for _, group in groupby(spoken, key=lambda item: _as_office(*item).casefold()):
        _print_statements(console, list(group))


def _print_statements(console: Console, group: list[tuple[Statement, tuple[Tenure, ...]]]) -> None:
    office = _as_office(*group[0])
    if office:
        console.print(Text(f"as {office}", style="italic"), soft_wrap=True)
    for statement, _ in group:
        what = Text(one_line(statement.quote)).append(f"  {_note(statement)}", style="dim")
        print_beside(console, [(Text(statement.when or "no date", style="dim"), _DAY)], what, indent=2)


def _as_office(statement: Statement, held: tuple[Tenure, ...]) -> str:
    """Returns the office a statement was made in, saying whose word that is where it is not its own page's."""
    if statement.speaker.office:
        return one_line(statement.speaker.office)
    return f"{_office(held[0])}, as other pages of that time say" if held else ""


def _note(statement: Statement) -> str:
    numbers = f"{count_of(statement.pages, 'page')}, {count_of(statement.lines, 'line')}"
    return f"{statement.kind}, {numbers}, {statement.id}"


def _offices_line(person: Person) -> str:
    offices = [_office(tenure) for tenure in sorted(person.offices, key=lambda t: -t.pages)]
    more = f"; {len(offices) - _OFFICES} more" if len(offices) > _OFFICES else ""
    return "; ".join(dict.fromkeys(offices[:_OFFICES])) + more


def _office(tenure: Tenure) -> str:
    """Returns an office with its body and party, where the office itself does not name them."""
    parts = [one_line(tenure.office)]
    for part in (tenure.body, tenure.on_behalf_of):
        if part and not any(one_line(part) in known for known in parts):
            parts.append(one_line(part))
    return ", ".join(parts)


def _days(tenure: Tenure) -> str:
    if tenure.first is None:
        return "on undated pages"
    return tenure.first if tenure.first == tenure.last else f"{tenure.first} to {tenure.last}"


def _facts(person: Person) -> list[str]:
    """Returns spellings, then countries, numbers, days and id, a line each."""
    others = [one_line(spelling.text) for spelling in person.spellings if spelling.text != person.name]
    days = " to ".join(dict.fromkeys(day for day in (person.first, person.last) if day)) or "no date"
    facts = [
        ", ".join(person.countries),
        count_of(len(person.statements), "statement"),
        count_of(person.pages, "page"),
        count_of(person.outlets, "outlet"),
        days,
        "probably one person" if person.certainty == "probable" else "",
        person.id,
    ]
    lines = [f"also {', '.join(others)}"] if others else []
    return [*lines, " · ".join(fact for fact in facts if fact)]
