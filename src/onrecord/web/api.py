"""The HTTP API: what the pages show, as JSON, under /api/v1. Every list goes on by cursor, to its very end."""

from __future__ import annotations

from itertools import chain
from typing import Annotated, Any, TypeVar

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from onrecord.errors import UsageError
from onrecord.export.annotations import selectors_of
from onrecord.export.atom import atom_feed
from onrecord.records.check import Check
from onrecord.records.codec import PageDocument, page_document
from onrecord.records.entry import Entry
from onrecord.records.person import Person
from onrecord.records.statement import Statement
from onrecord.records.story import Story, StoryTable
from onrecord.records.trace import Trace
from onrecord.run.exporting import ENDINGS, MEDIA_TYPES, ExportName, export_named, export_record
from onrecord.snapshot.counting import Choice
from onrecord.store.contract import Counts, Cursor, Facets, Filter, Screen
from onrecord.web.answers import (
    EntryPage,
    Number,
    PageList,
    PersonPage,
    Selectors,
    StatementPage,
    StoryPage,
    page_of,
    place_behind,
)
from onrecord.web.asked import USUAL_LIMIT, Act, After, By, Issue, Limit, read_cursor, write_cursor
from onrecord.web.links import link_to, place_of
from onrecord.web.lists import (
    count_all,
    count_entries,
    find_facets,
    list_entries,
    list_statements,
    list_stories,
    lists_of,
)
from onrecord.web.openapi import FOUND, LISTED, example
from onrecord.web.pages import Asked, library_of
from onrecord.web.people_pages import find_person
from onrecord.web.statement_pages import LONGEST_QUESTION

_Item = TypeVar("_Item")

AfterId = Annotated[
    str | None,
    QueryParameter(description="`next` of the answer before; the list goes on behind it.", max_length=60),
]
Once = Annotated[bool, QueryParameter(description="Whether statements are counted, and not entries.")]
Words = Annotated[
    str,
    QueryParameter(
        description="The words.", min_length=1, max_length=LONGEST_QUESTION, examples=[example("The border stays open")]
    ),
]


@get("/counts", sync_to_thread=True, responses=LISTED)
def counts(request: Asked) -> Counts:
    """How much the record holds."""
    library = library_of(request)
    return count_all(library, lists_of(library))


@get("/entries", sync_to_thread=True, responses=LISTED)
def entries(request: Asked, wanted: NamedDependency[Filter], screen: NamedDependency[Screen]) -> EntryPage:
    """What single pages say: every attribution wanted, by date of publication."""
    library, choice = library_of(request), Choice(wanted=wanted)
    found = list_entries(library, lists_of(library, choice), choice, screen)
    return EntryPage(items=found.entries, next=write_cursor(found.following))


@get("/entries/{id:str}", sync_to_thread=True, responses=FOUND)
def entry(request: Asked, id: FromPath[str]) -> Entry:  # noqa: A002 - the name in the path
    """One attribution, by its id."""
    return _found(library_of(request).record.store.entry(id), "entry", id)


@get("/count", sync_to_thread=True, responses=LISTED)
def count(request: Asked, wanted: NamedDependency[Filter]) -> Number:
    """How many entries are wanted."""
    library, choice = library_of(request), Choice(wanted=wanted)
    return Number(count=count_entries(library, lists_of(library, choice), choice))


@get("/facets", sync_to_thread=True, responses=LISTED)
def facets(
    request: Asked, wanted: NamedDependency[Filter], issue: Issue = "", act: Act = "", once: Once = False
) -> Facets:
    """What the entries wanted have in common, with counts; issues and acts by statement."""
    library, choice = library_of(request), Choice(wanted=wanted, issue=issue, act=act)
    return find_facets(library, lists_of(library, choice), choice, once=once)


