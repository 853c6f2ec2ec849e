"""What may meet: a page to its sketch, with the keys by which it is compared with others at all.

Five kinds of key, each told by its first letter:

- ``b``: bands of a MinHash signature over runs of words: near-duplicates.
- ``p``: a fixed sample of runs of words: any longer passage in common, however little of the page it is.
- ``q``: runs of words inside quotations: whoever quotes the same words, spun or not.
- ``a``: all names and numbers of a sentence, four at least: what a synonym machine leaves alone.
- ``t``: two names, countries or numbers of one sentence, in a spelling for all languages. Weak: two keys are needed.

The pages that have a key are its bucket. `bucket_pairs` is the whole rule of what a bucket proposes.
"""

from __future__ import annotations

import functools
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rensa import RMinHash

from onrecord.records.page import Page
from onrecord.stories.lineage import stated_origins
from onrecord.stories.sketch import WEAK, Body, Sketch, is_weak, sketch_of, take_apart
from onrecord.stories.translation import anchors_of
from onrecord.text.shingles import hash_runs

# Three words: of a text with a quarter of its words exchanged two in five runs stay; of two reports on one event few.
_SHINGLE_WORDS = 3
# 12 bands of 3: a Jaccard similarity of 0.6 meets with a chance of 0.95, one of 0.4 with 0.55, one of 0.1 with 0.01.
# More bands found no pair that the other keys did not.
_ROWS, _BANDS = 3, 12
_SEED = 1
# One run of five words in sixteen is kept: a passage of fifty words in common is missed once in twenty times, and then
# the other keys remain.
_PASSAGE_WORDS, _PASSAGE_EVERY = 5, 16
_QUOTE_RUN_WORDS = 6
_MIN_ANCHORS = 4
# A key that more pages share says little, and all pairs of them would be too many.
MAX_SHARED, NEIGHBOURS = 40, 8
WEAK_NEEDED = 2
# Of a sentence's anchors the pairs of so many, chosen by their hashes, and of the page's pairs the smallest. Of
# versions with four to nine sentences in seven languages 0.91 have two pairs in common with another; long pages more.
_TRANSLATED_ANCHORS, _TRANSLATED_PAIRS = 6, 40
_MIX, _NUMBERS = 0x9E37_79B1, 1 << 32


def keys(page: Page) -> Sketch:
    """Returns the sketch of one page."""
    body = take_apart(page)
    found = {*_bands(body), *_passages(body), *_quote_runs(body), *_anchors(body), *_translated(body)}
    return sketch_of(page, body, sorted(found), stated_origins(page, body.paragraphs))


def find_pairs(sketches: Iterable[Sketch]) -> list[tuple[str, str]]:
    """Returns the pairs of page ids that may be copies, each smaller id first, in order.

    A pair is compared if the bucket of one strong key proposes it, or those of `WEAK_NEEDED` weak ones. What a bucket
    proposes depends on the set of its pages alone, so neither order nor batches matter, and one more page changes only
    what its own buckets propose.
    """
    buckets: dict[str, set[str]] = defaultdict(set)
    for sketch in sketches:
        for key in sketch.keys:
            buckets[key].add(sketch.page.id)
    strong: set[tuple[str, str]] = set()
    weak: Counter[tuple[str, str]] = Counter()
    for key, pages in buckets.items():
        (weak if is_weak(key) else strong).update(bucket_pairs(sorted(pages), weak=is_weak(key)))
    return sorted(strong | {pair for pair, number in weak.items() if number >= WEAK_NEEDED})


def bucket_pairs(ids: Sequence[str], *, weak: bool = False) -> Iterator[tuple[str, str]]:
    """Yields the pairs that the bucket of one key proposes.

    Up to `MAX_SHARED` pages: every pair. More: each page with the `NEIGHBOURS` that follow it in order of id, which
    ties copies of one report together however many they are, and keeps the work linear where a key is a commonplace;
    or none, where the key is weak.

    Args:
        ids: The pages that have the key, each once, in order.
        weak: Whether the key is weak.

    >>> list(bucket_pairs(["a", "b", "c"]))
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    >>> many = [f"{n:03}" for n in range(100)]
    >>> len(list(bucket_pairs(many))), len(list(bucket_pairs(many, weak=True)))
    (764, 0)
    """
    crowded = len(ids) > MAX_SHARED
    if crowded and weak:
        return
    for place, page in enumerate(ids):
        for other in ids[place + 1 : place + 1 + (NEIGHBOURS if crowded else len(ids))]:
            yield page, other


def _bands(body: Body) -> Iterator[str]:
    if len(body.own) < _SHINGLE_WORDS:
        return
    minhash = RMinHash(num_perm=_ROWS * _BANDS, seed=_SEED)
    minhash.update([body.own[at : at + _SHINGLE_WORDS] for at in range(len(body.own) - _SHINGLE_WORDS + 1)])
    signature = minhash.digest()
    for band in range(_BANDS):
        rows = "-".join(map(str, signature[band * _ROWS : (band + 1) * _ROWS]))
        yield f"b{band}:{_hash(rows):x}"


def _passages(body: Body) -> Iterator[str]:
    runs = hash_runs(body.own, _PASSAGE_WORDS)
    yield from (f"p{run:x}" for run in runs[runs % _PASSAGE_EVERY == 0].tolist())


def _quote_runs(body: Body) -> Iterator[str]:
    """Yields the smallest and the largest run of each quotation by their hashes: most cuts leave one of them."""
    for quote in body.quotes:
        runs = hash_runs(quote, _QUOTE_RUN_WORDS)
        yield f"q{runs.min():x}"
        yield f"q{runs.max():x}"


def _anchors(body: Body) -> Iterator[str]:
    for sentence in body.sentences:
        anchors = _joined({*sentence.names, *sentence.numbers})
        if len({*sentence.names, *sentence.numbers}) >= _MIN_ANCHORS:
            yield f"a{_hash(anchors):x}"


def _translated(body: Body) -> Iterator[str]:
    pairs: set[int] = set()
    for sentence in body.sentences:
        anchors = sorted(map(_hash, anchors_of(sentence)))[:_TRANSLATED_ANCHORS]
        pairs |= {(one * _MIX + other) % _NUMBERS for one, other in combinations(anchors, 2)}
    yield from (f"{WEAK}{pair:x}" for pair in sorted(pairs)[:_TRANSLATED_PAIRS])


def _joined(words: Iterable[str]) -> str:
    return "|".join(sorted(words))


@functools.lru_cache(maxsize=1 << 14)
def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
