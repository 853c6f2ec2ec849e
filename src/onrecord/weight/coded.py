"""Statements with their codings as weights take them: a speaker has the office that most pages give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from onrecord.records.actor import called
from onrecord.records.docket import Coding, Rank
from onrecord.records.statement import Statement

# The level and the words of an office.
Office = tuple[int, str]


class Coded:
    """All statements that are weighed, kept up to date.

    Attributes:
        statements: By id.
        codings: By statement id. A named speaker whose page gives no office has the one that most other pages give; of
            two that as many give, the lower.
        labels: What each statement's speaker is called.
        by_label: The ids of the statements of whoever is called so.
    """

    def __init__(self) -> None:
        self.statements: dict[str, Statement] = {}
        self.codings: dict[str, Coding] = {}
        self.labels: dict[str, str] = {}
        self.by_label: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, Coding] = {}
        self._offices: dict[str, Counter[Office]] = defaultdict(Counter)
        self._best: dict[str, Office] = {}
        self._without: dict[str, set[str]] = defaultdict(set)

    def update(self, statements: Mapping[str, Statement], codings: Mapping[str, Coding]) -> set[str]:
        """Takes in what are not the very objects of the last call; returns the ids of what is otherwise than before.

        Args:
            statements: By id; those to be weighed.
            codings: By statement id.
        """
        changed: set[str] = set()
        named: set[str] = set()
        for key, one in statements.items():
            if self.statements.get(key) is not one or self._given[key] is not codings[key]:
                self._drop(key, named)
                self._add(key, one, codings[key], named)
                changed.add(key)
        if len(self.statements) != len(statements):
            for key in self.statements.keys() - statements.keys():
                self._drop(key, named)
                changed.add(key)
        for name in named:
            offices = self._offices[name]
            best = min(offices, key=lambda key: (-offices[key], key), default=None)
            if best != self._best.get(name):
                changed |= self._without[name]
            if best is None:
                self._best.pop(name, None)
            else:
                self._best[name] = best
        for key in changed & self.statements.keys():
            self._complete(key)
        return changed

    def _add(self, key: str, statement: Statement, coding: Coding, named: set[str]) -> None:
        self.statements[key], self._given[key] = statement, coding
        label = self.labels[key] = called(statement.speaker, " and ")
        self.by_label[label].add(key)
        self._count(key, 1, named)

    def _drop(self, key: str, named: set[str]) -> None:
        if key in self.statements:
            self._count(key, -1, named)
            self.by_label[self.labels.pop(key)].discard(key)
            del self.statements[key], self._given[key]
            self.codings.pop(key, None)

    def _count(self, key: str, number: int, named: set[str]) -> None:
        """Counts the office that a statement's page gives, or that it gives none."""
        name, rank = self.statements[key].speaker.name, self._given[key].rank
        if not name:
            return
        if not rank.level:
            (self._without[name].add if number > 0 else self._without[name].discard)(key)
        elif rank.words:
            named.add(name)
            self._offices[name][rank.level, rank.words] += number
            if not self._offices[name][rank.level, rank.words]:
                del self._offices[name][rank.level, rank.words]

    def _complete(self, key: str) -> None:
        coding, name = self._given[key], self.statements[key].speaker.name
        best = self._best.get(name) if name and not coding.rank.level else None
        if best is not None:
            held = self.codings.get(key)
            completed = replace(coding, rank=Rank(level=best[0], words=best[1]))
            coding = held if held == completed else completed
        self.codings[key] = coding
