"""Who, which and that: a relative pronoun in the place of a source stands for what is right before it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.case import Case, bare
from onrecord.speakers.governments import place_actor
from onrecord.speakers.named import person_actor
from onrecord.speakers.phrase import read_phrase
from onrecord.speakers.pronouns import pair_before
from onrecord.tables.places import find_place

RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
_REACH = 160  # code points; what a relative pronoun stands for is near
_APPOSED = re.compile(
    r"^(?:\s*\([^)]*\))?(?:\s*,(?:[^.;“”]|\b[A-Z][a-z]{0,4}\.){0,60})?(?:,|\s+[–—-]{1,2})?\s*(?:and\s+)?$"
)
_DESCRIBED = re.compile(r"(?:,|\s+(?:is|was))\s+(?:an?|the|one|his|her)\s[^,.;:“”\"]{3,80}\s$")
_PLURAL = re.compile(r"[a-z]s,?\s+$")  # "two voters, Ana Bero and Boris Adel, who"
_LEAD = re.compile(r"^(?:,|\s+(?:is|was))\s+")
_PLACE = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.’'-]*),?\s+$")


def resolve_relative(case: Case) -> Actor | None:
    """Resolves "who", "which" and "that" by the words right before.

    Fires on "Ana Bero, who said" and "Kyiv, which argued"; must not fire on "it", and takes no name that other words
    part from the pronoun ("supporters of Ana Bero who said").

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("It was hard for Kyiv, which argued so.", "which").name
    'Ukraine'
    >>> sample_speaker("Farmers near Kyiv who argued so left.", "who").type
    'group'
    """
    if case.surface.lower() not in RELATIVE:
        return None
    sentence = case.scene.sentences[case.scene.sentence_at(case.span.start)]
    stretch = Span(max(sentence.start, case.span.start - _REACH), case.span.start)
    return _person_before(case, stretch) or _body_before(case, stretch) or _described_before(case, stretch)


def _person_before(case: Case, stretch: Span) -> Actor | None:
    named = case.cast.within(stretch)
    several = pair_before(case, reach=0) if len(named) > 1 and case.surface.lower() == "who" else None
    if (
        several is not None
        and _PLURAL.search(case.text, stretch.start, several.evidence[0].start)
        and _APPOSED.match(case.text[several.evidence[0].end : case.span.start])
    ):
        return replace(several, by="resolve_relative")
    for mention, owner in named[-1:]:
        if owner is not None and _APPOSED.match(case.text[mention.span.end : case.span.start]):
            return person_actor(owner, surface=case.surface, by="resolve_relative", score=0.85)
    # "Ana Bero, an Adel campaign aide who", "Bero is one of three members who": the last name only describes.
    for mention, owner in reversed(named):
        between = case.text[mention.span.end : case.span.start]
        if owner is not None and _DESCRIBED.match(between) and read_phrase(_LEAD.sub("", between)).head is not None:
            return person_actor(owner, surface=case.surface, by="resolve_relative", score=0.8)
    return None


def _body_before(case: Case, stretch: Span) -> Actor | None:
    """Gives "which" to the government or organisation named right before."""
    if case.surface.lower() in ("who", "whom", "whose"):
        return None
    found = _PLACE.search(case.text, stretch.start, stretch.end)
    words = found["name"].split() if found is not None else []
    for i in range(len(words)):
        place = find_place(" ".join(words[i:]))
        if place is not None and place.kind in ("country", "capital", "seat"):
            return place_actor(case, [place], by="resolve_relative")
    for body in case.bodies.before(case.span.start)[-1:]:
        if _APPOSED.match(case.text[body.span.end : case.span.start]):
            name, evidence = case.bodies.full_form(body.text), (body.span,)
            return Actor(type="organisation", name=name, surface=case.surface, by="resolve_relative", evidence=evidence)
    return None


def _described_before(case: Case, stretch: Span) -> Actor | None:
    """Gives "who" to the description right before it ("people who said"), read as if it were the source."""
    before = re.search(r"([^,.;:“”\"]{3,100}),?\s*$", case.text[stretch.start : stretch.end])
    if before is None:
        return None
    tail = re.split(r"\b(?:to|of|by|for|from|with|about|and|than|that|among|said|told)\s", before[1])[-1]
    phrase = read_phrase(tail)
    if phrase.head is None:
        return None
    if phrase.head.kind in ("body", "document"):
        named = case.surface.lower() not in ("who", "whom", "whose")
        name = bare(tail.strip()) if named else None
        return Actor(type="organisation", name=name, surface=case.surface, by="resolve_relative", score=0.6)
    several = phrase.plural or phrase.head.kind == "group"
    return Actor(
        type="group" if several else "anonymous",
        surface=case.surface,
        descriptor=phrase.text,
        rank=phrase.head.word,
        by="resolve_relative",
        evidence=(stretch,),
        score=0.6,
    )
