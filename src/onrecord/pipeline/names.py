"""Which names on record may be one person's."""

from __future__ import annotations

from collections import defaultdict

from onrecord.people import Profile, keys
from onrecord.people.spelling import likeness


class Names:
    """The names of the profiles that are seen, each with those that it may be a form of.

    Profiles are many to a name, so names are held against one another once.
    """

    def __init__(self) -> None:
        self._profiles: dict[str, set[Profile]] = {}
        self._near: dict[str, set[str]] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)

    def add(self, profile: Profile) -> bool:
        """Takes in a profile; returns whether it is new."""
        known = self._profiles.get(profile.name)
        if known is None:
            known = self._profiles[profile.name] = set()
            self._near[profile.name] = self._find(profile)
            for other in self._near[profile.name]:
                self._near[other].add(profile.name)
        if profile in known:
            return False
        known.add(profile)
        return True

    def _find(self, profile: Profile) -> set[str]:
        name = profile.name
        met = {name}
        for key in keys(profile):
            self._by_key[key].add(name)
            met |= self._by_key[key]
        # With one statement on two pages names need be less alike; without, no more pairs are alike.
        return {other for other in met if other == name or likeness(*sorted((name, other)), bridged=True) is not None}

    def drop(self, profile: Profile) -> None:
        """Forgets a profile that is seen no more."""
        known = self._profiles.get(profile.name, set())
        known.discard(profile)
        if not known and profile.name in self._profiles:
            del self._profiles[profile.name]
            for other in self._near.pop(profile.name) - {profile.name}:
                self._near[other].discard(profile.name)
            for key in keys(profile):
                self._by_key[key].discard(profile.name)

    def like(self, profile: Profile) -> set[Profile]:
        """Returns the profiles, itself among them, whose names share a key with this one's and may be a form of it."""
        return {one for name in self._near[profile.name] for one in self._profiles[name]}
