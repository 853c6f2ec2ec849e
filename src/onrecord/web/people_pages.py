"""People on record."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from onrecord.records.person import Person
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render

_SCREEN = 100
_STATEMENTS = 200


@get("/people", sync_to_thread=True)
def people(request: Asked, name: FromQuery[str] = "", start: FromQuery[int] = 0) -> Response[bytes]:
    """Everybody who speaks by name, most statements first."""
    library = library_of(request)
    found = library.expect(("people", name), lambda: library.record.people(name.strip() or None))
    start = max(0, start)
    following = start + _SCREEN if start + _SCREEN < len(found) else None
    return render(
        request, "people.html", people=found[start : start + _SCREEN], total=len(found), following=following, name=name
    )


@get("/people/{name:str}", sync_to_thread=True)
def one_person(request: Asked, name: FromPath[str], start: FromQuery[int] = 0) -> Response[Any]:
    """One person: offices as pages give them, and everything they said."""
    library = library_of(request)
    person = find_person(library, name)
    if person is None:
        raise NotFoundException(f"Nobody on record is {name}.")
    if person.id != name:
        return Redirect(f"/people/{person.id}")
    statements = [*library.record.store.statements_of(person.statements).values()]
    statements.sort(key=lambda one: (one.when or "", one.id), reverse=True)
    start = max(0, start)
    following = start + _STATEMENTS if start + _STATEMENTS < len(statements) else None
    return render(
        request,
        "person.html",
        person=person,
        statements=statements[start : start + _STATEMENTS],
        following=following,
    )


def find_person(library: Library, name: str) -> Person | None:
    """Returns the person of this id, or the one whom this name can mean alone."""
    everybody = library.expect(("people", ""), library.record.people)
    by_id = [person for person in everybody if person.id == name]
    if by_id:
        return by_id[0]
    named = [person for person in everybody if any(spelling.text == name for spelling in person.spellings)]
    return named[0] if len(named) == 1 else None


HANDLERS = (people, one_person)
