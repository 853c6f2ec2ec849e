"""The people of a page while it is read, found by the names that they may go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.speakers.lexicon import Gender, fold
from onrecord.speakers.mentions import Mention
from onrecord.speakers.names import Name, fits_name, is_misspelt, same_person, words_of
from onrecord.speakers.offices import Office

# Up to so many letters a surname is looked up by all that is left with one letter out; longer ones by their halves.
_SHORT = 40


class Person(Struct, eq=False):
    """Somebody named on the page. Filled while the page is read, then only read.

    Attributes:
        name: The fullest form on the page.
        mentions: Where they are named, in order.
        offices: What the page says they are.
        gender: "m", "f" or "".
    """

    name: Name
    mentions: list[Mention] = []
    offices: list[Office] = []
    gender: Gender = ""

    @property
    def introduced(self) -> bool:
        """Whether the page says who it is: a full name, or an office with the surname."""
        return self.name.is_full or self.name.text.startswith("@") or any(office.text for office in self.offices)

    @property
    def office(self) -> Office | None:
        """The office to report: the first one the page gives that is not over, or the first."""
        named = [office for office in self.offices if office.text]
        current = [office for office in named if not office.former]
        # A government's office says more than "chairman" of something else.
        ranked = sorted(current, key=lambda office: office.noun is None or not office.noun.role)
        return ranked[0] if ranked else (named[0] if named else None)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every description, folded."""
        return frozenset(word for office in self.offices for word in office.words)


class People:
    """Everybody met so far, in order, with what finds them: a page may name thousands.

    What is found by a key is then compared as if everybody had been.

    Attributes:
        everybody: In the order in which they were met.
    """

    def __init__(self) -> None:
        self.everybody: list[Person] = []
        self._by_surname: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_spelling: dict[str, set[int]] = defaultdict(set)

    def add(self, name: Name) -> None:
        """Takes in somebody new."""
        self.everybody.append(Person(name, []))
        self._index(len(self.everybody) - 1)

    def join_full(self, name: Name) -> None:
        """Gives a full name to the person it fits, or to a new one; the fullest form becomes the name."""
        for number in self._numbers(self._by_surname, _surnames(name)):
            person = self.everybody[number]
            if same_person(person.name, name):
                if len(name.text) > len(person.name.text) and not name.text.isupper():
                    person.name = name
                    self._index(number)
                return
        self.add(name)

    def candidates(self, name: Name) -> list[Person]:
        """Returns the people that a name can be, those that it fits best."""
        same = [person for person in self._alike(name) if same_person(person.name, name)] if name.is_full else []
        return same or self._by_fit(name.text) or self._misspelt(name)

    def _index(self, number: int) -> None:
        """Notes what finds a person. What found a shorter form of the name still does."""
        name = self.everybody[number].name
        for index, keys in (
            (self._by_surname, _surnames(name)),
            (self._by_word, words_of(name)),
            (self._by_spelling, _spellings(fold(name.surname))),
        ):
            for key in keys:
                index[key].add(number)

    def _numbers(self, index: dict[str, set[int]], keys: Iterable[str]) -> list[int]:
        return sorted(set().union(*(index.get(key, ()) for key in keys)))

    def _alike(self, name: Name) -> Iterator[Person]:
        return (self.everybody[number] for number in self._numbers(self._by_surname, _surnames(name)))

    def _misspelt(self, name: Name) -> list[Person]:
        """Returns the only person whose surname a bare name is with a letter wrong; none where the page has two."""
        if name.is_full:
            return []
        near = (self.everybody[number] for number in self._numbers(self._by_spelling, _spellings(fold(name.text))))
        found = [person for person in near if is_misspelt(name.text, person.name)]
        return found if len(found) == 1 else []

    def _by_fit(self, word: str) -> list[Person]:
        last = fold(word).split()[-1:]
        near = [self.everybody[number] for number in self._numbers(self._by_word, last)] if last else self.everybody
        fits = [(fits_name(word, p.name), p) for p in near if not last or last[0] in words_of(p.name)]
        best = max((fit for fit, _ in fits), default=0)
        return [person for fit, person in fits if fit == best] if best else []


def _surnames(name: Name) -> set[str]:
    """Returns what two full names of one person have one of in common: the surname, or the name before it."""
    return {fold(name.surname), *(fold(part) for part in name.middle[-1:])}


def _spellings(word: str) -> Iterator[str]:
    """Yields what two words have one of in common that differ by one edit.

    A letter exchanged, too many or missing, or two changed round, is made good by leaving out one letter of one or of
    both. In a long word, one of the halves is left as it was.

    >>> sorted(set(_spellings("bero")) & set(_spellings("breo")))
    ['beo', 'bro']
    """
    if len(word) <= _SHORT:
        yield word
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
    if len(word) >= _SHORT:
        for length in (len(word), len(word) - 1):
            half = length // 2 - 1
            yield f"{half} {word[:half]}…"
            yield f"{half} …{word[-half:]}"
