"""Unnamed sources and groups as records: how many, what rank, from where, how they know. Never a name."""

from __future__ import annotations

import re

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.case import Case, Said, bare
from onrecord.speakers.lexicon import find_body, find_noun, word_set
from onrecord.speakers.phrase import Phrase, read_phrase
from onrecord.tables.places import PlaceName, find_place

_SMALL_NUMBER = 20  # up to this many, a count of persons is individuals that a reporter may have spoken to
_BASIS = re.compile(
    r"(?:who (?:was|were|has been|have been|is|are) )?(?:directly |closely |intimately )?"
    r"(?:involved|familiar|briefed|close to"
    r"|knowledgeable|aware of|privy|present|with (?:direct |first-?hand )?knowledge|with insight|in the room|"
    r"at the (?:meeting|talks)|on the call)\b"
    r"|who (?:attended|took part|participated|saw|has seen|have seen|reviewed|heard|has knowledge|have knowledge)\b"
)
_SOME_OF = re.compile(
    r"(?P<some>one|two|three|several|some|many|most|another) of (?:them|these|those)\b", re.IGNORECASE
)
_LIST = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_EXAMPLES = re.compile(r",?\s+(?:including|such as|among them)\s")
_PEOPLE = ("ers", "ors", "sts", "ants", "ents", "ees", "ians", "ites", "eers", "folk", "mates", "smen", "women")
_CONDITION = re.compile(r"\s*,?\s*(?:who\s+)?(?:spoke|speaking|asked|requested|declined)\b.*$")


def resolve_unnamed(case: Case) -> Actor | None:
    """Resolves a source that is described but not named.

    Fires on "A European diplomat involved in the talks", "two people familiar with the matter", "officials"; must
    not fire on "critics" (a group) or "the diplomat" (points back; see `nominals.resolve_nominal`).

    >>> from onrecord.speakers.sample import sample_speaker
    >>> words = "A Peruvian diplomat involved in the talks"
    >>> speaker = sample_speaker(f"{words} said no.", words)
    >>> speaker.rank, speaker.country, speaker.count, speaker.basis
    ('diplomat', 'PE', 1, 'involved in the talks')
    >>> sample_speaker("Critics said no.", "Critics").type
    'group'
    """
    phrase = case.phrase
    if phrase.det == "those" and phrase.head is None:
        return unnamed_actor(case, by="resolve_unnamed")
    if (some := _SOME_OF.match(case.surface)) is not None:
        return _some_of(case, some["some"].lower())
    if phrase.head is None or phrase.head.kind not in ("person", "group"):
        return None
    if phrase.plural or phrase.quantity or phrase.head.kind == "group":
        return unnamed_actor(case, by="resolve_unnamed") if is_insiders(phrase) else None
    return unnamed_actor(case, by="resolve_unnamed")


def _some_of(case: Case, some: str) -> Actor | None:
    """Returns the record of "one of them, a Peruvian": one of the unnamed who spoke last, if anybody unnamed did."""
    said = case.before[-1] if case.before else None
    if said is None or said.actor.type not in ("anonymous", "group") or said.actor.count == 1:
        return None
    described = read_phrase(re.split(r",\s+", case.surface, maxsplit=1)[-1])
    return Actor(
        type=said.actor.type if some in ("some", "many", "most") else "anonymous",
        surface=case.surface,
        descriptor=case.surface,
        rank=said.actor.rank,
        body=said.actor.body,
        country=_code(described) or said.actor.country,
        region=_region(described) or said.actor.region,
        count={"one": 1, "another": 1, "two": 2, "three": 3}.get(some),
        basis=said.actor.basis,
        by="resolve_unnamed",
        evidence=(case.span, said.span),
        score=0.85,
    )


def resolve_group(case: Case) -> Actor | None:
    """Resolves a public group, named only by what they are.

    Fires on "NATO leaders", "voters in Bero", "Republicans", "most people"; must not fire on "the Bero Group".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("NATO leaders said no.", "NATO leaders").type
    'group'
    >>> sample_speaker("The Bero Group said no.", "The Bero Group").type
    'organisation'
    """
    phrase = _last_of_list(case)
    if phrase.head_text[:1].isupper() and find_body(case.surface) is None and _covers(case):
        return None
    head = phrase.head
    crowd = phrase.quantity or (
        phrase.head_text[:1].isupper() and phrase.head_text.endswith("s") and " " not in case.surface
    )
    place = find_place(phrase.head_text) or find_place(phrase.head_text.removesuffix("s"))
    if head is not None and not (head.kind == "group" or (head.kind in ("person", "body") and phrase.plural)):
        return None
    people = place is not None and place.kind == "demonym"
    if head is None and not people and not (crowd and not _is_body(case)) and not _is_plain_plural(phrase.head_text):
        return None
    return Actor(
        type="group",
        names=_parts(case.surface),
        surface=case.surface,
        descriptor=case.phrase.text,
        rank=head.word if head is not None else phrase.head_text.lower().removesuffix("s"),
        count=phrase.count,
        country=_code(phrase),
        region=_region(phrase),
        by="resolve_group",
        evidence=(case.span,),
        score=0.85,
    )


