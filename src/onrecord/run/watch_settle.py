"""What an answer means for a feed or a page that is watched: what is noted, read and kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from onrecord.records import Capture, Failure, Reading
from onrecord.run.local import guard_captures
from onrecord.run.reader import Reader, guard_reader, internal_failure
from onrecord.run.watch_events import Event, EventKind
from onrecord.run.watch_plan import WatchOptions, after_failure, after_success, asked_wait_s, settle_failure
from onrecord.sources.listings import Link, Listing, read_listing
from onrecord.sources.web import Answer, Fetcher, refuse_status
from onrecord.store import watching
from onrecord.store.database import DatabaseStore
from onrecord.store.watching import Feed, WatchedLink

_GOOD = frozenset({200, 203})
_NOT_MODIFIED = 304
# Longest that a server is obeyed when it asks to be left alone.
_MOST_ASKED_S = 86_400.0

Clock = Callable[[], float]
Job = Feed | WatchedLink
Result = Answer | Failure


class Settler:
    """Deals with answers, one at a time.

    Args:
        store: The record, open for writing.
        read: Reads a page.
        fetcher: Makes captures of answers.
        options: Of the watch.
        clock: Seconds since 1970.

    Attributes:
        looks: Looks at feeds so far.
        kept: Pages kept so far, new or changed.
    """

    def __init__(
        self, store: DatabaseStore, read: Reader, *, fetcher: Fetcher, options: WatchOptions, clock: Clock
    ) -> None:
        self.looks = self.kept = 0
        self._store = store
        self._read = guard_reader(read)
        self._fetcher = fetcher
        self._options = options
        self._clock = clock

    def settle(self, job: Job, result: Result) -> Iterator[Event]:
        """Notes what came of asking for a feed or a page; yields what there is to tell.

        Raises:
            StoreError: If the record cannot be written; then nothing is noted, and the job remains due.
        """
        return self._settle_feed(job, result) if isinstance(job, Feed) else self._settle_link(job, result)

    def _settle_feed(self, feed: Feed, result: Result) -> Iterator[Event]:
        now = self._clock()
        self.looks += 1
        if isinstance(result, Answer) and result.status == _NOT_MODIFIED:
            with self._store.connect(write=True) as connection:
                watching.save_feed(connection, after_success(feed, now, every_s=self._options.every_s))
            return
        listing = self._listing(feed, result, now)
        if isinstance(listing, Failure):
            yield from self._settle_failure(feed, listing, result, now)
            return
        yield from self._take_entries(feed, [link for link in listing.links if link.capture is not None], now)
        self._note(feed, result, listing.links, listing.lists, now)

    def _listing(self, feed: Feed, result: Result, now: float) -> Listing | Failure:
        failure = _refused(feed.url, result)
        if failure is not None:
            return failure
        assert isinstance(result, Answer)
        when = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now))
        try:
            return read_listing(result.data, result.url, fetched_at=when, max_bytes=self._fetcher.max_bytes)
        except Exception as error:  # noqa: BLE001 - the one room for it: one feed must not end the watch
            return internal_failure(feed.url, error)

    def _settle_failure(self, feed: Feed, failure: Failure, result: Result, now: float) -> Iterator[Event]:
        wait_s = wait_of(result, now)
        changed = after_failure(feed, failure, now, every_s=self._options.every_s, wait_s=wait_s)
        with self._store.connect(write=True) as connection:
            watching.save_feed(connection, changed)
        if _is_news(changed.failures):
            again = f"failed {changed.failures} times in a row" if changed.failures > 1 else "will be asked again"
            yield Event(kind="feed", where=feed.url, message=f"{failure.message}; {again}")

    def _note(self, feed: Feed, answer: Result, links: Sequence[Link], lists: Sequence[str], now: float) -> None:
        """Notes what a feed lists, and the feed's own state, in one transaction: neither without the other."""
        assert isinstance(answer, Answer)
        some = [(link.url, link.stamp) for link in links if link.capture is None][: self._options.most_links]
        changed = after_success(feed, now, every_s=self._options.every_s, listed=len(links) + len(lists))
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        with self._store.connect(write=True) as connection:
            watching.note_links(connection, some, feed.url, now, recheck_s=self._options.recheck_s)
            if feed.parent is None:  # an index inside an index is not followed
                watching.replace_lists(connection, feed.url, lists[: self._options.most_lists])
            watching.save_feed(connection, replace(changed, etag=etag, last_modified=modified))

    def _take_entries(self, feed: Feed, links: Sequence[Link], now: float) -> Iterator[Event]:
        """Reads the entries that a feed carries without a link, those that are new."""
        with self._store.connect() as connection:
            known = watching.known_links(connection, [link.url for link in links])
        for link in links:
            before = known.get(link.url)
            if link.capture is None or (before is not None and before.stamp == link.stamp):
                continue
            page = WatchedLink(url=link.url, host="", feed=feed.url, stamp=link.stamp, found=now, seen=now)
            settled, event = self._read_page(page, link.capture)
            with self._store.connect(write=True) as connection:
                watching.note_settled(connection, settled)
            yield event

    def _settle_link(self, link: WatchedLink, result: Result) -> Iterator[Event]:
        now = self._clock()
        if isinstance(result, Answer) and result.status == _NOT_MODIFIED:
            settled, event = replace(link, state="done", tries=0, error=None), Event(kind="unchanged", where=link.url)
        else:
            settled, event = self._settle_answer(link, result, now)
        with self._store.connect(write=True) as connection:
            watching.save_link(connection, settled)
        yield event

    def _settle_answer(self, link: WatchedLink, result: Result, now: float) -> tuple[WatchedLink, Event]:
        failure = _refused(link.url, result)
        if failure is not None:
            status = result.status if isinstance(result, Answer) else 0
            settled = settle_failure(link, failure, now, status=status, wait_s=wait_of(result, now))
            kind: EventKind = "dead" if settled.state == "dead" else "failed"
            return settled, Event(kind=kind, where=link.url, message=failure.message)
        assert isinstance(result, Answer)
        capture = next(guard_captures(self._fetcher.captures(result, link.url)))
        known = replace(link, etag=result.headers.get("etag"), last_modified=result.headers.get("last-modified"))
        return self._read_page(known, capture)

    def _read_page(self, link: WatchedLink, capture: Capture | Failure) -> tuple[WatchedLink, Event]:
        outcome: Reading | Failure = capture if isinstance(capture, Failure) else self._read(capture)
        if isinstance(outcome, Failure) or isinstance(capture, Failure):
            message = outcome.message if isinstance(outcome, Failure) else ""
            settled = replace(link, state="dead", error=message)
            return settled, Event(kind="dead", where=link.url, message=message)
        kept = self._store.keep(capture, outcome)
        self.kept += kept.outcome != "unchanged"
        kind: EventKind = "unchanged" if kept.outcome == "unchanged" else "kept"
        said = sum(attribution.statement for attribution in outcome.attributions)
        return replace(link, state="done", tries=0, error=None), Event(
            kind=kind, where=link.url, message=f"{said} said"
        )


def wait_of(result: Result, now: float) -> float:
    """Returns the seconds that a server in trouble asks to be left alone."""
    if isinstance(result, Failure) or result.status not in {429, 503}:
        return 0.0
    return min(asked_wait_s(result.headers.get("retry-after"), now), _MOST_ASKED_S)


def _refused(url: str, result: Result) -> Failure | None:
    if isinstance(result, Failure):
        return result
    return None if result.status in _GOOD else refuse_status(url, result.status)


def _is_news(failures: int) -> bool:
    """The 1st, 2nd, 4th, 8th ... failure is told, so that a feed that is gone does not fill the log."""
    return failures & (failures - 1) == 0
