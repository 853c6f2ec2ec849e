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

    @property
    def sides(self) -> bool:
        """Whether anybody is told: "the delegations" are nobody in particular."""
        return bool(self.people) or any(name.split()[-1].casefold() not in _GROUPS for name in self.parties)

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
        found = _of_person(name, index) or index.found_in(name)
        parties.update(found or (name,))
        last = name.split()[-1].casefold()
        person = bool(_of_person(name, index)) or (" " in name and index.named(name) is None)
        if person and last not in _GROUPS and len(found) <= 1:
            people.setdefault(found[0] if found else name, set()).add(last)
    return Attending(frozenset(parties), {party: frozenset(names) for party, names in people.items()})


def _of_person(name: str, index: PartyIndex) -> tuple[str, ...]:
    party = index.of_person(name)
    return (party,) if party else ()


def fullest_names(names: Iterable[str]) -> tuple[str, ...]:
    """Returns each person once, by the longest name; "Vornholt" is "Astrid Vornholt" where only one such is there.

    >>> fullest_names(["Vornholt", "Astrid Vornholt", "Tomas Belenko"])
    ('Astrid Vornholt', 'Tomas Belenko')
    """
    found = sorted(set(names))
    return tuple(name for name in found if sum(other != name and other.endswith(f" {name}") for other in found) != 1)
