"""RSS and Atom: one page for each entry, from the full content that the feed carries or else its summary."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import make_capture, refuse, refuse_size
from onrecord.sources.options import SourceOptions

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HEAD_BYTES = 4096
_MOST_BYTES = SourceOptions().max_bytes
_REFERENCE = re.compile(rb"(&(?:amp;)*)#(?:[xX]0*([0-9a-fA-F]{4,40})(?![0-9a-fA-F])|0*([0-9]{5,40})(?![0-9]));?")
_SURROGATES, _CODES = (0xD800, 0xE000), 0x110000
# What feedparser raises on markup that it did not foresee: its parsers index and look up what is not there.
_STUMBLES = (LookupError, ArithmeticError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)


def is_feed(head: bytes) -> bool:
    """Tells whether the first bytes of a file are those of a feed.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<!DOCTYPE html><p>The feed </p>")
    (True, False)
    """
    start = head[:_HEAD_BYTES]
    return _FEED_ROOT.search(start) is not None and b"<html" not in start.lower()


def iter_feed(data: bytes, name: str, *, origin: Origin, max_bytes: int = _MOST_BYTES) -> Iterator[Capture | Failure]:
    """Yields a capture for each entry of a feed; nothing is fetched.

    Args:
        data: The feed.
        name: Of its file or its address; the Nth entry is called ``NAME#N``, counted from 1.
        origin: What is known of the feed.
        max_bytes: Most bytes of an entry's page: with its signs written out it may be longer than its feed.
    """
    if ENTITY.search(data[: 1 << 16]):
        yield refuse(name, "bad_record", "declares XML entities of its own; such a feed is not read")
        return
    feed = parse_feed(data, origin.url or "")
    if feed is None or not feed.entries:
        yield refuse(name, "bad_record", "holds no entry that can be read as RSS or Atom")
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield read_entry(entry, feed.feed, f"{name}#{number}", origin, max_bytes=max_bytes)


def parse_feed(data: bytes, url: str) -> Any:
    """Returns what feedparser makes of a feed; ``None`` where it stumbles.

    Args:
        data: The feed.
        url: Where it is from, or empty.
    """
    whole = _REFERENCE.sub(_mend_reference, data)
    try:
        return feedparser.parse(io.BytesIO(whole), response_headers={"content-location": url})
    except _STUMBLES:
        return None


def _mend_reference(found: re.Match[bytes]) -> bytes:
    # feedparser raises on the number of half a character, and on one that no character has.
    code = int(found[2], 16) if found[2] else int(found[3])
    return found[0] if code < _SURROGATES[0] or _SURROGATES[1] <= code < _CODES else found[1] + b"#xFFFD;"


def read_entry(entry: Any, feed: Any, where: str, origin: Origin, *, max_bytes: int = _MOST_BYTES) -> Capture | Failure:
    """Returns the page that one entry carries, or why it carries none.

    Args:
        entry: As feedparser gives it.
        feed: What it says of the whole feed.
        where: What the entry is called.
        origin: What is known of the feed.
        max_bytes: Most bytes of the page.
    """
    contents = [part for part in entry.get("content", ()) if part.get("value", "").strip()]
    best: Any = max(contents, key=lambda part: len(part["value"])) if contents else entry.get("summary_detail", {})
    value = best.get("value", "")
    if not value.strip():
        return refuse(where, "empty", "is an entry with neither content nor summary; give its link to have it fetched")
    title = entry.get("title")
    plain = best.get("type") == "text/plain" and "<" not in value
    known = Origin(
        path=where,
        url=entry.get("link"),
        outlet=origin.outlet or feed.get("title"),
        title=_strip_markup(title) if title else None,
        published=_iso(entry.get("published_parsed") or entry.get("updated_parsed")),
        language=best.get("language") or feed.get("language"),
        fetched_at=origin.fetched_at,
        media_type="text/plain" if plain else "text/html",
        charset="utf-8",
        given_id=entry.get("id"),
        part="content" if contents else "summary",
    )
    data = (value if plain else _wrap(value, known.title)).encode("utf-8", "replace")
    return make_capture(data, known) if len(data) <= max_bytes else refuse_size(where, max_bytes)


def _wrap(fragment: str, title: str | None) -> str:
    """A whole page for the fragment of HTML that a feed carries."""
    heading = html.escape(title or "", quote=False)
    head = f'<meta charset="utf-8"><title>{heading}</title>'
    body = f"<article><h1>{heading}</h1>\n{fragment}\n</article>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>\n"


def _strip_markup(title: str) -> str:
    return html.unescape(re.sub(r"<[^<>]{1,200}>", "", title)).strip()


def _iso(parsed: Any) -> str | None:
    """A time that feedparser has turned to UTC, as ISO 8601."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC).isoformat() if parsed else None
    except (ValueError, TypeError, OverflowError):
        return None
