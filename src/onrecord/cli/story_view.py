"""Stories in the terminal: as a list with their copies, and one as a table of paragraphs through its copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of
from onrecord.records.story import Cell, Copy, ParagraphWording, Row, Story, StoryTable

# How a paragraph stands on a copy: one character each, so that twenty copies fit beside the text.
_MARKS: dict[ParagraphWording, str] = {"verbatim": "=", "edited": "~", "spun": "≈", "translated": "t"}
_ABSENT = "·"
_LEGEND = "= verbatim  ~ edited  ≈ spun  t translated  · absent"
_STYLES: dict[ParagraphWording, str] = {
    "verbatim": "green",
    "edited": "yellow",
    "spun": "magenta",
    "translated": "cyan",
}


def print_stories(console: Console, stories: Iterable[Story], known: Mapping[str, Story]) -> None:
    """Prints `stories` as they come, each with its copies and the stories related to it.

    Args:
        console: Where to.
        stories: Those wanted.
        known: All of the record, by id.
    """
    for story in stories:
        console.print(Text(story_title(story), style="bold"), soft_wrap=True)
        console.print(Text(story_facts(story), style="dim"), soft_wrap=True)
        if len(story.pages) > 1:
            for copy in story.pages:
                _print_copy(console, copy, "")
        _print_related(console, story, known)
        console.print()


def print_story(console: Console, table: StoryTable, known: Mapping[str, Story]) -> None:
    """Prints one story: its copies with a letter each, its paragraphs beside how each copy has them.

    Args:
        console: Where to.
        table: The story with its paragraphs.
        known: All stories of the record, by id.
    """
    story = table.story
    console.print(Text(story_title(story), style="bold"), soft_wrap=True)
    console.print(Text(story_facts(story), style="dim"), soft_wrap=True)
    console.print()
    for number, copy in enumerate(story.pages):
        _print_copy(console, copy, letter_of(number))
        for line in _what_became(copy, table):
            print_beside(console, [], Text(line, style="dim"), indent=6)
    console.print()
    _print_rows(console, story.pages, table.rows)
    _print_related(console, story, known)


def story_title(story: Story) -> str:
    """Returns the headline of the fullest copy, or what stands for it."""
    fullest = next(copy for copy in story.pages if copy.id == story.fullest)
    return one_line(fullest.title) or one_line(fullest.path or fullest.url) or fullest.id


def story_facts(story: Story) -> str:
    """Returns number of copies, outlets, dates, stated origins and id in one line."""
    outlets = list(dict.fromkeys(one_line(copy.outlet) for copy in story.pages if copy.outlet))
    days = sorted({copy.published[:10] for copy in story.pages if copy.published})
    facts = [
        count_of(len(story.pages), "page"),
        ", ".join(outlets) or "outlet unknown",
        " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "no date",
        f"origin given: {', '.join(map(one_line, story.origins))}" if story.origins else "",
        story.story,
    ]
    return " · ".join(fact for fact in facts if fact)


def letter_of(number: int) -> str:
    """Returns what a copy is called in a table.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else letter_of(number // 26 - 1) + letter


def _print_copy(console: Console, copy: Copy, letter: str) -> None:
    shares = "" if copy.role in ("alone", "fullest") else f"{copy.kept:.0%} kept, {copy.own:.0%} own"
    cells = [
        *([(Text(letter, style="bold"), 2)] if letter else []),
        (Text(copy.role, style="cyan"), 10),
        (Text(shares, style="dim"), 18),
        (Text((copy.published or "no date")[:10], style="dim"), 10),
    ]
    place = one_line(copy.path or copy.url)
    last = Text(" · ".join(part for part in (one_line(copy.outlet) or "outlet unknown", place, copy.id) if part))
    print_beside(console, cells, last, indent=2)


def _what_became(copy: Copy, table: StoryTable) -> list[str]:
    """Returns what the copy says of its origin, and which rows it lacks or has alone."""
    rows = list(enumerate(table.rows, 1))
    lacks = [str(n) for n, row in rows if row.page != copy.id and copy.id not in {cell.page for cell in row.cells}]
    alone = [str(n) for n, row in rows if [cell.page for cell in row.cells] == [copy.id]]
    lines = [f"origin given ({origin.kind}): {one_line(origin.name)}" for origin in copy.origins]
    if len(table.story.pages) > 1:
        lines += [f"lacks {', '.join(lacks)}"] if lacks else []
        lines += [f"has alone {', '.join(alone)}"] if alone else []
    return lines


def _print_rows(console: Console, copies: Sequence[Copy], rows: Sequence[Row]) -> None:
    letters = [letter_of(number) for number in range(len(copies))]
    width = max(map(len, letters)) + 1
    head = Text("".join(letter.ljust(width) for letter in letters), style="bold")
    print_beside(console, [(Text(""), 3), (head, width * len(letters))], Text(_LEGEND, style="dim"))
    for number, row in enumerate(rows, 1):
        cells = {cell.page: cell for cell in row.cells}
        marks = Text()
        for copy in copies:
            marks.append_text(_mark(cells.get(copy.id))).append(" " * (width - 1))
        print_beside(
            console, [(Text(f"{number:>3}", style="dim"), 3), (marks, width * len(letters))], Text(one_line(row.text))
        )
    console.print()


def _mark(cell: Cell | None) -> Text:
    return Text(_ABSENT, style="dim") if cell is None else Text(_MARKS[cell.wording], style=_STYLES[cell.wording])


def _print_related(console: Console, story: Story, known: Mapping[str, Story]) -> None:
    for related in story.related:
        title = story_title(known[related.story]) if related.story in known else ""
        line = Text().append("related  ", style="dim").append(title).append(f"  {related.story}", style="dim")
        print_beside(console, [], line.append(f"  {related.why}", style="dim"), indent=2)
