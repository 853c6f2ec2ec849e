"""The desk: what a day brought, with its weights, on one page that prints."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from onrecord.errors import UsageError
from onrecord.export.brief_words import SHOWN, TITLES, counts_of, labels_of, place_of, words_of
from onrecord.records.brief import BriefLine, BriefSection, Citation
from onrecord.snapshot.making import DESK_LINES
from onrecord.store.fold import days_of
from onrecord.web.docket_pages import party_colours
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render


@get("/", sync_to_thread=True)
def desk(request: Asked, since: FromQuery[str] = "", until: FromQuery[str] = "") -> Response[bytes]:
    """What matters in these days; on the record's latest day where none is given."""
    library = library_of(request)
    known = library.desk(*days_asked(since, until))
    counts = library.remember("counts", library.record.counts)
    return render(
        request,
        "desk.html",
        brief=known.brief,
        totals=known.totals,
        most=DESK_LINES,
        counts=counts,
        rests_on=counts_of(known.brief),
        titles=TITLES,
        shown=SHOWN,
        labels=labels_of,
        words=words_of,
        place=place_of,
        href=citation_href,
        line_href=line_href,
        colours=party_colours(library.snapshot().docket()),
    )


def days_asked(since: str, until: str) -> tuple[str | None, str | None]:
    """Returns the first and the last day that are asked for, ISO 8601.

    Raises:
        UsageError: If a day is none, or they are the wrong way round.
    """
    first, last = days_of(since), days_of(until)
    for name, given, found in (("since", since, first), ("until", until, last)):
        if given and found is None:
            raise UsageError(f"{name}={given}: not a date; write 2025-08-20, 2025-08 or 2025")
    if first and last and first[0] > last[1]:
        raise UsageError(f"since {since} is later than until {until}")
    return first[0] if first else None, last[1] if last else None


def citation_href(citation: Citation) -> str:
    """Returns the link to the words that a line cites."""
    if not citation.spans:
        return f"/p/{citation.page.id}"
    start, end = citation.spans[0].start, citation.spans[-1].end
    return f"/p/{citation.page.id}?at={start}-{end}#{start}-{end}"


def line_href(section: BriefSection, line: BriefLine) -> str:
    """Returns what a line is about: a statement, or the words themselves."""
    del section
    return f"/s/{line.citation.statement}" if line.citation.statement else citation_href(line.citation)


HANDLERS: tuple[Any, ...] = (desk,)
