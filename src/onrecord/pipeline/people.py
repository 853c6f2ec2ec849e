"""Statements -> the people who are on record by name. Pure: a function of the set of statements and rulings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from onrecord.people import Profile, compare, keys, merge, sight
from onrecord.people.assemble import assemble
from onrecord.people.compare import Comparison, in_company
from onrecord.people.merge import Pair
from onrecord.people.rulings import named_in, overrule
from onrecord.people.sightings import Sighting
from onrecord.records.person import Person, PersonRuling
from onrecord.records.statement import Statement


def find_people(statements: Iterable[Statement], rulings: Iterable[PersonRuling] = ()) -> tuple[Person, ...]:
    """Returns everybody who is named in full as a speaker, by id.

    Args:
        statements: All statements of the record; order and repeats do not matter.
        rulings: What people decided about names.
    """
    rulings = tuple(rulings)
    ruled = named_in(rulings)
    found = {(s.attribution, s.profile): s for one in statements for s in sight(one, ruled)}
    sightings: dict[Profile, list[Sighting]] = defaultdict(list)
    for key in sorted(found):
        sightings[key[1]].append(found[key])
    compared = overrule(compare_profiles(sightings), sightings, rulings)
    groups = merge(sightings, compared)
    return tuple(sorted((assemble(group, sightings) for group in groups), key=lambda person: person.id))


def compare_profiles(sightings: dict[Profile, list[Sighting]]) -> dict[Pair, Comparison]:
    """Returns the comparison of every two profiles that share a key and whose names can be one person's."""
    said: dict[str, set[Profile]] = defaultdict(set)
    met: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(sightings):
        for key in keys(profile):
            met[key].append(profile)
        for sighting in sightings[profile]:
            said[sighting.statement].add(profile)
    company = company_of(sightings)
    bridges = {pair for together in said.values() for pair in combinations(sorted(together), 2)}
    compared = {}
    for a, b in pairs_of(met):
        found = compare(a, b, bridged=(a, b) in bridges, company=in_company(company[a], company[b]))
        if found is not None:
            compared[a, b] = found
    return compared


def company_of(sightings: dict[Profile, list[Sighting]]) -> dict[Profile, frozenset[str]]:
    """Returns for each profile the names, other than its own, that speak on its pages."""
    on_page: dict[str, set[str]] = defaultdict(set)
    for profile, group in sightings.items():
        for sighting in group:
            on_page[sighting.page.id].add(profile.name)
    return {
        profile: frozenset(name for s in group for name in on_page[s.page.id]) - {profile.name}
        for profile, group in sightings.items()
    }


def pairs_of(met: dict[str, list[Profile]]) -> list[Pair]:
    """Returns every two profiles that share a key, each pair once, in order."""
    return sorted({pair for together in met.values() for pair in combinations(together, 2)})
