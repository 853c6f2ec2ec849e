"""Content words in their dictionary forms, with the places they stand at."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml
from onrecord.text.lemmas import lemmas

_WORD = re.compile(r"[^\W_][\w]*(?:[’'.&-][\w]+)*")


class Term(Struct, frozen=True):
    """A content word.

    Attributes:
        start: Code points.
        end: Exclusive.
        forms: Its possible dictionary forms; two words are one where these meet. Of a name of a country, its code.
    """

    start: int
    end: int
    forms: frozenset[str]


def terms_of(text: str) -> tuple[Term, ...]:
    """Returns the content words of `text`, in order.

    >>> [sorted(term.forms) for term in terms_of("the guarantees for Ukraine")]
    [['guarante', 'guarantee', 'guarantees'], ['@UA']]
    >>> terms_of("security of the Kyiv talks")[1].forms == terms_of("Ukraine’s")[0].forms
    True
    """
    return tuple(
        Term(match.start(), match.end(), forms)
        for match in _WORD.finditer(text)
        if (forms := forms_of(match.group())) is not None
    )


@functools.lru_cache(maxsize=65_536)
def forms_of(word: str) -> frozenset[str] | None:
    """Returns the dictionary forms of one word; ``None`` for a function word."""
    bare = word.removesuffix("’s").removesuffix("'s").removesuffix("s’")
    if bare.casefold() in _function_words():
        return None
    if bare[0].isupper():
        place = find_place(bare)
        if place is not None and place.kind in {"country", "capital", "demonym"}:
            return frozenset({f"@{place.code}"})
    return lemmas(bare)


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(read_toml("docket_words")["function"].split())
