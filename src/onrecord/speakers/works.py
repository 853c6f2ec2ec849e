"""Organisations, outlets and documents as sources, and the people behind a document."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.antecedents import rank
from onrecord.speakers.bodies import BodyName, body_hints
from onrecord.speakers.case import Case, bare
from onrecord.speakers.cast import Owner
from onrecord.speakers.lexicon import find_body, find_noun, fold, strip_possessive, word_set
from onrecord.speakers.named import person_actor
from onrecord.speakers.phrase import Phrase
from onrecord.speakers.pronouns import FEMALE, MALE, repeat
from onrecord.tables.read import read_toml

_FEW_WORDS = 8  # a capitalised source with more words is a headline, not a name
_ISSUED_REACH = 60  # code points after a source in which "in a report" is its own
_LEDE = 1  # blocks: the headline and what follows it
_BELOW = 4  # blocks further down in which a report names what its headline only describes
_MOSTLY = 3  # mentions, and twice as many as any other organisation has: then the page is about it
_IN_A = re.compile(r"In\s(?:an?|its|his|her|their)\s")  # "In a statement, Bero Watch called ..."
_NEAR_BLOCKS = 6  # that "the agency" may reach back
# "The group, Bero Miners"
_NAME_AFTER = re.compile(
    r",\s(?P<name>[A-Z][\w’'.-]*(?:\s(?:of|for|and|the|[A-Z][\w’'.-]*)){0,5})$"
)  # "The group, Bero Miners"
_CORE_END = re.compile(r",\s|\s\(|\s+(?:which|who|whose)\s|\s+[–—-]\s?")


def resolve_work(case: Case) -> Actor | None:
    """Resolves a document or post to the person whose it is, on the page's word.

    Fires on "Ana Bero’s letter", "a Bero tweet", "a study by the economist Ana Bero", "her statement"; must not fire
    on "a letter to Ana Bero" or "the ministry’s letter".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> text = "Ana Bero, a senator, wrote. Ana Bero’s letter said no."
    >>> sample_speaker(text, "Ana Bero, a senator,", "Ana Bero’s letter").name
    'Ana Bero'
    >>> sample_speaker("The ministry’s letter said no.", "The ministry’s letter").type
    'organisation'
    """
    phrase = case.phrase
    own = phrase.head is not None and phrase.head.word in word_set("own_media") and phrase.det in MALE | FEMALE
    if phrase.head is None or (phrase.head.kind != "document" and not own):
        return _own_campaign(case)
    owner = _author(case) or _possessor(case)
    if owner is None:
        return None
    actor = person_actor(owner, surface=case.surface, by="resolve_work", score=0.8)
    return replace(actor, evidence=(case.span, *actor.evidence))


def _author(case: Case) -> Owner | None:
    """Returns the person named as the document's owner or author."""
    for mention, owner in case.cast.within(case.span):
        if owner is None:
            continue
        before = case.text[case.span.start : mention.span.start]
        after = case.text[mention.span.end : case.span.end]
        owns = re.match(r"['’]s?\s+(?:[\w-]+\s+){0,3}\w+$", after) or re.match(r"^\s+[a-z]+$", after)
        if owns or re.search(r"\b(?:by|from)\s+(?:[\w.’'-]+\s+){0,6}$", before):
            return owner
    return None


def _possessor(case: Case) -> Owner | None:
    """Returns the person that "his" or "her" before the document stands for."""
    gender = "m" if case.phrase.det in MALE else "f" if case.phrase.det in FEMALE else ""
    ranked = rank(case, gender) if gender else []
    if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < 1):
        return None
    return Owner(ranked[0].person, sure=False, why=f"“{case.phrase.det}” is taken for {ranked[0].person.name.text}")


def _own_campaign(case: Case) -> Actor | None:
    """Names "his campaign" after the person: "Bero campaign"."""
    phrase = case.phrase
    if phrase.head is None or phrase.head.word not in ("campaign", "administration", "team") or phrase.pre:
        return None
    owner = _possessor(case)
    if owner is None:
        return None
    return Actor(
        type="organisation",
        name=f"{owner.person.name.surname} {phrase.head.word}",
        surface=case.surface,
        certainty="probable",
        why=owner.why,
        by="resolve_work",
        evidence=(case.span,),
        score=0.7,
    )


