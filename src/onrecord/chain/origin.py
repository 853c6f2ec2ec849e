"""The last hands: where the report first appeared, and the outlet of this page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from onrecord.chain.outlets import outlet_at
from onrecord.records.chain import Hop
from onrecord.records.page import Datum, Page
from onrecord.records.span import Span

# "SARDO, Lumera (Reuters) —", at the head of a report.
_AGENCY = re.compile(r"[^\W\d_][\w .,’'/-]{1,50}\((?P<agency>[^()\n]{2,40})\)\s*(?:[-–—]|--)")
_BY = re.compile(r"^(?:[Bb]y\s+)?(?:[Tt]he\s+)?")


def origin_of(page: Page) -> tuple[Hop, ...]:
    """Returns the outlet where the report first appeared, if it was another, and the outlet of the page.

    Only what the page itself says counts: a line, a tag, the agency of its dateline, an agency for a byline.
    """
    own = page.outlet
    first = _first(page, page.outlet.value if page.outlet else "")
    hops = [] if first is None else [first]
    if own is not None:
        spans = (own.span,) if own.span else ()
        if first is None:
            hops.append(Hop(kind="outlet", how="published", name=own.value, spans=spans))
        else:
            hops.append(Hop(kind="copy", how="republished", name=own.value, spans=spans))
    return tuple(hops)


def same_outlet(one: str, other: str) -> bool:
    """Tells whether two names are those of one outlet; articles and letter case do not count.

    >>> same_outlet("The Harbour Post", "Harbour Post"), same_outlet("Post", "Harbour Post")
    (True, False)
    """
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return _BY.sub("", name.strip()).casefold()


def _first(page: Page, own: str) -> Hop | None:
    """Returns where the report first appeared."""
    for datum in page.originals:
        name = _readable(datum.value)
        if name and not same_outlet(name, own):
            return Hop(kind="outlet", how="published", name=name, spans=_spans(datum))
    agency = _agency(page)
    if agency is not None and agency.name and not same_outlet(agency.name, own):
        return agency
    byline = _BY.sub("", page.byline.value) if page.byline else ""
    found = outlet_at(byline, 0, len(byline))
    if found and page.byline and found[1].end == len(byline) and not same_outlet(found[0], own):
        return Hop(kind="outlet", how="published", name=found[0], spans=_spans(page.byline))
    return None


def _agency(page: Page) -> Hop | None:
    block = next((block for block in page.blocks if block.body and block.kind in {"paragraph", "dateline"}), None)
    match = _AGENCY.match(page.text, block.start, block.end) if block else None
    if match is None:
        return None
    found = outlet_at(page.text, match.start("agency"), match.end("agency"))
    if found is None or found[1].end != match.end("agency"):
        return None
    return Hop(kind="outlet", how="published", name=found[0], spans=(Span(*match.span("agency")),))


def _readable(value: str) -> str:
    """Returns an outlet's name, or the host of a link.

    >>> _readable("https://www.straitwire.example/2026/03"), _readable("Strait Wire")
    ('straitwire.example', 'Strait Wire')
    """
    return (urlsplit(value).hostname or "").removeprefix("www.") if "://" in value else value


def _spans(datum: Datum) -> tuple[Span, ...]:
    return (datum.span,) if datum.span else ()
