"""The record seen through a docket: positions, proposals, meetings, and all of them in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from onrecord.errors import UsageError
from onrecord.records.docket import OTHER, Docket
from onrecord.run.judging import party_named
from onrecord.snapshot.views import CellLine
from onrecord.store.fold import days_of
from onrecord.web import views
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render
from onrecord.web.times import Drawing

Line = TypeVar("Line")

# Lines on one screen.
_SCREEN = 100


@get("/positions", sync_to_thread=True)
def matrix(request: Asked, at: FromQuery[str] = "") -> Response[bytes]:
    """Where each party stands on each issue, on a day."""
    snapshot = library_of(request).snapshot()
    found = snapshot.matrix(day_asked(at))
    docket = snapshot.docket()
    cells = {(cell.party, cell.issue): cell for cell in found}
    return render(
        request,
        "matrix.html",
        docket=docket,
        parties=[party for party in docket.parties if any(key[0] == party.name for key in cells)],
        issues=_issues(docket, found),
        cells=cells,
        colours=party_colours(docket),
        at=at,
        days=snapshot.days(),
    )


@get("/positions/{party:str}/{issue:str}", sync_to_thread=True)
def one_position(
    request: Asked, party: FromPath[str], issue: FromPath[str], at: FromQuery[str] = "", start: FromQuery[int] = 0
) -> Response[bytes]:
    """One cell of the matrix: all that a party said on an issue, in time, with what changed; latest first."""
    snapshot = library_of(request).snapshot()
    day = day_asked(at)
    mine = snapshot.cells_at(day, [(party, issue)]) if day else snapshot.cells(party=party, issue=issue)
    if not mine:
        raise NotFoundException(
            f"{party} has said nothing on {issue} that is on this record{' by then' if at else ''}."
        )
    last = max(mine[0].statements - max(0, start), 0)
    first = max(last - _SCREEN, 0)
    return render(
        request,
        "position.html",
        position=mine[0].position,
        steps=snapshot.steps(party, issue, start=first, limit=last - first),
        total=mine[0].statements,
        changes={change.statement: change for change in mine[0].position.changes},
        colour=party_colours(snapshot.docket()).get(party, 0),
        at=at,
        following=max(0, start) + _SCREEN if first else None,
    )


@get("/parties/{name:str}", sync_to_thread=True)
def one_party(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One party: where it stands on everything, and what it says of proposals."""
    snapshot = library_of(request).snapshot()
    docket = snapshot.docket()
    try:
        party = party_named(docket, name)
    except UsageError as error:
        raise NotFoundException(str(error)) from error
    said = snapshot.stances(party)
    return render(
        request,
        "party.html",
        party=next(one for one in docket.parties if one.name == party),
        cells=snapshot.cells(party=party),
        stances=said[-_SCREEN:],
        left_out=max(len(said) - _SCREEN, 0),
        colour=party_colours(docket)[party],
    )


@get("/issues/{name:str}", sync_to_thread=True)
def one_issue(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One issue: where every party stands on it."""
    snapshot = library_of(request).snapshot()
    docket, cells = snapshot.docket(), snapshot.cells(issue=name)
    spec = next((one for one in docket.issues if one.name == name), None)
    if not cells and spec is None:
        raise NotFoundException(f"The docket has no issue {name}.")
    return render(request, "issue.html", name=name, issue=spec, cells=cells, colours=party_colours(docket))


@get("/proposals", sync_to_thread=True)
def proposals(request: Asked, start: FromQuery[int] = 0) -> Response[bytes]:
    """Plans, drafts and accords."""
    snapshot = library_of(request).snapshot()
    found, following = screen_of(snapshot.proposal_lines, start)
    return render(request, "proposals.html", proposals=found, docket=snapshot.docket(), following=following)


@get("/proposals/{name:str}", sync_to_thread=True)
def one_proposal(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One proposal: its texts, what became of it, what it contains, who says what of it."""
    snapshot = library_of(request).snapshot()
    found = snapshot.proposal(name)
    if found is None:
        raise NotFoundException(f"No page of this record names a proposal {name}.")
    return render(request, "proposal.html", proposal=found, colours=party_colours(snapshot.docket()))


@get("/meetings", sync_to_thread=True)
def meetings(request: Asked, start: FromQuery[int] = 0) -> Response[bytes]:
    """Meetings, by day, latest first."""
    found, following = screen_of(library_of(request).snapshot().meeting_lines, start)
    return render(request, "meetings.html", meetings=found, following=following)


@get("/meetings/{name:str}", sync_to_thread=True)
def one_meeting(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One meeting: every report of it, and what each side said."""
    library = library_of(request)
    snapshot = library.snapshot()
    found = snapshot.meeting(name)
    if found is None:
        raise NotFoundException(f"No page of this record reports a meeting {name}.")
    known = library.record.store.statements_of([said.statement for said in found.said])
    quotes = {name: statement.quote for name, statement in known.items()}
    return render(request, "meeting.html", meeting=found, quotes=quotes, colours=party_colours(snapshot.docket()))


@get("/timeline", sync_to_thread=True)
def timeline(request: Asked) -> Response[bytes]:
    """Statements, changes, meetings and proposals in time."""
    library = library_of(request)
    snapshot = library.snapshot()
    changes = snapshot.changes()
    quotes = library.record.store.statements_of({one.change.statement for one in changes})
    return render(
        request,
        "timeline.html",
        drawing=snapshot.document("drawing", Drawing),
        changes=changes,
        quotes={name: statement.quote for name, statement in quotes.items()},
        colours=party_colours(snapshot.docket()),
    )


def party_colours(docket: Docket) -> dict[str, int]:
    """Returns each party's colour, from 1, in the docket's order; 0 past those that can be told apart."""
    names = [party.name for party in docket.parties]
    return {name: views.colour_of(name, names) for name in names}


def day_asked(at: str) -> str | None:
    """Returns the last day of what is asked for, ISO 8601; ``None`` where nothing is.

    Raises:
        UsageError: If it is no date.
    """
    days = days_of(at)
    if at and days is None:
        raise UsageError(f"at={at}: not a date; write 2025-08-20, 2025-08 or 2025")
    return days[1] if days else None


def screen_of(ask: Callable[[int, int], tuple[Line, ...]], start: int) -> tuple[tuple[Line, ...], int | None]:
    """Returns a screenful of a list from a place on, and where the next begins."""
    start = max(0, start)
    found = ask(start, _SCREEN + 1)
    return found[:_SCREEN], start + _SCREEN if len(found) > _SCREEN else None


def _issues(docket: Docket, cells: tuple[CellLine, ...]) -> list[str]:
    """Returns the issues that have a position, in the docket's order, ``other`` last."""
    named = [issue.name for issue in docket.issues] + [one.name for one in docket.proposals]
    held = [cell.issue for cell in cells]
    known = [name for name in dict.fromkeys([*named, *held]) if name != OTHER and name in held]
    return [*known, *([OTHER] if OTHER in held else [])]


HANDLERS: tuple[Any, ...] = (
    matrix,
    one_position,
    one_party,
    one_issue,
    proposals,
    one_proposal,
    meetings,
    one_meeting,
    timeline,
)
