"""Which pairs the buckets of keys propose, when items come and go: only what they touch is looked at.

The rule is that of the stages' `find_pairs`: a bucket of up to `Rule.most` items proposes every pair. A larger one is
crowded: it proposes each item with the `Rule.reach` that follow it in order of id, or nothing where its key is weak. A
pair is proposed by one strong key, or by `Rule.weak_needed` weak ones.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, combinations

from msgspec import Struct

from onrecord.pipeline.shelves import Buckets, Pair, pair_of

Keys = frozenset[int]
_NOBODY: frozenset[str] = frozenset()


class Rule(Struct, frozen=True, kw_only=True):
    """How a stage's buckets propose pairs.

    Attributes:
        most: Items in a bucket that is not crowded.
        reach: How many that follow each item a crowded bucket proposes.
        weak_needed: Weak keys that propose a pair only together.
    """

    most: int
    reach: int
    weak_needed: int = 1


class Proposed(Struct, frozen=True, kw_only=True):
    """What a change of items did.

    Attributes:
        sure: Pairs with an added item that are proposed now: all of them.
        lost: Pairs of others that may be proposed no longer.
        gained: Pairs of others that may be proposed now and were not.
    """

    sure: set[Pair]
    lost: set[Pair]
    gained: set[Pair]


def sketch_number(key: str, *, weak: bool = False) -> int:
    """Returns a key of a page as a number that a database can hold: odd where it is weak."""
    return _number_of(f"story {key}", weak=weak)


def saying_number(key: str, *, weak: bool = False) -> int:
    """Returns a key of an attribution as a number: odd where it is weak.

    >>> saying_number("r1f", weak=True) % 2, saying_number("r1f") % 2
    (1, 0)
    """
    return _number_of(f"saying {key}", weak=weak)


# Weak keys are words with a name: a few ten thousand make up most of what is said. About 8 MB.
@functools.lru_cache(maxsize=1 << 16)
def _number_of(key: str, *, weak: bool) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    value = int.from_bytes(digest, "big", signed=True)
    return value | 1 if weak else value & ~1


def is_weak(key: int) -> bool:
    """Tells whether a key alone proposes nothing."""
    return bool(key & 1)


def change_items(buckets: Buckets, rule: Rule, gone: Mapping[str, Keys], come: Mapping[str, Keys]) -> Proposed:
    """Takes items out of their buckets and puts others in; returns what that did to the pairs proposed.

    Args:
        buckets: Of the stage.
        rule: Of the stage.
        gone: Items that were there, with the keys they had; one that only changed is in both.
        come: Items that will be there, with their keys.
    """
    change = _Change(buckets, rule, gone, come)
    change.look_before()
    buckets.drop((key, one) for one, keys in gone.items() for key in keys)
    buckets.add((key, one) for one, keys in come.items() for key in keys)
    change.look_after()
    return change.result()


def find_supported(buckets: Buckets, rule: Rule, pairs: Iterable[Pair], keys: Mapping[str, Keys]) -> set[Pair]:
    """Returns those of `pairs` that the buckets propose.

    Args:
        buckets: Of the stage.
        rule: Of the stage.
        pairs: Asked for.
        keys: Item id to its keys; a pair with an item that is not there is not proposed.
    """
    shared = {pair: keys[pair[0]] & keys[pair[1]] for pair in pairs if pair[0] in keys and pair[1] in keys}
    crowded = buckets.crowded({key for common in shared.values() for key in common})
    return {pair for pair, common in shared.items() if _is_supported(buckets, rule, pair, common, crowded)}


def _is_supported(buckets: Buckets, rule: Rule, pair: Pair, common: Keys, crowded: set[int]) -> bool:
    roomy = common - crowded
    if any(not is_weak(key) for key in roomy) or sum(map(is_weak, roomy)) >= rule.weak_needed:
        return True
    strong = [key for key in sorted(common & crowded) if not is_weak(key)]
    return any(pair[1] in buckets.around(key, pair[0], rule.reach)[1] for key in strong)


class _Change:
    """Items that come and go, before and after."""

    def __init__(self, buckets: Buckets, rule: Rule, gone: Mapping[str, Keys], come: Mapping[str, Keys]) -> None:
        self._buckets = buckets
        self._rule = rule
        self._leaving = _by_key(gone)
        self._coming = _by_key(come)
        self._moved = set(gone) | set(come)
        self._keys = set(self._leaving) | set(self._coming)
        self._crowded = buckets.crowded(self._keys)
        self._before: dict[int, list[str]] = {}
        self._sure: set[Pair] = set()
        self._lost: set[Pair] = set()
        self._gained: set[Pair] = set()
        # Item that comes to the items in each of its weak buckets; counted once all are known.
        self._weak: dict[str, list[Sequence[str]]] = defaultdict(list)

    def look_before(self) -> None:
        self._before = self._buckets.holders(self._keys - self._crowded)
        # Neighbours between which an item steps may be too far apart afterwards.
        for key in sorted(self._crowded):
            if not is_weak(key):
                for one in self._coming.get(key, ()):
                    self._lost |= self._astride(key, one)

    def look_after(self) -> None:
        roomy = sorted(self._keys - self._crowded)
        self._look_at_roomy(roomy)
        shrunk = {key for key in self._crowded & set(self._leaving) if self._is_roomy(key)}
        if shrunk:
            self._buckets.mark(shrunk, crowded=False)
            for key, now in self._buckets.holders(shrunk).items():
                self._add_pairs(key, now, self._coming.get(key, set()))
                self._gained |= set(combinations(sorted(set(now) - self._moved), 2))
        for key in sorted(self._crowded - shrunk):
            if not is_weak(key):
                self._look_at_crowded(key)

    def result(self) -> Proposed:
        sure = self._sure | self._weak_pairs()
        return Proposed(sure=sure, lost=self._lost - sure, gained=self._gained - sure)

    def _look_at_roomy(self, keys: Sequence[int]) -> None:
        filled = set()
        for key in keys:
            before, coming = self._before.get(key, ()), self._coming.get(key, _NOBODY)
            if not before and len(coming) < 2:  # most keys are met once
                continue
            leaving = self._leaving.get(key)
            now = list(coming.union(before) if leaving is None else (set(before) - leaving) | coming)
            if len(now) <= self._rule.most:
                self._add_pairs(key, now, coming)
                continue
            filled.add(key)
            self._lost |= set(combinations(sorted(set(before) - self._moved), 2))
            if not is_weak(key):
                self._sure |= {
                    pair for pair in _neighbours(sorted(now), self._rule.reach) if not coming.isdisjoint(pair)
                }
        if filled:
            self._buckets.mark(filled, crowded=True)

    def _look_at_crowded(self, key: int) -> None:
        for one in self._coming.get(key, ()):
            before, after = self._buckets.around(key, one, self._rule.reach)
            self._sure |= {pair_of(one, other) for other in (*before, *after)}
        for one in self._leaving.get(key, ()):
            self._gained |= self._astride(key, one)

    def _astride(self, key: int, one: str) -> set[Pair]:
        """Returns the neighbours in a crowded bucket that have `one` between them, itself not counted."""
        before, after = self._buckets.around(key, one, self._rule.reach)
        return {
            (left, right)
            for at, left in enumerate(before, 1)
            for right in after[: self._rule.reach + 1 - at]
            if left not in self._moved and right not in self._moved
        }

    def _is_roomy(self, key: int) -> bool:
        return self._buckets.size(key, self._rule.most + 1) <= self._rule.most

    def _add_pairs(self, key: int, now: Sequence[str], coming: AbstractSet[str]) -> None:
        """Notes the pairs of a bucket with room that have a new item."""
        if is_weak(key):
            for one in coming:
                self._weak[one].append(now)
        else:
            self._sure.update(pair_of(one, other) for one in coming for other in now if other != one)

    def _weak_pairs(self) -> set[Pair]:
        """Returns the pairs that enough weak keys propose."""
        needed = self._rule.weak_needed
        found = set()
        for one, held in self._weak.items():
            if len(held) >= needed:
                met = Counter(chain.from_iterable(held))
                found |= {pair_of(one, other) for other, number in met.items() if number >= needed and other != one}
        return found


def _by_key(items: Mapping[str, Keys]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for one, keys in items.items():
        for key in keys:
            found[key].add(one)
    return found


def _neighbours(ids: Sequence[str], reach: int) -> set[Pair]:
    return {(one, other) for place, one in enumerate(ids) for other in ids[place + 1 : place + 1 + reach]}
