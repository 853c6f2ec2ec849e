"""Names of persons: their parts, and whether two of them can be one person's."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from onrecord.speakers.lexicon import find_title, fold, long_forms, word_set

_SUFFIX = re.compile(r"(?:,?\s+)((?:Jr|Sr)\.?|II|III|IV)$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PREFIX = re.compile(r"^(?:al|el|ul|as|ash|ad|ar|an|az|at)-")  # "al-Bero" is also "Bero"
_SHORTEST_MISSPELT = 5  # letters; in shorter surnames one letter makes another name ("Bell" and "Hall")
_NICKNAME = re.compile(r"\s*[\"“'‘(][^\"”'’()]{1,20}[\"”'’)]\s*")


class Name(Struct, frozen=True):
    """A person's name as printed, without titles.

    Attributes:
        text: The whole name, suffix and nickname included.
        given: First word, where there is more than one.
        middle: Words between.
        surname: Last word, with its particles ("de Bero").
    """

    text: str
    given: str
    middle: tuple[str, ...]
    surname: str

    @property
    def is_full(self) -> bool:
        """Whether it has a given name and a surname."""
        return bool(self.given)


def read_name(text: str) -> Name | None:
    """Returns the parts of a name; ``None`` where nothing is left without titles.

    >>> read_name("Sen. Ana M. de Bero Jr.’s")
    Name(text='Ana M. de Bero Jr.', given='Ana', middle=('M.',), surname='de Bero')
    >>> read_name("Mr.") is None
    True
    """
    text = strip_titles(_POSSESSIVE.sub("", " ".join(text.split())).strip(" ,;:"))
    plain = _SUFFIX.sub("", _NICKNAME.sub(" ", text)).strip()
    words = [word for word in plain.split() if fold(word)]
    if not words:
        return None
    at = len(words) - 1
    while at > 0 and words[at - 1].lower().strip(".") in word_set("particles"):
        at -= 1
    # "Al Bero" and "Ben Bero" have a given name, not a particle, in front.
    if at == 0 and len(words) > 1 and words[0][:1].isupper() and words[0].lower() in {"al", "ben", "abu", "la", "le"}:
        at = 1
    given = words[0] if at > 0 else ""
    return Name(text, given, tuple(words[1:at]), " ".join(words[at:]))


def strip_titles(text: str) -> str:
    """Returns `text` without the short titles before it.

    >>> strip_titles("Lt. Gen. Bero")
    'Bero'
    """
    words = text.split()
    while words:
        pair = " ".join(words[:2])
        if find_title(pair) is not None:
            words = words[2:]
        elif find_title(words[0]) is not None:
            words = words[1:]
        else:
            break
    return " ".join(words)


def same_given(one: str, other: str) -> bool:
    """Tells whether two given names can be one person's: equal, initial, short form.

    >>> same_given("Robert", "Bob"), same_given("R.", "Robert"), same_given("Ben", "Benjamin")
    (True, True, True)
    >>> same_given("Ana", "Olga")
    False
    """
    a, b = sorted((fold(one), fold(other)), key=len)
    if not a or a == b:
        return bool(a)
    if b.startswith(a) and (len(a) == 1 or len(a) >= 3):
        return True
    longs_a, longs_b = long_forms(a), long_forms(b)
    return b in longs_a or a in longs_b or bool(longs_a & longs_b) or any(b.startswith(x) for x in longs_a)


def same_person(one: Name, other: Name) -> bool:
    """Tells whether two full names can be one person's.

    >>> same_person(read_name("Robert Adel"), read_name("Bob T. Adel"))
    True
    >>> same_person(read_name("Ana Adel"), read_name("Olga Adel"))
    False
    """
    if not (one.is_full and other.is_full):
        return False
    if fold(one.surname) == fold(other.surname):
        crossed = fold(one.given) in map(fold, other.middle) or fold(other.given) in map(fold, one.middle)
        return crossed or same_given(one.given, other.given)
    # "Ana Bero Costa" and "Ana Bero": a second surname is often dropped.
    long, short = (one, other) if len(one.middle) > len(other.middle) else (other, one)
    return fold(short.given) == fold(long.given) and bool(long.middle) and fold(short.surname) == fold(long.middle[-1])


def is_misspelt(word: str, name: Name) -> bool:
    """Tells whether a bare surname is this one's with one letter wrong, missing, too many or changed round.

    Not in its first letter, nor by an "s" at the end: "Adels" may be several, "Adams" and "Adam" are two names.

    >>> name = read_name("Ana Bergmann")
    >>> is_misspelt("Bermgann", name), is_misspelt("Bergman", name), is_misspelt("Hergmann", name)
    (True, True, False)
    >>> is_misspelt("Adams", read_name("Ana Adam"))
    False
    """
    one, other = fold(word), fold(name.surname)
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0] or not name.given or " " in one:
        return False
    return one.rstrip("s") != other.rstrip("s") and _one_edit(one, other)


def _one_edit(one: str, other: str) -> bool:
    """Tells whether one insertion, deletion, exchange or swap of neighbours makes `one` into `other`."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) != len(short):
        return len(long) == len(short) + 1 and short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


@functools.lru_cache(maxsize=1 << 14)
def words_of(name: Name) -> frozenset[str]:
    """Returns the folded words that a shorter form of the name can end with: only then is it worth `fits_name`.

    >>> sorted(words_of(read_name("Ana M. de Bero")))
    ['ana', 'bero', 'de bero', 'm']
    """
    surname = fold(name.surname)
    given = (fold(part) for part in (name.given, *name.middle))
    return frozenset((surname, *surname.split()[-1:], _PREFIX.sub("", surname), *given))


def fits_name(word: str, name: Name) -> int:
    """Tells how well a single word names somebody: 3 surname, 2 two-word family name, 1 given name or middle, 0 not.

    >>> name = read_name("Ana de Bero")
    >>> fits_name("Bero", name), fits_name("Ana", name), fits_name("Adel", name)
    (3, 1, 0)
    """
    key = fold(word)
    surname = fold(name.surname)
    if key in (surname, surname.split()[-1], _PREFIX.sub("", surname)):
        return 3
    if not name.given:
        return 0
    rest = [fold(part) for part in (name.given, *name.middle) if len(part.strip(".")) > 1]
    if " " in key:
        parts = [*rest, *surname.split()]
        return 2 if key.split() == parts[-len(key.split()) :] else 0
    return 1 if key in rest else 0
