"""What the words around a proposal tell of it: what became of it, what is in it, what it hangs on, who is for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.docket.mention import Mention
from onrecord.records.span import Span
from onrecord.tables.read import read_toml

Told = Literal["status", "stance", "term", "sticking"]

_STATUSES = frozenset({"floated", "drafted", "initialled", "signed", "rejected", "dead", "revived"})
_STANCES = {
    "accepts": "accepts",
    "backs": "backs",
    "objects": "objects",
    "discusses": "discusses",
    "rejected": "rejects",
    "floated": "proposes",
    "drafted": "proposes",
    "initialled": "accepts",
    "signed": "accepts",
}
# What may stand between a verb and the proposal behind it: a particle, those it was handed to, an article.
_TO_OBJECT = re.compile(
    r"\s+(?:(?:up|out|forward|down|off|back|away|to|for|on|over|with|about|outright|again|formally|publicly|openly|"
    r"late|both|two|sides|parties|delegations|and|its|their|his|her|own|a|an|the|of|part|parts|much|key|initials|under)\s+|[A-Z][\w’'.-]*\s+|“|‘)*\Z"
)
# Put in behind a proposal: ", known as the Pell text,", ", drafted by Lumera,".
_APPOSITION = r"(?:,\s+[^,.;:“”]{1,60}(?=,))?"
# What may stand between a proposal and the passive that tells of it.
_TO_PASSIVE = re.compile(
    rf"\s*{_APPOSITION},?\s*(?:(?:which|that|and|also|was|were|is|are|has|have|had|been|being|be|"
    r"never|not|yet|finally|formally|first|later|already|since|then|once|\w+ly|once|jointly|last|\w+day|in|"
    r"\d{4}|declared|pronounced)\s+)*\Z"
)
_TO_PREDICATE = re.compile(
    rf"\s*{_APPOSITION},?\s*(?:(?:has|have|had|was|were|is|are|been|never|since|later|"
    r"finally|all but|effectively|\w+ly|then|soon|again|declared|pronounced|considered|now|in)\s+)*\Z"
)
# Told of a proposal in words of its own, behind it.
_PREDICATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "dead",
        re.compile(r"\bnever\s+(?:came|comes?)\s+(?:to\s+fruition|to\s+anything|about|into\s+(?:force|effect))\b"),
    ),
    ("dead", re.compile(r"\b(?:came\s+to\s+nothing|fell\s+(?:through|apart)|broke\s+down|ran\s+aground)\b")),
    ("dead", re.compile(r"\b(?:dead(?:\s+in\s+the\s+water)?|off\s+the\s+table|no\s+longer\s+on\s+the\s+table)\b")),
    ("revived", re.compile(r"\b(?:back\s+on\s+the\s+table|(?:came|come|comes)\s+back|brought\s+back|returned)\b")),
)
_PARTS_BACK = re.compile(
    r"(?:\b\w+\s+of\s+)?\bits\s+(?:articles|points|clauses|parts|terms|provisions|ideas)\s+(?:has|have|had)\s+"
    r"(?:come|been\s+brought|returned)(?:\s+back)?\b",
    re.IGNORECASE,
)
_STICKING = re.compile(
    r"\b(?:sticking\s+points?|stumbling\s+blocks?|bones?\s+of\s+contention|deal-?breakers?|main\s+(?:obstacle|hurdle)|"
    r"(?:is|are|remains?|remained|still|left)\s+(?:open|unresolved|disputed|in\s+dispute)\b|hangs?\s+on\b|"
    r"founder(?:ed|s)\s+(?:on|over)\b|broke\s+(?:down\s+)?(?:on|over)\b|collapsed\s+(?:on|over)\b|still\s+open\b)",
    re.IGNORECASE,
)
_STICKING_FOR = re.compile(r"\s+(?:for|between)\s+(?P<who>[^,.;]{2,60})")
_NEGATED = re.compile(
    r"\b(?:never|not|nor|neither|without|refus\w+\s+to|declin\w+\s+to|fail\w+\s+to|yet\s+to)\b|n[’']t\b"
)
_SUPPOSED = re.compile(
    r"\b(?:will|would|could|may|might|should|can|must|shall|if|unless|until|whether|ready|hop\w+|wants?|wanted|likely|"
    r"expected|set|due|plans?\s+to|planned\s+to|before|deny|denied|denies|asked|considers?|considered|to)\b(?=[^.;]*\Z)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"[”\"’»]?,?\s+(?:only\s+)?(?:if|provided|unless|on\s+condition|as\s+long\s+as)\s+[^.,;”]+")
_BY = re.compile(r"(?:\s+[\w-]+){0,4}?\s+by\s+(?P<who>[^,.;]{2,80})")
_OF_ITS = re.compile(r"\bof\s+\Z")
_UNDER = re.compile(r"\b[Uu]nder\s+\Z")
# Verbs that tell it only with their particle.
_PARTICLES = {
    ("drafted", "drew"): re.compile(r"\s+up\b"),
    ("drafted", "drawn"): re.compile(r"\s+up\b"),
    ("rejected", "turned"): re.compile(r"[^.;]{0,60}\sdown\b"),
    ("rejected", "refused"): re.compile(r"\s+(?:the|a|an|its|their)\b"),
    ("floated", "put"): re.compile(r"\s+(?:forward|to)\b"),
}
_WINDOW = 40  # code points before a verb in which a negation or a "would" bears on it
_ACTOR = 90  # code points before a verb in which its subject stands


class _Place(Struct, frozen=True):
    """A proposal's mention in its sentence."""

    text: str
    sentence: Span
    number: int
    mention: Mention


