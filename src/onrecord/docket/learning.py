"""Whom the pages introduce as a party's own, page by page: so that one page more is one page's work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from onrecord.docket.parties import PartyIndex
from onrecord.records.docket import Docket

# Names, each with the words of office before or behind it.
Introductions = Iterable[tuple[str, str]]


class Introduced:
    """Who is introduced as whose, and by how many pages.

    Args:
        docket: The docket.
    """

    def __init__(self, docket: Docket) -> None:
        self._index = PartyIndex(docket)
        self._sides: dict[str, Counter[str]] = defaultdict(Counter)

    def change(self, was: Introductions, now: Introductions) -> bool:
        """Takes one page's introductions for what they were before; returns whether anybody is another's for it."""
        was, now = tuple(was), tuple(now)
        names = {name for name, _ in (*was, *now)}
        before = {name: self._side(name) for name in names}
        for number, pairs in ((-1, was), (1, now)):
            for name, words in pairs:
                for party in self._index.found_in(words):
                    self._sides[name][party] += number
                    if not self._sides[name][party]:
                        del self._sides[name][party]
        return any(self._side(name) != side for name, side in before.items())

    def _side(self, name: str) -> str | None:
        sides = self._sides.get(name, ())
        return next(iter(sides)) if len(sides) == 1 else None

    def learnt(self) -> dict[str, str]:
        """Returns the people of whom all introductions agree: name to party, by name."""
        return {name: next(iter(sides)) for name, sides in sorted(self._sides.items()) if len(sides) == 1}
