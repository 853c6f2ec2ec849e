"""The order of the rules: who speaks in each attribution of a page."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.span import Span, hull
from onrecord.records.tagging import Tagging
from onrecord.speakers.bodies import read_bodies
from onrecord.speakers.case import Case, Said, read_case
from onrecord.speakers.cast import read_cast
from onrecord.speakers.foreign import resolve_foreign
from onrecord.speakers.governments import resolve_government, with_party
from onrecord.speakers.mentions import find_mentions
from onrecord.speakers.named import head_mentions, person_actor, resolve_named
from onrecord.speakers.nominals import resolve_nominal
from onrecord.speakers.people import Person
from onrecord.speakers.pronouns import resolve_pronoun
from onrecord.speakers.relatives import resolve_relative
from onrecord.speakers.relayed import resolve_relayed
from onrecord.speakers.scene import read_scene
from onrecord.speakers.unnamed import resolve_group, resolve_unnamed
from onrecord.speakers.works import resolve_body, resolve_work

_PREPOSITIONS = frozenset(("of", "in", "on", "with", "from", "for", "by", "into", "within", "to", "being"))
_DEEPEST = 4  # attributions around a source that are looked at; deeper nesting is a tagger's mistake
_NOBODY = "the source names nobody"
_VERBS = frozenset(("said", "says", "asked", "wrote", "added", "told"))
_NEXT = 40  # code points in which a name right behind the verb begins and ends
Rule = Callable[[Case], Actor | None]


def resolve_verb(case: Case) -> Actor | None:
    """Resolves a source that is the verb alone, taken for it by mistake, to the name right behind or before it.

    Fires on "said" of "“No,” said Ana Bero"; must not fire on "said the minister".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("Ana Bero, a senator, left. No, said Bero.", "Ana Bero, a senator,", "said").name
    'Ana Bero'
    >>> sample_speaker("Ana Bero, a senator, left. No, said the minister.", "Ana Bero, a senator,", "said").name is None
    True
    """
    if case.surface.lower() not in _VERBS:
        return None
    for mention, owner in case.cast.within(Span(case.span.end, case.span.end + _NEXT)):
        if owner is not None and not case.text[case.span.end : mention.span.start].strip():
            return person_actor(owner, surface=case.surface, by="resolve_verb", score=0.8)
    return None


def resolve_fragment(case: Case) -> Actor | None:
    """Leaves a source unresolved that is no noun phrase: "of the publicly", "in Peru (", "Q"."""
    words = case.surface.split()
    first = words[0].lower() if words else ""
    if len(case.surface) > 1 and first not in _PREPOSITIONS:
        return None
    return Actor(type="unresolved", surface=case.surface, why=_NOBODY, by="resolve_fragment", evidence=(case.span,))


def resolve_relay(case: Case) -> Actor | None:
    """Resolves a source that only passes words on ("according to a translation by ...") to who is quoted.

    See `relayed.resolve_relayed`.
    """
    return resolve_relayed(case, _first_actor)


# The first rule that returns an actor decides. Names before everything; what points back before what is new.
RULES: tuple[Rule, ...] = (
    resolve_relay,
    resolve_pronoun,
    resolve_relative,
    resolve_named,
    resolve_verb,
    resolve_fragment,
    resolve_work,
    resolve_government,
    resolve_nominal,
    resolve_unnamed,
    resolve_group,
    resolve_body,
)


def resolve_speakers(page: Page, tagging: Tagging) -> tuple[Attribution, ...]:
    """Returns the attributions of `tagging`, each with its speaker.

    Every attribution gets an actor; ``unresolved`` with its reason where the page does not tell.

    Args:
        page: The page.
        tagging: Its attributions, and the names found in the same pass.
    """
    if not tagging.language.startswith("en"):
        return resolve_foreign(page, tagging)
    actors = {case.attribution.id: actor for case, actor in resolve_cases(page, tagging)}
    return tuple(replace(a, speaker=actors.get(a.id) or _no_source()) for a in tagging.attributions)


def resolve_cases(page: Page, tagging: Tagging) -> list[tuple[Case, Actor]]:
    """Returns each attribution that has a source as the rules saw it, and the actor they gave it, in page order.

    For those who want to know why: `Case` holds what was resolved before, and `antecedents.rank` what was rejected.
    """
    scene = read_scene(page, tagging.attributions)
    cast = read_cast(scene, find_mentions(page.text, tagging.entities, tagging.attributions))
    bodies = read_bodies(page.text, tagging.entities)
    sourced = sorted((a for a in tagging.attributions if a.source), key=lambda a: hull(a.source).start)
    cases = [read_case(a, scene, cast, bodies) for a in sourced]
    # Names do not depend on what was said before; they come first so that "he", "it" and "I" can look both ways.
    said = {c.attribution.id: _said(c, actor) for c in cases if (actor := resolve_named(c)) is not None}
    resolved: list[tuple[Case, Actor]] = []
    done: list[Said] = []
    for case in cases:
        key = case.attribution.id
        full = replace(case, before=_before(done, case), around=_around(case, cases, said))
        if key not in said:
            said[key] = _said(full, _first_actor(full))
        done.append(said[key])
        resolved.append((full, with_party(full, said[key].actor)))
    return resolved


def _before(done: list[Said], case: Case) -> tuple[Said, ...]:
    """Returns what was resolved before a case, less the sources that begin where it does."""
    stop = len(done)
    while stop and done[stop - 1].at >= case.span.start:
        stop -= 1
    return tuple(done[:stop])


def _first_actor(case: Case) -> Actor:
    for rule in RULES:
        actor = rule(case)
        if actor is not None:
            return actor
    why = _NOBODY if re.search(r"\w", case.surface) else "the source has no words"
    return Actor(type="unresolved", surface=case.surface, why=why, by="resolve_speakers", evidence=(case.span,))


def _no_source() -> Actor:
    return Actor(type="unresolved", why="the page names no source", by="resolve_speakers")


def _said(case: Case, actor: Actor) -> Said:
    people: tuple[Person, ...] = ()
    if actor.by == "resolve_named":
        people = tuple(owner.person for _, owner in head_mentions(case) if owner is not None)
    elif actor.type in ("person", "unresolved") and actor.name:
        people = tuple(p for p in case.cast.people if p.name.text == actor.name)[:1]
    return Said(at=case.span.start, span=case.span, actor=actor, people=people, phrase=case.phrase)


def _around(case: Case, cases: list[Case], said: dict[str, Said]) -> tuple[Said, ...]:
    """Returns the speakers of the attributions whose content holds this source, innermost first."""
    outer = [
        (span.end - span.start, other.attribution.id)
        for other in cases
        if other is not case and other.attribution.id in said
        for span in other.attribution.content
        if span.holds(case.span)
    ]
    return tuple(said[key] for _, key in heapq.nsmallest(_DEEPEST, outer))
