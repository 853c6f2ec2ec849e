"""The page as the speakers' rules see it: sentences, blocks, and which characters are inside quotation marks."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.span import Span
from onrecord.text.sentences import sentence_spans

# Blocks whose words are the page's own and can introduce somebody; furniture and related links are about other pages.
_SILENT = frozenset(("furniture", "related_link"))


class Scene(Struct, frozen=True):
    """Positions of a page, ready to be asked.

    Attributes:
        text: The page's text.
        sentences: In order; they do not cross blocks.
        starts: Start of each sentence.
        paragraphs: Start of each block.
        quoted: Contents of direct attributions, in order.
        body: Start of the first block that is not the title.
    """

    text: str
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quoted: tuple[Span, ...]
    body: int

    def sentence_at(self, at: int) -> int:
        """Returns the number of the sentence that holds or precedes the code point `at`; 0 for none."""
        return max(bisect_right(self.starts, at) - 1, 0)

    def paragraph_at(self, at: int) -> int:
        """Returns the number of the block that holds or precedes `at`; 0 for none."""
        return max(bisect_right(self.paragraphs, at) - 1, 0)

    def is_quoted(self, at: int) -> bool:
        """Tells whether `at` is inside the content of a direct attribution."""
        return any(span.start <= at < span.end for span in self.quoted)


def read_scene(page: Page, attributions: tuple[Attribution, ...]) -> Scene:
    """Returns the positions of `page` that the rules ask for."""
    blocks = [block for block in page.blocks if block.kind not in _SILENT]
    spans = [block.span for block in blocks] or [Span(0, len(page.text))]
    sentences = tuple(sentence for span in spans for sentence in sentence_spans(page.text, span))
    sentences = sentences or (Span(0, len(page.text)),)
    body = next((block.start for block in blocks if block.kind not in ("title", "byline", "dateline")), 0)
    quoted = tuple(sorted(span for a in attributions if a.kind == "direct" for span in a.content))
    return Scene(
        text=page.text,
        sentences=sentences,
        starts=tuple(sentence.start for sentence in sentences),
        paragraphs=tuple(span.start for span in spans),
        quoted=quoted,
        body=body,
    )
