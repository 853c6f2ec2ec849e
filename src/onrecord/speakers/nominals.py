"""Definite descriptions: "the minister", "the diplomat", "the campaign" point back at somebody, or at nobody."""

from __future__ import annotations

from onrecord.records.actor import Actor
from onrecord.speakers.case import Case, Said, bare
from onrecord.speakers.cast import Owner, Person
from onrecord.speakers.lexicon import fold, word_set
from onrecord.speakers.named import person_actor
from onrecord.speakers.pronouns import pair_before, rank
from onrecord.speakers.unnamed import same_unnamed, unnamed_actor
from onrecord.tables.places import find_place

# Words that say the same of an office; a page changes between them for variety.
_SAME = {
    "gop": "republican",
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
    "candidate": ("nominee", "contender", "presidential candidate"),
    "nominee": ("presidential candidate",),
    "politician": ("senator", "governor", "mayor", "congressman"),
    "leader": ("president", "prime minister", "chancellor", "chairman", "head"),
    "minister": ("foreign minister", "prime minister", "defence minister", "defense minister", "finance minister"),
    "diplomat": ("ambassador", "envoy", "foreign minister", "secretary of state", "foreign secretary", "consul"),
    "official": ("diplomat", "aide", "adviser", "secretary", "minister", "deputy minister", "envoy", "officer"),
    "academic": ("professor", "lecturer", "scholar"),
    "spokesperson": ("press secretary",),
    "lawyer": ("counsel", "solicitor", "barrister"),
    "economist": ("chief economist",),
    "executive": ("chief executive", "ceo"),
}

_PAIR_REACH = 4  # sentences
_SALIENT = 1.0  # logits of `pronouns.rank`; below it "the businessman" is nobody we know


def resolve_nominal(case: Case) -> Actor | None:
    """Resolves a definite description of one person.

    Fires on "the minister" after "Foreign Minister Ana Bero", and on "the diplomat" after "A European diplomat";
    must not fire on "a minister", nor choose between two ministers.
    """
    phrase = case.phrase
    if phrase.head is None or phrase.head.kind != "person" or not _points_back(case):
        return None
    if phrase.plural:
        return _pair(case)
    named = _described_people(case)
    unnamed = _same_head(case)
    if unnamed is not None and (not named or _last_said(case, named[0]) < unnamed.at):
        return same_unnamed(case, unnamed, probable=None, by="resolve_nominal")
    if len(named) == 1 or (named and _much_nearer(case, named)):
        sure = len(named) == 1
        why = None if sure else "several people on the page have this office; the one named last"
        return person_actor(Owner(named[0], sure=sure, why=why), surface=case.surface, by="resolve_nominal", score=0.85)
    if named:
        return Actor(
            type="unresolved", surface=case.surface, why="several people on the page fit", by="resolve_nominal"
        )
    return _general_head(case) or _most_salient(case) or _unknown_office(case)


def _pair(case: Case) -> Actor | None:
    """Resolves "the two men" or "the senators" to the two people named together last."""
    phrase = case.phrase
    few = phrase.count == 2 or (phrase.head is not None and phrase.head.role in ("politics", "legislature"))
    return (
        pair_before(case, reach=_PAIR_REACH)
        if few and phrase.det == "the" and not phrase.pre and not phrase.post
        else None
    )


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
    return not phrase.det and phrase.count is None and not phrase.quantity and not phrase.post


def _key(word: str) -> str:
    folded = fold(word)
    return _SAME.get(folded, folded)


def _fits(person: Person, head: str) -> bool:
    """Tells whether a person of the page can be called `head`."""
    wanted = {_key(head), *(_key(word) for word in _WIDER.get(_SAME.get(head, head), ()))}
    for office in person.offices:
        noun = office.noun.word if office.noun is not None else ""
        if noun and (_key(noun) in wanted or noun in wanted or _key(noun.split()[-1]) == _key(head)):
            return True
    return False


def _described_people(case: Case) -> list[Person]:
    """Returns the people that a description fits, the one named last first."""
    phrase = case.phrase
    assert phrase.head is not None
    head = phrase.head.word
    extra = {_key(word) for word in [*phrase.owner.split(), *phrase.pre, *phrase.head_text.split()[:-1]]}
    extra -= {"the", "a", _key(head), "former", "own", "longtime", "other"}
    found = []
    for person in case.cast.people:
        if not person.mentions or not _fits(person, head):
            continue
        if phrase.head.gender and person.gender and phrase.head.gender != person.gender:
            continue
        if extra <= {_key(word) for word in person.words} | _places(person):
            found.append(person)
    if not found and phrase.head.role and extra:
        found = [p for p in case.cast.people if p.mentions and _fits(p, head) and _partly(p, extra)]
    return sorted(found, key=lambda person: -_last_said(case, person))


def _partly(person: Person, extra: set[str]) -> bool:
    """Tells whether at least one word of a longer description fits: "the Republican presidential nominee"."""
    return bool(extra & {_key(word) for word in person.words}) and len(extra) > 1


def _places(person: Person) -> set[str]:
    """Returns the adjectives of the country that a person's offices belong to."""
    codes = {office.country for office in person.offices if office.country}
    return {
        word for word in ("american", "us", "russian", "british") if (p := find_place(word.title())) and p.code in codes
    }


def _last_said(case: Case, person: Person) -> int:
    """Returns where a person was last named or spoke before this source; the first mention where only later."""
    at = [m.span.start for m in person.mentions if m.span.start < case.span.start]
    at += [said.at for said in case.before if person in said.people]
    return max(at, default=-person.mentions[0].span.start)


def _much_nearer(case: Case, people: list[Person]) -> bool:
    """Tells whether the first of `people` was named in this block or the last, and none of the others was."""
    blocks = [case.scene.paragraph_at(max(_last_said(case, person), 0)) for person in people]
    here = case.scene.paragraph_at(case.span.start)
    return here - blocks[0] <= 1 and all(here - block > 1 for block in blocks[1:])


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
