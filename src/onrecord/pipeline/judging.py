"""Record and docket -> what they make of each other: the stages of a negotiation, in their order. Pure.

acts -> issues and parties -> positions -> proposals -> meetings. Answers and weights take the same statements and
codings; see `judge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from onrecord.acts import acts_of
from onrecord.docket import (
    IssueIndex,
    PageNotes,
    PartyIndex,
    code_statement,
    find_positions,
    find_proposals_of,
    group_mentions,
    join_meetings,
    learn_people,
    meant_by,
    names_of,
    note_page,
    parties_of,
    places_of,
    suggest_docket,
)
from onrecord.docket.code import Where
from onrecord.docket.positions import Known
from onrecord.records.act import Doing
from onrecord.records.corpus import Corpus
from onrecord.records.docket import OTHER, Coding, Docket, IssueMatch
from onrecord.records.ids import content_id
from onrecord.records.judged import Judged
from onrecord.records.position import Position
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement

# How many codings are remembered for each statement of the record: three dockets' worth, and some for small records.
_KEPT, _FEW = 3, 1_000


class Memory:
    """What was found of single statements and pages, so that after one new page only that page is looked at anew.

    Everything in it is a function of its key: to lose it costs time and changes nothing.
    """

    def __init__(self) -> None:
        self.notes: dict[object, PageNotes] = {}
        self.doings: dict[object, Doing] = {}
        self.codings: dict[object, Coding] = {}
        self.steps: Known = {}
        self.phrases: dict[str, tuple[str, ...]] = {}

    def forget(self, used: dict[object, Coding]) -> None:
        """Drops what is remembered of statements, but for `used`: a record that is watched for months changes often."""
        self.codings = dict(used)
        self.doings.clear()
        self.steps.clear()
        self.phrases.clear()


def note_pages(
    readings: Iterable[Reading], names: tuple[tuple[str, str], ...] = (), memory: Memory | None = None
) -> dict[str, PageNotes]:
    """Returns what the docket's stages need of each page, by page id.

    Args:
        readings: The pages.
        names: Phrases of the docket's proposals: the notes change with nothing else of a docket.
        memory: Of earlier calls.
    """
    known = memory.notes if memory is not None else {}
    found: dict[str, PageNotes] = {}
    for reading in readings:
        key = (reading.page.id, reading.model, hash(reading.attributions), hash(reading.meetings), names)
        notes = known.get(key)
        if notes is None:
            notes = known[key] = note_page(reading, names)
        found[reading.page.id] = notes
    return found


def draft_docket(corpus: Corpus, readings: Callable[[], Iterable[Reading]], memory: Memory | None = None) -> Docket:
    """Returns a docket drafted from a record."""
    notes = note_pages(readings(), (), memory)
    return suggest_docket(corpus.statements, notes, known=memory.phrases if memory else None)


def judge(
    corpus: Corpus,
    readings: Callable[[], Iterable[Reading]],
    docket: Docket | None = None,
    memory: Memory | None = None,
    *,
    corrected: Mapping[str, str] | None = None,
) -> Judged:
    """Returns what a docket makes of a record; the same whatever the order of statements and readings.

    Args:
        corpus: Stories and statements of the record.
        readings: Yields all its readings, anew at each call.
        docket: The docket; ``None`` drafts one from the record.
        memory: Of earlier calls; makes it faster and no different.
        corrected: Attribution id to the issue that a person gave it; empty for none. One that the docket does not
            have is left to another docket.
    """
    memory = memory or Memory()
    chosen = docket if docket is not None else draft_docket(corpus, readings, memory)
    # A drafted docket's proposals are what the pages themselves name: looking for them again would find them again.
    working = replace(chosen, proposals=()) if chosen.suggested else chosen
    notes = note_pages(readings(), names_of(working), memory)
    introductions = [pair for page in sorted(notes) for pair in notes[page].introductions]
    parties = PartyIndex(working, learn_people(introductions, working))
    groups = group_mentions(notes, working, parties)
    meant = meant_by(groups, notes)
    statements = {statement.id: statement for statement in sorted(corpus.statements, key=lambda s: s.id)}
    places = {key: places_of(statement, notes, meant) for key, statement in statements.items()}
    home = {copy.id: story.story for story in corpus.stories for copy in story.pages}
    codings = code_statements(statements, places, parties, working, memory)
    if corrected:
        names = {name.casefold(): name for name in _issue_names(working)}
        codings = {key: _as_corrected(coding, statements[key], corrected, names) for key, coding in codings.items()}
    return Judged(
        docket=chosen,
        codings=tuple(codings.values()),
        positions=find_positions(statements, codings.values(), working, known=memory.steps),
        proposals=find_proposals_of(groups, notes, meant, parties, (statements, codings)),
        meetings=join_meetings(notes, parties, (statements, codings), home),
    )


def code_statements(
    statements: Mapping[str, Statement],
    places: Mapping[str, Where],
    parties: PartyIndex,
    docket: Docket,
    memory: Memory,
) -> dict[str, Coding]:
    """Returns the codings by statement id, in the order of `statements`.

    Args:
        statements: By id.
        places: By statement id: what the pages tell of where it stands.
        parties: Of the docket.
        docket: The docket.
        memory: Of earlier calls.
    """
    issues = IssueIndex(docket)
    # The docket once, by a short name of its content: it would be hashed anew for every statement.
    lens = content_id("dk", msgspec.json.encode(docket).decode())
    found: dict[str, Coding] = {}
    used: dict[object, Coding] = {}
    for statement in statements.values():
        best = statement.variants[0]
        words = (
            statement.id,
            statement.quote,
            best.cue,
            best.polarity,
            best.certainty,
            best.directness,
            best.to,
            statement.when,
        )
        place = places[statement.id]
        # Whom other pages introduce as whose is in the answer, so that a new page leaves the others' codings alone.
        key = (lens, words, statement.speaker, parties_of(statement.speaker, parties), place)
        coding = memory.codings.get(key)
        if coding is None:
            party = _names_of_side(statement, parties)
            doing = memory.doings.get((words, statement.speaker, party))
            if doing is None:
                doing = memory.doings[words, statement.speaker, party] = acts_of(statement, party)
            coding = memory.codings[key] = code_statement(statement, doing, parties, issues, place)
        found[statement.id] = coding
        used[key] = coding
    if len(memory.codings) > _KEPT * len(statements) + _FEW:
        memory.forget(used)
    return found


def _issue_names(docket: Docket) -> list[str]:
    return [OTHER, *(issue.name for issue in docket.issues), *(proposal.name for proposal in docket.proposals)]


def _as_corrected(
    coding: Coding, statement: Statement, corrected: Mapping[str, str], names: Mapping[str, str]
) -> Coding:
    """Returns the coding with the issue that a person gave one of the statement's wordings, the best one's first."""
    given = [corrected[v.attribution] for v in statement.variants if v.attribution in corrected]
    known = [names[(issue or OTHER).casefold()] for issue in given if (issue or OTHER).casefold() in names]
    if not known:
        return coding
    match = IssueMatch(issue=known[0], subissue=None, score=1.0, by="person", words="", marks=())
    return replace(coding, issues=(match,))


def _names_of_side(statement: Statement, parties: PartyIndex) -> tuple[str, ...]:
    """Returns the names of the party that a speaker speaks for: what it does itself is told from what others do."""
    sides = [parties.parties[match.party] for match in parties_of(statement.speaker, parties)]
    return tuple(name for side in sides for name in (side.name, *side.aliases, *side.bodies))


def positions_at(judged: Judged, corpus: Corpus, until: str | None) -> tuple[Position, ...]:
    """Returns the positions as of a day.

    Args:
        judged: Of the record.
        corpus: The same record's statements.
        until: ISO 8601 day; ``None`` for all time.
    """
    if until is None:
        return judged.positions
    statements = {statement.id: statement for statement in corpus.statements}
    return find_positions(statements, judged.codings, judged.docket, until=until)
