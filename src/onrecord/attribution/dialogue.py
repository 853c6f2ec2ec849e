"""Dialogue set with dashes: a paragraph that opens with a dash is speech, and dashes part it from its clause.

    — We will not sign, — said Ada Venn. — The clause is unclear.

The convention of French, Russian, Polish and Spanish printing, met in English pages translated from them. A list set
with dashes looks the same at its head, so a paragraph counts only with a reporting clause between two dashes, or where
the model itself found somebody speaking in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.clauses import Clause, read_clause
from onrecord.attribution.draft import Draft
from onrecord.attribution.forms import CONFIDENCE
from onrecord.records import Span
from onrecord.text.marks import Quotation

_HEAD = re.compile(r"[—–―]\s+(?=\S)")
_DASH = re.compile(r"\s*[—–―]\s+")


def find_dialogue(text: str, bounds: Sequence[Span]) -> list[Draft]:
    """Returns the speech of paragraphs that open with a dash and hold a reporting clause between two more.

    >>> def read(text):
    ...     found = find_dialogue(text, [Span(0, len(text))])
    ...     return [(d.source.of(text), [c.of(text) for c in d.content]) for d in found]
    >>> read("— We will not sign, — said Ada Venn. — The clause is unclear.")
    [('Ada Venn', ['We will not sign,', 'The clause is unclear.'])]
    >>> read("— three ferries, — two trucks — and a bus")
    []
    """
    return [draft for bound in bounds if (draft := _read(text, bound)) is not None]


def _read(text: str, bound: Span) -> Draft | None:
    head = _HEAD.match(text, bound.start, bound.end)
    if head is None:
        return None
    parts = _split(text, Span(head.end(), bound.end))
    clause: Clause | None = read_clause(text, parts[1]) if len(parts) > 1 else None
    if clause is None:
        return None
    return Draft(clause.source, clause.cue, tuple(parts[::2]), CONFIDENCE)


def _split(text: str, span: Span) -> list[Span]:
    starts = [span.start]
    ends: list[int] = []
    for match in _DASH.finditer(text, span.start, span.end):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(span.start + len(text[span.start : span.end].rstrip()))
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def drop_dashes(text: str, drafts: Sequence[Draft], bounds: Sequence[Span]) -> list[Draft]:
    """Returns the drafts without the dash that opens their paragraph: it is a mark, and no word of theirs.

    >>> text = "— We will not sign, Venn said."
    >>> draft = Draft(Span(20, 24), Span(25, 29), (Span(0, 19),), 0.9)
    >>> drop_dashes(text, [draft], [Span(0, 30)])[0].content[0].of(text)
    'We will not sign,'
    """
    heads = {b.start: m.end() for b in bounds if (m := _HEAD.match(text, b.start, b.end))}
    return [
        Draft(d.source, d.cue, tuple(_undashed(p, heads) for p in d.content), d.confidence) if heads else d
        for d in drafts
    ]


def _undashed(piece: Span, heads: dict[int, int]) -> Span:
    start = heads.get(piece.start, piece.start)
    return Span(start, piece.end) if start < piece.end else piece


def dash_quotations(text: str, drafts: Sequence[Draft], bounds: Sequence[Span]) -> list[Quotation]:
    """Returns the pieces of content in paragraphs that open with a dash, as quotations: the dash says that they are."""
    dashed = [b for b in bounds if _HEAD.match(text, b.start, b.end)]
    pieces = {p for d in drafts for p in d.content if any(b.holds(p) for b in dashed)}
    return [
        Quotation(span=p, inner=p, parts=(p,), inners=(p,), style="dash", single=False, level=1, closed=True)
        for p in sorted(pieces)
    ]
