"""Who is seen where: the named speakers of all statements, kept up to date statement by statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from onrecord.people import Profile, sight
from onrecord.people.sightings import Sighting
from onrecord.records.person import NameOnPage
from onrecord.records.statement import Statement

Key = TypeVar("Key")


class Seen:
    """All sightings.

    Args:
        ruled: Names on pages that rulings speak of; see `onrecord.people.sight`.

    Attributes:
        profiles: Each profile that is seen, with its sightings by attribution.
    """

    def __init__(self, ruled: frozenset[NameOnPage]) -> None:
        self.profiles: dict[Profile, dict[str, Sighting]] = {}
        self._ruled = ruled
        self._statements: dict[str, tuple[Statement, tuple[Sighting, ...]]] = {}
        self._on_page: dict[str, Counter[Profile]] = defaultdict(Counter)
        self._pages_of: dict[Profile, Counter[str]] = defaultdict(Counter)
        self._company: dict[Profile, frozenset[str]] = {}
        self._bridges: Counter[tuple[Profile, Profile]] = Counter()

    def update(self, statements: Mapping[str, Statement]) -> tuple[set[Profile], set[Profile]]:
        """Takes in the statements that are not the very objects of the last call.

        Returns:
            The profiles with other sightings than before, and those in other company, or beside others in a statement.
        """
        touched: set[Profile] = set()
        pages: dict[str, frozenset[str]] = {}
        moved: set[Profile] = set()
        held = self._statements
        changed = [key for key, one in statements.items() if key not in held or held[key][0] is not one]
        gone, come = list[Sighting](), list[Sighting]()
        for key in [*(held.keys() - statements.keys()), *changed]:
            now = statements.get(key)
            was = held.pop(key)[1] if key in held else ()
            found = self._sight(now) if now is not None else ()
            if now is not None:
                held[key] = now, found
            if was != found:
                for sighting in (*was, *found):
                    page = sighting.page.id
                    if page not in pages:
                        pages[page] = self._names_on(page)
                    touched.add(sighting.profile)
                moved |= self._bridge(was, -1) | self._bridge(found, 1)
                gone += was
                come += found
        # All that goes first: an attribution may have moved from one statement to another.
        self._count(gone, -1)
        self._count(come, 1)
        for page, names in pages.items():
            if self._names_on(page) != names:
                moved |= set(self._on_page[page])
        for profile in touched | moved:
            self._company.pop(profile, None)
        return touched, moved

    def _sight(self, statement: Statement) -> tuple[Sighting, ...]:
        return tuple({(s.attribution, s.profile): s for s in sight(statement, self._ruled)}.values())

    def _names_on(self, page: str) -> frozenset[str]:
        return frozenset(profile.name for profile in self._on_page[page])

    def _bridge(self, sightings: tuple[Sighting, ...], number: int) -> set[Profile]:
        """Counts who is beside whom in one statement; returns those who are, where there are two."""
        together = sorted({sighting.profile for sighting in sightings})
        for place, one in enumerate(together):
            for other in together[place + 1 :]:
                _count(self._bridges, (one, other), number)
        return set(together) if len(together) > 1 else set()

    def _count(self, sightings: Iterable[Sighting], number: int) -> None:
        for sighting in sightings:
            profile, page = sighting.profile, sighting.page.id
            _count(self._on_page[page], profile, number)
            _count(self._pages_of[profile], page, number)
            own = self.profiles.setdefault(profile, {})
            if number > 0:
                own[sighting.attribution] = sighting
            else:
                del own[sighting.attribution]
            if not own:
                del self.profiles[profile]

    def bridged(self, one: Profile, other: Profile) -> bool:
        """Tells whether a statement has the one on one page and the other on another; the smaller profile first."""
        return (one, other) in self._bridges

    def company(self, profile: Profile) -> frozenset[str]:
        """Returns the names, other than its own, that speak on a profile's pages."""
        found = self._company.get(profile)
        if found is None:
            names = {other.name for page in self._pages_of[profile] for other in self._on_page[page]}
            found = self._company[profile] = frozenset(names - {profile.name})
        return found

    def sightings(self, profile: Profile) -> list[Sighting]:
        """Returns the sightings of a profile, by attribution."""
        own = self.profiles[profile]
        return [own[key] for key in sorted(own)]


def _count(counts: Counter[Key], key: Key, number: int) -> None:
    counts[key] += number
    if not counts[key]:
        del counts[key]
