"""The table of cues, matched on word forms: which attitude a cue carries, and whether it is one of communication."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import cast

from msgspec import Struct

from onrecord.records.attribution import Attitude
from onrecord.tables.read import read_rows
from onrecord.text.lemmas import lemmas

# Words that may stand between the words of a pattern: "asked him for", "took aim again at", "call repeatedly for".
_BETWEEN = frozenset(
    {"a", "an", "the", "his", "her", "its", "their", "my", "our", "also", "then", "again", "later", "once", "very"}
    | {"him", "them", "it", "more", "even", "still", "further", "not", "just", "own", "some", "any"}
)
_MOST_BETWEEN = 2
# Read only where the cue has nothing better: they are cues by what stands around them.
_WEAK = frozenset({"light", "preposition", "adverb"})


class Cue(Struct, frozen=True, kw_only=True):
    """One line of the table.

    Attributes:
        words: The pattern's words, as dictionary forms or as they stand.
        attitude: After Prasad et al. (2007) and Pareti (2012).
        communication: Whether it tells of something said, written or shown.
        group: Its class ("say", "judge", "think", ...).
    """

    words: tuple[str, ...]
    attitude: Attitude
    communication: bool
    group: str

    @property
    def weak(self) -> bool:
        """Whether any better match goes before it."""
        return self.group in _WEAK


class Match(Struct, frozen=True, kw_only=True):
    """A line of the table found in a run of words.

    Attributes:
        cue: The line.
        first: Index of its first word.
        last: Index of its last word.
    """

    cue: Cue
    first: int
    last: int


@functools.cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    """Returns the table by first word, longer patterns first."""
    by_first: dict[str, list[Cue]] = {}
    for row in read_rows("cues"):
        words = tuple(row["pattern"].casefold().split())
        cue = Cue(
            words=words,
            attitude=cast("Attitude", row["attitude"]),
            communication=row["communication"] == "yes",
            group=row["class"],
        )
        by_first.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for first, cues in by_first.items()}


def match_cue(words: Sequence[str], starts: int) -> Match | None:
    """Returns the match that governs: the leftmost, and there the longest; weak ones only where there is no other.

    Args:
        words: The words of the cue, with a few that follow it (a pattern may end in its complement: "look to").
        starts: A match must start before this index.

    >>> match_cue(["again", "took", "aim", "at"], 4).cue.words
    ('take', 'aim', 'at')
    >>> match_cue(["seemed", "to", "suggest"], 3).cue.group
    'think'
    >>> match_cue(["slept"], 1) is None
    True
    """
    weak: Match | None = None
    for first in range(min(starts, len(words))):
        found = _match_at(words, first)
        if found is not None and not found.cue.weak:
            return found
        weak = weak or found
    return weak


def _match_at(words: Sequence[str], first: int) -> Match | None:
    # The longer form first: "added" is a form of "add" before it is one of "ad".
    forms = sorted(lemmas(words[first]), key=lambda form: (-len(form), form))
    candidates = [cue for form in forms for cue in _cues().get(form, ())]
    best: Match | None = None
    for cue in candidates:
        last = _reach(words, first, cue.words)
        if last is not None and (best is None or len(cue.words) > len(best.cue.words)):
            best = Match(cue=cue, first=first, last=last)
    return best


def _reach(words: Sequence[str], first: int, pattern: tuple[str, ...]) -> int | None:
    """Returns the index of the last word of the pattern, or ``None`` where the words do not follow."""
    at = first
    for wanted in pattern[1:]:
        for step in range(1, _MOST_BETWEEN + 2):
            word = words[at + step] if at + step < len(words) else ""
            if wanted in lemmas(word):
                at += step
                break
            if not (word.casefold() in _BETWEEN or word.endswith("ly")):
                return None
        else:
            return None
    return at


def communication_places(words: Sequence[str]) -> list[int]:
    """Returns the indices of the words that begin a cue of saying, writing or showing.

    >>> communication_places("Venn told him to leave".split())
    [1]
    >>> communication_places("rain fell on the harbour all night".split())
    []
    """
    found = ((first, _match_at(words, first)) for first in range(len(words)))
    return [first for first, match in found if match and match.cue.communication and not match.cue.weak]
