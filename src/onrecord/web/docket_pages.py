"""The record seen through a docket: positions, proposals, meetings, and all of them in time."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from onrecord.errors import UsageError
from onrecord.records.docket import OTHER
from onrecord.records.judged import Judged
from onrecord.records.position import Position, Step
from onrecord.run.judging import load_positions, party_named
from onrecord.store.fold import days_of
from onrecord.web import views
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render
from onrecord.web.times import draw_times


@get("/positions", sync_to_thread=True)
def matrix(request: Asked, at: FromQuery[str] = "") -> Response[bytes]:
    """Where each party stands on each issue, on a day."""
    library = library_of(request)
    judged = library.judged()
    found = _positions(library, at)
    cells = {(position.party, position.issue): (position, _current(position)) for position in found}
    issues = [name for name in _issues(judged) if any(position.issue == name for position in found)]
    parties = [party for party in judged.docket.parties if any(position.party == party.name for position in found)]
    days = library.remember("days of positions", lambda: _days(judged))
    return render(
        request,
        "matrix.html",
        docket=judged.docket,
        parties=parties,
        issues=issues,
        cells=cells,
        colours=party_colours(judged),
        at=at,
        days=days,
    )


@get("/positions/{party:str}/{issue:str}", sync_to_thread=True)
def one_position(
    request: Asked, party: FromPath[str], issue: FromPath[str], at: FromQuery[str] = ""
) -> Response[bytes]:
    """One cell of the matrix: all that a party said on an issue, in time, with what changed."""
    library = library_of(request)
    judged = library.judged()
    found = [one for one in _positions(library, at) if one.party == party and one.issue == issue]
    if not found:
        raise NotFoundException(
            f"{party} has said nothing on {issue} that is on this record{' by then' if at else ''}."
        )
    changes = {change.statement: change for change in found[0].changes}
    colour = party_colours(judged).get(party, 0)
    return render(request, "position.html", position=found[0], changes=changes, colour=colour, at=at)


@get("/parties/{name:str}", sync_to_thread=True)
def one_party(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One party: where it stands on everything, and what it says of proposals."""
    judged = library_of(request).judged()
    try:
        party = party_named(judged.docket, name)
    except UsageError as error:
        raise NotFoundException(str(error)) from error
    spec = next(one for one in judged.docket.parties if one.name == party)
    positions = [one for one in judged.positions if one.party == party]
    stances = [(p, s) for p in judged.proposals for s in p.stances if s.party == party]
    colour = party_colours(judged)[party]
    return render(request, "party.html", party=spec, positions=positions, stances=stances, colour=colour)


@get("/issues/{name:str}", sync_to_thread=True)
def one_issue(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One issue: where every party stands on it."""
    judged = library_of(request).judged()
    positions = [one for one in judged.positions if one.issue == name]
    spec = next((one for one in judged.docket.issues if one.name == name), None)
    if not positions and spec is None:
        raise NotFoundException(f"The docket has no issue {name}.")
    return render(request, "issue.html", name=name, issue=spec, positions=positions, colours=party_colours(judged))


@get("/proposals", sync_to_thread=True)
def proposals(request: Asked) -> Response[bytes]:
    """Plans, drafts and accords."""
    judged = library_of(request).judged()
    return render(request, "proposals.html", proposals=judged.proposals, docket=judged.docket)


@get("/proposals/{name:str}", sync_to_thread=True)
def one_proposal(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One proposal: its texts, what became of it, what it contains, who says what of it."""
    judged = library_of(request).judged()
    found = next((one for one in judged.proposals if name in {one.id, one.name}), None)
    if found is None:
        raise NotFoundException(f"No page of this record names a proposal {name}.")
    return render(request, "proposal.html", proposal=found, colours=party_colours(judged))


@get("/meetings", sync_to_thread=True)
def meetings(request: Asked) -> Response[bytes]:
    """Meetings, by day, latest first."""
    judged = library_of(request).judged()
    dated = [one for one in judged.meetings if one.start]
    undated = [one for one in judged.meetings if not one.start]
    dated.sort(key=lambda one: (one.start or "", one.id), reverse=True)
    return render(request, "meetings.html", meetings=[*dated, *undated])


@get("/meetings/{name:str}", sync_to_thread=True)
def one_meeting(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One meeting: every report of it, and what each side said."""
    library = library_of(request)
    judged = library.judged()
    found = next((m for m in judged.meetings if m.id == name or any(r.meeting == name for r in m.reports)), None)
    if found is None:
        raise NotFoundException(f"No page of this record reports a meeting {name}.")
    known = library.record.store.statements_of([said.statement for said in found.said])
    quotes = {name: statement.quote for name, statement in known.items()}
    return render(request, "meeting.html", meeting=found, quotes=quotes, colours=party_colours(judged))


@get("/timeline", sync_to_thread=True)
def timeline(request: Asked) -> Response[bytes]:
    """Statements, changes, meetings and proposals in time."""
    library = library_of(request)
    judged = library.judged()
    drawing = library.remember("times", lambda: draw_times(judged))
    changes = [
        (change, position)
        for position in judged.positions
        for change in position.changes
        if position.issue != OTHER and change.kind != "first"
    ]
    changes.sort(key=lambda pair: (pair[0].when or "", pair[0].statement), reverse=True)
    wanted = {change.statement for change, _ in changes[:100]}
    quotes = library.record.store.statements_of(wanted)
    return render(
        request,
        "timeline.html",
        drawing=drawing,
        changes=changes[:100],
        quotes={name: statement.quote for name, statement in quotes.items()},
        colours=party_colours(judged),
    )


def party_colours(judged: Judged) -> dict[str, int]:
    """Returns each party's colour, from 1, in the docket's order; 0 past those that can be told apart."""
    names = [party.name for party in judged.docket.parties]
    return {name: views.colour_of(name, names) for name in names}


def _positions(library: Library, at: str) -> tuple[Position, ...]:
    if not at:
        return library.judged().positions
    days = days_of(at)
    if days is None:
        raise UsageError(f"at={at}: not a date; write 2025-08-20, 2025-08 or 2025")
    store, docket = library.record.store, library.docket
    return library.remember(("positions", days[1]), lambda: load_positions(store, docket, until=days[1]))


def _current(position: Position) -> Step | None:
    """Returns the statement that a cell shows."""
    return next((step for step in position.steps if step.statement == position.current[0]), None)


def _days(judged: Judged) -> list[str]:
    return sorted({step.when for position in judged.positions for step in position.steps if step.when})


def _issues(judged: Judged) -> list[str]:
    named = [issue.name for issue in judged.docket.issues] + [one.name for one in judged.docket.proposals]
    found = dict.fromkeys([*named, *(position.issue for position in judged.positions)])
    return [name for name in found if name != OTHER] + [OTHER]


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
