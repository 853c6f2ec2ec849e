"""He, she, they, it, I and we: whom a pronoun in the place of a source stands for, or nobody."""

from __future__ import annotations

import itertools
import math
import re

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.antecedents import is_around, rank
from onrecord.speakers.case import Case, Said
from onrecord.speakers.cast import Owner
from onrecord.speakers.named import person_actor
from onrecord.speakers.unnamed import same_unnamed

FIRST = frozenset(("i", "we", "me", "my", "our", "us", "myself", "ourselves"))
MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "themselves", "both", "both men", "both women", "each"))
READER = frozenset(("you", "your", "yourself", "one"))
THING = frozenset(("it", "its", "itself"))
OF_TWO = ("the former", "the latter")
# Lead of the best over the second, in logits, below which nobody is named. Trades silence for wrong names: see docs.
_MARGIN = 0.25
_SURE = 1.2  # lead above which 19 of 20 are right on dev
_CERTAIN = 4.0  # logits; the score stays below 0.99
# "Ana Bero, a baker, and Boris Adel", "Ana Bero and the baker Boris Adel"
_PAIR = re.compile(r"^(?:\s*\([^)]*\)|,\s[^,.;:“”]{3,40}(?=,))?,?\s+and\s+(?:[\w.’'-]+\s+){0,4}$")
_NEAR_GROUP = 6  # sentences that "they" may reach back
_NEAR_BODY = 2  # sentences that "they" and "it" may reach back to a body; further back, half were wrong on dev
_LEAD_WORDS = 2  # "The", "The new"


def resolve_pronoun(case: Case) -> Actor | None:
    """Resolves a source that is a pronoun.

    Fires on "he said" after "Boris Adel spoke first."; must not fire on a source with a noun, and names nobody where
    two people fit alike.

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("Boris Adel, a baker, left. He said no.", "Boris Adel, a baker,", "He").name
    'Boris Adel'
    >>> sample_speaker("Boris Adel, a baker, left. She said no.", "Boris Adel, a baker,", "She").name is None
    True
    """
    word = re.sub(r"['’](?:ve|re|ll|d|m|s)$", "", case.surface.lower())
    if word in FIRST or word.endswith((" and i", " and me")):
        return _first_person(case)
    if word in MALE | FEMALE:
        return _third_person(case, word)
    return _several_or_none(case, word)


def _several_or_none(case: Case, word: str) -> Actor | None:
    if word in PLURAL:
        return _plural(case)
    if word in OF_TWO:
        return _of_two(case, OF_TWO.index(word))
    if word in READER:
        return _nobody(case, "the reader, or anybody")
    return _thing(case) if word in THING else None


def _first_person(case: Case) -> Actor:
    """Gives "I" and "we" inside quotation marks to the one quoted, elsewhere to the writer."""
    if case.around:
        return repeat(case, case.around[0], by="resolve_pronoun")
    if case.quoted:
        return _nobody(case, "first person inside a quotation whose speaker is unknown")
    return Actor(type="writer", surface=case.surface, by="resolve_pronoun", evidence=(case.span,), score=0.9)


def repeat(case: Case, said: Said, *, by: str) -> Actor:
    """Returns the actor of an earlier attribution for this one."""
    if said.actor.type in ("anonymous", "group"):
        return same_unnamed(case, said, probable=said.actor.why, by=by)
    if len(said.people) == 1:
        owner = Owner(said.people[0], sure=said.actor.certainty is None, why=said.actor.why)
        return person_actor(owner, surface=case.surface, by=by, score=said.actor.score)
    actor = said.actor
    return Actor(
        type=actor.type,
        name=actor.name,
        names=actor.names,
        surface=case.surface,
        country=actor.country,
        on_behalf_of=actor.on_behalf_of,
        why=actor.why,
        certainty=actor.certainty,
        by=by,
        evidence=actor.evidence,
        score=actor.score,
    )


