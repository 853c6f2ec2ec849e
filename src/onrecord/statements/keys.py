"""What may meet: an attribution to its keys, and the pairs that a set of keys makes.

Two kinds, told by the first letter:

- ``r``: runs of four words of the wording, every third by its hash, and the first and the last by hash: whoever has
  the same words, cut or not.
- ``w``: a word that says something with the speaker's surname. Weak: three of them are needed.
"""

from __future__ import annotations

import functools
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.statements.identity import names_of
from onrecord.statements.sayings import Saying
from onrecord.statements.words import Word
from onrecord.tables.read import read_toml
from onrecord.text.shingles import shingle

# Four words: in a wording of twelve of which one was exchanged, five of nine runs stay. Every third run is kept: of
# a cut of nine words two are, and the smallest and the largest of a wording are kept for the short ones.
_RUN_WORDS, _RUN_EVERY = 4, 3
# A run that more attributions share is a phrase of the language; each then meets its next neighbours in order of id.
MAX_SHARED, NEIGHBOURS = 60, 8
_WEAK = "w"
WEAK_NEEDED = 3


def keys_of(saying: Saying) -> tuple[str, ...]:
    """Returns the keys of one attribution, in order; a function of it alone."""
    words = tuple(word.form for word in saying.words)
    return _keys(words, frozenset(name[-1] for name in names_of(saying.speaker)))


# As many as wordings are remembered (`onrecord.statements.words`): copies say the same. About 8 MB.
@functools.lru_cache(maxsize=4096)
def _keys(words: tuple[str, ...], surnames: frozenset[str]) -> tuple[str, ...]:
    stems = {stem_of(word) for word in words} - function_words()
    weak = {f"{_WEAK}{surname}|{stem}" for surname in surnames for stem in stems}
    return tuple(sorted({*run_keys(words), *weak}))


def run_keys(words: Sequence[str]) -> set[str]:
    """Returns the keys of a wording's runs.

    >>> sorted(run_keys(["the", "border", "stays"]))
    ['r3853911659']
    """
    if not words:
        return set()
    hashes = [zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in shingle(words, _RUN_WORDS)]
    kept = {value for value in hashes if value % _RUN_EVERY == 0}
    return {f"r{value}" for value in (*kept, min(hashes), max(hashes))}


def all_run_keys(words: Sequence[str]) -> set[str]:
    """Returns the keys of every run of a wording: what a question may meet whatever was sampled of the record."""
    return {f"r{zlib.crc32(run.encode('utf-8', 'surrogatepass'))}" for run in shingle(words, _RUN_WORDS)}


@functools.cache
def function_words() -> frozenset[str]:
    """Returns the forms that say nothing of a subject."""
    words: str = read_toml("drift_words")["function"]["words"]
    return frozenset(words.split())


@functools.lru_cache(maxsize=32_768)
def stem_of(form: str) -> str:
    """Returns a form without its commonest endings, so that a report in other grammar meets the quotation.

    >>> stem_of("signed"), stem_of("signing"), stem_of("ports"), stem_of("agreements"), stem_of("guarantees")
    ('sign', 'sign', 'port', 'agreement', 'guarante')
    """
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly", "e"):
        if form.endswith(ending) and len(form) - len(ending) > 2:
            return form[: -len(ending)]
    return form


def content_stems(words: Iterable[Word]) -> frozenset[str]:
    """Returns the stems of the words that say something."""
    return frozenset(stem_of(word.form) for word in words if word.form not in function_words())


def find_pairs(keys: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Returns the pairs of attributions that may be one statement, each smaller id first, in order.

    A function of the set: of each key only who has it counts.

    Args:
        keys: Attribution id to its keys.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for one, found in keys.items():
        for key in found:
            holders[key].add(one)
    strong: set[tuple[str, str]] = set()
    weak: Counter[tuple[str, str]] = Counter()
    for key, ids in holders.items():
        if is_weak(key):
            weak.update(pairs_of(key, ids))
        else:
            strong.update(pairs_of(key, ids))
    return sorted(strong | {pair for pair, number in weak.items() if number >= WEAK_NEEDED})


def find_pairs_inside(sayings: Iterable[Saying]) -> list[tuple[str, str]]:
    """Returns the pairs within one story that share words which say something, whoever speaks.

    A function of the set of sayings.
    """
    stems = {saying.id: [f"{_WEAK}{stem}" for stem in content_stems(saying.words)] for saying in sayings}
    return find_pairs(stems) if len(stems) > 1 else []


def is_weak(key: str) -> bool:
    """Tells whether a key counts only together with others."""
    return key.startswith(_WEAK)


def pairs_of(key: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields the pairs that one key makes of those who have it; a function of the key and the set of ids.

    >>> list(pairs_of("r1", ["b", "a"]))
    [('a', 'b')]
    """
    ordered = sorted(set(ids))
    if len(ordered) <= MAX_SHARED:
        yield from combinations(ordered, 2)
    elif not is_weak(key):
        for place, one in enumerate(ordered):
            yield from ((one, other) for other in ordered[place + 1 : place + 1 + NEIGHBOURS])
