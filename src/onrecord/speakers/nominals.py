"""Definite descriptions: "the minister", "the diplomat", "the campaign" point back at somebody, or at nobody."""

from __future__ import annotations

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.antecedents import rank
from onrecord.speakers.case import Case, Said, bare
from onrecord.speakers.cast import Owner
from onrecord.speakers.lexicon import fold, word_set
from onrecord.speakers.named import person_actor
from onrecord.speakers.people import Person
from onrecord.speakers.phrase import Phrase
from onrecord.speakers.pronouns import pair_before, two_named
from onrecord.speakers.unnamed import same_unnamed, unnamed_actor
from onrecord.tables.places import find_place

# Words that say the same of an office; a page changes between them for variety.
_SAME = {
    "gop": "republican",
    "justice": "judge",
    "attorney": "lawyer",
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "legislator",
    "premier": "minister",
    "spokeswoman": "spokesperson",
    "spokesman": "spokesperson",
    "chairwoman": "chairman",
    "chair": "chairman",
    "contender": "candidate",
    "advisor": "adviser",
    "chief": "head",
}
# What an office may also be called: a senator is a lawmaker, a nominee is a candidate. Never the other way round.
_WIDER = {
    "lawmaker": ("senator", "representative", "congressman", "congresswoman", "legislator", "member of parliament"),
    "legislator": ("senator", "representative", "congressman", "congresswoman", "lawmaker"),
    "candidate": ("nominee", "contender", "presidential candidate", "republican", "democrat"),
    "nominee": ("presidential candidate", "candidate", "republican", "democrat"),
    "politician": ("senator", "governor", "mayor", "congressman"),
    "leader": ("president", "prime minister", "chancellor", "chairman", "head"),
    "minister": ("foreign minister", "prime minister", "defence minister", "defense minister", "finance minister"),
    "diplomat": ("ambassador", "envoy", "foreign minister", "secretary of state", "foreign secretary", "consul"),
    "official": ("diplomat", "aide", "adviser", "deputy minister", "spokesperson", "officer"),
    "academic": ("professor", "lecturer", "scholar"),
    "spokesperson": ("press secretary",),
    "lawyer": ("counsel", "solicitor", "barrister"),
    "economist": ("chief economist",),
    "executive": ("chief executive", "ceo"),
}

_LOWER_RANKS = frozenset(("vice", "deputy", "assistant", "associate"))
_IDLE = frozenset(("the", "a", "former", "own", "longtime", "other", "two", "new"))
_EXACT = 2
_PAIR_REACH = 4  # sentences
_PUBLIC = frozenset(("judge", "doctor"))  # act under their names; a minister or lawyer may also be a source
_LEDE = 1  # blocks: the headline and what follows it
_BELOW = 4  # blocks further down in which a report names whom its headline only describes
_SALIENT = 1.0  # logits of `antecedents.rank`; below it "the businessman" is nobody we know


def resolve_nominal(case: Case) -> Actor | None:
    """Resolves a definite description of one person.

    Fires on "the minister" after "Foreign Minister Ana Bero", and on "the diplomat" after "A European diplomat";
    must not fire on "a minister", nor choose between two ministers.

    >>> from onrecord.speakers.sample import sample_speaker
    >>> text = "Foreign Minister Ana Bero left. The minister said no."
    >>> sample_speaker(text, "Foreign Minister Ana Bero", "The minister").name
    'Ana Bero'
    >>> sample_speaker("The minister said no.", "The minister").name is None
    True
    """
    phrase = case.phrase
    if phrase.head is None or phrase.head.kind != "person":
        return None
    if not _points_back(case):
        return _named_below(case) if phrase.det in ("a", "an") else None
    if phrase.plural:
        return _pair(case)
    named = _described_people(case)
    unnamed = _same_head(case)
    nearer = (
        bool(named)
        and _fit(named[0], phrase) == _EXACT
        and unnamed is not None
        and _last_said(case, named[0]) > unnamed.at
    )
    if unnamed is not None and not nearer:
        return same_unnamed(case, unnamed, probable=None, by="resolve_nominal")
    general = _general_head(case)
    if general is not None and (not named or _fit(named[0], phrase) < _EXACT):
        return general
    return (
        (_one_of(case, named) if named else None)
        or _leader_without_country(case)
        or _office_of_a_place(case)
        or _named_below(case)
        or _most_salient(case)
        or _unknown_office(case)
    )


