"""Places that the tagger takes for persons: told by what stands beside them on the page."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.records.actor import Entity

_OFFICE_AND_NAME = re.compile(
    r"['’]s\s(?:\w+\s)?(?:(?:foreign|prime|defen[cs]e|finance|interior)\s(?:minister|ministry)|parliament|embassy)\b"
    r"|\s(?:prime\sminister|foreign\sminister|president|parliament|delegation|embassy|navy|army|coast\sguard)\b"
    r"|\s(?:(?:Prime|Foreign|Defen[cs]e|Finance|Interior|Deputy|Vice)\s)*(?:Minister|President|Chancellor|Premier|Ambassador|King|Queen)"
    r"\s[A-Z]"
)
# One pass over the page each, however many names it has.
_IN = re.compile(r"\b[Ii]n ([A-Z]\w*)(?=[,.;:)]|\s(?:on|and|where|but|after|this|last|told|said)\b)")
_NAME = re.compile(r"\b([A-Z]\w*)(?=['’]s\s|\s)")


def place_names(text: str, entities: tuple[Entity, ...]) -> frozenset[str]:
    """Returns the words that the tagger takes for a place more often than for a person.

    Or once, where the page also has it as a place ("in Oster, the capital") and nobody on it is called so; or never,
    where it has ministers of its own ("Oster’s foreign minister").
    """
    votes = Counter[str]()
    for entity in entities:
        if entity.kind in ("place", "person", "organisation"):
            votes[entity.span.of(text)] += 1 if entity.kind == "place" else -1
    once = {entity.span.of(text) for entity in entities if entity.kind == "place"}
    full = {words[-1] for name in votes if len(words := name.split()) > 1}
    doubtful = {name for name, vote in votes.items() if vote <= 0 and name.isalpha() and name not in full}
    stood = (doubtful & once & _insides(text)) | (doubtful & _with_ministers(text)) if doubtful else frozenset()
    return frozenset(name for name, vote in votes.items() if vote > 0) | stood


def _insides(text: str) -> frozenset[str]:
    """Returns the words that something is somewhere in: "in Oster on Monday"."""
    return frozenset(found[1] for found in _IN.finditer(text))


def _with_ministers(text: str) -> frozenset[str]:
    """Returns the words that have ministers of their own: "Oster’s foreign minister", "the Ostrander president"."""
    return frozenset(found[1] for found in _NAME.finditer(text) if describes_office(text, found.end()))


def describes_office(text: str, end: int) -> bool:
    """Tells whether an office follows as a country's: in "Ostrander Prime Minister Ana Bero", "Ostrand’s parliament".

    >>> describes_office("Ostrander Prime Minister Ana Bero", 9), describes_office("Bero and Minister Adel", 4)
    (True, False)
    """
    return _OFFICE_AND_NAME.match(text, end) is not None
