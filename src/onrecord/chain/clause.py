"""The words around a cue that are not said themselves: where a page tells through whose hands they came."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.span import Span, hull
from onrecord.text.sentences import sentence_spans

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_HIDDEN = "\0"


class Clause(Struct, frozen=True, kw_only=True):
    """The sentence of one cue.

    Attributes:
        text: The page's text.
        sentence: The sentence.
        cue: Hull of the cue.
        open: The page's text from the sentence's start to its end, with what is said replaced by null characters.
        fences: Where other cues of the sentence start: what stands behind one belongs to that one.
    """

    text: str
    sentence: Span
    cue: Span
    open: str
    fences: tuple[int, ...]

    def reaches(self, start: int, end: int) -> bool:
        """Tells whether a stretch of the page belongs to this cue and not to another one of the sentence."""
        if end <= self.cue.start:
            return not any(end <= fence < self.cue.start for fence in self.fences)
        return not any(self.cue.end <= fence < start for fence in self.fences)


def sentence_of(page: Page, cue: Span) -> Span | None:
    """Returns the sentence that a cue starts in."""
    at = bisect_right(page.blocks, cue.start, key=lambda block: block.start) - 1
    if at < 0 or cue.start >= page.blocks[at].end:
        return None
    sentences = sentence_spans(page.text, page.blocks[at].span)
    at = bisect_right(sentences, cue.start, key=lambda span: span.start) - 1
    return sentences[at] if at >= 0 and cue.start < sentences[at].end else None


def clause_of(
    page: Page, attribution: Attribution, sentence: Span, others: Sequence[Attribution], *, relayed: bool
) -> Clause:
    """Returns the surroundings of an attribution's cue.

    Args:
        page: The page.
        attribution: The attribution, with a cue.
        sentence: From `sentence_of`.
        others: All attributions of the page.
        relayed: Whether its source only passes on what its content tells that somebody said: then only words in
            quotation marks are hidden.
    """
    cue = hull(attribution.cue)
    fences = [other.cue[0].start for other in others if other.cue and other.source != attribution.source]
    inside = tuple(start for start in fences if sentence.start <= start < sentence.end)
    if relayed:
        words = _QUOTED.sub(lambda match: _HIDDEN * len(match.group()), sentence.of(page.text))
        return Clause(text=page.text, sentence=sentence, cue=cue, open=words, fences=inside)
    hidden = list(sentence.of(page.text))
    for span in attribution.content:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start < end:
            hidden[start - sentence.start : end - sentence.start] = _HIDDEN * (end - start)
    return Clause(text=page.text, sentence=sentence, cue=cue, open="".join(hidden), fences=inside)
