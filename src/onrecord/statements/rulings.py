"""What people decided about statements, laid over the groups that were joined: two are one, or are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from msgspec.structs import replace

from onrecord.records.statement import StatementRuling
from onrecord.statements.links import Link


class _Parts:
    """Ids in parts that come together."""

    def __init__(self) -> None:
        self._part: dict[str, set[str]] = {}

    def of(self, one: str) -> set[str]:
        """Returns the part that an id is in; itself at least."""
        return self._part.setdefault(one, {one})

    def joined(self, ids: Iterable[str]) -> set[str]:
        """Returns what `ids` would be together."""
        return set[str]().union(*(self.of(one) for one in ids))

    def join(self, ids: Iterable[str]) -> None:
        """Brings `ids` together."""
        whole = self.joined(ids)
        self._part.update(dict.fromkeys(whole, whole))

    def among(self, ids: Iterable[str]) -> list[set[str]]:
        """Returns the parts that `ids` are in, each once, in the order of `ids`."""
        return list({id(part): part for part in map(self.of, ids)}.values())


class _Decided:
    """What holds of a set of rulings, the later before the earlier.

    Attributes:
        whole: What people tied together.
        apart: Pairs that must not come together, who leaves first; with the ruling that says so.
        overruled: Id of a ruling that does not hold to that of the later one which contradicts it.
    """

    def __init__(self, rulings: Iterable[StatementRuling]) -> None:
        self.whole = _Parts()
        self.apart: dict[tuple[str, str], StatementRuling] = {}
        self.overruled: dict[str, str] = {}
        self._ties: list[StatementRuling] = []
        for ruling in sorted(rulings, key=lambda ruling: ruling.number, reverse=True):
            against = self._against(ruling)
            if against:
                self.overruled[ruling.correction] = max(against, key=lambda other: other.number).correction
            elif ruling.verdict == "one":
                self.whole.join(_named(ruling))
                self._ties.append(ruling)
            else:
                self.apart = dict.fromkeys(_pairs(ruling), ruling) | self.apart

    def _against(self, ruling: StatementRuling) -> list[StatementRuling]:
        """Returns the rulings that already hold and that this one contradicts."""
        if ruling.verdict == "one":
            part = self.whole.joined(_named(ruling))
            return [other for pair, other in self.apart.items() if part.issuperset(pair)]
        tied = [self.whole.of(one) for one, other in _pairs(ruling) if other in self.whole.of(one)]
        return [other for other in self._ties if any(not part.isdisjoint(_named(other)) for part in tied)]


def overrule(
    groups: Sequence[list[str]], links: Iterable[Link], rulings: Iterable[StatementRuling]
) -> tuple[list[list[str]], tuple[StatementRuling, ...]]:
    """Returns the groups as people decided, each sorted, in order of their smallest id; and the rulings on them.

    Groups with two attributions that are one become one group. One with two that are not falls apart: each of its
    attributions goes with that of the two to which it is tied more closely, and stays with the second where the ties
    are alike. Of two rulings that contradict each other the later holds, and the other says so. A function of the sets.

    Args:
        groups: As joined without rulings, each sorted.
        links: Between their attributions.
        rulings: On these attributions; those of which a side is on no page are passed over.
    """
    place = {one: number for number, group in enumerate(groups) for one in group}
    known = sorted((one for one in rulings if one.first and one.second), key=lambda ruling: ruling.number)
    if not known:
        return list(groups), ()
    decided = _Decided(known)
    named = sorted({one for ruling in known for one in _named(ruling)})
    touched = {place[one] for one in named}
    together = _Parts()
    for number in touched:
        together.join(groups[number])
    for block in decided.whole.among(named):
        together.join(block)
    every = list(links)
    found = [group for number, group in enumerate(groups) if number not in touched]
    for whole in together.among(named):
        parts = [groups[number] for number in sorted({place[one] for one in whole})]
        found += _split(parts, [link for link in every if link.a in whole and link.b in whole], decided)
    return sorted(found), tuple(replace(one, overruled=decided.overruled.get(one.correction)) for one in known)


def _split(parts: Sequence[Sequence[str]], links: Iterable[Link], decided: _Decided) -> list[list[str]]:
    """Returns groups that people tied together, as one, or as many as there are attributions to be kept apart.

    Args:
        parts: The groups, in order.
        links: Between their attributions.
        decided: By people.
    """
    home = {one: number for number, part in enumerate(parts) for one in part}
    apart = [pair for pair in decided.apart if pair[0] in home and pair[1] in home]
    if not apart:
        return [sorted(home)]
    leaving = {one for one, _ in apart}
    found = _Parts()
    for block in decided.whole.among(sorted(home)):
        found.join(block)
    inside = [link for link in links if home[link.a] == home[link.b]]
    for link in sorted(inside, key=lambda link: (-link.score, bool(leaving & {link.a, link.b}), link.a, link.b)):
        _bring_together(found, link.a, link.b, apart)
    for part in parts:  # what no link of its own holds stays where the rest is
        heads = [min(one) for one in found.among(sorted(part))]
        heads.sort(key=lambda head: (not leaving.isdisjoint(found.of(head)), head))
        for number, head in enumerate(heads):
            any(_bring_together(found, head, other, apart) for other in heads[:number])
    return [sorted(part) for part in found.among(sorted(home))]


def _bring_together(found: _Parts, one: str, other: str, apart: Iterable[tuple[str, str]]) -> bool:
    """Makes one part of those of two attributions, unless they are to be kept apart; returns whether they are one."""
    here, there = found.of(one), found.of(other)
    if here is there:
        return True
    if any((a in here and b in there) or (b in here and a in there) for a, b in apart):
        return False
    found.join((one, other))
    return True


def _named(ruling: StatementRuling) -> tuple[str, ...]:
    return ruling.first + ruling.second


def _pairs(ruling: StatementRuling) -> list[tuple[str, str]]:
    """Returns what a ruling keeps apart; words that are found in one attribution are one whatever it says."""
    return [(one, other) for one, other in product(ruling.first, ruling.second) if one != other]
