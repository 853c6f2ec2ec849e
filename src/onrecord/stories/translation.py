"""Two pages in different languages: whether one is the other translated, by what a translation keeps.

Names, countries and numbers stand in the same order, sentence by sentence, and sentences keep their length. Two reports
of one event have the same names too, but in other sentences and in another order: the same pages with the sentences of
one turned round say how much of the likeness comes from the subject alone.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.stories.alignment import Alignment, Pairing
from onrecord.stories.sketch import Line, Sentence
from onrecord.stories.spelling import skeleton

Weights = NDArray[np.float64]

# What a name that only one of two sentences has counts against a name that both have: translators turn names into
# pronouns, and alphabets hide some.
_ALONE = 0.4
# What a difference of length counts: a sentence three times as long loses as much as a usual name gains.
_LENGTH = 1.0
_MIN_DIGITS = 2
# A translation must score so much more than with its sentences in reverse; have so much of what the page with fewer
# shared names could have; and so much of the one page, and of the other, must be in the sentences found. Chosen on
# anchors of English reports, with three in ten to one in two of them lost and three in ten sentences cut: 0.89 to 0.99
# of the copies are found, and of 1,195 pairs of different reports with most names in common one.
MIN_GAIN, _MIN_REACHED, _MIN_OF_ONE, _MIN_OF_OTHER = 8.0, 0.7, 0.5, 0.2
_MIN_BEADS = 4
# Of so few sentences more of what could be shared must be: two short reports of one press conference tell of the same
# things in much the same order (0.77 of it was seen; halves of translations have 0.84 and more).
_FEW_BEADS, _MIN_REACHED_FEW = 6, 0.82
# Sentences of a page that are aligned: longer than reports are; what is more would cost the square.
_LONGEST = 600
# Sums in another order differ in their last digits.
_LITTLE = 1e-6
# How sure it is that a sentence without names is the one that stands at the same place between two that have some.
_BETWEEN = 0.5


class Bead(Struct, frozen=True):
    """Sentences of one page that are sentences of the other translated: one, or two where they were split or joined.

    Attributes:
        a: Numbers on the first page, in order.
        b: Numbers on the second.
        score: What names, countries and numbers say for it, in nats, less what speaks against it.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float


class Translation(Struct, frozen=True):
    """How well two pages fit as translations of one text.

    Attributes:
        beads: The sentences found, in the order of both pages.
        score: The sum of theirs.
        gain: How much that is above the sum with the second page's sentences in reverse; 0 where the sum is too small
            for any use.
        reached: `score` as a share of what the page with less in common could reach.
        of_a: Share of the first page's words in the sentences found.
        of_b: Share of the second page's words.
        shared: Share of the fewer names, countries and numbers that stand on both pages.
    """

    beads: tuple[Bead, ...]
    score: float
    gain: float
    reached: float
    of_a: float
    of_b: float
    shared: float

    @property
    def holds(self) -> bool:
        """Whether one page is the other translated."""
        return (
            self.gain >= MIN_GAIN
            and self.reached >= (_MIN_REACHED if len(self.beads) >= _FEW_BEADS else _MIN_REACHED_FEW)
            and len(self.beads) >= _MIN_BEADS
            and max(self.of_a, self.of_b) >= _MIN_OF_ONE
            and min(self.of_a, self.of_b) >= _MIN_OF_OTHER
        )


def pair_translated(found: Translation, first: Sequence[Line], second: Sequence[Line]) -> Alignment:
    """Returns the sentences found as pairings, with those between them where both pages have as many."""
    pairs = [(a, b, 1.0) for bead in found.beads for a in bead.a for b in bead.b]
    edges = [(-1, -1), *((a, b) for a, b, _ in pairs), (len(first), len(second))]
    for (a, b), (after_a, after_b) in pairwise(edges):
        if after_a - a == after_b - b:
            pairs += [(a + step, b + step, _BETWEEN) for step in range(1, after_a - a)]
    there, back = ({}, {}) if not found.holds else (_first(pairs), _first([(b, a, score) for a, b, score in pairs]))
    return Alignment(there=_pairings(there), back=_pairings(back), translated=True)