def _one_of(case: Case, named: list[Person]) -> Actor:
    """Resolves a description to the one person it fits, or to the clearly likeliest of several."""
    if len(named) == 1:
        return person_actor(Owner(named[0]), surface=case.surface, by="resolve_nominal", score=0.85)
    likely = _likeliest(case, named)
    if likely is None:
        why = "several people on the page fit"
        return Actor(type="unresolved", surface=case.surface, why=why, by="resolve_nominal", evidence=(case.span,))
    owner = Owner(likely, sure=False, why="several people on the page have this office; the one spoken of last")
    return person_actor(owner, surface=case.surface, by="resolve_nominal", score=0.6)


def _leader_without_country(case: Case) -> Actor | None:
    """Resolves "the Peruvian leader" to the president who spoke last, where the page does not say of which country."""
    phrase = case.phrase
    if not case.before or find_place(" ".join(phrase.pre)) is None:
        return None
    for person in case.before[-1].people[:1]:
        if _fit(person, phrase) and not any(office.country for office in person.offices):
            why = f"the page does not say which country’s {phrase.head_text} {person.name.text} is; spoke last"
            owner = Owner(person, sure=False, why=why)
            return person_actor(owner, surface=case.surface, by="resolve_nominal", score=0.7)
    return None


def _office_of_a_place(case: Case) -> Actor | None:
    """Resolves "the Peruvian governor" to the only governor on the page, where the page does not say of which place."""
    phrase = case.phrase
    assert phrase.head is not None
    if not phrase.definite or phrase.head.role not in ("government", "legislature"):
        return None
    holders = [p for p in case.cast.people if p.mentions and _fit(p, phrase) and not _gender_clash(p, phrase)]
    if len(holders) != 1 or not _only_places(case, _unexplained(case, holders[0])):
        return None
    countries = {office.country for office in holders[0].offices if office.country}
    if countries and not countries & _codes(phrase):
        return None
    why = f"the page does not say of which place {holders[0].name.text} is {phrase.head_text}; nobody else on it is one"
    return person_actor(Owner(holders[0], sure=False, why=why), surface=case.surface, by="resolve_nominal", score=0.7)


def _named_below(case: Case) -> Actor | None:
    """Resolves a headline's or a first sentence's description to the one whom the next paragraphs name.

    "Judge rejects request": "Judge Ana Bero said ..." two paragraphs below. Not for words that stand for unnamed
    sources ("official", "diplomat"), nor where somebody of that office was named before.
    """
    phrase = case.phrase
    assert phrase.head is not None
    block = case.scene.paragraph_at(case.span.start)
    confidential = word_set("insiders") | word_set("general_heads")
    owned = phrase.owner and phrase.owner not in case.bodies.places and find_place(phrase.owner) is None
    if block > _LEDE or phrase.plural or owned or phrase.post or phrase.head.word in confidential - _PUBLIC:
        return None
    fitting = [p for p in case.cast.people if p.mentions and _fit(p, phrase) and not _gender_clash(p, phrase)]
    fitting = [p for p in fitting if _only_places(case, _unexplained(case, p))]
    fitting = [p for p in fitting if case.scene.paragraph_at(p.mentions[0].span.start) - block <= _BELOW]
    if len(fitting) != 1 or fitting[0].mentions[0].span.start < case.span.start:
        return None
    why = f"the page names {fitting[0].name.text} below and nobody else of that office"
    return person_actor(Owner(fitting[0], sure=False, why=why), surface=case.surface, by="resolve_nominal", score=0.7)


def _codes(phrase: Phrase) -> set[str]:
    """Returns the countries of the places that a description names; "Utah" is in the United States."""
    words = [*phrase.owner.split(), *phrase.pre]
    parts = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 3, len(words)) + 1))
    return {place.code for part in parts if (place := find_place(part)) is not None and place.code}


