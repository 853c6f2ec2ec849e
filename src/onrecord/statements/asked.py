"""A quotation that somebody asks for, set against the words of one variant."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import LCSseq

from onrecord.records.span import Span
from onrecord.records.statement import Drift, Edit, Variant
from onrecord.statements.drift import find_drift
from onrecord.statements.edits import Change, difference, edits_of
from onrecord.statements.keys import content_stems
from onrecord.statements.pairs import Pair
from onrecord.statements.words import Word, take_words
from onrecord.text.shingles import encode_words

# How the words asked for stand to those of a variant: all of its sentences, a part of one, much the same with changes,
# the matter in other words, nothing.
Relation = Literal["whole", "part", "changed", "matter", "none"]

# Words in common, as a share of those asked for and of the stretch they were found in: two sentences on one subject
# share their function words and stay below. And the words that say something.
_CHANGED, _CHANGED_STEMS = 0.6, 0.5
# The matter in other words: a report keeps two in three of the words that say something.
_MATTER, _MATTER_STEMS = 0.6, 3
_MARKED = 0.9
_NEAR = 0.4
_GAP = re.compile(r"…|\.\.\.|\[[.…]+\]")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|„[^“”]*[“”]?")
_NEW_SENTENCE = re.compile(r"[.?!][\"”’»)]*\s|\s…\s|\n")


class Compared(Struct, frozen=True, kw_only=True):
    """What was asked for against one variant.

    Attributes:
        relation: How they stand to one another.
        score: How much of the words they share, in [0, 1].
        in_marks: Whether the words found stand in quotation marks there.
        before: Words of the variant in front of those found; of quoted words, the quoted ones.
        after: Words of the variant behind them, likewise.
        edits: From the variant's stretch to what was asked; empty where nothing changed.
        drift: Of the changes, and of what was left out around, what matters.
    """

    relation: Relation
    score: float
    in_marks: bool
    before: str
    after: str
    edits: tuple[Edit, ...]
    drift: tuple[Drift, ...]


def compare_asked(asked: str, variant: Variant, *, surely: bool = False) -> Compared | None:
    """Returns how a quotation stands to the words of one variant; ``None`` where it has nothing of them.

    Args:
        asked: The quotation.
        variant: The variant.
        surely: Whether it is known to be of the variant's statement, however little of its words it has.
    """
    words, there = words_asked(asked), words_of_variant(variant)
    if not surely and not _is_near(words, there):
        return None
    full = difference(there, words)
    same = [word for change in full if change.kind == "same" for word in change.was]
    if not same:
        return None
    changes, start, end = _trimmed(full, len(there))
    stretch = there[start:end]
    score = 2 * len(same) / (len(words) + len(stretch))
    relation = _relation(asked, words, stretch, changes, score)
    if relation == "none" and surely:
        relation = "changed"
    if relation == "none":
        return None
    quote = variant.quote
    in_marks = sum(word.in_marks for word in same) >= _MARKED * len(same)
    first, last = _run_in_marks(there, start, end) if in_marks else (0, len(there))
    at_ends = (start == first or _begins(quote, there, start)) and (end == last or _begins(quote, there, end))
    if relation == "whole" and not at_ends:
        relation = "part"
    drifting = Pair(was_text=quote, now_text=asked, changes=full, reported=variant.kind == "indirect")
    return Compared(
        relation=relation,
        score=round(score, 4),
        in_marks=in_marks,
        before=_shown(quote, there[first:start]),
        after=_shown(quote, there[end:last]),
        edits=edits_of(quote, asked, changes),
        drift=find_drift(drifting) if relation in ("part", "changed") else (),
    )


def _is_near(words: Sequence[Word], there: Sequence[Word]) -> bool:
    """Tells, at a hundredth of the cost of a full comparison, whether one is worth it."""
    common = LCSseq.similarity(encode_words([w.form for w in words]), encode_words([w.form for w in there]))
    return common >= _NEAR * len(words) or len(content_stems(words) & content_stems(there)) >= _MATTER_STEMS


@functools.lru_cache(maxsize=64)
def words_asked(text: str) -> tuple[Word, ...]:
    """Returns the words of a question; all of them count as quoted.

    >>> [word.form for word in words_asked("“We won’t sign.”")]
    ['we', 'will', 'not', 'sign']
    """
    return take_words(text, (Span(0, len(text)),))


def words_of_variant(variant: Variant) -> tuple[Word, ...]:
    """Returns the words of a variant; all are quoted where it is direct, else those in its marks."""
    quote = variant.quote
    if variant.kind == "direct":
        return take_words(quote, (Span(0, len(quote)),))
    return take_words(quote, [Span(*match.span()) for match in _QUOTED.finditer(quote)])


def _trimmed(changes: Sequence[Change], number: int) -> tuple[tuple[Change, ...], int, int]:
    """Returns the changes without what the variant has around the words asked for, and where those stand in it.

    Args:
        changes: From the variant to what was asked.
        number: Of the variant's words.
    """
    kept, start, end = list(changes), 0, number
    first = kept[0]
    if first.kind in ("dropped", "replaced"):
        spare = max(0, len(first.was) - len(first.now))
        start = spare
        kept[0] = replace(first, was=first.was[spare:])
    last = kept[-1]
    if last.kind in ("dropped", "replaced"):
        room = len(last.now)
        end = number - max(0, len(last.was) - room)
        kept[-1] = replace(last, was=last.was[:room])
    return tuple(change for change in kept if change.was or change.now), start, end


def _relation(
    asked: str, words: Sequence[Word], stretch: Sequence[Word], changes: Sequence[Change], score: float
) -> Relation:
    changed = [change for change in changes if change.kind != "same"]
    if not changed:
        return "whole"
    if all(change.kind == "dropped" for change in changed) and _gaps_said(asked, changes):
        return "part"
    stems, there = content_stems(words), content_stems(stretch)
    common = len(stems & there)
    if score >= _CHANGED and common >= _CHANGED_STEMS * max(len(stems), 1) and common:
        return "changed"
    if common >= _MATTER_STEMS and common >= _MATTER * len(stems):
        return "matter"
    return "none"


def _gaps_said(asked: str, changes: Sequence[Change]) -> bool:
    """Tells whether dots stand in the question wherever words of the variant are left out."""
    for before, change, after in zip(changes, changes[1:], changes[2:], strict=False):
        if change.kind == "dropped" and not _GAP.search(asked, before.now[-1].end, after.now[0].start):
            return False
    return True


def _run_in_marks(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Returns how far the quoted words around a stretch go: what the reporter says beside them was not left out."""
    first, last = start, end
    while first > 0 and words[first - 1].in_marks:
        first -= 1
    while last < len(words) and words[last].in_marks:
        last += 1
    return first, last


def _begins(quote: str, words: Sequence[Word], place: int) -> bool:
    """Tells whether a sentence begins with the word at `place`, or the wording is over there.

    >>> quote = "“It’s theatre,” … “You raise your voice, if you can.”"
    >>> words = take_words(quote)
    >>> [word.form for place, word in enumerate(words) if _begins(quote, words, place)]
    ['it', 'you']
    """
    if place in (0, len(words)):
        return True
    between = quote[words[place - 1].end : words[place].start + 1]
    return _NEW_SENTENCE.search(between) is not None and between[-1:].isupper()


def _shown(quote: str, words: Sequence[Word]) -> str:
    return " ".join(quote[words[0].start : words[-1].end].split()) if words else ""