def _first(pairs: Sequence[tuple[int, int, float]]) -> dict[int, tuple[int, float]]:
    found: dict[int, tuple[int, float]] = {}
    for a, b, score in sorted(pairs):
        found.setdefault(a, (b, score))
    return found


def _pairings(found: dict[int, tuple[int, float]]) -> tuple[Pairing, ...]:
    return tuple(Pairing(a, b, score, agrees=True) for a, (b, score) in sorted(found.items()))


def anchors_of(line: Line | Sentence) -> frozenset[str]:
    """Returns what a sentence has that a translation keeps, in one spelling for all languages."""
    return _anchors(line.names, line.numbers, line.places)


@functools.lru_cache(maxsize=1 << 14)
def _anchors(names: Collection[str], numbers: Collection[str], places: Collection[str]) -> frozenset[str]:
    spelt = {skeleton(name) for name in names}
    long = {number for number in numbers if len(number) >= _MIN_DIGITS}
    return frozenset((*spelt, *long, *(f"@{code}" for code in places))) - {""}


def align_translated(first: Sequence[Line], second: Sequence[Line]) -> Translation:
    """Returns how well the sentences of one page fit those of another in order; of very long ones, their beginnings."""
    first, second = first[:_LONGEST], second[:_LONGEST]
    one, other = [anchors_of(line) for line in first], [anchors_of(line) for line in second]
    return fit_anchors(one, [len(line.words) for line in first], other, [len(line.words) for line in second])


def may_fit(first: Sequence[Sentence], second: Sequence[Sentence], gain: float, reached: float, shared: float) -> bool:
    """Tells quickly whether `align_translated` may find so much; by the score alone, which a gain is never above.

    Args:
        first: Sentences of one page.
        second: Those of the other.
        gain: Least `Translation.gain`.
        reached: Least `Translation.reached`.
        shared: Least `Translation.shared`.
    """
    first, second = first[:_LONGEST], second[:_LONGEST]
    one, other = [anchors_of(line) for line in first], [anchors_of(line) for line in second]
    here, there = frozenset[str]().union(*one), frozenset[str]().union(*other)
    common = sorted(here & there)
    if not common or len(common) < shared * min(len(here), len(there)):
        return False
    weights = _weigh([*one, *other], common)
    a, b = _matrix(one, common), _matrix(other, common)
    lengths, others = (np.array([len(line.words) for line in lines]) for lines in (first, second))
    scores = _scores(a, lengths, b, others, weights)
    needed = max(gain, reached * min(float((a @ weights).sum()), float((b @ weights).sum()))) - _LITTLE
    return _most(scores) >= needed and float(_best_scores(scores)[-1, -1]) >= needed


def _most(scores: dict[tuple[int, int], Weights]) -> float:
    """Returns what no alignment goes beyond: the best of each sentence of one page, in whatever order."""
    rows = len(scores[1, 1])
    best = np.zeros(rows)
    for (down, _), score in scores.items():
        if score.size:
            best[: rows + 1 - down] = np.maximum(best[: rows + 1 - down], score.max(axis=1))
    return float(best.sum())


