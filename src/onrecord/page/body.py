"""Which segments of a page are the article: a well-kept extractor decides, and its text is found again in the tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, Literal

import trafilatura
from lxml import etree
from msgspec import Struct

from onrecord.page.tree import Segment, normalise, parse_html

_WORD = re.compile(r"\w+")
# Share of the extracted words that must be found again; below it the extractor's own paragraphs are taken instead.
_MIN_COVERED = 0.8
# A body of fewer words is a failed extraction more often than a short report.
_MIN_BODY_WORDS = 40
# A page of more segments has menus and boxes; where the extractor finds no article in it there is none.
_MAX_SIMPLE_SEGMENTS = 40
_MIN_PROSE_WORDS = 3
_NO_PROSE = frozenset({"nav", "header", "footer", "form", "button", "menu", "h1", "figcaption"})
# A segment of this many words, parts of which the extractor left out, still counts when this share of its four-word
# runs is in what was extracted and not found elsewhere.
_MIN_PARTIAL_WORDS = 8
_MIN_PARTIAL_SHARE = 0.7
# Places looked at for one segment; a word that stands oftener is no landmark. Keeps odd pages linear.
_MAX_PLACES = 12
_LEAVES = ("p", "head", "item", "quote", "cell", "code", "list", "table", "row", "div")


class Body(Struct, frozen=True, kw_only=True):
    """The article as the extractor sees it.

    Attributes:
        chosen: Indexes of the segments that belong to it.
        loose: Paragraphs that are nowhere in the tree (the text of a script's data), used when `chosen` is empty.
    """

    chosen: frozenset[int]
    loose: tuple[str, ...] = ()


def find_body(text: str, segments: Sequence[Segment]) -> Body:
    """Returns the article's segments.

    Args:
        text: The HTML.
        segments: Of the same HTML.
    """
    body = _match(_extract(text, favor="precision"), segments)
    if _count(body, segments) >= _MIN_BODY_WORDS:
        return body
    # Odd markup (an article inside an unclosed figure, a page of tables) leaves the strict reading empty-handed.
    wide = _match(_extract(text, favor="recall"), segments)
    body = wide if _count(wide, segments) > 2 * _count(body, segments) else body
    if body.chosen or body.loose or len(segments) > _MAX_SIMPLE_SEGMENTS:
        return body
    return Body(chosen=frozenset(i for i, segment in enumerate(segments) if _is_prose(segment)))


def _is_prose(segment: Segment) -> bool:
    """What counts as text on a page so simple that the extractor sees no article in it (a feed's summary)."""
    plain = segment.link_share < 0.5 and not segment.hidden and _NO_PROSE.isdisjoint(segment.tags)
    return plain and len(_words(segment.text)) >= _MIN_PROSE_WORDS


def _count(body: Body, segments: Sequence[Segment]) -> int:
    return sum(len(_words(t)) for t in body.loose) + sum(len(_words(segments[i].text)) for i in body.chosen)


def _extract(text: str, *, favor: Literal["precision", "recall"]) -> list[str]:
    """The extractor's paragraphs. It changes the tree it is given, so it gets one of its own."""
    root = parse_html(text)
    if root is None:
        return []
    # Of trafilatura's settings "precision" with tables and without comments had the best F1 on 91 real pages:
    # 0.975, against 0.965 balanced, 0.963 for recall, 0.968 without tables (2026-11).
    document = trafilatura.bare_extraction(
        root,
        favor_precision=favor == "precision",
        favor_recall=favor == "recall",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    tree = getattr(document, "body", None)
    return [] if tree is None else _split(tree)


def _match(leaves: Sequence[str], segments: Sequence[Segment]) -> Body:
    """Finds the extractor's paragraphs among the segments."""
    words = [word for leaf in leaves for word in _words(leaf)]
    if not words:
        return Body(chosen=frozenset())
    texts = [_words(segment.text) for segment in segments]
    chosen, covered = align_in_order(texts, words)
    chosen |= _find_partial(texts, chosen, [w for w, used in zip(words, covered, strict=True) if not used])
    if sum(len(texts[i]) for i in chosen) < _MIN_COVERED * len(words):
        return Body(chosen=frozenset(), loose=tuple(leaves))
    return Body(chosen=frozenset(chosen))


def _split(tree: Any) -> list[str]:
    """The texts of the extractor's tree, one for each innermost block, in order."""
    texts: list[list[str]] = [[]]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _LEAVES or element.tag == "lb":
            texts.append([])
        texts[-1].append((element.text if event == "start" else element.tail) or "")
    return [text for text in (normalise("".join(parts)) for parts in texts) if text]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def align_in_order(texts: Sequence[Sequence[str]], words: Sequence[str]) -> tuple[set[int], list[bool]]:
    """Finds the texts that make up `words`: in order, not overlapping, as many words as can be covered.

    Args:
        texts: Word lists; many of them (menus, other articles) are not in `words`.
        words: All words of the extracted article.

    Returns:
        Indexes of the texts found, and for each word whether it is covered.

    >>> align_in_order([["Home"], ["The", "talks"], ["Home"], ["ended"]], ["The", "talks", "ended"])
    ({1, 3}, [True, True, True])
    """
    best = _PrefixMax(len(words) + 1)
    index: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        index.setdefault(word, []).append(at)
    links: list[tuple[int, int, int, int]] = []  # text, first word, end, index of the link before it
    for i, text in enumerate(texts):
        found = [(start, start + len(text)) for start in _find_places(text, words, index)]
        scored = [(*best.get(start), start, end) for start, end in found]
        for score, before, start, end in scored:
            links.append((i, start, end, before))
            best.put(end, score + len(text), len(links) - 1)
    chosen: set[int] = set()
    covered = [False] * len(words)
    at = best.get(len(words))[1]
    while at >= 0:
        i, start, end, at = links[at]
        chosen.add(i)
        covered[start:end] = [True] * (end - start)
    return chosen, covered


def _find_places(text: Sequence[str], words: Sequence[str], index: dict[str, list[int]]) -> list[int]:
    """Where `text` stands in `words`, as positions of words."""
    if not text:
        return []
    last = len(words) - len(text)
    starts = (at for at in index.get(text[0], ()) if at <= last and words[at + len(text) - 1] == text[-1])
    return list(islice((at for at in starts if words[at : at + len(text)] == text), _MAX_PLACES))


class _PrefixMax:
    """The best (score, link) up to a position, in logarithmic time (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._tree = [(0, -1)] * (size + 1)

    def get(self, position: int) -> tuple[int, int]:
        best = (0, -1)
        at = position + 1
        while at > 0:
            best = max(best, self._tree[at])
            at -= at & -at
        return best

    def put(self, position: int, score: int, link: int) -> None:
        at = position + 1
        while at < len(self._tree) and self._tree[at][0] < score:  # what lies above holds at least as much
            self._tree[at] = (score, link)
            at += at & -at


def _find_partial(texts: Sequence[Sequence[str]], chosen: set[int], left: Sequence[str]) -> set[int]:
    """Texts between the chosen ones of which the extractor kept most."""
    if not chosen or len(left) < 4:
        return set()
    known = {tuple(left[k : k + 4]) for k in range(len(left) - 3)}
    partial = set()
    for i in range(min(chosen), max(chosen) + 1):
        runs = [tuple(texts[i][k : k + 4]) for k in range(len(texts[i]) - 3)]
        if i not in chosen and len(texts[i]) >= _MIN_PARTIAL_WORDS:
            partial |= {i} if sum(run in known for run in runs) >= _MIN_PARTIAL_SHARE * len(runs) else set()
    return partial
