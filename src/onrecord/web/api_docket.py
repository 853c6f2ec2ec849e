"""The HTTP API's other half: what a docket makes of the record, and what people correct."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.records.brief import Brief
from onrecord.records.correction import Correction
from onrecord.records.docket import Docket
from onrecord.run.correcting import CorrectionRequest, correct, draft_from
from onrecord.run.judging import issues_named, party_named
from onrecord.store.open import open_store
from onrecord.web.adding import Job, Upload
from onrecord.web.answers import AnswerPage, MeetingPage, PositionPage, ProposalPage, WeightPage, page_of, place_behind
from onrecord.web.asked import USUAL_LIMIT, Limit
from onrecord.web.desk_pages import days_asked
from onrecord.web.docket_pages import day_asked
from onrecord.web.doors import let_write
from onrecord.web.openapi import FOUND, LISTED, WRITTEN, example
from onrecord.web.pages import Asked, library_of

AfterKey = Annotated[
    str | None,
    QueryParameter(description="`next` of the answer before; the list goes on behind it.", max_length=500),
]
Day = Annotated[str | None, QueryParameter(description="A day, a month or a year.", max_length=40)]


class AdditionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page to be added: its text, or the address it is fetched from.

    Attributes:
        text: The text; its first line is the headline.
        name: What to call it.
        url: The address.
    """

    text: str | None = None
    name: str = "added text"
    url: str | None = None


@get("/docket", sync_to_thread=True, responses=LISTED)
def docket(request: Asked) -> Docket:
    """The docket that the record is seen through; the one it suggests where none was given."""
    return library_of(request).snapshot().docket()


@get("/positions", sync_to_thread=True, responses=LISTED)
def positions(
    request: Asked,
    party: Annotated[str | None, QueryParameter(description="Name or alias of a party.", max_length=200)] = None,
    issue: Annotated[
        str | None, QueryParameter(description="Name of an issue, or words of it.", max_length=200)
    ] = None,
    at: Annotated[
        str | None,
        QueryParameter(description="As of this day, month or year.", max_length=40, examples=[example("2031-02-03")]),
    ] = None,
    after: AfterKey = None,
    limit: Limit = USUAL_LIMIT,
) -> PositionPage:
    """Where parties stand on issues: quotations and codes, in time."""
    snapshot = library_of(request).snapshot()
    day = day_asked(at or "")
    lines = snapshot.matrix(day)
    if party:
        name = party_named(snapshot.docket(), party)
        lines = tuple(line for line in lines if line.party == name)
    if issue:
        names = issues_named(snapshot.docket(), [line.issue for line in snapshot.matrix()], issue)
        lines = tuple(line for line in lines if line.issue in names)
    keys = [(line.party, line.issue) for line in lines]
    start = place_behind(["|".join(key) for key in keys], after)
    shown = keys[start : start + limit]
    cells = snapshot.cells_at(day, shown) if day else (snapshot.cells(party=p, issue=i)[0] for p, i in shown)
    following = "|".join(shown[-1]) if len(keys) > start + limit else None
    return PositionPage(items=snapshot.positions(cells), next=following)


@get("/proposals", sync_to_thread=True, responses=LISTED)
def proposals(request: Asked, after: AfterKey = None, limit: Limit = USUAL_LIMIT) -> ProposalPage:
    """Plans, drafts and accords."""
    return ProposalPage(**page_of(library_of(request).snapshot().proposals(after, limit + 1), limit))


@get("/meetings", sync_to_thread=True, responses=LISTED)
def meetings(request: Asked, after: AfterKey = None, limit: Limit = USUAL_LIMIT) -> MeetingPage:
    """Meetings, by day."""
    return MeetingPage(**page_of(library_of(request).snapshot().meetings(after, limit + 1), limit))


@get("/brief", sync_to_thread=True, responses=LISTED)
def brief(request: Asked, since: Day = None, until: Day = None) -> Brief:
    """A desk note of some days; of the record's latest day where none is given."""
    return library_of(request).brief(*days_asked(since or "", until or ""))


@get("/weights", sync_to_thread=True, responses=LISTED)
def weights(request: Asked, after: AfterKey = None, limit: Limit = USUAL_LIMIT) -> WeightPage:
    """What each statement weighs, heaviest first, as the sum it is."""
    return WeightPage(**page_of(library_of(request).snapshot().weights(after, limit + 1), limit))


@get("/answers", sync_to_thread=True, responses=LISTED)
def answers(request: Asked, after: AfterKey = None, limit: Limit = USUAL_LIMIT) -> AnswerPage:
    """Statements about statements: who dismissed, denied, confirmed or quoted whom."""
    return AnswerPage(**page_of(library_of(request).snapshot().answers(after, limit + 1), limit))


@get("/corrections", sync_to_thread=True, responses=LISTED)
def corrections(request: Asked) -> tuple[Correction, ...]:
    """The ledger of corrections, in its order."""
    return library_of(request).record.store.corrections()


@post("/corrections/new", sync_to_thread=True, responses=WRITTEN, status_code=201)
def new_correction(request: Asked, data: JSONBody[CorrectionRequest]) -> Correction:
    """Writes a correction into the ledger and applies it. Needs the token."""
    let_write(request, None)
    with open_store(library_of(request).options.record, write=True) as store:
        return correct(store, draft_from(store, data))


@post("/additions/new", sync_to_thread=True, responses=WRITTEN, status_code=202)
def new_addition(request: Asked, data: JSONBody[AdditionRequest]) -> Job:
    """Begins to read a page; the job tells how far it is. Needs the token."""
    let_write(request, None)
    library = library_of(request)
    library.gate.pass_through(request)
    if data.url:
        if not data.url.lower().startswith(("http://", "https://")):
            raise UsageError("an address begins with http:// or https://")
        upload = Upload(name=data.url)
    elif data.text and data.text.strip():
        upload = Upload(name=f"{data.name[:80]}.txt", data=data.text.encode("utf-8", "replace"))
    else:
        raise UsageError("give a text or a url")
    return library.adder.add([upload], secrets.token_hex(8))


@get("/additions/{id:str}", sync_to_thread=True, responses=FOUND)
def addition(request: Asked, id: FromPath[str]) -> Job:  # noqa: A002 - the name in the path
    """How far an addition is, what it added and what it refused."""
    job = library_of(request).adder.job(id)
    if job is None:
        raise NotFoundException(f"No addition {id} is remembered.")
    return job


HANDLERS: tuple[Any, ...] = (
    docket,
    positions,
    proposals,
    meetings,
    brief,
    weights,
    answers,
    corrections,
    new_correction,
    new_addition,
    addition,
)
