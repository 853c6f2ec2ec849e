"""Where a position stands from a cue, in buckets: the same in training and use."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

# Distances 0 to 8 each have a bucket, farther ones share by powers of about 1.4, on both sides.
_NEAR = 8
_FAR = (11, 15, 21, 30, 42, 60, 84, 118, 165, 231, 324)
_SIDE = _NEAR + len(_FAR) + 1
DISTANCE_BUCKETS = 2 * _SIDE + 1
# Paragraphs between position and cue: -3 and fewer, -2, -1, 0, 1, 2, 3 and more.
_MOST = 3
PARAGRAPH_BUCKETS = 2 * _MOST + 1


def distance_buckets(positions: int, first: int, last: int) -> IntArray:
    """Returns the bucket of each position's signed distance to the cue ``first..last``, shape (positions,).

    Positions inside the cue have the middle bucket.

    >>> distance_buckets(5, 2, 3).tolist() == [_SIDE - 2, _SIDE - 1, _SIDE, _SIDE, _SIDE + 1]
    True
    """
    places = np.arange(positions)
    away = np.where(places < first, first - places, np.maximum(places - last, 0))
    far = _NEAR + 1 + np.searchsorted(np.asarray(_FAR), away, side="left")
    bucket = np.minimum(np.where(away <= _NEAR, away, far), _SIDE)
    return (_SIDE + np.where(places < first, -bucket, bucket)).astype(np.int64)


def paragraph_buckets(paragraph: IntArray, own: int) -> IntArray:
    """Returns the bucket of each position's paragraph relative to the cue's, shape (positions,)."""
    return np.clip(paragraph - own, -_MOST, _MOST) + _MOST


def place_buckets(paragraph: IntArray, first: int, last: int) -> IntArray:
    """Returns for each position one bucket for both its distances to the cue ``first..last``, shape (positions,).

    Args:
        paragraph: Paragraph number of each position, shape (positions,).
        first: First position of the cue.
        last: Last position of the cue.
    """
    near = distance_buckets(len(paragraph), first, last)
    return near * PARAGRAPH_BUCKETS + paragraph_buckets(paragraph, int(paragraph[first]))
