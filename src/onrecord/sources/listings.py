"""What a feed or a sitemap lists: links to pages, and the pages that a feed carries without a link."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from lxml import etree
from msgspec import Struct

from onrecord.records.capture import Capture, Origin
from onrecord.records.failure import Failure
from onrecord.sources.captures import refuse
from onrecord.sources.compressed import GZIP_MAGIC, read_up_to
from onrecord.sources.feeds import ENTITY, parse_feed, read_entry

# Parameters that tell a shop who sent a reader; the page is the same without them.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref_src)=", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_HEAD_BYTES = 4096


class Link(Struct, frozen=True, kw_only=True):
    """One page that is listed.

    Attributes:
        url: Its address, without what only tracks its readers; for an entry without a link a name of its own.
        stamp: When it was published or changed, as the list says; another value means a new version.
        capture: The entry itself, where it has no link.
    """

    url: str
    stamp: str | None = None
    capture: Capture | None = None


class Listing(Struct, frozen=True, kw_only=True):
    """What one answer lists.

    Attributes:
        links: In the order of a feed, of a sitemap the newest first; each address once.
        lists: Further sitemaps that it points to, the newest first.
    """

    links: tuple[Link, ...] = ()
    lists: tuple[str, ...] = ()


def read_listing(data: bytes, url: str, *, fetched_at: str | None = None, max_bytes: int) -> Listing | Failure:
    """Returns what a feed (RSS, Atom) or a sitemap lists, or why it lists nothing.

    Args:
        data: The bytes, perhaps packed with gzip.
        url: Where they are from.
        fetched_at: ISO 8601.
        max_bytes: Most bytes after decompression.
    """
    unpacked = _unpack(data, url, max_bytes)
    if isinstance(unpacked, Failure):
        return unpacked
    if ENTITY.search(unpacked[: 1 << 16]):
        return refuse(url, "bad_record", "declares XML entities of its own; such a feed is not read")
    if _SITEMAP.search(unpacked[:_HEAD_BYTES]):
        return _read_sitemap(unpacked, url)
    return _read_feed(unpacked, url, fetched_at, max_bytes)


def clean_url(url: str) -> str:
    """Returns an address without its fragment and without what only tracks its readers.

    >>> clean_url("https://a.example/talks?id=7&utm_source=rss#top")
    'https://a.example/talks?id=7'
    """
    try:
        parts = urlsplit(urldefrag(url.strip()).url)
    except ValueError:
        return url.strip()
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.match(part))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _unpack(data: bytes, url: str, max_bytes: int) -> bytes | Failure:
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        unpacked = read_up_to(io.BufferedReader(gzip.GzipFile(fileobj=io.BytesIO(data))), max_bytes)
    except (OSError, EOFError, zlib.error) as error:
        return refuse(url, "bad_archive", f"is packed with gzip and damaged: {error}")
    if unpacked is None:
        return refuse(url, "too_large", f"is too large for a list: more than {max_bytes / 1e6:.1f} MB")
    return unpacked


def _read_feed(data: bytes, url: str, fetched_at: str | None, max_bytes: int) -> Listing | Failure:
    feed = parse_feed(data, url)
    if feed is None or not feed.entries:
        if feed is not None and feed.get("version"):
            return Listing()
        return refuse(url, "bad_record", "is neither a feed (RSS, Atom) nor a sitemap")
    origin = Origin(url=url, fetched_at=fetched_at)
    entries = enumerate(feed.entries, start=1)
    found = (_feed_link(entry, feed.feed, number, origin, max_bytes) for number, entry in entries)
    return Listing(links=_unique(found))


def _feed_link(entry: Any, feed: Any, number: int, origin: Origin, max_bytes: int) -> Link | None:
    # Asked for in this way, since feedparser warns where it is asked for a date that is not there.
    stamp = next((entry[name] for name in ("updated", "published") if dict.__contains__(entry, name)), None)
    link = entry.get("link")
    if link and link.startswith(("http://", "https://")):
        return Link(url=clean_url(link), stamp=stamp)
    capture = read_entry(entry, feed, f"{origin.url}#{number}", origin, max_bytes=max_bytes)
    if isinstance(capture, Failure):
        return None
    # Its number changes with the next entry; what it says does not.
    name = entry.get("id") or capture.sha256
    return Link(url=f"{origin.url}#{name}", stamp=capture.sha256, capture=capture)


def _read_sitemap(data: bytes, url: str) -> Listing | Failure:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # a null character at its beginning: there is nothing to recover
        root = None
    if root is None:
        return refuse(url, "bad_record", "is a damaged sitemap")
    rows = [(_child(node, "loc"), _child(node, "lastmod") or _child(node, "publication_date")) for node in root]
    known = [(joined, stamp) for loc, stamp in rows if loc and (joined := _join(url, loc))]
    newest = sorted(known, key=lambda row: row[1] or "", reverse=True)
    # Not by `QName`, which refuses a prefix that was never declared.
    if re.split("[}:]", root.tag)[-1] == "sitemapindex":
        return Listing(lists=tuple(dict.fromkeys(loc for loc, _ in newest)))
    return Listing(links=_unique(Link(url=clean_url(loc), stamp=stamp) for loc, stamp in newest))


def _join(url: str, location: str) -> str | None:
    """The whole address of a location; ``None`` where it is none, as ``http://[a/``."""
    try:
        return urljoin(url, location)
    except ValueError:
        return None


def _child(node: Any, name: str) -> str | None:
    """The text of the first element of this name below `node`, whatever its namespace."""
    if not isinstance(node.tag, str):  # a comment
        return None
    found = next((one for one in node.iter(f"{{*}}{name}")), None)
    return (found.text or "").strip() or None if found is not None else None


def _unique(links: Iterator[Link | None]) -> tuple[Link, ...]:
    kept: dict[str, Link] = {}
    for link in links:
        if link is not None:
            kept.setdefault(link.url, link)
    return tuple(kept.values())
