"""The pages: each handler asks the record and fills a template."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec.structs import replace

from onrecord.records.reading import Reading
from onrecord.records.span import Span
from onrecord.snapshot.counting import Choice
from onrecord.snapshot.lists import Lists
from onrecord.store.contract import Filter, Screen
from onrecord.text.places import Found, find_words, mark_of
from onrecord.web import views
from onrecord.web.asked import Act, Issue, fields_of, write_cursor
from onrecord.web.library import Library
from onrecord.web.links import place_of
from onrecord.web.lists import count_all, count_statements, find_facets, list_entries, lists_of
from onrecord.web.markup import mark_page
from onrecord.web.render import page as render

# Bytes of an original that are shown; all of them can be saved.
_SHOWN_BYTES = 500_000

Asked = Request[Any, Any, Any]


def library_of(request: Asked) -> Library:
    """Returns the record that the server serves."""
    library: Library = request.app.state.library
    return library


@get("/statements", sync_to_thread=True)
def statements(
    request: Asked,
    wanted: NamedDependency[Filter],
    screen: NamedDependency[Screen],
    issue: Issue = "",
    act: Act = "",
    by: FromQuery[str] = "",
) -> Response[bytes]:
    """What was said: search, facets, and each statement once, by date or by weight."""
    library = library_of(request)
    choice, heavy = Choice(wanted=wanted, issue=issue, act=act), by == "weight"
    fields = {**fields_of(wanted, screen), "issue": issue or None, "act": act or None, "by": by or None}
    lists = lists_of(library, choice, heavy=heavy)
    listed = _listed(library, lists, choice, screen, heavy=heavy)
    known = {"wanted": wanted, "fields": fields, "order": "weight" if heavy else screen.order, **listed}
    # htmx asks for the next entries alone; for a browser's own history it wants the whole page.
    if request.headers.get("hx-request") and not request.headers.get("hx-history-restore-request") and known["further"]:
        return render(request, "_entries.html", **known)
    return render(request, "statements.html", **_around(library, lists, choice), **known)


def _listed(library: Library, lists: Lists | None, choice: Choice, screen: Screen, *, heavy: bool) -> dict[str, Any]:
    if lists is None:
        library.join()
    listed = list_entries(library, lists, choice, replace(screen, once=True), heavy=heavy)
    known_as = library.record.store.statements_of([entry.attribution.id for entry in listed.entries])
    items = [views.item_of(entry, known_as.get(entry.attribution.id)) for entry in listed.entries]
    following = write_cursor(listed.following)
    return {
        "days": [("Heaviest first", items)] if heavy and items else views.by_day(items),
        "following": {"after": following} if following else None,
        "further": screen.after is not None,
    }


def _around(library: Library, lists: Lists | None, choice: Choice) -> dict[str, Any]:
    """What stands around the list: counts, facets, months."""
    facets = find_facets(library, lists, choice, once=True)
    total, whole = count_statements(library, lists, choice)
    more: tuple[views.Column, ...] = (
        ("Issue", "issue", [choice.issue] if choice.issue else [], facets.issues),
        ("Act", "act", [choice.act] if choice.act else [], facets.acts),
    )
    return {
        "counts": count_all(library, lists),
        "total": total,
        "whole": whole,
        "columns": views.columns_of(facets, choice.wanted, more),
        "bars": views.bars_of(facets, choice.wanted),
    }


@get("/p/{page_id:str}", sync_to_thread=True)
def one_page(
    request: Asked, page_id: FromPath[str], at: FromQuery[str | None] = None, w: FromQuery[str | None] = None
) -> Response[bytes]:
    """One page: its text as read, with everything that was said marked in place."""
    reading = library_of(request).record.reading(page_id)
    if reading is None:
        return _lead_to(request, page_id)
    place = place_of(at) if at else None
    found = find_words(reading.page.text, place, w) if place else None
    parts = mark_page(reading, found.span if found else None)
    newer = find_newer(library_of(request), reading)
    there = find_again(reading, newer, found.span if found else None)
    return render(
        request,
        "page.html",
        reading=reading,
        page=reading.page,
        parts=parts,
        titled=next((part for part in parts if part.block.kind == "title"), None),
        notes=views.notes_of(reading),
        legend=views.legend_of(reading),
        found=found,
        place=place,
        newer=newer,
        there=there,
        links={a.id: views.permalink(reading, a) for a in reading.attributions},
    )


def find_newer(library: Library, reading: Reading) -> Reading | None:
    """Returns the latest other capture of a page's address, if it is later than this one."""
    page = reading.page
    if page.url is None:
        return None
    others = [ref.id for ref in library.record.pages_named(page.url) if ref.url == page.url and ref.id != page.id]
    captures = [found for name in others if (found := library.record.reading(name)) is not None]
    latest = max(captures, key=lambda one: (_captured(one), one.page.id), default=None)
    return latest if latest is not None and _captured(latest) > _captured(reading) else None


def find_again(reading: Reading, newer: Reading | None, span: Span | None) -> Found | None:
    """Returns where the words that are lit on a page stand on its newer capture; never at a look-alike's place."""
    if newer is None or span is None:
        return None
    return find_words(newer.page.text, span, mark_of(span.of(reading.page.text)))


def _captured(reading: Reading) -> str:
    page = reading.page
    told = page.updated or page.published
    return page.fetched_at or (told.value if told else "")


def _lead_to(request: Asked, name: str) -> Response[bytes]:
    """A shortened id leads to the page, where it can mean one alone."""
    found = library_of(request).record.pages_named(name)
    if len(found) == 1:
        return Redirect(f"/p/{found[0].id}")
    raise NotFoundException(
        f"This record has no page {name}. The id of a page comes from its bytes and its address: "
        "a page that is read again keeps it, and another version of it has another."
    )


@get("/p/{page_id:str}/original", sync_to_thread=True)
def original(request: Asked, page_id: FromPath[str]) -> Response[bytes]:
    """The bytes that a page was read from, shown as text and never as a page."""
    record = library_of(request).record
    reading = record.reading(page_id)
    data = None if reading is None else record.capture(reading.page.sha256)
    if reading is None or data is None:
        raise NotFoundException(f"This record has no bytes of a page {page_id}.")
    text = data[:_SHOWN_BYTES].decode("utf-8", "replace")
    return render(request, "original.html", page=reading.page, text=text, size=len(data), shown=_SHOWN_BYTES)


@get("/about", sync_to_thread=True)
def about(request: Asked) -> Response[bytes]:
    """What this is, what is in the record, and what it cannot do."""
    library = library_of(request)
    return render(request, "about.html", counts=count_all(library, lists_of(library)), options=library.options)


HANDLERS = (statements, one_page, original, about)
