"""A position day by day: what `position_of` would say as of each day, found in one walk through its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from onrecord.docket.positions import changes_to, contradiction_of, follow, once, two_officials
from onrecord.records.docket import OTHER
from onrecord.records.position import Contradiction, Moment, Position, Step


def moments_of(position: Position) -> tuple[Moment, ...]:
    """Returns how a position stood at the end of each day on which the party spoke on the issue.

    Silences are not in it: they begin on days on which it does not speak.

    Args:
        position: Of all time.
    """
    walk = _Walk(decides=position.issue != OTHER)
    dated = [step for step in position.steps if step.when]
    return tuple(walk.on(day, tuple(steps)) for day, steps in groupby(dated, key=_day_of))


def _day_of(step: Step) -> str:
    return (step.when or "")[:10]


class _Walk:
    """Holds what of the days before bears on the next one."""

    def __init__(self, *, decides: bool) -> None:
        self._decides = decides  # what is on no issue binds nobody to anything
        self._line: list[Step] = []
        self._contradictions: list[Contradiction] = []
        self._loudest: Step | None = None
        self._near: tuple[Step, ...] = ()
        self._statements = 0
        self._changes = 0
        self._sided = False

    def on(self, day: str, steps: tuple[Step, ...]) -> Moment:
        """Returns how the position stands after the steps of a day, in order of time."""
        self._statements += len(steps)
        self._take_line(steps)
        for step in steps:
            self._sided = self._sided or step.stance != "open"
            if self._loudest is None or _loudness(step) >= _loudness(self._loudest):
                self._loudest = step
        head = self._line[-1] if self._line else self._loudest
        assert head is not None
        return Moment(
            day=day,
            stance=head.stance,
            binding=bool(self._line),
            shown=head.statement,
            statements=self._statements,
            changes=self._changes,
            contradictions=len(self._contradictions),
            sided=self._sided,
        )

    def _take_line(self, steps: tuple[Step, ...]) -> None:
        if not self._decides:
            return
        before = len(self._line)
        for step in steps:
            if step.binding:
                follow(self._line, step, self._contradictions)
        earlier, later = self._line[:before], self._line[before:]
        if later:
            self._changes += sum(change.kind != "first" for change in changes_to(earlier, later))
        self._contradictions += self._denials(steps)
        self._contradictions = list(once(self._contradictions))

    def _denials(self, steps: tuple[Step, ...]) -> Iterator[Contradiction]:
        """Yields where one official denies at the time what another asks for; one of the two spoke on this day."""
        near = [step for step in self._near if _is_day_before(step, steps[0])]
        self._near = steps
        yield from _denied(steps, [*near, *steps])
        yield from _denied(near, steps)


def _denied(denying: Iterable[Step], asking: Sequence[Step]) -> Iterator[Contradiction]:
    for step in denying:
        if "deny" in step.deeds and step.certain:
            for other in asking:
                if other.binding and other.stance in {"demand", "conditional"} and two_officials(other, step):
                    yield contradiction_of(other, step)


def _is_day_before(step: Step, other: Step) -> bool:
    return (date.fromisoformat(_day_of(other)) - date.fromisoformat(_day_of(step))).days == 1


def _loudness(step: Step) -> tuple[bool, int]:
    return step.stance != "open", step.rank
