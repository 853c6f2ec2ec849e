"""Names, offices and dates out of the entity head: decided by whole words, not by pieces."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float32]
Run = tuple[int, int]


class RawEntity(Struct, frozen=True):
    """An entity in pieces of the page; `kind` as in the card's labels, `score` the mean probability."""

    kind: str
    run: Run
    score: float


def find_entities(
    probs: FloatArray, places: IntArray, fresh: NDArray[np.bool_], word: IntArray, labels: tuple[str, ...]
) -> list[RawEntity]:
    """Reads the entities off the positions that a window decides.

    Every word takes the kind likeliest over its pieces; neighbours of one kind are one entity unless the second
    clearly begins a new one.

    Args:
        probs: Probabilities of the entity labels, shape (positions, labels).
        places: The page's pieces at the fresh positions, shape (fresh positions,).
        fresh: Which positions the window decides, shape (positions,).
        word: Word numbers of the page's pieces, shape (pieces,).
        labels: Labels of the head: "O", then B- and I- of each kind by turns.
    """
    if not len(places):
        return []
    own = probs[fresh]
    begins = np.flatnonzero(np.diff(word[places], prepend=-1))
    counts = np.diff(np.append(begins, len(places)))
    kinds = np.concatenate([own[:, :1], own[:, 1::2] + own[:, 2::2]], axis=1)
    means = np.add.reduceat(kinds, begins, axis=0) / counts[:, None]
    best = means.argmax(axis=1)
    found: list[tuple[int, int, int, list[float]]] = []
    for k in np.flatnonzero(best).tolist():
        kind, start, end = int(best[k]), int(begins[k]), int(begins[k] + counts[k])
        score = float(means[k, kind])
        first = own[start]
        if found and found[-1][:1] == (kind,) and found[-1][2] == start and first[2 * kind] >= first[2 * kind - 1]:
            found[-1] = (kind, found[-1][1], end, [*found[-1][3], score])
        else:
            found.append((kind, start, end, [score]))
    return [
        RawEntity(labels[2 * kind].split("-")[1], (int(places[a]), int(places[b - 1]) + 1), float(np.mean(scores)))
        for kind, a, b, scores in found
    ]
