"""The record that is served: opened once, with what is worth remembering until it changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from onrecord.errors import StoreError
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.records.weight import Weighed
from onrecord.run.briefing import load_weighed
from onrecord.run.judging import load_judged, open_docket
from onrecord.run.record import Record
from onrecord.store.open import open_store, record_exists
from onrecord.web.adding import Adder
from onrecord.web.doors import Gate
from onrecord.web.options import ServeOptions

_Value = TypeVar("_Value")

# Answers remembered: a few hundred kilobytes each at most, and the front page's are asked for all the time.
_REMEMBERED = 64


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
                raise StoreError(f"{options.record}: no such record, and --read-only makes none")
            open_store(options.record, write=True).close()
        self.record = Record(open_store(options.record, write=False))
        self.docket = open_docket(options.docket) if options.docket else None
        self._judging = threading.Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, key: Hashable, ask: Callable[[], _Value]) -> _Value:
        """Returns what `ask` returns, asked once for each state of the record."""
        full = (self.record.store.version(), key)
        with self._lock:
            if full in self._answers:
                self._answers.move_to_end(full)
                return cast("_Value", self._answers[full])
        answer = ask()
        with self._lock:
            self._answers[full] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def judged(self) -> Judged:
        """Returns the record seen through the docket; through the one it suggests itself where none was given."""
        with self._judging:  # two readers at once would do the work twice
            return load_judged(self.record.store, self.docket)

    def quote_of(self, statement: str) -> str:
        """Returns the best wording of a statement; empty where there is none such."""
        found = self.record.statement(statement)
        return found.quote if found else ""

    def weighed(self) -> Weighed:
        """Returns who answers whom, and what each statement weighs."""
        self.judged()
        return self.remember("weighed", lambda: load_weighed(self.record.store, self.docket))

    def context_of(self, statement: Statement) -> dict[str, Any]:
        """Returns what else is known of a statement: its weight, and what answers it or is answered by it."""
        weighed = self.weighed()
        weight = next((one for one in weighed.weights if one.statement == statement.id), None)
        answers = [one for one in weighed.answers if statement.id in {one.statement, one.to_statement}]
        others = [one.to_statement if one.statement == statement.id else one.statement for one in answers]
        words = [self.quote_of(other) if other else "" for other in others]
        return {"weight": weight, "answers": list(zip(answers, others, words, strict=True))}

    def close(self) -> None:
        """Lets go of the record."""
        self.adder.close()
        self.record.close()
