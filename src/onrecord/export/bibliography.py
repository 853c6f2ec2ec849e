"""What a brief cites, one entry a page, as BibTeX and as CSL-JSON. For a single statement see ``citations.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.citations import CslItem, csl_date, write_bibtex, write_csl
from onrecord.records.brief import Brief, Citation


def cited_by(brief: Brief) -> tuple[Citation, ...]:
    """Returns what a brief cites, one a page, by key: pages are what a bibliography lists."""
    found: dict[str, Citation] = {}
    for section in brief.sections:
        for line in section.lines:
            for citation in (line.citation, *line.others):
                found.setdefault(citation.key, citation)
    return tuple(found[key] for key in sorted(found))


def bibtex_pages(citations: Iterable[Citation]) -> Iterator[bytes]:
    """Yields a BibTeX entry for each page cited, in UTF-8.

    Args:
        citations: One a page; see `cited_by`.
    """
    for citation in citations:
        page = citation.page
        fields = {
            "title": page.title or page.id,
            "howpublished": page.outlet,
            "date": (page.published or "")[:10] or None,
            "year": (page.published or "")[:4] or None,
            "url": page.url,
            "keywords": page.id,
        }
        yield (write_bibtex(citation.key, fields) + "\n").encode("utf-8", "replace")


def csl_pages(citations: Iterable[Citation]) -> Iterator[bytes]:
    """Yields a CSL-JSON array with an item for each page cited."""
    yield from write_csl(map(_item, citations))


def _item(citation: Citation) -> CslItem:
    page = citation.page
    return CslItem(
        id=citation.key,
        type="article-newspaper",
        title=page.title or page.id,
        container_title=page.outlet,
        issued=csl_date(page.published),
        URL=page.url,
        note=f"onrecord {page.id}",
    )