def _third_person(case: Case, word: str) -> Actor:
    """Gives "he" or "she" to the best antecedent, or to nobody where the second is as good."""
    ranked = rank(case, "m" if word in MALE else "f")
    unnamed = _unnamed_before(case)
    if unnamed is not None and (not ranked or unnamed.at > ranked[0].last.start):
        return _nobody(case, f"perhaps “{unnamed.actor.descriptor}”, who is not named")
    if not ranked:
        return _named_behind(case, word) or _nobody(case, "nobody before it fits")
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else math.inf
    if lead < _MARGIN:
        return _nobody(case, f"{ranked[0].person.name.text} and {ranked[1].person.name.text} fit alike")
    best = ranked[0]
    sure = lead >= _SURE
    owner = Owner(best.person, sure=sure, why=None if sure else f"{ranked[1].person.name.text} fits nearly as well")
    score = round(1 / (1 + math.exp(-min(lead, _CERTAIN))), 2)
    actor = person_actor(owner, surface=case.surface, by="resolve_pronoun", score=score)
    return replace(actor, evidence=tuple(dict.fromkeys((*actor.evidence, best.last))))


def _named_behind(case: Case, word: str) -> Actor | None:
    """Gives "his" to the first name behind it in its sentence: "In his speech, Ana’s brother Boris Adel said"."""
    sentence = case.scene.sentences[case.scene.sentence_at(case.span.start)]
    gender = "m" if word in MALE else "f"
    if word not in ("his", "her") or case.quoted:
        return None
    for mention, owner in case.cast.within(Span(case.span.end, sentence.end)):
        if owner is None or owner.person.gender not in (gender, "") or not owner.person.introduced:
            return None
        why = "nobody is named before it; the first name behind it in its sentence"
        actor = person_actor(
            Owner(owner.person, sure=False, why=why), surface=case.surface, by="resolve_pronoun", score=0.6
        )
        return replace(actor, evidence=tuple(dict.fromkeys((*actor.evidence, mention.span))))
    return None


def _nobody(case: Case, why: str) -> Actor:
    return Actor(type="unresolved", surface=case.surface, why=why, by="resolve_pronoun", evidence=(case.span,))


def _unnamed_before(case: Case) -> Said | None:
    """Returns the single unnamed source that spoke last, if nobody named spoke since."""
    for said in reversed(case.before):
        if is_around(case, said):
            continue
        return said if said.actor.type == "anonymous" and said.actor.count == 1 else None
    return None


def _plural(case: Case) -> Actor:
    """Gives "they" to the last source that was several people or a body; nobody where none is near."""
    here = case.scene.sentence_at(case.span.start)
    for said in reversed(case.before):
        if is_around(case, said) and case.quoted:
            continue
        if here - case.scene.sentence_at(said.at) > _NEAR_GROUP:
            break
        near = here - case.scene.sentence_at(said.at) <= _NEAR_BODY
        body = said.actor.type in ("organisation", "government") and near
        if (
            body
            or said.actor.type == "group"
            or len(said.people) > 1
            or (said.actor.type == "anonymous" and said.actor.count != 1)
        ):
            return repeat(case, said, by="resolve_pronoun")
    pair = pair_before(case, reach=1) or (_both(case) if case.surface.lower().startswith("both") else None)
    return pair if pair is not None else _nobody(case, "no group or body spoke near before it")


def _of_two(case: Case, which: int) -> Actor:
    """Gives "the former" and "the latter" to the first and the second of the two people named together last."""
    pair = pair_before(case, reach=_NEAR_BODY)
    if pair is None:
        return _nobody(case, "no two people are named together near before it")
    person = next(person for person in case.cast.people if person.name.text == pair.names[which])
    owner = Owner(person, sure=False, why=f"the {('first', 'second')[which]} of the two people named together last")
    actor = person_actor(owner, surface=case.surface, by="resolve_pronoun", score=0.8)
    return replace(actor, evidence=tuple(dict.fromkeys((*actor.evidence, *pair.evidence))))


