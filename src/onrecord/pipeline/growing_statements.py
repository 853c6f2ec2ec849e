"""Statements kept up to date: what a batch of pages, and what it did to the stories, means for what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from msgspec import Struct

from onrecord.pipeline.buckets import Keys, Rule, change_items, find_supported, saying_number
from onrecord.pipeline.growing import Moved, StoryShelf, find_connected, find_doubtful, replace_ties
from onrecord.pipeline.keeping import aligned_pairs
from onrecord.pipeline.ruling import Anchors
from onrecord.pipeline.shelves import Pair, Shelf, ends, pair_of
from onrecord.records.statement import Statement, StatementRuling
from onrecord.statements import Link, Place, Saying, compare, find_pairs_inside, keys_of
from onrecord.statements.keys import MAX_SHARED, NEIGHBOURS, WEAK_NEEDED, is_weak
from onrecord.statements.merge import make_statements
from onrecord.statements.repairs import cast_of

SayingShelf = Shelf[Saying, Link, Statement]
Sayings = Mapping[str, Saying]


class Shelves(Struct, frozen=True, kw_only=True):
    """What both stages know.

    Attributes:
        stories: Pages, their matches, and the stories.
        sayings: Attributions, their links, and the statements.
        anchors: What people said of statements; ``None`` where nobody ever said anything.
    """

    stories: StoryShelf
    sayings: SayingShelf
    anchors: Anchors | None = None


def saying_keys(saying: Saying) -> Keys:
    """Returns the keys of an attribution as numbers."""
    return frozenset(saying_number(key, weak=is_weak(key)) for key in keys_of(saying))


def grow_statements(
    shelves: Shelves, changed: Mapping[str, Collection[Saying]], moved: Moved, ruled: Collection[str] = ()
) -> None:
    """Brings the statements up to date, after the stories.

    Args:
        shelves: Of both stages.
        changed: Page id to what is said on it now; nothing for a page that is gone.
        moved: What became of the stories.
        ruled: Attributions of which a ruling by people may have changed.
    """
    batch = _Batch(shelves, changed, moved)
    stirs = batch.altered or batch.stirred
    if stirs or ruled:
        links = batch.link_anew() if stirs else {}
        batch.merge_anew(links, ruled)


class _Batch:
    """One batch: the attributions that it touches, as they were and as they are now."""

    def __init__(self, shelves: Shelves, changed: Mapping[str, Collection[Saying]], moved: Moved) -> None:
        self._stories, self._shelf, self._moved = shelves.stories, shelves.sayings, moved
        self._anchors = shelves.anchors
        self._rule = Rule(most=MAX_SHARED, reach=NEIGHBOURS, weak_needed=WEAK_NEEDED)
        here = self._shelf.items_of(changed)
        now = {saying.id: saying for sayings in changed.values() for saying in sayings}
        self.altered = {one for one in {*here, *now} if here.get(one) != now.get(one)}
        # Story by page, before and after; with the stories whose pages stay and whose words changed.
        pages = {one.page.id for one in (*here.values(), *now.values()) if one.id in self.altered}
        members = self._stories.members(set(self._stories.homes(pages - set(moved.now)).values()))
        stay = {page: story for story, ids in members.items() for page in ids}
        self._was, self._now = {**stay, **moved.was}, {**stay, **moved.now}
        self._before = self._shelf.items_of({*self._was, *self._now, *changed})
        kept = {one: saying for one, saying in self._before.items() if saying.page.id not in changed}
        self._after = {**kept, **now}
        self.stirred = _stirred(self._was, self._now) | {self._now[page] for page in pages if page in self._now}
        shifted = _shifted(self._was, self._now)
        both = chain(self._before.values(), self._after.values())
        self._touched = self.altered | {saying.id for saying in both if saying.page.id in shifted}
        self._inside: dict[str, set[Pair]] = {}
        self._left: dict[str, str] = {}

    def link_anew(self) -> dict[Pair, tuple[Link | None, Link | None]]:
        """Compares what may have become one statement, or be one no longer; returns the links that changed."""
        touched, shelf = self._touched, self._shelf
        gone = {one: saying_keys(self._before[one]) for one in touched & set(self._before)}
        come = {
            one: gone[one] if one in gone and one not in self.altered else saying_keys(self._after[one])
            for one in touched & set(self._after)
        }
        old = shelf.ties_of(touched)
        proposed = change_items(shelf.buckets, self._rule, gone, come)
        doubtful, _ = find_doubtful(shelf, proposed)
        self._left = shelf.homes(self.altered - set(self._after))
        shelf.drop_items(self.altered - set(self._after))
        shelf.put_items({one: self._after[one] for one in self.altered & set(self._after)})
        wanted = proposed.sure | doubtful | self._pairs_inside() | self._pairs_aligned()
        places = self._places(wanted, proposed.sure)
        sayings = self._sayings(ends(places))
        found = ((pair, compare(sayings[pair[0]], sayings[pair[1]], place)) for pair, place in sorted(places.items()))
        old |= shelf.ties(wanted)
        return replace_ties(shelf, old, {pair: link for pair, link in found if link is not None})

    def merge_anew(self, links: Mapping[Pair, tuple[Link | None, Link | None]], ruled: Collection[str]) -> None:
        """Makes the statements anew that hang together with what changed, or stand in stories that did."""
        in_stories = {one for one, saying in self._after.items() if self._now.get(saying.page.id) in self.stirred}
        ids, found, rulings = self._find_whole(in_stories | ends(links) | self.altered | set(ruled))
        sayings = self._shelf.items(ids)
        home = self._homes(sayings.values())
        members = self._stories.members(set(home.values()))
        home |= {page: story for story, pages in members.items() for page in pages}
        cast = cast_of(self._shelf.items_of({page for pages in members.values() for page in pages}).values(), home)
        made = make_statements(sayings, found.values(), cast, home, rulings)
        statements = {statement.id: statement for statement in made}
        old = {*self._shelf.homes(ids).values(), *self._left.values()}
        self._shelf.drop_groups(old - set(statements))
        now = {variant.attribution: one.id for one in made for variant in one.variants}
        self._shelf.put_groups(statements, now)

    def _find_whole(self, start: Collection[str]) -> tuple[set[str], dict[Pair, Link], tuple[StatementRuling, ...]]:
        """Returns what hangs together with `start` by links and by what people said, with both."""
        ids, found = find_connected(self._shelf, start, lambda _: True)
        if self._anchors is None:
            return ids, found, ()
        anchors = self._anchors.of(ids)
        while new := {anchor.attribution for anchor in anchors} - ids:
            more, ties = find_connected(self._shelf, new, lambda _: True)
            ids |= more
            found |= ties
            anchors |= self._anchors.of(more)
        return ids, found, self._anchors.rulings(anchors)

    def _pairs_inside(self) -> set[Pair]:
        """Returns the pairs that a story proposes and did not, or no longer proposes; and those that were touched."""
        before, after = _by_story(self._before, self._was), _by_story(self._after, self._now)
        found: set[Pair] = set()
        old: set[Pair] = set()
        new: set[Pair] = set()
        for story in sorted({*before, *after}):
            was, now = before.get(story, {}), after.get(story, {})
            if was.keys() == now.keys() and not (now.keys() & self._touched):
                continue
            old |= set(find_pairs_inside(was.values()))
            self._inside[story] = set(find_pairs_inside(now.values()))
            new |= self._inside[story]
        found |= {pair for pair in new if not self._touched.isdisjoint(pair)}
        return {pair for pair in found | (old ^ new) if pair[0] in self._after and pair[1] in self._after}

    def _pairs_aligned(self) -> set[Pair]:
        """Returns the pairs in paragraphs that two pages share and did not, or no longer share; and the touched."""
        old = [was for was, _ in self._moved.matches.values() if was is not None]
        new = [now for _, now in self._moved.matches.values() if now is not None]
        changed = aligned_pairs(old, _by_paragraph(self._before)) ^ aligned_pairs(new, _by_paragraph(self._after))
        pages = {saying.page.id for one, saying in self._after.items() if one in self._touched}
        matches = self._stories.ties_of(pages)
        sayings = {**self._shelf.items_of(ends(matches)), **self._after}
        touched = aligned_pairs(matches.values(), _by_paragraph(sayings))
        return changed | {pair for pair in touched if not self._touched.isdisjoint(pair)}

    def _places(self, pairs: Collection[Pair], sure: Collection[Pair]) -> dict[Pair, Place]:
        """Returns which of `pairs` meet at all, and where they stand to one another."""
        sayings = self._sayings(ends(pairs))
        pairs = {pair for pair in pairs if pair[0] in sayings and pair[1] in sayings}
        home = self._homes(sayings.values())
        of_pages = {pair: pair_of(*(sayings[one].page.id for one in pair)) for pair in pairs}
        matches = self._stories.ties(set(of_pages.values()))
        near = aligned_pairs(matches.values(), _by_paragraph(sayings))
        places: dict[Pair, Place] = dict.fromkeys(pairs & near, "aligned")
        left = pairs - near
        one_story = {pair for pair in left if len({home[page] for page in of_pages[pair]}) == 1}
        inside = {pair for pair in one_story if pair in self._pairs_of(home[of_pages[pair][0]])}
        known = inside | (left & set(sure))
        keys = {one: saying_keys(sayings[one]) for one in ends(left - known)}
        known |= find_supported(self._shelf.buckets, self._rule, left - known, keys)
        return places | {pair: "story" if pair in one_story else "apart" for pair in known}

    def _pairs_of(self, story: str) -> set[Pair]:
        """Returns the pairs that a story proposes now."""
        if story not in self._inside:
            pages = self._stories.members([story]).get(story, [])
            self._inside[story] = set(find_pairs_inside(self._shelf.items_of(pages).values()))
        return self._inside[story]

    def _sayings(self, ids: Collection[str]) -> dict[str, Saying]:
        known = {one: self._after[one] for one in ids if one in self._after}
        return {**self._shelf.items({one for one in ids if one not in known}), **known}

    def _homes(self, sayings: Iterable[Saying]) -> dict[str, str]:
        pages = {saying.page.id for saying in sayings}
        known = {page: self._now[page] for page in pages if page in self._now}
        return {**self._stories.homes(pages - set(known)), **known}


def _stirred(was: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Returns the stories that have other pages than before, or are new."""
    before, after = _members(was), _members(now)
    return {story for story, pages in after.items() if before.get(story) != pages}


def _shifted(was: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Returns pages so that any two that came together or apart have one among them."""
    found: set[str] = set()
    for groups, other in ((_members(now), was), (_members(was), now)):
        for pages in groups.values():
            parts = Counter(other.get(page, "") for page in pages)
            largest = max(sorted(parts), key=lambda part: parts[part])
            found |= {page for page in pages if other.get(page, "") != largest or not largest}
    return found


def _members(homes: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for page, story in homes.items():
        found[story].add(page)
    return found


def _by_story(sayings: Sayings, home: Mapping[str, str]) -> dict[str, dict[str, Saying]]:
    found: dict[str, dict[str, Saying]] = defaultdict(dict)
    for one, saying in sayings.items():
        if saying.page.id in home:
            found[home[saying.page.id]][one] = saying
    return found


def _by_paragraph(sayings: Sayings) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one, saying in sayings.items():
        found[saying.page.id, saying.paragraph].append(one)
    return found
