"""Governments as sources: countries, capitals, palaces, ministries. Only what acts as a source is a government."""

from __future__ import annotations

import functools
import re

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.case import Case, bare
from onrecord.speakers.lexicon import word_set
from onrecord.speakers.phrase import Phrase
from onrecord.tables.places import PlaceName, country_name, find_place
from onrecord.tables.read import read_toml

_AND = re.compile(r"\s*,?\s+and\s+|\s*,\s+")
_STATE_OFFICE = re.compile(r"\b(?:president|presidential|prime minister|chancellor|foreign|cabinet)\b", re.IGNORECASE)
_MOSTLY = re.compile(r"^(?:officials? in|both)\s+", re.IGNORECASE)


def resolve_government(case: Case) -> Actor | None:
    """Resolves a source that is a government or stands for one.

    Fires on "Kyiv", "the White House", "Beijing’s foreign ministry", "Moscow and Tehran"; must not fire on
    "a man in Moscow" or "the Moscow Times".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("Kyiv said no.", "Kyiv").name
    'Ukraine'
    >>> sample_speaker("A man in Kyiv said no.", "A man in Kyiv").type
    'anonymous'
    """
    names = [
        place
        for part in _AND.split(_core(case))
        if (place := _government(part)) is not None or (place := _unknown_place(case, part)) is not None
    ]
    if names and len(names) == len(_AND.split(_core(case))):
        return place_actor(case, names, by="resolve_government")
    return _ministry(case)


def _core(case: Case) -> str:
    """The source without what follows a comma or a relative pronoun: "China, Pyongyang’s only ally," is China."""
    text = re.split(r",\s+(?:which|who|whose|an?|the|[A-Z]\w+['’]s)\s|\s+(?:which|who)\s|\s+\(", case.surface)[0]
    return _MOSTLY.sub("", text).strip(" ,")


def _government(part: str) -> PlaceName | None:
    place = find_place(bare(part))
    return place if place is not None and place.kind in ("country", "capital", "seat", "state") else None


def _unknown_place(case: Case, part: str) -> PlaceName | None:
    """Returns a place that the tagger found and the tables do not know, as a government without a code."""
    name = bare(part)
    return PlaceName("country", name, "") if name in case.bodies.places else None


def place_actor(case: Case, places: list[PlaceName], *, by: str) -> Actor:
    """Returns the actor of governments named by their places."""
    names = tuple(dict.fromkeys(place.name for place in places))
    codes = {place.code for place in places}
    code = next(iter(codes)) if len(codes) == 1 else None
    return Actor(
        type="government",
        name=" & ".join(names),
        names=names if len(names) > 1 else (),
        surface=case.surface,
        country=code or None,
        on_behalf_of=country_name(code) if code and len(names) == 1 else None,
        certainty=None if code or len(codes) > 1 else "probable",
        why=None if code or len(codes) > 1 else "a place that speaks; the tables do not know it",
        by=by,
        evidence=(case.span,),
        score=0.95,
    )


def _ministry(case: Case) -> Actor | None:
    """Resolves "the Russian government", "Israel’s foreign ministry", "the Bero administration"."""
    phrase = case.phrase
    if phrase.head is None or phrase.head.kind != "body":
        return None
    words = [*([phrase.owner] if phrase.owner else []), *phrase.pre, phrase.head_text]
    of_state = phrase.head.word == "office" and _STATE_OFFICE.search(" ".join(words))
    if phrase.head.word not in word_set("government_bodies") and not of_state:
        return None
    place = _place_of(phrase)
    name: str | None = bare(_core(case))
    plain = phrase.head.word in ("government", "cabinet", "country", "nation", "leadership", "regime")
    if place is not None and plain:
        name = country_name(place.code)
    elif place is None and len(words) == 1 and not re.match(r"of\s+(?:the\s+)?[A-Z]", phrase.post):
        return None
    return Actor(
        type="government",
        name=name,
        surface=case.surface,
        country=(place.code or None) if place is not None else None,
        on_behalf_of=country_name(place.code) if place is not None else None,
        by="resolve_government",
        evidence=(case.span,),
        score=0.9,
    )


def _place_of(phrase: Phrase) -> PlaceName | None:
    words = [*phrase.owner.split(), *phrase.pre]
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            place = find_place(" ".join(words[i : i + length]))
            if place is not None and place.kind not in ("region", "state"):
                return place
    found = re.match(r"of\s+(?:the\s+)?(?P<name>[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)", phrase.post)
    return find_place(found["name"]) if found is not None else None


def with_party(case: Case, actor: Actor) -> Actor:
    """Adds whom somebody speaks for, where the words quoted pledge it: "Peru stands ready to ..."."""
    if actor.type not in ("person", "unresolved") or actor.on_behalf_of is not None or actor.office is not None:
        return actor
    if case.attribution.kind != "direct" or not case.attribution.content or actor.name is None:
        return actor
    first = case.attribution.content[0]
    found = _pledge().match(case.text, first.start, first.end)
    place = find_place(found["party"]) if found is not None else None
    if found is None or place is None or place.kind != "country":
        return actor
    party = country_name(place.code)
    why = f"{actor.why}; " if actor.why else ""
    why += f"speaks for {party} by the words “{found['party']} {found['verb']}”"
    span = Span(found.start("party"), found.end("verb"))
    return replace(actor, on_behalf_of=party, why=why, certainty="probable", evidence=(*actor.evidence, span))


@functools.cache
def _pledge() -> re.Pattern[str]:
    verbs = read_toml("speaker_words")["pledges"]
    return re.compile(rf"[“\"‘'\s]*(?P<party>(?:[Tt]he\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)\s(?P<verb>{verbs})\b")
