"""A pair of pages to a scored, explained match, or to nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from onrecord.records.story import Match, ParagraphMatch, ParagraphWording, Verdict
from onrecord.stories.alignment import Alignment, Pairing, align, count_names, order_share
from onrecord.stories.sketch import Line, Sketch
from onrecord.stories.translation import align_translated, may_fit, pair_translated

# What a word inside quotation marks counts, where a word of the reporter's own counts 1: two reporters who heard the
# same speech quote the same words, and no page is a copy of another for that.
_QUOTED_WEIGHT = 0.05
# Of the smaller page, what must be on the other. A copy may lose six paragraphs in ten and gain some; two reports on
# one event with wire paragraphs in common stay below.
_MIN_SHARE = 0.4
# Of either page, what must be found on the other for the words to say anything at all.
LEAST_SHARE = _MIN_SHARE / 2
# Where words were exchanged more is asked: single likenesses may be chance, many in one place are not.
# A synonym machine leaves names and numbers alone. Measured: of spun copies 0.9 of them and more stay, of the form
# letter of another day at most 0.7, mostly half of that. Some there must be.
_SPUN, _MIN_SHARE_SPUN, _MIN_NAMES_KEPT, _MIN_NAMES = 0.75, 0.5, 0.8, 3
# Passages in another order than on the other page: a copy that was shuffled has nearly all, a report that picks from
# the same speech has some.
_SHUFFLED, _MIN_SHARE_SHUFFLED = 0.5, 0.7
# One paragraph in common is no story, however short the page, unless it is nearly all of it: such a part of the
# reporter's own words that were found must stand outside the paragraph that has most of them, on both pages.
_MIN_SPREAD, _WHOLE = 0.25, 0.8
# Pages that quote much have few words of the reporter's own. So few found say too little: then more of them must be,
# and half of either page, quotations and all, in the same order. Fewer than that say nothing: then nearly all of both
# pages must be the same; a page with so few of its own is the text of somebody else, and is compared as that.
SPEECH_WORDS = 30
_FEW_WORDS, _MIN_SHARE_FEW, _MIN_WHOLE_FEW, _FEW_IN_ORDER = 60, 0.6, 0.5, 0.8
# Of the words found, those in sentences that are alike but for their names or numbers: the form letter of another day.
_MAX_CONTRADICTED = 0.15
# Where most words were exchanged: the names must be the same and stand in order far better than a translation needs;
# better still where hardly a word is left. Of 1,677 pairs of real reports that met, and were no copies by their words,
# none has all that.
_MIN_SHARE_REWORDED, _MIN_NAMES_REWORDED, _REWORDED_OF_ONE, _REWORDED_OF_OTHER = 0.15, 0.6, 0.6, 0.3
_REWORDED_GAIN, _REWORDED_REACHED = 15.0, 0.8
_RETOLD_GAIN, _RETOLD_REACHED = 25.0, 0.9
# What a paragraph needs to count as shared, for pages that are merely related.
RELATED_SCORE, RELATED_WORDS = 0.9, 12
_VERBATIM, _EDITED = 0.97, 0.78


class _Found(Struct, frozen=True):
    """What one page has of the other.

    Attributes:
        share: Share of its words that were found, quotations counting little.
        whole: The same where every word counts.
        words: How many were found, as in `share`.
        spread: Share of `words` outside the paragraph that has most of them.
        score: Mean score.
        contradicted: Share of the words found in a sentence with other names or numbers.
        names: How many names and numbers the sentences found could have in common.
        names_kept: Share of those that they have.
    """

    share: float
    whole: float
    words: float
    spread: float
    score: float
    contradicted: float
    names: int
    names_kept: float


def compare(first: Sketch, second: Sketch) -> Match | None:
    """Returns how two pages relate, or ``None`` where they have nothing to do with one another.

    The same for both orders of its arguments.
    """
    a, b = sorted((first, second), key=lambda sketch: sketch.page.id)
    if a.tongue != b.tongue:
        return _compare_translated(a, b)
    # Names in common, by which pages in two languages meet, are nothing in one: every page on the subject has them.
    return None if a.strong_keys.isdisjoint(b.strong_keys) else _compare_worded(a, b)


def align_pages(first: Sketch, second: Sketch) -> Alignment:
    """Returns the sentences of two copies beside one another, translated or not."""
    if first.tongue == second.tongue:
        return align(first.lines, second.lines)
    return pair_translated(align_translated(first.lines, second.lines), first.lines, second.lines)


def _compare_worded(a: Sketch, b: Sketch) -> Match | None:
    aligned = align(a.lines, b.lines)
    in_order = order_share(aligned.there)
    # A speech printed twice is one text; its best lines picked by two reporters are not.
    is_speech = min(a.own_words, b.own_words) < SPEECH_WORDS and in_order >= _FEW_IN_ORDER
    quoted = 1.0 if is_speech else _QUOTED_WEIGHT
    of_a, of_b = _found(a, b, aligned.there, quoted), _found(b, a, aligned.back, quoted)
    quotes = len({*a.quotes} & {*b.quotes})
    passages = _shared_passages(a.lines, aligned.there)
    if passages == 1 and a.page.outlet and a.page.outlet == b.page.outlet:
        passages = 0  # an outlet says the same of itself, or of the background, under many of its reports
    judged = (
        _judge_copy(of_a, of_b, in_order)
        or _judge_reworded(a, b, _smaller(of_a, of_b).share)
        or _judge_related(passages, quotes)
    )
    if judged is None:
        return None
    verdict, why = judged
    smaller = _smaller(of_a, of_b)
    return Match(
        a=a.page.id,
        b=b.page.id,
        verdict=verdict,
        why=why,
        of_a=round(of_a.whole, 4),
        of_b=round(of_b.whole, 4),
        words=round(min(of_a.words, of_b.words)),
        score=round(smaller.score, 4),
        in_order=in_order,
        contradicted=round(smaller.contradicted, 4),
        quotes=quotes,
        paragraphs=match_paragraphs(a, b, aligned),
    )


def _compare_translated(a: Sketch, b: Sketch) -> Match | None:
    found = align_translated(a.lines, b.lines)
    if not found.holds:
        return None
    aligned = pair_translated(found, a.lines, b.lines)
    of_a, of_b = _found(a, b, aligned.there, 1.0), _found(b, a, aligned.back, 1.0)
    return Match(
        a=a.page.id,
        b=b.page.id,
        verdict="copy",
        why=f"another language: names, countries and numbers of {len(found.beads)} sentences are the same, in order",
        of_a=round(of_a.whole, 4),
        of_b=round(of_b.whole, 4),
        words=round(min(of_a.words, of_b.words)),
        score=round(min(found.reached, 1.0), 4),
        in_order=1.0,
        contradicted=0.0,
        quotes=0,
        paragraphs=match_paragraphs(a, b, aligned),
    )


def match_paragraphs(a: Sketch, b: Sketch, aligned: Alignment) -> tuple[ParagraphMatch, ...]:
    """Returns the paragraphs of `a` with the one of `b` that most of their sentences found.

    Args:
        a: The first page.
        b: The second.
        aligned: Their sentences.
    """
    places: dict[int, dict[int, list[Pairing]]] = {}
    for pairing in (*aligned.there, *aligned.quoted_there):
        if pairing.agrees:
            row = places.setdefault(a.lines[pairing.a].paragraph, {})
            row.setdefault(b.lines[pairing.b].paragraph, []).append(pairing)
    found = []
    for paragraph, row in sorted(places.items()):
        other, pairs = max(row.items(), key=lambda item: (sum(p.score for p in item[1]), -item[0]))
        score = sum(p.score for p in pairs) / len(pairs)
        wording = "translated" if aligned.translated else wording_of(score)
        found.append(ParagraphMatch(a=paragraph, b=other, score=round(score, 4), wording=wording))
    return tuple(found)


def wording_of(score: float) -> ParagraphWording:
    """Returns what a score says of the words.

    >>> wording_of(1.0), wording_of(0.85), wording_of(0.6)
    ('verbatim', 'edited', 'spun')
    """
    return "verbatim" if score >= _VERBATIM else "edited" if score >= _EDITED else "spun"


def weigh(sentence: Line, quoted: float = _QUOTED_WEIGHT) -> float:
    """Returns how much a sentence counts, in words of the reporter's own.

    Own words beside a quotation count the less the longer it is: "he said" comes with it.
    """
    return weigh_words(len(sentence.own), len(sentence.words), quoted)


def weigh_words(own: int, words: int, quoted: float = _QUOTED_WEIGHT) -> float:
    """Returns how much a sentence counts of whose words so many are the reporter's own."""
    beside = 1.0 if quoted == 1 else own / words
    return own * beside + quoted * (words - own)


