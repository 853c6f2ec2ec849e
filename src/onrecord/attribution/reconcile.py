"""Model and quotation marks reconciled.

The model is good at who and where; the marks say exactly where quoted words begin and end. So content that covers
most of a quotation covers all of it; a quotation that goes on after its cue, or in the next paragraph, belongs to the
attribution before it; and a quotation that ends up in no attribution is set aside with a reason, never lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribution.draft import Draft
from onrecord.attribution.introduced import introduce, part_clauses
from onrecord.attribution.spans import CLOSING_MARKS, join_pieces
from onrecord.records import Aside, AsideReason, Span, hull
from onrecord.text.marks import Quotation
from onrecord.text.tokens import word_spans

# Words from which on a quotation is a statement in itself; shorter ones are often names, titles or irony.
PHRASE = 4
# Share of a quotation's words from which on content is taken to mean all of it; chosen on the development part.
_MOST = 0.5


def reconcile_marks(
    text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> tuple[list[Draft], tuple[Aside, ...]]:
    """Returns the drafts with their content squared with the marks, and the quotations left over.

    Args:
        text: The page's text.
        drafts: In page order.
        quotations: Of the page; only outermost ones in double marks move content.
        paragraphs: The blocks that were read, in order.
    """
    outer = [q for q in quotations if q.level == 1 and not q.single]
    squared = part_clauses(text, [_square(text, draft, outer) for draft in drafts], outer)
    for quotation in outer:
        if not _claimed(quotation, squared) and _words(text, quotation.inner) > PHRASE:
            squared = _attach(text, quotation, squared, paragraphs)
            if not _claimed(quotation, squared):
                introduced = introduce(text, quotation, paragraphs)
                squared = squared if introduced is None else [*squared, introduced]
    asides = tuple(Aside(span=q.span, reason=_reason(text, q)) for q in outer if not _claimed(q, squared))
    return squared, asides


def _words(text: str, span: Span) -> int:
    return len(word_spans(text, span))


def _square(text: str, draft: Draft, outer: Sequence[Quotation]) -> Draft:
    """Widens content pieces to the quotations that they cover for the most part, marks included."""
    pieces = list(draft.content)
    area = hull(draft.content)
    for quotation in outer:
        if not quotation.closed or not quotation.span.overlaps(area):
            continue
        covered = [k for k, inner in enumerate(quotation.inners) if _covered(text, inner, pieces) >= _MOST]
        # What runs on over paragraphs belongs to who began it. Not the other way: a stray mark before a quotation looks
        # like its first paragraph.
        parts = quotation.parts[covered[0] :] if covered else ()
        if not any(part.overlaps(draft.cue) for part in parts):
            pieces += parts
    return Draft(draft.source, draft.cue, join_pieces(text, pieces), draft.confidence)


def _covered(text: str, inner: Span, pieces: Sequence[Span]) -> float:
    words = word_spans(text, inner)
    if not words:
        return 0.0
    return sum(any(w.overlaps(p) for p in pieces) for w in words) / len(words)


def _claimed(quotation: Quotation, drafts: Sequence[Draft]) -> bool:
    return any(p.overlaps(quotation.inner) for d in drafts for p in d.content)


def _attach(text: str, quotation: Quotation, drafts: list[Draft], paragraphs: Sequence[Span]) -> list[Draft]:
    """Gives a quotation nobody claimed to the attribution that it carries on, if there is one.

    It carries on a quotation of the same paragraph that ended before it, with nothing said by another in between:
    “One,” he said. “Two.”
    """
    home = next((p for p in paragraphs if p.holds(quotation.parts[0])), None)
    if home is None:
        return drafts
    before = [
        (k, d) for k, d in enumerate(drafts)
        if home.holds(hull((*d.content, d.cue))) and max(d.cue.end, d.content[-1].end) <= quotation.span.start
    ]  # fmt: skip
    if not before:
        return drafts
    k, draft = max(before, key=lambda pair: max(pair[1].cue.end, pair[1].content[-1].end))
    ended = max(draft.cue.end, draft.content[-1].end, draft.source.end if draft.source else 0)
    gap = text[ended : quotation.span.start]
    # Only a full stop and white space between them: more words may name another speaker.
    if any(c.isalnum() for c in gap) or text[draft.content[-1].end - 1] not in CLOSING_MARKS:
        return drafts
    longer = Draft(draft.source, draft.cue, join_pieces(text, [*draft.content, *quotation.parts]), draft.confidence)
    return [*drafts[:k], longer, *drafts[k + 1 :]]


def _reason(text: str, quotation: Quotation) -> AsideReason:
    """Says why a quotation is in no attribution, as far as its form shows it."""
    words = [w.of(text) for w in word_spans(text, quotation.inner)]
    if not quotation.closed:
        return "unclosed"
    if len(words) > PHRASE:
        capitals = sum(w[0].isupper() for w in words)
        return "title_of_work" if capitals >= 0.7 * len(words) else "not_attributed"
    if len(words) <= 2 and _between_names(text, quotation.span):
        return "nickname"
    if words and all(w[0].isupper() or w[0].isdigit() or len(w) < 4 for w in words):
        return "title_of_work" if len(words) > 1 else "term"
    return "scare_quote"


def _between_names(text: str, span: Span) -> bool:
    """Tells whether capitalised words stand on both sides, as around a nickname: Jan “Bear” Kowal."""
    before = text[max(0, span.start - 2) : span.start].rstrip()
    left = text[: span.start].rstrip().rsplit(maxsplit=1)[-1:] if before else []
    right = text[span.end :].split(maxsplit=1)[:1] if text[span.end : span.end + 1] == " " else []
    return bool(left and right and left[0][0].isupper() and right[0][0].isupper())
