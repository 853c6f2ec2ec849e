"""Watching feeds: a look at each every few minutes, each new page fetched, read and kept; for months.

All state is in the record, so a process that is killed goes on where it was, and memory does not grow with time. The
network is waited for by a few threads; reading and keeping are done by one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial

from msgspec.structs import replace

from onrecord.errors import StoreError
from onrecord.run.reader import Reader, internal_failure
from onrecord.run.watch_events import Event, Health, memory_mb
from onrecord.run.watch_plan import WatchOptions, is_due
from onrecord.run.watch_settle import Clock, Job, Result, Settler, wait_of
from onrecord.sources import SourceOptions, Validators
from onrecord.sources.web import Fetcher
from onrecord.store import watching
from onrecord.store.database import DatabaseStore
from onrecord.store.watching import host_of

# Longest sleep, so that what another process asks for (pages to be tried again) is seen.
_NAP_S = 30.0
# A record that is locked or full: wait so long between tries, and end after so many; a service is then started anew.
_RECORD_WAIT_S, _RECORD_TRIES = 30.0, 20
_A_DAY_S = 86_400.0

_DEFAULTS = WatchOptions()
_SOURCES = SourceOptions()


class Watch:
    """Watches feeds until told to stop.

    Args:
        store: The record, open for writing.
        read: Reads a page.
        options: How.
        sources: Limits and permissions of fetching.
        clock: Seconds since 1970.
    """

    def __init__(
        self,
        store: DatabaseStore,
        read: Reader,
        *,
        options: WatchOptions = _DEFAULTS,
        sources: SourceOptions = _SOURCES,
        clock: Clock = time.time,
    ) -> None:
        self._store = store
        self._options = options
        self._fetcher = Fetcher(sources)
        self._clock = clock
        self._settler = Settler(store, read, fetcher=self._fetcher, options=options, clock=clock)
        # When a host may be asked again; only those that may not be asked yet.
        self._free_at: dict[str, float] = {}
        self._running: dict[Future[Result], Job] = {}

    def run(self, feeds: Sequence[str], stop: threading.Event) -> Generator[Event, None, None]:
        """Yields what happens, until `stop` is set or, with `WatchOptions.once`, nothing is due any more.

        Args:
            feeds: Addresses; none for those that the record knows.
            stop: Set to end after what is being fetched.

        Raises:
            StoreError: If the record cannot be used, and that does not pass.
        """
        with self._store.connect(write=True) as connection:
            watching.add_feeds(connection, feeds)
            wanted = frozenset(feeds) or frozenset(f.url for f in watching.all_feeds(connection) if not f.parent)
            if self._options.once:
                for feed in watching.all_feeds(connection):
                    watching.save_feed(connection, replace(feed, due=0.0))
        told = self._clock()
        swept = 0.0
        with ThreadPoolExecutor(self._options.workers, thread_name_prefix="fetch") as pool:
            while not stop.is_set():
                now = self._clock()
                if now - swept > _A_DAY_S or now < swept:
                    swept = now
                    yield from self._guarded(partial(self._forget, now), stop)
                yield from self._guarded(partial(self._start, pool, wanted, now), stop)
                if self._options.once and not self._running and self._is_over(wanted, now):
                    break
                yield from self._take(stop)
                if now - told >= self._options.every_s or now < told:
                    told = now
                    yield from self._guarded(partial(self._tell_health, wanted), stop)
            while self._running:
                yield from self._take(threading.Event())
        yield from self._tell_health(wanted)

    def _guarded(self, step: Callable[[], Iterator[Event]], stop: threading.Event) -> Iterator[Event]:
        """Yields what `step` yields; while the record cannot be used, waits and tries again."""
        for left in range(_RECORD_TRIES, -1, -1):
            try:
                yield from step()
            except StoreError as error:
                if not left or stop.is_set():
                    raise
                yield Event(kind="record", message=f"{error}; trying again in {_RECORD_WAIT_S:.0f} s")
                stop.wait(_RECORD_WAIT_S)
            else:
                return

    def _forget(self, now: float) -> Iterator[Event]:
        with self._store.connect(write=True) as connection:
            watching.forget_links(connection, now - self._options.keep_s)
        return iter(())

    def _start(self, pool: ThreadPoolExecutor, wanted: frozenset[str], now: float) -> Iterator[Event]:
        """Starts as many requests as there are workers free, feeds first, one a host; yields nothing."""
        self._free_at = {host: at for host, at in self._free_at.items() if now < at <= now + _A_DAY_S}
        busy = {host_of(job.url) for job in self._running.values()}
        room = self._options.workers - len(self._running)
        for job in self._due(wanted, now, busy | self._free_at.keys(), room):
            host = host_of(job.url)
            if room and host not in busy:
                busy.add(host)
                room -= 1
                self._running[pool.submit(self._ask, job)] = job
        return iter(())

    def _due(self, wanted: frozenset[str], now: float, busy: set[str], room: int) -> list[Job]:
        if not room:
            return []
        with self._store.connect() as connection:
            feeds = [
                feed
                for feed in watching.all_feeds(connection)
                if (feed.parent or feed.url) in wanted
                and is_due(feed.due, now, self._options.horizon_s)
                and host_of(feed.url) not in busy
            ]
            limit = room * 4  # several of them may be on one host
            horizon = self._options.horizon_s
            return [*feeds, *watching.due_links(connection, now, horizon_s=horizon, limit=limit, busy=busy)]

    def _is_over(self, wanted: frozenset[str], now: float) -> bool:
        """Tells whether nothing is due on a host that may be asked soon."""
        later = {host for host, at in self._free_at.items() if at > now + self._options.most_gap_s}
        return not self._due(wanted, now, later, 1)

    def _ask(self, job: Job) -> Result:
        """Fetches, in a thread of its own."""
        validators = Validators(etag=job.etag, last_modified=job.last_modified)
        try:
            return self._fetcher.ask(job.url, validators)
        except Exception as error:  # noqa: BLE001 - the one room for it
            return internal_failure(job.url, error)

    def _take(self, stop: threading.Event) -> Iterator[Event]:
        """Waits for an answer, or for something to become due, and deals with what came."""
        if not self._running:
            stop.wait(self._nap_s())
            return
        done, _ = wait(self._running, timeout=self._nap_s(), return_when=FIRST_COMPLETED)
        for future in done:
            job = self._running.pop(future)
            self._pace(job, future.result())
            yield from self._guarded(partial(self._settler.settle, job, future.result()), stop)

    def _nap_s(self) -> float:
        """Returns the seconds until a host may be asked again or something more is due."""
        now = self._clock()
        try:
            with self._store.connect() as connection:
                due = watching.next_due(connection, now)
        except StoreError:
            due = None  # told, and waited for, by the next step that needs the record
        soon = min([*self._free_at.values(), now + _NAP_S, *([] if due is None else [due])])
        return max(soon - now, 0.05)

    def _pace(self, job: Job, result: Result) -> None:
        asked = min(self._fetcher.crawl_delay_s(job.url), self._options.most_gap_s)
        now = self._clock()
        self._free_at[host_of(job.url)] = now + max(self._options.gap_s, asked, wait_of(result, now))

    def _tell_health(self, wanted: frozenset[str]) -> Iterator[Event]:
        health = self.health(wanted)
        text = (
            f"{health.feeds} feeds ({health.failing} failing), {health.looks} looks, {health.kept} pages kept, "
            f"{health.waiting} waiting, {health.dead} given up, {health.memory_mb:.0f} MB"
        )
        yield Event(kind="health", message=text, health=health)

    def health(self, wanted: frozenset[str]) -> Health:
        """Returns how the watch is."""
        with self._store.connect() as connection:
            feeds = [feed for feed in watching.all_feeds(connection) if (feed.parent or feed.url) in wanted]
            counts = watching.count_links(connection)
        return Health(
            feeds=len(feeds),
            failing=sum(feed.failures > 0 for feed in feeds),
            looks=self._settler.looks,
            kept=self._settler.kept,
            waiting=counts.get("waiting", 0),
            dead=counts.get("dead", 0),
            memory_mb=memory_mb(),
        )
