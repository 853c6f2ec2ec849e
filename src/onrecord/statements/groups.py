"""Linked attributions to groups: an order-free join that never ties two names together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.records.actor import Actor
from onrecord.statements.identity import compare_speakers, names_of
from onrecord.statements.links import Link

_Names = tuple[tuple[str, ...], ...]

# How much better the ties to one name must be than to the next, for the unnamed to go with it.
_LEAD = 0.1


def join(speakers: Mapping[str, Actor], links: Iterable[Link]) -> list[list[str]]:
    """Returns the attributions in groups, each sorted, in order of their smallest id. A function of the sets.

    Those with a name are joined first, where all their names are one; then those without go where their ties are best,
    and stay by themselves where two names have a like claim.

    Args:
        speakers: Attribution id to who speaks there.
        links: Between them.
    """
    edges: dict[str, dict[str, float]] = defaultdict(dict)
    kept = keep_best(links)
    for link in kept:
        edges[link.a][link.b] = edges[link.b][link.a] = link.score
    named = {one for one, actor in speakers.items() if names_of(actor)}
    groups: dict[str, list[str]] = {}
    bridged = {
        frozenset((names_of(speakers[link.a]), names_of(speakers[link.b]))) for link in kept if link.identity == "same"
    }
    for part in components(named, edges):
        for group in _by_name(part, speakers, bridged):
            groups[group[0]] = group
    home = {one: head for head, group in groups.items() for one in group}
    for part in components(set(speakers) - named, edges):
        chosen = _claimed_by(part, edges, home)
        groups[chosen if chosen is not None else part[0]] = sorted([*groups.get(chosen or "", []), *part])
    return sorted(groups.values())


def keep_best(links: Iterable[Link]) -> list[Link]:
    """Returns the links without those to a page that has something more alike; a function of the set.

    Two things that one person says in one paragraph share words; on another page each has its own counterpart.
    """
    every = list(links)
    best: dict[tuple[str, str], float] = defaultdict(float)
    for link in every:
        for end in ((link.a, link.page_b), (link.b, link.page_a)):
            best[end] = max(best[end], link.score)
    return [
        link
        for link in every
        if link.page_a == link.page_b or link.score >= max(best[link.a, link.page_b], best[link.b, link.page_a])
    ]


def components(ids: Iterable[str], edges: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Returns the connected parts among `ids`, each sorted, in order of their smallest id.

    >>> components({"c", "b", "a"}, {"a": {"c": 1.0}, "c": {"a": 1.0, "x": 1.0}})
    [['a', 'c'], ['b']]
    """
    wanted, seen, found = set(ids), set[str](), []
    for one in sorted(wanted):
        if one in seen:
            continue
        part, waiting = {one}, [one]
        while waiting:
            new = (set(edges.get(waiting.pop(), ())) & wanted) - part
            part |= new
            waiting.extend(new)
        seen |= part
        found.append(sorted(part))
    return found


def _by_name(
    part: Sequence[str], speakers: Mapping[str, Actor], bridged: Collection[frozenset[_Names]]
) -> list[list[str]]:
    """Returns a part in groups of one name each: "Ada Venn" and "Otis Venn" may both be tied to "Venn".

    Args:
        part: Attributions that hang together.
        speakers: Attribution id to who speaks there.
        bridged: Pairs of names that a link takes for one speaker's, whatever they look like: translated ones.
    """
    by_name: dict[_Names, list[str]] = defaultdict(list)
    for one in part:
        by_name[names_of(speakers[one])].append(one)
    # The longest name first, so that a surname alone finds the full names that there are.
    names = sorted(by_name, key=lambda name: (-max(map(len, name)), name))
    groups: list[list[str]] = []
    heads: list[list[Actor]] = []
    for name in names:
        actor = speakers[by_name[name][0]]
        fits = [n for n, actors in enumerate(heads) if all(_is_one(actor, other, bridged) for other in actors)]
        if len(fits) == 1:
            groups[fits[0]] += by_name[name]
            heads[fits[0]].append(actor)
        else:  # nobody yet, or two that it could be
            groups.append(list(by_name[name]))
            heads.append([actor])
    return [sorted(group) for group in groups]


def _is_one(a: Actor, b: Actor, bridged: Collection[frozenset[_Names]]) -> bool:
    return compare_speakers(a, b) == "same" or frozenset((names_of(a), names_of(b))) in bridged


def _claimed_by(part: Sequence[str], edges: Mapping[str, Mapping[str, float]], home: Mapping[str, str]) -> str | None:
    """Returns the head of the named group that a part without names belongs to."""
    best: dict[str, float] = {}
    for one in part:
        for other, score in edges.get(one, {}).items():
            if other in home:
                best[home[other]] = max(best.get(home[other], 0.0), score)
    ranked = sorted(best, key=lambda head: (-best[head], head))
    if not ranked or (len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _LEAD):
        return None
    return ranked[0]