class Happening(Struct, frozen=True, kw_only=True):
    """Something that a page tells of a proposal.

    Attributes:
        told: What sort of thing.
        value: A status or a stance; empty for a term or a sticking point.
        mention: Number of the proposal's mention on the page.
        span: The words that tell it.
        actor: Words in which the one who does it stands: before an active verb, behind "by"; empty where none do.
        close: Whether the actor is the last party in these words (a subject), and not the first.
    """

    told: Told
    value: str
    mention: int
    span: Span
    actor: str = ""
    close: bool = False


def find_happenings(
    text: str, sentence: Span, mentions: Sequence[tuple[int, Mention]], before: int | None
) -> Iterator[Happening]:
    """Yields what one sentence tells of the proposals that it names or stands for.

    What would, could or is to happen has not happened, and is not told as if it had.

    Args:
        text: The page's text.
        sentence: The sentence.
        mentions: Those in it, with their numbers on the page.
        before: Number of the last mention in the sentences right before, which "the sticking point" may be of.

    >>> from onrecord.docket.naming import find_proposals
    >>> def told(text):
    ...     whole = Span(0, len(text))
    ...     found = find_proposals(text, (whole,))
    ...     return [(h.told, h.value) for h in find_happenings(text, whole, list(enumerate(found)), None)]
    >>> told("The 28-point plan, drafted by Norland, was never signed.")
    [('status', 'drafted'), ('stance', 'proposes'), ('status', 'unsigned')]
    >>> told("Norland would sign the 28-point plan.")
    []
    """
    for number, mention in mentions:
        place = _Place(text, sentence, number, mention)
        if mention.alias is None:  # what is told of the other name is told of the one that it explains
            yield from _verbs(place)
            yield from _predicates(place)
        yield from _terms(place, mentions)
    yield from _sticking(text, sentence, mentions, before)
    if not mentions and before is not None and (back := _PARTS_BACK.search(text, sentence.start, sentence.end)):
        yield Happening(told="status", value="revived", mention=before, span=Span(back.start(), back.end()))


def _verbs(place: _Place) -> Iterator[Happening]:
    text, sentence, mention = place.text, place.sentence, place.mention
    for match in _verb_pattern().finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        if mention.span.overlaps(Span(start, end)):
            continue
        active = end <= mention.span.start and _TO_OBJECT.match(text[end : mention.span.start])
        passive = mention.span.end <= start and _TO_PASSIVE.match(text[mention.span.end : start])
        if not active and not passive:
            continue
        for kind in _verb_kinds()[match.group().casefold()]:
            particle = _PARTICLES.get((kind, match.group().casefold()))
            if particle is None or particle.match(text, end, sentence.end):
                yield from _told_by_verb(place, Span(start, end), kind)


