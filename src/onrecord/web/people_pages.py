"""People on record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from onrecord.records.person import Person
from onrecord.snapshot.making import line_of
from onrecord.web.docket_pages import screen_of
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render

# Statements on one screen.
_STATEMENTS = 100


@get("/people", sync_to_thread=True)
def people(request: Asked, name: FromQuery[str] = "", start: FromQuery[int] = 0) -> Response[bytes]:
    """Everybody who speaks by name, most statements first."""
    snapshot = library_of(request).snapshot()
    if name.strip():
        named = snapshot.people_named(name.strip())
        total = len(named)
        found, following = screen_of(lambda start, limit: tuple(map(line_of, named[start : start + limit])), start)
    else:
        total = snapshot.count("person")
        found, following = screen_of(snapshot.person_lines, start)
    return render(request, "people.html", people=found, total=total, following=following, name=name)


@get("/people/{name:str}", sync_to_thread=True)
def one_person(request: Asked, name: FromPath[str], start: FromQuery[int] = 0) -> Response[Any]:
    """One person: offices as pages give them, and everything they said."""
    library = library_of(request)
    person = find_person(library, name)
    if person is None:
        if not name.startswith("pr_"):  # a name that is nobody's full name, or several people's
            return Redirect(f"/people?{urlencode({'name': name})}")
        raise NotFoundException(f"Nobody on record is {name}.")
    if person.id != name:
        return Redirect(f"/people/{person.id}")
    said = library.snapshot().said(person.id)
    start = max(0, start)
    shown = said[start : start + _STATEMENTS]
    known = library.record.store.statements_of(shown)
    return render(
        request,
        "person.html",
        person=person,
        statements=[known[one] for one in shown if one in known],
        following=start + _STATEMENTS if start + _STATEMENTS < len(said) else None,
    )


def find_person(library: Library, name: str) -> Person | None:
    """Returns the person of this id, or the one whom this name can mean alone."""
    return library.snapshot().person(name)


HANDLERS = (people, one_person)
