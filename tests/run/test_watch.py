"""Watching feeds, against a server on this machine."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.toy import load_toy

from onrecord.errors import StoreError
from onrecord.run.options import RunOptions
from onrecord.run.watch import Watch
from onrecord.run.watch_events import Event
from onrecord.run.watch_plan import MOST_TRIES, WatchOptions
from onrecord.sources import SourceOptions
from onrecord.store import watching
from onrecord.store.sqlite import SqliteStore, open_sqlite

HOUR = 3600.0
PATIENT, PRIVATE = WatchOptions(gap_s=0.0), SourceOptions(allow_private=True)


class Clock:
    """A clock that tests put forward; it ticks by itself as well."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_sqlite(tmp_path / "watch.db") as opened:
        yield opened


def rss(site: Any, names: Iterable[str], *, stamp: str = "Mon, 03 Feb 2031 04:05:06 GMT") -> str:
    items = "".join(
        f"<item><title>{n}</title><link>{site.address}/{n}</link><pubDate>{stamp}</pubDate></item>" for n in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def publish(site: Any, *names: str) -> None:
    for name in names:
        site.add(f"/{name}", f"page {name}", Content_Type="text/plain")


def look(store: SqliteStore, feeds: list[str], clock: Any = time.time, **options: Any) -> list[Event]:
    """Looks at the feeds once and fetches what is due."""
    told = WatchOptions(once=True, gap_s=0.0, **options)
    watch = Watch(store, load_toy(RunOptions()), options=told, sources=SourceOptions(allow_private=True), clock=clock)
    return list(watch.run(feeds, threading.Event()))


class _Kept(threading.Event):
    """Tells a watch to stop once a page is kept."""

    def __init__(self, store: SqliteStore) -> None:
        super().__init__()
        self._engine = store.engine

    def is_set(self) -> bool:
        with self._engine.connect() as connection:
            return bool(connection.exec_driver_sql("SELECT count(*) FROM pages").scalar())


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events if event.kind != "health"]


def asked(site: Any, path: str) -> int:
    return sum(where == path for where, _ in site.asked)


def texts(store: SqliteStore) -> list[str]:
    return sorted(reading.page.text.splitlines()[-1] for reading in store.readings())


def test_every_page_that_a_feed_lists_is_kept_once(site, store):
    publish(site, "a", "b", "c")
    feed = site.add("/feed", rss(site, ["a", "b"]), Content_Type="application/rss+xml")
    assert kinds(look(store, [feed])) == ["kept", "kept"]
    site.add("/feed", rss(site, ["c", "b", "a"]), Content_Type="application/rss+xml")
    assert kinds(look(store, [feed])) == ["kept"]
    assert texts(store) == ["page a", "page b", "page c"]
    assert [asked(site, f"/{name}") for name in "abc"] == [1, 1, 1]


def test_a_page_that_two_feeds_list_is_fetched_once(site, store):
    publish(site, "a")
    one = site.add("/one", rss(site, ["a?utm_source=one"]))
    two = site.add("/two", rss(site, ["a?utm_source=two#top"]))
    look(store, [one, two])
    assert (asked(site, "/a"), texts(store)) == (1, ["page a"])


def test_a_feed_is_asked_whether_it_has_changed(site, store):
    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"'}, rss(site, ["a"]).encode()

    publish(site, "a")
    site.pages["/feed"] = answer
    look(store, [f"{site.address}/feed"])
    look(store, [f"{site.address}/feed"])
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"] == [None, '"1"']
    assert asked(site, "/a") == 1


def test_a_page_that_has_changed_is_kept_anew_an_hour_later(site, store):
    clock = Clock()
    publish(site, "a")
    feed = site.add("/feed", rss(site, ["a"]))
    look(store, [feed], clock)
    site.add("/a", "page a, corrected", Content_Type="text/plain")
    site.add("/feed", rss(site, ["a"], stamp="Mon, 03 Feb 2031 09:00:00 GMT"))
    assert kinds(look(store, [feed], clock)) == []
    clock.ahead += 1.1 * HOUR
    assert kinds(look(store, [feed], clock)) == ["kept"]
    assert texts(store) == ["page a", "page a, corrected"]


