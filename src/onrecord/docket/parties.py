"""For which party of the docket somebody speaks: by what the pages say of them, never by what they say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.docket.party_names import derived_forms, forms_of, full_names_of, key_of, regions_of, surnames_of
from onrecord.docket.ranks import rank_of
from onrecord.records.actor import Actor
from onrecord.records.docket import Docket, Party, PartyMatch, PartyRule
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml

_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
# "Representatives of NATO", "the Norlandic delegation": longer descriptions name others by the way.
_DESCRIPTION_WORDS = 12
_LONGEST_NAME = 6
_LAWMAKER, _GOVERNMENT = 2, 5  # levels in the table of ranks
# An organisation with a country in its name is the country's own when it is one of these: not a board of underwriters.
PUBLIC_BODY = re.compile(
    r"\b(?:ministry|government|embassy|consulate|delegation|mission|mediation|presidency|parliament|army|military|navy|"
    r"coast guard|office|administration|cabinet|chancellery|foreign service)\b",
    re.IGNORECASE,
)


class Touched:
    """The names that a change of who is learnt bears on: words without any of them are answered as before."""

    def __init__(self, names: Iterable[str]) -> None:
        flat = sorted({flat_of(name) for name in names} - {""})
        self._pattern = re.compile("|".join(map(re.escape, flat))) if flat else None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self._pattern is not None

    def has(self, words: str | None) -> bool:
        """Tells whether one of the names may stand in some words."""
        return bool(words) and self._pattern is not None and self._pattern.search(flat_of(words or "")) is not None

    def has_speaker(self, speaker: Actor) -> bool:
        """Tells whether one of them may stand in what the page says of a speaker."""
        said = (speaker.name, speaker.surface, speaker.office, speaker.body, speaker.on_behalf_of, speaker.descriptor)
        return any(map(self.has, said)) or any(map(self.has, speaker.names))


@functools.lru_cache(maxsize=262_144)
def flat_of(words: str) -> str:
    """Returns letters and digits alone, without case: whatever stands between the parts of a name, it is found."""
    return "".join(filter(str.isalnum, words.casefold()))


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {key for key, _ in one.items() ^ other.items()}


class PartyIndex:
    """The names of a docket's parties, ready to be looked up.

    Args:
        docket: The docket.
        learnt: People whom the pages introduce as a party's own: name to party; see `learn_people`.
    """

    def __init__(self, docket: Docket, learnt: dict[str, str] | None = None) -> None:
        self.parties = {party.name: party for party in docket.parties}
        self.people: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        for party in docket.parties:
            self._add(party)
        self._derived = tuple(derived_forms(docket.parties))
        self._words: dict[str, str | None] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        # Answers of `parties_of`: a record's speakers are few beside its statements.
        self.known: dict[Actor, tuple[PartyMatch, ...]] = {}
        self._named = tuple(name for party in docket.parties for name in party.people)
        self.learnt: dict[str, str] = {}
        self._surnames: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self.learn(learnt or {})
        self._longest = max((name.count(" ") + 1 for name in self._names), default=1)

    def learn(self, learnt: Mapping[str, str]) -> Touched:
        """Takes other people for a party's own than before; returns what tells which words that bears on.

        Args:
            learnt: As at the beginning; see `learn_people`.
        """
        before = self.learnt, self._surnames, self._full
        self.learnt = {key_of(name): party for name, party in learnt.items()}
        self._surnames = surnames_of({**self.learnt, **self.people})
        self._full = full_names_of([*learnt, *self._named])
        after = self.learnt, self._surnames, self._full
        touched = Touched(key for pair in zip(before, after, strict=True) for key in _differing(*pair))
        if touched:
            for words in [words for words in self._found if touched.has(words)]:
                del self._found[words]
            for speaker in [speaker for speaker in self.known if touched.has_speaker(speaker)]:
                del self.known[speaker]
        return touched

    def _add(self, party: Party) -> None:
        for name in (party.name, *party.aliases, *party.bodies):
            self._names.setdefault(key_of(name), party.name)
        for name in party.people:
            self.people.setdefault(key_of(name), party.name)
        for code in party.countries:
            self._countries.setdefault(code, party.name)
        for name in (*party.regions, *regions_of(party)):
            self._regions.setdefault(key_of(name), party.name)
        for name in party.members:
            place = find_place(name)
            if place is not None and place.code:
                self._countries.setdefault(place.code, party.name)
            else:
                self._names.setdefault(key_of(name), party.name)
        for name in forms_of(party):
            self._names.setdefault(key_of(name), party.name)

    def named(self, words: str | None) -> str | None:
        """Returns the party that `words` are the name of, as a whole.

        >>> from onrecord.records.docket import Docket, Party
        >>> index = PartyIndex(Docket(name="", parties=(Party(name="Kavelia", role="negotiator"),)))
        >>> index.named("the Kavelians"), index.named("Kavelia and Ostrand")
        ('Kavelia', None)
        """
        if not words:
            return None
        key = key_of(words)
        found = self._names.get(key) or self.people.get(key)
        if found is not None:
            return found
        place = find_place(words)
        if place is not None and place.code:
            return self._countries.get(place.code)
        return self._by_form(words.split()[-1]) if key and " " not in key else None

    def found_in(self, words: str | None) -> tuple[str, ...]:
        """Returns the parties whose names stand in `words`, in order, each once.

        >>> from onrecord.records.docket import Docket, Party
        >>> index = PartyIndex(Docket(name="", parties=(Party(name="Kavelia", role="negotiator"),)))
        >>> index.found_in("spokesman for the Kavelian foreign ministry"), index.found_in("a minister of Ostrand")
        (('Kavelia',), ())
        """
        key = words or ""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(dict.fromkeys(party for _, _, party in self.places_in(key)))
        return found

    def places_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yields where the names of parties stand in `text`: start, end (code points), party; long names first."""
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        number = 0
        while number < len(words):
            start = words[number][0]
            # A name begins with a capital; "us" and "the west wind" are not parties.
            taken = self._at(text, words, number) if text[start].isupper() else None
            if taken is None:
                number += 1
                continue
            end, party = taken
            yield words[number][0], words[end][1], party
            number = end + 1

    def _at(self, text: str, words: list[tuple[int, int]], number: int) -> tuple[int, str] | None:
        limit = min(len(words), number + min(max(self._longest, 3), _LONGEST_NAME))
        for end in range(limit - 1, number - 1, -1):
            phrase = text[words[number][0] : words[end][1]].removesuffix("’s").removesuffix("'s")
            party = self.named(phrase) or self._person_in(phrase, alone=end == number)
            if party is not None:
                return end, party
        return None

    def _person_in(self, phrase: str, *, alone: bool) -> str | None:
        """Returns the party of a person in running words: by the full name, or a surname that is no other word."""
        key = key_of(phrase)
        if not alone:
            return self.learnt.get(key)
        return self._surnames.get(key) if key not in _calendar() else None

    def _by_form(self, word: str) -> str | None:
        """Returns the party that a single word is an adjective or a people of: "Kavelian" of "Kavelia"."""
        if word not in self._words:
            self._words[word] = next((party for form, party in self._derived if form.fullmatch(word)), None)
        return self._words[word]

    def of_person(self, name: str | None) -> str | None:
        """Returns the party of a person by the docket, else by the pages; by a surname that one party alone has."""
        key = key_of(name or "")
        return self.people.get(key) or self.learnt.get(key) or self._surnames.get(key)

    def full_name(self, name: str) -> str:
        """Returns the one full name that ends in a surname; `name` itself where there is none, or more than one."""
        return self._full.get(name, name)

    def of_country(self, code: str | None) -> str | None:
        """Returns the party that speaks for a country."""
        return self._countries.get(code) if code else None

    def of_region(self, region: str | None) -> str | None:
        """Returns the party that a region stands for."""
        return self._regions.get(key_of(region)) if region else None


