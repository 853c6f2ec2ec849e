"""Pages merged from two reports: they are copies of parts of both, and must not make one story of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from onrecord.records.story import Match

Edges = Mapping[str, Mapping[str, Any]]

# An excerpt is all in the fuller page; a report of its own, of which part was taken, has something that is not.
_EXCERPT = 0.9
# Two excerpts of one report name the same people and places; two reports of a digest do not. Share of the fewer names.
_SAME_NAMES = 0.5
# Paragraphs of the page that two neighbours may both have and still be taken from different places: reports of one
# outlet repeat a paragraph of background.
_OVERLAP = 0.25


class Side(Struct, frozen=True):
    """One neighbour of a page as the page sees it.

    Attributes:
        paragraphs: Numbers of the page's paragraphs that the neighbour has.
        share: Share of the page's words that the neighbour has.
        back: Share of the neighbour's words that the page has.
        names: Name words of the neighbour.
    """

    paragraphs: frozenset[int]
    share: float
    back: float
    names: frozenset[str]


def own_edges(
    matches: Iterable[Match], names: Mapping[str, frozenset[str]]
) -> tuple[dict[str, dict[str, Side]], frozenset[str]]:
    """Returns the edges that make stories, and the pages that are merged from several reports.

    A merged page keeps its edges to the report that it has most of.

    Args:
        matches: Those whose verdict is ``copy``, in a fixed order.
        names: Name words by page id.
    """
    edges: dict[str, dict[str, Side]] = {}
    for match in matches:
        here = frozenset(pair.a for pair in match.paragraphs)
        there = frozenset(pair.b for pair in match.paragraphs)
        edges.setdefault(match.a, {})[match.b] = Side(here, match.of_a, match.of_b, names[match.b])
        edges.setdefault(match.b, {})[match.a] = Side(there, match.of_b, match.of_a, names[match.a])
    dropped: set[tuple[str, str]] = set()
    composites: set[str] = set()
    for page in sorted(edges):
        groups = _groups(edges, page)
        if len(groups) > 1:
            composites.add(page)
            best = max(groups, key=lambda group: (max(edges[page][other].share for other in group), group))
            dropped |= {(page, other) for other in edges[page] if other not in best}
    kept = {
        page: {
            other: side
            for other, side in sides.items()
            if (page, other) not in dropped and (other, page) not in dropped
        }
        for page, sides in edges.items()
    }
    return kept, frozenset(composites)


def components(pages: Iterable[str], edges: Edges) -> list[list[str]]:
    """Returns the connected parts of the graph, each sorted, in order of their smallest page.

    >>> components(["c", "b", "a"], {"a": {"c": None}, "c": {"a": None}})
    [['a', 'c'], ['b']]
    """
    seen: set[str] = set()
    found = []
    for page in sorted(pages):
        if page in seen:
            continue
        part, waiting = {page}, [page]
        while waiting:
            new = set(edges.get(waiting.pop(), ())) - part
            part |= new
            waiting.extend(new)
        seen |= part
        found.append(sorted(part))
    return found


def _groups(edges: Mapping[str, Mapping[str, Side]], page: str) -> list[list[str]]:
    """Returns the neighbours of `page` in groups: those that are copies of one another, or of one part of it."""
    sides = edges[page]
    groups = components(sides, {one: {other: None for other in edges[one] if other in sides} for one in sides})
    together: dict[str, dict[str, None]] = {}
    for place, group in enumerate(groups):
        for other in groups[place + 1 :]:
            if not _are_apart([sides[one] for one in group], [sides[one] for one in other]):
                together.setdefault(group[0], {})[other[0]] = None
                together.setdefault(other[0], {})[group[0]] = None
    heads = {group[0]: group for group in groups}
    return [sorted(one for head in part for one in heads[head]) for part in components(heads, together)]


def _are_apart(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Tells whether two groups of neighbours were taken from, or into, different parts of a page.

    Excerpts of one report may be apart too: where all are pure excerpts, the names decide.
    """
    first, second = _usual(one), _usual(other)
    if len(first & second) > _OVERLAP * min(len(first), len(second)):
        return False
    if any(side.back < _EXCERPT for side in (*one, *other)):
        return True
    names, others = (frozenset().union(*(side.names for side in sides)) for sides in (one, other))
    return len(names & others) < _SAME_NAMES * min(len(names), len(others))


def _usual(sides: Sequence[Side]) -> frozenset[int]:
    """Returns the paragraphs that half of the neighbours have, so that one odd copy does not decide."""
    counts = Counter(paragraph for side in sides for paragraph in side.paragraphs)
    return frozenset(paragraph for paragraph, number in counts.items() if 2 * number >= len(sides))