def test_a_page_in_trouble_is_tried_again_later_and_then_kept(site, store):
    clock = Clock()
    site.add("/a", "busy", status=503)
    feed = site.add("/feed", rss(site, ["a"]))
    assert kinds(look(store, [feed], clock)) == ["failed"]
    assert kinds(look(store, [feed], clock)) == []
    publish(site, "a")
    clock.ahead += HOUR
    assert kinds(look(store, [feed], clock)) == ["kept"]


def test_a_page_that_fails_again_and_again_is_given_up_and_can_be_asked_for(site, store):
    clock = Clock()
    site.add("/a", "busy", status=503)
    feed = site.add("/feed", rss(site, ["a"]))
    told = []
    for _ in range(MOST_TRIES + 2):
        told += kinds(look(store, [feed], clock))
        clock.ahead += 24 * HOUR
    assert told == ["failed"] * (MOST_TRIES - 1) + ["dead"]
    publish(site, "a")
    with store.connect(write=True) as connection:
        assert [link.url for link in watching.dead_links(connection)] == [f"{site.address}/a"]
        watching.revive_links(connection, clock())
    assert kinds(look(store, [feed], clock)) == ["kept"]


def test_a_page_that_is_gone_is_given_up_at_once(site, store):
    feed = site.add("/feed", rss(site, ["gone"]))
    [event, _] = look(store, [feed])
    assert (event.kind, event.message) == ("dead", "the server has no such page (HTTP 404)")


def test_what_a_server_asks_to_wait_is_waited(site, store):
    clock = Clock()
    site.add("/a", "busy", status=429, Retry_After="7200")
    feed = site.add("/feed", rss(site, ["a"]))
    look(store, [feed], clock)
    publish(site, "a")
    clock.ahead += 1.5 * HOUR
    assert kinds(look(store, [feed], clock)) == []
    clock.ahead += HOUR
    assert kinds(look(store, [feed], clock)) == ["kept"]


def test_a_page_that_robots_txt_forbids_is_not_fetched(site, store):
    site.add("/robots.txt", "User-agent: *\nDisallow: /a\n")
    publish(site, "a")
    feed = site.add("/feed", rss(site, ["a"]))
    assert kinds(look(store, [feed])) == ["failed"]
    assert asked(site, "/a") == 0


def test_requests_to_one_host_are_spaced(site, store):
    times: list[float] = []

    def answer(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        times.append(time.monotonic())
        return 200, {"Content-Type": "text/plain"}, b"page"

    for name in "abc":
        site.pages[f"/{name}"] = answer
    feed = site.add("/feed", rss(site, "abc"))
    watch = Watch(
        store,
        load_toy(RunOptions()),
        options=WatchOptions(once=True, gap_s=0.3),
        sources=SourceOptions(allow_private=True),
    )
    list(watch.run([feed], threading.Event()))
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.3


def test_a_feed_that_cannot_be_read_is_told_rarely_and_does_not_stop_the_others(site, store):
    publish(site, "a")
    good, bad = site.add("/good", rss(site, ["a"])), site.add("/bad", "<html><p>no feed</p></html>")
    told = [event for _ in range(5) for event in look(store, [good, bad])]
    assert [event.where for event in told if event.kind == "kept"] == [f"{site.address}/a"]
    assert [event.where for event in told if event.kind == "feed"] == [bad] * 3
    with store.connect() as connection:
        [feed] = [one for one in watching.all_feeds(connection) if one.url == bad]
    assert feed.failures == 5
    assert feed.due - time.time() > 5 * HOUR


def test_a_sitemap_index_is_followed(site, store):
    publish(site, "a", "b")
    part = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
    one = site.add("/one.xml", part.format(f"{site.address}/a"))
    two = site.add("/two.xml", part.format(f"{site.address}/b"))
    locs = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (one, two))
    index = site.add("/index.xml", f"<sitemapindex>{locs}</sitemapindex>")
    look(store, [index])
    assert texts(store) == ["page a", "page b"]
    site.add("/index.xml", f"<sitemapindex><sitemap><loc>{two}</loc></sitemap></sitemapindex>")
    look(store, [index])
    with store.connect() as connection:
        assert [feed.url for feed in watching.all_feeds(connection)] == sorted([index, two])


