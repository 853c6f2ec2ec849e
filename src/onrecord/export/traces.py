"""Traces as JSON and as a picture: an SVG without script or outside reference, the same bytes for the same trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct

from onrecord.records.schema import describe_schema
from onrecord.records.trace import Trace, TraceNode

# Pixels. A box holds two lines of forty characters in a font of twelve.
_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _EDGE = 250, 46, 50, 12, 20
_LETTERS = 36
_FILL = {"speaker": "#dbeafe", "relay": "#fef3c7", "outlet": "#fde68a", "page": "#f3f4f6", "copy": "#ffffff"}
_DRIFT_FILL = "#fee2e2"


class Box(Struct, frozen=True):
    """A node with its place in the picture.

    Attributes:
        node: The node.
        depth: How many hands lie before it.
        row: Where it stands from above; a hand stands in the middle of what hangs from it.
        parent: Number of the box it hangs from; -1 for the speaker.
    """

    node: TraceNode
    depth: int
    row: float
    parent: int


def trace_json(trace: Trace) -> bytes:
    """Returns a trace as a JSON object."""
    return msgspec.json.encode(trace) + b"\n"


def trace_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of what ``onrecord trace --format json`` prints."""
    return describe_schema(Trace, title="The way of a statement, format 1")


def trace_svg(trace: Trace) -> bytes:
    """Returns a trace as a picture, with a title and a description for those who do not see it."""
    boxes = lay_out(trace.root)
    width = 2 * _EDGE + (max(box.depth for box in boxes) + 1) * (_WIDTH + _GAP_X) - _GAP_X
    height = 2 * _EDGE + round(max(box.row for box in boxes) + 1) * (_HEIGHT + _GAP_Y) - _GAP_Y
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    look = 'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>',
        f'<title id="title">{_text(f"How the words of {trace.root.name} reached {_pages(boxes)}")}</title>',
        f'<desc id="desc">{_text(" ".join(_told(trace.root)))}</desc>',
        *(_line(box, boxes[box.parent]) for box in boxes if box.parent >= 0),
        *map(_box, boxes),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def lay_out(root: TraceNode) -> list[Box]:
    """Returns the boxes of a tree, parents before children; no two of one depth share a row."""
    boxes: list[Box] = []
    free = 0.0

    def place(node: TraceNode, depth: int, parent: int) -> float:
        nonlocal free
        number = len(boxes)
        boxes.append(Box(node, depth, 0.0, parent))
        rows = [place(child, depth + 1, number) for child in node.children]
        if rows:
            row = (rows[0] + rows[-1]) / 2
        else:
            row, free = free, free + 1
        boxes[number] = Box(node, depth, row, parent)
        return row

    place(root, 0, -1)
    return boxes


def _box(box: Box) -> str:
    x, y = _corner(box)
    fill = _DRIFT_FILL if box.node.drift else _FILL[box.node.kind]
    first, second = _labels(box.node)
    return (
        f'<g><rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill={quoteattr(fill)} stroke="#6b7280"/>'
        f'<text x="{x + 10}" y="{y + 19}" font-weight="bold">{_text(_short(first))}</text>'
        f'<text x="{x + 10}" y="{y + 36}" fill="#374151">{_text(_short(second))}</text></g>'
    )


def _line(box: Box, parent: Box) -> str:
    x, y = _corner(box)
    x0, y0 = _corner(parent)
    middle, y, y0 = x - _GAP_X // 2, y + _HEIGHT // 2, y0 + _HEIGHT // 2
    return f'<path d="M{x0 + _WIDTH} {y0}H{middle}V{y}H{x}" fill="none" stroke="#6b7280"/>'


def _corner(box: Box) -> tuple[int, int]:
    return _EDGE + box.depth * (_WIDTH + _GAP_X), _EDGE + round(box.row * (_HEIGHT + _GAP_Y))


def _labels(node: TraceNode) -> tuple[str, str]:
    if node.page is None:
        return node.name, (node.how or node.kind).replace("_", " ")
    facts = [(node.page.published or "no date")[:10], node.wording or ""]
    facts += dict.fromkeys(drift.kind.replace("_", " ") for drift in node.drift)
    return node.name, ", ".join(facts)


def _told(node: TraceNode) -> Iterator[str]:
    """Yields the tree in sentences."""
    for child in node.children:
        yield f"From {node.name} to {', '.join(part for part in _labels(child) if part)}."
        yield from _told(child)


def _pages(boxes: list[Box]) -> str:
    number = sum(box.node.page is not None for box in boxes)
    return "1 page" if number == 1 else f"{number} pages"


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"


def _text(text: str) -> str:
    """Returns `text` for XML: escaped, without what XML cannot hold."""
    plain = "".join(
        char if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff" else " "
        for char in text
    )
    return escape(" ".join(plain.split()))
