"""Answers that are costly to find, remembered until the record changes, and found again beside the readers."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, Final, TypeVar, cast

from msgspec import Struct

_Value = TypeVar("_Value")

# Answers remembered: a few hundred kilobytes each at most, but for the few of a whole record.
_REMEMBERED: Final = 512
# An answer that took less than this last time is waited for, so that who corrects a small record sees it corrected at
# once. What takes longer is shown as it was a moment ago while it is found anew: a large record that grows all the time
# would else never be shown at all.
_QUICK_S: Final = 0.3
_PATIENCE_S: Final = 2.0
_IMPATIENCE_S: Final = 0.05

# Questions answered at the same time; the database lets several read, and the stages take a core each.
_WORKERS: Final = 4


class _Known(Struct, frozen=True):
    version: Hashable
    answer: Any
    seconds: float


class Memory:
    """Holds the last answer to each question, and what is being found at the moment."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._finding: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()
        self._workers: ThreadPoolExecutor | None = None

    def recall(self, key: Hashable, version: Hashable, ask: Callable[[], _Value]) -> _Value:
        """Returns the answer to a question, asked once for each version, however many ask at once.

        Args:
            key: The question.
            version: What changes whenever the answer may.
            ask: Finds the answer; must not recall anything itself.
        """
        known, future = self._look(key, version, ask)
        if future is None:
            assert known is not None
            return cast("_Value", known.answer)
        if known is None:
            return cast("_Value", future.result())
        try:
            return cast("_Value", future.result(_PATIENCE_S if known.seconds < _QUICK_S else _IMPATIENCE_S))
        except FutureTimeoutError:
            return cast("_Value", known.answer)

    def glance(
        self, key: Hashable, version: Hashable, ask: Callable[[], _Value], *, patience_s: float = _QUICK_S
    ) -> _Value | None:
        """Returns the answer if it is at hand or found within `patience_s`, else ``None`` while it is being found."""
        known, future = self._look(key, version, ask)
        if known is not None:
            return cast("_Value", known.answer)
        try:
            return cast("_Value", future.result(patience_s)) if future is not None else None
        except FutureTimeoutError:
            return None

    def _look(
        self, key: Hashable, version: Hashable, ask: Callable[[], Any]
    ) -> tuple[_Known | None, Future[Any] | None]:
        """Returns what is known, and, where that is of another version, what is being found."""
        with self._lock:
            known = self._known.get(key)
            if known is not None and known.version == version:
                self._known.move_to_end(key)
                return known, None
            future = self._finding.get(key)
            if future is None:
                self._workers = self._workers or ThreadPoolExecutor(_WORKERS, thread_name_prefix="onrecord-find")
                future = self._finding[key] = self._workers.submit(self._find, key, version, ask)
            return known, future

    def close(self) -> None:
        """Lets what is being found come to its end; whoever asks again begins anew."""
        with self._lock:
            workers, self._workers = self._workers, None
        if workers is not None:
            workers.shutdown(wait=True, cancel_futures=True)

    def _find(self, key: Hashable, version: Hashable, ask: Callable[[], Any]) -> Any:
        start = time.monotonic()
        try:
            answer = ask()
        finally:
            with self._lock:
                self._finding.pop(key, None)
        with self._lock:
            self._known[key] = _Known(version, answer, time.monotonic() - start)
            self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                # What took long goes last: to forget it would keep the next reader waiting.
                quick = (name for name, one in self._known.items() if one.seconds < _QUICK_S)
                del self._known[next(quick, next(iter(self._known)))]
        return answer
