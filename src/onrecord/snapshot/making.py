"""What a record adds up to -> the pieces of a snapshot. Pure.

A group whose source is the very object of last time, or equal to it, is neither made nor written again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from onrecord.docket.moments import moments_of
from onrecord.people.finding import words_of
from onrecord.records.answer import Answer
from onrecord.records.brief import Brief
from onrecord.records.corpus import Corpus
from onrecord.records.docket import OTHER, Coding
from onrecord.records.judged import Judged
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.person import Person
from onrecord.records.position import Position
from onrecord.records.proposal import Proposal
from onrecord.records.weight import Weighed, Weight
from onrecord.snapshot.pieces import DOCUMENT, Group, Piece
from onrecord.snapshot.views import Cell, ChangeLine, Desk, Heard, MeetingLine, PersonLine, ProposalLine, StanceLine

# Lines of a desk note's section on its page; the API has all.
DESK_LINES: Final = 100
# Changes of position on the timeline.
_CHANGES: Final = 100
# Marks the two sorts of other names a person has: a spelling, and a word of one by its sounds.
SPELT, SOUNDED = "=", "~"


class Material(Struct, frozen=True, kw_only=True):
    """All that a record adds up to.

    Attributes:
        corpus: Stories and statements.
        judged: Seen through the docket.
        weighed: Answers and weights.
        people: Everybody, most statements first.
        brief: Of the latest day.
    """

    corpus: Corpus
    judged: Judged
    weighed: Weighed
    people: tuple[Person, ...]
    brief: Brief


def make_groups(material: Material) -> Iterator[Group]:
    """Yields every piece of a snapshot but its head, grouped by what they are made of."""
    judged = material.judged
    yield document("docket", judged.docket)
    yield document("brief", material.brief)
    yield document("desk", desk_of(material.brief))
    yield document("days", days_of(judged.positions))
    yield document("changes", changes_of(judged.positions))
    for number, position in enumerate(judged.positions):
        name = f"position {cell_key(position.party, position.issue)}"
        yield Group(name=name, source=(number, position), pieces=partial(_position, number, position))
    for party, heard in heard_of(judged.codings).items():
        yield Group(name=f"heard {party}", source=heard, pieces=partial(_one, "heard", party, heard))
    yield Group(name="proposals", source=judged.proposals, pieces=partial(_proposals, judged.proposals))
    yield Group(name="meetings", source=judged.meetings, pieces=partial(_meetings, judged.meetings))
    for weight in material.weighed.weights:
        yield Group(name=f"weight {weight.statement}", source=weight, pieces=partial(_weight, weight))
    for statement, answers in groupby(material.weighed.answers, key=lambda answer: answer.statement):
        found = tuple(answers)
        yield Group(name=f"answers {statement}", source=found, pieces=partial(_answers, found))
    days = {statement.id: statement.when or "" for statement in material.corpus.statements}
    for person in material.people:
        said = _newest_first(person.statements, days)
        yield Group(name=f"person {person.id}", source=(person, said), pieces=partial(_person, person, said))


def document(name: str, thing: Any) -> Group:
    """Returns what there is one of."""
    return Group(name=f"document {name}", source=thing, pieces=partial(_one, DOCUMENT, name, thing))


def _one(kind: str, key: str, thing: Any) -> list[Piece]:
    return [Piece(kind=kind, key=key, thing=thing)]


def desk_of(brief: Brief) -> Desk:
    """Returns a desk note with as many lines as its page shows."""
    return Desk(
        brief=replace(brief, sections=tuple(replace(one, lines=one.lines[:DESK_LINES]) for one in brief.sections)),
        totals={section.name: len(section.lines) for section in brief.sections},
    )


def days_of(positions: Iterable[Position]) -> list[str]:
    """Returns the days that have a statement on an issue, in order."""
    return sorted({step.when for position in positions for step in position.steps if step.when})


def changes_of(positions: Iterable[Position]) -> list[ChangeLine]:
    """Returns the latest changes of position, newest first; what is no party's issue is left out."""
    found = [
        ChangeLine(party=position.party, issue=position.issue, change=change)
        for position in positions
        for change in position.changes
        if position.issue != OTHER and change.kind != "first"
    ]
    found.sort(key=lambda one: (one.change.when or "", one.change.statement), reverse=True)
    return found[:_CHANGES]


