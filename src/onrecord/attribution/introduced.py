"""Quotations told apart and introduced by the clauses around them, where the model mixed or missed them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.clauses import Clause, read_clause
from onrecord.attribution.draft import Draft
from onrecord.records import Span
from onrecord.text.marks import Quotation
from onrecord.text.sentences import sentence_spans

# A colon after a reporting clause is as exact a form as a signature; it may still introduce a sign or a motto.
CONFIDENCE = 0.85
_COMMA = re.compile(r",\s")
_SENTENCE_END = re.compile(r"[.!?]\s*$")


def part_clauses(text: str, drafts: Sequence[Draft], outer: Sequence[Quotation]) -> list[Draft]:
    """Gives each of two quotations its own clause: “One,” said Venn. “Two,” she added.

    The model at times gives both to the second clause. The first one's clause is a sentence's end away from the second
    quotation, and names a source and a cue of its own.

    >>> from onrecord.text.marks import find_quotations
    >>> def read(text, source, cue):
    ...     at = lambda words: Span(text.index(words), text.index(words) + len(words))
    ...     quotes = find_quotations(text, [Span(0, len(text))])
    ...     draft = Draft(at(source), at(cue), tuple(q.span for q in quotes), 0.9)
    ...     return [(d.cue.of(text), len(d.content)) for d in part_clauses(text, [draft], quotes)]
    >>> read("“We will sign,” said Ada Venn. “We must sign,” she added.", "she", "added")
    [('said', 1), ('added', 1)]
    >>> read("“We will sign,” said Ada Venn. “We must sign.”", "Ada Venn", "said")
    [('said', 2)]
    """
    parted: list[Draft] = []
    cues = [draft.cue for draft in drafts]
    for draft in drafts:
        parted += _part(text, draft, outer, cues)
    return parted


def _part(text: str, draft: Draft, outer: Sequence[Quotation], cues: Sequence[Span]) -> list[Draft]:
    for k in range(len(draft.content) - 1):
        gap = Span(draft.content[k].end, draft.content[k + 1].start)
        clause = _clause_of_gap(text, gap, draft, outer)
        if clause is None:
            continue
        first, rest = draft.content[: k + 1], draft.content[k + 1 :]
        second = Draft(draft.source, draft.cue, rest, draft.confidence)
        if any(cue.overlaps(gap) for cue in cues):
            return [second]  # the first clause has its own attribution already
        return [Draft(clause.source, clause.cue, first, draft.confidence), second]
    return [draft]


def _clause_of_gap(text: str, gap: Span, draft: Draft, outer: Sequence[Quotation]) -> Clause | None:
    if draft.cue.start < gap.end or not _SENTENCE_END.search(text, gap.start, gap.end) or "\n" in gap.of(text):
        return None
    # The comma after a closing mark may be on either side of the gap's edge.
    opened = any(abs(q.span.end - gap.start) <= 1 for q in outer)
    followed = any(q.span.start == gap.end for q in outer)
    return read_clause(text, gap) if opened and followed else None


def introduce(text: str, quotation: Quotation, paragraphs: Sequence[Span]) -> Draft | None:
    """Returns the attribution that a clause with a colon makes of the quotation after it.

    The clause may end the paragraph before.

    >>> from onrecord.text.marks import find_quotations
    >>> def read(text):
    ...     found = introduce(text, find_quotations(text, [Span(0, len(text))])[0], [Span(0, len(text))])
    ...     return found and (found.source.of(text), found.cue.of(text))
    >>> read("On Monday, the envoy told us: “Nobody here wants this war to go on.”")
    ('the envoy', 'told')
    >>> read("The sign at the gate was plain: “Nobody goes in without a card.”")
    """
    head = text[: quotation.span.start].rstrip()
    if not head.endswith(":"):
        return None
    colon = len(head) - 1
    home = next((p for p in paragraphs if p.start <= colon < p.end), None)
    if home is None:
        return None
    sentence = next((s for s in sentence_spans(text, Span(home.start, colon + 1)) if s.end > colon), None)
    if sentence is None:
        return None
    clause = _last_clause(text, Span(sentence.start, colon))
    return None if clause is None else Draft(clause.source, clause.cue, quotation.parts, CONFIDENCE)


def _last_clause(text: str, sentence: Span) -> Clause | None:
    """Reads the sentence as a clause; where it is more than one, what follows its first comma, and so on."""
    starts = [sentence.start, *(m.end() for m in _COMMA.finditer(text, sentence.start, sentence.end))]
    clauses = (read_clause(text, Span(start, sentence.end)) for start in starts)
    return next((clause for clause in clauses if clause is not None), None)
