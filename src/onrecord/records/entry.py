"""One line of the record: an attribution with what a list has to say of its page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.records.attribution import Attribution
from onrecord.records.page import Datum, Page
from onrecord.records.paths import encodable
from onrecord.records.reading import Reading


class PageRef(Struct, frozen=True, kw_only=True):
    """What names a page in a list. Unknown is ``None``, and is written.

    Attributes:
        id: As in `Page`.
        path: As in `Page`.
        url: As in `Page`.
        title: The headline.
        outlet: The publishing outlet.
        published: ISO 8601 date or date-time, at the precision the page gave.
    """

    id: str
    path: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None


class Entry(Struct, frozen=True, kw_only=True):
    """An attribution, its words, and the page it stands on.

    Attributes:
        page: The page.
        source: The words that name the source; empty where there are none.
        cue: The words that attribute.
        attribution: The attribution, with its spans.
    """

    page: PageRef
    source: str
    cue: str
    attribution: Attribution


def page_ref(page: Page) -> PageRef:
    """Returns what names `page` in a list."""
    return PageRef(
        id=page.id,
        path=encodable(page.path),
        url=encodable(page.url),
        title=_value(page.title),
        outlet=_value(page.outlet),
        published=_value(page.published),
    )


def entries_of(reading: Reading) -> Iterator[Entry]:
    """Yields every attribution of `reading` as an entry, in the reading's order."""
    page = page_ref(reading.page)
    for attribution in reading.attributions:
        yield Entry(
            page=page,
            source=reading.quote(attribution.source),
            cue=reading.quote(attribution.cue),
            attribution=attribution,
        )


def _value(datum: Datum | None) -> str | None:
    return None if datum is None else datum.value
