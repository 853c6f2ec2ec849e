"""A record on a server, with the methods of one that is open here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Protocol, Self, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import OnrecordError, StoreError, UsageError
from onrecord.records.answer import Answer as AnswerTo
from onrecord.records.brief import Brief
from onrecord.records.check import Check
from onrecord.records.correction import Correction
from onrecord.records.docket import Docket
from onrecord.records.entry import Entry, PageRef
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.person import Person
from onrecord.records.position import Position
from onrecord.records.proposal import Proposal
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.story import Story, StoryTable
from onrecord.records.trace import Trace
from onrecord.records.weight import Weight
from onrecord.store.contract import EVERYTHING, Counts, Facets, Filter

Answer = TypeVar("Answer")
Item = TypeVar("Item")

# Items of one answer: a round trip costs as much as some hundred of them.
_LIMIT = 200


class Wire(Protocol):
    """What carries a question to a server; `onrecord.run.wire` does by HTTP."""

    def ask(self, method: str, path: str, params: dict[str, Any], body: bytes | None) -> tuple[int, bytes]:
        """Returns the status and the body of the answer.

        Raises:
            StoreError: If there is none.
        """
        ...

    def close(self) -> None:
        """Lets go of the connection."""
        ...


class _Page(Struct):
    items: list[msgspec.Raw]
    next: str | None


class _Problem(Struct):
    detail: str = ""


class _Number(Struct):
    count: int


class RemoteRecord:
    """A record that ``onrecord serve`` serves; ``close`` it when done, or use it in a ``with`` statement.

    Attributes:
        url: Where it is served.
    """

    def __init__(self, url: str, wire: Wire) -> None:
        self.url = url
        self._wire = wire

    # What was said, across pages.

    def statements(
        self, wanted: Filter = EVERYTHING, *, issue: str = "", act: str = "", by: Literal["id", "weight"] = "id"
    ) -> tuple[Statement, ...]:
        """See `onrecord.run.record.Record.statements`.

        Args:
            wanted: The entries of which at least one is wanted.
            issue: Name of an issue of the server's docket that they are on.
            act: Code of an act that they do.
            by: ``weight`` for the heaviest first.
        """
        asked = {**filter_fields(wanted), "issue": issue or None, "act": act or None, "by": by}
        return tuple(self._every("statements", Statement, asked))

    def facets(self, wanted: Filter = EVERYTHING, *, issue: str = "", act: str = "", once: bool = False) -> Facets:
        """Returns what the entries wanted have in common; a facet that is narrowed is counted as if it were not.

        Args:
            wanted: The entries.
            issue: Name of an issue of the server's docket that their statements are on.
            act: Code of an act that these do.
            once: Whether statements are counted and not entries.
        """
        asked = {**filter_fields(wanted), "issue": issue or None, "act": act or None, "once": once}
        return self._get("facets", Facets, asked)

    def statement(self, name: str) -> Statement | None:
        """See `onrecord.run.record.Record.statement`."""
        return self._one(f"statements/{_part(name)}", Statement)

    def trace(self, statement: Statement) -> Trace:
        """See `onrecord.run.record.Record.trace`."""
        return self._get(f"statements/{_part(statement.id)}/trace", Trace)

    def stories(self) -> tuple[Story, ...]:
        """See `onrecord.run.record.Record.stories`."""
        return tuple(self._every("stories", Story, {}))

    def story(self, name: str) -> Story | None:
        """See `onrecord.run.record.Record.story`."""
        return self._one(f"stories/{_part(name)}", Story)

    def story_table(self, story: Story) -> StoryTable:
        """See `onrecord.run.record.Record.story_table`."""
        return self._get(f"stories/{_part(story.story)}/table", StoryTable)

    def people(self, name: str | None = None) -> tuple[Person, ...]:
        """See `onrecord.run.record.Record.people`."""
        return tuple(self._every("people", Person, {"name": name} if name else {}))

    def person(self, name: str) -> Person:
        """See `onrecord.run.record.Record.person`."""
        found = self._one(f"people/{_part(name)}", Person)
        if found is not None:
            return found
        named = self.people(name)
        if len(named) == 1:
            return named[0]
        choices = "; ".join(f"{person.id} {person.name}" for person in named)
        raise UsageError(f"{name} is {len(named)} people: {choices}" if named else f"{name}: nobody on record")

    def check(self, quotation: str, speaker: str | None = None) -> Check:
        """See `onrecord.run.record.Record.check`."""
        return self._get("check", Check, {"q": quotation, "speaker": speaker})

    # What a docket makes of it.

    def docket(self) -> Docket:
        """Returns the docket that the server sees its record through."""
        return self._get("docket", Docket)

    def positions(
        self, party: str | None = None, issue: str | None = None, at: str | None = None
    ) -> tuple[Position, ...]:
        """Returns where parties stand on issues, as of a day, month or year."""
        return tuple(self._every("positions", Position, {"party": party, "issue": issue, "at": at}))

    def proposals(self) -> tuple[Proposal, ...]:
        """Returns plans, drafts and accords."""
        return tuple(self._every("proposals", Proposal, {}))

    def meetings(self) -> tuple[JoinedMeeting, ...]:
        """Returns meetings, by day."""
        return tuple(self._every("meetings", JoinedMeeting, {}))

    def brief(self, since: str | None = None, until: str | None = None) -> Brief:
        """Returns the desk note of some days."""
        return self._get("brief", Brief, {"since": since, "until": until})

    def weights(self) -> tuple[Weight, ...]:
        """Returns what each statement weighs, heaviest first."""
        return tuple(self._every("weights", Weight, {}))

    def answers(self) -> tuple[AnswerTo, ...]:
        """Returns who answers whom."""
        return tuple(self._every("answers", AnswerTo, {}))

    def corrections(self) -> tuple[Correction, ...]:
        """Returns the ledger of corrections."""
        return self._get("corrections", tuple[Correction, ...])

    def correct(self, kind: str, *, who: str, why: str, **fields: Any) -> Correction:
        """Writes a correction into the ledger and applies it; needs the server's token.

        Args:
            kind: What is wrong: ``speaker``, ``not_a_statement``, ``date``, ``issue``, ``same_person``, ...
            who: Who corrects.
            why: Why.
            fields: As the kind needs: ``attribution`` (an id), ``other`` (the id of the other of two statements),
                ``speaker`` (a dictionary or `SpeakerValue`), ``date``, ``issue``, ``names``, ``undoes``.
        """
        body = msgspec.json.encode({"kind": kind, "who": who, "why": why, **fields})
        return self._read(self._ask("POST", "corrections/new", body=body), Correction)

    # What was read, page by page.

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """See `onrecord.run.record.Record.entries`."""
        yield from self._every("entries", Entry, {**filter_fields(wanted), "sort": "oldest"})

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """See `onrecord.run.record.Record.count`."""
        return self._get("count", _Number, filter_fields(wanted)).count

    def readings(self, wanted: Filter = EVERYTHING) -> Iterator[Reading]:
        """See `onrecord.run.record.Record.readings`."""
        if wanted == EVERYTHING:
            for page in self._every("pages", PageRef, {}):
                yield self._reading(page.id)
            return
        found: dict[str, set[str]] = {}
        for entry in self.entries(wanted):
            found.setdefault(entry.page.id, set()).add(entry.attribution.id)
        for name in sorted(found):
            reading = self._reading(name)
            yield replace(reading, attributions=tuple(a for a in reading.attributions if a.id in found[name]))

    def reading(self, page: str) -> Reading | None:
        """See `onrecord.run.record.Record.reading`."""
        from onrecord.records.codec import decode_reading  # noqa: PLC0415 - loads what describes formats

        answer = self._find(f"pages/{_part(page)}")
        return None if answer is None else decode_reading(answer)

    def pages(self) -> Iterator[PageRef]:
        """Yields the pages of the record, by id."""
        yield from self._every("pages", PageRef, {})

    def capture(self, sha256: str) -> bytes | None:
        """See `onrecord.run.record.Record.capture`."""
        return self._find(f"captures/{_part(sha256)}")

    def counts(self) -> Counts:
        """See `onrecord.run.record.Record.counts`."""
        return self._get("counts", Counts)

    def close(self) -> None:
        """Lets go of the connection."""
        self._wire.close()

    def __enter__(self) -> Self:
        """Returns the record itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()

    def _reading(self, page: str) -> Reading:
        found = self.reading(page)
        if found is None:
            raise StoreError(f"{self.url}: the page {page} was taken out while the record was read")
        return found

    def _one(self, path: str, kind: type[Answer]) -> Answer | None:
        answer = self._find(path)
        return None if answer is None else self._read(answer, kind)

    def _find(self, path: str) -> bytes | None:
        status, answer = self._wire.ask("GET", f"/api/v1/{path}", {}, None)
        if status == 404:
            return None
        self._check(status, answer)
        return answer

    def _get(self, path: str, kind: type[Answer], params: dict[str, Any] | None = None) -> Answer:
        return self._read(self._ask("GET", path, params=params), kind)

    def _every(self, path: str, kind: type[Item], params: dict[str, Any]) -> Iterator[Item]:
        after: str | None = None
        while True:
            page = self._get(path, _Page, {**params, "limit": _LIMIT, "after": after})
            for raw in page.items:
                yield msgspec.json.decode(raw, type=kind)
            if page.next is None:
                return
            after = page.next

    def _read(self, answer: bytes, kind: type[Answer]) -> Answer:
        try:
            return msgspec.json.decode(answer, type=kind)
        except msgspec.MsgspecError as error:
            raise StoreError(f"{self.url}: not an answer that this onrecord can read: {error}") from error

    def _ask(self, method: str, path: str, *, params: dict[str, Any] | None = None, body: bytes | None = None) -> bytes:
        given = {name: value for name, value in (params or {}).items() if value is not None}
        status, answer = self._wire.ask(method, f"/api/v1/{path}", given, body)
        self._check(status, answer)
        return answer

    def _check(self, status: int, answer: bytes) -> None:
        if 200 <= status < 300:
            return
        try:
            detail = msgspec.json.decode(answer, type=_Problem).detail
        except msgspec.MsgspecError:
            detail = f"HTTP {status}"
        kind: type[OnrecordError] = UsageError if status in {400, 401, 403, 404, 422} else StoreError
        raise kind(f"{self.url}: {detail}")


def filter_fields(wanted: Filter) -> dict[str, Any]:
    """A filter as the parameters of an address."""
    return {
        "search": wanted.search,
        "speaker": wanted.speaker,
        "party": wanted.party,
        "office": wanted.office,
        "outlet": wanted.outlet,
        "since": wanted.since,
        "until": wanted.until,
        "kind": list(wanted.kinds),
        "type": list(wanted.types),
        "on_page": wanted.on_page,
        "min_confidence": wanted.min_confidence or None,
        "said": wanted.said,
        "page": wanted.page,
    }


def _part(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - not for those who only import the package

    return quote(name, safe="")
