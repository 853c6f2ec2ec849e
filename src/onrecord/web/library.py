"""The record that is served: opened once, with what is worth remembering until it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from onrecord.errors import StoreError
from onrecord.pipeline.checking import trace_statement
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.records.trace import Trace
from onrecord.records.weight import Weighed
from onrecord.run.briefing import load_weighed
from onrecord.run.corpus import is_joined
from onrecord.run.judging import load_judged, open_docket
from onrecord.run.record import Record
from onrecord.store.open import hide_password, open_store, record_exists
from onrecord.web.adding import Adder
from onrecord.web.doors import Gate
from onrecord.web.faults import StillWorkingError
from onrecord.web.memory import Memory
from onrecord.web.options import ServeOptions

_Value = TypeVar("_Value")


# A reader is not kept waiting longer for what is found for the first time; a page then says that it is being found.
_LONGEST_WAIT_S = 8.0


class Library:
    """Holds the open record, and answers that hold until the record changes.

    Attributes:
        options: Of the server.
        record: The record.
        docket: What names the negotiation; ``None`` lets the record suggest it.
        adder: What is being added.
        gate: How often each client has asked for something costly.
    """

    def __init__(self, options: ServeOptions) -> None:
        self.options = options
        self.adder = Adder(options)
        self.gate = Gate(options.writes_per_minute)
        if not record_exists(options.record):
            if options.read_only:
                raise StoreError(f"{hide_password(options.record)}: no such record, and --read-only makes none")
            open_store(options.record, write=True).close()
        self.record = Record(open_store(options.record, write=False))
        self.docket = open_docket(options.docket) if options.docket else None
        self._memory = Memory()

    def remember(self, key: Hashable, ask: Callable[[], _Value]) -> _Value:
        """Returns what `ask` returns, asked once for each state of the record; see `Memory.recall`."""
        return self._memory.recall(key, self.record.store.version(), ask)

    def glance(self, key: Hashable, ask: Callable[[], _Value]) -> _Value | None:
        """Returns what `ask` returns if that is at hand or quickly found, else ``None``; see `Memory.glance`."""
        return self._memory.glance(key, self.record.store.version(), ask)

    def join(self) -> None:
        """Sees to it that pages just added get their place among the others; does not wait for many."""
        store = self.record.store
        if store.unjoined():
            self.remember("joined", lambda: is_joined(store))

    def expect(self, key: Hashable, ask: Callable[[], _Value]) -> _Value:
        """Returns what `ask` returns, as `remember` does, but does not keep a reader waiting for long.

        Raises:
            StillWorkingError: If it was never found before and takes long.
        """
        version = self.record.store.version()
        found = self._memory.glance(key, version, ask, patience_s=_LONGEST_WAIT_S)
        if found is None:
            raise StillWorkingError
        return self._memory.recall(key, version, ask)

    def warm(self) -> None:
        """Begins to find what a large record takes long for, so that the first reader does not have to wait."""
        record = self.record
        self.glance("judged", lambda: load_judged(record.store, self.docket))
        self.glance("weighed", lambda: load_weighed(record.store, self.docket))
        self.glance(("people", ""), record.people)

    def judged(self) -> Judged:
        """Returns the record seen through the docket; through the one it suggests itself where none was given."""
        return self.expect("judged", lambda: load_judged(self.record.store, self.docket))

    def judged_now(self) -> Judged:
        """Returns the same, found at once where it has to be: for what is itself remembered."""
        return load_judged(self.record.store, self.docket)

    def weighed(self) -> Weighed:
        """Returns who answers whom, and what each statement weighs."""
        return self.expect("weighed", lambda: load_weighed(self.record.store, self.docket))

    def stories(self) -> tuple[Story, ...]:
        """Returns the stories, by id."""
        return self.remember("stories", self.record.stories)

    def trace(self, statement: Statement) -> Trace:
        """Returns through whose hands a statement came; asks for the stories of its own pages alone."""
        found = (self.record.story(name) for name in statement.stories)
        return trace_statement(statement, [story for story in found if story is not None])

    def context_of(self, statement: Statement) -> dict[str, Any]:
        """Returns what else is known of a statement: its weight, and what answers it or is answered by it."""
        weighed = self.weighed()
        weight = next((one for one in weighed.weights if one.statement == statement.id), None)
        answers = [one for one in weighed.answers if statement.id in {one.statement, one.to_statement}]
        others = [one.to_statement if one.statement == statement.id else one.statement for one in answers]
        known = self.record.store.statements_of([other for other in others if other])
        words = [known[other].quote if other in known else "" for other in others]
        return {"weight": weight, "answers": list(zip(answers, others, words, strict=True))}

    def close(self) -> None:
        """Lets go of the record."""
        self.adder.close()
        self._memory.close()
        self.record.close()
