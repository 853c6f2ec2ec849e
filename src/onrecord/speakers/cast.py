"""Who is on the page: every name joined to one person, with what the page says of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.speakers.lexicon import Gender, find_title, fold, gender_of_given
from onrecord.speakers.mentions import Mention
from onrecord.speakers.names import Name, fits_name, is_misspelt, same_person, words_of
from onrecord.speakers.offices import Office, office_after, office_before, office_in_front
from onrecord.speakers.scene import Scene

# One person of several with a surname takes its bare mentions when named in full this many times as often; at 2 the
# dev pages give none to the wrong spouse, below it they do.
_DOMINANCE = 2
_GENDERED = re.compile(r"\b(?:(he|his|him|himself)|(she|her|herself))\b", re.IGNORECASE)


class Person(Struct, eq=False):
    """Somebody named on the page. Filled while the page is read, then only read.

    Attributes:
        name: The fullest form on the page.
        mentions: Where they are named, in order.
        offices: What the page says they are.
        gender: "m", "f" or "".
    """

    name: Name
    mentions: list[Mention] = []
    offices: list[Office] = []
    gender: Gender = ""

    @property
    def introduced(self) -> bool:
        """Whether the page says who it is: a full name, or an office with the surname."""
        return self.name.is_full or self.name.text.startswith("@") or any(office.text for office in self.offices)

    @property
    def office(self) -> Office | None:
        """The office to report: the first one the page gives that is not over, or the first."""
        named = [office for office in self.offices if office.text]
        current = [office for office in named if not office.former]
        # A government's office says more than "chairman" of something else.
        ranked = sorted(current, key=lambda office: office.noun is None or not office.noun.role)
        return ranked[0] if ranked else (named[0] if named else None)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every description, folded."""
        return frozenset(word for office in self.offices for word in office.words)


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
    people = _join(mentions)
    names = {mention.name.text: mention.name for mention in mentions}
    named = {text: _candidates(people, name) for text, name in names.items()}
    for mention in mentions:
        found = named[mention.name.text]
        if len(found) == 1:
            _learn(scene, found[0], mention)
    owners = tuple(_owner(scene, named[mention.name.text], mention) for mention in mentions)
    for mention, owner in zip(mentions, owners, strict=True):
        if owner is not None:
            owner.person.mentions.append(mention)
    for person in people:
        person.gender = person.gender or _voted_gender(scene, person, mentions)
    people.sort(key=lambda person: person.mentions[0].span.start if person.mentions else len(scene.text))
    return Cast(tuple(people), mentions, owners)


def _join(mentions: tuple[Mention, ...]) -> list[Person]:
    """Makes one person of all full names that fit together, then one of each other name that fits none."""
    people: list[Person] = []
    distinct = {mention.name.text: mention for mention in reversed(mentions)}
    first = sorted(distinct.values(), key=lambda mention: mention.span)
    for mention in first:
        if mention.name.is_full:
            _join_full(people, mention)
    for mention in first:
        if not mention.name.is_full and not _candidates(people, mention.name):
            people.append(Person(mention.name, []))
    return people


def _join_full(people: list[Person], mention: Mention) -> None:
    """Gives a full name to the person it fits, or to a new one; the fullest form becomes the name."""
    for person in people:
        if same_person(person.name, mention.name):
            if len(mention.name.text) > len(person.name.text) and not mention.name.text.isupper():
                person.name = mention.name
            return
    people.append(Person(mention.name, []))


def _candidates(people: list[Person], name: Name) -> list[Person]:
    """Returns the people that a name can be, those that it fits best."""
    same = [person for person in people if same_person(person.name, name)] if name.is_full else []
    return same or _by_fit(people, name.text) or _misspelt(people, name)


def _misspelt(people: list[Person], name: Name) -> list[Person]:
    """Returns the only person whose surname a bare name is with a letter wrong; none where the page has two."""
    found = [person for person in people if not name.is_full and is_misspelt(name.text, person.name)]
    return found if len(found) == 1 else []


def _by_fit(people: list[Person], word: str) -> list[Person]:
    last = fold(word).split()[-1:]
    fits = [(fits_name(word, p.name), p) for p in people if not last or last[0] in words_of(p.name)]
    best = max((fit for fit, _ in fits), default=0)
    return [person for fit, person in fits if fit == best] if best else []


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


def _owner(scene: Scene, found: list[Person], mention: Mention) -> Owner | None:
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
    default = _holder(scene, found)
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