def _covers(case: Case) -> bool:
    """Tells whether the tagger took the whole source for an organisation: "The Bero Brothers"."""
    whole = bare(case.surface)
    return any(bare(name.text) == whole and " " in whole for name in case.bodies.names if name.span.overlaps(case.span))


def _last_of_list(case: Case) -> Phrase:
    """Returns the last of several joined by commas and "and", if only that tells what they are ("Peru and others")."""
    if case.phrase.head is not None:
        return case.phrase
    parts = _LIST.split(_EXAMPLES.split(case.surface)[0])
    last = read_phrase(parts[-1]) if len(parts) > 1 else case.phrase
    return last if last.head is not None and last.plural else case.phrase


def _is_plain_plural(word: str) -> bool:
    """Tells whether a word that the tables do not know looks like the plural of a kind of people ("creditors")."""
    return word.islower() and len(word) > 4 and word.endswith(_PEOPLE)


def is_insiders(phrase: Phrase) -> bool:
    """Tells whether a plural is several unnamed individuals rather than a public group."""
    head = phrase.head
    if head is None:
        return False
    if head.word in word_set("insiders") and not (
        head.word == "person" and not phrase.count and not _basis(phrase.post)
    ):
        return True
    return bool(phrase.count and phrase.count <= _SMALL_NUMBER and head.kind == "person") or bool(_basis(phrase.post))


def unnamed_actor(case: Case, *, by: str) -> Actor:
    """Returns the record of an unnamed source from its description."""
    phrase = case.phrase
    head = phrase.head
    count = phrase.count
    if count is None and head is not None and not phrase.plural and not phrase.quantity:
        count = 1
    return Actor(
        type="anonymous",
        surface=case.surface,
        descriptor=phrase.text,
        rank=head.word if head is not None else phrase.head_text or None,
        body=_body(phrase),
        country=_code(phrase),
        region=_region(phrase),
        count=count,
        basis=_basis(phrase.post),
        by=by,
        evidence=(case.span,),
        score=0.9,
    )


def same_unnamed(case: Case, said: Said, *, probable: str | None, by: str) -> Actor:
    """Returns the record of an unnamed source met before, for a phrase that points back at it."""
    first = said.actor
    return Actor(
        type=first.type,
        names=first.names,
        surface=case.surface,
        descriptor=first.descriptor,
        rank=first.rank,
        body=first.body,
        country=first.country,
        region=first.region,
        count=first.count,
        basis=first.basis,
        why=probable,
        certainty="probable" if probable else None,
        by=by,
        evidence=first.evidence or (Span(said.span.start, said.span.end),),
        score=0.6 if probable else 0.9,
    )


def _is_body(case: Case) -> bool:
    return find_body(case.surface) is not None or any(name.span.overlaps(case.span) for name in case.bodies.names)


def _parts(surface: str) -> tuple[str, ...]:
    """Splits "Washington and NATO allies" into its parties; a capital is named by its country."""
    parts = re.split(r"\s*,?\s+and\s+", surface)
    if len(parts) != 2:
        return ()
    places = [find_place(part) for part in parts]
    bodies = [find_body(part) for part in parts]
    if not any(bodies) and not any(place is not None and place.kind != "demonym" for place in places):
        return ()
    known = (place or body for place, body in zip(places, bodies, strict=True))
    return tuple(found.name if found is not None else part for found, part in zip(known, parts, strict=True))


def _basis(post: str) -> str | None:
    """Returns the words that say how the source knows, without the condition of anonymity."""
    text = _CONDITION.sub("", post).strip(" ,")
    return text if _BASIS.match(text) else None


def _body(phrase: Phrase) -> str | None:
    """Returns the body of "a Homeland Security Department official" or "a White House aide"."""
    words = list(phrase.pre)
    for i in range(len(words)):
        for j in range(len(words), i, -1):
            text = " ".join(words[i:j])
            place = find_place(text)
            if place is not None and place.kind == "seat":
                return place.name
            known = find_body(text)
            if known is not None and known.kind != "platform":
                return known.name
    for j in range(len(words), 0, -1):
        noun = find_noun(words[j - 1])
        if noun is not None and noun.kind == "body":
            return " ".join(words[:j])
    return None


def _place(phrase: Phrase) -> PlaceName | None:
    words = [*phrase.owner.split(), *phrase.pre, phrase.head_text]
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            place = find_place(" ".join(words[i : i + length])) or find_place(
                " ".join(words[i : i + length]).rstrip("s")
            )
            if place is not None:
                return place
    return None


def _code(phrase: Phrase) -> str | None:
    place = _place(phrase)
    return (place.code or None) if place is not None else None


def _region(phrase: Phrase) -> str | None:
    place = _place(phrase)
    return place.name if place is not None and place.kind == "region" else None
