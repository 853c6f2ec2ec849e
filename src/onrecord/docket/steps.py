"""A coded statement as a step in a party's position: what its acts come to, and whether they bind."""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_right
from typing import TypeVar

from onrecord.records.act import Act, Code, Deed, Mark
from onrecord.records.actor import Actor
from onrecord.records.docket import Coding, IssueMatch, PartyMatch
from onrecord.records.position import Stance, Step
from onrecord.records.span import Span
from onrecord.records.statement import Statement
from onrecord.text.sentences import sentence_spans

Name = TypeVar("Name")

_FOR: frozenset[Code] = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_AGAINST: frozenset[Code] = frozenset({"REJECT", "PROTEST", "THREATEN", "SANCTION", "COERCE"})
_BINDS: frozenset[Code] = frozenset(
    {"AGREE", "SUPPORT", "CONCEDE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "AID", "COERCE"}
)
# Finer acts that bind whatever the code: to offer, to promise, to accept, to ask for something.
_BINDING_DEEDS: frozenset[Deed] = frozenset({"offer", "accept", "promise", "demand", "condition", "propose"})
_FOR_DEEDS: frozenset[Deed] = frozenset({"offer", "accept", "promise", "praise", "propose"})
_AGAINST_DEEDS: frozenset[Deed] = frozenset({"dismiss", "criticise"})
_DEMANDS: frozenset[Deed] = frozenset({"demand", "call_for"})
# Acts below this are guesses of the table of acts; they are shown with the statement and make no stance.
_FLOOR = 0.4
_TURNS = re.compile(r"\b(?:but|while|although|though|whereas|yet)\b|[;—–]")
_NOT = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|n[’']t\b")
_ENDS = re.compile(r"[.!?]\W*\s")


def step_of(statement: Statement, coding: Coding, party: PartyMatch, issue: IssueMatch) -> Step:
    """Returns a statement as a step of one party on one issue."""
    strong = tuple(act for act in coding.doing.acts if act.score >= _FLOOR)
    acts = tuple(act for act in strong if _is_on(act, statement.quote, issue, _first(coding)))
    acts = tuple(act for act in _in_clause(acts, statement.quote, issue) if not _is_denied(act, statement.quote))
    stance = stance_of(acts, conditional=bool(coding.doing.conditions))
    if stance in {"conditional", "against"} and _is_the_condition(issue, coding):
        stance = "demand"
    return Step(
        statement=statement.id,
        when=coding.when,
        speaker=sys.intern(label_of(statement.speaker)),
        rank=coding.rank.level,
        certain=party.certain,
        by_name=party.by == "name" and statement.speaker.type != "person",
        own_words=statement.kind != "indirect",
        subissue=issue.subissue,
        codes=_once(tuple(act.code for act in coding.doing.acts)),
        deeds=_once(tuple(act.deed for act in coding.doing.acts if act.deed)),
        stance=stance,
        binding=stance != "open" and is_binding(statement, acts, party),
        quote=statement.quote,
        issue_marks=issue.marks,
        conditions=tuple(condition.mark for condition in coding.doing.conditions),
        target=next((act.target for act in acts if act.target), None),
    )


# A record has few of these beside its steps, so each is held once.
@functools.lru_cache(maxsize=4_096)
def _once(names: tuple[Name, ...]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(names))


def _first(coding: Coding) -> int:
    """Returns where the first word stands that put the statement under any issue."""
    return min((mark.start for issue in coding.issues for mark in issue.marks), default=0)


def _is_on(act: Act, quote: str, issue: IssueMatch, first: int) -> bool:
    """Tells whether an act is on the issue, and not on something else that the statement speaks of.

    What the cue does ("rejected the text that …", "dismissed the demand as …") is done to what is named first; what the
    content does, to what is named in the same sentence. Where the issue was read off the words beside the statement,
    only the cue's act is on it.
    """
    by_cue = all(mark.text == "cue" for mark in act.marks)
    if issue.by == "sentence":
        return by_cue
    if by_cue:
        return not issue.marks or min(mark.start for mark in issue.marks) == first
    sentences = sentence_spans(quote) if _ENDS.search(quote) else ()
    if len(sentences) < 2 or not issue.marks:
        return True
    at = [mark for mark in act.marks if mark.text == "content"]
    return any(_inside(mark, s) and _inside(other, s) for s in sentences for mark in at for other in issue.marks)


def _is_denied(act: Act, quote: str) -> bool:
    """Tells whether an acceptance has a "not" among its own words: whatever it is then, it is no acceptance.

    >>> from onrecord.records.act import Mark
    >>> quote = "Caldia could not accept the plan"
    >>> words = (Mark(text="content", start=7, end=len(quote)),)
    >>> _is_denied(Act(code="AGREE", deed="accept", target=None, score=0.6, by="", marks=words), quote)
    True
    """
    if act.code not in _FOR and act.deed not in _FOR_DEEDS:
        return False
    return any(mark.text == "content" and _NOT.search(quote[mark.start : mark.end]) for mark in act.marks)


def _in_clause(acts: tuple[Act, ...], quote: str, issue: IssueMatch) -> tuple[Act, ...]:
    """Returns the acts of the issue's own clause where others stand against it; else all.

    "Caldia agreed to the plan but could not give up the ports": what it agrees to is not the ports.
    """
    turns = [match.start() for match in _TURNS.finditer(quote)]
    if not turns or not issue.marks or len(acts) < 2:
        return acts
    own = {bisect_right(turns, mark.start) for mark in issue.marks}
    near = tuple(
        act
        for act in acts
        if any(mark.text == "content" and bisect_right(turns, mark.start) in own for mark in act.marks)
    )
    return near or acts


def _is_the_condition(issue: IssueMatch, coding: Coding) -> bool:
    """Tells whether the issue is what an act is made to hang on: "nothing will be signed before the bill is paid"."""
    conditions = [condition.mark for condition in coding.doing.conditions if condition.mark.text == "content"]
    return bool(issue.marks) and all(any(c.start <= m.start < c.end for c in conditions) for m in issue.marks)


def _inside(mark: Mark, sentence: Span) -> bool:
    return sentence.start <= mark.start < sentence.end


def stance_of(acts: tuple[Act, ...], *, conditional: bool) -> Stance:
    """Returns what acts come to, by the strongest that takes a side.

    >>> accept = Act(code="AGREE", deed="accept", target=None, score=0.9, by="", marks=())
    >>> inform = Act(code="OTHER", deed="assess", target=None, score=0.5, by="", marks=())
    >>> stance_of((accept,), conditional=False), stance_of((accept,), conditional=True)
    ('for', 'conditional')
    >>> stance_of((inform,), conditional=True)
    'open'
    """
    for act in acts:
        if act.deed == "deny":  # says what is not so; the side it takes may be either
            continue
        if act.deed == "propose":
            return "for"
        if act.code == "REQUEST" or act.deed in _DEMANDS:
            return "demand"
        if act.deed == "condition" or (conditional and (act.code in _FOR or act.deed in _FOR_DEEDS)):
            return "conditional"
        if act.code in _FOR or act.deed in _FOR_DEEDS:
            return "for"
        if act.code in _AGAINST or act.deed in _AGAINST_DEEDS:
            return "against"
    return "open"


def is_binding(statement: Statement, acts: tuple[Act, ...], party: PartyMatch) -> bool:
    """Tells whether a statement commits its party: a named speaker's own offer, promise, demand, yes or no.

    Not what somebody unnamed said, what was hedged or denied to have been said, nor what another tells of it.
    """
    best = statement.variants[0]
    said = best.polarity == "positive" and best.certainty == "certain" and best.directness != "unnamed"
    return bool(
        party.certain
        and statement.speaker.type != "anonymous"
        and said
        and any(act.code in _BINDS or act.deed in _BINDING_DEEDS for act in acts)
    )


def label_of(speaker: Actor) -> str:
    """Returns how a speaker is shown: name and office, or the words that describe the unnamed.

    >>> label_of(Actor(type="person", name="Ada Venn", office="Foreign Minister"))
    'Ada Venn, Foreign Minister'
    """
    if speaker.names:
        return " and ".join(speaker.names)
    name = speaker.name or speaker.descriptor or speaker.surface or "unresolved"
    return f"{name}, {speaker.office}" if speaker.office and speaker.name else name
