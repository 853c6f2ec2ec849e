"""Record and docket -> what they make of each other: the stages of a negotiation, in their order. Pure.

acts -> issues and parties -> positions -> proposals -> meetings. Answers and weights take the same statements and
codings; see `judge`. What is kept from one call to the next is in `onrecord.pipeline.viewing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from onrecord.docket import PageNotes, find_positions, names_of, note_page, suggest_docket
from onrecord.pipeline.viewing import View
from onrecord.records.corpus import Corpus
from onrecord.records.docket import Docket
from onrecord.records.judged import Judged
from onrecord.records.position import Position
from onrecord.records.reading import Reading

# Phrases of the docket's proposals, each with the proposal's name: the notes change with nothing else of a docket.
Names = tuple[tuple[str, str], ...]
Notes = Mapping[str, PageNotes]

# Views that are kept: of the dockets that were asked for last.
_MOST_VIEWS = 3


class Memory:
    """What was found of a record through dockets, so that after a change only what it touches is looked at anew.

    To lose it costs time and changes nothing.
    """

    def __init__(self) -> None:
        self.notes: dict[object, PageNotes] = {}
        self.phrases: dict[str, tuple[str, ...]] = {}
        self._views: dict[Docket | None, View] = {}

    def view(self, docket: Docket | None, working: Docket) -> View:
        """Returns the view through a docket.

        Args:
            docket: As it was given; ``None`` for the one that the record suggests.
            working: The docket to look through.
        """
        found = self._views.pop(docket, None)
        if found is None or found.docket.parties != working.parties:
            found = View(working, found)
        self._views[docket] = found
        for old in [*self._views][:-_MOST_VIEWS]:
            del self._views[old]
        return found

    def view_of(self, judged: Judged) -> View | None:
        """Returns the view that yielded `judged` last; ``None`` where it has gone on."""
        return next((view for view in self._views.values() if view.judged is judged), None)


def note_pages(readings: Iterable[Reading], names: Names = (), memory: Memory | None = None) -> dict[str, PageNotes]:
    """Returns what the docket's stages need of each page, by page id.

    Args:
        readings: The pages.
        names: From `onrecord.docket.names_of`.
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
    return judge_noted(corpus, lambda names: note_pages(readings(), names, memory), docket, memory, corrected=corrected)


def judge_noted(
    corpus: Corpus,
    note: Callable[[Names], Notes],
    docket: Docket | None = None,
    memory: Memory | None = None,
    *,
    corrected: Mapping[str, str] | None = None,
) -> Judged:
    """Returns the same, of pages that are noted already.

    With a memory, what comes out as it did at the last call is the very same object: each coding, position, proposal
    and meeting, as long as unchanged statements, stories and notes are the very same objects too.

    Args:
        corpus: Stories and statements of the record.
        note: Returns the notes of all its pages by page id, given the phrases of the docket's proposals.
        docket: The docket; ``None`` drafts one from the record.
        memory: Of earlier calls; makes it faster and no different.
        corrected: As for `judge`.
    """
    memory = memory or Memory()
    corpus = replace(corpus, statements=tuple(sorted(corpus.statements, key=lambda one: one.id)))
    chosen = docket if docket is not None else suggest_docket(corpus.statements, note(()), known=memory.phrases)
    # A drafted docket's proposals are what the pages themselves name: looking for them again would find them again.
    working = replace(chosen, proposals=()) if chosen.suggested else chosen
    view = memory.view(docket, working)
    return view.update(corpus, note(names_of(working)), chosen, corrected or {})


def positions_at(
    judged: Judged, corpus: Corpus, until: str | None, memory: Memory | None = None
) -> tuple[Position, ...]:
    """Returns the positions as of a day.

    Args:
        judged: Of the record.
        corpus: The same record's statements.
        until: ISO 8601 day; ``None`` for all time.
        memory: That `judged` was found with; makes it faster and no different.
    """
    if until is None:
        return judged.positions
    view = memory.view_of(judged) if memory is not None else None
    if view is not None:
        return view.standing.positions(judged.docket, until)
    statements = {statement.id: statement for statement in corpus.statements}
    return find_positions(statements, judged.codings, judged.docket, until=until)
