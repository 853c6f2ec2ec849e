"""A proposal as a page names it, and the words that names are made of."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.tables.read import read_toml

POINTS = re.compile(r"(?P<number>\d{1,3}|[a-z]+)[-‑](?:point|article|step|page|part)\Z", re.IGNORECASE)
# Words before a head, or before a docket's name, that are looked at.
MOST_BEFORE = 7


class Mention(Struct, frozen=True, kw_only=True):
    """Words of a page that name a proposal or stand for one.

    Attributes:
        span: From the determiner to the head, and what belongs to it behind.
        head: The head, lower case.
        points: Number of its points.
        year: Four digits.
        date: Words of a date behind the head.
        proper: Names before the head, as they stand there.
        owner: Whose it is, by a possessive.
        kinds: Lower-case words that say what it is for.
        version: Word that makes it a new text of another ("revised").
        definite: Whether it has "the" or such before it.
        given: The docket's name, where it is one of the docket's.
        refers: Number of the mention on the page that it stands for; ``None`` for one that names.
        instead: Number of points of the text that it replaces, or that replaces it ("11 points instead of 14", "cut to
            11 points").
        called: Another name that the page gives it, in no form that would be found by itself ("known as the JCPOA").
        alias: Number of the mention before it of which it is another name ("known as the Pell text").
    """

    span: Span
    head: str
    points: int | None = None
    year: str | None = None
    date: str | None = None
    proper: tuple[str, ...] = ()
    owner: str | None = None
    kinds: tuple[str, ...] = ()
    version: str | None = None
    definite: bool = True
    given: str | None = None
    refers: int | None = None
    instead: int | None = None
    called: str | None = None
    alias: int | None = None

    @property
    def named(self) -> bool:
        """Whether it says which proposal it is."""
        return bool(self.given or self.points or self.year or self.date or self.proper or self.owner)


@functools.cache
def words_of(table: str, key: str) -> frozenset[str]:
    """Returns a list of words of ``proposal_words.toml``."""
    return frozenset(read_toml("proposal_words")[table][key].split())


def number_of(match: re.Match[str] | None) -> int | None:
    """Returns the number that the group ``number`` of a match writes, in figures or in words."""
    if match is None:
        return None
    word = match["number"].casefold()
    return int(word) if word.isdigit() else read_toml("proposal_words")["numbers"].get(word)
