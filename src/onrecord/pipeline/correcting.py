"""Reading, corrections -> Reading: what people have corrected, applied on top of what was read. Pure.

A correction is found again by its words, not by an id: it survives a re-read, a better model and a newer capture. Where
its words are not on the page, or stand there twice and nothing tells which is meant, it is not applied.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from msgspec import Struct, UnsetType
from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.correction import Correction, SpeakerValue, Target, span_of, standing
from onrecord.records.page import Page
from onrecord.records.reading import Reading
from onrecord.records.setting import Granularity, When
from onrecord.records.span import Span, hull

# How much of both the corrected words and an attribution's content must be shared for them to be the same: a better
# model may begin a word earlier, but must not hand the correction to the sentence beside it.
_SHARED = 0.5
_CONTEXT = 32

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Applied(Struct, frozen=True, kw_only=True):
    """A reading with its corrections.

    Attributes:
        reading: The corrected reading.
        on: Ids of the corrections that were applied to attributions, with the attribution's id.
        lost: Ids of the corrections of this very page whose words were not found.
    """

    reading: Reading
    on: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]


def apply_corrections(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Returns `reading` as corrected; the reading itself where nothing of it is.

    Args:
        reading: As read, never as corrected before.
        corrections: The whole ledger or a part of it, in any order; of two on the same words the later holds.
    """
    return correct_reading(reading, corrections).reading


def correct_reading(reading: Reading, corrections: Iterable[Correction]) -> Applied:
    """Returns `reading` as corrected, and what was applied to what."""
    held = standing(corrections)
    found: dict[str, list[Correction]] = {}
    lost = []
    for line in held:
        if line.draft.target is None or not is_about(line.draft.target, reading.page):
            continue
        attribution = find_target(line.draft.target, reading)
        if attribution is None:
            lost.append(line.id)
        else:
            found.setdefault(attribution.id, []).append(line)
    names = _kept_names(held)
    kept = (_corrected(attribution, found.get(attribution.id, []), names) for attribution in reading.attributions)
    attributions = tuple(attribution for attribution in kept if attribution is not None)
    on = tuple((line.id, name) for name, lines in found.items() for line in lines)
    if attributions == reading.attributions:
        return Applied(reading=reading, on=on, lost=tuple(lost))
    return Applied(reading=replace(reading, attributions=attributions), on=on, lost=tuple(lost))


def corrected_issues(reading: Reading, corrections: Iterable[Correction]) -> dict[str, str]:
    """Returns the issue of each attribution of which a person said what it is about; empty for none."""
    issues = {}
    for line in standing(corrections):
        target = line.draft.target
        if line.draft.kind == "issue" and target is not None and is_about(target, reading.page):
            attribution = find_target(target, reading)
            if attribution is not None:
                issues[attribution.id] = line.draft.issue or ""
    return issues


def names_apart(corrections: Iterable[Correction]) -> frozenset[frozenset[str]]:
    """Returns the pairs of names of which a person said that they are two people."""
    return frozenset(
        frozenset(line.draft.names) for line in standing(corrections) if line.draft.kind == "different_people"
    )


def make_target(reading: Reading, attribution: Attribution) -> Target:
    """Returns what names the words of an attribution, so that they are found again."""
    page = reading.page
    area = hull(attribution.content or attribution.cue)
    return Target(
        page=page.id,
        url=page.url,
        sha256=page.sha256,
        start=area.start,
        end=area.end,
        exact=area.of(page.text),
        prefix=page.text[max(0, area.start - _CONTEXT) : area.start],
        suffix=page.text[area.end : area.end + _CONTEXT],
        attribution=attribution.id,
    )


def is_about(target: Target, page: Page) -> bool:
    """Tells whether `page` is the target's page, or another capture of its address or of its bytes."""
    return target.page == page.id or target.sha256 == page.sha256 or (target.url is not None and target.url == page.url)


