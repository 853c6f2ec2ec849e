"""The record that is served: opened once, with its snapshot, and what is worth remembering until it changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

from onrecord.errors import StoreError
from onrecord.pipeline.checking import trace_statement
from onrecord.records.brief import Brief
from onrecord.records.statement import Statement
from onrecord.records.trace import Trace
from onrecord.run.corpus import is_joined
from onrecord.run.judging import open_docket
from onrecord.run.record import Record
from onrecord.snapshot import Finder, Job, Snapshot
from onrecord.snapshot.columns import Columns
from onrecord.snapshot.columns_file import FILE as COLUMNS_FILE
from onrecord.snapshot.place import mark_of, take_place
from onrecord.snapshot.views import Desk, Head
from onrecord.snapshot.workbench import FIRST_COLUMNS_FROM
from onrecord.store.open import hide_password, open_store, record_exists
from onrecord.web.adding import Adder
from onrecord.web.doors import Gate
from onrecord.web.faults import StillWorkingError
from onrecord.web.memory import Memory
from onrecord.web.options import ServeOptions
from onrecord.web.times import draw_times

_Value = TypeVar("_Value")

# A record of more pages has its snapshot made in a process of its own: below, starting one takes longer than it saves.
_BESIDE_FROM: Final = 300
# A small record's snapshot is waited for, and a large one's that took less than this last time, so that who corrects
# something sees it corrected at once. What takes longer is shown as it was a moment ago while it is made anew: a large
# record that grows all the time would else never be shown at all.
_QUICK_S: Final = 0.5
_PATIENCE_S: Final = 5.0


class Library:
    """Holds the open record, its snapshot, and answers that hold until the record changes.

    Attributes:
        options: Of the server.
        record: The record.
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
        docket = open_docket(options.docket) if options.docket else None
        self.docket = docket
        pages = self.record.counts().pages
        self._beside = beside = pages >= _BESIDE_FROM
        self._is_large = pages >= FIRST_COLUMNS_FROM
        self._place = take_place(options.record, lasting=beside)
        folder = self._place.folder
        job = Job(record=options.record, docket=docket, folder=str(folder), extras={"drawing": draw_times})
        self._lock = threading.Lock()
        self._finder = Finder(job, beside=beside, on_made=self._take)
        self._snapshot = Snapshot(folder)
        self._head = self._found()
        if self._head is None:
            # Those that lie there may be of another record.
            (folder / COLUMNS_FILE).unlink(missing_ok=True)
        self._memory = Memory()
        # Apart from the others: these wait for the finder, and must not keep the rest waiting.
        self._asked = Memory()

    def _found(self) -> Head | None:
        """Returns the head of a snapshot that was left here by the last server, if it is of what is served."""
        head = self._snapshot.head() if self._place.lasting else None
        version = self.record.store.version()
        if head is None or head.mark != mark_of(self.options.record, self.docket) or head.version > version:
            return None
        return head if head.version == version or self._is_ours() else None

    def _is_ours(self) -> bool:
        """Tells whether the statements of the desk note are the record's: another record may have taken its place."""
        brief = self._snapshot.desk().brief
        named = {line.citation.statement for section in brief.sections for line in section.lines}
        return bool(self.record.store.statements_of([name for name in named if name]))

    @property
    def is_behind(self) -> bool:
        """Whether the record has changed since what is shown of it was worked out."""
        return self._head is not None and self._head.version < self.record.store.version()

    def remember(self, key: Hashable, ask: Callable[[], _Value]) -> _Value:
        """Returns what `ask` returns, asked once for each state of the record; see `Memory.recall`."""
        return self._memory.recall(key, self.record.store.version(), ask)

    def join(self) -> None:
        """Sees to it that pages just added get their place among the others; does not wait for many."""
        store = self.record.store
        if store.unjoined():
            self.remember("joined", lambda: is_joined(store))

    def snapshot(self) -> Snapshot:
        """Returns what the record adds up to: now, or a moment ago where that takes long to find.

        Raises:
            StillWorkingError: If it was never found before and takes long.
        """
        version = self.record.store.version()
        head = self._head
        if head is None:
            patience = self.options.patience_s
        elif head.version >= version:
            return self._snapshot
        else:
            patience = _PATIENCE_S if head.seconds < _QUICK_S or not self._beside else 0.0
        self._wait(version, patience)
        if self._head is None:
            raise StillWorkingError
        return self._snapshot

    def glance_snapshot(self) -> Snapshot | None:
        """Returns the snapshot if there is one; begins to make it otherwise, and does not wait long."""
        try:
            return self.snapshot() if self._head else self._begin()
        except StillWorkingError:
            return None

    def glance_columns(self) -> Columns | None:
        """Returns the record in columns, if there are any; the first of a large record know of no docket yet.

        Raises:
            StillWorkingError: If there are none yet, and lists by the store itself would take many seconds.
        """
        early = self._snapshot.glance_columns() if self._head is None else None
        if early is not None:
            return early
        snapshot = self.glance_snapshot()
        if snapshot is None and self._is_large:
            raise StillWorkingError
        return None if snapshot is None else snapshot.columns

    def _begin(self) -> Snapshot | None:
        self._wait(self.record.store.version(), _QUICK_S)
        return self._snapshot if self._head else None

    def _wait(self, version: int, patience_s: float) -> None:
        """Has the snapshot brought to a version of the record, and waits for that."""
        end = time.monotonic() + patience_s
        while self._head is None or self._head.version < version:
            try:
                self._take(self._finder.update().result(max(end - time.monotonic(), 0.0)))
            except (FutureTimeoutError, BrokenProcessPool):
                return

    def _take(self, head: Head) -> None:
        with self._lock:
            if self._head is None or self._head.version < head.version:
                self._head = head

    def warm(self) -> None:
        """Begins to find what a large record takes long for, so that the first reader does not have to wait."""
        if self._head is None or self.is_behind:
            self._finder.update()

    def desk(self, since: str | None, until: str | None) -> Desk:
        """Returns the desk note of some days, ISO 8601, as its page shows it; of the latest where none is given.

        Raises:
            StillWorkingError: If it takes long.
        """
        snapshot = self.snapshot()
        if since is None and until is None:
            return snapshot.desk()
        return self._ask(("desk", since, until), lambda: self._finder.desk(since, until).result())

    def brief(self, since: str | None, until: str | None) -> Brief:
        """Returns the same note whole.

        Raises:
            StillWorkingError: If it takes long.
        """
        snapshot = self.snapshot()
        if since is None and until is None:
            return snapshot.brief()
        return self._ask(("brief", since, until), lambda: self._finder.brief(since, until).result())

    def _ask(self, key: Hashable, ask: Callable[[], _Value]) -> _Value:
        found = self._asked.glance(key, self.record.store.version(), ask, patience_s=self.options.patience_s)
        if found is None:
            raise StillWorkingError
        return found

    def trace(self, statement: Statement) -> Trace:
        """Returns through whose hands a statement came; asks for the stories of its own pages alone."""
        found = (self.record.story(name) for name in statement.stories)
        return trace_statement(statement, [story for story in found if story is not None])

    def context_of(self, statement: Statement) -> dict[str, Any]:
        """Returns what else is known of a statement: its weight, and what answers it or is answered by it."""
        snapshot = self.snapshot()
        answers = snapshot.answers_of(statement.id)
        others = [one.to_statement if one.statement == statement.id else one.statement for one in answers]
        known = self.record.store.statements_of([other for other in others if other])
        words = [known[other].quote if other in known else "" for other in others]
        return {"weight": snapshot.weight(statement.id), "answers": list(zip(answers, others, words, strict=True))}

    def close(self) -> None:
        """Lets go of the record."""
        self.adder.close()
        self._memory.close()
        self._finder.close()
        self._asked.close()
        self._snapshot.close()
        self.record.close()
        self._place.leave()
        # Who asks again, as some servers do that are started anew, begins anew.
        self._head, self._snapshot = None, Snapshot(self._place.folder)