def heard_of(codings: Iterable[Coding]) -> dict[str, Heard]:
    """Returns when each party spoke."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in codings:
        if coding.when:
            for party in coding.parties:
                counted[party.party][coding.when[:10]] += 1
    return {
        party: Heard(days=tuple(sorted(days)), times=tuple(days[day] for day in sorted(days)))
        for party, days in counted.items()
    }


def cell_of(position: Position) -> Cell:
    """Returns a position without its statements."""
    shown = next((step for step in position.steps if step.statement == position.current[0]), None)
    return Cell(position=replace(position, steps=()), shown=shown, statements=len(position.steps))


def cell_key(party: str, issue: str) -> str:
    """Returns the key of a position, which is also the list of its statements."""
    return f"{party}\x1f{issue}"


def _position(number: int, position: Position) -> Iterator[Piece]:
    key = cell_key(position.party, position.issue)
    names = (f"party\x1f{position.party}", f"issue\x1f{position.issue}")
    yield Piece(kind="position", key=key, thing=cell_of(position), place=number, names=names)
    yield Piece(kind="moments", key=key, thing=moments_of(position), place=number)
    for place, step in enumerate(position.steps):
        yield Piece(kind="step", key=f"{key}\x1f{step.statement}", part=key, thing=step, place=place)


def _proposals(proposals: Iterable[Proposal]) -> Iterator[Piece]:
    stances: dict[str, list[StanceLine]] = defaultdict(list)
    for number, one in enumerate(proposals):
        yield Piece(kind="proposal", key=one.id, thing=one, place=number, names=(one.name,))
        line = ProposalLine(
            id=one.id,
            name=one.name,
            status=one.status,
            since=one.since,
            by=one.by,
            versions=len(one.versions),
            mentions=len(one.mentions),
        )
        yield Piece(kind="proposal line", key=one.id, thing=line, place=number)
        for stance in one.stances:
            stances[stance.party].append(StanceLine(id=one.id, name=one.name, stance=stance))
    for party, said in stances.items():
        yield Piece(kind="stances", key=party, thing=said)


def _meetings(meetings: Iterable[JoinedMeeting]) -> Iterator[Piece]:
    """By day, as they come; their lines latest first, undated last."""
    known = tuple(meetings)
    for number, one in enumerate(known):
        names = tuple(dict.fromkeys(report.meeting for report in one.reports))
        yield Piece(kind="meeting", key=one.id, thing=one, place=number, names=names)
    dated = sorted((one for one in known if one.start), key=lambda one: (one.start or "", one.id), reverse=True)
    for number, one in enumerate([*dated, *(one for one in known if not one.start)]):
        yield Piece(kind="meeting line", key=one.id, thing=_meeting_line(one), place=number)


def _meeting_line(one: JoinedMeeting) -> MeetingLine:
    return MeetingLine(
        id=one.id,
        who=one.who,
        what=one.reports[0].what,
        where=one.where,
        start=one.start,
        end=one.end,
        when=one.when,
        kind=one.kind,
        status=one.status,
        history=one.history,
        reports=len(one.reports),
        said=len(one.said),
    )


def _weight(weight: Weight) -> Iterator[Piece]:
    yield Piece(kind="weight", key=weight.statement, thing=weight, place=-weight.total)


def _answers(answers: Iterable[Answer]) -> Iterator[Piece]:
    """Keyed so that their own order is that of the keys: by the answering statement."""
    for number, answer in enumerate(answers):
        names = (answer.statement,) if answer.to_statement is None else (answer.statement, answer.to_statement)
        yield Piece(kind="answer", key=f"{answer.statement}.{number:04}", thing=answer, names=names)


def _person(person: Person, said: tuple[str, ...]) -> Iterator[Piece]:
    place = float(-len(person.statements))
    spelt = [SPELT + spelling.text for spelling in person.spellings]
    sounded = sorted({SOUNDED + word for spelling in person.spellings for word in words_of(spelling.text)})
    names = (*spelt, *sounded)
    yield Piece(kind="person", key=person.id, thing=person, place=place, then_by=person.name, names=names)
    yield Piece(kind="person line", key=person.id, thing=line_of(person), place=place, then_by=person.name)
    yield Piece(kind="said", key=person.id, thing=said)


def _newest_first(statements: tuple[str, ...], days: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(statements, key=lambda name: (days.get(name, ""), name), reverse=True))


def line_of(person: Person) -> PersonLine:
    """Returns a person as a line of the list."""
    # The office that most pages give: the latest may be one page's, in another language.
    usual: Any = max(person.offices, key=lambda one: (not one.former, one.pages, one.last or ""), default=None)
    return PersonLine(
        id=person.id,
        name=person.name,
        office=usual.office if usual else None,
        of=(usual.on_behalf_of or usual.country) if usual else None,
        statements=len(person.statements),
        pages=person.pages,
        first=person.first,
        last=person.last,
        certainty=person.certainty,
    )
