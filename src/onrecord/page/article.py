"""HTML to blocks: the article's segments and what interrupts them, labelled, in page order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from onrecord.page.body import find_body
from onrecord.page.labels import is_shouted, label_wording
from onrecord.page.lines import BODY_KINDS, PARAGRAPH, Label, Line
from onrecord.page.metadata import Metadata
from onrecord.page.originals import find_original
from onrecord.page.posts import is_signature
from onrecord.page.quotes import find_pull_quotes
from onrecord.page.related import is_capitals_link
from onrecord.page.structure import label_body, label_interruption
from onrecord.page.tree import Segment, find_segments
from onrecord.records.page import Block, BlockKind

# Between the headline and the first paragraph stand the picture, the names and the dates. Trades a caption far up
# the page against the menus there.
_LEAD_REACH = 25
# A longer text inside the article that nothing labels is another article's teaser; it is dropped.
_MAX_UNKNOWN_CHARS = 300
# How far below the last paragraph a line on the report's origin may stand.
_TAIL_REACH = 12
_LEAD_KINDS: frozenset[BlockKind] = frozenset({"caption", "credit", "byline", "dateline"})
_WORD = re.compile(r"\w+")


class Piece(Struct, frozen=True):
    """One block before its place in the page's text is known."""

    text: str
    label: Label


def find_pieces(root: Any, text: str, metadata: Metadata) -> tuple[Piece, ...]:
    """Returns the blocks of an HTML page in order, the title first.

    Args:
        root: The tree of the whole page.
        text: The HTML it was parsed from.
        metadata: What the page says of itself.
    """
    title = metadata.title.value if metadata.title else None
    segments = find_segments(root)
    body = find_body(text, segments)
    if body.loose:
        pieces = [Piece(loose, label_wording(loose) or PARAGRAPH) for loose in body.loose]
        return _with_title(_relabel(pieces), title)
    if not body.chosen:
        return ()
    heading = _find_title(segments, min(body.chosen), title)
    labelled = _label_segments(segments, body.chosen - heading.keys(), heading.keys())
    _label_names(segments, labelled, metadata.byline.value if metadata.byline else "")
    pieces = [Piece(segments[i].text, label) for i, label in sorted(labelled.items())]
    return _with_title(_relabel(pieces), next(iter(heading.values()), title))