def _both(case: Case) -> Actor | None:
    """Gives "both men" to the two people of its sentence so far, where there are just two."""
    sentence = case.scene.sentences[case.scene.sentence_at(case.span.start)]
    return two_named(case, Span(sentence.start, case.span.start), by="resolve_pronoun")


def two_named(case: Case, stretch: Span, *, by: str) -> Actor | None:
    """Returns the two people named in a stretch of the page; ``None`` unless there are just two."""
    named = [(m, o.person) for m, o in case.cast.within(stretch) if o is not None]
    people = list({id(person): person for _, person in named}.values())
    if len(people) != 2:
        return None
    names = tuple(person.name.text for person in people)
    return Actor(
        type="person",
        name=" & ".join(names),
        names=names,
        surface=case.surface,
        certainty="probable",
        why="the only two people named right before",
        by=by,
        evidence=tuple(mention.span for mention, _ in named[:2]),
        score=0.6,
    )


def pair_before(case: Case, *, reach: int) -> Actor | None:
    """Returns the two people joined by "and" in this sentence or up to `reach` before it, the last such pair."""
    here = case.scene.sentence_at(case.span.start)
    start = case.scene.starts[max(here - reach, 0)]
    named = [(m, o) for m, o in case.cast.within(Span(start, case.span.start)) if o is not None]
    for (first, one), (second, other) in reversed(list(itertools.pairwise(named))):
        between = case.text[first.span.end : second.span.start]
        if one.person is not other.person and _PAIR.match(between):
            names = (one.person.name.text, other.person.name.text)
            return Actor(
                type="person",
                name=" & ".join(names),
                names=names,
                surface=case.surface,
                certainty="probable",
                why="the two people named together last",
                by="resolve_pronoun",
                evidence=(Span(first.span.start, second.span.end),),
                score=0.6,
            )
    return _pair_said(case, reach)


def _pair_said(case: Case, reach: int) -> Actor | None:
    """Returns the two people who spoke together last, up to `reach` blocks back."""
    here = case.scene.paragraph_at(case.span.start)
    for said in reversed(case.before):
        if here - case.scene.paragraph_at(said.at) > reach:
            break
        if len(said.people) == len(said.actor.names) == 2:
            return replace(
                repeat(case, said, by="resolve_pronoun"), certainty="probable", why="the two who spoke together"
            )
    return None


def _thing(case: Case) -> Actor:
    """Gives "it" to the last body that spoke or was named, two sentences back at most."""
    here = case.scene.sentence_at(case.span.start)
    spoken = [
        s
        for s in case.before
        if s.actor.type in ("organisation", "government") and not (is_around(case, s) and case.quoted)
    ]
    said = spoken[-1] if spoken else None
    named = [body for body in case.bodies.before(case.span.start) if _leads(case, body.span)]
    if (
        named
        and here - case.scene.sentence_at(named[-1].span.start) <= 1
        and (said is None or named[-1].span.start > said.at)
    ):
        return Actor(
            type="organisation",
            name=case.bodies.full_form(named[-1].text),
            surface=case.surface,
            certainty="probable",
            why="the organisation named last",
            by="resolve_pronoun",
            evidence=(named[-1].span,),
            score=0.6,
        )
    if said is not None and here - case.scene.sentence_at(said.at) <= _NEAR_BODY:
        return repeat(case, said, by="resolve_pronoun")
    return _nobody(case, "no body spoke or was named near before it")


def _leads(case: Case, span: Span) -> bool:
    """Tells whether an organisation's name begins its sentence: only then is it what "it" goes on about."""
    sentence = case.scene.sentences[case.scene.sentence_at(span.start)]
    ahead = case.text[sentence.start : span.start].split()
    return len(ahead) <= _LEAD_WORDS and not any(
        word.lower() in ("in", "to", "of", "by", "for", "with") for word in ahead
    )
