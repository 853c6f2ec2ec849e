"""Citations: where words stand, with a short name for bibliographies."""

from __future__ import annotations

import re
import unicodedata

from onrecord.records.brief import Citation
from onrecord.records.entry import PageRef
from onrecord.records.span import Span
from onrecord.records.statement import Statement


def cite(statement: Statement) -> Citation:
    """Returns the citation of a statement's best-supported wording."""
    best = statement.variants[0]
    return Citation(
        key=key_of(best.page),
        page=best.page,
        spans=best.spans,
        words=best.quote,
        statement=statement.id,
        attribution=best.attribution,
    )


def cite_page(page: PageRef, spans: tuple[Span, ...], words: str, statement: str | None = None) -> Citation:
    """Returns the citation of a page's own words."""
    return Citation(key=key_of(page), page=page, spans=spans, words=words, statement=statement, attribution=None)


def key_of(page: PageRef) -> str:
    """Returns a name for a page in bibliographies: outlet, day, and of the page's id what makes it unique.

    >>> ref = PageRef(id="pg_a1b2c3d4", path=None, url=None, title=None, outlet="Oster Post", published="2031-02-03")
    >>> key_of(ref)
    'oster-post-2031-02-03-a1b2c3'
    """
    plain = unicodedata.normalize("NFKD", page.outlet or "page").encode("ascii", "ignore").decode().casefold()
    outlet = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "page"
    day = (page.published or "undated")[:10]
    return f"{outlet}-{day}-{page.id.removeprefix('pg_')[:6]}"