def test_an_entry_without_a_link_is_kept_from_the_feed(site, store):
    item = "<item><guid isPermaLink='false'>7</guid><description>Venn spoke.</description></item>"
    feed = site.add("/feed", f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>')
    assert kinds(look(store, [feed])) == ["kept"]
    assert kinds(look(store, [feed])) == []


def test_a_watch_that_was_killed_goes_on_where_it_was(site, store):
    publish(site, "a", "b", "c")
    feed = site.add("/feed", rss(site, "abc"))
    watch = Watch(
        store,
        load_toy(RunOptions()),
        options=WatchOptions(gap_s=0.0, workers=1),
        sources=SourceOptions(allow_private=True),
    )
    stop = threading.Event()
    running = watch.run([feed], stop)
    assert next(running).kind == "kept"
    running.close()  # as a kill would: nothing is tidied up
    assert sorted(kinds(look(store, []))) in (["kept"], ["kept", "kept"])
    assert texts(store) == ["page a", "page b", "page c"]


def test_a_clock_that_was_put_back_does_not_stop_the_watch(site, store):
    clock = Clock()
    clock.ahead = 1000 * HOUR
    publish(site, "a")
    site.add("/b", "busy", status=503)
    feed = site.add("/feed", rss(site, ["a", "b"]))
    look(store, [feed], clock)
    clock.ahead = 0.0
    publish(site, "b")
    assert kinds(look(store, [feed], clock)) == ["kept"]


def test_a_record_that_is_locked_for_a_while_is_waited_for(site, store, monkeypatch: pytest.MonkeyPatch):
    publish(site, "a")
    feed = site.add("/feed", rss(site, ["a"]))
    monkeypatch.setattr("onrecord.run.watch._RECORD_WAIT_S", 0.01)
    connect, left = store.connect, [3]

    @contextmanager
    def locked(*, write: bool = False) -> Iterator[Any]:
        if write and store.counts().pages == 0 and left[0] and site.asked:
            left[0] -= 1
            raise StoreError("watch.db: another program is writing to this record")
        with connect(write=write) as connection:
            yield connection

    monkeypatch.setattr(store, "connect", locked)
    told = kinds(look(store, [feed]))
    assert told.count("record") == 3
    assert told[-1] == "kept"


def test_a_record_that_cannot_be_reached_at_any_step_is_waited_for(site, store, monkeypatch: pytest.MonkeyPatch):
    publish(site, "a")
    feed = site.add("/feed", rss(site, ["a"]))
    monkeypatch.setattr("onrecord.run.watch._RECORD_WAIT_S", 0.01)
    connect, calls, kept = store.connect, itertools.count(1), _Kept(store)

    @contextmanager
    def flaky(*, write: bool = False) -> Iterator[Any]:
        # The first is that of the start: a record that is not there then ends the command.
        if next(calls) % 3 == 0 and not kept.is_set():
            raise StoreError("postgresql://db.example/talks: the server is gone")
        with connect(write=write) as connection:
            yield connection

    monkeypatch.setattr(store, "connect", flaky)
    told = list(Watch(store, load_toy(RunOptions()), options=PATIENT, sources=PRIVATE).run([feed], kept))
    assert "kept" in kinds(told)
    assert "record" in kinds(told)


def test_pages_that_no_feed_lists_any_more_are_forgotten_after_a_season(site, store):
    clock = Clock()
    publish(site, "a", "b")
    feed = site.add("/feed", rss(site, ["a"]))
    look(store, [feed], clock)
    site.add("/feed", rss(site, ["b"]))
    clock.ahead += 100 * 24 * HOUR
    look(store, [feed], clock)
    look(store, [feed], clock)
    with store.connect() as connection:
        known = watching.known_links(connection, [f"{site.address}/a", f"{site.address}/b"])
    assert list(known) == [f"{site.address}/b"]
    assert texts(store) == ["page a", "page b"]


def test_the_health_line_counts(site, store):
    publish(site, "a")
    feed = site.add("/feed", rss(site, ["a", "gone"]))
    health = look(store, [feed, site.add("/bad", "no feed")])[-1].health
    assert health is not None
    assert (health.feeds, health.failing, health.kept, health.waiting, health.dead) == (2, 1, 1, 0, 1)
    assert health.memory_mb > 1