@get("/statements", sync_to_thread=True, responses=LISTED)
def statements(
    request: Asked,
    wanted: NamedDependency[Filter],
    issue: Issue = "",
    act: Act = "",
    by: By = "id",
    after: After = None,
    limit: Limit = USUAL_LIMIT,
) -> StatementPage:
    """Statements of which at least one variant is wanted, each with all its variants; by id or by weight."""
    heavy, choice = by == "weight", Choice(wanted=wanted, issue=issue, act=act)
    begin = read_cursor(after) if after and heavy else Cursor(day=None, page=after, position=0) if after else None
    library = library_of(request)
    lists = lists_of(library, choice, heavy=heavy)
    items, following = list_statements(library, lists, choice, begin, limit, heavy=heavy)
    behind_id = following.page if following else None
    return StatementPage(items=items, next=write_cursor(following) if heavy else behind_id)


@get("/statements/{id:str}", sync_to_thread=True, responses=FOUND)
def statement(request: Asked, id: FromPath[str]) -> Statement:  # noqa: A002 - same
    """One statement, by its id, an id it once had, or that of an attribution in it."""
    return _found(library_of(request).record.statement(id), "statement", id)


@get("/statements/{id:str}/trace", sync_to_thread=True, responses=FOUND)
def trace(request: Asked, id: FromPath[str]) -> Trace:  # noqa: A002 - same
    """Through whose hands a statement came to each of its pages."""
    library = library_of(request)
    return library.trace(_found(library.record.statement(id), "statement", id))


@get("/stories", sync_to_thread=True, responses=LISTED)
def stories(request: Asked, after: AfterId = None, limit: Limit = USUAL_LIMIT) -> StoryPage:
    """Reports, each with the pages that are copies of it; by id."""
    found = list_stories(library_of(request), after or "", limit + 1)
    return StoryPage(items=found[:limit], next=found[limit - 1].story if len(found) > limit else None)


@get("/stories/{id:str}", sync_to_thread=True, responses=FOUND)
def story(request: Asked, id: FromPath[str]) -> Story:  # noqa: A002 - same
    """One report, by its id or that of a page in it."""
    return _found(library_of(request).record.story(id), "story", id)


@get("/stories/{id:str}/table", sync_to_thread=True, responses=FOUND)
def story_table(request: Asked, id: FromPath[str]) -> StoryTable:  # noqa: A002 - same
    """The paragraphs of a report through its copies."""
    record = library_of(request).record
    return record.story_table(_found(record.story(id), "story", id))


@get("/people", sync_to_thread=True, responses=LISTED)
def people(
    request: Asked,
    name: Annotated[str | None, QueryParameter(description="Words of a name, in any spelling.", max_length=200)] = None,
    after: AfterId = None,
    limit: Limit = USUAL_LIMIT,
) -> PersonPage:
    """Who is on record by name, most statements first."""
    snapshot = library_of(request).snapshot()
    if name and name.strip():
        named = tuple((person.id, person) for person in snapshot.people_named(name.strip()))
        start = place_behind([key for key, _ in named], after)
        found = named[start : start + limit + 1]
    else:
        found = snapshot.people(after, limit + 1)
    return PersonPage(**page_of(found, limit))


@get("/people/{id:str}", sync_to_thread=True, responses=FOUND)
def person(request: Asked, id: FromPath[str]) -> Person:  # noqa: A002 - same
    """One person, by id or by a name that only one has."""
    return _found(find_person(library_of(request), id), "person", id)


@get("/pages", sync_to_thread=True, responses=LISTED)
def pages(request: Asked, after: AfterId = None, limit: Limit = USUAL_LIMIT) -> PageList:
    """The pages of the record, by id."""
    found = library_of(request).record.store.page_refs(after=after or "", limit=limit + 1)
    return PageList(items=found[:limit], next=found[limit - 1].id if len(found) > limit else None)


@get("/pages/{id:str}", sync_to_thread=True, responses=FOUND)
def page(request: Asked, id: FromPath[str]) -> PageDocument:  # noqa: A002 - same
    """One page with everything read from it, in the format of ``onrecord read --format jsonl``."""
    return page_document(_found(library_of(request).record.reading(id), "page", id))


