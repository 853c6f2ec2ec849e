"""Which names may be one person's: those that share a key are compared."""

from __future__ import annotations

from onrecord.people.sightings import Profile
from onrecord.people.spelling import sound_parts

_LETTERS = 3


def keys(profile: Profile) -> frozenset[str]:
    """Returns the keys of a name: the beginning and the end of its surname by sound.

    Two, so that a mistyped letter leaves one of them; short, since pages in other languages inflect the end.

    >>> keys(Profile("Sergei Lavrov")) == keys(Profile("Сергей Лавров"))
    True
    >>> sorted(keys(Profile("Ana Bero")))
    ['<ber', 'ero>']
    """
    surname = sound_parts(profile.name).surname
    return frozenset((f"<{surname[:_LETTERS]}", f"{surname[-_LETTERS:]}>"))
