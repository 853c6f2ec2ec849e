"""Two attributions in two languages, in paragraphs of which one is the other translated."""

from __future__ import annotations

from onrecord.statements.identity import Identity, compare_speakers, names_of
from onrecord.statements.links import Link, link_of
from onrecord.statements.sayings import Saying

# What a translation keeps, as shares of the likeness: whether it is quoted, how long it is, the numbers in it.
_KIND, _LENGTH, _NUMBERS = 0.4, 0.4, 0.2
_NEAR_KIND = 0.2
_LEAST = 0.5


def compare_translated(a: Saying, b: Saying) -> Link | None:
    """Returns why two attributions are one statement in two languages, or ``None`` where they are not.

    The paragraphs say that they may be; the speakers must not be two persons, and the words must be alike in what a
    translation keeps. Of several in a paragraph each goes with its likest (`groups.keep_best`).

    Args:
        a: The one with the smaller id.
        b: The other.
    """
    identity = _identity(a, b)
    likeness = _likeness(a, b)
    if identity == "other" or likeness < _LEAST or a.attribution.polarity != b.attribution.polarity:
        return None
    return link_of(a, b, identity, likeness, "in a paragraph that one copy has translated")


def _identity(a: Saying, b: Saying) -> Identity:
    """Compares the speakers: persons by name in whatever script; names of bodies are translated, and tell nothing."""
    one, other = a.speaker, b.speaker
    unnamed = "anonymous" in (one.type, other.type)
    if not names_of(one) or not names_of(other):
        named = bool(names_of(one) or names_of(other))
        return "other" if unnamed and named else compare_speakers(one, other)
    persons = one.type == "person", other.type == "person"
    if all(persons):
        return compare_speakers(one, other)
    # A surname alone is a person's that the page does not introduce.
    alone = "unresolved" in (one.type, other.type)
    if any(persons):
        return compare_speakers(one, other) if alone else "other"
    return "same"


def _likeness(a: Saying, b: Saying) -> float:
    kinds = {a.attribution.kind, b.attribution.kind}
    kind = _KIND if len(kinds) == 1 else _NEAR_KIND if "mixed" in kinds else 0.0
    short, long = sorted((len(a.attribution.quote), len(b.attribution.quote)))
    ours, theirs = _numbers(a), _numbers(b)
    numbers = len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
    return kind + _LENGTH * short / max(long, 1) + _NUMBERS * numbers


def _numbers(saying: Saying) -> frozenset[str]:
    return frozenset(word.form for word in saying.words if word.form[:1].isdigit() and len(word.form) > 1)
