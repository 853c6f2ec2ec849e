"""Countries as pages in any language name them: to one code for all languages."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.tables.places import find_place, place_phrases
from onrecord.tables.read import read_rows, split_cell
from onrecord.text.shingles import fold_word

# The longest names looked for; longer ones ("Bosnia and Herzegovina") have their first word to be found by.
_LONGEST = 3
# How a declined name may end: "Росси-ей", "росси-йского"; in Latin letters "Ukrain-y", "Ucrain-a".
_CYRILLIC, _LATIN = 6, 2
_MIN_CYRILLIC, _MIN_LATIN = 4, 5
_IS_CYRILLIC = re.compile("[а-я]")
_VOWELS = frozenset("аеиоуыэюяієьaeiouy")


class _Names(Struct, frozen=True):
    """Names by their folded words; stems, how much may follow, and codes, by the stems' first four letters."""

    whole: dict[tuple[str, ...], str]
    stems: dict[str, tuple[tuple[str, int, str], ...]]


def find_codes(printed: Sequence[str], folded: Sequence[str], *, english: bool) -> frozenset[str]:
    """Returns the ISO codes of the countries that a sentence names; ``EU``, ``NATO`` and ``UN`` count as such.

    Args:
        printed: Its words.
        folded: The same, folded.
        english: Whether English names alone are looked for, and by their capitals, which is faster.

    >>> find = lambda text: sorted(find_codes(text.split(), [fold_word(w) for w in text.split()], english=False))
    >>> find("Глава МИД России обвинил страны НАТО")
    ['NATO', 'RU']
    >>> find("la delegazione statunitense a Kiev e la Casa Bianca")
    ['UA', 'US']
    >>> find("una nuova proposta di pace")
    []
    """
    found: set[str] = set()
    if not _first_words().isdisjoint(printed):  # most sentences name no country
        found = {code for place, word in enumerate(printed) if word[0].isupper() for code in _english(printed, place)}
    if not english:
        found |= set(_foreign(folded))
    return frozenset(found)


def _english(words: Sequence[str], place: int) -> Iterator[str]:
    if words[place] not in _first_words():
        return
    for size in range(1, _LONGEST + 1):
        name = find_place(" ".join(words[place : place + size]))
        if name is not None and name.code:
            yield name.code


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in place_phrases())


def _foreign(folded: Sequence[str]) -> Iterator[str]:
    whole = _names().whole
    for place, word in enumerate(folded):
        if len(word) > 3 and (code := _by_stem(word)) is not None:
            yield code
        for size in range(1, _LONGEST + 1):
            if (code := whole.get(tuple(folded[place : place + size]))) is not None:
                yield code


@functools.lru_cache(maxsize=1 << 15)
def _by_stem(word: str) -> str | None:
    fitting = [
        (len(stem), code)
        for stem, ending, code in _names().stems.get(word[:4], ())
        if word.startswith(stem) and len(word) - len(stem) <= ending
    ]
    return max(fitting)[1] if fitting else None


@functools.cache
def _names() -> _Names:
    whole: dict[tuple[str, ...], set[str]] = defaultdict(set)
    stems: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for row in read_rows("country_names"):
        for name in (*split_cell(row["names"]), *split_cell(row["capitals"])):
            key = _key(name)
            whole[key].add(row["code"])
            stem = _stem_of(key[0]) if len(key) == 1 else None
            if stem is not None:
                stems[stem[:4]].add((stem, _CYRILLIC if _IS_CYRILLIC.search(stem) else _LATIN, row["code"]))
    for row in read_rows("foreign_places"):
        for name in split_cell(row["words"]):
            whole[_key(name)] = {row["code"]}
        for stem in map(fold_word, split_cell(row["stems"])):
            stems[stem[:4]].add((stem, _CYRILLIC, row["code"]))
    # A name that is another country's in another language says nothing.
    certain = {key: min(codes) for key, codes in whole.items() if len(codes) == 1}
    return _Names(certain, {start: tuple(sorted(found)) for start, found in stems.items()})


def _key(name: str) -> tuple[str, ...]:
    return tuple(map(fold_word, name.split()))


def _stem_of(word: str) -> str | None:
    """Returns what a declined name begins with; ``None`` for one that is too short to tell.

    >>> _stem_of("украина"), _stem_of("чад")
    ('украин', None)
    """
    stem = word[:-1] if word[-1] in _VOWELS else word
    return stem if len(stem) >= (_MIN_CYRILLIC if _IS_CYRILLIC.search(stem) else _MIN_LATIN) else None
