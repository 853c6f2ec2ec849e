"""Statements -> the people who are on record by name. Pure: a function of the set of statements and rulings."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.people import compare, merge
from onrecord.people.assemble import assemble
from onrecord.people.compare import Comparison, in_company
from onrecord.people.merge import Pair
from onrecord.people.rulings import named_in, overrule
from onrecord.people.sightings import Profile
from onrecord.pipeline.names import Names
from onrecord.pipeline.seen import Seen
from onrecord.records.person import Person, PersonRuling
from onrecord.records.statement import Statement


class Memory:
    """What was found of people, so that after a change only those are looked at whom it touches.

    To lose it costs time and changes nothing.
    """

    def __init__(self) -> None:
        self.forget(())

    def forget(self, rulings: tuple[PersonRuling, ...]) -> None:
        """Begins anew, under rulings: they may join or part whatever they name."""
        self.rulings = rulings
        self.seen = Seen(named_in(rulings))
        self.names = Names()
        # What two profiles were compared by, and what came out of it.
        self.compared: dict[Pair, tuple[object, Comparison]] = {}
        self.beside: dict[Profile, set[Profile]] = {}
        # The profiles that comparisons hold together, and the people among them, by their first profile.
        self.block_of: dict[Profile, Profile] = {}
        self.blocks: dict[Profile, tuple[list[Profile], tuple[Person, ...]]] = {}
        self.people: dict[str, Person] = {}


def find_people(
    statements: Iterable[Statement], rulings: Iterable[PersonRuling] = (), memory: Memory | None = None
) -> tuple[Person, ...]:
    """Returns everybody who is named in full as a speaker, by id.

    Args:
        statements: All statements of the record; order and repeats do not matter.
        rulings: What people decided about names.
        memory: Of earlier calls; makes it faster and no different. Whoever comes out as they were is the very same
            object.
    """
    known = memory or Memory()
    given = tuple(rulings)
    if given != known.rulings:
        held = known.people
        known.forget(given)
        known.people = held
    touched, moved = known.seen.update({one.id: one for one in statements})
    parted = _compare(known, touched, moved)
    # Under rulings a change may reach anybody.
    everybody = set(known.seen.profiles) if given else set()
    _regroup(known, touched | parted | everybody, given)
    found = sorted((one for _, people in known.blocks.values() for one in people), key=lambda person: person.id)
    known.people = {one.id: one for one in found}
    return tuple(found)


def _compare(known: Memory, touched: set[Profile], moved: set[Profile]) -> set[Profile]:
    """Compares what changed with whatever may be the same person's; returns the profiles that turn out otherwise.

    Args:
        known: What is known.
        touched: Profiles with other sightings than before.
        moved: Profiles in other company than before, or beside other profiles in one statement.
    """
    parted: set[Profile] = set()
    for profile in touched:
        if profile not in known.seen.profiles:
            known.names.drop(profile)
            parted |= _forget(known, profile)
        elif known.names.add(profile):
            moved.add(profile)
    done: set[Profile] = set()
    for profile in moved:
        if profile in known.seen.profiles:
            for other in known.names.like(profile) - done:
                if other != profile and _compare_two(known, *sorted((profile, other))):
                    parted |= {profile, other}
            done.add(profile)
    return parted


def _forget(known: Memory, profile: Profile) -> set[Profile]:
    beside = known.beside.pop(profile, set())
    for other in beside:
        known.beside[other].discard(profile)
        low, high = sorted((profile, other))
        del known.compared[low, high]
    return {profile, *beside}


def _compare_two(known: Memory, one: Profile, other: Profile) -> bool:
    """Compares two profiles, the smaller first; returns whether that turns out otherwise than before."""
    seen = known.seen
    given = (seen.bridged(one, other), in_company(seen.company(one), seen.company(other)))
    held = known.compared.get((one, other))
    if held is not None and held[0] == given:
        return False
    found = compare(one, other, bridged=given[0], company=given[1])
    if found is None:
        if held is None:
            return False
        del known.compared[one, other]
        known.beside[one].discard(other)
        known.beside[other].discard(one)
        return True
    known.compared[one, other] = given, found
    known.beside.setdefault(one, set()).add(other)
    known.beside.setdefault(other, set()).add(one)
    return held is None or held[1] != found


def _regroup(known: Memory, touched: set[Profile], rulings: tuple[PersonRuling, ...]) -> None:
    """Joins anew the profiles that are held together with any of those touched."""
    open_ = set(touched)
    for profile in touched:
        first = known.block_of.get(profile)
        if first is not None and first in known.blocks:
            open_ |= set(known.blocks.pop(first)[0])
    open_ &= known.seen.profiles.keys()
    for profile in touched - open_:
        known.block_of.pop(profile, None)
    blocks = [sorted(open_)] if rulings and open_ else _blocks(known, open_)
    # A block may have grown together with one that was not touched.
    for first in {known.block_of[profile] for block in blocks for profile in block if profile in known.block_of}:
        known.blocks.pop(first, None)
    for block in blocks:
        inside = set(block)
        known.block_of |= dict.fromkeys(block, block[0])
        compared = {
            pair: known.compared[pair][1]
            for one in block
            for other in known.beside.get(one, ())
            if one < other and other in inside
            for pair in [(one, other)]
        }
        sightings = {profile: known.seen.sightings(profile) for profile in block}
        groups = merge(block, overrule(compared, block, rulings) if rulings else compared)
        known.blocks[block[0]] = block, tuple(_same(known, assemble(group, sightings)) for group in groups)


def _same(known: Memory, person: Person) -> Person:
    held = known.people.get(person.id)
    return held if held is not None and held == person else person


def _blocks(known: Memory, profiles: set[Profile]) -> list[list[Profile]]:
    """Returns the profiles that hold together with any of some, each block in order."""
    found: list[list[Profile]] = []
    left = set(profiles)
    while left:
        first = left.pop()
        block, ends = {first}, [first]
        while ends:
            for other in known.beside.get(ends.pop(), ()):
                if other not in block:
                    block.add(other)
                    ends.append(other)
        left -= block
        found.append(sorted(block))
    return found
