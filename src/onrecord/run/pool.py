"""Reading in other processes: a bounded number of pages in flight, results in order, a dead process survived."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from onrecord.records import Capture, Failure, Reading
from onrecord.run.options import RunOptions
from onrecord.run.reader import LoadReader, PageRead, Reader, guard_reader, place_of

# Pages for each process: one in work, one ready, so that none idles while results are taken. More only costs memory,
# since a page holds its bytes.
_IN_FLIGHT = 2

# A capture to be read; or what is dealt with already and keeps its place.
Item = Capture | PageRead | Failure
Result = Reading | PageRead | Failure
_Pending = tuple[Item, "Future[Reading | Failure] | None"]

# Each worker's own reader; set once, when the process starts.
_reader: list[Reader] = []


def read_in_processes(
    captures: Iterable[Item], load: LoadReader, options: RunOptions, jobs: int
) -> Iterator[tuple[Item, Result]]:
    """Yields each capture with its reading, in order; a failure or a known page among them passes through as both.

    Args:
        captures: Taken only as fast as they are read.
        load: Makes the reader, once in each process; must be importable there.
        options: Of the run.
        jobs: Processes.
    """
    pending: deque[_Pending] = deque()
    with contextlib.closing(_Workers(load, options, jobs)) as workers:
        for capture in captures:
            future = workers.submit(capture) if isinstance(capture, Capture) else None
            pending.append((capture, future))
            while pending and (len(pending) >= jobs * _IN_FLIGHT or _is_done(pending[0])):
                yield workers.settle(*pending.popleft())
        while pending:
            yield workers.settle(*pending.popleft())


def _is_done(pending: _Pending) -> bool:
    return pending[1] is None or pending[1].done()


class _Workers:
    """Holds the processes. When one dies, all pages in flight are read again alone, so that only the culprit fails."""

    def __init__(self, load: LoadReader, options: RunOptions, jobs: int) -> None:
        self._load = load
        self._options = options
        self._jobs = jobs
        self._pool = self._start(jobs)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # Not fork: the parent may hold threads and a loaded model, and their locks would be copied as they stand.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, context, _start_worker, (self._load, self._options))

    def submit(self, capture: Capture) -> Future[Reading | Failure]:
        try:
            return self._pool.submit(_read, capture)
        except BrokenProcessPool:
            self._pool = self._start(self._jobs)
            return self._pool.submit(_read, capture)

    def settle(self, capture: Item, future: Future[Reading | Failure] | None) -> tuple[Item, Result]:
        if not isinstance(capture, Capture):
            return capture, capture
        assert future is not None
        try:
            return capture, future.result()
        except BrokenProcessPool:
            return capture, self._read_alone(capture)

    def _read_alone(self, capture: Capture) -> Reading | Failure:
        with self._start(1) as pool:
            try:
                return pool.submit(_read, capture).result()
            except BrokenProcessPool:
                message = "reading it ended the process, which may have run out of memory; the other pages are read"
                return Failure(where=place_of(capture), stage="run", reason="internal", message=message)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _start_worker(load: LoadReader, options: RunOptions) -> None:
    # Ctrl-C is the parent's to handle; a worker that dies of it would print a traceback for each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    _reader[:] = [guard_reader(load(options))]


def end_with_parent() -> None:
    """Ends the process when its parent is gone: killed, it could not say goodbye, and we would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read(capture: Capture) -> Reading | Failure:
    return _reader[0](capture)
