"""Which of the people on record a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.people.spelling import sound_parts
from onrecord.records.person import Person


def named(people: Iterable[Person], wanted: str) -> tuple[Person, ...]:
    """Returns the people who are called by all words of `wanted`, in any script and spelling; most statements first.

    Those whose whole name it is, if there are any; so "Ada Venn" does not also mean "Ada Venn Berg". An id, or the
    beginning of one, means that person.

    Args:
        people: Everybody.
        wanted: Words of a name, or an id.
    """
    people = sorted(people, key=lambda person: (-len(person.statements), person.name, person.id))
    if re.fullmatch(r"pr_[a-z2-7]+", wanted):
        return tuple(person for person in people if person.id.startswith(wanted))
    words = words_of(wanted)
    if not words:
        return ()
    whole = tuple(p for p in people if any(words_of(spelling.text) == words for spelling in p.spellings))
    return whole or tuple(p for p in people if any(words <= words_of(spelling.text) for spelling in p.spellings))


def words_of(name: str) -> frozenset[str]:
    """Returns the words of a name by their sounds: what `named` compares."""
    parts = sound_parts(name)
    return frozenset(word for word in (parts.given, *parts.middle, parts.surname) if word)
