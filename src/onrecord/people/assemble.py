"""A person from the pages that name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from onrecord.people.compare import Comparison
from onrecord.people.merge import Group, Pair
from onrecord.people.offices import offices_of
from onrecord.people.sightings import Profile, Sighting, place_of
from onrecord.people.spelling import sound_parts
from onrecord.records.ids import content_id
from onrecord.records.person import NameOnPage, Person, PersonMatch, Spelling

_APART = 20  # others of the name that are listed; a common name has many


def assemble(group: Group, sightings: Mapping[Profile, list[Sighting]]) -> Person:
    """Returns the person whose profiles `group` holds.

    Args:
        group: The profiles.
        sightings: All sightings of each profile.
    """
    own = [sighting for profile in group.profiles for sighting in sightings[profile]]
    pages = {sighting.page.id: sighting.page for sighting in own}
    days = sorted(sighting.day for sighting in own if sighting.day)
    spellings = _spellings(own)
    return Person(
        id=content_id("pr", min(sighting.attribution for sighting in own), _key(group)),
        name=_best_name(spellings),
        spellings=spellings,
        offices=offices_of(own),
        countries=_countries(own),
        statements=tuple(sorted({sighting.statement for sighting in own})),
        pages=len(pages),
        outlets=len({page.outlet for page in pages.values() if page.outlet}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        certainty="probable" if group.probable else "certain",
        evidence=_matches(group.edges, sightings),
        apart=_matches(group.apart[:_APART], sightings),
    )


def _key(group: Group) -> str:
    """Two people may speak in one attribution; the name tells their ids apart."""
    return min(sound_parts(profile.name).surname for profile in group.profiles)


def _spellings(own: Iterable[Sighting]) -> tuple[Spelling, ...]:
    pages: dict[str, set[str]] = defaultdict(set)
    for sighting in own:
        pages[sighting.profile.name].add(sighting.page.id)
    found = [Spelling(text=text, pages=len(ids)) for text, ids in pages.items()]
    return tuple(sorted(found, key=lambda spelling: (-spelling.pages, spelling.text)))


def _best_name(spellings: tuple[Spelling, ...]) -> str:
    """Returns the name to use: in Latin letters where any page has it so, on most pages, not an initial."""

    def place(spelling: Spelling) -> tuple[bool, bool, int, int, str]:
        text = spelling.text
        return not _is_latin(text), len(sound_parts(text).given) == 1, -spelling.pages, -len(text), text

    return min(spellings, key=place).text


def _is_latin(text: str) -> bool:
    """Tells whether all letters are Latin, with or without accents (they end below U+0250)."""
    return all(ord(c) < 0x250 for c in text if c.isalpha())


def _countries(own: Iterable[Sighting]) -> tuple[str, ...]:
    pages: dict[str, set[str]] = defaultdict(set)
    for sighting in own:
        profile = sighting.profile
        place = place_of(profile)
        if place:
            pages[place if place.isupper() else profile.on_behalf_of].add(sighting.page.id)
    counts = Counter({place: len(ids) for place, ids in pages.items()})
    return tuple(sorted(counts, key=lambda place: (-counts[place], place)))


def _matches(
    pairs: Iterable[tuple[Pair, Comparison]], sightings: Mapping[Profile, list[Sighting]]
) -> tuple[PersonMatch, ...]:
    return tuple(
        PersonMatch(
            a=_where(sightings[a]), b=_where(sightings[b]), verdict=found.verdict, why=found.why, score=found.score
        )
        for (a, b), found in pairs
    )


def _where(sightings: list[Sighting]) -> NameOnPage:
    first = min(sightings, key=lambda s: (s.day or "9", s.page.id))
    return NameOnPage(page=first.page.id, name=first.profile.name)