def _gender_clash(person: Person, phrase: Phrase) -> bool:
    gender = phrase.head.gender if phrase.head is not None else ""
    return bool(gender and person.gender and gender != person.gender)


def _only_places(case: Case, words: set[str]) -> bool:
    """Tells whether the words of a description that nothing accounts for are names of places or buildings."""
    said = [*case.phrase.owner.split(), *case.phrase.pre]
    left = set(words) - {"state", "city", "county", "province"}
    for i in range(len(said)):
        for j in range(i + 1, min(i + 3, len(said)) + 1):
            part = " ".join(said[i:j])
            if find_place(part) is not None or part in case.bodies.places:
                left -= {_key(word) for word in said[i:j]}
    return not left


def _pair(case: Case) -> Actor | None:
    """Resolves "the two men" or "the senators" to the two people named together last."""
    phrase = case.phrase
    few = phrase.count == 2 or (phrase.head is not None and phrase.head.role in ("politics", "legislature"))
    if not few or phrase.det != "the" or phrase.pre or phrase.post:
        return None
    block = case.scene.paragraphs[max(case.scene.paragraph_at(case.span.start) - 1, 0)]
    near = two_named(case, Span(block, case.span.start), by="resolve_nominal") if phrase.count == 2 else None
    return pair_before(case, reach=_PAIR_REACH) or near


def _most_salient(case: Case) -> Actor | None:
    """Resolves "the businessman" to whoever is spoken of, where nothing else on the page fits better, as probable.

    News changes words for somebody just named. Only for descriptions that are no office of a state: the holder of
    an office may be anybody.
    """
    phrase = case.phrase
    assert phrase.head is not None
    if phrase.det != "the" or phrase.owner or phrase.post or phrase.head.word not in word_set("varied_heads"):
        return None
    genders = (phrase.head.gender,) if phrase.head.gender else ("m", "f")
    ranked = sorted((item for gender in genders for item in rank(case, gender)), key=lambda item: -item.score)
    ranked = [item for item in ranked if item.person.introduced]
    others = [item for item in ranked if item.person is not ranked[0].person]
    if not ranked or (others and ranked[0].score - others[0].score < _SALIENT):
        return None
    why = f"the page does not call {ranked[0].person.name.text} so; the person spoken of last"
    return person_actor(
        Owner(ranked[0].person, sure=False, why=why), surface=case.surface, by="resolve_nominal", score=0.6
    )


def _points_back(case: Case) -> bool:
    """Tells whether the phrase is definite; a headline drops the article ("Minister: ...")."""
    phrase = case.phrase
    if phrase.definite:
        return True
    bare_noun = not phrase.det and phrase.count is None and not phrase.quantity and not phrase.post
    return bare_noun and case.surface[:1].isupper()


def _key(word: str) -> str:
    folded = fold(word)
    return _SAME.get(folded, folded)


def _fit(person: Person, phrase: Phrase) -> int:
    """Tells how well a description fits a person: 2 by the page's own noun, 1 by a wider one, 0 not."""
    assert phrase.head is not None
    head = phrase.head.word
    wider = {_key(word) for word in _WIDER.get(_SAME.get(head, head), ())}
    said = {fold(word) for word in phrase.pre}
    best = 0
    for office in person.offices:
        noun = office.noun.word if office.noun is not None else ""
        lower = (office.words | frozenset(noun.split())) & _LOWER_RANKS
        if not noun or (lower and not (lower & said) and head not in ("aide", "official")):
            continue
        if (
            office.former
            and office.noun is not None
            and office.noun.role == "government"
            and not ({"former", "ex"} & said)
        ):
            continue
        if head in office.also or _key(noun) == _key(head) or _key(noun.split()[-1]) == _key(head):
            return 2
        if _key(noun) in wider:
            best = 1
    return best


