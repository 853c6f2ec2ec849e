"""A pair of pages to a scored, explained match, or to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.records.story import Match, ParagraphMatch, ParagraphWording, Verdict
from onrecord.stories.alignment import Pairing, order_share, pair_sentences
from onrecord.stories.sketch import Line, Sketch

# What a word inside quotation marks counts, where a word of the reporter's own counts 1: two reporters who heard the
# same speech quote the same words, and no page is a copy of another for that.
_QUOTED_WEIGHT = 0.05
_SPEECH_IN_ORDER = 0.7
# Of the smaller page, what must be on the other. A copy may lose six paragraphs in ten and gain some; two reports on
# one event with wire paragraphs in common stay below.
_MIN_SHARE = 0.4
# Where words were exchanged more is asked: single likenesses may be chance, many in one place are not.
_SPUN, _MIN_SHARE_SPUN = 0.75, 0.5
# Passages in another order than on the other page: a copy that was shuffled has nearly all, a report that picks from
# the same speech has some.
_SHUFFLED, _MIN_SHARE_SHUFFLED = 0.5, 0.7
# One paragraph in common is no story, however short the page; unless it is nearly all of it.
_MIN_WORDS, _MIN_PARAGRAPHS, _WHOLE = 30, 2, 0.8
_MAX_CONTRADICTED = 0.25
# What a paragraph needs to count as shared, for pages that are merely related.
_RELATED_SCORE, _RELATED_WORDS = 0.9, 12
_VERBATIM, _EDITED = 0.97, 0.78


class _Found(Struct, frozen=True):
    """What one page has of the other."""

    share: float
    words: float
    score: float
    contradicted: float


class _Common(Struct, frozen=True):
    """What both pages have: paragraphs, passages word for word, quotations."""

    paragraphs: int
    passages: int
    quotes: int


def compare(first: Sketch, second: Sketch) -> Match | None:
    """Returns how two pages relate, or ``None`` where they have nothing to do with one another.

    The same for both orders of its arguments.
    """
    a, b = sorted((first, second), key=lambda sketch: sketch.page.id)
    there, back = pair_sentences(a.lines, b.lines), pair_sentences(b.lines, a.lines)
    in_order = order_share(there)
    # A speech printed twice is one text; its best lines picked by two reporters are not.
    is_speech = a.is_mostly_quoted and b.is_mostly_quoted and in_order >= _SPEECH_IN_ORDER
    quoted = 1.0 if is_speech else _QUOTED_WEIGHT
    of_a, of_b = _found(a.lines, there, quoted), _found(b.lines, back, quoted)
    paragraphs = match_paragraphs(a, b, there)
    common = _Common(
        paragraphs=_reporters_paragraphs(a, there) if not is_speech else len(paragraphs),
        passages=_shared_passages(a.lines, there),
        quotes=len({*a.quotes} & {*b.quotes}),
    )
    judged = _judge(of_a, of_b, in_order, common)
    if judged is None:
        return None
    verdict, why = judged
    return Match(
        a=a.page.id,
        b=b.page.id,
        verdict=verdict,
        why=why,
        of_a=round(of_a.share, 4),
        of_b=round(of_b.share, 4),
        words=round(min(of_a.words, of_b.words)),
        score=round(_smaller(of_a, of_b).score, 4),
        in_order=in_order,
        contradicted=round(_smaller(of_a, of_b).contradicted, 4),
        quotes=common.quotes,
        paragraphs=paragraphs,
    )


def match_paragraphs(a: Sketch, b: Sketch, pairings: Iterable[Pairing]) -> tuple[ParagraphMatch, ...]:
    """Returns the paragraphs of `a` with the one of `b` that most of their sentences found.

    Args:
        a: The first page.
        b: The second.
        pairings: Of their sentences.
    """
    places: dict[int, dict[int, list[Pairing]]] = {}
    for pairing in pairings:
        if pairing.agrees:
            row = places.setdefault(a.lines[pairing.a].paragraph, {})
            row.setdefault(b.lines[pairing.b].paragraph, []).append(pairing)
    found = []
    for paragraph, row in sorted(places.items()):
        other, pairs = max(row.items(), key=lambda item: (sum(p.score for p in item[1]), -item[0]))
        score = sum(p.score for p in pairs) / len(pairs)
        found.append(ParagraphMatch(a=paragraph, b=other, score=round(score, 4), wording=wording_of(score)))
    return tuple(found)


def wording_of(score: float) -> ParagraphWording:
    """Returns what a score says of the words.

    >>> wording_of(1.0), wording_of(0.85), wording_of(0.6)
    ('verbatim', 'edited', 'spun')
    """
    return "verbatim" if score >= _VERBATIM else "edited" if score >= _EDITED else "spun"


def weigh(sentence: Line, quoted: float = _QUOTED_WEIGHT) -> float:
    """Returns how much a sentence counts, in words of the reporter's own."""
    return len(sentence.own) + quoted * (len(sentence.words) - len(sentence.own))


