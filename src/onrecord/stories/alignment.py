"""Sentences of two pages set beside one another, by their words in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from onrecord.stories.sketch import Line

# Below this two sentences are not the same one. Chance: two sentences of English have a third of their words in the
# same order, the best of thirty nearly a half; with two in five words exchanged three in five stay.
MIN_SCORE = 0.5
# Of the shorter sentence's words of the subject, how many a match must share: sentences that do not are not even
# compared, which saves nine comparisons in ten.
MIN_CONTENT = 0.3
# What words that only the longer sentence has count against a match: a part of a sentence that was split is still a
# match, a short sentence found scattered over a long one is not.
_SURPLUS = 0.25
_MIN_ANCHORS_SHARED = 0.5
# Sentences with fewer words are the same or not: half of three words in common is nothing.
_SHORT = 4
# Rows worked on at once, so that two transcripts of thousands of sentences take megabytes, not gigabytes.
_ROWS = 128


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


class Alignment(Struct, frozen=True):
    """Both pages' sentences with their likest on the other; a sentence that is like none is left out.

    Attributes:
        there: For the first page's, in its order.
        back: For the second page's, in its order; `Pairing.a` is a number on the second page.
        quoted_there: For those of the first page that are in no pairing of `there`, but quote the same words in another
            frame: the same sentence for who reads, and no sign of a copy.
        quoted_back: The same for the second page's.
        translated: Whether the pages are in different languages; a score is then the likeness of what a translation
            keeps, not of words.
    """

    there: tuple[Pairing, ...]
    back: tuple[Pairing, ...]
    quoted_there: tuple[Pairing, ...] = ()
    quoted_back: tuple[Pairing, ...] = ()
    translated: bool = False


def align(first: Sequence[Line], second: Sequence[Line]) -> Alignment:
    """Returns which sentence of one page is likest to which of the other, where there is one that is like at all."""
    same = _identical(first, second)
    cells, quoted = [(a, b, 1.0) for a, b in sorted(same)], []
    for a, b in _alike(first, second, same):
        one, other = first[a], second[b]
        score = likeness(one, other)
        if score >= MIN_SCORE:
            cells.append((a, b, score))
        elif len(one.own) < len(one.words) and len(other.own) < len(other.words):
            score = words_in_order(one.words, other.words)
            if score >= MIN_SCORE:
                quoted.append((a, b, score))
    there, back = _likest(cells), _likest(_turned(cells))
    return Alignment(
        there=_pair(there, first, second),
        back=_pair(back, second, first),
        quoted_there=_pair(_likest(cell for cell in quoted if cell[0] not in there), first, second),
        quoted_back=_pair(_likest(cell for cell in _turned(quoted) if cell[0] not in back), second, first),
    )


def order_share(pairings: Sequence[Pairing]) -> float:
    """Returns the share of pairings that stand in the same order on both pages.

    >>> order_share([Pairing(0, 1, 1.0, True), Pairing(1, 2, 1.0, True), Pairing(2, 0, 1.0, True)])
    0.6667
    """
    ends: list[int] = []  # of the runs in order so far, by length, the smallest last number
    for pairing in pairings:
        place = bisect_right(ends, pairing.b)
        ends[place : place + 1] = [pairing.b]
    return round(len(ends) / max(len(pairings), 1), 4)


def likeness(a: Line, b: Line) -> float:
    """Returns the words in the same order as a share: own words of both, or all words where one is a quotation."""
    one, other = (a.words, b.words) if a.is_quoted or b.is_quoted else (a.own, b.own)
    return words_in_order(one, other)


def words_in_order(one: str, other: str) -> float:
    """Returns the words in the same order as a share, what the longer has besides counting against it."""
    shorter, longer = (len(one), len(other)) if len(one) < len(other) else (len(other), len(one))
    if shorter < _SHORT or one == other:
        return float(bool(one) and one == other)
    return round(LCSseq.similarity(one, other) / max(shorter + _SURPLUS * (longer - shorter), 1), 4)


def agrees(a: Line, b: Line) -> bool:
    """Tells whether half of the names and half of the numbers are the same, where both sentences have some."""
    return _share(a.names, b.names) >= _MIN_ANCHORS_SHARED and _share(a.numbers, b.numbers) >= _MIN_ANCHORS_SHARED


def count_names(a: Line, b: Line) -> tuple[int, int]:
    """Returns how many names and numbers two sentences have in common, and how many they could have."""
    common = len(a.names & b.names) + len(a.numbers & b.numbers)
    return common, min(len(a.names), len(b.names)) + min(len(a.numbers), len(b.numbers))


def _identical(first: Sequence[Line], second: Sequence[Line]) -> set[tuple[int, int]]:
    """Returns for each sentence that stands word for word on the other page, where it stands first."""
    here = {line.words: place for place, line in reversed(list(enumerate(first)))}
    there = {line.words: place for place, line in reversed(list(enumerate(second)))}
    found = {(a, there[line.words]) for a, line in enumerate(first) if line.words in there}
    return found | {(here[line.words], b) for b, line in enumerate(second) if line.words in here}


def _alike(first: Sequence[Line], second: Sequence[Line], same: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the pairs of sentences to compare: that share enough words of the subject, and are not both found."""
    if not first or not second:
        return []
    open_a, open_b = np.ones(len(first), dtype=bool), np.ones(len(second), dtype=bool)
    for a, b in same:
        open_a[a] = open_b[b] = False
    one, other = _subjects(first), _subjects(second)
    cells: list[tuple[int, int]] = []
    for start in range(0, len(first), _ROWS):
        rows = one[start : start + _ROWS]
        common = np.bitwise_count(rows[:, None, :] & other[None, :, :]).sum(axis=2, dtype=np.uint16)
        enough = np.maximum(MIN_CONTENT * np.minimum.outer(_sizes(rows), _sizes(other)), 1)
        wanted = (common >= enough) & np.logical_or.outer(open_a[start : start + _ROWS], open_b)
        cells += [(start + a, b) for a, b in np.argwhere(wanted).tolist()]
    return cells


def _subjects(lines: Sequence[Line]) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join(line.subject for line in lines), dtype=np.uint64).reshape(len(lines), -1)


def _sizes(subjects: NDArray[np.uint64]) -> NDArray[np.uint16]:
    sizes: NDArray[np.uint16] = np.bitwise_count(subjects).sum(axis=1, dtype=np.uint16)
    return sizes


def _likest(cells: Iterable[tuple[int, int, float]]) -> dict[int, tuple[int, float]]:
    likest: dict[int, tuple[int, float]] = {}
    for a, b, score in cells:
        known = likest.get(a)
        if known is None or (score, -b) > (known[1], -known[0]):
            likest[a] = b, score
    return likest


def _turned(cells: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    return [(b, a, score) for a, b, score in cells]


def _pair(likest: dict[int, tuple[int, float]], lines: Sequence[Line], others: Sequence[Line]) -> tuple[Pairing, ...]:
    return tuple(Pairing(a, b, score, agrees(lines[a], others[b])) for a, (b, score) in sorted(likest.items()))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 1.0
