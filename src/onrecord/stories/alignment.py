"""Sentences of two pages set beside one another, by their words in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from onrecord.stories.sketch import Line

# Below this two sentences are not the same one. Chance: two sentences of English have a third of their words in the
# same order, the best of thirty nearly a half; with two in five words exchanged three in five stay.
MIN_SCORE = 0.5
# From here on names and numbers alone may differ: the words are the same sentence's.
SURE_SCORE = 0.7
# Of the shorter sentence's words of the subject, how many a doubtful match must share.
MIN_CONTENT = 0.3
# What words that only the longer sentence has count against a match: a part of a sentence that was split is still a
# match, a short sentence found scattered over a long one is not.
_SURPLUS = 0.25
_MIN_ANCHORS_SHARED = 0.5


class Pairing(Struct, frozen=True):
    """A sentence of the first page with the one on the second that is likest.

    Attributes:
        a: Number of the sentence on the first page.
        b: Number on the second.
        score: Words in the same order, as a share, in [0, 1].
        agrees: Whether names and numbers are the same where both have some.
    """

    a: int
    b: int
    score: float
    agrees: bool


def pair_sentences(first: Sequence[Line], second: Sequence[Line]) -> list[Pairing]:
    """Returns for each sentence of `first` its likest in `second`, where there is one that is like at all."""
    if not first or not second:
        return []
    scores = _scores(first, second)
    likest = scores.argmax(axis=1)
    found = []
    for a, b in enumerate(likest.tolist()):
        score = float(scores[a, b])
        if score >= MIN_SCORE and (score >= SURE_SCORE or _shares_content(first[a], second[b])):
            found.append(Pairing(a, b, round(score, 4), _agree(first[a], second[b])))
    return found


def order_share(pairings: Sequence[Pairing]) -> float:
    """Returns the share of pairings that stand in the same order on both pages.

    >>> order_share([Pairing(0, 1, 1.0, True), Pairing(1, 2, 1.0, True), Pairing(2, 0, 1.0, True)])
    0.6667
    """
    longest: list[int] = []  # for each pairing, the longest run in order that ends with it
    for place, pairing in enumerate(pairings):
        before = [run for run, earlier in zip(longest, pairings[:place], strict=True) if earlier.b <= pairing.b]
        longest.append(max(before, default=0) + 1)
    return round(max(longest, default=0) / max(len(pairings), 1), 4)


def _scores(first: Sequence[Line], second: Sequence[Line]) -> NDArray[np.float64]:
    """Returns the likeness of every pair: own words with own words, quoted sentences with quoted ones."""
    own = _likeness([s.own for s in first], [s.own for s in second])
    whole = _likeness([s.words for s in first], [s.words for s in second])
    quoted = np.logical_or.outer([s.is_quoted for s in first], [s.is_quoted for s in second])
    scores: NDArray[np.float64] = np.where(quoted, whole, own)
    return scores


def _likeness(first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
    common = process.cdist(first, second, scorer=LCSseq.similarity, dtype=np.uint16).astype(np.float64)
    lengths = np.array([len(s) for s in first]), np.array([len(s) for s in second])
    shorter = np.minimum.outer(*lengths)
    longer = np.maximum.outer(*lengths)
    likeness: NDArray[np.float64] = common / np.maximum(shorter + _SURPLUS * (longer - shorter), 1)
    return likeness


def _shares_content(a: Line, b: Line) -> bool:
    fewer = min(len(a.content), len(b.content))
    return len(a.content & b.content) >= MIN_CONTENT * fewer


def _agree(a: Line, b: Line) -> bool:
    return _share(a.names, b.names) >= _MIN_ANCHORS_SHARED and _share(a.numbers, b.numbers) >= _MIN_ANCHORS_SHARED


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 1.0
