"""Who attends a meeting: by party, and by name where the page gives names."""

# ruff: noqa: SIM905 - a paragraph of words reads better than twenty lines of one word

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from onrecord.docket.parties import PartyIndex

_GROUPS = frozenset(
    "leaders officials negotiators ministers diplomats envoys delegation delegations presidents representatives "
    "lawmakers allies teams ambassadors generals chiefs governors mediators commanders counterparts executives "
    "senators".split()
)


class Attending(Struct, frozen=True):
    """Those present as one report has them.

    Attributes:
        parties: Names of the parties, and of those of no party the names themselves.
        people: Party, or the name itself, to the last names of its people.
    """

    parties: frozenset[str]
    people: dict[str, frozenset[str]]

    def shares(self, other: Attending) -> int:
        """Returns how many sides both have."""
        return len(self.parties & other.parties)

    def fits(self, other: Attending) -> bool:
        """Tells whether both may be the same people: two sides in common, or the only one told, and no other person.

        >>> one = Attending(frozenset({"Kavelia", "Ostrand"}), {"Kavelia": frozenset({"dovrak"})})
        >>> one.fits(Attending(frozenset({"Kavelia", "Ostrand"}), {}))
        True
        >>> one.fits(Attending(frozenset({"Kavelia", "Ostrand"}), {"Kavelia": frozenset({"belenko"})}))
        False
        >>> one.fits(Attending(frozenset({"Kavelia", "Lumera"}), {}))
        False
        """
        needed = min(2, len(self.parties), len(other.parties))
        if self.shares(other) < max(needed, 1):
            return False
        return all(
            self.people[party] & other.people[party] for party in sorted(self.people.keys() & other.people.keys())
        )


def attending_of(who: Iterable[str], index: PartyIndex) -> Attending:
    """Returns those named by a report, by their parties."""
    parties: set[str] = set()
    people: dict[str, set[str]] = {}
    for name in who:
        found = index.found_in(name) or _of_person(name, index)
        parties.update(found or (name,))
        words = name.split()
        if len(words) > 1 and words[-1].casefold() not in _GROUPS and len(found) <= 1:
            party = found[0] if found else name
            if index.named(name) is None or _of_person(name, index):
                people.setdefault(party, set()).add(words[-1].casefold())
    return Attending(frozenset(parties), {party: frozenset(names) for party, names in people.items()})


def _of_person(name: str, index: PartyIndex) -> tuple[str, ...]:
    key = " ".join(name.split()).casefold()
    party = index.people.get(key) or index.learnt.get(key)
    return (party,) if party else ()


def fullest_names(names: Iterable[str]) -> tuple[str, ...]:
    """Returns each person once, by the longest name; "Vornholt" is "Astrid Vornholt" where only one such is there.

    >>> fullest_names(["Vornholt", "Astrid Vornholt", "Tomas Belenko"])
    ('Astrid Vornholt', 'Tomas Belenko')
    """
    found = sorted(set(names))
    return tuple(name for name in found if sum(other != name and other.endswith(f" {name}") for other in found) != 1)