def _found(sentences: Sequence[Line], pairings: Sequence[Pairing], quoted: float) -> _Found:
    weights = [weigh(sentence, quoted) for sentence in sentences]
    words = sum(weights[p.a] for p in pairings if p.agrees)
    against = sum(weights[p.a] for p in pairings if not p.agrees)
    score = sum(weights[p.a] * p.score for p in pairings if p.agrees)
    return _Found(
        share=words / max(sum(weights), 1.0),
        words=words,
        score=score / words if words else 0.0,
        contradicted=against / (words + against) if words + against else 0.0,
    )


def _smaller(of_a: _Found, of_b: _Found) -> _Found:
    """Returns what was found of the page that the other has more of."""
    return of_a if of_a.share >= of_b.share else of_b


def _judge(of_a: _Found, of_b: _Found, in_order: float, common: _Common) -> tuple[Verdict, str] | None:
    found = _smaller(of_a, of_b)
    share, words = f"{found.share:.0%}", round(min(of_a.words, of_b.words))
    if found.contradicted > _MAX_CONTRADICTED and found.share >= _MIN_SHARE / 2:
        return "related", f"alike in wording, but {found.contradicted:.0%} of it has other names or numbers"
    needed = max(
        _MIN_SHARE,
        _MIN_SHARE_SPUN if found.score < _SPUN else 0,
        _MIN_SHARE_SHUFFLED if in_order < _SHUFFLED else 0,
    )
    enough = words >= _MIN_WORDS and common.paragraphs >= _MIN_PARAGRAPHS
    if found.share >= needed and (enough or found.share >= _WHOLE):
        return "copy", f"{share} of the shorter page's own words ({words}) stand on the other, {_how(found.score)}"
    if common.passages:
        number = "a passage" if common.passages == 1 else f"{common.passages} passages"
        return "related", f"{number} in common, {share} of the shorter page: too little for a copy"
    if common.quotes:
        number = "a quotation" if common.quotes == 1 else f"{common.quotes} quotations"
        return "related", f"{number} in common, in other surroundings"
    return None


def _how(score: float) -> str:
    return {"verbatim": "word for word", "edited": "edited", "spun": "with words exchanged"}[wording_of(score)]


def _reporters_paragraphs(a: Sketch, pairings: Sequence[Pairing]) -> int:
    """Returns how many paragraphs were found by more than what they quote."""
    found = [a.lines[p.a] for p in pairings if p.agrees]
    return len({sentence.paragraph for sentence in found if not sentence.is_quoted})


def _shared_passages(sentences: Sequence[Line], pairings: Sequence[Pairing]) -> int:
    return sum(
        1 for p in pairings if p.score >= _RELATED_SCORE and p.agrees and len(sentences[p.a].own) >= _RELATED_WORDS
    )