def lay_out(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Returns the page's text, one piece a line, and its blocks."""
    blocks = []
    at = 0
    for piece in pieces:
        kind = piece.label.kind
        end = at + len(piece.text)
        blocks.append(Block(kind=kind, start=at, end=end, body=kind in BODY_KINDS, by=piece.label.by))
        at = end + 1
    return "\n".join(piece.text for piece in pieces), tuple(blocks)


def _find_title(segments: Sequence[Segment], first: int, title: str | None) -> dict[int, str]:
    """The segments that are the headline: the first one's words are the title's."""
    wanted = _key(title) if title else ""
    found = {}
    for i, segment in enumerate(segments[: first + 3]):
        key = _key(segment.text)
        top = "h1" in segment.tags[:2]
        same = bool(wanted) and (key == wanted or (len(key) > 15 and (key in wanted or (top and wanted in key))))
        if same and (top or segment.tags[0] in {"h2", "h3", "header", "div"} or i >= first):
            found[i] = segment.text
    if not found:
        heads = [i for i, s in enumerate(segments[: first + 2]) if "h1" in s.tags[:2] and len(s.text.split()) >= 3]
        found = {i: segments[i].text for i in heads[-1:]}
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _label_segments(
    segments: Sequence[Segment], chosen: frozenset[int], heading: Sequence[int] | Any
) -> dict[int, Label]:
    if not chosen:
        return {}
    first, last = min(chosen), max(chosen)
    home = _find_home([segments[i] for i in chosen])
    seen: set[tuple[str, str]] = set()
    start = max(max(heading, default=0), first - _LEAD_REACH)
    labelled: dict[int, Label] = {}
    for i in range(start, last + 1):
        segment = segments[i]
        if i in heading or (i not in chosen and segment.hidden):
            continue
        label = _label_chosen(segment) if i in chosen else _label_left_out(segment, home)
        if i not in chosen and _heads_article(segments, i, chosen):
            label = Label("heading", "heads_article")
        if label is None or (i < first and label.kind not in _LEAD_KINDS):
            continue
        if i in chosen or (label.kind, segment.text) not in seen:  # a gallery prints a caption many times
            labelled[i] = label
            seen.add((label.kind, segment.text))
    return labelled | _find_origin_lines(segments, last)


def _find_origin_lines(segments: Sequence[Segment], last: int) -> dict[int, Label]:
    """Lines below the article that say where it first appeared: evidence that would else be dropped."""
    after = range(last + 1, min(len(segments), last + 1 + _TAIL_REACH))
    return {i: Label("furniture", "origin_line") for i in after if find_original(segments[i].text)}


def _label_names(segments: Sequence[Segment], labelled: dict[int, Label], byline: str) -> None:
    """A line that is nothing but the writers whom the page declares."""
    for i in [i for i, label in labelled.items() if label == PARAGRAPH and len(segments[i].text) <= 100]:
        if byline and _key(segments[i].text).removeprefix("by ") == _key(byline):
            labelled[i] = Label("byline", "declared_byline")


def _label_chosen(segment: Segment) -> Label:
    from_tree = label_body(segment)
    if from_tree is not None and from_tree.kind not in BODY_KINDS:
        return from_tree
    return label_wording(segment.text) or from_tree or PARAGRAPH


def _label_left_out(segment: Segment, home: int) -> Label | None:
    """What a segment inside the article is that the extractor left out; outside of it only figures are kept."""
    label = label_wording(segment.text) or label_interruption(segment)
    if home in segment.path:
        if label is None and len(segment.text) <= _MAX_UNKNOWN_CHARS:
            return Label("furniture", "left_out")
        return label
    return label if label is not None and label.kind in _LEAD_KINDS else None


def _heads_article(segments: Sequence[Segment], i: int, chosen: frozenset[int]) -> bool:
    """A heading that the extractor left out though the paragraph that it stands over is the article's."""
    segment = segments[i]
    if segment.tags[0] not in {"h2", "h3", "h4"} or segment.link_share > 0 or i + 1 not in chosen:
        return False
    return segment.path[:-1] == segments[i + 1].path[:-1] and label_wording(segment.text) is None


def _find_home(chosen: Sequence[Segment]) -> int:
    """Number of the innermost element that holds nine tenths of the article's letters."""
    weights: dict[int, int] = {}
    for segment in chosen:
        for number in segment.path:
            weights[number] = weights.get(number, 0) + len(segment.text)
    whole = sum(len(segment.text) for segment in chosen)
    return max(number for number, weight in weights.items() if weight >= 0.9 * whole)


def _relabel(pieces: Sequence[Piece]) -> list[Piece]:
    """Labels that need the neighbours: links in capitals, quotations that repeat the text."""
    texts = [piece.text for piece in pieces]
    shouted = is_shouted([Line(text=text) for text in texts])
    plain = [piece.label.kind in {"paragraph", "block_quote", "heading"} for piece in pieces]
    repeats = find_pull_quotes(
        texts, candidates=[p and _is_set_apart(piece) for p, piece in zip(plain, pieces, strict=True)]
    )
    relabelled = []
    for i, piece in enumerate(pieces):
        label = piece.label
        if i in repeats:
            label = Label("pull_quote", "repeats_text")
        elif plain[i] and is_signature("".join(texts[i + 1 : i + 2])):
            label = Label("embedded_post", "above_signature")
        elif plain[i] and not shouted and is_capitals_link(piece.text):
            label = Label("related_link", "capitals_link")
        elif label == PARAGRAPH and _is_capitals_heading(piece.text, shouted=shouted):
            label = Label("heading", "capitals_line")
        relabelled.append(Piece(piece.text, label))
    return relabelled


def _is_capitals_heading(text: str, *, shouted: bool) -> bool:
    return not shouted and text.isupper() and 2 <= len(text.split()) <= 5 and text[-1].isalpha()


def _is_set_apart(piece: Piece) -> bool:
    return piece.label.kind in {"block_quote", "heading"} or piece.text[:1] in '“"«„'


def _with_title(pieces: Sequence[Piece], title: str | None) -> tuple[Piece, ...]:
    head = (Piece(title, Label("title", "page_title")),) if title else ()
    return (*head, *pieces)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
