"""The state of `onrecord watch`: which feeds are watched, and what has become of every page they listed.

Plain functions on a connection. Times are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from onrecord.store.schema import watched_feeds as feeds
from onrecord.store.schema import watched_links as links

State = Literal["waiting", "done", "dead"]
# Names in one IN (...), well below what either engine takes.
_AT_ONCE = 500


class Feed(Struct, frozen=True, kw_only=True):
    """A feed that is watched.

    Attributes:
        url: Its address.
        parent: The sitemap index that it was found in; ``None`` for one that the user named.
        due: When to ask it next.
        etag: What its server said last.
        last_modified: The same, as a date.
        failures: How often in a row it could not be read.
        error: Why, the last time.
        checked: When it was last read.
        listed: How many pages it listed then.
    """

    url: str
    parent: str | None = None
    due: float = 0.0
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: str | None = None
    checked: float | None = None
    listed: int = 0


class WatchedLink(Struct, frozen=True, kw_only=True):
    """A page that a feed listed.

    Attributes:
        url: Its address.
        host: Of the address, with its port.
        feed: The feed that listed it first.
        stamp: What the feed said of its version.
        state: ``waiting``, ``done``, or ``dead``: it will not be tried again unless asked for.
        due: When to fetch it next.
        tries: How often in a row that failed.
        error: Why, the last time.
        found: When it was first listed.
        seen: When it was last listed.
        etag: What its server said last.
        last_modified: The same, as a date.
    """

    url: str
    host: str
    feed: str
    stamp: str | None = None
    state: State = "waiting"
    due: float = 0.0
    tries: int = 0
    error: str | None = None
    found: float = 0.0
    seen: float = 0.0
    etag: str | None = None
    last_modified: str | None = None


def add_feeds(connection: Connection, urls: Iterable[str], *, parent: str | None = None) -> None:
    """Adds feeds that are not watched yet; they are due at once."""
    for url in dict.fromkeys(urls):
        if connection.scalar(select(feeds.c.url).where(feeds.c.url == url)) is None:
            connection.execute(insert(feeds).values(url=url, parent=parent, due=0.0, failures=0, listed=0))


def all_feeds(connection: Connection) -> tuple[Feed, ...]:
    """Returns all feeds, by address."""
    return tuple(Feed(**row) for row in connection.execute(select(feeds).order_by(feeds.c.url)).mappings())


def save_feed(connection: Connection, feed: Feed) -> None:
    """Writes what is now known of a feed."""
    values = {name: getattr(feed, name) for name in feed.__struct_fields__ if name != "url"}
    connection.execute(update(feeds).where(feeds.c.url == feed.url).values(values))


def replace_lists(connection: Connection, parent: str, urls: Sequence[str]) -> None:
    """Makes `urls` the sitemaps of the index `parent`; one that it no longer names is dropped, its pages stay known."""
    here = feeds.c.parent == parent
    gone = set(connection.scalars(select(feeds.c.url).where(here))) - set(urls)
    for url in sorted(gone):
        connection.execute(delete(feeds).where(feeds.c.url == url))
    add_feeds(connection, urls, parent=parent)


def note_links(
    connection: Connection, listed: Sequence[tuple[str, str | None]], feed: str, now: float, *, recheck_s: float
) -> int:
    """Notes the pages that a feed lists; one that is new, or whose stamp is another, waits to be fetched.

    Args:
        connection: To the record, writing.
        listed: Addresses with their stamps, each address once.
        feed: The feed.
        now: The time.
        recheck_s: How long a page that was changed waits, so that a feed with new stamps each time is no burden.

    Returns:
        How many wait because of it.
    """
    known = known_links(connection, [url for url, _ in listed])
    new = [(url, stamp) for url, stamp in listed if url not in known]
    if new:
        row = {"feed": feed, "state": "waiting", "due": now, "tries": 0, "found": now, "seen": now}
        rows = [{**row, "url": url, "host": host_of(url), "stamp": stamp} for url, stamp in new]
        connection.execute(insert(links), rows)
    again = [(url, stamp) for url, stamp in listed if stamp and _is_older(known.get(url), stamp)]
    if again:
        values = {"state": "waiting", "due": now + recheck_s, "tries": 0, "error": None}
        statement = update(links).where(links.c.url == bindparam("page")).values(stamp=bindparam("new"), **values)
        connection.execute(statement, [{"page": url, "new": stamp} for url, stamp in again])
    if known:
        seen = update(links).where(links.c.url == bindparam("page")).values(seen=now)
        connection.execute(seen, [{"page": url} for url in known])
    return len(new) + len(again)


def note_settled(connection: Connection, link: WatchedLink) -> None:
    """Notes a page that was dealt with as it was listed: an entry without a link."""
    connection.execute(delete(links).where(links.c.url == link.url))
    connection.execute(insert(links).values({name: getattr(link, name) for name in link.__struct_fields__}))


def known_links(connection: Connection, urls: Sequence[str]) -> dict[str, WatchedLink]:
    """Returns what is known of these pages, by address."""
    known: dict[str, WatchedLink] = {}
    for start in range(0, len(urls), _AT_ONCE):
        some = select(links).where(links.c.url.in_(urls[start : start + _AT_ONCE]))
        known.update({row["url"]: WatchedLink(**row) for row in connection.execute(some).mappings()})
    return known


def due_links(
    connection: Connection, now: float, *, horizon_s: float, limit: int, busy: Collection[str] = ()
) -> tuple[WatchedLink, ...]:
    """Returns pages to fetch now, those that wait longest first.

    Args:
        connection: To the record.
        now: The time.
        horizon_s: Longest that anything waits. What is due later than that was put off by a clock that was wrong.
        limit: Most pages.
        busy: Hosts that are not to be asked now.
    """
    due = or_(links.c.due <= now, links.c.due > now + horizon_s)
    query = select(links).where((links.c.state == "waiting") & due)
    if busy:
        query = query.where(links.c.host.not_in(sorted(busy)))
    rows = connection.execute(query.order_by(links.c.due, links.c.url).limit(limit)).mappings()
    return tuple(WatchedLink(**row) for row in rows)


def save_link(connection: Connection, link: WatchedLink) -> None:
    """Writes what has become of a page."""
    values = {name: getattr(link, name) for name in link.__struct_fields__ if name != "url"}
    connection.execute(update(links).where(links.c.url == link.url).values(values))


def next_due(connection: Connection, now: float) -> float | None:
    """Returns when, after `now`, the next feed or page is due; ``None`` where none is."""
    soon = [
        connection.scalar(select(func.min(feeds.c.due)).where(feeds.c.due > now)),
        connection.scalar(select(func.min(links.c.due)).where((links.c.state == "waiting") & (links.c.due > now))),
    ]
    return min((due for due in soon if due is not None), default=None)


def count_links(connection: Connection) -> dict[State, int]:
    """Returns how many pages are in each state."""
    found = connection.execute(select(links.c.state, func.count()).group_by(links.c.state))
    return {row[0]: row[1] for row in found}


def dead_links(connection: Connection) -> tuple[WatchedLink, ...]:
    """Returns the pages that were given up, by address."""
    rows = connection.execute(select(links).where(links.c.state == "dead").order_by(links.c.url)).mappings()
    return tuple(WatchedLink(**row) for row in rows)


def revive_links(connection: Connection, now: float) -> int:
    """Has the pages that were given up fetched again; returns how many."""
    values = {"state": "waiting", "due": now, "tries": 0, "error": None}
    return connection.execute(update(links).where(links.c.state == "dead").values(values)).rowcount


def forget_links(connection: Connection, before: float) -> int:
    """Forgets pages that are dealt with and that no feed has listed since `before`; returns how many."""
    old = (links.c.state != "waiting") & (links.c.seen < before)
    return connection.execute(delete(links).where(old)).rowcount


def host_of(url: str) -> str:
    """Returns host and port of an address, by which requests are spaced.

    >>> host_of("https://post.example:8080/talks")
    'post.example:8080'
    """
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _is_older(known: WatchedLink | None, stamp: str) -> bool:
    """Tells whether a page was dealt with in another version; one that waits will be fetched anyhow."""
    return known is not None and known.state != "waiting" and known.stamp not in {None, stamp}