def find_target(target: Target, reading: Reading) -> Attribution | None:
    """Returns the attribution whose content is the target's words; ``None`` if none is, or it cannot be told which."""
    place = find_place(target, reading.page.text)
    if place is None:
        return None
    scored = [(_shared(place, hull(a.content)), a) for a in reading.attributions if a.content]
    close = [(share, attribution) for share, attribution in scored if share >= _SHARED]
    if not close:
        return None
    best = max(share for share, _ in close)
    first = [attribution for share, attribution in close if share == best]
    same = [attribution for attribution in first if attribution.id == target.attribution]
    return (same or first)[0] if same or len(first) == 1 else None


def find_place(target: Target, text: str) -> Span | None:
    """Returns where the target's words stand in `text`: at their place, by their surroundings, or where they alone are.

    >>> known = {"page": "pg_a", "url": None, "sha256": "", "attribution": "at_a", "prefix": "He said: ", "suffix": "."}
    >>> target = Target(start=9, end=12, exact="yes", **known)
    >>> find_place(target, "He said: yes."), find_place(target, "Asked again, he said: yes."), find_place(target, "No.")
    (Span(start=9, end=12), Span(start=22, end=25), None)
    >>> find_place(target, "Oh yes, and yes")
    """
    here = span_of(target)
    if here.of(text) == target.exact and _fits(target, text, here.start):
        return here
    size = len(target.exact)
    starts = [match.start() for match in re.finditer(f"(?={re.escape(target.exact)})", text)] if size else []
    fitting = [start for start in starts if _fits(target, text, start)]
    wanted = fitting if len(fitting) == 1 else starts
    return Span(wanted[0], wanted[0] + size) if len(wanted) == 1 else None


def _fits(target: Target, text: str, start: int) -> bool:
    end = start + len(target.exact)
    return text[:start].endswith(target.prefix) and text[end:].startswith(target.suffix)


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    longest = max(one.end - one.start, other.end - other.start)
    return both / longest if both > 0 else 0.0


def _corrected(attribution: Attribution, lines: list[Correction], names: dict[str, str]) -> Attribution | None:
    for line in lines:
        if line.draft.kind == "not_a_statement":
            return None
        if line.draft.kind == "speaker" and line.draft.speaker is not None:
            attribution = _with_speaker(attribution, line.draft.speaker)
        elif line.draft.kind == "date" and line.draft.date is not None:
            attribution = _with_date(attribution, line.draft.date)
    speaker = attribution.speaker
    if isinstance(speaker, UnsetType) or speaker.name not in names:
        return attribution
    renamed = replace(speaker, name=names[speaker.name], aliases=(*speaker.aliases, speaker.name))
    return replace(attribution, speaker=renamed)


def _with_speaker(attribution: Attribution, value: SpeakerValue) -> Attribution:
    old = attribution.speaker
    surface = None if isinstance(old, UnsetType) else old.surface or old.descriptor
    actor = Actor(
        type=value.type,
        name=value.name,
        surface=surface,
        office=value.office,
        on_behalf_of=value.on_behalf_of,
        why="corrected" if value.name is None else None,
        by="correction",
        score=1.0,
        descriptor=surface if value.type == "anonymous" else None,
    )
    hops = tuple(
        replace(hop, name=value.name or surface) if hop.kind == "speaker" else hop for hop in attribution.chain
    )
    return replace(attribution, speaker=actor, chain=hops)


def _with_date(attribution: Attribution, date: str) -> Attribution:
    match = _DATE.fullmatch(date)
    if match is None:
        return attribution
    year, month, day = (int(part) if part else None for part in match.groups())
    first = dt.date(year or 1, month or 1, day or 1)
    end_month = month or 12
    last = dt.date(first.year, end_month, day or calendar.monthrange(first.year, end_month)[1])
    exact: Granularity = "day" if day else "month" if month else "year"
    span = attribution.when or hull(attribution.content or attribution.cue)
    time = When(span=span, granularity=exact, start=first.isoformat(), end=last.isoformat())
    return replace(attribution, time=time)


def _kept_names(held: tuple[Correction, ...]) -> dict[str, str]:
    """Every name that was said to be another's, with the name that is kept: chains are followed to their end."""
    kept: dict[str, str] = {}
    for line in held:
        if line.draft.kind == "same_person" and len(line.draft.names) == 2:
            name, other = line.draft.names
            name = kept.get(name, name)
            if name != other:
                kept = {key: name if value == other else value for key, value in kept.items()} | {other: name}
    return kept
