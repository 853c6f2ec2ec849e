"""Drafts to finished attributions: kind, meaning of the cue, identifiers, inserted brackets, nesting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.attribution.draft import Draft
from onrecord.attribution.manner import find_manner
from onrecord.attribution.meaning import Meaning, read_meaning
from onrecord.records import Attribution, Kind, Page, Span, content_id, hull
from onrecord.text.marks import Quotation
from onrecord.text.sentences import sentence_spans
from onrecord.text.tokens import word_spans

# "[Russian President Vladimir]": put in by an editor. A bracket with a bare ellipsis or [sic] is one as well.
_INSERTION = re.compile(r"\[[^\[\]\n]{1,200}\]")


def finish_attributions(
    page: Page,
    drafts: Sequence[Draft],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Span],
    meanings: Mapping[Span, Meaning] | None = None,
) -> tuple[Attribution, ...]:
    """Returns the records of `drafts`, in the order given; speakers and settings come in later stages.

    Args:
        page: The page.
        drafts: In page order.
        quotations: Of the page.
        paragraphs: The blocks that were read.
        meanings: Of cues that are known already; the others are read as English.
    """
    ids = [draft_id(page.id, draft) for draft in drafts]
    nests = [_nest(draft, drafts, ids) for draft in drafts]
    finished = [
        _finished(
            page, draft, _own_marks(draft, quotations), _sentence_of(page.text, draft.cue, paragraphs), meanings or {}
        )
        for draft in drafts
    ]
    return tuple(
        record if nest is None else replace(record, nested_in=nest)
        for record, nest in zip(finished, nests, strict=True)
    )


def _own_marks(draft: Draft, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations that may be the draft's: marks around its cue as well are those of somebody outside.

    Not so where the content has those very marks: in «One, — said Venn. — Two» the clause is set into them.
    """
    heads = {piece.start for piece in draft.content}
    around = [
        q
        for q in quotations
        if q.level == 1 and q.span.start not in heads and any(part.holds(draft.cue) for part in q.inners)
    ]
    level = 2 if around else 1
    return [q for q in quotations if q.level == level]


def draft_id(page_id: str, draft: Draft) -> str:
    """Returns the attribution's identifier: of the page and its spans, so that equal readings have equal ids."""
    parts = [f"{s.start}-{s.end}" for s in (draft.cue, *((draft.source,) if draft.source else ()))]
    return content_id("at", page_id, ",".join(parts), ",".join(f"{s.start}-{s.end}" for s in draft.content))


def _finished(
    page: Page, draft: Draft, quoted: Sequence[Quotation], sentence: Span, meanings: Mapping[Span, Meaning]
) -> Attribution:
    source = () if draft.source is None else (draft.source,)
    meaning = meanings.get(draft.cue) or read_meaning(page.text, draft.cue, source, draft.content, sentence)
    manner = find_manner(page.text, draft.cue, draft.source, sentence)
    return Attribution(
        id=draft_id(page.id, draft),
        source=source,
        cue=(draft.cue,),
        content=draft.content,
        kind=kind_of(page.text, draft.content, quoted),
        attitude=meaning.attitude,
        statement=meaning.statement,
        polarity=meaning.polarity,
        certainty=meaning.certainty,
        confidence=round(draft.confidence, 4),
        manner=None if manner is None else manner.of(page.text),
        manner_span=manner,
        insertions=tuple(
            Span(m.start(), m.end())
            for piece in draft.content
            for m in _INSERTION.finditer(page.text, piece.start, piece.end)
        ),
    )


def kind_of(text: str, content: Sequence[Span], quoted: Sequence[Quotation]) -> Kind:
    """Returns ``direct`` where all words of the content are in marks, ``mixed`` where some are, else ``indirect``."""
    area = hull(tuple(content))
    inners = [inner for q in quoted if q.span.overlaps(area) for inner in q.inners]
    if not inners:
        return "indirect"
    words = [w for piece in content for w in word_spans(text, piece)]
    inside = sum(any(inner.overlaps(w) for inner in inners) for w in words)
    if words and inside == len(words):
        return "direct"
    return "mixed" if inside else "indirect"


def _sentence_of(text: str, cue: Span, paragraphs: Sequence[Span]) -> Span:
    home = next((p for p in paragraphs if p.overlaps(cue)), cue)
    return next((s for s in sentence_spans(text, home) if s.overlaps(cue)), cue)


def _nest(draft: Draft, drafts: Sequence[Draft], ids: Sequence[str]) -> str | None:
    """Returns the id of the narrowest attribution whose content holds this one's cue and content."""
    own = hull((draft.cue, *draft.content))
    holders = [
        (piece.end - piece.start, ids[k])
        for k, other in enumerate(drafts)
        if other is not draft
        for piece in other.content
        if piece.holds(own)
    ]
    return min(holders)[1] if holders else None
