"""Why a speaker is who the rules say: the rule that decided, those before it, and who else could have been meant.

Pure: the rules are asked again for the one attribution; reading a page keeps no log.
"""

from __future__ import annotations

import inspect

from onrecord.records.actor import Actor
from onrecord.records.page import Page
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.records.why import Considered, Decision
from onrecord.speakers.antecedents import WEIGHTS, Scored, features, rank
from onrecord.speakers.case import Case
from onrecord.speakers.named import head_mentions
from onrecord.speakers.people import Person
from onrecord.speakers.pronouns import FEMALE, MALE
from onrecord.speakers.resolve import RULES, Rule, resolve_cases

_MOST = 6  # candidates that are shown; further down nobody was ever meant


def explain_speaker(page: Page, tagging: Tagging, attribution: str) -> tuple[Decision, ...]:
    """Returns how the speaker of one attribution was found.

    Args:
        page: The page.
        tagging: Its attributions and names, as `resolve_speakers` had them.
        attribution: Id of the attribution.

    Returns:
        Two decisions (which rule, and whom it chose), or one where the page names no source.
    """
    for case, actor in resolve_cases(page, tagging):
        if case.attribution.id == attribution:
            return _which_rule(case, actor), _whom(case, actor)
    why = "no words of the page name the source"
    return (Decision(of="speaker", result="unresolved", by="resolve_speakers", why=why),)


def _which_rule(case: Case, actor: Actor) -> Decision:
    considered = []
    for rule in _asked(actor):
        chosen = rule.__name__ == actor.by
        considered.append(Considered(what=rule.__name__, chosen=chosen, why=_purpose(rule) if chosen else "passed"))
    return Decision(
        of="rule",
        result=actor.by,
        by="resolve_speakers",
        why=f"the first rule that has an answer to “{case.surface}”",
        spans=case.attribution.source,
        considered=tuple(considered),
    )


def _asked(actor: Actor) -> list[Rule]:
    """Returns the rules in the order they were asked, up to the one that decided. Names are looked for first."""
    names = [rule.__name__ for rule in RULES]
    if actor.by == "resolve_named" or actor.by not in names:
        return [rule for rule in RULES if rule.__name__ == actor.by]
    return [rule for rule in RULES if names.index(rule.__name__) <= names.index(actor.by)]


def _purpose(rule: Rule) -> str:
    return (inspect.getdoc(rule) or "").split("\n", 1)[0]


def _whom(case: Case, actor: Actor) -> Decision:
    considered = _names(case) if actor.by == "resolve_named" else _antecedents(case, actor)
    name = actor.name or " & ".join(actor.names) or actor.descriptor
    what = ", ".join(part for part in (name, actor.office, actor.on_behalf_of) if part)
    return Decision(
        of="speaker",
        result=f"{actor.type}: {what}" if what else actor.type,
        by=actor.by,
        why=actor.why,
        score=actor.score,
        spans=actor.evidence,
        considered=considered,
    )


def _names(case: Case) -> tuple[Considered, ...]:
    """Returns the names in the source: those that speak, and those that only describe who does."""
    heads = {mention.span for mention, _ in head_mentions(case)}
    found = []
    for part in case.attribution.source:
        for mention, owner in case.cast.within(part):
            chosen = mention.span in heads
            name = owner.person.name.text if owner is not None else mention.name.text
            why = "head of the source" if chosen else "stands in the source, and only describes who speaks"
            if owner is None:
                why += "; two people on the page have this name"
            elif owner.why:
                why += f"; {owner.why}"
            found.append(Considered(what=name, chosen=chosen, why=why, spans=(mention.span,)))
    return tuple(found)


def _antecedents(case: Case, actor: Actor) -> tuple[Considered, ...]:
    """Returns who could be meant by a pronoun or a description, best first, each with the signs that count."""
    best: dict[int, tuple[Scored, str]] = {}
    for gender in _genders(case, actor):
        for scored in rank(case, gender):
            known = best.get(id(scored.person))
            if known is None or scored.score > known[0].score:
                best[id(scored.person)] = scored, gender
    ranked = sorted(best.values(), key=lambda item: (-item[0].score, -item[0].last.start))[:_MOST]
    return tuple(
        Considered(
            what=scored.person.name.text,
            chosen=scored.person.name.text == actor.name,
            score=round(scored.score, 2),
            signs=_signs(case, scored.person, scored.last, gender),
            spans=(scored.last,),
        )
        for scored, gender in ranked
    )


def _genders(case: Case, actor: Actor) -> tuple[str, ...]:
    """Returns of which genders somebody meant by the source can be; none where the source points at nobody."""
    word = case.surface.lower()
    if word in MALE | FEMALE:
        return ("m",) if word in MALE else ("f",)
    if actor.by != "resolve_nominal" or case.phrase.head is None:
        return ()
    return (case.phrase.head.gender,) if case.phrase.head.gender else ("m", "f")


def _signs(case: Case, person: Person, last: Span, gender: str) -> tuple[tuple[str, float], ...]:
    values = features(case, person, last, gender)
    parts = ((name, round(getattr(WEIGHTS, name) * value, 2)) for name, value in values.items())
    return tuple((name, part) for name, part in parts if part)