def resolve_body(case: Case) -> Actor | None:
    """Resolves an organisation, an outlet or a document.

    Fires on "The Washington Post", "the campaign" after "the Bero campaign", "a poll"; must not fire on "campaign
    aides".

    >>> from onrecord.speakers.sample import sample_speaker
    >>> sample_speaker("The Harbour Gazette said no.", "The Harbour Gazette").name
    'Harbour Gazette'
    >>> sample_speaker("Harbour workers said no.", "Harbour workers").type
    'group'
    """
    phrase = case.phrase
    head = phrase.head
    core = strip_possessive(_CORE_END.split(case.surface)[0].strip())
    apposed = _apposed_name(core)
    core = apposed or core
    known = find_body(core)
    named = [body for body in case.bodies.names if body.span.overlaps(case.span)]
    if known is None and not named and not apposed and (head is None or head.kind not in ("body", "document")):
        return _proper(case)
    if head is not None and head.kind in ("person", "group") and known is None:
        return None
    after = _NAME_AFTER.search(case.surface)
    if known is None and after is not None and _is_generic(phrase):
        return _body_again(case, case.bodies.full_form(after["name"]), case.span, why=None)
    if known is None and head is not None and _is_bare_definite(phrase):
        return _back_reference(case)
    below = _named_below(case) if known is None and not named and not apposed else None
    if below is not None:
        why = f"the page names {case.bodies.full_form(below.text)} below and no other {phrase.head_text}"
        return _body_again(case, case.bodies.full_form(below.text), below.span, why=why)
    name = _issuer(case) or _joined(case, core) or case.bodies.full_form(core)
    if known is None and (head is None or head.kind == "body") and len(core.split()) > _FEW_WORDS and named:
        name = case.bodies.full_form(named[0].text)
    return Actor(
        type="organisation",
        name=name,
        surface=case.surface,
        country=(known.code or None) if known is not None else None,
        region=(known.region or None) if known is not None else None,
        by="resolve_body",
        evidence=(case.span,),
        score=0.85,
    )


def _named_below(case: Case) -> BodyName | None:
    """Returns the organisation that a headline or a first sentence only describes: "A federal court" and its name."""
    phrase, scene = case.phrase, case.scene
    block = scene.paragraph_at(case.span.start)
    if phrase.head is None or phrase.head.kind != "body" or phrase.det not in ("", "a", "an") or block > _LEDE:
        return None
    noun = fold(phrase.head.word)
    hints = body_hints().get(noun, frozenset())
    found: dict[str, BodyName] = {}
    for body in case.bodies.names:
        words = body.text.split()
        near = body.span.start > case.span.end and scene.paragraph_at(body.span.start) - block <= _BELOW
        if near and len(words) > 1 and (noun in map(fold, words) or hints & set(words)):
            found.setdefault(case.bodies.full_form(body.text), body)
    return next(iter(found.values())) if len(found) == 1 else None


def _issuer(case: Case) -> str:
    """Returns the full name of the body whose document it is: "BAW rules" are the Bero Atom Watch's."""
    phrase = case.phrase
    if phrase.head is None or phrase.head.kind != "document":
        return ""
    owner = find_noun(phrase.owner) if phrase.owner else None
    back = case.bodies.last_with(fold(owner.word), case.span.start) if owner and owner.kind == "body" else None
    if back is not None:  # "the party’s bylaws"
        return case.bodies.full_form(back.text)
    for word in (phrase.owner, *phrase.pre):
        if word.isupper() and len(word) > 1 and case.bodies.full_form(word) != word:
            return case.bodies.full_form(word)
    return ""


def _joined(case: Case, core: str) -> str:
    """Returns the names of two bodies that speak together, joined by "&"."""
    parts = core.split(" and ")
    known = [part for part in parts if find_body(part) is not None or _is_named(case, part)]
    return " & ".join(case.bodies.full_form(part) for part in parts) if len(parts) == 2 and len(known) == 2 else ""


def _is_named(case: Case, words: str) -> bool:
    return any(bare(name.text) == bare(words) for name in case.bodies.names)


def _apposed_name(core: str) -> str:
    """Returns the name after a body noun in lower case: "TASS" of "the state news agency TASS"."""
    found = re.search(r"\b(?P<noun>[a-z]+)\s+(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)$", core)
    noun = find_noun(found["noun"]) if found is not None else None
    return found["name"] if found is not None and noun is not None and noun.kind == "body" else ""


def _is_generic(phrase: Phrase) -> bool:
    """Tells whether a body is called by a plain noun alone: "the group", "a company"."""
    body = phrase.head is not None and phrase.head.kind == "body"
    return body and bool(phrase.det or phrase.owner) and not phrase.pre


def _is_bare_definite(phrase: Phrase) -> bool:
    return phrase.det in ("the", "this", "that") and not phrase.pre and not phrase.owner and not phrase.post


