"""A page cut into the windows that the encoder reads.

The rule for joining them: windows hold whole paragraphs; each begins with some of what came before as context, and a
cue is decided in the one window that holds it outside its context. So every cue is decided once, with the text before
it in sight.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

# Pieces a window holds at most, the opening and paragraph-closing ones included: about 190 words, four paragraphs of
# news. Larger windows see farther sources, but attention's cost grows with the square: on the development part 384 gave
# the same figures within 0.3 points and took a fifth longer.
WINDOW = 256
# Pieces of context repeated from before: about one paragraph of news, where most far sources stand.
CONTEXT = 40


class Window(Struct, frozen=True):
    """A stretch of a page for one pass of the encoder.

    Attributes:
        first: First piece of the page in the window, context included.
        fresh: First piece that this window decides.
        last: One past the last piece.
        places: For each position of the window the page's piece there, or -1 for an added piece, shape (positions,).
    """

    first: int
    fresh: int
    last: int
    places: IntArray


def cut_windows(paragraph: IntArray, *, limit: int = WINDOW, context: int = CONTEXT) -> tuple[Window, ...]:
    """Returns the windows of a page.

    Args:
        paragraph: Paragraph number of each piece, not falling, shape (pieces,).
        limit: Positions a window holds at most.
        context: Positions of context at most; must be under half of `limit`.
    """
    edges = _edges(paragraph, limit - context - 2)
    windows: list[Window] = []
    k = 0
    while k < len(edges) - 1:
        fresh = edges[k]
        first = _context_start(edges, k, context)
        upto = k + 1
        while upto + 1 < len(edges) and _size(paragraph, first, edges[upto + 1]) <= limit:
            upto += 1
        last = edges[upto]
        windows.append(Window(first, fresh, last, _places(paragraph, first, last)))
        k = upto
    return tuple(windows)


def _edges(paragraph: IntArray, longest: int) -> list[int]:
    """Returns where units begin: at each paragraph, and inside paragraphs longer than `longest` pieces."""
    if len(paragraph) == 0:
        return [0]
    starts = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
    edges: list[int] = []
    for begin, end in pairwise(starts):
        parts = -(-(end - begin) // longest)
        edges.extend(begin + (end - begin) * part // parts for part in range(parts))
    edges.append(len(paragraph))
    return edges


def _context_start(edges: list[int], k: int, context: int) -> int:
    first = k
    while first > 0 and edges[k] - edges[first - 1] + (k - first + 1) <= context:
        first -= 1
    if first == k and k > 0:
        return max(edges[k - 1], edges[k] - context + 2)
    return edges[first]


def _size(paragraph: IntArray, first: int, last: int) -> int:
    return last - first + 2 + int(paragraph[last - 1] - paragraph[first])


def _places(paragraph: IntArray, first: int, last: int) -> IntArray:
    """Lays the pieces out with one opening place and a closing place after each paragraph, marked -1."""
    pieces = np.arange(first, last, dtype=np.int64)
    breaks = np.flatnonzero(np.diff(paragraph[first:last])) + 1
    return np.concatenate(([-1], np.insert(pieces, breaks, -1), [-1]))
