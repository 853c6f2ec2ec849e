"""Whether a reading says what its page says: each span inside the text, each quote its words, each id its own hash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.pipeline.reading import quote_of
from onrecord.records.attribution import Attribution
from onrecord.records.ids import content_id
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.span import Span


def find_faults(reading: Reading) -> Iterator[str]:
    """Yields what is wrong with a reading, each in words; nothing where all of it holds."""
    page = reading.page
    if page.id != content_id("pg", page.sha256, page.url or ""):
        yield f"the page's id {page.id} does not follow from its bytes and its URL"
    yield from _block_faults(page)
    for attribution in reading.attributions:
        yield from _attribution_faults(page, attribution)
    others = [("aside", one.span) for one in reading.asides] + [("name", one.span) for one in reading.entities]
    others += [("meeting", span) for one in reading.meetings for span in one.evidence]
    for what, span in others:
        if not _is_inside(span, page.text):
            yield f"the span of a {what}, {span.start} to {span.end}, is not in the text"


def attribution_id(page_id: str, attribution: Attribution) -> str:
    """Returns the id that follows from an attribution's page and spans."""
    signs, content = (*attribution.cue, *attribution.source), attribution.content
    return content_id("at", page_id, *(",".join(f"{s.start}-{s.end}" for s in spans) for spans in (signs, content)))


def _block_faults(page: Page) -> Iterator[str]:
    if not all(_is_inside(block.span, page.text) for block in page.blocks):
        yield "a block is not in the text"
    if not all(one.end <= other.start for one, other in pairwise(page.blocks)):
        yield "the blocks overlap"


def _attribution_faults(page: Page, attribution: Attribution) -> Iterator[str]:
    spans = (*attribution.source, *attribution.cue, *attribution.content, *attribution.insertions)
    if not all(_is_inside(span, page.text) for span in spans):
        yield f"{attribution.id}: a span is not in the text"
    elif quote_of(page.text, attribution.content) != attribution.quote:
        yield f"{attribution.id}: the quote is not what stands in the text"
    if attribution.id != attribution_id(page.id, attribution):
        yield f"{attribution.id}: the id does not follow from the page and the spans"


def _is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)
