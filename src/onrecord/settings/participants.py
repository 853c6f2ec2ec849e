"""Who takes part: the actors named in a sentence, and those that stand right before or after a verb of meeting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from onrecord.records.actor import Entity
from onrecord.records.span import Span
from onrecord.settings.phrases import NAME

_PEOPLE = (
    r"leaders|officials|negotiators|ministers|diplomats|envoys|delegations?|presidents|representatives|lawmakers|allies|"
    r"teams|ambassadors|generals|chiefs|governors|mediators|commanders|counterparts|executives|senators"
)
# "NATO leaders", "Ukrainian and Russian negotiators", "senior U.S. officials": a group with a name in it.
_GROUP = re.compile(
    rf"(?:senior\s+|top\s+)?(?:{NAME})(?:\s+and\s+{NAME})?(?:\s+[a-z]+){{0,2}}?\s+(?:{_PEOPLE})\b(?!['’])"
)
# "The leaders of France and Germany", "negotiators from Norland".
_GROUP_OF = re.compile(
    rf"\b(?:{_PEOPLE})\s+(?:of|from)\s+(?:the\s+)?{NAME}(?:(?:,\s+(?:the\s+)?{NAME})*,?\s+and\s+(?:the\s+)?{NAME})?"
)
_PRONOUN = re.compile(r"\b(?:[Tt]hey|[Hh]e|[Ss]he|who)\b")
# Words of an office between a conjunction and a name: "and Russian President", "with his counterpart,".
_OFFICE_WORDS = (
    r"(?:(?:[A-Z][\w.’'-]*|of|the|for|and|envoys?|presidents?|prime|ministers?|foreign|secretary|leaders?|chief|chancellor|"
    r"king|ambassador|special|state|counterparts?,?|head|defen[cs]e|his|her|its|their|then|former|vice|deputy|senior|top|"
    r"outgoing|incoming|visiting|newly|elected|acting|both|other|negotiator|diplomat|general|director|governor|senator|"
    r"mediator|spokes\w+|minister|premier|commissioner|lawmaker|leader|commander|adviser|advisor|official|monarch),?\s+)"
)
_BEFORE_NAME = re.compile(rf"\s*{_OFFICE_WORDS}{{0,7}}")
# The same going backwards from a name, within its phrase: no comma, no conjunction.
_OFFICE_BEFORE = re.compile(
    r"\b(?!(?:And|But|After|Before|When|While|As|On|In|At|If|of|the|for|and|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|\w+day)\b)"
    rf"(?:(?!(?:and|for)\b|[\w.]+,){_OFFICE_WORDS}){{1,6}}\Z"
)
_MODIFIES = re.compile(rf"\s+(?:(?!and\b|for\b|the\b){_OFFICE_WORDS}){{0,6}}")
_JOINED = re.compile(rf"\s*(?:,\s+and|,|and|&|as well as|along with)(?:,\s[^,.;“”]{{3,50}},)?\s+{_OFFICE_WORDS}{{0,7}}")
# A place right after one of these is where something is, and does not act.
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|inside|into|across|for|over|on|against|about)\s+(?:the\s+)?$", re.IGNORECASE
)
_TITLE = re.compile(
    r"^(?:(?:the|The|U\.S\.|US|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.?|Rep\.?|Gov\.?|Gen\.?|President|Prime Minister|Secretary|"
    r"Senator|King|Queen|Pope|Chancellor|Vice President|Foreign Minister|Chairman|Governor)\s+)+(?=[A-Z])"
)


class Mention(Struct, frozen=True, kw_only=True):
    """Somebody who may take part in a meeting.

    Attributes:
        span: Where.
        name: The name, without title or article; empty for a pronoun.
        group: Whether it is a group named by what it is ("NATO leaders").
        place: Whether it is a place.
    """

    span: Span
    name: str
    group: bool = False
    place: bool = False

    @property
    def parties(self) -> int:
        """How many sides it stands for: "Norland and Sudland negotiators" are two."""
        return 2 if self.group and " and " in self.name else 1


def entities_within(entities: Sequence[Entity], unit: Span) -> Sequence[Entity]:
    """Returns the entities that start inside one stretch; they come in page order."""
    first = bisect_left(entities, unit.start, key=lambda entity: entity.span.start)
    last = bisect_left(entities, unit.end, key=lambda entity: entity.span.start)
    return entities[first:last]


def find_mentions(text: str, unit: Span, entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """Returns the possible participants in one sentence, in order, not overlapping: groups, names, pronouns.

    >>> text = "Norland leaders met Ana Bero in Sudport."
    >>> people = [Entity(kind="person", span=Span(20, 28)), Entity(kind="place", span=Span(32, 39))]
    >>> [mention.name for mention in find_mentions(text, Span(0, len(text)), people)]
    ['Norland leaders', 'Ana Bero']
    """
    found = [
        Mention(span=Span(m.start(), m.end()), name=m.group().removeprefix("The "), group=True)
        for m in _GROUP.finditer(text, unit.start, unit.end)
    ]
    for match in _GROUP_OF.finditer(text, unit.start, unit.end):
        _add(found, Mention(span=Span(match.start(), match.end()), name=match.group(), group=True))
    for entity in entities:
        if not unit.holds(entity.span) or entity.kind not in {"person", "organisation", "place"}:
            continue
        located = _LOCATIVE.search(text[max(unit.start, entity.span.start - 16) : entity.span.start])
        if entity.kind == "place" and located:
            continue
        name = _TITLE.sub("", entity.span.of(text))
        _add(found, Mention(span=entity.span, name=name, place=entity.kind == "place"))
    for match in _PRONOUN.finditer(text, unit.start, unit.end):
        _add(found, Mention(span=Span(match.start(), match.end()), name=""))
    found.sort(key=lambda mention: mention.span)
    # "Norland Foreign Minister Ana Bero": the country only says whose minister.
    return tuple(
        mention
        for mention, after in pairwise([*found, None])
        if mention is not None
        and not (after and after.name and _MODIFIES.fullmatch(text, mention.span.end, after.span.start))
    )


def _add(found: list[Mention], mention: Mention) -> None:
    if not any(mention.span.overlaps(other.span) for other in found):
        found.append(mention)


def chain_before(text: str, mentions: Sequence[Mention], end: int, gap: re.Pattern[str]) -> tuple[Mention, ...]:
    """Returns the subject that ends before `end`: "A, B and C", with only words that `gap` matches in between.

    Args:
        text: The page's text.
        mentions: From `find_mentions`.
        end: Start of the verb.
        gap: What may stand between the subject and the verb.
    """
    before = [mention for mention in mentions if mention.span.end <= end]
    if not before or not gap.fullmatch(text, before[-1].span.end, end):
        return ()
    chain = [before.pop()]
    while before and _JOINED.fullmatch(text, before[-1].span.end, chain[0].span.start):
        chain.insert(0, before.pop())
    closed = len(chain) == 1 or _closes(text, chain[-2], chain[-1])
    return tuple(chain) if closed else (chain[-1],)


def chain_after(text: str, mentions: Sequence[Mention], start: int) -> tuple[Mention, ...]:
    """Returns the names that follow `start` directly or behind the words of their office."""
    after = [mention for mention in mentions if mention.span.start >= start]
    if not after or not _BEFORE_NAME.fullmatch(text, start, after[0].span.start):
        return ()
    chain = [after.pop(0)]
    while after and _JOINED.fullmatch(text, chain[-1].span.end, after[0].span.start):
        chain.append(after.pop(0))
    while len(chain) > 1 and not _closes(text, chain[-2], chain[-1]):
        chain.pop()
    return tuple(chain)


def _closes(text: str, last: Mention, final: Mention) -> bool:
    """Tells whether a list ends here: a comma alone ends none ("after talks with A, B left")."""
    return re.match(r"\s*,?\s*(?:and|&|as well as|along with)[\s,]", text[last.span.end : final.span.start]) is not None


def with_office(text: str, floor: int, start: int) -> int:
    """Returns where the words of an office before a name start, or `start` itself.

    >>> text = "On Monday, Norland President Ana Bero met her."
    >>> text[with_office(text, 0, text.index("Ana")) :][:26]
    'Norland President Ana Bero'
    """
    office = _OFFICE_BEFORE.search(text, max(floor, start - 60), start)
    return office.start() if office else start


def names_of(mentions: Sequence[Mention], everybody: Sequence[Mention]) -> tuple[str, ...]:
    """Returns the names, each once. "They" is the one group named before in the sentence; other pronouns are nobody."""
    names: list[str] = []
    for mention in mentions:
        name = mention.name or _antecedent(mention, everybody)
        if name and name not in names:
            names.append(name)
    return tuple(names)


def _antecedent(pronoun: Mention, everybody: Sequence[Mention]) -> str:
    if pronoun.span.end - pronoun.span.start != len("they"):
        return ""
    groups = [mention for mention in everybody if mention.group and mention.span.end <= pronoun.span.start]
    return groups[0].name if len(groups) == 1 else ""