def _told_by_verb(place: _Place, verb: Span, kind: str) -> Iterator[Happening]:
    """Yields the status and the stance that one verb gives, unless it is supposed; a denied one is no such thing."""
    text, sentence, mention, number = place.text, place.sentence, place.mention, place.number
    passive = mention.span.end <= verb.start
    floor = mention.span.end if passive else sentence.start
    before = text[max(floor, verb.start - _WINDOW) : verb.start]
    if _SUPPOSED.search(_last_clause(before)):
        return
    negated = bool(_NEGATED.search(_last_clause(before)))
    if negated and kind != "signed":
        return
    value = "unsigned" if negated else kind
    behind = _BY.match(text, verb.end, sentence.end) if passive else None
    actor = behind["who"] if behind else "" if passive else text[max(sentence.start, verb.start - _ACTOR) : verb.start]
    end = max(mention.span.end, behind.end() if behind else verb.end)
    found = Happening(
        told="status",
        value=value,
        mention=number,
        span=Span(min(verb.start, mention.span.start), end),
        actor=actor,
        close=not passive,
    )
    if kind in _STATUSES:
        yield found
    if negated or kind not in _STANCES or not actor:
        return
    condition = _CONDITION.match(text, end, sentence.end) if _STANCES[kind] in {"accepts", "backs"} else None
    yield Happening(
        told="stance",
        value="conditional" if condition else _STANCES[kind],
        mention=number,
        span=_trimmed(text, Span(found.span.start, condition.end())) if condition else found.span,
        actor=actor,
        close=not passive,
    )


def _predicates(place: _Place) -> Iterator[Happening]:
    text, mention, end = place.text, place.mention, place.sentence.end
    rules = [*_PREDICATES, ("dead", _subject_pattern())]
    for value, pattern in rules:
        for match in pattern.finditer(text, mention.span.end, end):
            between = text[mention.span.end : match.start()]
            reach = len(between) <= _ACTOR and ";" not in between
            plain = _TO_PREDICATE.match(between) or (value == "revived" and _OF_ITS.search(text[: mention.span.start]))
            if not reach or not plain or _SUPPOSED.search(between):
                continue
            who = _BY.match(text, match.end(), end)
            yield Happening(
                told="status",
                value=value,
                mention=place.number,
                span=Span(mention.span.start, who.end() if who else match.end()),
                actor=who["who"] if who else "",
            )
            break


def _terms(place: _Place, mentions: Sequence[tuple[int, Mention]]) -> Iterator[Happening]:
    """Yields what the proposal is told to contain: "the plan gives …", "under the plan, …"."""
    text, sentence, mention, number = place.text, place.sentence, place.mention, place.number
    later = min((m.span.start for _, m in mentions if m.span.start >= mention.span.end), default=sentence.end)
    if _UNDER.search(text[max(sentence.start, mention.span.start - 8) : mention.span.start]):
        comma = re.compile(r"\s*,\s*").match(text, mention.span.end, sentence.end)
        if comma:
            yield Happening(told="term", value="", mention=number, span=_trimmed(text, Span(comma.end(), sentence.end)))
        return
    verb = _term_pattern().match(text, mention.span.end, later)
    if verb is None:
        return
    yield Happening(told="term", value="", mention=number, span=_trimmed(text, Span(verb.start("verb"), sentence.end)))


def _sticking(
    text: str, sentence: Span, mentions: Sequence[tuple[int, Mention]], before: int | None
) -> Iterator[Happening]:
    """Yields the sentence where it names a sticking point of the proposal named before these words.

    What is named behind them is what it hangs on, and not what hangs.
    """
    match = _STICKING.search(text, sentence.start, sentence.end)
    if match is None:
        return
    ahead = [number for number, mention in mentions if mention.span.end <= match.start()]
    of = ahead[-1] if ahead else before if before is not None else mentions[0][0] if mentions else None
    if of is None:
        return
    who = _STICKING_FOR.match(text, match.end(), sentence.end)
    yield Happening(
        told="sticking",
        value="",
        mention=of,
        span=_trimmed(text, sentence),
        actor=who["who"] if who else "",
    )


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    closing = len(words) - len(words.rstrip(' \n.”"’'))
    return Span(span.start, span.end - closing) if closing < len(words) else span


def _last_clause(words: str) -> str:
    """Returns what stands behind the last mark that ends a clause."""
    return re.split(r"[,;:—–“”]|\b(?:and|but|which|who|after|as)\b", words)[-1]


@functools.cache
def _verb_kinds() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for kind, words in read_toml("proposal_words")["object"].items():
        for word in words.split():
            kinds.setdefault(word, []).append(kind)
    return {word: tuple(found) for word, found in kinds.items()}


@functools.cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_verb_kinds(), key=lambda w: (-len(w), w)))})\b", re.IGNORECASE)


@functools.cache
def _subject_pattern() -> re.Pattern[str]:
    words = " ".join(read_toml("proposal_words")["subject"].values()).split()
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b")


@functools.cache
def _term_pattern() -> re.Pattern[str]:
    words = read_toml("proposal_words")["terms"]["verbs"].split()
    return re.compile(
        rf"{_APPOSITION},?\s+(?:(?:which|that|also|reportedly)\s+)?"
        rf"(?P<verb>calls? for|called for|{'|'.join(sorted(words))})\b"
    )