def _found(sketch: Sketch, other: Sketch, pairings: Sequence[Pairing], quoted: float) -> _Found:
    lines = sketch.lines
    agreeing = [pairing for pairing in pairings if pairing.agrees]
    weights = [weigh(line, quoted) for line in lines]
    words = sum(weights[p.a] for p in agreeing)
    against = sum(weights[p.a] for p in pairings) - words
    by_paragraph: dict[int, float] = defaultdict(float)
    for pairing in agreeing:
        by_paragraph[lines[pairing.a].paragraph] += weights[pairing.a]
    counts = [count_names(lines[p.a], other.lines[p.b]) for p in pairings]
    names = sum(possible for _, possible in counts)
    return _Found(
        share=words / max(sum(weights), 1.0),
        whole=sum(len(lines[p.a].words) for p in agreeing) / max(sum(len(line.words) for line in lines), 1),
        words=words,
        spread=1 - max(by_paragraph.values(), default=0.0) / words if words else 0.0,
        score=sum(weights[p.a] * p.score for p in agreeing) / words if words else 0.0,
        contradicted=against / (words + against) if words + against else 0.0,
        names=names,
        names_kept=sum(common for common, _ in counts) / max(names, 1),
    )


def _smaller(of_a: _Found, of_b: _Found) -> _Found:
    return of_a if of_a.share >= of_b.share else of_b


