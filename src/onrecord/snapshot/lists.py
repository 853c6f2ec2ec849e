"""What lists ask of a record in columns, with what was asked before remembered as long as the columns hold."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np

from onrecord.snapshot.columns import Columns, Keys
from onrecord.snapshot.counting import (
    Choice,
    Conditions,
    conditions_of,
    count_facets,
    count_rows,
    count_units,
)
from onrecord.snapshot.listing import Shown, list_entries, list_heaviest, list_statements, list_stories
from onrecord.store.contract import Counts, Cursor, Facets, Filter, Screen, SearchIndex, Store

Answer = TypeVar("Answer")

# Facets and totals remembered: some kilobytes each.
_ANSWERS: Final = 1024
# Choices remembered as arrays, for the screens that come after the first: a byte for each row and condition.
_ARRAYS: Final = 24
_SAID: Final = Choice(wanted=Filter(said="said"))


class Lists:
    """A record in columns, and the store that it was made of: asked what is wanted, how many, and which come next.

    Every method raises `onrecord.errors.UsageError` where a choice cannot be understood.
    """

    def __init__(self, columns: Columns, store: Store) -> None:
        self._columns = columns
        self._store = store
        with _lock:
            self._memory = _memories.setdefault(columns, _Memory())

    @property
    def counts(self) -> Counts:
        """How much the record holds."""
        return self._columns.counts

    @property
    def said(self) -> int:
        """How many statements the record has."""
        return self.total(_SAID)

    @property
    def stories(self) -> int:
        """How many stories it has."""
        return len(self._columns.stories)

    def total(self, choice: Choice) -> int:
        """Returns how many statements the entries wanted are of; what is in none counts for itself."""
        columns, asked = self._columns, self._conditions(choice)
        return self._memory.answers.recall(("total", choice), lambda: count_units(columns, asked.all_met()))

    def count(self, choice: Choice) -> int:
        """Returns how many entries are wanted."""
        return count_rows(self._conditions(choice).all_met())

    def facets(self, choice: Choice, *, once: bool) -> Facets:
        """Returns what the entries wanted, or with `once` their statements, have in common."""
        columns = self._columns
        return self._memory.answers.recall(
            ("facets", choice, once), lambda: count_facets(columns, self._conditions(choice), once=once)
        )

    def entries(self, choice: Choice, screen: Screen) -> Shown:
        """Returns the ids of the entries wanted on a screen, by date."""
        return list_entries(self._columns, self._conditions(choice).all_met(), screen)

    def heaviest(self, choice: Choice, screen: Screen) -> Shown:
        """Returns the ids of the first entry wanted of each statement, the heaviest statements first."""
        return list_heaviest(self._columns, self._conditions(choice).all_met(), screen.after, screen.limit)

    def statements(self, choice: Choice, after: Cursor | None, limit: int, *, heavy: bool) -> Shown:
        """Returns the ids of the statements of which an entry is wanted: by id, or the heaviest first."""
        return list_statements(self._columns, self._conditions(choice).all_met(), after, limit, heavy=heavy)

    def story_ids(self, start: int, limit: int) -> tuple[str, ...]:
        """Returns the ids of stories, the latest first."""
        return list_stories(self._columns, start, limit)

    def _conditions(self, choice: Choice) -> Conditions:
        return self._memory.arrays.recall(choice, lambda: conditions_of(self._columns, choice, self._found))

    def _found(self, index: SearchIndex, words: str) -> Keys:
        return np.array(self._store.found(index, words), np.int64)


class _Recent:
    """Remembers the last answers."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        """Returns the answer to a question; found by whoever asks first, twice where two ask at once."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast("Answer", self._known[key])
        answer = find()
        with self._lock:
            self._known[key] = answer
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer


class _Memory:
    """What was asked of one record's columns. Does not hold them: it goes when they do."""

    def __init__(self) -> None:
        self.answers = _Recent(_ANSWERS)
        self.arrays = _Recent(_ARRAYS)


_memories: WeakKeyDictionary[Columns, _Memory] = WeakKeyDictionary()
_lock = threading.Lock()