def fit_anchors(
    one: Sequence[frozenset[str]], lengths: Sequence[int], other: Sequence[frozenset[str]], others: Sequence[int]
) -> Translation:
    """Returns how well two sequences of sentences fit in order, given their anchors and their lengths in words."""
    here, there = frozenset[str]().union(*one), frozenset[str]().union(*other)
    shared = sorted(here & there)
    if not shared:
        return Translation((), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    weights = _weigh([*one, *other], shared)
    a, b = _matrix(one, shared), _matrix(other, shared)
    beads = _best_beads(a, np.array(lengths), b, np.array(others), weights)
    score = sum(bead.score for bead in beads)
    most = min(float((a @ weights).sum()), float((b @ weights).sum()))
    gain = 0.0
    if score >= MIN_GAIN and score >= _MIN_REACHED * most:  # else nobody asks, and it costs as much again
        reverse = _best_beads(a, np.array(lengths), b[::-1], np.array(others)[::-1], weights)
        gain = score - sum(bead.score for bead in reverse)
    return Translation(
        beads=tuple(beads),
        score=score,
        gain=gain,
        reached=score / most if most else 0.0,
        of_a=sum(lengths[n] for bead in beads for n in bead.a) / max(sum(lengths), 1),
        of_b=sum(others[n] for bead in beads for n in bead.b) / max(sum(others), 1),
        shared=len(shared) / min(len(here), len(there)),
    )


def _weigh(sentences: Sequence[frozenset[str]], shared: Iterable[str]) -> Weights:
    """Returns how much each anchor says: one that stands in every sentence says nothing."""
    counts = Counter(anchor for anchors in sentences for anchor in anchors)
    return np.array([math.log((len(sentences) + 1) / counts[anchor]) for anchor in shared])


def _matrix(sentences: Sequence[frozenset[str]], shared: Sequence[str]) -> Weights:
    columns = {anchor: column for column, anchor in enumerate(shared)}
    matrix = np.zeros((len(sentences), len(shared)))
    for row, anchors in enumerate(sentences):
        for anchor in anchors:
            if anchor in columns:
                matrix[row, columns[anchor]] = 1.0
    return matrix


def _best_beads(
    a: Weights, lengths: NDArray[np.int64], b: Weights, others: NDArray[np.int64], w: Weights
) -> list[Bead]:
    """Returns the best alignment in order (Gale and Church 1993, with anchors beside lengths)."""
    scores = _scores(a, lengths, b, others, w)
    return _trace(_best_scores(scores), scores)


def _scores(
    a: Weights, lengths: NDArray[np.int64], b: Weights, others: NDArray[np.int64], w: Weights
) -> dict[tuple[int, int], Weights]:
    """Returns the scores of one sentence with one, of one with two, and of two with one."""
    a2, b2 = np.maximum(a[:-1], a[1:]), np.maximum(b[:-1], b[1:])
    lengths2, others2 = lengths[:-1] + lengths[1:], others[:-1] + others[1:]
    return {
        (1, 1): _score(a, lengths, b, others, w),
        (1, 2): _score(a, lengths, b2, others2, w),
        (2, 1): _score(a2, lengths2, b, others, w),
    }


def _score(a: Weights, lengths: NDArray[np.int64], b: Weights, others: NDArray[np.int64], w: Weights) -> Weights:
    """Returns the score of every sentence with every other; where they share nothing, less than any."""
    common = (a * w) @ b.T
    alone = np.add.outer(a @ w, b @ w) - 2 * common
    stretch = np.abs(np.subtract.outer(np.log(lengths + 3.0), np.log(others + 3.0)))
    scores: Weights = np.where(common > 0, common - _ALONE * alone - _LENGTH * stretch, -np.inf)
    return scores


def _best_scores(scores: dict[tuple[int, int], Weights]) -> Weights:
    """Returns the score of the best alignment of so many sentences of one page with so many of the other."""
    rows, columns = scores[1, 1].shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(1, rows + 1):
        row = best[i - 1].copy()
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + scores[1, 1][i - 1])
        row[2:] = np.maximum(row[2:], best[i - 1, :-2] + scores[1, 2][i - 1])
        if i > 1:
            row[1:] = np.maximum(row[1:], best[i - 2, :-1] + scores[2, 1][i - 2])
        best[i] = np.maximum.accumulate(row)
    return best


def _trace(best: Weights, scores: dict[tuple[int, int], Weights]) -> list[Bead]:
    i, j = best.shape[0] - 1, best.shape[1] - 1
    beads = []
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            down, across = next(
                (down, across)
                for (down, across), score in scores.items()
                if i >= down and j >= across and best[i, j] == best[i - down, j - across] + score[i - down, j - across]
            )
            i, j = i - down, j - across
            score = float(scores[down, across][i, j])
            beads.append(Bead(tuple(range(i, i + down)), tuple(range(j, j + across)), score))
    return beads[::-1]
