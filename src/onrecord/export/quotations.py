"""Quotations as GDELT's Global Quotation Graph gives them: one object a page, each quotation with what surrounds it.

With what that graph lacks: who spoke, and where the words stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct, UnsetType

from onrecord.records.attribution import Attribution
from onrecord.records.reading import Reading
from onrecord.records.span import hull

# Characters on either side; the graph's own number.
_AROUND = 100


class Quotation(Struct, frozen=True, kw_only=True):
    """One quotation.

    Attributes:
        pre: What stands before.
        quote: The words.
        post: What stands behind.
        speaker: Who said it; ``None`` where the page names nobody.
        offset: First code point in the page's text.
        length: Code points, to the end of the last piece.
    """

    pre: str
    quote: str
    post: str
    speaker: str | None
    offset: int
    length: int


class QuotedPage(Struct, frozen=True, kw_only=True):
    """One page with its quotations.

    Attributes:
        date: When it was published.
        url: Where it is from.
        title: The headline.
        lang: BCP 47 tag.
        outlet: Who published it.
        quotes: What was said in quotation marks, all or partly.
    """

    date: str | None
    url: str | None
    title: str | None
    lang: str | None
    outlet: str | None
    quotes: tuple[Quotation, ...]


def quotation_lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Yields each page that quotes somebody as one line of JSON."""
    for reading in readings:
        page = quoted_page(reading)
        if page.quotes:
            yield msgspec.json.encode(page) + b"\n"


def quoted_page(reading: Reading) -> QuotedPage:
    """Returns a page with what is said on it in quotation marks."""
    page = reading.page
    quotes = tuple(
        _quotation(attribution, page.text)
        for attribution in reading.attributions
        if attribution.statement and attribution.kind != "indirect" and attribution.content
    )
    return QuotedPage(
        date=page.published.value if page.published else None,
        url=page.url,
        title=page.title.value if page.title else None,
        lang=page.language.value if page.language else None,
        outlet=page.outlet.value if page.outlet else None,
        quotes=quotes,
    )


def _quotation(attribution: Attribution, text: str) -> Quotation:
    area = hull(attribution.content)
    speaker = None if isinstance(attribution.speaker, UnsetType) else attribution.speaker.name
    return Quotation(
        pre=text[max(0, area.start - _AROUND) : area.start],
        quote=attribution.quote,
        post=text[area.end : area.end + _AROUND],
        speaker=speaker,
        offset=area.start,
        length=area.end - area.start,
    )
