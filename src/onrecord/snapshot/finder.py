"""Who keeps a snapshot up to date: a thread for a small record, for a large one a process beside the readers."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from onrecord.records.brief import Brief
from onrecord.run.pool import end_with_parent
from onrecord.snapshot.making import desk_of
from onrecord.snapshot.views import Desk, Head
from onrecord.snapshot.workbench import Job, Workbench

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

# Whoever waits for a page goes first.
_NICER: Final = 5

# The workbench of a process that is one; set when it starts.
_bench: list[Workbench] = []


class Finder:
    """Works out what a record adds up to, one thing after the other, beside those who ask."""

    def __init__(self, job: Job, *, beside: bool, on_made: Callable[[Head], None]) -> None:
        self._job = job
        self._on_made = on_made
        self._beside = beside
        self._lock = threading.Lock()
        self._worker: Executor | None = None
        self._here: list[Workbench] = []
        self._update: Future[Head] | None = None

    def update(self) -> Future[Head]:
        """Begins to bring the snapshot up to date, unless that is going on; the version it will have is in the head."""
        with self._lock:
            if self._update is None or self._update.done():
                self._update = self._submit(_update)
                self._update.add_done_callback(self._tell)
            return self._update

    def _tell(self, made: Future[Head]) -> None:
        if not made.cancelled() and made.exception() is None:
            self._on_made(made.result())

    def desk(self, since: str | None, until: str | None) -> Future[Desk]:
        """Returns the desk note of some days as a page shows it, once it is found."""
        with self._lock:
            return self._submit(_desk, since, until)

    def brief(self, since: str | None, until: str | None) -> Future[Brief]:
        """Returns the same note whole, once it is found."""
        with self._lock:
            return self._submit(_brief, since, until)

    def close(self) -> None:
        """Ends when what is being worked out has been."""
        with self._lock:
            worker, self._worker, self._update = self._worker, None, None
            here, self._here = self._here, []
        if worker is not None:
            if here:
                worker.submit(here[0].close)
            worker.shutdown(wait=not self._beside, cancel_futures=False)

    def _submit(
        self, find: Callable[Concatenate[Workbench, Asked], Found], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Future[Found]:
        if self._worker is None:
            self._worker = self._start()
        if not self._beside:
            return self._worker.submit(lambda: find(self._bench(), *args, **kwargs))
        try:
            return self._worker.submit(_ask, find, *args, **kwargs)
        except BrokenProcessPool:  # it ran out of memory, or was killed: another takes its place
            self._worker = self._start()
            return self._worker.submit(_ask, find, *args, **kwargs)

    def _start(self) -> Executor:
        if not self._beside:
            return ThreadPoolExecutor(1, thread_name_prefix="onrecord-find")
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, context, _begin, (self._job,))

    def _bench(self) -> Workbench:
        if not self._here:
            self._here.append(Workbench(self._job))
        return self._here[0]


def _update(bench: Workbench) -> Head:
    return bench.update()


def _brief(bench: Workbench, since: str | None, until: str | None) -> Brief:
    return bench.brief(since, until)


def _desk(bench: Workbench, since: str | None, until: str | None) -> Desk:
    return desk_of(bench.brief(since, until))


def _begin(job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    threading.Thread(target=end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICER)
    _bench[:] = [Workbench(job)]


def _ask(find: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return find(_bench[0], *args, **kwargs)