def _back_reference(case: Case) -> Actor:
    """Resolves "the campaign" or "the report": a name with that noun, or the body that spoke last, or nobody."""
    head = case.phrase.head
    assert head is not None
    issued = _issued(case) if head.kind == "document" else None
    if issued is not None:
        return issued
    back = case.bodies.last_with(fold(head.word), case.span.start)
    if back is not None:
        return _body_again(case, case.bodies.full_form(back.text), back.span, why=None)
    here = case.scene.paragraph_at(case.span.start)
    bodies = [s for s in case.before if s.actor.type in ("organisation", "government") and s.actor.name]
    bodies = [s for s in bodies if here - case.scene.paragraph_at(s.at) <= _NEAR_BLOCKS]
    same = [s for s in bodies if s.phrase.head is not None and _kind(s.phrase.head.word) == _kind(head.word)]
    if not same and _kind(head.word) == "article":
        same = [s for s in bodies if (known := find_body(s.actor.name or "")) is not None and known.kind == "outlet"]
    # Without the same noun only a proper name that spoke right before will do: further back, two of three were wrong.
    others = [s for s in bodies if here - case.scene.paragraph_at(s.at) <= 1 and _is_proper(s.actor.name or "")]
    known_by = head.word in body_hints() or head.word in word_set("outlet_nouns")
    nearest = (same[-1:] + others[-1:]) if known_by else same[-1:]
    for said in sorted(nearest, key=lambda s: s.at)[-1:]:
        why = None if said in same else "the organisation that spoke last"
        return _body_again(case, said.actor.name or "", said.span, why=why)
    main = _main_body(case) if head.kind == "body" and head.word in word_set("companies") else None
    if main is not None:
        why = f"the page does not call it a {head.word}; the organisation it is mostly about"
        return _body_again(case, case.bodies.full_form(main.text), main.span, why=why)
    why = f"the page does not name a {head.word} before it"
    return Actor(type="unresolved", surface=case.surface, why=why, by="resolve_body", evidence=(case.span,))


def _main_body(case: Case) -> BodyName | None:
    """Returns the last mention of the organisation that the page before this names far more often than any other."""
    before = case.bodies.before(case.span.start)
    counts = Counter(case.bodies.full_form(body.text) for body in before).most_common(2)
    if not counts or counts[0][1] < _MOSTLY or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return [body for body in before if case.bodies.full_form(body.text) == counts[0][0]][-1]


def _issued(case: Case) -> Actor | None:
    """Resolves "the report" to whoever "said in a report" in this block or the one before."""
    here = case.scene.paragraph_at(case.span.start)
    assert case.phrase.head is not None
    noun = re.compile(rf"\b(?:an?|its|his|her|their|the)\s+(?:\w+\s+)?{re.escape(case.phrase.head.word)}\b")
    for said in reversed(case.before):
        if here - case.scene.paragraph_at(said.at) > 1:
            break
        sentence = case.scene.sentences[case.scene.sentence_at(said.at)]
        issued = noun.search(case.text, said.span.end, min(said.span.end + _ISSUED_REACH, case.span.start))
        if issued is None and _IN_A.match(case.text, sentence.start, said.at):
            issued = noun.search(case.text, sentence.start, said.at)
        if issued is not None:
            return repeat(case, said, by="resolve_body")
    return None


def _kind(word: str) -> str:
    """Returns the kind of document that a noun names; bodies are each their own kind."""
    kinds: dict[str, str] = read_toml("speaker_words")["work_kinds"]
    return kinds.get(word, word)


def _is_proper(name: str) -> bool:
    return find_noun(name) is None and all(
        word[:1].isupper() or word in ("of", "for", "and", "the", "on", "to") for word in name.split()
    )


def _body_again(case: Case, name: str, evidence: Span, *, why: str | None) -> Actor:
    return Actor(
        type="organisation",
        name=name,
        surface=case.surface,
        certainty="probable" if why else None,
        why=why,
        by="resolve_body",
        evidence=(case.span, evidence),
        score=0.6 if why else 0.85,
    )


def _proper(case: Case) -> Actor | None:
    """Resolves a capitalised name that nothing else knows ("PolitiFact"): an organisation, as far as the page shows."""
    words = bare(case.surface).split()
    if (
        not words
        or len(words) > _FEW_WORDS
        or not all(w[:1].isupper() or w in ("of", "for", "and", "the") for w in words)
    ):
        return None
    if len(words) == 1 and fold(words[0]) in word_set("sentence_starts"):
        return None
    return Actor(
        type="organisation",
        name=case.bodies.full_form(bare(case.surface)),
        surface=case.surface,
        by="resolve_body",
        evidence=(case.span,),
        score=0.6,
    )