@get("/pages/{id:str}/selectors", sync_to_thread=True, responses=FOUND)
def selectors(
    request: Asked,
    id: FromPath[str],  # noqa: A002 - same
    at: Annotated[
        str,
        QueryParameter(
            description="START-END, in code points.", pattern=r"^\d{1,9}-\d{1,9}$", examples=[example("12-80")]
        ),
    ],
) -> Selectors:
    """What names some words of a page for other programs."""
    reading = _found(library_of(request).record.reading(id), "page", id)
    span = place_of(at)
    if span is None or span.end > len(reading.page.text):
        raise UsageError(f"at={at}: no such place on this page, which has {len(reading.page.text)} characters")
    return Selectors(
        source=id,
        sha256=reading.page.sha256,
        selector=selectors_of(reading.page, span),
        permalink=link_to(id, reading.page.text, span),
    )


@get("/captures/{sha256:str}", sync_to_thread=True, responses=FOUND, media_type="application/octet-stream")
def capture(request: Asked, sha256: FromPath[str]) -> Response[bytes]:
    """The bytes of a page as they came in: to be saved, never to be shown."""
    data = _found(library_of(request).record.capture(sha256), "capture", sha256)
    name = f'attachment; filename="{sha256[:16]}.bin"'
    headers = {"Content-Disposition": name, "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(data, media_type="application/octet-stream", headers=headers)


@get("/exports/{name:str}", sync_to_thread=True, responses=FOUND, media_type="application/octet-stream")
def export(request: Asked, name: FromPath[ExportName], wanted: NamedDependency[Filter]) -> Stream:
    """What is wanted as a file: jsonl, csv, annotations, standoff, quotations, parquet, bibtex or csl; whole."""
    library, choice = library_of(request), Choice(wanted=wanted)
    # What is wrong with the question shows before anything is sent.
    count_entries(library, lists_of(library, choice), choice)
    pieces = export_record(library.record.store, wanted, export_named(name))
    first = next(pieces, b"")  # and what is wrong with the format
    disposition = f'attachment; filename="onrecord.{ENDINGS[name]}"'
    return Stream(chain([first], pieces), media_type=MEDIA_TYPES[name], headers={"Content-Disposition": disposition})


@get("/feed.atom", sync_to_thread=True, responses=LISTED, media_type="application/atom+xml")
def feed(request: Asked, wanted: NamedDependency[Filter], issue: Issue = "", act: Act = "") -> Response[bytes]:
    """What was said, newest first, as a feed: the latest 100 of any search."""
    choice = Choice(wanted=wanted, issue=issue, act=act)
    library = library_of(request)
    found = list_entries(library, lists_of(library, choice), choice, Screen(limit=100, once=True))
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    title = "onrecord" + (f": {request.url.query}" if request.url.query else "")
    body = atom_feed(found.entries, title=title, base=str(request.base_url).rstrip("/"), path=path)
    return Response(body, media_type="application/atom+xml")


@get("/check", sync_to_thread=True, responses=LISTED)
def check(
    request: Asked,
    q: Words,
    speaker: Annotated[str | None, QueryParameter(description="Whom the words are given to.", max_length=200)] = None,
) -> Check:
    """Whether somebody, or anybody, said these words."""
    library = library_of(request)
    library.gate.pass_through(request)
    return library.record.check(q, speaker or None)


def _found(thing: _Item | None, what: str, name: str) -> _Item:
    if thing is None:
        raise NotFoundException(f"This record has no {what} {name}.")
    return thing


HANDLERS: tuple[Any, ...] = (
    counts,
    entries,
    entry,
    count,
    facets,
    statements,
    statement,
    trace,
    stories,
    story,
    story_table,
    people,
    person,
    pages,
    page,
    selectors,
    capture,
    export,
    feed,
    check,
)
