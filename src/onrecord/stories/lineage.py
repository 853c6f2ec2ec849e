"""How each copy came by its text: what it says of its origin, and what was done to the fullest copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from onrecord.records.page import Page
from onrecord.records.span import Span
from onrecord.records.story import Role, StatedOrigin

# A tag in brackets near the start of the first paragraphs, "OSTER, Feb. 3 (Strait Wire) -", or at the end of the page.
_TAG = re.compile(r"\((?P<name>[A-Z][\w.&’' -]{1,30})\)\s*[—–-]")
_TAG_REACH = 90
# "told Fox News": capitals up to the first word without. A person who was told something is no outlet, so the name
# must look like one.
_TOLD = re.compile(r"\b[Tt]old (?:the )?(?P<name>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4})")
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Wire|Press|Journal|Herald|Tribune|Gazette|Courier|Daily|Radio|TV|Television|Agency|Chronicle"
    r"|Observer|Guardian|Telegraph|Review|Network|Broadcasting|Magazine)\b|^[A-Z]{2,5}$"
)
# Of the page's or the fullest copy's words: less than this is furniture that slipped in, or a lost line.
_LITTLE = 0.1
_SPUN = 0.8


def stated_origins(page: Page, paragraphs: Sequence[Span]) -> tuple[StatedOrigin, ...]:
    """Returns what `page` says of where it, or what it reports, comes from; each name and kind once."""
    found: dict[tuple[str, str], StatedOrigin] = {}
    for origin in (*_lines(page), *_canonical(page), *_tags(page, paragraphs), *_told(page, paragraphs)):
        found.setdefault((origin.kind, origin.name.casefold()), origin)
    return tuple(found.values())


def role_of(kept: float, own: float, score: float) -> Role:
    """Returns what was done to the fullest copy.

    Args:
        kept: Share of the fullest copy that the page has.
        own: Share of the page that the fullest copy has not.
        score: How much of the wording stayed.

    >>> role_of(1.0, 0.0, 1.0), role_of(0.5, 0.0, 0.99), role_of(0.5, 0.3, 0.99), role_of(1.0, 0.0, 0.65)
    ('copy', 'cut', 'edited', 'spun')
    """
    if score < _SPUN:
        return "spun"
    if kept >= 1 - _LITTLE:
        return "extended" if own > _LITTLE else "copy" if score >= 1 - _LITTLE else "edited"
    return "edited" if own > _LITTLE else "cut"


def date_order(published: str | None) -> str:
    """Returns what sorts pages by publication: in UTC where a time is given; a day before its hours, undated last.

    >>> sorted(["2031-02-03T23:30:00-05:00", "2031-02-03", "2031-02-03T08:00:00+00:00", None], key=date_order)
    ['2031-02-03', '2031-02-03T08:00:00+00:00', '2031-02-03T23:30:00-05:00', None]
    """
    if not published:
        return "~"
    try:
        moment = datetime.fromisoformat(published) if "T" in published else None
    except ValueError:  # as printed on the page
        moment = None
    if moment is None:
        return published
    return (moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)).isoformat()


def _lines(page: Page) -> Iterator[StatedOrigin]:
    for datum in page.originals:
        if datum.value.startswith("http"):
            yield StatedOrigin(name=_host(datum.value) or datum.value, kind="canonical", span=datum.span)
        else:
            yield StatedOrigin(name=datum.value, kind="line", span=datum.span)


def _canonical(page: Page) -> Iterator[StatedOrigin]:
    """Yields the host of the canonical link where it is another than the page's own."""
    there = _host(page.canonical.value) if page.canonical is not None else None
    here = _host(page.url or "")
    if page.canonical is not None and there and here and there != here:
        yield StatedOrigin(name=there, kind="canonical", span=page.canonical.span)


def _tags(page: Page, paragraphs: Sequence[Span]) -> Iterator[StatedOrigin]:
    for span in paragraphs[:2]:
        match = _TAG.search(page.text, span.start, min(span.end, span.start + _TAG_REACH))
        if match is not None:
            yield StatedOrigin(name=match["name"], kind="agency", span=Span(*match.span("name")))


def _told(page: Page, paragraphs: Sequence[Span]) -> Iterator[StatedOrigin]:
    for span in paragraphs:
        for match in _TOLD.finditer(page.text, span.start, span.end):
            if _OUTLET.search(match["name"]):
                yield StatedOrigin(name=match["name"], kind="told", span=Span(*match.span("name")))


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:  # a bracket that is no IPv6 address
        return None
