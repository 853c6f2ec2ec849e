"""Captures of one page in their order, and what changed from one to the next. Pure: a function of the readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from msgspec.structs import replace

from onrecord.records.entry import page_ref
from onrecord.records.reading import Reading
from onrecord.records.revision import Edition, ParagraphChange, Revision, SayingChange
from onrecord.records.statement import Statement, Variant
from onrecord.statements import Saying, compare, take_sayings
from onrecord.statements.drift import find_drift
from onrecord.statements.edits import difference, edits_of
from onrecord.statements.pairs import Pair
from onrecord.statements.words import take_words

# Two paragraphs in one place with fewer characters in common than this share are two, and not one that was edited.
_SAME_PARAGRAPH = 0.5


def in_order(captures: Iterable[Reading]) -> list[Reading]:
    """Returns captures of one page, oldest first: by the time of the fetch, then by the dates they bear, then by id."""
    return sorted(captures, key=lambda reading: (*_time(reading), reading.page.id))


def find_newest(captures: Iterable[Reading]) -> Reading | None:
    """Returns the newest capture of one page; ``None`` where it is not known which that is."""
    *_, last, newest = in_order(captures)
    return newest if _time(last) < _time(newest) else None


def _time(reading: Reading) -> tuple[str, str]:
    return reading.page.fetched_at or "", _date(reading) or ""


def find_revisions(captures: Iterable[Reading]) -> tuple[Revision, ...]:
    """Returns what changed from each capture of one page to the next, oldest first."""
    ordered = in_order(captures)
    return tuple(compare_captures(old, new) for old, new in pairwise(ordered))


def compare_captures(old: Reading, new: Reading) -> Revision:
    """Returns what changed between two captures of one page."""
    return Revision(
        old=_edition(old),
        new=_edition(new),
        paragraphs=tuple(_paragraph_changes(_paragraphs(old), _paragraphs(new))),
        sayings=tuple(_saying_changes(_sayings(old), _sayings(new))),
        ordered=_time(old) < _time(new),
    )


def mark_moved(found: Iterable[Statement], newest: Mapping[str, str]) -> tuple[Statement, ...]:
    """Returns statements with the variants marked whose words the newest capture of their page no longer has.

    Args:
        found: Statements.
        newest: Id of each page that has a newer capture to the text of the newest.
    """
    return tuple(_marked(statement, newest) for statement in found)


def _marked(statement: Statement, newest: Mapping[str, str]) -> Statement:
    if not any(variant.page.id in newest for variant in statement.variants):
        return statement
    variants = (replace(variant, moved=_has_moved(variant, newest)) for variant in statement.variants)
    return replace(statement, variants=tuple(variants))


def _has_moved(variant: Variant, newest: Mapping[str, str]) -> bool:
    text = newest.get(variant.page.id)
    if text is None:
        return False
    flat = " ".join(text.split())
    return not all(" ".join(piece.split()) in flat for piece in variant.quote.split(" … "))


def _edition(reading: Reading) -> Edition:
    return Edition(page=page_ref(reading.page), when=reading.page.fetched_at or _date(reading))


def _date(reading: Reading) -> str | None:
    datum = reading.page.updated or reading.page.published
    return None if datum is None else datum.value


def _paragraphs(reading: Reading) -> list[str]:
    page = reading.page
    blocks = [block for block in page.blocks if block.body or block.kind == "title"] or page.blocks
    return [" ".join(block.span.of(page.text).split()) for block in blocks]


def _paragraph_changes(was: Sequence[str], now: Sequence[str]) -> Iterator[ParagraphChange]:
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _replaced(was[a:b], now[c:d])


def _replaced(was: Sequence[str], now: Sequence[str]) -> Iterator[ParagraphChange]:
    """Yields the changes of one stretch: paragraphs that were edited, in order, then what went and what came."""
    left = list(now)
    for old in was:
        same = next((one for one in left if _likeness(old, one) >= _SAME_PARAGRAPH), None)
        if same is None:
            yield ParagraphChange(kind="dropped", was=old, now="")
            continue
        for came in left[: left.index(same)]:
            yield ParagraphChange(kind="added", was="", now=came)
        del left[: left.index(same) + 1]
        edits = edits_of(old, same, difference(take_words(old), take_words(same)))
        yield ParagraphChange(kind="changed", was=old, now=same, edits=edits)
    for came in left:
        yield ParagraphChange(kind="added", was="", now=came)


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def _sayings(reading: Reading) -> list[Saying]:
    paragraphs = [block.span for block in reading.page.blocks if block.body]
    return list(take_sayings(reading, paragraphs))


def _saying_changes(old: Sequence[Saying], new: Sequence[Saying]) -> Iterator[SayingChange]:
    paired = _pair_up(old, new)
    gone = [saying for saying in old if saying.id not in paired]
    taken = set(paired.values())
    for saying in gone:
        yield SayingChange(
            kind="dropped", speaker=_who(saying), was=saying.attribution.quote, now="", old=saying.id, new=None
        )
    by_id = {saying.id: saying for saying in new}
    for saying in old:
        if saying.id in paired:
            yield from _worded_anew(saying, by_id[paired[saying.id]])
    for saying in new:
        if saying.id not in taken:
            yield SayingChange(
                kind="added", speaker=_who(saying), was="", now=saying.attribution.quote, old=None, new=saying.id
            )


def _pair_up(old: Sequence[Saying], new: Sequence[Saying]) -> dict[str, str]:
    """Returns which saying became which: the likest first, each once."""
    scored = []
    for place, one in enumerate(old):
        for other_place, other in enumerate(new):
            same = one.attribution.quote == other.attribution.quote
            link = None if same else compare(one, other, "aligned")
            if same or link is not None:
                scored.append((-(2.0 if link is None else link.score), abs(place - other_place), one.id, other.id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, one_id, other_id in sorted(scored):
        if one_id not in found and other_id not in taken:
            found[one_id] = other_id
            taken.add(other_id)
    return found


def _worded_anew(old: Saying, new: Saying) -> Iterator[SayingChange]:
    was, now = old.attribution.quote, new.attribution.quote
    changes = difference(old.words, new.words)
    reported = (old.attribution.kind == "indirect") != (new.attribution.kind == "indirect")
    drift = find_drift(Pair(was_text=was, now_text=now, changes=changes, reported=reported))
    edits = edits_of(was, now, changes)
    if edits or drift or _who(old) != _who(new):
        speaker = _who(new) if _who(old) == _who(new) else f"{_who(old)} → {_who(new)}"
        yield SayingChange(
            kind="changed", speaker=speaker, was=was, now=now, old=old.id, new=new.id, edits=edits, drift=drift
        )


def _who(saying: Saying) -> str:
    return saying.speaker.name or saying.source or "unnamed"
