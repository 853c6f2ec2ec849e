"""What the HTTP API answers, beyond the records themselves: pages of a list, each with where the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from onrecord.export.annotations import TextPositionSelector, TextQuoteSelector
from onrecord.records.answer import Answer
from onrecord.records.entry import Entry, PageRef
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.person import Person
from onrecord.records.position import Position
from onrecord.records.proposal import Proposal
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.records.weight import Weight
from onrecord.snapshot.asking import Keyed


class EntryPage(Struct, frozen=True, kw_only=True):
    """Entries, in the order asked for.

    Attributes:
        items: The entries.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Entry, ...]
    next: str | None


class StatementPage(Struct, frozen=True, kw_only=True):
    """Statements, by id.

    Attributes:
        items: The statements.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Statement, ...]
    next: str | None


class StoryPage(Struct, frozen=True, kw_only=True):
    """Stories, by id.

    Attributes:
        items: The stories.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Story, ...]
    next: str | None


class PersonPage(Struct, frozen=True, kw_only=True):
    """People, most statements first.

    Attributes:
        items: The people.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Person, ...]
    next: str | None


class PositionPage(Struct, frozen=True, kw_only=True):
    """Positions, in the docket's order.

    Attributes:
        items: Those of this answer.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Position, ...]
    next: str | None


class ProposalPage(Struct, frozen=True, kw_only=True):
    """Proposals.

    Attributes:
        items: Those of this answer.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Proposal, ...]
    next: str | None


class MeetingPage(Struct, frozen=True, kw_only=True):
    """Meetings, by day.

    Attributes:
        items: Those of this answer.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[JoinedMeeting, ...]
    next: str | None


class WeightPage(Struct, frozen=True, kw_only=True):
    """Weights, heaviest first.

    Attributes:
        items: Those of this answer.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Weight, ...]
    next: str | None


class AnswerPage(Struct, frozen=True, kw_only=True):
    """Answers, by the answering statement.

    Attributes:
        items: Those of this answer.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[Answer, ...]
    next: str | None


class PageList(Struct, frozen=True, kw_only=True):
    """Pages of the record, by id.

    Attributes:
        items: What names each page.
        next: Give it as `after` to go on; ``None`` at the end.
    """

    items: tuple[PageRef, ...]
    next: str | None


class Number(Struct, frozen=True, kw_only=True):
    """How many there are.

    Attributes:
        count: The number.
    """

    count: int


class Selectors(Struct, frozen=True, kw_only=True):
    """What names some words of a page, after the W3C's Web Annotation Data Model.

    Attributes:
        source: The page's id.
        sha256: Of the page's bytes.
        selector: By position, and by the words with what stands around them.
        permalink: Path of the page that marks them, and that can tell whether they are still there.
    """

    source: str
    sha256: str
    selector: tuple[TextPositionSelector | TextQuoteSelector, ...]
    permalink: str


def page_of(found: Keyed[Any], limit: int) -> dict[str, Any]:
    """Returns the items of an answer, and where the next begin; `found` has one more where there are more."""
    following = found[limit - 1][0] if len(found) > limit else None
    return {"items": tuple(thing for _, thing in found[:limit]), "next": following}


def place_behind(keys: Sequence[str], after: str | None) -> int:
    """Returns the place behind the key `after`; the first without one, and the end where nothing has that key."""
    if not after:
        return 0
    return next((place for place, key in enumerate(keys, 1) if key == after), len(keys))