def _judge_copy(of_a: _Found, of_b: _Found, in_order: float) -> tuple[Verdict, str] | None:
    found, words = _smaller(of_a, of_b), min(of_a.words, of_b.words)
    # Several sentences of one page may be likest to one of the other; that other is not there several times.
    share = found.share * words / max(found.words, 1.0)
    if found.contradicted > _MAX_CONTRADICTED and share >= LEAST_SHARE:
        return "related", f"alike in wording, but {found.contradicted:.0%} of it has other names or numbers"
    needed = max(
        _MIN_SHARE,
        _MIN_SHARE_SPUN if found.score < _SPUN else 0,
        _MIN_SHARE_SHUFFLED if in_order < _SHUFFLED else 0,
        _MIN_SHARE_FEW if words < _FEW_WORDS else 0,
    )
    enough = share >= _WHOLE or min(of_a.spread, of_b.spread) >= _MIN_SPREAD
    if words < _FEW_WORDS:
        whole = _WHOLE if words < SPEECH_WORDS else _MIN_WHOLE_FEW
        enough &= min(of_a.whole, of_b.whole) >= whole and in_order >= _FEW_IN_ORDER
    if found.score < _SPUN:
        enough &= found.names >= _MIN_NAMES and found.names_kept >= _MIN_NAMES_KEPT
    if not enough or share < needed:
        return None
    part = f"{share:.0%} of the shorter page's own words ({round(words)})"
    return "copy", f"{part} stand on the other, {_how(found.score)}"


def _judge_reworded(a: Sketch, b: Sketch, share: float) -> tuple[Verdict, str] | None:
    """Tells whether so many words were exchanged that only names and numbers show the copy, as in a translation."""
    if not _shares_names(a, b):
        return None  # most pairs that meet end here, at no cost
    fits = align_translated(a.lines, b.lines)
    worded = share >= _MIN_SHARE_REWORDED
    gain, reached = (_REWORDED_GAIN, _REWORDED_REACHED) if worded else (_RETOLD_GAIN, _RETOLD_REACHED)
    if fits.gain < gain or fits.reached < reached or fits.shared < _MIN_NAMES_REWORDED:
        return None
    if max(fits.of_a, fits.of_b) < _REWORDED_OF_ONE or min(fits.of_a, fits.of_b) < _REWORDED_OF_OTHER:
        return None
    return "copy", f"most words exchanged; names and numbers of {len(fits.beads)} sentences are the same, in order"


def may_be_reworded(a: Sketch, b: Sketch) -> bool:
    """Tells quickly whether names and numbers may show a copy of which most words were exchanged."""
    return _shares_names(a, b) and may_fit(
        a.sentences, b.sentences, _REWORDED_GAIN, _REWORDED_REACHED, _MIN_NAMES_REWORDED
    )


def _shares_names(a: Sketch, b: Sketch) -> bool:
    return len(a.anchors & b.anchors) >= _MIN_NAMES_REWORDED * min(len(a.anchors), len(b.anchors))


def _judge_related(passages: int, quotes: int) -> tuple[Verdict, str] | None:
    if passages:
        number = "a passage" if passages == 1 else f"{passages} passages"
        return "related", f"{number} in common: too little for a copy"
    if quotes:
        number = "a quotation" if quotes == 1 else f"{quotes} quotations"
        return "related", f"{number} in common, in other surroundings"
    return None


def _how(score: float) -> str:
    return {"verbatim": "word for word", "edited": "edited"}.get(wording_of(score), "with words exchanged")


def _shared_passages(lines: Sequence[Line], pairings: Sequence[Pairing]) -> int:
    return sum(1 for p in pairings if p.score >= RELATED_SCORE and p.agrees and len(lines[p.a].own) >= RELATED_WORDS)
