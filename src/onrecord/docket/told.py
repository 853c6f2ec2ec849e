"""What pages tell of proposals, each with the statement it stands in, in order and once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from onrecord.docket.fates import Happening
from onrecord.docket.notes import PageNotes
from onrecord.records.proposal import Evidence, StanceOn, StatusEvent, StickingPoint, Term
from onrecord.records.span import Span
from onrecord.records.statement import Statement

Item = TypeVar("Item", StatusEvent, StanceOn, Term, StickingPoint)


class Told(Struct, frozen=True):
    """A happening with its page, the statement that it stands in, and whether it stands in the speaker's own words."""

    page: PageNotes
    happening: Happening
    statement: Statement | None
    quoted: bool


def day_of(page: PageNotes) -> str | None:
    """Returns the day of the page, where it has one."""
    return page.page.published[:10] if page.page.published else None


def once(found: Iterable[Item]) -> tuple[Item, ...]:
    """Returns each once, in order of time, undated ones last; the same words on copies of a page are told once."""
    kept: list[Item] = []
    seen: set[object] = set()
    here: dict[object, list[Evidence]] = {}
    for item in sorted(found, key=lambda item: (_in_time(item), isinstance(item, StanceOn) and not item.conditions)):
        what, evidence = _what(item), item.evidence
        names = {(what, " ".join(evidence.words.split()).casefold()), (what, evidence.statement or id(item))}
        near = here.setdefault((what, evidence.page.id), [])
        if not names & seen and not any(_overlap(evidence, other) for other in near):
            kept.append(item)
            near.append(evidence)
        seen |= names
    return tuple(kept)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _in_time(item: Item) -> tuple[bool, str, str, tuple[Span, ...]]:
    evidence = item.evidence
    return evidence.when is None, (evidence.when or "")[:10], evidence.page.id, evidence.spans


def _what(item: Item) -> tuple[object, ...]:
    """Returns what an item says besides where: two that differ in it are two."""
    if isinstance(item, StatusEvent):
        return item.status, item.version
    if isinstance(item, StanceOn):
        return item.party, item.stance, item.version
    return ()
