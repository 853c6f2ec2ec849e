"""The ledger's lines on statements, and which attributions their words are: found anew on every page that is joined.

What a person said of two statements lies between joining and what is joined: the links and groups of
`onrecord.statements` are as they would be, and the rulings are laid over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from onrecord.pipeline.correcting import find_target
from onrecord.records.correction import STATEMENT_KINDS, Correction, Target, standing, targets_of
from onrecord.records.reading import Reading
from onrecord.records.statement import StatementRuling


class Anchor(Struct, frozen=True, kw_only=True, order=True):
    """One attribution that a line of the ledger names.

    Attributes:
        line: Number of the line.
        side: 0 for the first words that it names, 1 for the other.
        page: Id of the page.
        attribution: Id of the attribution.
    """

    line: int
    side: int
    page: str
    attribution: str


class Anchors(Protocol):
    """Where the anchors are kept between two batches: what a store offers."""

    def lines(self) -> Collection[Correction]:
        """Returns the lines on statements that hold."""
        ...

    def on_pages(self, pages: Collection[str]) -> set[Anchor]:
        """Returns the anchors on these pages."""
        ...

    def change(self, gone: Collection[Anchor], come: Collection[Anchor]) -> None:
        """Forgets anchors, and keeps others."""
        ...

    def of(self, attributions: Collection[str]) -> set[Anchor]:
        """Returns every anchor of the lines that name one of these attributions."""
        ...

    def of_lines(self, numbers: Collection[int]) -> set[Anchor]:
        """Returns every anchor of these lines."""
        ...

    def rulings(self, anchors: Collection[Anchor]) -> tuple[StatementRuling, ...]:
        """Returns what these anchors' lines say."""
        ...


def lines_on_statements(corrections: Iterable[Correction]) -> list[Correction]:
    """Returns the lines of a ledger, or of a part of it with all its undoings, that hold and are on statements."""
    return [line for line in standing(corrections) if line.draft.kind in STATEMENT_KINDS]


class Named:
    """The words that lines name, found by the page they may stand on: a ledger is long, and so is a record."""

    def __init__(self, lines: Iterable[Correction]) -> None:
        self._by_page: dict[tuple[str, str], list[tuple[int, int, Target]]] = defaultdict(list)
        for line in lines:
            for side, target in enumerate(targets_of(line.draft)):
                for key in {("id", target.page), ("sha256", target.sha256), ("url", target.url or "")}:
                    self._by_page[key].append((line.number, side, target))

    def anchors(self, reading: Reading) -> set[Anchor]:
        """Returns the attributions of a page that lines name; none where the words are gone, or are no statement.

        Args:
            reading: The page as it is shown: corrected.
        """
        page, found = reading.page, set()
        keys = (("id", page.id), ("sha256", page.sha256), *([("url", page.url)] if page.url else []))
        here = {named[:2]: named[2] for key in keys for named in self._by_page.get(key, ())}
        for (line, side), target in here.items():
            one = find_target(target, reading)
            if one is not None and one.statement:
                found.add(Anchor(line=line, side=side, page=page.id, attribution=one.id))
        return found


def rulings_of(lines: Iterable[Correction], anchors: Iterable[Anchor]) -> tuple[StatementRuling, ...]:
    """Returns what lines say of the attributions that they name, in the ledger's order.

    Args:
        lines: On statements.
        anchors: Of these lines; a line of which one side has none says nothing.
    """
    named: dict[tuple[int, int], set[str]] = defaultdict(set)
    for anchor in anchors:
        named[anchor.line, anchor.side].add(anchor.attribution)
    return tuple(
        StatementRuling(
            correction=line.id,
            number=line.number,
            verdict="one" if line.draft.kind == "same_statement" else "two",
            who=line.draft.who,
            when=line.when,
            why=line.draft.why,
            first=tuple(sorted(named[line.number, 0])),
            second=tuple(sorted(named[line.number, 1])),
        )
        for line in sorted(lines, key=lambda line: line.number)
        if (line.number, 0) in named and (line.number, 1) in named
    )


def anchor_anew(anchors: Anchors, readings: Mapping[str, Reading | None]) -> set[str]:
    """Finds the words of every line on these pages anew; returns the attributions of which a ruling may have changed.

    Args:
        anchors: As they were before.
        readings: Page id to what it yields now; ``None`` for a page that is gone.
    """
    named = Named(anchors.lines())
    was = anchors.on_pages(readings)
    now = {one for reading in readings.values() if reading is not None for one in named.anchors(reading)}
    if was == now:
        return set()
    numbers = {anchor.line for anchor in was ^ now}
    before = anchors.of_lines(numbers)
    anchors.change(was - now, now - was)
    return {anchor.attribution for anchor in before | anchors.of_lines(numbers)}
