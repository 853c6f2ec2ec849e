"""A picture of time: one lane a party, one for meetings, one for proposals; every mark opens what it stands for."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from onrecord.records.judged import Judged
from onrecord.web.wording import day_of

WIDTH: Final = 1000
_LANE: Final = 46
_LEFT: Final = 150
_RIGHT: Final = 24
_TOP: Final = 34
# Marks of one day and lane stand this far apart, and are moved up and down by turns.
_STEP: Final = 7
_MOST_MARKS: Final = 800


class Mark(Struct, frozen=True, kw_only=True):
    """One thing at its time.

    Attributes:
        kind: What it is.
        x: Across, in units of the picture.
        y: Down.
        colour: Of the party, from 1; 0 for none.
        strong: Whether it binds, or changes something.
        href: What it opens.
        title: What it is, in words.
    """

    kind: Literal["statement", "change", "meeting", "proposal"]
    x: float
    y: float
    colour: int
    strong: bool
    href: str
    title: str


class Lane(Struct, frozen=True, kw_only=True):
    """One line of the picture."""

    name: str
    y: float
    colour: int
    href: str


class Tick(Struct, frozen=True, kw_only=True):
    """One date on the scale."""

    x: float
    label: str


class Drawing(Struct, frozen=True, kw_only=True):
    """The picture; empty where nothing has a date. `left_out` tells how many marks it has no room for."""

    height: int
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    left_out: int


class _Scale:
    """Days to places across."""

    def __init__(self, days: list[dt.date]) -> None:
        self.first, self.last = min(days), max(days)
        self.span = max((self.last - self.first).days, 1)

    def x(self, day: dt.date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - self.first).days / self.span, 1)


class _Thing(Struct, frozen=True):
    """What may become a mark; its title is written for those that do."""

    lane: str
    day: dt.date
    kind: Literal["statement", "change", "meeting", "proposal"]
    strong: bool
    href: str
    when: str | None
    words: str

    def in_time(self) -> tuple[dt.date, str, str]:
        return self.day, self.lane, self.href


def draw_times(judged: Judged) -> Drawing:
    """Returns statements, changes, meetings and proposals as marks in lanes."""
    everything = [*_statements(judged), *_meetings(judged), *_proposals(judged)]
    if not everything:
        return Drawing(height=0, lanes=(), marks=(), ticks=(), left_out=0)
    # Of many, those that bind or change something, the latest first: the picture cannot show more apart.
    ranked = heapq.nlargest(_MOST_MARKS, everything, key=lambda thing: (thing.strong, thing.day))
    things = sorted(ranked, key=_Thing.in_time)
    names = [lane for lane in _lane_names(judged) if any(thing.lane == lane for thing in things)]
    colours = {party.name: number for number, party in enumerate(judged.docket.parties, 1)}
    scale = _Scale([thing.day for thing in things])
    ys = {name: _TOP + _LANE * number + _LANE / 2 for number, name in enumerate(names)}
    lanes = tuple(
        Lane(name=name, y=ys[name], colour=_colour(colours.get(name, 0)), href=_lane_href(name, colours))
        for name in names
    )
    crowd: dict[tuple[str, dt.date], int] = {}
    marks = []
    for thing in things:
        number = crowd[thing.lane, thing.day] = crowd.get((thing.lane, thing.day), -1) + 1
        shift = (number + 1) // 2 * _STEP * (1 if number % 2 else -1)
        limited = max(-_LANE / 2 + 5, min(_LANE / 2 - 5, shift))
        marks.append(
            Mark(
                kind=thing.kind,
                x=scale.x(thing.day),
                y=ys[thing.lane] + limited,
                colour=_colour(colours.get(thing.lane, 0)),
                strong=thing.strong,
                href=thing.href,
                title=f"{day_of(thing.when)}, {thing.words}",
            )
        )
    return Drawing(
        height=_TOP + _LANE * len(names) + 8,
        lanes=lanes,
        marks=tuple(marks),
        ticks=_ticks(scale),
        left_out=len(everything) - len(things),
    )


def _statements(judged: Judged) -> Iterable[_Thing]:
    found: dict[tuple[str, str], _Thing] = {}
    for position in judged.positions:
        changed = {change.statement for change in position.changes if change.kind not in {"first", "silence"}}
        for step in position.steps:
            day = _date(step.when)
            known = found.get((position.party, step.statement))
            if day is None or (known is not None and known.kind == "change"):
                continue
            turns = step.statement in changed
            found[position.party, step.statement] = _Thing(
                lane=position.party,
                day=day,
                kind="change" if turns else "statement",
                strong=step.binding or turns,
                href=f"/s/{step.statement}",
                when=step.when,
                words=f"{step.speaker}: {step.quote[:140]}",
            )
    return sorted(found.values(), key=_Thing.in_time)


def _meetings(judged: Judged) -> Iterable[_Thing]:
    for meeting in judged.meetings:
        day = _date(meeting.start)
        if day is not None:
            yield _Thing(
                lane="Meetings",
                day=day,
                kind="meeting",
                strong=meeting.status == "held",
                href=f"/meetings/{meeting.id}",
                when=meeting.start,
                words=f"{meeting.kind}, {meeting.status}: {', '.join(meeting.who)[:140]}",
            )


def _proposals(judged: Judged) -> Iterable[_Thing]:
    for proposal in judged.proposals:
        for event in proposal.events:
            day = _date(event.when)
            if day is not None:
                yield _Thing(
                    lane="Proposals",
                    day=day,
                    kind="proposal",
                    strong=True,
                    href=f"/proposals/{proposal.id}",
                    when=event.when,
                    words=f"{proposal.name}: {event.status}",
                )


def _lane_names(judged: Judged) -> list[str]:
    return [*(party.name for party in judged.docket.parties), "Proposals", "Meetings"]


def _lane_href(name: str, parties: dict[str, int]) -> str:
    return f"/parties/{name}" if name in parties else f"/{name.lower()}"


def _colour(number: int) -> int:
    return number if number <= 8 else 0


@functools.lru_cache(maxsize=16_384)
def _date(day: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:  # a month or a year has no place on a scale of days
        return None


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    number = min(6, scale.span + 1)
    days = [scale.first + dt.timedelta(days=round(scale.span * k / max(number - 1, 1))) for k in range(number)]
    year = scale.first.year == scale.last.year
    return tuple(Tick(x=scale.x(d), label=f"{d.day} {d:%b}" + ("" if year else f" {d.year}")) for d in days)
