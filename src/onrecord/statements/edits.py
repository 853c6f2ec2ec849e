"""The word-level difference between two wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from onrecord.records.statement import Edit, EditKind
from onrecord.statements.words import Word


class Change(Struct, frozen=True, kw_only=True):
    """One stretch of a difference.

    Attributes:
        kind: As in `Edit`.
        was: Words of the first wording.
        now: Words of the second.
        edge: Whether it stands at the beginning or the end, outside all that both have.
    """

    kind: EditKind
    was: tuple[Word, ...]
    now: tuple[Word, ...]
    edge: bool = False


def difference(was: Sequence[Word], now: Sequence[Word]) -> tuple[Change, ...]:
    """Returns the changes that make the second wording of the first, what stayed included, in order.

    >>> from onrecord.statements.words import take_words
    >>> changes = difference(take_words("We will not sign"), take_words("We will sign it"))
    >>> [(change.kind, len(change.was), len(change.now)) for change in changes]
    [('same', 2, 2), ('dropped', 1, 0), ('same', 1, 1), ('added', 0, 1)]
    """
    pairs = _whole_words(was, now, _equal_pairs(was, now))
    found: list[Change] = []
    at_was = at_now = 0
    for one, other in [*pairs, (len(was), len(now))]:
        if one > at_was or other > at_now:
            found.append(_change(was[at_was:one], now[at_now:other]))
        if one < len(was):
            found.append(Change(kind="same", was=(was[one],), now=(now[other],)))
        at_was, at_now = one + 1, other + 1
    return tuple(_with_edges(_joined(found)))


def edits_of(was_text: str, now_text: str, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """Returns the changes in printed words; nothing where there is none."""
    if all(change.kind == "same" for change in changes):
        return ()
    return tuple(
        Edit(kind=change.kind, was=_printed(was_text, change.was), now=_printed(now_text, change.now))
        for change in changes
    )


def _equal_pairs(was: Sequence[Word], now: Sequence[Word]) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, [word.form for word in was], [word.form for word in now], autojunk=False)
    return [(block.a + n, block.b + n) for block in matcher.get_matching_blocks() for n in range(block.size)]


def _whole_words(was: Sequence[Word], now: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the pairs without those of which only a part of the printed word is paired: "won't" is one word."""
    kept = list(pairs)
    while True:
        a, b = {one for one, _ in kept}, {other for _, other in kept}
        whole = [(one, other) for one, other in kept if _all_in(was, one, a) and _all_in(now, other, b)]
        if len(whole) == len(kept):
            return kept
        kept = whole


def _all_in(words: Sequence[Word], place: int, paired: set[int]) -> bool:
    """Tells whether all forms of the printed word at `place` are paired."""
    return all(
        near in paired
        for near in (place - 1, place + 1)
        if 0 <= near < len(words) and words[near].start == words[place].start
    )


def _change(was: Sequence[Word], now: Sequence[Word]) -> Change:
    if was and now:
        # "cease-fire" and "ceasefire".
        same = "".join(word.form for word in was) == "".join(word.form for word in now)
        return Change(kind="same" if same else "replaced", was=tuple(was), now=tuple(now))
    return Change(kind="dropped" if was else "added", was=tuple(was), now=tuple(now))


def _joined(changes: Sequence[Change]) -> Iterator[Change]:
    """Yields the changes with those that stayed in one stretch."""
    run: list[Change] = []
    for change in changes:
        if change.kind == "same":
            run.append(change)
            continue
        if run:
            yield _run_of(run)
            run = []
        yield change
    if run:
        yield _run_of(run)


def _run_of(run: Sequence[Change]) -> Change:
    return Change(
        kind="same",
        was=tuple(word for change in run for word in change.was),
        now=tuple(word for change in run for word in change.now),
    )


def _with_edges(changes: Iterator[Change]) -> Iterator[Change]:
    found = list(changes)
    for place, change in enumerate(found):
        edge = change.kind != "same" and place in (0, len(found) - 1)
        yield Change(kind=change.kind, was=change.was, now=change.now, edge=edge)


def _printed(text: str, words: Sequence[Word]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""
