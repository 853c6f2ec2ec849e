"""A record that is open: the one object behind the Python API, the commands, the web page and the HTTP API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Self, TypeVar

from onrecord.errors import UsageError
from onrecord.records.answer import Answer
from onrecord.records.brief import Brief
from onrecord.records.capture import Capture
from onrecord.records.check import Check
from onrecord.records.corpus import Corpus
from onrecord.records.correction import Correction
from onrecord.records.docket import Docket
from onrecord.records.entry import Entry, PageRef
from onrecord.records.judged import Judged
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.person import Person
from onrecord.records.position import Position
from onrecord.records.proposal import Proposal
from onrecord.records.reading import Reading
from onrecord.records.revision import Revision
from onrecord.records.statement import Statement
from onrecord.records.story import Story, StoryTable
from onrecord.records.trace import Trace
from onrecord.records.weight import Weighed, Weight
from onrecord.store.contract import EVERYTHING, Counts, Filter, Kept, Store

Found = TypeVar("Found")

# A shortened id: its prefix, the underscore, and this many characters at least.
_MIN_ID = 4
# Up to so many statements, to ask for the captures of their pages alone is quicker than for all there are.
_FEW = 100
_MOST_CHOICES = 8  # people of one name that an error lists; more do not fit a line


class Record:
    """A record that is open; ``close`` it when done, or use it in a ``with`` statement.

    What is derived from the record (stories, statements, ...) is found once and holds until the record changes.

    Attributes:
        store: Where it lies.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._derived: dict[str, tuple[int, Any]] = {}

    def derived(self, name: str, find: Callable[[], Found]) -> Found:
        """Returns what `find` yields, found anew only when the record has changed since it was last asked for."""
        version = self.store.version()
        known = self._derived.get(name)
        if known is None or known[0] != version:
            known = version, find()
            self._derived[name] = known
        found: Found = known[1]
        return found

    # What was said, across pages.

    def corpus(self) -> Corpus:
        """Returns all stories and statements."""
        from onrecord.run.corpus import load_corpus  # noqa: PLC0415 - loads the stages; importing the package must not

        return load_corpus(self.store)

    def _is_joined(self) -> bool:
        from onrecord.run.corpus import is_joined  # noqa: PLC0415 - same

        return is_joined(self.store)

    def _marked(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        from onrecord.pipeline.revising import mark_moved  # noqa: PLC0415 - same
        from onrecord.run.corpus import find_newest  # noqa: PLC0415 - same

        found = tuple(statements)
        if len(found) > _FEW:
            return mark_moved(found, self.derived("newest", lambda: find_newest(self.store)))
        pages = {variant.page.id for statement in found for variant in statement.variants}
        return mark_moved(found, find_newest(self.store, pages))

    def revisions(self, name: str | None = None) -> tuple[Revision, ...]:
        """Returns what changed on pages that were read more than once with other bytes.

        Args:
            name: A page's URL, path or id; left out, all pages.
        """
        from onrecord.pipeline.revising import find_revisions  # noqa: PLC0415 - same

        found: list[Revision] = []
        for address, captures in self.store.captures_of().items():
            if name is None or name == address or any(name in (c.page.id, c.page.path) for c in captures):
                found += find_revisions(captures)
        return tuple(found)

    def stories(self) -> tuple[Story, ...]:
        """Returns the stories: pages that are copies of one report; by id."""
        return self.corpus().stories

    def story(self, name: str) -> Story | None:
        """Returns the story of this id, of an id it once had, of a page in it, or of the beginning of its id.

        Raises:
            UsageError: If the beginning fits several.
        """
        if self._is_joined():
            return self.store.story(name)
        of_page = [story for story in self.stories() if any(copy.id == name for copy in story.pages)]
        return of_page[0] if of_page else _one_named(name, {story.story: story for story in self.stories()})

    def story_table(self, story: Story) -> StoryTable:
        """Returns the paragraphs of a story through its copies."""
        from onrecord.pipeline.keeping import open_story  # noqa: PLC0415 - same

        readings = (self.store.reading(copy.id) for copy in story.pages)
        return open_story(story, (reading for reading in readings if reading is not None))

    def statements(self, wanted: Filter = EVERYTHING) -> tuple[Statement, ...]:
        """Returns the statements of which at least one variant is wanted; by id."""
        if wanted == EVERYTHING:
            return self.corpus().statements
        if self._is_joined():
            return self._marked(self.store.statements(wanted))
        ids = {entry.attribution.id for entry in self.store.entries(wanted)}
        return tuple(
            statement
            for statement in self.corpus().statements
            if any(variant.attribution in ids for variant in statement.variants)
        )

    def statements_of(self, names: Sequence[str]) -> tuple[Statement, ...]:
        """Returns the statements of these ids, in their order; those that there are."""
        found = self.store.statements_of(names)
        return self._marked(found[name] for name in names if name in found)

    def statements_behind(self, after: str, wanted: Filter = EVERYTHING) -> Iterator[Statement]:
        """Yields the statements behind an id of which at least one variant is wanted, by id."""
        if not self._is_joined():
            yield from (one for one in self.statements(wanted) if one.id > after)
            return
        found = self.store.statements(wanted, after=after)
        while batch := tuple(islice(found, _FEW)):
            yield from self._marked(batch)

    def stories_behind(self, after: str) -> Iterator[Story]:
        """Yields the stories behind an id, by id."""
        if self._is_joined():
            yield from self.store.stories(after=after)
        else:
            yield from (one for one in self.stories() if one.story > after)

    def statement(self, name: str) -> Statement | None:
        """Returns the statement of this id, of one it once had, of an attribution in it, or of its beginning.

        Raises:
            UsageError: If the beginning fits several.
        """
        if self._is_joined():
            found = self.store.statement(name)
            return None if found is None else self._marked([found])[0]
        statements = self.corpus().statements
        of_attribution = [one for one in statements if any(v.attribution == name for v in one.variants)]
        return of_attribution[0] if of_attribution else _one_named(name, {one.id: one for one in statements})

    def people(self, name: str | None = None) -> tuple[Person, ...]:
        """Returns who is on record by name, most statements first.

        Args:
            name: Words of a name in any script and spelling, or an id; left out, everybody.
        """
        from onrecord.people.finding import named  # noqa: PLC0415 - same
        from onrecord.run.people import load_people  # noqa: PLC0415 - same

        found = self.derived("people", lambda: load_people(self.store))
        if name is not None:
            return named(found, name)
        return tuple(sorted(found, key=lambda person: (-len(person.statements), person.name, person.id)))

    def person(self, name: str) -> Person:
        """Returns the one person whom `name` means: words of a name in any script and spelling, or an id.

        Raises:
            UsageError: If it is nobody's, or several people's; then they are listed.
        """
        found = self.people(name)
        if not found:
            raise UsageError(f"{name}: nobody on record has this full name; a surname that no page introduces has none")
        if len(found) > 1:
            choices = "; ".join(_describe(person) for person in found[:_MOST_CHOICES])
            raise UsageError(f"{name} is {len(found)} people: {choices}; give the id of one")
        return found[0]

    # The record seen through a docket; through the one that it suggests itself where none is given.

    def judged(self, docket: Docket | None = None) -> Judged:
        """Returns everything that a docket makes of the record: codings, positions, proposals, meetings."""
        from onrecord.run.judging import load_judged  # noqa: PLC0415 - loads the stages

        return load_judged(self.store, docket)

    def positions(
        self,
        docket: Docket | None = None,
        *,
        party: str | None = None,
        issue: str | None = None,
        until: str | None = None,
    ) -> tuple[Position, ...]:
        """Returns where each party stands on each issue.

        Args:
            docket: The docket.
            party: Name or alias of a party, or a country's code.
            issue: Name of an issue or proposal, or words of one.
            until: ISO 8601 day: the positions as of then.

        Raises:
            UsageError: If the docket has no such party or issue.
        """
        from onrecord.run.judging import load_positions  # noqa: PLC0415 - same

        return load_positions(self.store, docket, party=party, issue=issue, until=until)

    def proposals(self, docket: Docket | None = None) -> tuple[Proposal, ...]:
        """Returns the plans, drafts and accords: those of the docket, then others that the pages tell of."""
        return self.judged(docket).proposals

    def meetings(self, docket: Docket | None = None) -> tuple[JoinedMeeting, ...]:
        """Returns who met whom, by day."""
        return self.judged(docket).meetings

    def answers(self, docket: Docket | None = None, *, as_of: str | None = None) -> tuple[Answer, ...]:
        """Returns who dismissed, denied, confirmed or quoted whom; as of a day, the latest where left out."""
        return self._weighed(docket, as_of).answers

    def weights(self, docket: Docket | None = None, *, as_of: str | None = None) -> tuple[Weight, ...]:
        """Returns how much each statement matters and why, heaviest first; as of a day, the latest where left out."""
        return self._weighed(docket, as_of).weights

    def brief(self, docket: Docket | None = None, *, since: str | None = None, until: str | None = None) -> Brief:
        """Returns the desk note of some days, ISO 8601; of the record's latest day where none is given."""
        from onrecord.run.briefing import load_brief  # noqa: PLC0415 - loads the stages

        return load_brief(self.store, docket, since=since, until=until)

    def _weighed(self, docket: Docket | None, as_of: str | None) -> Weighed:
        from onrecord.run.briefing import load_weighed  # noqa: PLC0415 - loads the stages

        return load_weighed(self.store, docket, as_of=as_of)

    def check(self, quotation: str, speaker: str | None = None) -> Check:
        """Returns whether `speaker`, or anybody, said these words, with the sources and the differences."""
        from onrecord.pipeline.checking import check_quotation  # noqa: PLC0415 - loads the stages

        return check_quotation(quotation, speaker, self._finder())

    def check_reading(self, reading: Reading, speaker: str | None = None) -> tuple[Check, ...]:
        """Returns the verdict on each quotation of a text; its speaker is whom the text gives, unless one is named."""
        from onrecord.pipeline.checking import check_reading  # noqa: PLC0415 - loads the stages

        return check_reading(reading, self._finder(), speaker)

    def trace(self, statement: Statement) -> Trace:
        """Returns through whose hands a statement came to each of its pages."""
        from onrecord.pipeline.checking import trace_statement  # noqa: PLC0415 - loads the stages

        return trace_statement(statement, self.stories())

    def _finder(self) -> Callable[[str], Iterable[Statement]]:
        from onrecord.run.checking import open_finder  # noqa: PLC0415 - loads the stages

        return self.derived("finder", lambda: open_finder(self.store))

    # What was read, page by page: the store's own.

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """See `Store.entries`."""
        return self.store.entries(wanted)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """See `Store.count`."""
        return self.store.count(wanted)

    def readings(self, wanted: Filter = EVERYTHING) -> Iterator[Reading]:
        """See `Store.readings`."""
        return self.store.readings(wanted)

    def reading(self, page: str) -> Reading | None:
        """See `Store.reading`."""
        return self.store.reading(page)

    def pages_named(self, name: str) -> tuple[PageRef, ...]:
        """See `Store.pages_named`."""
        return self.store.pages_named(name)

    def capture(self, sha256: str) -> bytes | None:
        """See `Store.capture`."""
        return self.store.capture(sha256)

    def counts(self) -> Counts:
        """See `Store.counts`."""
        return self.store.counts()

    def keep(self, capture: Capture, reading: Reading) -> Kept:
        """See `Store.keep`."""
        return self.store.keep(capture, reading)

    def corrections(self) -> tuple[Correction, ...]:
        """Returns the ledger of corrections."""
        return self.store.corrections()

    def correct(self, kind: str, *, who: str, why: str, **fields: Any) -> Correction:
        """Writes a correction into the ledger and applies it; the record must be open for writing.

        Args:
            kind: What is wrong: ``speaker``, ``not_a_statement``, ``same_statement``, ...
            who: Who corrects.
            why: Why.
            fields: As the kind needs; see `onrecord.run.correcting.CorrectionRequest`.

        Raises:
            UsageError: If it makes no sense; nothing is written then.
        """
        from onrecord.run.correcting import correct, draft_from, request_of  # noqa: PLC0415 - loads the stages

        return correct(self.store, draft_from(self.store, request_of(kind=kind, who=who, why=why, **fields)))

    def close(self) -> None:
        """Lets go of the record."""
        self.store.close()

    def __enter__(self) -> Self:
        """Returns the record itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()


def _describe(person: Person) -> str:
    """Returns what tells a person from others of the name: id, name, the office on most pages, statements."""
    office = max(person.offices, key=lambda tenure: tenure.pages).office if person.offices else "no office given"
    return f"{person.id} {person.name} ({office}, {len(person.statements)} statements)"


def _one_named(name: str, things: dict[str, Found]) -> Found | None:
    if name in things or len(name) < _MIN_ID:
        return things.get(name)
    fitting = sorted(key for key in things if key.startswith(name.lower()))
    if len(fitting) > 1:
        raise UsageError(f"{name} is the beginning of {len(fitting)} ids: {', '.join(fitting[:5])}; give more of it")
    return things[fitting[0]] if fitting else None
