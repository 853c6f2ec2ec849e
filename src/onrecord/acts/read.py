"""A statement's words -> what it does."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.acts.conditions import find_conditions, is_inside
from onrecord.acts.context import asks, intends, is_negated, is_noun, is_told, number_clauses, subject_of
from onrecord.acts.patterns import Found, Outcome, find_patterns
from onrecord.acts.targets import find_target
from onrecord.acts.words import Word, mark_of, read_words
from onrecord.records.act import Act, Condition, Doing
from onrecord.records.actor import Actor
from onrecord.records.attribution import CueCertainty, Kind, Polarity
from onrecord.records.statement import Statement
from onrecord.tables.nations import country_names_of
from onrecord.tables.read import read_rows, split_cell

# A hedged cue says less; a question asks and does not act; a condition's clause supposes.
_HEDGED, _NO_SUBJECT, _FLOOR = 0.7, 0.8, 0.3
_LONGEST = 64  # words that a row can cover, gaps included
# Below this a match gives way to any firmer one of its clause: "promised" to what is promised.
_FIRM = 0.55
# "We will respond" is a threat once it says to what.
_CONDITIONAL_THREAT = 0.5
# Deeds, and not words: told in passing they are background.
_MATERIAL = frozenset(
    {"CONSULT", "COOPERATE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "AGREE"}
)
# Acts that a condition makes conditional.
_BINDING = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "CONSULT"})
_PRESS = re.compile(
    r"\b(?:reporters?|journalists?|news|newspaper|agency|radio|television|tv|press|post|times|daily|weekly|gazette|courier|dispatch|herald|journal|magazine|observer|tribune|chronicle|broadcaster)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:-\w+)*")
_COMMON = frozenset({"the", "of", "and", "republic", "kingdom", "united", "states", "people", "new", "north", "south"})


def acts_of(statement: Statement, party: Iterable[str] = ()) -> Doing:
    """Returns what a statement does, by its best-supported wording.

    Args:
        statement: The statement.
        party: Names of the party that its speaker speaks for, where more is known of it than the page says.
    """
    best = statement.variants[0]
    return read_doing(
        best.cue,
        best.quote,
        kind=best.kind,
        polarity=best.polarity,
        certainty=best.certainty,
        parties=names_of(statement.speaker) | frozenset(_own_words(party)),
        addressee=None if best.to is None or _is_medium(best.to) else best.to,
    )


class Manner(Struct, frozen=True, kw_only=True):
    """How something was said, as far as it bears on what it does.

    Attributes:
        kind: ``direct`` where all of it is in quotation marks: then "they" is never the speaker's side.
        polarity: ``negative`` where the cue is denied or refused.
        certainty: ``hedged`` lowers the score.
        parties: Lower-case words that name the speaker's own side.
        addressee: Whom it was said to: the target where the words name none.
    """

    kind: Kind = "indirect"
    polarity: Polarity = "positive"
    certainty: CueCertainty = "certain"
    parties: Collection[str] = frozenset()
    addressee: str | None = None


def read_doing(cue: str, quote: str, **manner: Any) -> Doing:
    """Returns what a statement does: its acts, strongest first, and the conditions they are tied to.

    By the tables ``acts.csv`` and ``act_words.toml`` alone. Does not say whether an act was sincere or carried out.

    Args:
        cue: The words that attribute.
        quote: What is attributed.
        manner: The fields of `Manner`.

    >>> [(act.code, act.deed) for act in read_doing("said", "it would never accept the plan").acts]
    [('REJECT', None)]
    >>> [(act.code, act.deed) for act in read_doing("said", "the river had frozen").acts]
    [('OTHER', 'assess')]
    >>> read_doing("did not reject", "the plan", polarity="negative").acts[0].code
    'OTHER'
    """
    how = Manner(**manner)
    words = read_words(cue, quote)
    conditions = find_conditions(quote, cue)
    kept = _settle(words, list(find_patterns(words)), conditions, how) or [_nothing(words)]
    # "Told parliament that" addresses it, "urged parliament to" is directed at it.
    kept = [
        replace(act, target=how.addressee)
        if act.target is None and act.code != "OTHER" and act.marks[0].text == "cue"
        else act
        for act in kept
    ]
    return Doing(acts=_with_conditions(kept, conditions), conditions=conditions)


def names_of(speaker: Actor) -> frozenset[str]:
    """Returns the lower-case words that name a speaker's own side: person, body, party, country and its people.

    >>> sorted(names_of(Actor(type="person", name="Ada Venn", on_behalf_of="Caldia")))
    ['ada', 'caldia', 'venn']
    """
    names = [speaker.name, *speaker.names, *speaker.aliases, speaker.body, speaker.on_behalf_of, speaker.region]
    names += country_names_of(speaker.country) if speaker.country else ()
    words = {word.casefold() for name in names if name for word in _WORD.findall(name)}
    return frozenset(words - _COMMON)


def _own_words(names: Iterable[str]) -> Iterator[str]:
    """Yields the words of a party's names, with what a people or an adjective may be made of them.

    >>> {"kavelia", "kavelian"} <= set(_own_words(["Kavelia"]))
    True
    """
    for name in names:
        for word in _WORD.findall(name.casefold()):
            if word not in _COMMON:
                yield word
                yield from (word + ending for ending in ("n", "an", "ian", "er", "ers", "ic", "ish", "ese"))


@functools.cache
def _is_medium(name: str) -> bool:
    """Tells whether a name is that of a news outlet or platform: it is told things, and not urged or accused."""
    known = {
        alias.casefold()
        for row in read_rows("bodies")
        if row["kind"] in {"outlet", "platform"}
        for alias in (row["name"], *split_cell(row["aliases"]))
    }
    return name.casefold() in known or bool(_PRESS.search(name))


def _act(words: Sequence[Word], found: Found, conditions: tuple[Condition, ...], how: Manner) -> Act | None:
    """Returns the act that a match makes, or ``None`` where its surroundings make it nothing."""
    first = words[found.first]
    outcome, factor = _outcome(words, found, how)
    if outcome.code is None:
        return None
    if not first.cue and (is_inside(first.start, conditions) or asks(words, found.first)):
        return None
    if outcome.code in _MATERIAL and is_told(words, found.first):
        return None
    score = found.pattern.score * factor * (_HEDGED if how.certainty == "hedged" else 1.0)
    if outcome.code == "THREATEN" and conditions:
        score = min(score + _CONDITIONAL_THREAT, 1.0)
    if score < _FLOOR:
        return None
    return Act(
        code=outcome.code,
        deed=outcome.deed,
        target=find_target(words, found.first, found.end, how.parties),
        score=round(score, 3),
        by=found.pattern.name,
        marks=mark_of(words[found.first : found.end]),
    )


def _outcome(words: Sequence[Word], found: Found, how: Manner) -> tuple[Outcome, float]:
    """Returns what a match comes to by negation and subject, and how sure that is."""
    pattern, direct = found.pattern, how.kind == "direct"
    denied = words[found.first].cue and how.polarity == "negative"
    if denied or is_negated(words, found.first):
        subject = subject_of(words, found.first, parties=how.parties, direct=direct)
        mine = subject in {"own", "they"} or (subject == "open" and intends(words, found.first))
        return (pattern.negated, 1.0) if mine or pattern.own == pattern.other else (Outcome(), 0.0)
    if pattern.own == pattern.other:
        talk = pattern.own.code == "CONSULT" and len(pattern.elements) == 1 and is_noun(words, found.first)
        return (Outcome(), 0.0) if talk else (pattern.own, 1.0)
    if is_noun(words, found.first):
        return Outcome(), 0.0
    subject = subject_of(words, found.first, parties=how.parties, direct=direct)
    if subject == "they":
        subject = "own" if pattern.own.code is not None else "other"
    if subject == "other" or (subject == "open" and pattern.other.code == "REQUEST"):
        return pattern.other, 1.0 if subject == "other" else _NO_SUBJECT
    return (pattern.own, 1.0 if subject == "own" else _NO_SUBJECT)


def _settle(words: Sequence[Word], found: Sequence[Found], conditions: tuple[Condition, ...], how: Manner) -> list[Act]:
    """Returns the acts of a statement, strongest first: one a clause, since what follows a verb is its object.

    "Accused Norland of shelling a school" accuses and does not shell; "refused, and threatened to leave" does both.
    """
    clauses = number_clauses(words)
    silent = any(match.pattern.own.deed == "decline_to_comment" and words[match.first].cue for match in found)
    best: dict[int, tuple[tuple[object, ...], Act]] = {}
    light: list[Act] = []
    made = [(match, _act(words, match, conditions, how)) for match in found]
    live = [match for match, act in made if act is not None or match.pattern.blocks]
    firsts = [match.first for match in live]
    for match, act in made:
        if act is None or _is_covered(match, live, firsts) or (silent and not words[match.first].cue):
            continue
        if act.code == "OTHER":
            light.append(act)
            continue
        rank = (act.score < _FIRM, not words[match.first].cue, match.first, match.first - match.end, -act.score)
        clause = clauses[match.first]
        if clause not in best or rank < best[clause][0]:
            best[clause] = (rank, act)
    acts: dict[tuple[str, str | None], Act] = {}
    for act in sorted((act for _, act in best.values()), key=lambda act: -act.score):
        acts.setdefault((act.code, act.deed), act)
    for act in light:
        acts.setdefault((act.code, act.deed), act)
    return list(acts.values())


def _is_covered(match: Found, found: Sequence[Found], firsts: Sequence[int]) -> bool:
    """Tells whether a longer match, or a row that blocks, holds all the words of this one.

    Args:
        match: The match.
        found: All matches, in the order of their first words.
        firsts: Where those begin: only those near enough to hold it are looked at.
    """
    length = match.end - match.first
    near = found[bisect_left(firsts, match.end - _LONGEST) : bisect_right(firsts, match.first)]
    return any(
        match.end <= other.end
        and (other.end - other.first > length or (other.pattern.blocks and not match.pattern.blocks))
        for other in near
    )


def _nothing(words: Sequence[Word]) -> Act:
    """Returns the act of a statement in which no pattern fits: it informs or assesses."""
    cue = tuple(word for word in words if word.cue)
    return Act(code="OTHER", deed="assess", target=None, score=0.5, by="nothing", marks=mark_of(cue))


def _with_conditions(acts: list[Act], conditions: tuple[Condition, ...]) -> tuple[Act, ...]:
    """Adds the finer act ``condition`` to what a condition binds."""
    bound = next((act for act in acts if act.code in _BINDING), None)
    if bound is None or not conditions:
        return tuple(acts)
    tied = replace(bound, deed="condition", by="condition", marks=tuple(c.mark for c in conditions))
    return (*acts, tied)
