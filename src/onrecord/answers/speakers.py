"""Who may be meant by a name in a statement: the record's speakers by the words that name them."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.records.actor import Actor, called
from onrecord.records.statement import Statement
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml

_WORD = re.compile(r"\w+(?:-\w+)*")
# A word that begins with a country's name and is a little longer is taken for its people: "Norlandic".
_STEM, _ENDING = 5, 4


def _day(statement: Statement) -> str:
    return (statement.when or "")[:10]


def label_of(speaker: Actor) -> str:
    """Returns what to call a speaker: the name, else the words that describe them.

    >>> label_of(Actor(type="person", name="Ada Venn")), label_of(Actor(type="anonymous", descriptor="a diplomat"))
    ('Ada Venn', 'a diplomat')
    """
    return called(speaker, " and ")


class Speakers:
    """The record's speakers, found by the words that name them or the side they speak for.

    Args:
        statements: Of the whole record.
        parties: By statement id: names of the parties that its speaker speaks for, where more is known than its page
            says.
    """

    def __init__(self, statements: Iterable[Statement], parties: Mapping[str, Sequence[str]]) -> None:
        self._of_name: dict[str, set[str]] = defaultdict(set)
        self._of_side: dict[str, set[str]] = defaultdict(set)
        self._by_label: dict[str, list[Statement]] = defaultdict(list)
        self._on_page: dict[str, set[str]] = defaultdict(set)
        for statement in sorted(statements, key=lambda one: (_day(one), one.id)):
            label = label_of(statement.speaker)
            if label and statement.speaker.type not in {"writer", "anonymous"}:
                self._by_label[label].append(statement)
                for variant in statement.variants:
                    self._on_page[variant.page.id].add(label)
                self._add(statement.speaker, label, parties.get(statement.id, ()))

    def _add(self, speaker: Actor, label: str, parties: Sequence[str]) -> None:
        for name in (speaker.name, *speaker.names):
            words = _WORD.findall((name or "").casefold())
            if words:
                self._of_name[" ".join(words)].add(label)
                self._of_name[words[-1]].add(label)
        for word in sides_of(speaker).union(*(sides_in(party) for party in parties)):
            self._of_side[word].add(label)

    def named(self, words: str) -> tuple[str, ...]:
        """Returns the labels of the speakers that a name may mean, in alphabetical order.

        A surname means every speaker who has it; a country or its people, with or without "officials", those who speak
        for it.
        """
        key = " ".join(_WORD.findall(words.casefold()))
        if key in self._of_name:
            return tuple(sorted(self._of_name[key]))
        last = key.rsplit(" ", 1)[-1] if key else ""
        if last in self._of_name and " " in key and last not in _officials():
            return tuple(sorted(self._of_name[last]))
        return tuple(sorted({label for side in sides_in(words) for label in self._side(side)}))

    def _side(self, side: str) -> set[str]:
        if side in self._of_side:
            return self._of_side[side]
        stems = [known for known in self._of_side if len(known) >= _STEM and side.startswith(known)]
        return {label for known in stems if len(side) - len(known) <= _ENDING for label in self._of_side[known]}

    def statements(self, label: str) -> list[Statement]:
        """Returns a speaker's statements, by date and id; undated ones first."""
        return self._by_label.get(label, [])

    def between(self, label: str, first: str, last: str) -> list[Statement]:
        """Returns a speaker's statements of some days, and the undated ones; days are ISO 8601 and inclusive."""
        known = self._by_label.get(label, [])
        undated = bisect_left(known, "0", key=_day)
        return known[:undated] + known[bisect_left(known, first, key=_day) : bisect_right(known, last, key=_day)]

    def on_pages(self, pages: Iterable[str]) -> frozenset[str]:
        """Returns the labels of those who speak on any of some pages."""
        return frozenset().union(*(self._on_page.get(page, ()) for page in pages))


def sides_of(speaker: Actor) -> frozenset[str]:
    """Returns the lower-case words of the party that a speaker speaks for: a country as its code.

    >>> sorted(sides_of(Actor(type="person", name="Ada Venn", on_behalf_of="Caldia")))
    ['caldia']
    >>> sorted(sides_of(Actor(type="government", name="Kyiv")))
    ['UA']
    """
    found = {speaker.country} if speaker.country else set()
    names = [speaker.on_behalf_of, speaker.body]
    if speaker.type in {"government", "organisation", "group"}:
        names += [speaker.name, *speaker.names]
    for name in names:
        if name:
            found |= sides_in(name)
    return frozenset(found)


@functools.lru_cache(maxsize=16_384)
def sides_in(words: str) -> frozenset[str]:
    """Returns the parties that words name: a known place as its country's code, else the words themselves.

    >>> sorted(sides_in("Russian officials")), sorted(sides_in("Norland"))
    (['RU'], ['norland'])
    """
    place = find_place(words)
    if place is not None and place.code:
        return frozenset({place.code})
    parts = [word for word in _WORD.findall(words) if word.casefold() not in _officials()]
    codes = {place.code for word in parts if (place := find_place(word)) is not None and place.code}
    return frozenset(codes or {" ".join(parts).casefold()} - {""})


@functools.cache
def _officials() -> frozenset[str]:
    words = read_toml("answer_words")["officials"].split()
    return frozenset({*words, *(word + "s" for word in words)})
