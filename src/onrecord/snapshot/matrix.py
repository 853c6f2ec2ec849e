"""The matrix of positions, now and as of a day: from what is kept of each day, without going through statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.docket.positions import silent_since
from onrecord.records.docket import OTHER
from onrecord.records.position import Moment, Step
from onrecord.snapshot.views import Cell, CellLine, Heard

# A party that was heard on a day counts as heard on it this often at most: more than silence asks for.
_OFTEN = 3


def line_of(cell: Cell) -> CellLine:
    """Returns a position as the matrix shows it."""
    position = cell.position
    return CellLine(
        party=position.party,
        issue=position.issue,
        stance=position.stance,
        binding=position.binding,
        shown=cell.shown,
        statements=cell.statements,
        changes=sum(change.kind != "first" for change in position.changes),
        contradictions=len(position.contradictions),
    )


def moment_at(moments: Sequence[Moment], until: str) -> Moment | None:
    """Returns how a position stood on a day, ISO 8601: as on the last day of words on the issue by then."""
    number = bisect_right(moments, until, key=lambda moment: moment.day)
    return moments[number - 1] if number else None


def days_heard(heard: Heard | None, last: str, until: str) -> list[str]:
    """Returns the days after `last` until `until` on which a party was heard, each as often as it matters."""
    if heard is None:
        return []
    first, end = bisect_right(heard.days, last), bisect_right(heard.days, until)
    return [day for place in range(first, end) for day in [heard.days[place]] * min(heard.times[place], _OFTEN)]


def line_at(key: tuple[str, str], moment: Moment, shown: Step | None, heard: Sequence[str]) -> CellLine:
    """Returns a position as it stood on a day.

    Args:
        key: Party and issue.
        moment: The position then.
        shown: The statement that carried it.
        heard: Days on which the party was heard since.
    """
    party, issue = key
    silent = issue != OTHER and moment.sided and silent_since(moment.day, heard) is not None
    return CellLine(
        party=party,
        issue=issue,
        stance=moment.stance,
        binding=moment.binding,
        shown=shown,
        statements=moment.statements,
        changes=moment.changes + silent,
        contradictions=moment.contradictions,
    )
