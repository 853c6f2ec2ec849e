"""What is kept of one attribution for its comparison with others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution, speaker_of
from onrecord.records.entry import PageRef, page_ref
from onrecord.records.ids import content_id
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.span import Span, hull
from onrecord.statements.words import Word, take_words
from onrecord.text.marks import find_quotations
from onrecord.text.shingles import WORD, fold_word

_NAMED_KINDS = ("person", "organisation", "place")
# Two reporters do not find the same ten words of their own around what they quote.
_OWN_WORDS = 10


class Saying(Struct, frozen=True, kw_only=True, dict=True):
    """One attribution that counts as said, with what its comparison with others needs of its page.

    Attributes:
        page: The page.
        language: BCP 47 tag of the page, as far as known.
        paragraph: Number of the paragraph it stands in, as the stories count them; -1 outside the running text.
        own: Hash of the paragraph's words outside quotation marks, where there are enough of them to tell whether two
            pages have one paragraph; else empty.
        cue: The words that attribute.
        source: The words that name the source.
        attribution: The attribution.
        marks: Stretches of its quote, in the quote's own offsets, that stand in quotation marks.
        names: Stretches of its quote that are names.
    """

    page: PageRef
    language: str | None
    paragraph: int
    own: str = ""
    cue: str
    source: str
    attribution: Attribution
    marks: tuple[Span, ...]
    names: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The attribution's id."""
        return self.attribution.id

    @property
    def speaker(self) -> Actor:
        """Whom the page's own reading gives; unresolved where the speakers stage has not run."""
        return speaker_of(self.attribution)

    @property
    def tongue(self) -> str:
        """The page's language without its region; English where unknown."""
        return (self.language or "en").split("-")[0].lower()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the quote; worked out once, and never kept."""
        return take_words(self.attribution.quote, self.marks, self.names)


def take_sayings(reading: Reading, paragraphs: Sequence[Span]) -> tuple[Saying, ...]:
    """Returns what was said on one page; what the writer ascribes is no statement.

    Args:
        reading: The page as read.
        paragraphs: Of the page's running text, in order.
    """
    said = [attribution for attribution in reading.attributions if attribution.statement and attribution.content]
    if not said:
        return ()
    page = reading.page
    blocks = [block.span for block in page.blocks]
    marked = sorted({part for quote in find_quotations(page.text, blocks) if quote.level == 1 for part in quote.inners})
    named = [entity.span for entity in reading.entities if entity.kind in _NAMED_KINDS]
    ref, language = page_ref(page), None if page.language is None else page.language.value
    starts = [span.start for span in paragraphs]
    places = [bisect_right(starts, hull(attribution.content).start) - 1 for attribution in said]
    owns = {place: _own_words(page.text, paragraphs[place], marked) for place in set(places) if place >= 0}
    return tuple(
        Saying(
            page=ref,
            language=language,
            paragraph=place,
            own=owns.get(place, ""),
            cue=reading.quote(attribution.cue),
            source=reading.quote(attribution.source),
            attribution=attribution,
            marks=_within_quote(page, attribution, marked),
            names=_within_quote(page, attribution, named),
        )
        for attribution, place in zip(said, places, strict=True)
    )


def _own_words(text: str, paragraph: Span, marked: Sequence[Span]) -> str:
    """Returns the hash of the reporter's own words in a paragraph; empty where they are too few to tell it by."""
    quoted = [span for span in marked if span.overlaps(paragraph)]
    found = WORD.finditer(text, paragraph.start, paragraph.end)
    own = [fold_word(m.group()) for m in found if not any(span.start <= m.start() < span.end for span in quoted)]
    return content_id("pp", *own) if len(own) >= _OWN_WORDS else ""


def _within_quote(page: Page, attribution: Attribution, stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Returns those parts of `stretches` that the quote shows, in the quote's offsets."""
    found = []
    for span, offset in _pieces(page.text, attribution):
        for stretch in stretches:
            if stretch.overlaps(span):
                start, end = max(stretch.start, span.start), min(stretch.end, span.end)
                found.append(Span(start - span.start + offset, end - span.start + offset))
    return tuple(found)


def _pieces(text: str, attribution: Attribution) -> Iterator[tuple[Span, int]]:
    """Yields the content's spans with where each begins in the quote."""
    at = 0
    for span in attribution.content:
        at = max(attribution.quote.find(span.of(text), at), 0)
        yield span, at
        at += span.end - span.start