def _described_people(case: Case) -> list[Person]:
    """Returns the people that a description fits, the one named last first."""
    phrase = case.phrase
    assert phrase.head is not None
    fits = {2: [], 1: []}  # type: dict[int, list[Person]]
    for person in case.cast.people:
        fit = _fit(person, phrase) if person.mentions else 0
        if not fit or (phrase.head.gender and person.gender and phrase.head.gender != person.gender):
            continue
        rest = _unexplained(case, person)
        spoke = any(person in said.people for said in case.before)
        # A wider noun needs more: the person spoke before, or every other word fits.
        if not rest and (fit == 2 or spoke or len(phrase.pre) > 0):
            fits[fit].append(person)
    found = fits[2] or fits[1]
    return sorted(found, key=lambda person: -_last_said(case, person))


def _unexplained(case: Case, person: Person) -> set[str]:
    """Returns the words of a description that nothing the page says of a person accounts for."""
    phrase = case.phrase
    words = [*phrase.owner.split(), *phrase.pre]
    codes = {office.country for office in person.offices if office.country}
    known = {_key(word) for word in person.words}
    rest = {_key(word) for word in [*words, *phrase.head_text.split()[:-1]]} - known - _IDLE
    for word in words:  # "the IAEA chief" is the head of the agency with that long name
        if word.isupper() and {_key(w) for w in case.bodies.full_form(word).split()} <= known:
            rest.discard(_key(word))
    for i in range(len(words)):
        for j in range(i + 1, min(i + 3, len(words)) + 1):
            place = find_place(" ".join(words[i:j]))
            if place is not None and place.kind != "state" and place.code in codes:
                rest -= {_key(word) for word in words[i:j]}
    return rest


def _last_said(case: Case, person: Person) -> int:
    """Returns where a person was last named or spoke before this source; the first mention where only later."""
    at = [m.span.start for m in person.mentions if m.span.start < case.span.start]
    at += [said.at for said in case.before if person in said.people]
    return max(at, default=-person.mentions[0].span.start)


def _likeliest(case: Case, people: list[Person]) -> Person | None:
    """Returns the one of `people` that a pronoun here would clearly stand for."""
    ranked = [item for gender in ("m", "f") for item in rank(case, gender) if item.person in people]
    ranked.sort(key=lambda item: -item.score)
    others = [item for item in ranked if item.person is not ranked[0].person]
    if not ranked or (others and ranked[0].score - others[0].score < _SALIENT):
        return None
    return ranked[0].person


def _same_head(case: Case) -> Said | None:
    """Returns the last unnamed source with the same head noun."""
    head = case.phrase.head
    assert head is not None
    for said in reversed(case.before):
        if said.actor.type == "anonymous" and said.actor.rank and _key(said.actor.rank) == _key(head.word):
            return said if (said.actor.count or 1) == 1 else None
    return None


def _general_head(case: Case) -> Actor | None:
    """Resolves "the official" after exactly one unnamed "diplomat": probably the same, and the record says probably."""
    head = case.phrase.head
    assert head is not None
    if head.word not in word_set("general_heads") or case.phrase.pre or case.phrase.owner or case.phrase.post:
        return None
    single = [said for said in case.before if said.actor.type == "anonymous" and said.actor.count == 1]
    descriptors = {said.actor.descriptor for said in single}
    if len(descriptors) != 1:
        return None
    said = single[-1]
    why = f"“the {head.word}” is not “the {said.actor.rank}”; the text does not say that they are one"
    return same_unnamed(case, said, probable=why, by="resolve_nominal")


def _unknown_office(case: Case) -> Actor:
    """Leaves "the president" without a name where the page gives none; other descriptions are unnamed sources."""
    phrase = case.phrase
    assert phrase.head is not None
    if (
        phrase.owner
        or phrase.head.role not in ("government", "legislature")
        or phrase.head.word in word_set("insiders")
    ):
        return unnamed_actor(case, by="resolve_nominal")
    described = unnamed_actor(case, by="resolve_nominal")
    return Actor(
        type="unresolved",
        surface=case.surface,
        office=bare(case.surface),
        country=described.country or phrase.head.country or None,
        why="an office; the page names nobody who holds it",
        by="resolve_nominal",
        evidence=(case.span,),
    )
