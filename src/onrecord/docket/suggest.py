"""A docket drafted from a record: who speaks for whom, what recurs, which plans are named. To be edited by people."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.docket.grouping import group_mentions
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PUBLIC_BODY, PartyIndex, parties_of
from onrecord.docket.party_names import country_of
from onrecord.docket.ranks import rank_of
from onrecord.docket.recurring import find_recurring
from onrecord.records.actor import Actor
from onrecord.records.docket import Coding, Docket, Issue, Party, ProposalSpec, Role, VersionSpec
from onrecord.records.statement import Statement
from onrecord.tables.places import country_name
from onrecord.tables.read import read_rows, split_cell

# More than this no negotiation has, and no table shows.
_MOST_PARTIES = 12
# A government or bloc with fewer statements is an onlooker, unless the record is small.
_LEAST_STATEMENTS, _LEAST_SHARE = 2, 0.01
_MEDIATES = re.compile(r"\b(?:mediators?|mediation|facilitators?|go-between)\b", re.IGNORECASE)
_HIGH = 4  # ministers and heads: a spokesman may be a company's
_STATE_WORDS = 2
_SHORT = 4  # letters that a name and its adjective have in common at least
_PEOPLE_ENDINGS = ("an", "ian", "n", "er", "ese", "i", "ish")


def suggest_docket(
    statements: Iterable[Statement],
    notes: Mapping[str, PageNotes],
    *,
    name: str = "suggested",
    known: dict[str, tuple[str, ...]] | None = None,
) -> Docket:
    """Returns a docket drafted from a record; the same whatever the order of its pages.

    Args:
        statements: Of the record.
        notes: Page id to its notes, taken without the names of any docket.
        name: Of the docket.
        known: Phrases of quotes of earlier calls; filled.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    parties = find_parties(ordered, notes)
    bare = Docket(name=name, parties=parties, suggested=True)
    index = PartyIndex(bare)
    spoken = [(_sentence(s, notes), tuple(match.party for match in parties_of(s.speaker, index))) for s in ordered]
    recurring = find_recurring(spoken, _names(parties), known)
    issues = tuple(Issue(name=found.name, phrases=found.phrases) for found in recurring)
    return Docket(name=name, parties=parties, issues=issues, proposals=_proposals(notes, bare, index), suggested=True)


def _sentence(statement: Statement, notes: Mapping[str, PageNotes]) -> str:
    """Returns a statement with the words of its sentence, where a page has them: what it is on may stand before it."""
    for variant in statement.variants:
        page = notes.get(variant.page.id)
        place = page.places.get(variant.attribution) if page else None
        if place is not None:
            return place.around
    return statement.quote


def remarks_on(docket: Docket, codings: Iterable[Coding]) -> dict[str, str]:
    """Returns what to say of each entry of a drafted docket to whoever edits it."""
    parties: Counter[str] = Counter()
    issues: Counter[str] = Counter()
    sides: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        parties.update({match.party for match in coding.parties})
        for match in coding.issues:
            issues[match.issue] += 1
            sides[match.issue].update(party.party for party in coding.parties)
    remarks = {party.name: f"{parties[party.name]} statements; is it one side?" for party in docket.parties}
    for issue in docket.issues:
        remarks[issue.name] = f"{issues[issue.name]} statements by {len(sides[issue.name])} parties; a name for it?"
    for proposal in docket.proposals:
        remarks[proposal.name] = "Named on the pages; whose is it, and are all its names one text?"
    return remarks


def find_parties(statements: Iterable[Statement], notes: Mapping[str, PageNotes]) -> tuple[Party, ...]:
    """Returns the governments and blocs on record, those with most statements first."""
    speakers = [statement.speaker for statement in statements]
    countries: Counter[str] = Counter()
    blocs: Counter[str] = Counter()
    others: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for speaker, number in _counted(speakers):
        for code in _codes_of(speaker):
            countries[code] += number
        for bloc in _blocs_of(speaker):
            blocs[bloc] += number
        for other in _others_of(speaker):
            others[other] += number
        if (state := _state_of(speaker)) is not None:
            states[state] += number
        if speaker.type == "anonymous" and speaker.region and not speaker.country:
            regions[speaker.region] += number
    introduced = Counter(words for page in notes.values() for _, words in page.introductions)
    places = Counter[str]()
    for page in notes.values():
        places.update(dict(page.names))
    least = max(_LEAST_STATEMENTS, int(_LEAST_SHARE * len(speakers))) if len(speakers) > 50 else 1
    found = [(number, _country_party(code, introduced)) for code, number in countries.items()]
    found += [(number, Party(name=bloc, role="negotiator")) for bloc, number in blocs.items()]
    found += [
        (number, Party(name=region, role="negotiator", regions=(region,)))
        for region, number in regions.items()
        if not any(index.of_region(region) for index in (PartyIndex(Docket(name="", parties=(p,))) for _, p in found))
    ]
    known = PartyIndex(Docket(name="", parties=tuple(party for _, party in found)))
    unlisted = _unlisted(others, introduced, places)
    known_too = PartyIndex(Docket(name="", parties=tuple(party for _, party in unlisted)))
    found += unlisted
    found += [
        (number, Party(name=state, role="negotiator"))
        for state, number in states.items()
        if known.named(state) is None and known_too.named(state) is None
    ]
    kept = [(number, party) for number, party in found if number >= least]
    kept.sort(key=lambda pair: (-pair[0], pair[1].name))
    return tuple(party for _, party in kept[:_MOST_PARTIES])


