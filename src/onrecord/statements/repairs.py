"""What a page lacks of its speaker and a sibling gives, said aloud: the page's own reading stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.statement import Repair
from onrecord.statements.identity import compare_speakers, names_of
from onrecord.statements.sayings import Saying

_FIELDS = ("office", "country", "body", "on_behalf_of")

# Story id and surname to those sayings of the story whose speaker has that surname and a given name.
Cast = Mapping[tuple[str, str], Sequence[Saying]]


def cast_of(sayings: Iterable[Saying], home: Mapping[str, str]) -> Cast:
    """Returns who is named in full in each story, by surname.

    Args:
        sayings: All of the stories wanted.
        home: Page id to story id.
    """
    cast: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for saying in sorted(sayings, key=lambda saying: saying.id):
        if saying.speaker.type == "person":
            for name in names_of(saying.speaker):
                if len(name) > 1:
                    cast[home.get(saying.page.id, saying.page.id), name[-1]].append(saying)
    return cast


def repair(
    best: Saying, sayings: Sequence[Saying], cast: Cast, home: Mapping[str, str]
) -> tuple[Actor, tuple[Repair, ...]]:
    """Returns the speaker of a statement, and what of it comes from other pages than that with the best wording.

    A name or an office is taken from the statement's variants in the same story, from another story's only where it
    quotes too and the surname agrees, then from other words of the same person in a copy of the same story. Where two
    could be meant nothing is filled.

    Args:
        best: Who has the best wording.
        sayings: All of the statement.
        cast: As `cast_of` returns.
        home: Page id to story id.
    """
    speaker = best.speaker
    donors = _donors(best, sayings, cast, home)
    repairs: list[Repair] = []
    named = _fuller_name(speaker, donors)
    if named is not None:
        repairs.append(_repair_of("name", str(named.speaker.name), named))
        speaker = replace(speaker, type=named.speaker.type, name=named.speaker.name, why=None, by="sibling")
    if not names_of(speaker):
        return speaker, ()
    for field in _FIELDS:
        donor = None if getattr(speaker, field) else _agreed(field, donors)
        if donor is not None:
            repairs.append(_repair_of(field, getattr(donor.speaker, field), donor))
            speaker = replace(speaker, **{field: getattr(donor.speaker, field)})
    return speaker, tuple(repairs)


def _donors(best: Saying, sayings: Sequence[Saying], cast: Cast, home: Mapping[str, str]) -> list[Saying]:
    """Returns the sayings that may lend: variants, those of the same story first, then the story's cast."""
    story = home.get(best.page.id, best.page.id)
    others = [
        saying
        for saying in sayings
        if saying.page.id != best.page.id
        and names_of(saying.speaker)
        and (home.get(saying.page.id) == story or _is_same_quotation(best, saying))
    ]
    surnames = {name[-1] for saying in sayings for name in names_of(saying.speaker)}
    known = {saying.id for saying in others}
    near = [
        saying
        for surname in sorted(surnames)
        for saying in cast.get((story, surname), ())
        if saying.id not in known and saying.page.id != best.page.id
    ]
    others.sort(key=lambda saying: (home.get(saying.page.id) != story, saying.id))
    return [*others, *near]


def _is_same_quotation(best: Saying, other: Saying) -> bool:
    """Tells whether a page of another story may lend: both quote, and a surname here says that it is this person."""
    quoted = "indirect" not in (best.attribution.kind, other.attribution.kind)
    return quoted and bool(names_of(best.speaker))


def _fuller_name(speaker: Actor, donors: Sequence[Saying]) -> Saying | None:
    """Returns who gives the name in full, where the speaker has less of it and all that give one agree."""
    own = names_of(speaker)
    if len(own) > 1 or (own and (len(own[0]) > 1 or speaker.type not in ("person", "unresolved"))):
        return None
    fuller = [
        saying
        for saying in donors
        if compare_speakers(speaker, saying.speaker) != "other" and _is_fuller(own, names_of(saying.speaker))
    ]
    if not fuller:
        return None
    agree = all(compare_speakers(fuller[0].speaker, saying.speaker) == "same" for saying in fuller[1:])
    return max(fuller, key=lambda saying: len(str(saying.speaker.name))) if agree else None


def _is_fuller(own: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> bool:
    return len(other) == 1 and (not own or len(other[0]) > len(own[0]))


def _agreed(field: str, donors: Sequence[Saying]) -> Saying | None:
    """Returns the first that gives the field, where the others that do say the same or a part of it."""
    giving = [saying for saying in donors if getattr(saying.speaker, field)]
    if not giving:
        return None
    values = {str(getattr(saying.speaker, field)).casefold() for saying in giving}
    longest = max(values, key=lambda value: (len(value), value))
    if not all(value in longest for value in values):
        return None
    return next(saying for saying in giving if str(getattr(saying.speaker, field)).casefold() == longest)


def _repair_of(field: str, value: str, donor: Saying) -> Repair:
    spans = donor.speaker.evidence or donor.attribution.source
    return Repair(field=field, value=value, page=donor.page.id, spans=spans)
