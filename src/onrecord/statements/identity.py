"""Whether two readings of a speaker can be one speaker."""

from __future__ import annotations

import functools
import re
from typing import Literal

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from onrecord.records.actor import Actor
from onrecord.tables.read import read_rows
from onrecord.text.shingles import fold_word

# ``same``: named alike. ``open``: nothing says that they are not. ``other``: they are two.
Identity = Literal["same", "open", "other"]

# Two spellings of a name across scripts share nearly all their sounds, in per cent; "Marov" and "Murat" do not.
_ALIKE = 80
_SOUNDS = (
    ("kh", "h"),
    ("zh", "z"),
    ("sh", "s"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("ie", "e"),
    ("ia", "a"),
    ("iu", "u"),
)
_BODIES = ("organisation", "government", "group")


def compare_speakers(a: Actor, b: Actor) -> Identity:
    """Returns whether two speakers are one, as far as the two readings tell.

    >>> venn = Actor(type="person", name="Ada Venn", office="Foreign Minister")
    >>> compare_speakers(venn, Actor(type="person", name="Venn"))
    'same'
    >>> compare_speakers(venn, Actor(type="person", name="Otis Venn"))
    'other'
    >>> compare_speakers(venn, Actor(type="unresolved", surface="she"))
    'open'
    >>> compare_speakers(venn, Actor(type="government", name="Caldia"))
    'other'
    """
    names_a, names_b = names_of(a), names_of(b)
    if not names_a or not names_b:
        return _compare_unnamed(a, b)
    if a.type in _BODIES or b.type in _BODIES:
        if a.type in _BODIES and b.type in _BODIES and set(names_a) & set(names_b):
            return "same"
        return "same" if set(names_a) & set(names_b) else "other"
    if any(one_person(one, other) for one in names_a for other in names_b):
        return "same"
    return "other"


def names_of(actor: Actor) -> tuple[tuple[str, ...], ...]:
    """Returns the speaker's names, each as folded words; none for whom no page names.

    >>> names_of(Actor(type="person", name="Ada M. Venn")), names_of(Actor(type="anonymous", descriptor="a diplomat"))
    ((('ada', 'm', 'venn'),), ())
    """
    if actor.type in ("anonymous", "writer"):
        return ()
    names = actor.names or ((actor.name,) if actor.name else ())
    return tuple(folded for name in names if (folded := fold_name(name)))


@functools.lru_cache(maxsize=16_384)
def fold_name(name: str) -> tuple[str, ...]:
    """Returns the words of a name, folded.

    >>> fold_name("José al-Bero Jr.")
    ('jose', 'bero')
    """
    words = [fold_word(word.strip(".,“”\"'()")) for word in name.replace("-", " ").split()]
    return tuple(word for word in words if word and word not in ("jr", "sr", "ii", "iii", "the", "al", "el"))


def one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tells whether two folded names can be one person's: one surname, and no two given names against each other.

    >>> one_person(("ada", "venn"), ("a", "venn")), one_person(("ada", "venn"), ("otis", "venn"))
    (True, False)
    >>> one_person(("bill", "orr"), ("william", "orr")), one_person(("maria", "venn", "orr"), ("orr",))
    (True, True)
    >>> one_person(("irena", "dovrak"), ("ирена", "доврак")), one_person(("irena", "dovrak"), ("томас", "доврак"))
    (True, False)
    """
    if not all(word.isascii() for word in (*a, *b)):
        return _sound_alike(a, b)
    if a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or _one_given(a[0], b[0])


def _sound_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tells whether two names in two scripts can be one, surname for surname and given name for given name."""
    pairs = [(a[-1], b[-1]), *([(a[0], b[0])] if len(a) > 1 and len(b) > 1 else [])]
    return all(ratio(sound_of(one), sound_of(other)) >= _ALIKE for one, other in pairs)


@functools.lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """Returns a name's word in Latin letters, ways of transliterating it made one.

    >>> sound_of("зеленский") == sound_of("zelenskyy"), sound_of("хомич") == sound_of("khomich")
    (True, True)
    """
    letters = re.sub("[^a-z]", "", anyascii(word).lower())
    for written, spoken in _SOUNDS:
        letters = letters.replace(written, spoken)
    return re.sub(r"(.)\1", r"\1", letters)


def _one_given(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return bool(_long_forms(a) & _long_forms(b)) or (
        len(min(a, b, key=len)) > 2 and (a.startswith(b) or b.startswith(a))
    )


@functools.lru_cache(maxsize=4096)
def _long_forms(given: str) -> frozenset[str]:
    return frozenset(
        {given, *(row["long"].casefold() for row in read_rows("nicknames") if row["short"].casefold() == given)}
    )


def _compare_unnamed(a: Actor, b: Actor) -> Identity:
    """Compares where one at least has no name: a country on both sides may still tell them apart."""
    if a.type == "writer" or b.type == "writer":
        return "same" if a.type == b.type else "other"
    if a.country and b.country and a.country != b.country and "anonymous" in (a.type, b.type):
        return "other"
    return "open"