def _counted(speakers: Sequence[Actor]) -> Iterator[tuple[Actor, int]]:
    """Yields each speaker with how often it is there, in order; a record holds equal ones as one object, mostly."""
    numbers = Counter(map(id, speakers))
    for speaker in speakers:
        number = numbers.pop(id(speaker), 0)
        if number:
            yield speaker, number


def _codes_of(speaker: Actor) -> set[str]:
    """Returns the countries that somebody speaks for as far as the page says; a person's birthplace is not one."""
    codes = {code for name in (speaker.on_behalf_of, *speaker.names) if name and (code := country_of(name))}
    in_office = speaker.type == "government" or (speaker.type == "person" and rank_of(speaker).level > 0)
    if speaker.country and in_office:
        codes.add(speaker.country)
    if not codes and speaker.name and (code := country_of(speaker.name)):
        codes.add(code)
    return {code for code in codes if country_name(code)}


def _state_of(speaker: Actor) -> str | None:
    """Returns the name of a state in no table for which somebody in office speaks, as far as the page says."""
    state = speaker.on_behalf_of or (speaker.name if speaker.type == "government" else None)
    high = speaker.type == "government" or rank_of(speaker).level >= _HIGH
    if not state or not high or len(state.split()) > _STATE_WORDS or country_of(state) or PUBLIC_BODY.search(state):
        return None
    return state


def _blocs_of(speaker: Actor) -> set[str]:
    words = " ".join(
        part for part in (speaker.name, *speaker.names, speaker.body, speaker.on_behalf_of, speaker.descriptor) if part
    )
    return {bloc for bloc, pattern in _bloc_patterns() if pattern.search(words)}


@functools.cache
def _bloc_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            row["name"],
            re.compile(
                "|".join(rf"\b{re.escape(n)}\b" for n in (row["name"], *split_cell(row["aliases"])) if n[:4] != "the ")
            ),
        )
        for row in read_rows("bodies")
        if row["kind"] in {"bloc", "movement"}
    )


def _others_of(speaker: Actor) -> set[str]:
    """Returns the words with capitals that may name a government that no table has: "Kavelia", "Ostrander"."""
    if speaker.type in {"organisation", "unresolved", "government", "group"} and speaker.name:
        return {speaker.name} if len(speaker.name.split()) <= 3 and not country_of(speaker.name) else set()
    office = (speaker.office or speaker.body or speaker.descriptor or "").split()
    return {word for word in office if word[0].isupper() and len(word) > 4 and word.endswith(_PEOPLE_ENDINGS)}


def _country_party(code: str, introduced: Mapping[str, int]) -> Party:
    name = country_name(code) or code
    probe = Party(name=name, role="negotiator", countries=(code,))
    return Party(name=name, role=_role(probe, introduced), countries=(code,))


def _role(party: Party, introduced: Mapping[str, int]) -> Role:
    """Returns ``mediator`` for a party one of whose people is introduced as one."""
    index = PartyIndex(Docket(name="", parties=(party,)))
    mediates = any(_MEDIATES.search(words) and index.found_in(words) for words in introduced)
    return "mediator" if mediates else "negotiator"


def _unlisted(
    others: Counter[str], introduced: Mapping[str, int], places: Mapping[str, int]
) -> list[tuple[int, Party]]:
    """Returns parties that no table of countries has, by a place on the pages and the adjective made of it."""
    adjectives: Counter[str] = Counter()
    for words, number in introduced.items():
        for word in words.split():
            if word[0].isupper() and len(word) > _SHORT and word.endswith(_PEOPLE_ENDINGS) and not country_of(word):
                adjectives[word] += number
    by_stem: dict[str, set[str]] = defaultdict(set)
    for form in {*others, *adjectives}:
        by_stem[form[:_SHORT]].add(form)
    found = []
    for place in sorted(place for place in places if len(place) > _SHORT and place[:_SHORT] in by_stem):
        if country_of(place):
            continue
        index = PartyIndex(Docket(name="", parties=(Party(name=place, role="negotiator"),)))
        forms = [form for form in sorted(by_stem[place[:_SHORT]]) if form != place and index.named(form)]
        # The country is the shortest of its forms; an adjective is named by its country.
        if any(adjectives[form] for form in forms) and all(len(form) >= len(place) for form in forms):
            party = Party(name=place, role="negotiator", aliases=tuple(forms))
            number = others[place] + sum(others[form] + adjectives[form] for form in forms)
            found.append((number, Party(name=place, role=_role(party, introduced), aliases=tuple(forms))))
    return found


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(
        word.casefold() for party in parties for name in (party.name, *party.aliases) for word in name.split()
    )


def _proposals(notes: Mapping[str, PageNotes], docket: Docket, index: PartyIndex) -> tuple[ProposalSpec, ...]:
    told: dict[str, int] = defaultdict(int)
    found = []
    for group in group_mentions(notes, docket, index):
        told[group.name] = sum(h.mention == number for page, number in group.mentions for h in notes[page].happenings)
        if not group.known or (told[group.name] == 0 and len(group.mentions) < 2):
            continue
        years = {m.year for page, number in group.mentions if (m := notes[page].mentions[number]).year}
        found.append(
            ProposalSpec(
                name=group.name,
                aliases=tuple(name for name in group.names if name != group.name),
                date=min(years) if len(years) == 1 else None,
                versions=tuple(VersionSpec(name=version) for version in sorted(set(group.versions.values()))),
            )
        )
    return tuple(found)
