"""Who is on the page: every name joined to one person, with what the page says of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.speakers.lexicon import Gender, find_title, gender_of_given
from onrecord.speakers.mentions import Mention
from onrecord.speakers.names import is_misspelt
from onrecord.speakers.offices import office_after, office_before, office_in_front
from onrecord.speakers.people import People, Person
from onrecord.speakers.scene import Scene

# One person of several with a surname takes its bare mentions when named in full this many times as often; at 2 the
# dev pages give none to the wrong spouse, below it they do.
_DOMINANCE = 2
_GENDERED = re.compile(r"\b(?:(he|his|him|himself)|(she|her|herself))\b", re.IGNORECASE)


class Owner(Struct, frozen=True):
    """Whose name a mention is.

    Attributes:
        person: Who.
        sure: False where somebody else on the page could be meant.
        why: What speaks for this one, where it is not sure.
    """

    person: Person
    sure: bool = True
    why: str | None = None


class Cast(Struct, frozen=True):
    """Everybody named on the page.

    Attributes:
        people: In order of first mention.
        mentions: In page order.
        owners: For each mention whose it is; ``None`` where two could be meant.
    """

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    owners: tuple[Owner | None, ...]

    def within(self, span: Span) -> list[tuple[Mention, Owner | None]]:
        """Returns the mentions inside `span`, in order."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.end - 1)
        found = []
        for i in range(first, len(self.mentions)):
            if self.mentions[i].span.start >= span.end:
                break
            found.append((self.mentions[i], self.owners[i]))
        return found


def read_cast(scene: Scene, mentions: tuple[Mention, ...]) -> Cast:
    """Joins `mentions` to persons and reads what the page says of each."""
    joined = _join(mentions)
    people = joined.everybody
    names = {mention.name.text: mention.name for mention in mentions}
    named = {text: joined.candidates(name) for text, name in names.items()}
    for mention in mentions:
        found = named[mention.name.text]
        if len(found) == 1:
            _learn(scene, found[0], mention)
    holders: dict[tuple[int, ...], Person | None] = {}
    owners = tuple(_owner(scene, named[mention.name.text], mention, holders) for mention in mentions)
    for mention, owner in zip(mentions, owners, strict=True):
        if owner is not None:
            owner.person.mentions.append(mention)
    for person in people:
        person.gender = person.gender or _voted_gender(scene, person, mentions)
    people.sort(key=lambda person: person.mentions[0].span.start if person.mentions else len(scene.text))
    return Cast(tuple(people), mentions, owners)


def _join(mentions: tuple[Mention, ...]) -> People:
    """Makes one person of all full names that fit together, then one of each other name that fits none."""
    people = People()
    distinct = {mention.name.text: mention for mention in reversed(mentions)}
    first = sorted(distinct.values(), key=lambda mention: mention.span)
    for mention in first:
        if mention.name.is_full:
            people.join_full(mention.name)
    for mention in first:
        if not mention.name.is_full and not people.candidates(mention.name):
            people.add(mention.name)
    return people


def _learn(scene: Scene, person: Person, mention: Mention) -> None:
    """Reads offices and gender around one mention."""
    sentence = scene.sentences[scene.sentence_at(mention.span.start)]
    start = mention.span.start
    offices = [
        office_before(scene.text, start, sentence.start),
        office_in_front(scene.text, start, sentence.start),
        office_after(scene.text, mention.span.end, sentence.end),
    ]
    person.offices += [office for office in offices if office is not None]
    title = find_title(mention.courtesy) if mention.courtesy else None
    genders = [title.gender if title is not None else "", *(office.gender for office in person.offices)]
    person.gender = person.gender or next((g for g in genders if g), "") or gender_of_given(person.name.given)
    if not person.gender and not person.name.is_full:
        person.gender = gender_of_given(person.name.text)