@functools.cache
def _calendar() -> frozenset[str]:
    """Returns words with a capital that are names of nobody: months, days, titles."""
    return frozenset(read_toml("proposal_words")["before"]["no_name"].split())


def parties_of(speaker: Actor, index: PartyIndex) -> tuple[PartyMatch, ...]:
    """Returns the parties that `speaker` speaks for: one, several for a group, none for an outsider.

    The first that answers: whom the page says they speak for, their own name, their office and body, whom other pages
    introduce them as, the country, and for the unnamed the region.

    >>> from onrecord.records.docket import Docket, Party
    >>> docket = Docket(name="", parties=(Party(name="Kavelia", role="negotiator"),))
    >>> speaker = Actor(type="person", name="Luka Peresh", office="spokesman for the Kavelian foreign ministry")
    >>> [(match.party, match.by) for match in parties_of(speaker, PartyIndex(docket))]
    [('Kavelia', 'body')]
    >>> parties_of(Actor(type="person", name="Greta Foss", office="chairwoman"), PartyIndex(docket))
    ()
    """
    found = index.known.get(speaker)
    if found is None:
        found = index.known[speaker] = _parties_of(speaker, index)
    return found


def _parties_of(speaker: Actor, index: PartyIndex) -> tuple[PartyMatch, ...]:
    certain = speaker.certainty != "probable" and speaker.type not in {"anonymous", "unresolved"}
    if speaker.type == "writer":
        return ()
    if speaker.names:
        return _of_names(speaker, index)
    for rule, words, named in _answers(speaker, index):
        # Somebody's country is a party only for those in office, and a lawmaker's word does not bind it.
        level = rank_of(speaker).level if rule == "country" and speaker.type == "person" else _GOVERNMENT
        party, certain = (named if level else None), certain and level > _LAWMAKER
        if party is not None:
            outright = certain or (rule == "name" and speaker.type == "unresolved" and index.named(words) is not None)
            return (PartyMatch(party=party, by=rule, words=words or "", certain=outright),)
    if speaker.type in {"anonymous", "group"}:
        return _of_description(speaker, index)
    return ()


