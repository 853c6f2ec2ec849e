"""Spellings of one name: what is left of it when scripts and ways of transliteration are taken away."""

from __future__ import annotations

import functools
import re
from typing import Literal

from anyascii import anyascii
from msgspec import Struct
from rapidfuzz.distance import OSA

from onrecord.tables.read import read_rows, split_cell

Likeness = Literal["same", "spelled", "form"]

_NICKNAME = re.compile(r"\s*[\"“'‘(«][^\"”'’()»]{1,20}[\"”'’)»]\s*")
_SUFFIX = re.compile(r"(?:,?\s+)(?:Jr|Sr|II|III|IV)\.?$")
_PARTICLES = frozenset(("de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "ibn", "al"))
# In this order: what several ways of writing a sound become. Both sides go through it, so a wrong English sound does no
# harm; two names that it makes alike still need an office or a country in common.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"shch|sch|sz", "sh"),
        (r"tch|tsch|cz", "ch"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"w", "v"),
        (r"ts|tz", "c"),
        (r"ck|q|c(?![eiyh])", "k"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"(?<=[aeou])[yj]", "i"),
        (r"[yj](?=[aou])", "i"),
        (r"(?:[yj]|(?<=[^aeiou])i)(?=e)", ""),  # Yevgeny and Evgeny, Medvedev and Medvedyev
        (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST = 3  # letters of a short form that is the beginning of a name
_LONG = 6  # letters of a surname in which one may be mistyped
_NEAR = 0.75  # of a surname's letters alike where one statement already joins the two pages


class Parts(Struct, frozen=True):
    """A name by its sounds.

    Attributes:
        given: The first word, or ``""``.
        middle: Words between.
        surname: The last word, particles joined to it.
    """

    given: str
    middle: tuple[str, ...]
    surname: str


@functools.lru_cache(maxsize=65536)
def sound_parts(name: str) -> Parts:
    """Returns the parts of a name by their sounds, whatever its script and spelling.

    >>> sound_parts("Sergei Lavrov") == sound_parts("Sergey Lavrov") == sound_parts("Сергей Лавров")
    True
    >>> len({sound_parts(f"Volodymyr {end}") for end in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij")})
    1
    >>> sound_parts("Marie Adel") == sound_parts("Mario Adel")
    False
    """
    plain = _SUFFIX.sub("", _NICKNAME.sub(" ", name)).strip()
    words = [sounds for word in re.split(r"[\s-]+", anyascii(plain).lower()) if (sounds := _sounds(word))]
    if not words:
        return Parts("", (), "")
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return Parts(words[0] if at else "", tuple(words[1:at]), "".join(words[at:]))


def _sounds(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def likeness(one: str, other: str, *, bridged: bool = False) -> Likeness | None:
    """Tells how two names can be one person's; ``None`` where they cannot.

    Args:
        one: A full name.
        other: A full name.
        bridged: Whether the same words are theirs on both pages: then inflected and mistyped surnames will do.

    Returns:
        ``same`` (letter by letter), ``spelled`` (the same sounds), ``form`` (short form, initial, another language's
        form, a name more or less, a letter mistyped), or ``None``.

    >>> likeness("Sergei Lavrov", "Sergey Lavrov"), likeness("Bob Adel", "Robert Adel")
    ('spelled', 'form')
    >>> likeness("R. Adel", "Robert Adel")
    'form'
    >>> likeness("Ana Adel", "Olga Adel"), likeness("Ana Adel", "Ana Bero")
    (None, None)
    """
    if one == other:
        return "same"
    a, b = sound_parts(one), sound_parts(other)
    if not (a.given and b.given):
        return None
    if a == b:
        return "spelled"
    if not _same_surname(a.surname, b.surname, bridged=bridged):
        return None
    if _clash(a.middle, b.middle):
        return None
    given = _same_given(a.given, b.given) or (bridged and OSA.normalized_similarity(a.given, b.given) >= _NEAR)
    # "Ana Bero" in "Foreign Minister Ana Bero": a page in another language may have a title in the name.
    crossed = a.given in b.middle or b.given in a.middle
    return "form" if given or crossed else None


def _same_surname(one: str, other: str, *, bridged: bool) -> bool:
    if one == other:
        return True
    if bridged and OSA.normalized_similarity(one, other) >= _NEAR:
        return True
    # Not at its ends: a last letter more is another form ("Petrov" and "Petrova").
    ends = one[:1] == other[:1] and one[-1:] == other[-1:]
    return min(len(one), len(other)) >= _LONG and ends and OSA.distance(one, other) == 1


def _clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tells whether both have a middle name and they do not go together."""

    def goes(a: str, b: str) -> bool:
        return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])

    return bool(one and other) and not any(goes(a, b) for a, b in zip(one, other, strict=False))


def _same_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    # "R." and "Pat" for Robert and Patrick; "Daniel" is not short for Daniela.
    cut = len(short) == 1 or (len(short) >= _SHORTEST and len(long) - len(short) > 1)
    if short == long or (cut and long.startswith(short)):
        return True
    forms = _given_forms()
    return bool(forms.get(one, frozenset((one,))) & forms.get(other, frozenset((other,))))


@functools.cache
def _given_forms() -> dict[str, frozenset[str]]:
    """Returns, by its sounds, what a given name is a form of."""
    found: dict[str, set[str]] = {}
    for row in read_rows("nicknames"):
        short, long = sound_parts(f"{row['short']} X").given, sound_parts(f"{row['long']} X").given
        found.setdefault(short, {short}).add(long)
        found.setdefault(long, {long}).add(long)
    for row in read_rows("given_forms"):
        forms = {sound_parts(f"{form} X").given for form in split_cell(row["forms"])}
        for form in forms:
            found.setdefault(form, {form}).update(forms)
    return {form: frozenset(others) for form, others in found.items()}
