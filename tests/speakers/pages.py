"""Pages for the speakers' tests, written with marks: who is named, and where the sources are.

``[[she]]`` is a source; ``<Ana Bero>`` is a person, ``{Bero Miners' Union}`` an organisation and ``‹Oster›`` a place,
as the tagger found them; ``((said))`` is the cue of the attribution whose source is nearest. Names in all pages are
made up.
"""

from __future__ import annotations

import re

from onrecord.records import Actor, Attribution, Block, Entity, Page, Span, Tagging
from onrecord.speakers import resolve_speakers

MARK = re.compile(r"\[\[|\]\]|[<>{}‹›]|\(\(|\)\)")
QUOTATION = re.compile(r"“[^”]*”")


def read_marked(marked: str) -> tuple[Page, Tagging]:
    """The page without its marks, and what they mark; a source's content is every quotation of its paragraph."""
    text = ""
    open_at: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"[[": [], "<": [], "{": [], "‹": [], "((": []}
    closes = {"]]": "[[", ">": "<", "}": "{", "›": "‹", "))": "(("}
    at = 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        if found.group() in closes:
            opener = closes[found.group()]
            spans[opener].append(Span(open_at[opener], len(text)))
        else:
            open_at[found.group()] = len(text)
    text += marked[at:]
    lines = list(re.finditer(r"[^\n]+", text))
    blocks = tuple(Block(kind="paragraph", start=m.start(), end=m.end(), body=True) for m in lines)
    page = Page(id="pg_test", sha256="", text=text, blocks=blocks)
    entities = [Entity(kind="person", span=span) for span in spans["<"]]
    entities += [Entity(kind="organisation", span=span) for span in spans["{"]]
    entities += [Entity(kind="place", span=span) for span in spans["‹"]]
    entities.sort(key=lambda entity: entity.span)
    attributions = tuple(make_attribution(page, number, span, spans["(("]) for number, span in enumerate(spans["[["]))
    return page, Tagging(attributions=attributions, asides=(), entities=tuple(entities))


def make_attribution(page: Page, number: int, source: Span, cues: list[Span]) -> Attribution:
    """An attribution of every quotation in the source's paragraph that does not hold the source itself."""
    block = next((b for b in page.blocks if b.start <= source.start < b.end), page.blocks[0])
    found = [Span(m.start(), m.end()) for m in QUOTATION.finditer(page.text, block.start, block.end)]
    content = tuple(span for span in found if not span.overlaps(source))
    return Attribution(
        id=f"at_{number}",
        source=(source,),
        cue=(min(cues, key=lambda cue: abs(cue.start - source.start), default=Span(source.end, source.end)),),
        content=content or (Span(source.end, block.end),),
        kind="direct" if content else "indirect",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=1.0,
    )


def speakers_of(marked: str) -> list[Actor]:
    """The speakers of a marked page, in the order of their sources."""
    speakers = [attribution.speaker for attribution in resolve_speakers(*read_marked(marked))]
    assert all(isinstance(speaker, Actor) for speaker in speakers)
    return [speaker for speaker in speakers if isinstance(speaker, Actor)]


def last_speaker(marked: str) -> Actor:
    """The speaker of the last source of a marked page."""
    return speakers_of(marked)[-1]
