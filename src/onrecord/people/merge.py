"""Profiles joined to people: only by evidence, whatever the order, and never over a contradiction."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from onrecord.people.compare import Comparison
from onrecord.people.sightings import Profile

Pair = tuple[Profile, Profile]


class Group(Struct, frozen=True):
    """The profiles of one person.

    Attributes:
        profiles: In order.
        edges: Why they are one: as few comparisons as hold them together, the surest.
        probable: Whether some are joined by the name alone.
        apart: Comparisons with profiles of others that have the name.
    """

    profiles: tuple[Profile, ...]
    edges: tuple[tuple[Pair, Comparison], ...]
    probable: bool
    apart: tuple[tuple[Pair, Comparison], ...]


def merge(profiles: Iterable[Profile], compared: Mapping[Pair, Comparison]) -> tuple[Group, ...]:
    """Joins profiles to people.

    First those that an office, a country, a body or one statement on two pages makes one. A profile that agrees with
    two that contradict each other ("Foreign Minister" beside the ministers of two countries) joins neither. Then those
    that say nothing but the name join the one person who has it, as probable; where two have it, neither.

    Args:
        profiles: All of them.
        compared: The pairs that share a key, smaller profile first.
    """
    nodes = sorted(set(profiles))
    firm = {pair: found for pair, found in compared.items() if found.verdict == "one"}
    contrary = {pair for pair, found in compared.items() if found.verdict == "two"}
    torn = _torn(firm, contrary)
    firm = {pair: found for pair, found in firm.items() if not torn & set(pair)}
    groups = _without_contradiction(nodes, firm, contrary)
    joined, by_name = _join_bare(groups, compared, torn)
    edges = {**firm, **by_name}
    beside = _beside(compared)
    return tuple(_group(group, edges, compared, beside, by_name) for group in joined)


def _beside(pairs: Iterable[Pair]) -> dict[Profile, list[Pair]]:
    """Returns for each profile the pairs that it is in."""
    found: dict[Profile, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for node in pair:
            found[node].append(pair)
    return found


def _group(
    group: list[Profile],
    edges: Mapping[Pair, Comparison],
    compared: Mapping[Pair, Comparison],
    beside: Mapping[Profile, list[Pair]],
    by_name: Mapping[Pair, Comparison],
) -> Group:
    inside = set(group)
    near = {pair for node in group for pair in beside.get(node, ())}
    own = {pair: edges[pair] for pair in near if pair in edges and inside.issuperset(pair)}
    others = {pair: compared[pair] for pair in near if not inside.issuperset(pair)}
    return Group(
        profiles=tuple(sorted(group)),
        edges=_tree(own),
        probable=any(pair in by_name for pair in own),
        apart=tuple(sorted(others.items(), key=lambda item: item[0])),
    )


def _torn(firm: Iterable[Pair], contrary: set[Pair]) -> set[Profile]:
    """Returns the profiles that agree with two others which contradict each other."""
    beside: dict[Profile, set[Profile]] = defaultdict(set)
    for a, b in firm:
        beside[a].add(b)
        beside[b].add(a)
    return {node for a, b in contrary for node in (beside[a] & beside[b])}


def _without_contradiction(
    nodes: list[Profile], firm: Mapping[Pair, Comparison], contrary: set[Pair]
) -> list[list[Profile]]:
    """Returns the components of the firm edges; where one holds a contradiction, its weakest edges are cut first."""
    edges = dict(firm)
    while True:
        groups = components(nodes, edges)
        of = {node: number for number, group in enumerate(groups) for node in group}
        bad = {of[a] for a, b in contrary if of[a] == of[b]}
        if not bad:
            return groups
        for number in bad:
            inside = {pair: found.score for pair, found in edges.items() if of[pair[0]] == number}
            weakest = min(inside.values())
            for pair, score in inside.items():
                if score == weakest:
                    del edges[pair]


def components(nodes: Iterable[Profile], edges: Iterable[Pair]) -> list[list[Profile]]:
    """Returns the connected components, each sorted, by their first node."""
    parent = {node: node for node in nodes}

    def root(node: Profile) -> Profile:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    groups: dict[Profile, list[Profile]] = defaultdict(list)
    for node in sorted(parent):
        groups[root(node)].append(node)
    return [groups[key] for key in sorted(groups)]


def _join_bare(
    groups: list[list[Profile]], compared: Mapping[Pair, Comparison], torn: set[Profile]
) -> tuple[list[list[Profile]], dict[Pair, Comparison]]:
    """Joins groups of bare profiles to the only group of their name; to one another where no other group has it."""
    of = {node: number for number, group in enumerate(groups) for node in group}
    bare = {number for number, group in enumerate(groups) if all(node.is_bare for node in group)}
    candidates: dict[int, dict[int, tuple[Pair, Comparison]]] = defaultdict(dict)
    for pair, found in sorted(compared.items()):
        one, other = of[pair[0]], of[pair[1]]
        if one == other or found.verdict != "open" or any(node.page for node in pair):
            continue
        for here, there in ((one, other), (other, one)):
            if here in bare:
                candidates[here].setdefault(there, (pair, found))
    extra: dict[Pair, Comparison] = {}
    for others in candidates.values():
        dressed = [there for there in others if there not in bare]
        if len(dressed) <= 1:
            for there in dressed or others:
                pair, found = others[there]
                if not torn & set(pair):
                    why = found.why.replace("and nothing else in common", "and nobody else on record has it")
                    extra[pair] = Comparison("one", why, 0.6)
    nodes = [node for group in groups for node in group]
    inside = [pair for group in groups for pair in itertools.pairwise(group)]
    return components(nodes, [*inside, *extra]), extra


def _tree(edges: Mapping[Pair, Comparison]) -> tuple[tuple[Pair, Comparison], ...]:
    """Returns the surest edges that connect what all of them connect, by profile."""
    chosen: list[tuple[Pair, Comparison]] = []
    seen: dict[Profile, int] = {}
    for pair, found in sorted(edges.items(), key=lambda item: (-item[1].score, item[0])):
        marks = [seen.get(node) for node in pair]
        if marks[0] is not None and marks[0] == marks[1]:
            continue
        mark = min((m for m in marks if m is not None), default=len(chosen))
        for node, number in list(seen.items()):
            if number in marks:
                seen[node] = mark
        seen.update(dict.fromkeys(pair, mark))
        chosen.append((pair, found))
    return tuple(sorted(chosen, key=lambda item: item[0]))
