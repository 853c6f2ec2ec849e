"""Attributions that the layout makes, with no cue word: signed quotations, transcripts, questions and answers.

Annotators mark the dash or the colon as the cue. These are exact forms, read by rule before the model has its say;
where a rule has read a stretch, what the model made of the same stretch is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.draft import Draft
from onrecord.records import Span, hull
from onrecord.text.marks import Quotation

# The forms are exact; what is left to doubt is whether the page means them so (a motto signed with a name).
CONFIDENCE = 0.95
# A transcript needs this many turns: one "NOTE: ..." makes none.
_TURNS = 3
# Paragraphs without a label that may stand between two turns and belong to the first.
_CARRIED = 2

_NAME_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|of|the|de|la|von|van|der|al|bin|da|di|du|del|for|and)"
_SIGNATURE = re.compile(
    rf"\s*(?P<dash>--|[―—–-])\s*(?P<name>(?:@\w+|{_NAME_WORD})(?:,?\s+{_NAME_WORD}){{0,9}}?)"
    r"(?P<who>(?:\s*,\s*\d+)?(?:,\s+[^\W\d_][^.;:!?“”\"—–―]{0,60})?)\s*\.?\s*$"
)
_TURN = re.compile(
    r"[“\"]?(?P<name>Q|A|[^\W\d_a-z][^\W\d_a-z.’'-]+(?: [^\W\d_a-z][^\W\d_a-z.’'-]*){0,3})(?P<colon>[:.])\s+(?=\S)"
)
_CUE_NAMES = re.compile(r"(?:NOTE|UPDATE|WATCH|READ|PHOTOS?|VIDEO|RELATED|MORE|BREAKING|EDITOR|CORRECTION|FACT|LIVE)\b")


def find_forms(text: str, bounds: Sequence[Span], quotations: Sequence[Quotation]) -> list[Draft]:
    """Returns the attributions made by layout, in page order.

    Args:
        text: The page's text.
        bounds: The blocks that are read, in order.
        quotations: Of the page.
    """
    found = [*find_signed(text, bounds, quotations), *find_turns(text, bounds)]
    return sorted(found, key=lambda draft: draft.content)


def find_signed(text: str, bounds: Sequence[Span], quotations: Sequence[Quotation]) -> list[Draft]:
    """Returns quotations that fill their block but for a signature after a dash.

    >>> from onrecord.text.marks import find_quotations
    >>> def read(text):
    ...     whole = [Span(0, len(text))]
    ...     return [d.source.of(text) for d in find_signed(text, whole, find_quotations(text, whole))]
    >>> read("“I want my street back, and nothing else.” ― Oda Brinn, 41")
    ['Oda Brinn']
    >>> read("“I want my street back,” she said — and Oda Brinn agreed")
    []
    """
    found = []
    for bound in bounds:
        first = next((q for q in quotations if q.level == 1 and bound.holds(q.span)), None)
        if first is None or text[bound.start : first.span.start].strip():
            continue
        match = _SIGNATURE.match(text, first.span.end, bound.end)
        if match and len(first.inner.of(text).split()) > 1:
            source, cue = _signer(match), Span(*match.span("dash"))
            found.append(Draft(source, cue, (first.span,), CONFIDENCE))
    return found


def _signer(match: re.Match[str]) -> Span:
    """Returns the name without the full stop that ends the line; "Jr." keeps its own."""
    start, end = match.span("name")
    name = match.group("name")
    return Span(start, end - 1 if name.endswith(".") and not name.endswith(("Jr.", "Sr.")) else end)


def find_turns(text: str, bounds: Sequence[Span]) -> list[Draft]:
    """Returns the turns of a transcript: blocks that begin with a name in capitals, or Q or A, and a colon.

    >>> def read(text):
    ...     bounds = [Span(m.start(), m.end()) for m in re.finditer("[^|]+", text)]
    ...     return [d.source.of(text) for d in find_turns(text, bounds)]
    >>> read("ORLO BAIZE: We will not sign.|Q: Why not?|BAIZE: Ask the farmers.")
    ['ORLO BAIZE', 'Q', 'BAIZE']
    >>> read("NOTE: This page was changed.|The talks failed.|Baize: no deal")
    []
    """
    matches = [(k, m) for k, b in enumerate(bounds) if (m := _TURN.match(text, b.start, b.end)) and _is_label(m)]
    if len(matches) < _TURNS:
        return []
    after = [*(k for k, _ in matches[1:]), matches[-1][0] + 1]
    return [
        Draft(
            Span(*match.span("name")),
            Span(*match.span("colon")),
            (Span(match.end(), bounds[k].end), *_carried(bounds, k, end)),
            CONFIDENCE,
        )
        for (k, match), end in zip(matches, after, strict=True)
    ]


def _is_label(match: re.Match[str]) -> bool:
    name = match.group("name")
    if match.group("colon") == "." and name not in {"Q", "A"}:
        return False
    return _CUE_NAMES.match(name) is None


def _carried(bounds: Sequence[Span], k: int, end: int) -> tuple[Span, ...]:
    """Returns the blocks between turn `k` and the next one, where they are few enough to be the turn going on."""
    between = bounds[k + 1 : end]
    return tuple(between) if len(between) <= _CARRIED else ()


def prefer_forms(forms: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Returns both together, without the drafts that read a form's own words another way.

    A draft wholly inside a form's content stays: it is what the quoted one says of others.
    """
    kept = [d for d in drafts if not any(_clashes(form, d) for form in forms)]
    return sorted([*forms, *kept], key=lambda d: (min(d.cue, d.content[0]), d.cue))


def _clashes(form: Draft, draft: Draft) -> bool:
    own = hull((draft.cue, *draft.content))
    nested = any(piece.holds(own) and piece != own for piece in form.content) and not _same(form, draft)
    return not nested and any(a.overlaps(b) for a in form.content for b in draft.content)


def _same(form: Draft, draft: Draft) -> bool:
    """Tells whether the draft's content is nearly all of the form's."""
    size = sum(p.end - p.start for p in form.content)
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in form.content for b in draft.content)
    return shared > size / 2
