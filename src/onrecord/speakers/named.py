"""Sources that carry a person's name: which of the names is the speaker, and what to report of them."""

from __future__ import annotations

import re

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.case import Case
from onrecord.speakers.cast import Owner
from onrecord.speakers.lexicon import find_noun, is_given_name, last_noun, word_set
from onrecord.speakers.mentions import Mention
from onrecord.speakers.offices import Office
from onrecord.speakers.people import Person
from onrecord.speakers.phrase import read_phrase
from onrecord.tables.places import country_name

_GOVERNS = re.compile(r"\b(?:for|of|to|by|from|with|about|against|under|like|on|at|in|including|as|than)\s+[^,;:()]*$")
# Offices with a preposition of their own, which governs no name.
_OFFICE_OF = re.compile(
    r"\b(?:secretary|minister|chief|head|speaker|leader|member)\s+of\s+(?:the\s+)?[\w-]+\b", re.IGNORECASE
)
# "critics, including Ana Bero": whoever is named after it is an example of the source, not the source.
_EXAMPLES = re.compile(r"\b(?:including|such as|among them)\b|,\s+like\b")
_LONGEST_SOURCE = 600  # code points; the longest of the dev gold has 197
_ENDS_NAME = re.compile(
    r"\s*(?:$|[,;:(–—“\"]|--|['’]s?$|(?:who|of|from|in|at|on|with|himself|herself|and|or|&|all|both|each|also)\b)"
)
_JOINS = re.compile(r"^(?:\s*\([^()]*\)|,\s[RDI]-[A-Z][\w.]*)?\s*,?\s*(?:and|&|,)\s+(?:[^,;]*\s)?$")


def resolve_named(case: Case) -> Actor | None:
    """Resolves a source that names its speaker, alone or several together.

    Fires on "Foreign Minister Ana Bero", "Bero, a senator,", "A lawyer for the miners, Ana Bero,", "Bero and Adel";
    must not fire on "a spokeswoman for Ana Bero" or "Bero’s lawyer".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("A lawyer for the miners, Ana Bero, said no.", "A lawyer for the miners, Ana Bero,").name
    'Ana Bero'
    >>> sample_speaker("A lawyer for Ana Bero said no.", "A lawyer for Ana Bero").name is None
    True
    """
    heads = head_mentions(case) if case.span.end - case.span.start <= _LONGEST_SOURCE else []
    if not heads:
        return None
    if len(heads) == 1 and not _others_after(case, heads[0][0]):
        mention, owner = heads[0]
        return name_actor(case, mention, owner, by="resolve_named")
    return _several(case, heads)


def head_mentions(case: Case) -> list[tuple[Mention, Owner | None]]:
    """Returns the mentions in the source that are the speakers, in order; none where the names only describe."""
    inside = [(m, o) for part in case.attribution.source for m, o in case.cast.within(part)]
    heads: list[tuple[Mention, Owner | None]] = []
    for mention, owner in inside:
        if not _is_head(case, mention):
            continue
        if heads:
            between = case.text[heads[-1][0].span.end : mention.span.start]
            if not _JOINS.match(between) or last_noun_lower(between):
                break
        heads.append((mention, owner))
    return heads


def last_noun_lower(between: str) -> bool:
    """Tells whether the words between two names describe the second as belonging to the first ("and his wife")."""
    return bool(re.search(r"\b(?:his|her|their)\s", between)) or bool(re.match(r"^\s*,\s+an?\s", between))


def _is_head(case: Case, mention: Mention) -> bool:
    before = case.text[case.span.start : mention.span.start]
    after = case.text[mention.span.end : case.span.end]
    if not _ENDS_NAME.match(after):
        return False
    if _EXAMPLES.search(before) or _body_before_comma(before):
        return False
    before = _OFFICE_OF.sub("", before)
    if re.search(r"\b(?:who|which|that|whose)\b", before) and "," not in before.rsplit("who", 1)[-1]:
        return False
    clause = re.split(r"[,;:–—]\s", before)[-1] if _appositive(before) else before
    return not _GOVERNS.search(clause)


def _body_before_comma(before: str) -> bool:
    """Tells whether a body is described before the name: "her group, Taqad" is no person's name."""
    found = re.match(r"^([^,]+),\s+$", before)
    head = read_phrase(found[1]).head if found is not None else None
    return head is not None and head.kind == "body"


