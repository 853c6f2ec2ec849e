"""What a reader of other languages goes by: forms of verbs of saying, complementisers, "according to"."""

from __future__ import annotations

import functools
import re
from typing import Any

from msgspec import Struct

from onrecord.tables.read import read_toml

# Letters of a pronoun or article that is joined to the verb after it ("l'ha detto", "n'a pas dit").
_JOINED = r"(?:\b[ldnmtsLDNMTS]['’])?"


class Grammar(Struct, frozen=True, kw_only=True):
    """One language's patterns, all without regard to case.

    Attributes:
        cue: A finite verb of saying, with its auxiliary.
        that: A complementiser right behind a cue, or behind its source and a comma.
        by: "According to".
        negation: A negation that ends right before a cue.
        hedge: Words that pass on what others claim.
        times: Words of time, lower case; an article or preposition may go with them.
        adverbs: Words, lower case, that may stand beside a cue and are no part of a source.
        joints: Words, lower case, that begin another phrase or clause: a source ends before them.
        pronouns: Third-person subject pronouns, lower case.
    """

    cue: re.Pattern[str]
    that: re.Pattern[str]
    by: re.Pattern[str]
    negation: re.Pattern[str]
    hedge: re.Pattern[str]
    times: frozenset[str]
    adverbs: frozenset[str]
    joints: frozenset[str]
    pronouns: frozenset[str]


@functools.cache
def grammar_of(language: str) -> Grammar | None:
    """Returns the patterns for a BCP 47 tag, or ``None`` for a language that is not in the table.

    >>> bool(grammar_of("it-IT")), grammar_of("en")
    (True, None)
    """
    row = read_toml("foreign_cues").get(language.split("-", maxsplit=1)[0].casefold())
    if row is None:
        return None
    times = frozenset(word.casefold() for word in row["times"].split())
    return Grammar(
        cue=_compiled(rf"\b(?:{_verbs(row)})\b"),
        that=_compiled(rf"(?:{_any(row['that'])})(?:\b|['’])"),
        by=_compiled(rf"\b(?:{_any(row['by'])})\s+"),
        negation=_compiled(rf"\b(?:{_any(row['not'].split())})(?:\s+|['’])(?:\w+\s+)?$"),
        hedge=_compiled(rf"\b(?:{_any(row['hedge'].split())})\b"),
        times=times,
        adverbs=frozenset(row["adverbs"].split()) | times,
        joints=frozenset(row["joints"].split()),
        pronouns=frozenset(row["who"].split()),
    )


def _verbs(row: dict[str, Any]) -> str:
    between = rf"(?:\s+(?:{_any(row['adverbs'].split())}|pas|jamais|mai)){{0,2}}\s+"
    compound = [rf"{_JOINED}(?:{_any(row['aux'].split())}){between}(?:{_any(row['participles'].split())})"]
    # "A-t-elle ajouté", "dit-il": in French the pronoun may follow, joined by hyphens.
    inverted = rf"(?:{_any(row['aux'].split())})(?:-t)?-\w+{between}(?:{_any(row['participles'].split())})"
    plain = rf"(?:{_any(row['verbs'].split())})(?:(?:-t)?-(?:ils?|elles?|on)\b)?"
    return "|".join([_any(row["phrases"]), *([*compound, inverted] if row["aux"].split() else []), plain])


def _any(words: list[str]) -> str:
    """Returns an alternation, longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
