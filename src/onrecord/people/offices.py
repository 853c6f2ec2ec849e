"""Offices with the days on which pages give them: evidence for their dates, never the dates themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from onrecord.people.sightings import Sighting, head_of, office_words, place_of, word_list
from onrecord.records.person import OfficeEvidence, Person, Tenure

_SHOWN = 3  # pages that an office is shown on; the earliest are what its first day rests on


def offices_of(sightings: Iterable[Sighting]) -> tuple[Tenure, ...]:
    """Returns the offices that pages give a person, by first day, undated last.

    "Foreign Minister" is the "Foreign Minister of Peru" where the person has no other office that it could be.
    """
    held: dict[_Office, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        office = _read(sighting)
        if office.words:
            held[office].append(sighting)
    fullest: dict[_Office, list[Sighting]] = defaultdict(list)
    for office, group in held.items():
        wider = [other for other in held if office.fits_in(other) and not any(other.fits_in(o) for o in held)]
        fullest[wider[0] if len(wider) == 1 else office].extend(group)
    return tuple(sorted((_tenure(group) for group in fullest.values()), key=_order))


class _Office(Struct, frozen=True, order=True):
    """An office, for comparison."""

    words: frozenset[str]
    head: str
    place: str
    body: str
    former: bool

    def fits_in(self, other: _Office) -> bool:
        """Whether `other` says the same and more."""
        return (
            self != other
            and self.head == other.head
            and self.former == other.former
            and self.words <= other.words
            and self.place in ("", other.place)
            and self.body in ("", other.body)
        )


def _read(sighting: Sighting) -> _Office:
    profile = sighting.profile
    office = profile.office
    return _Office(
        office_words(office), head_of(office), place_of(profile), profile.body.casefold(), _is_former(office)
    )


def _order(tenure: Tenure) -> tuple[str, ...]:
    return tenure.first or "9", tenure.last or "9", tenure.office, tenure.body or "", tenure.country or ""


def _is_former(office: str) -> bool:
    """Tells whether an office is said to be over.

    >>> _is_former("former Foreign Minister"), _is_former("Foreign Minister"), _is_former("ex-minister")
    (True, False, True)
    """
    first = office.replace("-", " ").split()[0].lower() if office else ""
    return first in word_list("former")


def _tenure(sightings: list[Sighting]) -> Tenure:
    pages = {s.page.id: s for s in sorted(sightings, key=lambda s: (s.page.id, s.attribution), reverse=True)}
    days = sorted(s.day for s in pages.values() if s.day)
    shown = sorted(pages.values(), key=lambda s: (s.day or "9", s.page.id))[:_SHOWN]
    fullest = max(sightings, key=lambda s: (len(_read(s).words), bool(_read(s).place), bool(s.profile.body), s.profile))
    return Tenure(
        office=fullest.profile.office,
        country=fullest.profile.country or None,
        body=fullest.profile.body or None,
        on_behalf_of=fullest.profile.on_behalf_of or None,
        former=_is_former(fullest.profile.office),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        pages=len(pages),
        evidence=tuple(OfficeEvidence(page=s.page.id, spans=s.evidence) for s in shown),
    )


def offices_on(person: Person, day: str | None) -> tuple[Tenure, ...]:
    """Returns the offices that pages give somebody both on or before a day and on or after it.

    What pages before a day say need not hold on it, so an office last given before it, or first given after it, is not
    returned.

    Args:
        person: Who.
        day: ISO 8601 day; ``None`` gives none.
    """
    if day is None:
        return ()
    return tuple(
        tenure
        for tenure in person.offices
        if tenure.first and tenure.last and tenure.first <= day <= tenure.last and not tenure.former
    )