def _appositive(before: str) -> bool:
    """Tells whether the words before a name are a whole description and a comma."""
    found = re.match(r"^(.*?),\s+[^,]*$", before, re.DOTALL)
    if found is None:
        return False
    words = re.split(r"\s(?:of|for|from|at|in|on|with|to)\s", found[1])[0].split()
    noun = last_noun(words)
    return noun is not None and noun[1].kind == "person"


def _others_after(case: Case, mention: Mention) -> str:
    """Returns the rest of "Bero and other villagers", or ""."""
    after = case.text[mention.span.end : case.span.end]
    found = re.match(r"^(?:\s*\([^()]*\))?,?\s+(?:and|&)\s+(?P<rest>\S.*)$", after.strip(" ,"), re.DOTALL)
    found = found or re.match(r"^\s*(?:and|&)\s+(?P<rest>\S.*)$", after.rstrip(" ,"), re.DOTALL)
    return " ".join(found["rest"].split()) if found is not None else ""


def _several(case: Case, heads: list[tuple[Mention, Owner | None]]) -> Actor:
    actors = [name_actor(case, mention, owner, by="resolve_named") for mention, owner in heads]
    names = [actor.name or mention.name.text for actor, (mention, _) in zip(actors, heads, strict=True)]
    rest = _others_after(case, heads[-1][0])
    if rest:
        names.append(re.sub(r"^(?:the|an?)\s+(?=(?:\w+\s)*[A-Z])", "", rest))
    people = all(actor.type == "person" for actor in actors) and not rest
    return Actor(
        type="person" if people else "group",
        name=" & ".join(names),
        names=tuple(names),
        surface=case.surface,
        by="resolve_named",
        evidence=tuple(span for actor in actors for span in actor.evidence),
        score=min(actor.score or 0.5 for actor in actors),
    )


def name_actor(case: Case, mention: Mention, owner: Owner | None, *, by: str) -> Actor:
    """Returns the actor of one mention: full name where the page gives it, else what it gives and why no more."""
    if owner is None:
        return Actor(
            type="unresolved",
            name=mention.name.surname,
            surface=case.surface,
            why="two people on the page have this name",
            certainty="probable",
            by=by,
            evidence=(mention.span,),
        )
    return person_actor(owner, surface=case.surface, by=by)


def person_actor(owner: Owner, *, surface: str, by: str, score: float | None = None) -> Actor:
    """Returns the actor of a person of the cast.

    Args:
        owner: Who, and how sure that is.
        surface: The source's words.
        by: The rule that decided.
        score: Confidence in the identity; left out, it follows from how sure `owner` is.
    """
    person = owner.person
    office = person.office
    if not person.introduced:
        only = "given name" if is_given_name(person.name.text) and find_noun(person.name.text) is None else "surname"
        return Actor(
            type="unresolved",
            name=person.name.text.title() if person.name.text.isupper() else person.name.text,
            surface=surface,
            why=f"{only} only; the page introduces nobody of that name",
            by=by,
            evidence=(person.mentions[0].span,) if person.mentions else (),
            score=score,
        )
    country = office.country if office is not None and office.country else _any_country(person)
    text = office.text if office is not None and not _is_relation(office) else None
    behalf = next((o.on_behalf_of for o in person.offices if o.on_behalf_of), None)
    if behalf is None and office is not None and office.noun is not None and office.noun.role == "government":
        behalf = country_name(country) if country and not office.former else None
    return Actor(
        type="person",
        name=person.name.text,
        surface=surface,
        aliases=_aliases(person),
        office=text,
        country=country or None,
        body=(office.body or None) if office is not None else None,
        on_behalf_of=behalf,
        why=owner.why,
        certainty=None if owner.sure else "probable",
        by=by,
        evidence=_evidence(person),
        score=score if score is not None else (0.97 if owner.sure else 0.7),
    )


def _is_relation(office: Office) -> bool:
    """Tells whether an office only says what somebody is to somebody else: "her Peruvian counterpart"."""
    return office.noun is not None and office.noun.word in word_set("relations")


def _any_country(person: Person) -> str:
    return next((office.country for office in person.offices if office.country), "")


def _aliases(person: Person) -> tuple[str, ...]:
    seen = dict.fromkeys(mention.name.text for mention in person.mentions)
    return tuple(text for text in seen if text != person.name.text)[:6]


def _evidence(person: Person) -> tuple[Span, ...]:
    full = next((m.span for m in person.mentions if m.name.is_full), None)
    full = full or (person.mentions[0].span if person.mentions else None)
    spans = [full] if full is not None else []
    office = person.office
    if office is not None and office.text:
        spans.append(office.span)
    return tuple(spans)
