"""A pair of attributions to a scored, explained link, or to nothing."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq, Opcode

from onrecord.records.span import Span, hull
from onrecord.statements.identity import Identity, compare_speakers, names_of
from onrecord.statements.keys import content_stems
from onrecord.statements.links import Link, link_of
from onrecord.statements.sayings import Saying
from onrecord.statements.translated import compare_translated
from onrecord.statements.words import Word, take_words
from onrecord.text.shingles import encode_words

# A quote with what of it stands in marks, and what is a name.
_Worded = tuple[str, tuple[Span, ...], tuple[Span, ...]]

# Where two attributions stand to one another: in paragraphs that two copies share, in one story, or apart.
Place = Literal["aligned", "story", "apart"]

# Words in the same order, as a share of the shorter wording. In a paragraph that two copies share the place says half
# of it already; a spun quotation keeps six words in ten, two sentences on one subject three.
_ALIGNED, _IN_STORY, _APART = 0.5, 0.7, 0.8
_ALIGNED_ALIKE = 0.33
# Long wordings share function words in order by chance, but few side by side.
_LONG, _TOGETHER = 15, 0.3
# Of wordings with one or two words in common, and of what a copy made of a whole paragraph's: as wholes.
_FEW, _FEW_ALIKE = 3, 0.6
# A run of words that nobody says twice by chance: in copies of one report, in reports of one speaker, of whoever.
_RUN_STORY, _RUN_APART, _RUN_OPEN, _RUN_ANY_DAY = 5, 6, 8, 10
# Long wordings of one speaker share a turn of phrase: the run must be so much of the shorter one.
_RUN_SHARE = 0.15
# A page that gives a quotation twice gives most of its shorter form in one run.
_REPEATED = 0.4
# Of the words that say something, what a report in other words has in common with what it reports.
_STEMS, _MIN_STEMS = 0.6, 4
# Quoted again some days later: what was said stays said. A report in other words is of the same days.
_DAYS_QUOTED, _DAYS_REPORTED, _DAYS_CHANGED = 14, 3, 1


class _Common(Struct, frozen=True, kw_only=True):
    """What two wordings have in common.

    Attributes:
        shorter: Words of the shorter wording.
        words: Words in the same order.
        share: Of the shorter wording.
        run: Longest run.
        together: Of the shorter wording, words in runs of two or more.
        stems: Stems of words that say something.
        stem_share: Of the wording with fewer of them.
        marked: Whether the quoted words of one are, three or more, a run of the other's quoted words.
        changed: Whether numbers or names stand against one another.
        likeness: Of the two as wholes, by words or by stems: 1 where they are the same.
    """

    shorter: int
    words: int
    share: float
    run: int
    together: float
    stems: int
    stem_share: float
    marked: bool
    changed: bool
    likeness: float


class _Side(Struct, frozen=True):
    """A wording made ready: its words, one character for each, for each in marks, and what they say."""

    words: tuple[Word, ...]
    forms: str
    marked: str
    stems: frozenset[str]


def compare(first: Saying, second: Saying, place: Place) -> Link | None:
    """Returns why two attributions are one statement, or ``None`` where they are not.

    The same for both orders of its first two arguments.
    """
    a, b = sorted((first, second), key=lambda saying: saying.id)
    if a.tongue != b.tongue:
        return compare_translated(a, b) if place == "aligned" else None
    identity = compare_speakers(a.speaker, b.speaker)
    if identity == "other" or a.attribution.polarity != b.attribution.polarity or _overlap(a, b):
        return None
    if identity == "open" and not _may_be_one(a, b):
        return None
    common = _measure(_worded(a), _worded(b))
    if a.page.id == b.page.id:
        why = _judge_repeated(common, identity, a, b)
    elif place == "apart" and not (a.own and a.own == b.own):
        why = _judge_apart(common, identity, a, b)
    else:
        # A paragraph of the reporter's own words on both pages is one paragraph, whatever else is on them.
        why = _judge_copies(common, "aligned" if place == "apart" else place)
    if why is None:
        return None
    return link_of(a, b, identity, common.likeness, why)


def _overlap(a: Saying, b: Saying) -> bool:
    """Tells whether one stands in the other: a nested statement is not the statement around it."""
    return a.page.id == b.page.id and hull(a.attribution.content).overlaps(hull(b.attribution.content))


def _judge_copies(common: _Common, place: Place) -> str | None:
    if common.words < _FEW and common.likeness < _FEW_ALIKE:
        return None
    by_chance = common.shorter >= _LONG and common.together < _TOGETHER
    near = place == "aligned" and common.likeness >= _ALIGNED_ALIKE and not by_chance
    if near and (common.share >= _ALIGNED or common.stem_share >= _STEMS):
        return "in a paragraph that both copies have"
    if common.run >= max(_RUN_STORY, _RUN_SHARE * common.shorter) or (common.share >= _IN_STORY and common.stems >= 2):
        return "the same words in copies of one report"
    return None


def _judge_repeated(common: _Common, identity: Identity, a: Saying, b: Saying) -> str | None:
    """Judges two places of one page: a quotation given twice, in part or whole."""
    both_quoted = "indirect" not in (a.attribution.kind, b.attribution.kind)
    least = max(_RUN_APART, _REPEATED * common.shorter)
    if identity == "same" and both_quoted and common.run >= least and common.marked:
        return "quoted twice on one page"
    return None


def _judge_apart(common: _Common, identity: Identity, a: Saying, b: Saying) -> str | None:
    days = _days_between(a, b)
    if common.run < _RUN_ANY_DAY and (days is None or days > _DAYS_QUOTED):
        return None
    if common.changed and (days is None or days > _DAYS_CHANGED):
        return None
    quoted = "indirect" not in (a.attribution.kind, b.attribution.kind)
    if identity == "open":
        same = quoted and common.marked and common.run >= _RUN_OPEN and common.share >= _APART
        return "the same quotation, by nobody else" if same else None
    if quoted and common.marked and (common.run >= _RUN_APART or common.share >= _APART) and common.stems >= 2:
        return "the same quotation of one speaker"
    near = days is not None and days <= _DAYS_REPORTED
    if near and common.stems >= _MIN_STEMS and common.stem_share >= _STEMS:
        return "one speaker, the same days, the same matter in other words"
    return None


def _may_be_one(a: Saying, b: Saying) -> bool:
    """Tells whether somebody without a name may be who is named.

    Not where the page says that they are unnamed; unless the other page has the same words for its source, and knows
    whom they mean.
    """
    unnamed = [saying for saying in (a, b) if saying.speaker.type == "anonymous"]
    if len(unnamed) != 1 or not any(names_of(saying.speaker) for saying in (a, b)):
        return True
    return a.source.casefold() == b.source.casefold() != ""


def _worded(saying: Saying) -> _Worded:
    return saying.attribution.quote, saying.marks, saying.names


@functools.lru_cache(maxsize=16_384)
def _measure(a: _Worded, b: _Worded) -> _Common:
    """Compares two wordings. Copies have few wordings between them: what was measured once is not measured again."""
    one, other = _side(a), _side(b)
    codes = LCSseq.opcodes(one.forms, other.forms)
    equal = [code.src_end - code.src_start for code in codes if code.tag == "equal"]
    shorter = min(len(one.words), len(other.words))
    stems = len(one.stems & other.stems)
    fewer = min(len(one.stems), len(other.stems))
    return _Common(
        shorter=shorter,
        words=sum(equal),
        share=sum(equal) / shorter if shorter else 0.0,
        run=max(equal, default=0),
        together=sum(run for run in equal if run > 1) / shorter if shorter else 0.0,
        stems=stems,
        stem_share=stems / fewer if fewer else 0.0,
        marked=_shares_marked(one.marked, other.marked),
        changed=any(_fixed(went) and _fixed(came) for went, came in _gaps(one.words, other.words, codes)),
        likeness=max(
            2 * sum(equal) / max(len(one.words) + len(other.words), 1),
            2 * stems / max(len(one.stems) + len(other.stems), 1),
        ),
    )


@functools.lru_cache(maxsize=16_384)
def _side(worded: _Worded) -> _Side:
    words = take_words(*worded)
    forms = encode_words([word.form for word in words])
    marked = "".join(form for form, word in zip(forms, words, strict=True) if word.in_marks)
    return _Side(words, forms, marked, content_stems(words))


def _gaps(
    a: Sequence[Word], b: Sequence[Word], codes: Iterable[Opcode]
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yields what stands on either side between the words that both have."""
    at_a = at_b = 0
    for code in codes:
        if code.tag == "equal":
            yield a[at_a : code.src_start], b[at_b : code.dest_start]
            at_a, at_b = code.src_end, code.dest_end
    yield a[at_a:], b[at_b:]


def _shares_marked(a: str, b: str) -> bool:
    if len(a) < _FEW or len(b) < _FEW:
        return False
    codes = LCSseq.opcodes(a, b)
    return any(code.tag == "equal" and code.src_end - code.src_start >= _FEW for code in codes)


def _fixed(words: Sequence[Word]) -> bool:
    """Tells whether a number or a name is among the words."""
    return any(word.is_name or word.form[:1].isdigit() for word in words)


def _days_between(a: Saying, b: Saying) -> int | None:
    """Returns the days between the two, by when they were said, else published; ``None`` where one has no date."""
    first, second = _day(a), _day(b)
    return None if first is None or second is None else abs((first - second).days)


def _day(saying: Saying) -> date | None:
    time = saying.attribution.time
    known = [time.start] if time is not None and time.granularity in ("time", "day") else []
    for value in (*known, saying.page.published):
        try:
            return date.fromisoformat((value or "")[:10])
        except ValueError:  # a month, a year, or nothing
            continue
    return None
