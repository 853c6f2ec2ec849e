"""Which of many pairs of pages are worth comparing: quick bounds that no pair passes under which `compare` would find.

Most pages that meet share the name of somebody who speaks on both, and nothing else. What a comparison would find at
the very most is seen for one page and all others that it meets at once, in a fraction of the time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.stories.alignment import MIN_CONTENT, MIN_SCORE, words_in_order
from onrecord.stories.compare import (
    LEAST_SHARE,
    RELATED_SCORE,
    RELATED_WORDS,
    SPEECH_WORDS,
    may_be_reworded,
    weigh_words,
)
from onrecord.stories.sketch import MIN_OWN_WORDS, Sketch

# Pairs of sentences looked at in one step, 64 bytes each for a moment; pages with more are compared without a sieve.
_ROOM = 1 << 17
_LITTLE = 1e-6

Pair = tuple[str, str]


def find_likely(sketches: Mapping[str, Sketch], pairs: Iterable[Pair]) -> list[Pair]:
    """Returns those of `pairs` that `compare` may find something in, in order; it finds nothing in the others.

    Args:
        sketches: By page id.
        pairs: Of page ids.
    """
    wanted = sorted(pairs)
    often = Counter(one for pair in wanted for one in pair)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in wanted:
        groups[max(pair, key=lambda one: often[one])].append(pair)
    found: list[Pair] = []
    for one, group in groups.items():
        others = [sketches[pair[0] if pair[1] == one else pair[1]] for pair in group]
        found += [pair for pair, likely in zip(group, are_likely(sketches[one], others), strict=True) if likely]
    return sorted(found)


def are_likely(one: Sketch, others: Sequence[Sketch]) -> list[bool]:
    """Returns for each of `others` whether `compare` may find something between it and `one`."""
    likely = [other.tongue != one.tongue for other in others]
    left = [
        place
        for place, other in enumerate(others)
        if not likely[place] and not one.strong_keys.isdisjoint(other.strong_keys)
    ]
    for run in _runs(left, [len(other.sentences) for other in others], max(len(one.sentences), 1)):
        for place, cells in zip(run, _cells(one, [others[place] for place in run]), strict=True):
            likely[place] = cells is None or _is_likely(one, others[place], cells)
    return likely


def _runs(places: Sequence[int], sizes: Sequence[int], own: int) -> Iterator[list[int]]:
    """Yields the places in stretches that are not too much for one step."""
    run: list[int] = []
    room = _ROOM // own
    for place in places:
        if run and sizes[place] > room:
            yield run
            run, room = [], _ROOM // own
        run.append(place)
        room -= sizes[place]
    if run:
        yield run


def _cells(one: Sketch, others: Sequence[Sketch]) -> list[list[tuple[int, int]] | None]:
    """Returns the pairs of sentences that may be alike, for each of the others; ``None`` where it was not looked."""
    ends = np.cumsum([len(other.sentences) for other in others]).tolist()
    if not one.sentences or not ends[-1] or len(one.sentences) * ends[-1] > _ROOM:
        return [None for _ in others]
    here, there = one.subjects, np.concatenate([other.subjects for other in others])
    common = np.bitwise_count(here[:, None, :] & there[None, :, :]).sum(axis=2, dtype=np.uint16)
    enough = np.maximum(MIN_CONTENT * np.minimum.outer(_sizes(here), _sizes(there)), 1)
    found: list[list[tuple[int, int]] | None] = [[] for _ in others]
    rows, columns = np.nonzero(common >= enough)
    owners = np.searchsorted(ends, columns, side="right").tolist()
    starts = [0, *ends]
    for row, column, owner in zip(rows.tolist(), columns.tolist(), owners, strict=True):
        cells = found[owner]
        assert cells is not None
        cells.append((row, column - starts[owner]))
    return found


def _sizes(subjects: NDArray[np.uint64]) -> NDArray[np.uint16]:
    sizes: NDArray[np.uint16] = np.bitwise_count(subjects).sum(axis=1, dtype=np.uint16)
    return sizes


def _is_likely(one: Sketch, other: Sketch, cells: Sequence[tuple[int, int]]) -> bool:
    if min(one.own_words, other.own_words) < SPEECH_WORDS or not {*one.quotes}.isdisjoint(other.quotes):
        return True
    # A sentence that says nothing of a subject may stand on the other page word for word.
    here, there = set(one.silent), set(other.silent)
    for a, b in cells:
        own, beside = one.owns[a], other.owns[b]
        words, others = one.sentences[a].words, other.sentences[b].words
        quoted = len(own) < MIN_OWN_WORDS or len(beside) < MIN_OWN_WORDS
        score = words_in_order(words, others) if quoted else words_in_order(own, beside)
        if score >= MIN_SCORE or words == others:
            if score >= RELATED_SCORE and max(len(own), len(beside)) >= RELATED_WORDS:
                return True
            here.add(a)
            there.add(b)
    share = max(_share(one, here), _share(other, there))
    return share >= LEAST_SHARE - _LITTLE or may_be_reworded(one, other)


def _share(sketch: Sketch, found: Collection[int]) -> float:
    """Returns how much of a page these sentences are."""
    if not found:
        return 0.0
    weights = [weigh_words(len(own), len(one.words)) for own, one in zip(sketch.owns, sketch.sentences, strict=True)]
    return sum(weights[place] for place in found) / max(sum(weights), 1.0)
