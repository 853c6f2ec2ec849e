"""The positions of a record through one docket, kept up to date: only what a changed statement touches is redone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from onrecord.docket.positions import bare_position, with_silence
from onrecord.docket.steps import step_of
from onrecord.records.docket import OTHER, Coding, Docket
from onrecord.records.position import Position, Step
from onrecord.records.statement import Statement

# A party and an issue, by their names.
Cell = tuple[str, str]


class _Found(Struct):
    """A cell's position as of a day: what it was found from, without the party's silence and with it."""

    turn: int
    bare: Position
    heard: tuple[str, ...]
    whole: Position


class Standing:
    """What is known of the statements' steps, by cell.

    Of cells that no change touches, the very same `Position` objects come back.
    """

    def __init__(self) -> None:
        # What each statement's steps were found from.
        self._held: dict[str, tuple[Statement, Coding]] = {}
        self._cells: dict[Cell, dict[str, Step]] = defaultdict(dict)
        # When each cell, and what each party was heard with, last changed, in calls of `update`.
        self._turns: dict[Cell, int] = {}
        self._turn = 0
        self._days: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._heard: dict[str, tuple[str, ...]] = {}
        self._found: dict[str | None, dict[Cell, _Found]] = {}

    def update(self, statements: Mapping[str, Statement], codings: Mapping[str, Coding]) -> None:
        """Takes in the statements and codings that are not the very objects of the last call.

        Args:
            statements: By id.
            codings: By statement id.
        """
        self._turn += 1
        held = self._held
        for key, coding in codings.items():
            before = held.get(key)
            statement = statements[key]
            # A step says whether the speaker's own words are given: another variant may change that, and no coding.
            if before is None or before[0] is not statement or before[1] is not coding:
                self._drop(key)
                self._add(statement, coding)
        if len(held) != len(codings):
            for key in held.keys() - codings.keys():
                self._drop(key)

    def _add(self, statement: Statement, coding: Coding) -> None:
        self._held[coding.statement] = statement, coding
        for party in coding.parties:
            for issue in coding.issues:
                cell = party.party, issue.issue
                self._cells[cell][coding.statement] = step_of(statement, coding, party, issue)
                self._turns[cell] = self._turn
        self._hear(coding, 1)

    def _drop(self, key: str) -> None:
        held = self._held.pop(key, None)
        if held is None:
            return
        coding = held[1]
        for cell in {(party.party, issue.issue) for party in coding.parties for issue in coding.issues}:
            self._cells[cell].pop(key, None)
            self._turns[cell] = self._turn
        self._hear(coding, -1)

    def _hear(self, coding: Coding, number: int) -> None:
        if coding.when:
            day = coding.when[:10]
            for party in coding.parties:
                self._days[party.party][day] += number
                self._heard.pop(party.party, None)

    def positions(self, docket: Docket, until: str | None = None) -> tuple[Position, ...]:
        """Returns all positions, in the order of `find_positions`.

        Args:
            docket: Which the codings were made by.
            until: ISO 8601 day: the positions as of then. Undated statements are left out.
        """
        if until not in self._found:
            # One day is looked at over and over: the record's last. Of others nothing is kept for long.
            self._found = {key: found for key, found in self._found.items() if key is None}
        known = self._found.setdefault(until, {})
        found = {}
        for cell in order_of(docket, (cell for cell, steps in self._cells.items() if steps)):
            position = self._position(cell, until, known)
            if position is not None:
                found[cell] = position
        for cell in known.keys() - found.keys():
            del known[cell]
        return tuple(found.values())

    def _position(self, cell: Cell, until: str | None, known: dict[Cell, _Found]) -> Position | None:
        turn, heard = self._turns[cell], self._heard_until(cell[0], until)
        held = known.get(cell)
        if held is None or held.turn != turn:
            bare = self._bare(cell, until)
            if bare is None:
                known.pop(cell, None)
                return None
        elif held.heard is heard or held.heard == heard:
            return held.whole
        else:
            bare = held.bare
        whole = with_silence(bare, heard)
        # What comes out the same is the same object.
        whole = held.whole if held is not None and held.whole == whole else whole
        known[cell] = _Found(turn, bare, heard, whole)
        return whole

    def _bare(self, cell: Cell, until: str | None) -> Position | None:
        steps = list(self._cells[cell].values())
        if until is not None:
            dated = [step for step in steps if step.when is not None and step.when[:10] <= until]
            if len(dated) == len(steps):
                now = self._found.get(None, {}).get(cell)
                if now is not None and now.turn == self._turns[cell]:
                    return now.bare
            steps = dated
        return bare_position(*cell, steps) if steps else None

    def _heard_until(self, party: str, until: str | None) -> tuple[str, ...]:
        heard = self._heard.get(party)
        if heard is None:
            days = self._days[party]
            heard = self._heard[party] = tuple(day for day in sorted(days) for _ in range(days[day]))
        if until is None or not heard or heard[-1] <= until:
            return heard
        return heard[: bisect_right(heard, until)]


def find_positions(
    statements: Mapping[str, Statement], codings: Iterable[Coding], docket: Docket, *, until: str | None = None
) -> tuple[Position, ...]:
    """Returns all positions in the order of the docket: parties, then issues, then proposals, ``other`` last.

    Args:
        statements: By id.
        codings: Of the statements, in any order.
        docket: The docket.
        until: ISO 8601 day: the positions as of then. Undated statements are left out.
    """
    standing = Standing()
    standing.update(statements, {coding.statement: coding for coding in codings})
    return standing.positions(docket, until)


def order_of(docket: Docket, cells: Iterable[Cell]) -> list[Cell]:
    """Returns cells in the order of the docket: parties, then issues, then proposals, ``other`` last."""
    parties = {party.name: number for number, party in enumerate(docket.parties)}
    issues = {issue.name: number for number, issue in enumerate(docket.issues)}
    last = len(issues)
    return sorted(cells, key=lambda cell: (parties[cell[0]], cell[1] == OTHER, issues.get(cell[1], last), cell[1]))