def _answers(speaker: Actor, index: PartyIndex) -> Iterator[tuple[PartyRule, str | None, str | None]]:
    name, key = speaker.name, key_of(speaker.name or "")
    yield "person", name, index.people.get(key)
    yield "on_behalf_of", speaker.on_behalf_of, index.named(speaker.on_behalf_of)
    if speaker.type in {"government", "group", "unresolved"} or (name and PUBLIC_BODY.search(name)):
        yield "name", name, index.named(name) or _single(index.found_in(name))
    elif speaker.type == "organisation":
        yield "name", name, index.named(name)
    yield "body", speaker.body, _single(index.found_in(speaker.body))
    yield "body", speaker.office, _single(index.found_in(speaker.office))
    # A newspaper's country is none of its parties.
    if speaker.type != "organisation" or PUBLIC_BODY.search(name or ""):
        yield "country", speaker.country, index.of_country(speaker.country)
    if speaker.country is None and not speaker.body and speaker.type == "person":
        yield "person", name, index.of_person(name)
        yield "name", speaker.surface, _single(index.found_in(_before_name(speaker)))
    if speaker.type == "unresolved":
        yield "person", name, index.of_person(name)


def _of_names(speaker: Actor, index: PartyIndex) -> tuple[PartyMatch, ...]:
    found = {
        party: PartyMatch(party=party, by="name", words=name, certain=speaker.certainty != "probable")
        for name in reversed(speaker.names)
        for party in (index.named(name) or index.of_person(name) or _single(index.found_in(name)),)
        if party is not None
    }
    return tuple(found[party] for party in sorted(found))


def _of_description(speaker: Actor, index: PartyIndex) -> tuple[PartyMatch, ...]:
    """Returns the parties of somebody unnamed: of the head of the description, not of what is told in it."""
    region = index.of_region(speaker.region)
    if region is not None:
        return (PartyMatch(party=region, by="region", words=speaker.region or "", certain=False),)
    words = _head_of(speaker.descriptor or speaker.surface or "")
    return tuple(
        PartyMatch(party=party, by="descriptor", words=words, certain=False) for party in sorted(index.found_in(words))
    )


def _head_of(descriptor: str) -> str:
    """Returns a description up to what is told of the person: "a Compact diplomat", not whom they worked with.

    >>> _head_of("A Compact diplomat involved in drafting the guarantees with Ostrand")
    'A Compact diplomat'
    >>> _head_of("Three officials in Marholm and Corvane")
    'Three officials in Marholm and Corvane'
    """
    head = re.split(r",|\s(?:who|whose|involved|briefed|familiar|close|with|working|speaking|seen|at)\b", descriptor)[0]
    return " ".join(head.split()[:_DESCRIPTION_WORDS])


def _before_name(speaker: Actor) -> str:
    surface, name = speaker.surface or "", speaker.name or ""
    last = name.split()[-1] if name else ""
    return surface[: surface.rfind(last)] if last and last in surface else ""


def learn_people(introductions: Iterable[tuple[str, str]], docket: Docket) -> dict[str, str]:
    """Returns the people whom the pages introduce as somebody's: name to party, where all introductions agree.

    Args:
        introductions: Names, each with the words of office before or behind it.
        docket: The docket.

    >>> from onrecord.records.docket import Docket, Party
    >>> docket = Docket(name="", parties=tuple(Party(name=name, role="negotiator") for name in ("Kavelia", "Ostrand")))
    >>> learn_people([("Ada Venn", "Kavelian Minister"), ("Bo Lund", "Ostrander"), ("Bo Lund", "Kavelian")], docket)
    {'Ada Venn': 'Kavelia'}
    """
    index = PartyIndex(docket)
    found: dict[str, set[str]] = {}
    for name, words in introductions:
        for party in index.found_in(words):
            found.setdefault(name, set()).add(party)
    return {name: next(iter(parties)) for name, parties in sorted(found.items()) if len(parties) == 1}


def _single(found: tuple[str, ...]) -> str | None:
    return found[0] if len(found) == 1 else None
