"""One statement against the docket: for whom, on what, doing what, how high."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from onrecord.docket.issues import AROUND, IssueIndex
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex, parties_of
from onrecord.docket.ranks import GOVERNMENT, rank_of
from onrecord.records.act import Doing, Mark
from onrecord.records.actor import Actor
from onrecord.records.docket import OTHER, Coding, IssueMatch, PartyMatch, Rank
from onrecord.records.statement import Statement

# The page's words name a proposal, or stand for one that it named before: not always as surely as a name in the docket.
_NAMED = 0.9


class ProposalName(Struct, frozen=True):
    """The proposal that a mention on a page means.

    Attributes:
        proposal: Its name.
        version: Name of the version, where the words tell one.
        words: The words of the mention.
    """

    proposal: str
    version: str | None
    words: str


# Page id and number of a mention there to what it means.
Meant = Mapping[tuple[str, int], ProposalName]
# The words around a statement, the proposals in it, the proposals beside it.
Where = tuple[str, tuple[ProposalName, ...], tuple[ProposalName, ...]]


def places_of(statement: Statement, notes: Mapping[str, PageNotes], meant: Meant) -> Where:
    """Returns what the pages tell of where a statement stands: its surroundings, proposals in it, proposals beside it.

    Taken from the best-supported variant that has any of it.
    """
    around = ""
    inside: tuple[ProposalName, ...] = ()
    near: tuple[ProposalName, ...] = ()
    for variant in statement.variants:
        page = notes.get(variant.page.id)
        place = page.places.get(variant.attribution) if page else None
        if place is None:
            continue
        around = around or place.around
        if place.proposals and not inside:
            inside = _meant(variant.page.id, place.proposals, meant)
        if place.near and not near:
            near = _meant(variant.page.id, place.near, meant)
    return around, inside, near


def _meant(page: str, numbers: tuple[int, ...], meant: Meant) -> tuple[ProposalName, ...]:
    return tuple(dict.fromkeys(name for number in numbers if (name := meant.get((page, number))) is not None))


def code_statement(
    statement: Statement,
    doing: Doing,
    parties: PartyIndex,
    issues: IssueIndex,
    place: Where = ("", (), ()),
) -> Coding:
    """Returns one statement coded against a docket; a function of the statement's words and of what `place` says.

    Args:
        statement: The statement.
        doing: What it does.
        parties: Of the docket.
        issues: Of the docket.
        place: From `places_of`.
    """
    spoken_for = parties_of(statement.speaker, parties)
    return Coding(
        statement=statement.id,
        parties=spoken_for,
        issues=_issues(statement.quote, issues, place),
        doing=doing,
        rank=_rank(statement.speaker, spoken_for, parties),
        when=statement.when,
    )


def _rank(speaker: Actor, spoken_for: tuple[PartyMatch, ...], parties: PartyIndex) -> Rank:
    """Returns the rank; a party that speaks by its own name ("Kavelia said") is its government."""
    by_name = next((match.words for match in spoken_for if match.by == "name"), None)
    if speaker.type in {"unresolved", "organisation"} and by_name and parties.named(by_name):
        return Rank(level=GOVERNMENT, words=by_name)
    return rank_of(speaker)


def _issues(quote: str, index: IssueIndex, place: Where) -> tuple[IssueMatch, ...]:
    around, inside, near = place
    found = list(index.match(quote, around))
    proposals = [_proposal(name, quote, near=False) for name in inside]
    if not proposals and found[0].by in {"none", "sentence"}:
        proposals = [_proposal(name, quote, near=True) for name in near[:1]]
    if proposals and found[0].issue == OTHER:
        found = []
    best: dict[str, IssueMatch] = {}
    for match in (*found, *proposals):
        if match.issue not in best or match.score > best[match.issue].score:
            best[match.issue] = match
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def _proposal(name: ProposalName, quote: str, *, near: bool) -> IssueMatch:
    start = quote.find(name.words)
    mark = (Mark(text="content", start=start, end=start + len(name.words)),) if start >= 0 and not near else ()
    return IssueMatch(
        issue=name.proposal,
        subissue=name.version,
        score=_NAMED * AROUND if near else _NAMED,
        by="sentence" if near else "proposal",
        words=name.words,
        marks=mark,
    )
