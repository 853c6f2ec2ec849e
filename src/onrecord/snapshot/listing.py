"""Lists from columns: which entries or statements come next. What is shown of them is asked of the store, by id.

The order of dates and its cursors are those of the store's own ``browse``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import numpy as np
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.snapshot.columns import UNDATED, Columns, Names, day_number
from onrecord.snapshot.counting import units_of
from onrecord.snapshot.words import Flags, Numbers
from onrecord.store.contract import Cursor, Order, Screen
from onrecord.store.fold import days_of


class Shown(Struct, frozen=True):
    """What comes on one screen.

    Attributes:
        ids: Of attributions or of statements, in the order asked for.
        following: Where the next ones begin; ``None`` at the end.
    """

    ids: tuple[str, ...]
    following: Cursor | None


def list_entries(columns: Columns, wanted: Flags, screen: Screen) -> Shown:
    """Returns the ids of the entries wanted on a screen, by date.

    Raises:
        UsageError: If the cursor is of another order.
    """
    rows = _by_date(columns, wanted, screen.order)
    if screen.once:
        rows = rows[_firsts(columns, rows)]
    start = 0 if screen.after is None else _behind_date(columns, rows, screen.after, screen.order)
    shown, more = _cut(rows, start, screen.limit)
    following = _date_cursor(columns, int(shown[-1])) if more and len(shown) else None
    return Shown(_names(columns.ids, shown), following)


def list_heaviest(columns: Columns, wanted: Flags, after: Cursor | None, limit: int) -> Shown:
    """Returns the ids of the first entry wanted of each statement, the heaviest statements first.

    Raises:
        UsageError: If the cursor is of another order.
    """
    units, following = _heaviest(columns, units_of(columns, wanted), after, limit)
    chosen = np.zeros(len(columns.unit_ids), np.bool_)
    chosen[units] = True
    rows = _by_date(columns, wanted & chosen[columns.unit], "newest")
    first = dict(zip(columns.unit[rows][::-1].tolist(), rows[::-1].tolist(), strict=True))
    return Shown(_names(columns.ids, np.array([first[unit] for unit in units.tolist()], np.int32)), following)


def list_statements(columns: Columns, wanted: Flags, after: Cursor | None, limit: int, *, heavy: bool) -> Shown:
    """Returns the ids of the statements of which an entry is wanted: by id, or the heaviest first.

    Raises:
        UsageError: If the cursor is of another order.
    """
    units = units_of(columns, wanted) & columns.stated
    if heavy:
        found, following = _heaviest(columns, units, after, limit)
        return Shown(_names(columns.unit_ids, found), following)
    start = 0 if after is None else int(np.searchsorted(columns.unit_ids, np.bytes_(_bytes(after.page)), side="right"))
    found, more = _cut(np.flatnonzero(units[start:]).astype(np.int32) + start, 0, limit)
    names = _names(columns.unit_ids, found)
    return Shown(names, Cursor(day=None, page=names[-1], position=0) if more and names else None)


def list_stories(columns: Columns, start: int, limit: int) -> tuple[str, ...]:
    """Returns the ids of stories, the latest first."""
    return tuple(name.decode() for name in columns.stories[start : start + limit].tolist())


def _heaviest(columns: Columns, units: Flags, after: Cursor | None, limit: int) -> tuple[Numbers, Cursor | None]:
    ordered: Numbers = columns.heaviest[units[columns.heaviest]]
    start = 0 if after is None else _behind_weight(columns, ordered, after)
    shown, more = _cut(ordered, start, limit)
    if not more or not len(shown):
        return shown, None
    last = int(shown[-1])
    name, weight = columns.unit_ids[last].decode(), float(columns.weight[last])
    return shown, Cursor(day=None, page=name, position=0, weight=weight)


def _by_date(columns: Columns, wanted: Flags, order: Order) -> Numbers:
    if order == "oldest":
        return np.flatnonzero(wanted).astype(np.int32)
    found: Numbers = columns.newest[wanted[columns.newest]]
    return found


def _firsts(columns: Columns, rows: Numbers) -> Flags:
    """Returns which rows are the first of their unit."""
    flags: Flags = columns.alone[rows]
    several = np.flatnonzero(~flags)
    units, places = columns.unit[rows[several]], np.arange(len(several), dtype=np.int32)
    first = np.empty(len(columns.unit_ids), np.int32)
    # What is written last stays, so the rows are gone through from the end.
    first[units[::-1]] = places[::-1]
    flags[several] = first[units] == places
    return flags


def _cut(rows: Numbers, start: int, limit: int) -> tuple[Numbers, bool]:
    return rows[start : start + limit], start + limit < len(rows)


def _behind_date(columns: Columns, rows: Numbers, after: Cursor, order: Order) -> int:
    if after.weight is not None or (after.day is not None and days_of(after.day) is None):
        raise UsageError("after: not from a list in this order")

    def key(row: Any) -> tuple[int, float, int]:
        day = int(columns.first[row])
        return _sorts_as(day, order), int(columns.page[row]), int(columns.position[row])

    day = _sorts_as(day_number(after.day and after.day[:10]), order)
    place = _place(columns.page_ids, after.page)
    return bisect_right(rows, (day, place, after.position), key=key)


def _sorts_as(day: int, order: Order) -> int:
    return day if order == "oldest" or day == UNDATED else -day


def _behind_weight(columns: Columns, units: Numbers, after: Cursor) -> int:
    if after.weight is None:
        raise UsageError("after: not from a list in this order")

    def key(unit: Any) -> tuple[float, float]:
        return -float(columns.weight[unit]), int(unit)

    return bisect_right(units, (-after.weight, _place(columns.unit_ids, after.page)), key=key)


def _place(names: Names, name: str) -> float:
    """Returns the number of a name among names in order; of one that is not there, between those it would stand."""
    wanted = _bytes(name)
    place = int(np.searchsorted(names, np.bytes_(wanted)))
    return place if place < len(names) and names[place] == wanted else place - 0.5


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _date_cursor(columns: Columns, row: int) -> Cursor:
    day = int(columns.first[row])
    written = None if day == UNDATED else f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
    page = columns.page_ids[columns.page[row]].decode()
    return Cursor(day=written, page=page, position=int(columns.position[row]))


def _names(names: Names, places: Numbers) -> tuple[str, ...]:
    return tuple(name.decode() for name in names[places].tolist())
