"""A page's text cut into runs, each with the attribution it belongs to: what a template needs to mark it in place."""

from __future__ import annotations

import itertools
from typing import Literal

from msgspec import Struct

from onrecord.records.attribution import Attribution, speaker_of
from onrecord.records.page import Block
from onrecord.records.reading import Reading
from onrecord.records.span import Span, hull
from onrecord.web.wording import name_of

Role = Literal["source", "cue", "content", ""]

# Speakers told apart by colour on one page; more than these cannot be told apart by eye, and share one by turns.
COLOURS = 8


class Run(Struct, frozen=True, kw_only=True):
    """A stretch of text in which nothing begins or ends.

    Attributes:
        text: The characters.
        role: The innermost part of an attribution that they are.
        number: Number of that attribution on the page, from 1; 0 for none.
        colour: Of its speaker, from 1; 0 for none.
        said: Whether it counts as said.
        anchors: Names by which a link finds this place (``12-80``).
        lit: Whether the link that was followed points here.
    """

    text: str
    role: Role = ""
    number: int = 0
    colour: int = 0
    said: bool = True
    anchors: tuple[str, ...] = ()
    lit: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """One block of the page, ready to be shown.

    Attributes:
        block: The block.
        runs: Its text, in order; joined they are the block's text.
        begins: Numbers of the attributions whose first words stand in it.
        anchor: Name by which a link finds the block; empty where an attribution in it has that name.
    """

    block: Block
    runs: tuple[Run, ...]
    begins: tuple[int, ...]
    anchor: str


class _Piece(Struct, frozen=True):
    span: Span
    role: Role
    number: int
    size: int


class _Scene(Struct, frozen=True):
    reading: Reading
    pieces: list[_Piece]
    colours: tuple[int, ...]
    lit: Span | None


def mark_page(reading: Reading, lit: Span | None = None) -> tuple[Part, ...]:
    """Returns the blocks of a page with every attribution marked.

    Args:
        reading: The page and what was read from it.
        lit: The characters that a link points at.
    """
    pieces = [piece for number, a in enumerate(reading.attributions, 1) for piece in _pieces(number, a)]
    scene = _Scene(reading, pieces, colour_speakers(reading.attributions), lit)
    firsts = {number: first_of(a) for number, a in enumerate(reading.attributions, 1)}
    parts = []
    for block in reading.page.blocks:
        begins = tuple(number for number, start in firsts.items() if block.start <= start < block.end)
        runs, anchor = _runs(scene, block), f"{block.start}-{block.end}"
        taken = any(anchor in run.anchors for run in runs)
        parts.append(Part(block=block, runs=runs, begins=begins, anchor="" if taken else anchor))
    return tuple(parts)


def colour_speakers(attributions: tuple[Attribution, ...]) -> tuple[int, ...]:
    """Returns each attribution's colour: one a speaker, in the order in which they first speak on the page."""
    order: dict[str, int] = {}
    for attribution in attributions:
        order.setdefault(name_of(speaker_of(attribution)), len(order))
    return tuple(1 + order[name_of(speaker_of(attribution))] % COLOURS for attribution in attributions)


def first_of(attribution: Attribution) -> int:
    """Returns where an attribution begins on its page, in code points; -1 if it has no words."""
    return min((span.start for span in (*attribution.content, *attribution.cue)), default=-1)


def anchor_of(attribution: Attribution) -> str:
    """Returns the name of the place of an attribution's words in a link: ``START-END``, from first to last content."""
    if not attribution.content:
        return ""
    area = hull(attribution.content)
    return f"{area.start}-{area.end}"


def _pieces(number: int, attribution: Attribution) -> list[_Piece]:
    words = (*attribution.content, *attribution.cue, *attribution.source)
    area = hull(words) if words else Span(0, 0)
    size = area.end - area.start
    roles: tuple[tuple[tuple[Span, ...], Role], ...] = (
        (attribution.content, "content"),
        (attribution.source, "source"),
        (attribution.cue, "cue"),
    )
    return [_Piece(span, role, number, size) for spans, role in roles for span in spans if span.end > span.start]


def _runs(scene: _Scene, block: Block) -> tuple[Run, ...]:
    inside = [piece for piece in scene.pieces if piece.span.overlaps(block.span)]
    edges = {block.start, block.end}
    for span in (*(piece.span for piece in inside), *([scene.lit] if scene.lit else [])):
        edges |= {edge for edge in (span.start, span.end) if block.start < edge < block.end}
    anchors = _anchors(scene.reading, block)
    pairs = itertools.pairwise(sorted(edges))
    return tuple(_run(scene, Span(start, end), inside, anchors.get(start, ())) for start, end in pairs)


def _run(scene: _Scene, here: Span, inside: list[_Piece], anchors: tuple[str, ...]) -> Run:
    text, lit = here.of(scene.reading.page.text), bool(scene.lit and scene.lit.overlaps(here))
    over = [piece for piece in inside if piece.span.overlaps(here)]
    if not over or text.isspace():  # a line under a gap between two attributions would belong to neither
        return Run(text=text, anchors=anchors, lit=lit)
    # The smallest attribution is the innermost; of one attribution its cue and source lie over its content.
    top = min(over, key=lambda piece: (piece.size, piece.role == "content", piece.number))
    said = scene.reading.attributions[top.number - 1].statement
    colour = scene.colours[top.number - 1]
    return Run(text=text, role=top.role, number=top.number, colour=colour, said=said, anchors=anchors, lit=lit)


def _anchors(reading: Reading, block: Block) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for attribution in reading.attributions:
        name = anchor_of(attribution)
        start = hull(attribution.content).start if attribution.content else -1
        if name and block.start <= start < block.end and name not in found.setdefault(start, []):
            found[start].append(name)
    return {start: tuple(names) for start, names in found.items()}
