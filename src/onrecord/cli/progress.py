"""What `onrecord read` shows while it works: a bar on a terminal, one line for each refusal, counts at the end."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import one_line, say
from onrecord.cli.wording import count_of
from onrecord.records import Failure, Reading
from onrecord.sources.files import find_ending
from onrecord.store.contract import Kept

# Endings of files that hold one page, and of those that may hold several.
_OF_ONE = frozenset({".html", ".htm", ".xhtml", ".txt", ".md"})
_OF_SEVERAL = frozenset({".jsonl", ".ndjson", ".warc", ".rss", ".atom", ".xml"})


class Tally:
    """Counts what came of the inputs.

    Attributes:
        pages: Pages read.
        refused: Inputs refused.
        said: Attributions that count as said.
        ascribed: The others.
        kept: Outcome of keeping to how many pages.
        seconds: Stage to seconds, when profiling.
        foreign: Languages other than English, with how many pages are in each.
        awaited: URLs that the record has and nothing has come of yet; at the end, those that were not modified.
    """

    def __init__(self) -> None:
        self.pages = self.refused = self.said = self.ascribed = 0
        self.kept: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self.foreign: Counter[str] = Counter()
        self.awaited: set[str] = set()
        self._start = time.perf_counter()

    def add_page(self, reading: Reading, kept: Kept | None) -> None:
        """Counts a page that was read."""
        self.pages += 1
        said = sum(attribution.statement for attribution in reading.attributions)
        self.said += said
        self.ascribed += len(reading.attributions) - said
        self.seconds.update(reading.seconds)
        language = reading.page.language
        if language is not None and language.value.split("-")[0].lower() != "en":
            self.foreign[one_line(language.value)] += 1
        if kept is not None:
            self.kept[kept.outcome] += 1

    def add_failure(self, failure: Failure) -> None:
        """Counts a refusal and says it in one line."""
        self.refused += 1
        say(f"refused: {failure.where}: {failure.message}", style="yellow")

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    def summary(self) -> str:
        """Returns the counts in one line."""
        if not self.pages:
            return f"Nothing was read; {self.refused:,} refused."
        rate = self.pages / self.elapsed_s if self.elapsed_s else 0.0
        read = f"{count_of(self.pages, 'page')} read in {self.elapsed_s:.1f} s ({rate:.1f} a second)"
        said = f"{count_of(self.said, 'statement')}, {self.ascribed:,} ascribed"
        refused = f"; {self.refused:,} refused" if self.refused else ""
        return f"{read}: {said}{refused}."

    def foreign_summary(self) -> str:
        """Returns in one line which pages the model was not made for; they are read by rule, where there are rules."""
        languages = ", ".join(sorted(self.foreign))
        return f"Not in English: {count_of(self.foreign.total(), 'page')} ({languages}). Expect gaps there."

    def kept_summary(self, record: str) -> str:
        """Returns in one line what the record made of the pages."""
        words = {"added": "new", "replaced": "read anew", "unchanged": "as before"}
        parts = [f"{self.kept[outcome]:,} {word}" for outcome, word in words.items() if self.kept[outcome]]
        return f"Kept in {record}: {', '.join(parts)}."


class Bar:
    """The moving line on a terminal; silent elsewhere.

    Args:
        console: Of standard error.
        total: How many pages there will be; ``None`` where that cannot be known beforehand.
    """

    def __init__(self, console: Console, total: int | None = None) -> None:
        columns = [SpinnerColumn(), TextColumn("{task.description}")]
        if total is not None:
            columns.insert(1, BarColumn(bar_width=30))
        self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        self._bar.disable = not console.is_terminal
        self._total = total
        self._task = self._bar.add_task("reading", total=total)

    def show(self, tally: Tally, where: str) -> None:
        """Shows how far it is."""
        done = tally.pages + tally.refused
        of = f" of {self._total:,}" if self._total is not None else ""
        rate = done / tally.elapsed_s if tally.elapsed_s else 0.0
        left = f" · {time_of((self._total - done) / rate)} left" if self._total and rate else ""
        text = f"{done:,}{of} · {rate:.1f} a second{left} · {one_line(where)[-50:]}"
        self._bar.update(self._task, completed=done, description=text.replace("[", "\\["))

    def say(self, text: str) -> None:
        """Shows another line than the one of `show`."""
        self._bar.update(self._task, description=one_line(text).replace("[", "\\["))

    def show_joining(self, left: int) -> None:
        """Shows how many pages are still to be joined with the others."""
        self.show_text(f"joining {left:,} with the other pages")

    def show_text(self, text: str) -> None:
        """Shows what is being done."""
        self._bar.update(self._task, description=text)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Shows the line while inside."""
        with self._bar:
            yield

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Takes the line away while something else is written."""
        self._bar.stop()
        yield
        self._bar.start()


def time_of(seconds: float) -> str:
    """Returns a time for people: to the second below two minutes, to the minute below two hours.

    >>> time_of(75.2), time_of(300), time_of(3 * 3600 + 600)
    ('75 s', '5 min', '3 h 10 min')
    """
    if seconds < 120:
        return f"{max(seconds, 0):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def count_pages(specs: Sequence[str]) -> int | None:
    """Returns how many pages `specs` will yield; ``None`` where only reading them tells (lists, archives, URLs)."""
    total = 0
    for spec in specs:
        names = _files_below(spec) if Path(spec).is_dir() else [spec] if Path(spec).is_file() else None
        endings = [find_ending(name) for name in names or ()]
        if names is None or any(ending in _OF_SEVERAL for ending in endings):
            return None
        total += sum(ending in _OF_ONE for ending in endings)
    return total or None


def _files_below(folder: str) -> Iterator[str]:
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (name for name in files if not name.startswith("."))


def print_profile(console: Console, seconds: dict[str, float], pages: int) -> None:
    """Prints what each stage took, and its share."""
    total = sum(seconds.values()) or 1.0
    table = Table(box=None, pad_edge=False, title=None, header_style="dim")
    table.add_column("stage")
    for heading in ("seconds", "ms a page", "share"):
        table.add_column(heading, justify="right")
    for stage, spent in seconds.items():
        table.add_row(stage, f"{spent:.2f}", f"{1000 * spent / max(pages, 1):.1f}", f"{spent / total:.0%}")
    console.print(table)
    console.print(Text("Time in the stages only, added over all processes.", style="dim"))
