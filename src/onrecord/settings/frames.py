"""The words around a cue that belong to neither source nor content: where setting, time and addressee are told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.span import Span, hull
from onrecord.text.sentences import sentence_spans

# Where the clause of the cue ends on its right: another clause, a quotation, a break.
_CLAUSE_END = re.compile(
    r"[;:“”\"«»„(]|,\s+(?:who|which|but|and|as|after|before|when|while|where|because|though|although|adding|saying|"
    r"calling|citing|noting|according)\b|\b(?:that|who|which|whether|because|after|before|when|while|where|but|if|"
    r"as he|as she|as they)\b"
)
# A phrase that opens a sentence and sets it: "On Monday,", "Speaking at a rally in Sudport,".
_OPENING = re.compile(
    r"\W*(?:(?:But|And|Then|Meanwhile|So|Yet|Also|Separately),?\s+)?"
    r"(?:On|In|At|During|Over|Earlier|Later|Last|This|Late|Early|Speaking|Writing|Appearing|Addressing|Testifying|Through|"
    r"Via|Today|Yesterday|Tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on|in|at|during|earlier|later|last|this)\b"
)
_CLAUSE = re.compile(
    r"[;:]|\b(?:that|who|which|when|while|was|were|is|are|has|have|had|he|she|they|will|would|after|before|as|because)\b"
)
# Code points looked at on either side of a cue: a line of print; a setting further off belongs to something else.
_REACH = 160


class Frame(Struct, frozen=True, kw_only=True):
    """The surroundings of one cue.

    Attributes:
        cue: Hull of the cue.
        regions: Stretches of the cue's sentence outside content and source that belong to its clause: before it, the
            cue itself, after it.
        after: The last of these.
        limit: End of the sentence: a name that the model's content cuts through may be read up to here.
    """

    cue: Span
    regions: tuple[Span, ...]
    after: Span
    limit: int


def sentences_of(page: Page) -> tuple[Span, ...]:
    """Returns the sentences of every block of the page, in order."""
    return tuple(span for block in page.blocks for span in sentence_spans(page.text, block.span))


def frame_of(page: Page, attribution: Attribution, sentences: Sequence[Span]) -> Frame | None:
    """Returns the frame of an attribution; ``None`` where it has no cue inside a sentence."""
    if not attribution.cue:
        return None
    cue = hull(attribution.cue)
    at = bisect_right(sentences, cue.start, key=lambda span: span.start) - 1
    if at < 0 or cue.start >= sentences[at].end:
        return None
    sentence = sentences[at]
    after = _after(page.text, cue, attribution, sentence)
    before = _before(page.text, cue, attribution, sentence)
    regions = [region for region in (before, cue, after) if region.start < region.end]
    return Frame(cue=cue, regions=tuple(regions), after=after, limit=sentence.end)


def _after(text: str, cue: Span, attribution: Attribution, sentence: Span) -> Span:
    """Returns the rest of the cue's clause: behind a source that follows the cue, up to content or the clause's end."""
    start = cue.end
    for span in attribution.source:
        if span.start >= cue.end and not text[start : span.start].strip(" ,"):
            start = span.end
    contents = [span.start for span in attribution.content if span.start >= start]
    limit = max(start, min([sentence.end, start + _REACH, *contents]))
    end = _CLAUSE_END.search(text, start, limit)
    return Span(start, end.start() if end else limit)


def _before(text: str, cue: Span, attribution: Attribution, sentence: Span) -> Span:
    """Returns what stands between source and cue, or else the phrase that opens the sentence before the source.

    An opening that is a clause of its own, or that follows content, tells of something else.
    """
    sources = [span for span in attribution.source if sentence.start <= span.start < cue.start]
    between = text[sources[-1].end : cue.start] if sources else ""
    if between.strip(" ,") and len(between) <= _REACH // 4:
        return Span(sources[-1].end, cue.start)
    limit = min([span.start for span in sources] or [cue.start])
    if limit - sentence.start > _REACH:
        return Span(limit, limit)
    opening = text[sentence.start : limit]
    has_content = any(sentence.start < span.end and span.start < limit for span in attribution.content)
    if has_content or not _OPENING.match(opening) or _CLAUSE.search(opening):
        return Span(limit, limit)
    return Span(sentence.start, limit)
