"""Paragraphs through the copies of a story: who kept, dropped and added which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.records.story import Cell, ParagraphMatch, Row, Story, StoryTable
from onrecord.stories.compare import align_pages, match_paragraphs, weigh
from onrecord.stories.sketch import Sketch


class Measured(Struct, frozen=True, kw_only=True):
    """A copy against the fullest one; the fields are those of `Copy`."""

    kept: float
    own: float
    score: float
    dropped: tuple[int, ...]
    added: tuple[int, ...]


def measure_copy(copy: Sketch, fullest: Sketch) -> Measured:
    """Returns what `copy` kept, dropped and added. A paragraph counts as kept where one of its sentences is."""
    if copy.page.id == fullest.page.id:
        return Measured(kept=1.0, own=0.0, score=1.0, dropped=(), added=())
    aligned = align_pages(fullest, copy)
    there = [p for p in (*aligned.there, *aligned.quoted_there) if p.agrees]
    back = [p for p in (*aligned.back, *aligned.quoted_back) if p.agrees]
    full = [weigh(sentence, 1.0) for sentence in fullest.lines]
    mine = [weigh(sentence, 1.0) for sentence in copy.lines]
    kept, shared = sum(full[p.a] for p in there), sum(mine[p.a] for p in back)
    return Measured(
        kept=round(kept / max(sum(full), 1.0), 4),
        own=round(1 - shared / max(sum(mine), 1.0), 4),
        score=round(sum(mine[p.a] * p.score for p in back) / shared, 4) if shared else 0.0,
        dropped=_without(fullest, {fullest.lines[p.a].paragraph for p in there}),
        added=_without(copy, {copy.lines[p.a].paragraph for p in back}),
    )


def table_of(story: Story, sketches: Mapping[str, Sketch], texts: Mapping[str, str]) -> StoryTable:
    """Returns the story with its paragraphs.

    Args:
        story: The story.
        sketches: By page id; those of the story's pages are needed.
        texts: Text by page id, the same.
    """
    copies = [sketches[copy.id] for copy in story.pages]
    rows: list[Row] = []
    placed: dict[str, set[int]] = {copy.page.id: set() for copy in copies}
    for number, lead in enumerate(copies):
        later = copies[number + 1 :]
        found = [(other, _paragraphs(lead, other)) for other in later]
        here = placed[lead.page.id]  # grows while the rows of earlier copies are made, never while this one's are
        rows += [_row(lead, n, found, placed, texts) for n in _numbers(lead) if n not in here]
    return StoryTable(story=story, rows=tuple(rows))


def _row(
    lead: Sketch,
    paragraph: int,
    found: Sequence[tuple[Sketch, Mapping[int, ParagraphMatch]]],
    placed: Mapping[str, set[int]],
    texts: Mapping[str, str],
) -> Row:
    span = lead.paragraphs[paragraph]
    cells = [Cell(page=lead.page.id, paragraph=paragraph, span=span, wording="verbatim", score=1.0)]
    for other, matches in found:
        match = matches.get(paragraph)
        if match is not None:
            there = other.paragraphs[match.b]
            cells.append(
                Cell(page=other.page.id, paragraph=match.b, span=there, wording=match.wording, score=match.score)
            )
            placed[other.page.id].add(match.b)
    return Row(page=lead.page.id, span=span, text=span.of(texts[lead.page.id]), cells=tuple(cells))


def _paragraphs(lead: Sketch, other: Sketch) -> dict[int, ParagraphMatch]:
    """Returns the paragraphs of `lead` that `other` has, with those that only a part of it shows in `other`."""
    return {match.a: match for match in match_paragraphs(lead, other, align_pages(lead, other))}


def _without(sketch: Sketch, found: set[int]) -> tuple[int, ...]:
    return tuple(number for number in _numbers(sketch) if number not in found)


def _numbers(sketch: Sketch) -> list[int]:
    """Returns the paragraphs that have a word."""
    return sorted({sentence.paragraph for sentence in sketch.lines})
