"""The record across pages, kept up to date as pages come: only what they touch is worked on.

The outcome is that of `onrecord.pipeline.keeping.find_corpus` for the set of all readings, whatever the order, the
batches and the repeats in which they came. Stories come first; statements depend on them
(``onrecord.pipeline.growing_statements``). What is known between two batches lies on shelves, which a store offers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from onrecord.pipeline.buckets import Keys, Proposed, Rule, change_items, find_supported, sketch_number
from onrecord.pipeline.shelves import Group, Item, Pair, Shelf, Tie, ends
from onrecord.records.story import Match, Related, Story
from onrecord.stories import Sketch, compare, merge
from onrecord.stories.keys import MAX_SHARED, NEIGHBOURS, WEAK_NEEDED
from onrecord.stories.merge import relate
from onrecord.stories.sieve import find_likely
from onrecord.stories.sketch import is_weak

StoryShelf = Shelf[Sketch, Match, Story]


class Moved(Struct, frozen=True, kw_only=True):
    """What a batch did to the stories.

    Attributes:
        matches: The pairs whose match changed: as it was, and as it is now.
        was: Page id to the id of its story before, for every page of a story that was worked on.
        now: The same afterwards.
    """

    matches: Mapping[Pair, tuple[Match | None, Match | None]]
    was: Mapping[str, str]
    now: Mapping[str, str]


def sketch_keys(sketch: Sketch) -> Keys:
    """Returns the keys of a page as numbers."""
    return frozenset(sketch_number(key, weak=is_weak(key)) for key in sketch.keys)


def grow_stories(shelf: StoryShelf, changed: Mapping[str, Sketch | None]) -> Moved:
    """Brings the stories up to date.

    Args:
        shelf: Of the stories.
        changed: Page id to its sketch as it is now; ``None`` for a page that is gone.
    """
    old = shelf.items(changed)
    altered = {page for page, sketch in changed.items() if old.get(page) != sketch}
    if not altered:
        return Moved(matches={}, was={}, now={})
    before = {page: old[page] for page in altered if page in old}
    after = {page: sketch for page in altered if (sketch := changed[page]) is not None}
    left = shelf.homes(set(before) - set(after))
    matches = _match_anew(shelf, before, after)
    pages, found = find_connected(shelf, altered | ends(matches), lambda match: match.verdict == "copy")
    was = {**shelf.homes(pages), **left}
    return Moved(matches=matches, was=was, now=_merge_anew(shelf, pages, found, was))


def find_connected(
    shelf: Shelf[Item, Tie, Group], start: Collection[str], connects: Callable[[Tie], bool]
) -> tuple[set[str], dict[Pair, Tie]]:
    """Returns what hangs together with `start`, and every tie that has one of it at either end.

    Args:
        shelf: Of the stage.
        start: Item ids.
        connects: Whether a tie holds together what it ties.
    """
    found, waiting = set(start), set(start)
    ties: dict[Pair, Tie] = {}
    while waiting:
        new = shelf.ties_of(waiting)
        ties.update(new)
        waiting = ends(pair for pair, tie in new.items() if connects(tie)) - found
        found |= waiting
    return found, ties


def find_doubtful(shelf: Shelf[Item, Tie, Group], proposed: Proposed) -> tuple[set[Pair], dict[Pair, Tie]]:
    """Returns the pairs without a change of their own that are to be looked at again, and the ties that they have."""
    known = shelf.ties(proposed.lost | proposed.gained)
    return (proposed.lost & set(known)) | (proposed.gained - set(known)), known


def _match_anew(
    shelf: StoryShelf, before: Mapping[str, Sketch], after: Mapping[str, Sketch]
) -> dict[Pair, tuple[Match | None, Match | None]]:
    """Compares what the changed pages meet now, and drops the matches that nothing supports any longer."""
    rule = Rule(most=MAX_SHARED, reach=NEIGHBOURS, weak_needed=WEAK_NEEDED)
    gone, come = ({page: sketch_keys(one) for page, one in pages.items()} for pages in (before, after))
    proposed = change_items(shelf.buckets, rule, gone, come)
    doubtful, known = find_doubtful(shelf, proposed)
    old = shelf.ties_of(set(before)) | {pair: known[pair] for pair in doubtful if pair in known}
    shelf.drop_items(set(before) - set(after))
    shelf.put_items(after)
    items = shelf.items(ends(proposed.sure | doubtful))
    keys = {page: sketch_keys(items[page]) for page in ends(doubtful) if page in items}
    wanted = proposed.sure | find_supported(shelf.buckets, rule, doubtful, keys)
    likely = find_likely(items, wanted)
    new = {pair: match for pair in likely if (match := compare(items[pair[0]], items[pair[1]])) is not None}
    return replace_ties(shelf, old, new)


def replace_ties(
    shelf: Shelf[Item, Tie, Group], old: Mapping[Pair, Tie], new: Mapping[Pair, Tie]
) -> dict[Pair, tuple[Tie | None, Tie | None]]:
    """Puts `new` in place of `old`; returns the pairs for which that made a difference."""
    shelf.drop_ties(set(old) - set(new))
    shelf.put_ties({pair: tie for pair, tie in new.items() if old.get(pair) != tie})
    return {pair: (old.get(pair), new.get(pair)) for pair in sorted({*old, *new}) if old.get(pair) != new.get(pair)}


def _merge_anew(
    shelf: StoryShelf, pages: Collection[str], found: Mapping[Pair, Match], was: Mapping[str, str]
) -> dict[str, str]:
    """Makes the stories of `pages` anew; returns page id to story id."""
    inside = [match for match in found.values() if match.verdict == "copy"]
    stories = {story.story: story for story in merge(shelf.items(pages).values(), inside)}
    now = {copy.id: story.story for story in stories.values() for copy in story.pages}
    homes = {**shelf.homes(ends(found) - set(now)), **now}
    related = relate([found[pair] for pair in sorted(found)], homes)
    made = {one: replace(story, related=tuple(related.get(one, ()))) for one, story in stories.items()}
    old = set(was.values())
    others = _relate_others(shelf, set(related) - set(made), related, old | set(made))
    shelf.drop_groups(old - set(made))
    shelf.put_groups({**made, **others}, now)
    return now


def _relate_others(
    shelf: StoryShelf, ids: Collection[str], related: Mapping[str, list[Related]], changed: Collection[str]
) -> dict[str, Story]:
    """Returns the stories outside that say anew how they relate to those that changed."""
    found = {}
    for one, story in shelf.groups(ids).items():
        others = [other for other in story.related if other.story not in changed]
        now = tuple(sorted([*others, *related.get(one, ())], key=lambda other: other.story))
        if now != story.related:
            found[one] = replace(story, related=now)
    return found
