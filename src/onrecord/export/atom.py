"""Atom: what was said, newest first, for a feed reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.records.actor import called
from onrecord.records.attribution import speaker_of
from onrecord.records.entry import Entry

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom_feed(entries: Iterable[Entry], *, title: str, base: str, path: str) -> bytes:
    """Returns a feed of `entries`, which come newest first.

    Args:
        entries: What was said.
        title: Of the feed.
        base: Address of the server that holds the record.
        path: Path of the feed's own search, for its id and link.
    """
    known = tuple(entries)
    feed = Element("feed", xmlns=_NAMESPACE)
    _add(feed, "title", title)
    _add(feed, "id", f"{base}{path}")
    SubElement(feed, "link", rel="self", href=_clean(f"{base}{path}"))
    _add(feed, "updated", max((_time(entry) for entry in known), default="1970-01-01T00:00:00Z"))
    for entry in known:
        _add_entry(feed, entry, base)
    body: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _add_entry(feed: Element, entry: Entry, base: str) -> None:
    item = SubElement(feed, "entry")
    speaker = _speaker(entry)
    _add(item, "title", f"{speaker}: {entry.attribution.quote[:140]}")
    _add(item, "id", f"urn:onrecord:{entry.attribution.id}")
    _add(item, "updated", _time(entry))
    _add(SubElement(item, "author"), "name", speaker)
    SubElement(item, "link", href=_clean(f"{base}/s/{entry.attribution.id}"))
    where = ", ".join(part for part in (entry.page.outlet, entry.page.title) if part)
    _add(item, "summary", f"{entry.attribution.quote} ({where})" if where else entry.attribution.quote)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _speaker(entry: Entry) -> str:
    return called(speaker_of(entry.attribution)) or entry.source or "No source given"


def _time(entry: Entry) -> str:
    """The page's date as Atom wants it; what is not known of the time of day is its beginning, in UTC.

    An undated page has the oldest date there is: a feed reader must not take it for news.
    """
    date = entry.page.published or ""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(T\d\d:\d\d:\d\d)?(Z|[+-]\d\d:\d\d)?", date)
    if match is None:
        return "1970-01-01T00:00:00Z"
    year, month, day, time, zone = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}{time or 'T00:00:00'}{(zone or 'Z') if time else 'Z'}"
