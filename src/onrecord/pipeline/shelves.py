"""Where the stages across pages keep what they know between two batches: what a store offers them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Tie = TypeVar("Tie")
Group = TypeVar("Group")

# Two ids, the smaller first.
Pair = tuple[str, str]


class Buckets(Protocol):
    """Who has a key. A bucket is crowded, and marked so, when it has more than the stage's limit."""

    def crowded(self, keys: Collection[int]) -> set[int]:
        """Returns which of `keys` are marked as crowded."""
        ...

    def mark(self, keys: Collection[int], *, crowded: bool) -> None:
        """Marks buckets as crowded, or no longer."""
        ...

    def holders(self, keys: Collection[int]) -> dict[int, list[str]]:
        """Returns the ids in each bucket, in order; to be asked of buckets that are not crowded."""
        ...

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Puts ids into buckets."""
        ...

    def drop(self, rows: Iterable[tuple[int, str]]) -> None:
        """Takes ids out of buckets."""
        ...

    def around(self, key: int, one: str, reach: int) -> tuple[list[str], list[str]]:
        """Returns up to `reach` ids before `one` in its bucket, nearest first, and up to `reach` after it."""
        ...

    def size(self, key: int, most: int) -> int:
        """Returns how many ids a bucket has, counting no further than `most`."""
        ...


class Shelf(Protocol[Item, Tie, Group]):
    """What one stage knows: its items (pages, attributions), the ties between them, and the groups they make."""

    @property
    def buckets(self) -> Buckets:
        """Who has which key."""
        ...

    def items(self, ids: Collection[str]) -> dict[str, Item]:
        """Returns the items with these ids; those it has."""
        ...

    def items_of(self, pages: Collection[str]) -> dict[str, Item]:
        """Returns the items of these pages, by id."""
        ...

    def put_items(self, items: Mapping[str, Item]) -> None:
        """Keeps items under their ids, in place of what was there."""
        ...

    def drop_items(self, ids: Collection[str]) -> None:
        """Forgets items."""
        ...

    def ties(self, pairs: Collection[Pair]) -> dict[Pair, Tie]:
        """Returns the ties between these pairs; those it has."""
        ...

    def ties_of(self, ids: Collection[str]) -> dict[Pair, Tie]:
        """Returns every tie that has one of `ids` at either end."""
        ...

    def put_ties(self, ties: Mapping[Pair, Tie]) -> None:
        """Keeps ties, in place of what was there."""
        ...

    def drop_ties(self, pairs: Collection[Pair]) -> None:
        """Forgets ties."""
        ...

    def homes(self, ids: Collection[str]) -> dict[str, str]:
        """Returns item id to the id of its group; of those that have one."""
        ...

    def members(self, groups: Collection[str]) -> dict[str, list[str]]:
        """Returns group id to the ids of its items, in order."""
        ...

    def groups(self, ids: Collection[str]) -> dict[str, Group]:
        """Returns the groups with these ids; those it has."""
        ...

    def put_groups(self, groups: Mapping[str, Group], homes: Mapping[str, str]) -> None:
        """Keeps groups, in place of what was there.

        Args:
            groups: By id.
            homes: Item id to the id of its group, where that is to be set.
        """
        ...

    def drop_groups(self, ids: Collection[str]) -> None:
        """Forgets groups."""
        ...


def pair_of(one: str, other: str) -> Pair:
    """Returns two ids as a pair."""
    return (one, other) if one < other else (other, one)


def ends(pairs: Iterable[Pair]) -> set[str]:
    """Returns every id in `pairs`."""
    return {one for pair in pairs for one in pair}
