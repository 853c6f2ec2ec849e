"""Names as one spelling for all alphabets: what is left of them when they are written in another."""

from __future__ import annotations

import functools
import re

from anyascii import anyascii

# Endings of cases, in Cyrillic: those with a consonant, which would stay.
_CASE = re.compile("(?:ого|его|ому|ему|ами|ями|ым|им|ом|ем|ах|ях)$")
_IS_CYRILLIC = re.compile("[а-я]")
# Letters and groups that other alphabets, or other languages in this one, write in another way. In this order.
_SAME = (
    ("dzh", "j"),
    ("tsch", "s"),
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("cz", "s"),
    ("sz", "s"),
    ("ts", "s"),
    ("tz", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
    ("q", "k"),
)
_SOFT_C = re.compile("c(?=[eiy])")
_UNSPOKEN = re.compile("[aeiouyjh]")
_DOUBLE = re.compile(r"(.)\1+")
# A skeleton with fewer consonants is many names'; then the vowels stay.
_MIN_SKELETON = 3


@functools.lru_cache(maxsize=1 << 15)
def skeleton(name: str) -> str:
    """Returns the consonants of a name, those that are written alike in other alphabets made the same.

    Args:
        name: Folded.

    >>> skeleton("lavrov") == skeleton("лавровым") == skeleton("lawrow")
    True
    >>> skeleton("washington") == skeleton("вашингтоне")
    True
    >>> skeleton("lavrov") == skeleton("larov")
    False
    """
    if _IS_CYRILLIC.search(name) and len(name) > 5:
        name = _CASE.sub("", name)
    letters = re.sub("[^a-z]", "", anyascii(name).lower())
    for written, spoken in _SAME:
        letters = letters.replace(written, spoken)
    letters = _SOFT_C.sub("s", letters).replace("c", "k")
    bare = _DOUBLE.sub(r"\1", letters[:1].translate(_VOWEL) + _UNSPOKEN.sub("", letters[1:]))
    return bare if len(bare) >= _MIN_SKELETON else _DOUBLE.sub(r"\1", letters.replace("y", "i"))


_VOWEL = str.maketrans("eiouyj", "aaaaaa")
