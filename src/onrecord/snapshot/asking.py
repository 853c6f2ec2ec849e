"""A snapshot as those ask it who show it: one method a view, each a few rows by an index."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from onrecord.docket.positions import position_of
from onrecord.people.finding import named, words_of
from onrecord.records.answer import Answer
from onrecord.records.brief import Brief
from onrecord.records.docket import Docket
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.person import Person
from onrecord.records.position import Moment, Position, Step
from onrecord.records.proposal import Proposal
from onrecord.records.weight import Weight
from onrecord.snapshot.columns import Columns
from onrecord.snapshot.columns_file import FILE as COLUMNS_FILE
from onrecord.snapshot.columns_file import load_columns
from onrecord.snapshot.making import SOUNDED, SPELT, cell_key, cell_of
from onrecord.snapshot.matrix import days_heard, line_at, line_of, moment_at
from onrecord.snapshot.pieces import DOCUMENT, FILE, PieceReader
from onrecord.snapshot.views import (
    Cell,
    CellLine,
    ChangeLine,
    Desk,
    Head,
    Heard,
    MeetingLine,
    PersonLine,
    ProposalLine,
    StanceLine,
)

Thing = TypeVar("Thing")

# Things of a list, each with the key that the list goes on behind.
Keyed = tuple[tuple[str, Thing], ...]


class Snapshot:
    """What a record added up to when it was last worked out. May be shared between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = threading.local()
        self._opened: list[PieceReader] = []
        self._columns: tuple[tuple[int, int], Columns] | None = None

    @property
    def version(self) -> int:
        """The version of the record that it is of."""
        head = self.head()
        return head.version if head is not None else 0

    @property
    def columns(self) -> Columns:
        """The record in columns, as they were last made."""
        found = self.glance_columns()
        assert found is not None, "the snapshot has no columns"
        return found

    def glance_columns(self) -> Columns | None:
        """Returns the columns as they were last made, if they ever were: they are there before all else is."""
        try:
            told = (self._folder / COLUMNS_FILE).stat()
        except OSError:
            return None
        file = told.st_ino, told.st_mtime_ns
        known = self._columns
        if known is None or known[0] != file:
            found = load_columns(self._folder)
            if found is None:
                return None
            known = self._columns = file, found
        return known[1]

    @property
    def _pieces(self) -> PieceReader:
        reader: PieceReader | None = getattr(self._mine, "reader", None)
        if reader is None:
            reader = self._mine.reader = PieceReader(self._folder / FILE)
            self._opened.append(reader)
        return reader

    def document(self, name: str, form: type[Thing]) -> Thing:
        """Returns what there is one of; also what whoever made the snapshot asked to be kept in it."""
        found = self._pieces.get(DOCUMENT, name, form)
        assert found is not None, f"the snapshot has no {name}"
        return found

    def head(self) -> Head | None:
        """Returns what the snapshot is of; ``None`` where there is none that can be read."""
        try:
            return self._pieces.get(DOCUMENT, "head", Head)
        except sqlite3.Error:
            # None there yet, or a damaged one, in whose place another is put: this one is not asked again.
            reader = self._mine.__dict__.pop("reader", None)
            if reader is not None:
                self._opened.remove(reader)
                reader.close()
            return None
        except msgspec.MsgspecError:
            return None

    def docket(self) -> Docket:
        """Returns the docket."""
        return self.document("docket", Docket)

    def desk(self) -> Desk:
        """Returns the latest day's desk note as a page shows it."""
        return self.document("desk", Desk)

    def brief(self) -> Brief:
        """Returns the same note whole."""
        return self.document("brief", Brief)

    # Positions.

    def days(self) -> list[str]:
        """Returns the days that have a statement on an issue, in order."""
        return self.document("days", list[str])

    def changes(self) -> list[ChangeLine]:
        """Returns the latest changes of position, newest first."""
        return self.document("changes", list[ChangeLine])

    def cells(self, *, party: str | None = None, issue: str | None = None) -> tuple[Cell, ...]:
        """Returns the positions, without their statements; those of a party or on an issue."""
        if party is not None and issue is not None:
            found = self._pieces.get("position", cell_key(party, issue), Cell)
            return () if found is None else (found,)
        if party is not None:
            return self._pieces.named("position", f"party\x1f{party}", Cell)
        if issue is not None:
            return self._pieces.named("position", f"issue\x1f{issue}", Cell)
        return self._pieces.listed("position", Cell)

    def matrix(self, until: str | None = None) -> tuple[CellLine, ...]:
        """Returns the positions as the matrix shows them; as of a day, ISO 8601."""
        if until is None:
            return tuple(map(line_of, self.cells()))
        heard: dict[str, Heard | None] = {}
        found = []
        for key, moments in self._pieces.behind("moments", None, -1, tuple[Moment, ...]):
            party, issue = key.split("\x1f")
            if party not in heard:
                heard[party] = self._pieces.get("heard", party, Heard)
            moment = moment_at(moments, until)
            if moment is not None:
                shown = self._pieces.get("step", f"{key}\x1f{moment.shown}", Step)
                found.append(line_at((party, issue), moment, shown, days_heard(heard[party], moment.day, until)))
        return tuple(found)

    def cells_at(self, until: str, keys: Iterable[tuple[str, str]]) -> tuple[Cell, ...]:
        """Returns positions as of a day, ISO 8601: those of these parties on these issues that had one then."""
        return tuple(cell_of(position) for key in keys if (position := self._position_at(*key, until)) is not None)

    def _position_at(self, party: str, issue: str, until: str) -> Position | None:
        moments = self._pieces.get("moments", cell_key(party, issue), tuple[Moment, ...]) or ()
        moment = moment_at(moments, until)
        if moment is None:
            return None
        heard = self._pieces.get("heard", party, Heard)
        steps = self.steps(party, issue, limit=moment.statements)
        return position_of(party, issue, steps, days_heard(heard, moment.day, until))

    def steps(self, party: str, issue: str, *, start: int = 0, limit: int = -1) -> tuple[Step, ...]:
        """Returns statements of a party on an issue, in time order, from the place `start` on; undated ones last."""
        return self._pieces.listed("step", Step, part=cell_key(party, issue), start=start, limit=limit)

    def positions(self, cells: Iterable[Cell]) -> tuple[Position, ...]:
        """Returns positions whole; a cell as of a day has the statements that there were then."""
        return tuple(
            replace(cell.position, steps=self.steps(cell.position.party, cell.position.issue, limit=cell.statements))
            for cell in cells
        )

    # Proposals and meetings.

    def proposal_lines(self, start: int, limit: int) -> tuple[ProposalLine, ...]:
        """Returns proposals as lines of a list."""
        return self._pieces.listed("proposal line", ProposalLine, start=start, limit=limit)

    def proposal(self, name: str) -> Proposal | None:
        """Returns the proposal of this id or name."""
        found = self._pieces.get("proposal", name, Proposal)
        return found or next(iter(self._pieces.named("proposal", name, Proposal)), None)

    def proposals(self, after: str | None, limit: int) -> Keyed[Proposal]:
        """Returns proposals behind an id."""
        return self._pieces.behind("proposal", after, limit, Proposal)

    def stances(self, party: str) -> list[StanceLine]:
        """Returns what a party says of proposals."""
        return self._pieces.get("stances", party, list[StanceLine]) or []

    def meeting_lines(self, start: int, limit: int) -> tuple[MeetingLine, ...]:
        """Returns meetings as lines of a list, latest first."""
        return self._pieces.listed("meeting line", MeetingLine, start=start, limit=limit)

    def meeting(self, name: str) -> JoinedMeeting | None:
        """Returns the meeting of this id, or the one that a page's meeting of this id is part of."""
        found = self._pieces.get("meeting", name, JoinedMeeting)
        return found or next(iter(self._pieces.named("meeting", name, JoinedMeeting)), None)

    def meetings(self, after: str | None, limit: int) -> Keyed[JoinedMeeting]:
        """Returns meetings behind an id, by day."""
        return self._pieces.behind("meeting", after, limit, JoinedMeeting)

    # Weights and answers.

    def weight(self, statement: str) -> Weight | None:
        """Returns what a statement weighs."""
        return self._pieces.get("weight", statement, Weight)

    def weights(self, after: str | None, limit: int) -> Keyed[Weight]:
        """Returns weights behind that of a statement, heaviest first."""
        return self._pieces.behind("weight", after, limit, Weight)

    def answers_of(self, statement: str) -> tuple[Answer, ...]:
        """Returns the answers that a statement is, or that it has."""
        return self._pieces.named("answer", statement, Answer)

    def answers(self, after: str | None, limit: int) -> Keyed[Answer]:
        """Returns answers behind a key, by the answering statement."""
        return self._pieces.behind("answer", after, limit, Answer)

    # People.

    def people(self, after: str | None, limit: int) -> Keyed[Person]:
        """Returns people behind an id, most statements first."""
        return self._pieces.behind("person", after, limit, Person)

    def person_lines(self, start: int, limit: int) -> tuple[PersonLine, ...]:
        """Returns people as lines of a list, most statements first."""
        return self._pieces.listed("person line", PersonLine, start=start, limit=limit)

    def count(self, kind: str) -> int:
        """Returns how many there are: of ``person``, ``meeting``, ``proposal``."""
        return self._pieces.count(kind)

    def people_named(self, wanted: str) -> tuple[Person, ...]:
        """Returns the people whom `onrecord.people.finding.named` finds among all."""
        if wanted.startswith("pr_"):
            return named(self._pieces.beginning("person", wanted, Person), wanted)
        words = sorted(words_of(wanted))
        keys = [frozenset(self._pieces.names("person", SOUNDED + word)) for word in words]
        common = frozenset.intersection(*keys) if keys else frozenset()
        found = (self._pieces.get("person", key, Person) for key in sorted(common))
        return named((person for person in found if person is not None), wanted)

    def person(self, name: str) -> Person | None:
        """Returns the person of this id, or the one whom alone a page calls so."""
        found = self._pieces.get("person", name, Person)
        spelt = () if found else self._pieces.named("person", SPELT + name, Person)
        return found or (spelt[0] if len(spelt) == 1 else None)

    def said(self, person: str) -> tuple[str, ...]:
        """Returns the ids of the statements that are a person's, newest first."""
        return self._pieces.get("said", person, tuple[str, ...]) or ()

    def close(self) -> None:
        """Closes the file in every thread; nobody may be asking any more."""
        for reader in self._opened:
            reader.close()
