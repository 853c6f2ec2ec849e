"""Words made comparable between pages, runs of them as numbers, and sequences of them as strings."""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A word or number with its inner apostrophes, points and commas: "o'clock", "U.S", "1,200".
WORD = re.compile(r"\w+(?:['’.,]\w+)*")

# The code points above the first plane, of which none is a surrogate: room for a million words.
_FIRST, _ROOM = 0x10000, 1_000_000
# How many words are remembered as folded and as encoded: the language of the news has about as many, and the same few
# thousand make up most of every page. About 10 MB.
_KNOWN_WORDS = 1 << 15
# A base above the largest code point, and Knuth's multiplier, which spreads what is alike.
_BASE, _MIX = np.uint64(0x100_0003), np.uint64(0x9E37_79B9_7F4A_7C15)


@functools.lru_cache(maxsize=_KNOWN_WORDS)
def fold_word(word: str) -> str:
    """Returns `word` as copies of a text share it: no case, no accents, no possessive, no commas in a number.

    >>> fold_word("Caldia’s"), fold_word("Sergéy"), fold_word("1,200")
    ('caldia', 'sergey', '1200')
    """
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    return word.replace(",", "") if word[:1].isdigit() else word


def encode_words(words: Sequence[str]) -> str:
    """Returns one character a word, so that a library for strings compares sequences of words.

    Two words share a character once in a million pairs; nothing is decided on a single word.

    >>> first, second = encode_words(["the", "border", "stays"]), encode_words(["the", "stays"])
    >>> (first[0], first[2]) == (second[0], second[1])
    True
    """
    return "".join(map(_character, words))


@functools.lru_cache(maxsize=_KNOWN_WORDS)
def _character(word: str) -> str:
    return chr(zlib.crc32(word.encode("utf-8", "surrogatepass")) % _ROOM + _FIRST)


def shingle(words: Sequence[str], size: int) -> list[str]:
    """Returns every run of `size` words, in order; one shorter run where there are fewer.

    >>> shingle(["a", "b", "c"], 2)
    ['a b', 'b c']
    >>> shingle(["a"], 2), shingle([], 2)
    (['a'], [])
    """
    if len(words) <= size:
        return [" ".join(words)] if words else []
    return [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]


def hash_runs(words: str, size: int) -> NDArray[np.uint32]:
    """Returns a number for every run of `size` words, in order; none where there are fewer words.

    Args:
        words: As `encode_words` returns them.
        size: Words in a run.

    >>> first, second = (hash_runs(encode_words(w.split()), 2) for w in ("the border stays open", "a border stays"))
    >>> len(first), bool(first[1] == second[1])
    (3, True)
    """
    codes = np.frombuffer(words.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    number = max(len(codes) - size + 1, 0)
    hashes = np.zeros(number, dtype=np.uint64)
    for place in range(size):
        hashes = hashes * _BASE + codes[place : place + number]
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _MIX
    return (hashes >> np.uint64(32)).astype(np.uint32)
