"""Who may be meant by a name in a statement: the record's speakers by the words that name them."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from onrecord.records.actor import Actor, called
from onrecord.records.statement import Statement
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml

_WORD = re.compile(r"\w+(?:-\w+)*")
# A word that begins with a country's name and is a little longer is taken for its people: "Norlandic".
_STEM, _ENDING = 5, 4


def _day(statement: Statement) -> str:
    return (statement.when or "")[:10]


def _place(statement: Statement) -> tuple[str, str]:
    return _day(statement), statement.id


def label_of(speaker: Actor) -> str:
    """Returns what to call a speaker: the name, else the words that describe them.

    >>> label_of(Actor(type="person", name="Ada Venn")), label_of(Actor(type="anonymous", descriptor="a diplomat"))
    ('Ada Venn', 'a diplomat')
    """
    return called(speaker, " and ")


class Speakers:
    """The record's speakers, found by the words that name them or the side they speak for."""

    def __init__(self) -> None:
        self._of_name: dict[str, Counter[str]] = defaultdict(Counter)
        self._of_side: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_label: dict[str, list[Statement]] = defaultdict(list)
        self._on_page: dict[str, Counter[str]] = defaultdict(Counter)
        # How many statements each speaker has, with the parties that more is known of than its page says.
        self._known: Counter[tuple[Actor, tuple[str, ...]]] = Counter()
        self._ordered = False

    def add(self, statement: Statement, label: str, parties: tuple[str, ...]) -> bool:
        """Takes in a statement; returns whether a name may mean somebody else for it.

        Args:
            statement: The statement.
            label: Of its speaker.
            parties: Names of the parties that its speaker speaks for, where more is known than its page says.
        """
        if not label or statement.speaker.type in _NOBODY:
            return False
        if self._ordered:
            insort(self._by_label[label], statement, key=_place)
        else:
            self._by_label[label].append(statement)
        for variant in statement.variants:
            self._on_page[variant.page.id][label] += 1
        known = statement.speaker, parties
        self._known[known] += 1
        return self._known[known] == 1 and self._call(statement.speaker, label, parties, 1)

    def drop(self, statement: Statement, label: str, parties: tuple[str, ...]) -> bool:
        """Forgets a statement that was taken in; returns whether a name may mean somebody else for it."""
        if not label or statement.speaker.type in _NOBODY:
            return False
        own = self._by_label[label]
        del own[bisect_left(own, _place(statement), key=_place)]
        for variant in statement.variants:
            _count(self._on_page[variant.page.id], label, -1)
        known = statement.speaker, parties
        _count(self._known, known, -1)
        return known not in self._known and self._call(statement.speaker, label, parties, -1)

    def order(self) -> None:
        """Puts what was taken in so far in order; from then on, what is taken in finds its place."""
        for statements in self._by_label.values():
            statements.sort(key=_place)
        self._ordered = True

    def _call(self, speaker: Actor, label: str, parties: Sequence[str], number: int) -> bool:
        turned = False
        for name in (speaker.name, *speaker.names):
            words = _WORD.findall((name or "").casefold())
            if words:
                for key in {" ".join(words), words[-1]}:
                    turned |= _count(self._of_name[key], label, number)
                    if not self._of_name[key]:
                        del self._of_name[key]
        for word in sides_of(speaker).union(*(sides_in(party) for party in parties)):
            turned |= _count(self._of_side[word], label, number)
            if not self._of_side[word]:
                del self._of_side[word]
        return turned

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
            return set(self._of_side[side])
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


_NOBODY = frozenset({"writer", "anonymous"})
Key = TypeVar("Key")


def _count(counts: Counter[Key], key: Key, number: int) -> bool:
    """Adds to a count; returns whether the key came or went by it."""
    had = key in counts
    counts[key] += number
    if not counts[key]:
        del counts[key]
    return had != (key in counts)


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