def _owner(
    scene: Scene, found: list[Person], mention: Mention, holders: dict[tuple[int, ...], Person | None]
) -> Owner | None:
    """Decides whose name a mention is; ``None`` where the page does not tell.

    "Mrs. Adel" beside Ana and Boris Adel is Ana; a bare "Adel" is the one named in full much more often, or the only
    one named in full in this paragraph or the one before; else nobody's.
    """
    if len(found) <= 1:
        return _only(found[0], mention) if found else None
    title = find_title(mention.courtesy) if mention.courtesy else None
    if title is not None and title.gender:
        found = [p for p in found if p.gender in (title.gender, "")] or found
        if len(found) == 1:
            return Owner(found[0])
    near = _named_nearby(scene, found, mention)
    if near is not None:
        return Owner(near, sure=False, why="another person on the page has this name; named in full nearest before")
    # Whom the page calls by the surname alone is asked once of the same namesakes.
    key = tuple(map(id, found))
    if key not in holders:
        holders[key] = _holder(scene, found)
    default = holders[key]
    if default is not None:
        return Owner(default, sure=False, why="another person on the page has this name; the page calls this one so")
    near = _named_nearby(scene, found, mention, blocks=1)
    if near is not None:
        return Owner(
            near, sure=False, why="another person on the page has this name; named in full in the block before"
        )
    return None


def _only(person: Person, mention: Mention) -> Owner:
    """Returns the only person whom a mention can be; unsure where its spelling is another."""
    if mention.name.is_full or not is_misspelt(mention.name.text, person.name):
        return Owner(person)
    return Owner(person, sure=False, why=f"the page also writes “{person.name.surname}”; nobody else comes near")


def _holder(scene: Scene, people: list[Person]) -> Person | None:
    """Returns the one of several namesakes whom the page calls by the surname alone.

    That is who had it twice before any other was named in full, or who is named in full much more often.
    """
    firsts = sorted((min(_positions(scene, person), default=len(scene.text)), i) for i, person in enumerate(people))
    first = people[firsts[0][1]]
    surname = re.compile(rf"(?<![A-Z]\w )\b{re.escape(first.name.surname)}\b")
    alone = [
        m for m in surname.finditer(scene.text, firsts[0][0], firsts[1][0]) if not _given_before(scene.text, m.start())
    ]
    if len(alone) >= _DOMINANCE:
        return first
    counts = sorted(((len(_positions(scene, person)), -i) for i, person in enumerate(people)), reverse=True)
    (most, at), (second, _) = counts[:2]
    return people[-at] if most >= _DOMINANCE * max(second, 1) else None


def _given_before(text: str, start: int) -> bool:
    """Tells whether a capitalised word that is no title stands right before a surname."""
    found = re.search(r"(\S+)\s$", text[max(0, start - 20) : start])
    return (
        found is not None and found[1][:1].isupper() and find_title(found[1]) is None and found[1][-1] not in '.,:;”"'
    )


def _positions(scene: Scene, person: Person) -> list[int]:
    """Returns where a person is named in full."""
    return [m.start() for form in set(_forms(person)) for m in re.finditer(re.escape(form), scene.text)]


def _named_nearby(scene: Scene, people: list[Person], mention: Mention, *, blocks: int = 0) -> Person | None:
    """Returns the only one of `people` named in full in this block before the mention, or in `blocks` before it."""
    block = max(scene.paragraph_at(mention.span.start) - blocks, 0)
    stretch = scene.text[scene.paragraphs[block] : mention.span.start]
    named = [person for person in people if any(form in stretch for form in _forms(person))]
    return named[0] if len(named) == 1 else None


def _forms(person: Person) -> tuple[str, ...]:
    return (person.name.text, f"{person.name.given} {person.name.surname}")


def _voted_gender(scene: Scene, person: Person, mentions: tuple[Mention, ...]) -> Gender:
    """Counts the pronouns that follow a name in its sentence before another name comes."""
    starts = [mention.span.start for mention in mentions]
    votes = Counter[str]()
    for mention in person.mentions:
        sentence = scene.sentences[scene.sentence_at(mention.span.start)]
        following = bisect_left(starts, mention.span.end)
        stop = min(sentence.end, starts[following] if following < len(starts) else sentence.end)
        found = _GENDERED.search(scene.text, mention.span.end, max(stop, mention.span.end))
        if found is not None:
            votes["m" if found[1] else "f"] += 1
    if votes["m"] == votes["f"]:
        return ""
    return "m" if votes["m"] > votes["f"] else "f"
