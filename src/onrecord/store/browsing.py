"""The record a screenful at a time: entries from a place on, and what the rest of them have in common.

Plain functions over a connection, for every engine; the engine's own file gives the connection and its search.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from onrecord.records.entry import Entry, PageRef
from onrecord.store.contract import EVERYTHING, Cursor, FacetName, Facets, Filter, Listing, Order, Screen, Tally
from onrecord.store.queries import Search, select_entries, select_ids
from onrecord.store.rows import entry_of
from onrecord.store.schema import attributions, pages, sayings
from onrecord.store.shelf import is_among

# Values shown of one facet: more than a column holds, few enough to be read.
_MOST_VALUES = 40


def browse_entries(connection: Connection, search: Search, wanted: Filter, screen: Screen) -> Listing:
    """Returns the entries wanted on `screen`, and where the next ones begin."""
    kept: list[Row[Any]] = []
    after = screen.after
    while len(kept) <= screen.limit:
        rows = connection.execute(_some(search, wanted, screen, after)).all()
        kept += _firsts(connection, search, wanted, screen.order, rows) if screen.once else rows
        if len(rows) <= screen.limit:
            break
        after = _cursor(rows[-1])
    following = _cursor(kept[screen.limit - 1]) if len(kept) > screen.limit else None
    return Listing(entries=tuple(entry_of(row) for row in kept[: screen.limit]), following=following)


def _some(search: Search, wanted: Filter, screen: Screen, after: Cursor | None) -> Select[Any]:
    day = pages.c.first_day.asc() if screen.order == "oldest" else pages.c.first_day.desc()
    query = select_entries(wanted, search).add_columns(pages.c.first_day, attributions.c.position)
    query = query.order_by(None).order_by(day.nulls_last(), pages.c.id, attributions.c.position)
    query = query.limit(screen.limit + 1)
    return query if after is None else query.where(_behind(after, screen.order))


def _cursor(row: Row[Any]) -> Cursor:
    return Cursor(day=row.first_day, page=row.page_id, position=row.position)


def _firsts(
    connection: Connection, search: Search, wanted: Filter, order: Order, rows: Sequence[Row[Any]]
) -> list[Row[Any]]:
    """Returns the rows that are the first of their statement among all that are wanted, in the order asked for."""
    ids = [row.id for row in rows]
    homes = {home for home in connection.scalars(select(sayings.c.home).where(sayings.c.id.in_(ids))) if home}
    kin = {
        row.id: row.home
        for row in connection.execute(select(sayings.c.id, sayings.c.home).where(sayings.c.home.in_(homes)))
    }
    query = select_ids(wanted, search).add_columns(pages.c.first_day, attributions.c.position)
    firsts: dict[str, tuple[tuple[bool, int, str, int], str]] = {}
    for row in connection.execute(query.where(attributions.c.id.in_(kin))):
        key = (_place(row, order), row.id)
        firsts[kin[row.id]] = min(firsts.get(kin[row.id], key), key)
    return [row for row in rows if row.id not in kin or firsts[kin[row.id]][1] == row.id]


def _place(row: Row[Any], order: Order) -> tuple[bool, int, str, int]:
    """Returns what sorts as the database does: by day, undated last, then page and position."""
    day = int((row.first_day or "0").replace("-", ""))
    return row.first_day is None, day if order == "oldest" else -day, row.page_id, row.position


def count_statements(connection: Connection, search: Search, wanted: Filter) -> int:
    """Returns how many statements the entries wanted are of."""
    query = select_ids(wanted, search).order_by(None).outerjoin(sayings, sayings.c.id == attributions.c.id)
    return connection.scalar(query.with_only_columns(_STATEMENTS)) or 0


def list_statements(connection: Connection, search: Search, wanted: Filter) -> frozenset[str]:
    """Returns the ids of the statements that the entries wanted are of."""
    query = select_ids(wanted, search).order_by(None).join(sayings, sayings.c.id == attributions.c.id)
    return frozenset(home for home in connection.scalars(query.with_only_columns(sayings.c.home).distinct()) if home)


# What is in no statement (what writers ascribe, and pages not joined yet) counts for itself.
_STATEMENTS = func.count(func.coalesce(sayings.c.home, attributions.c.id).distinct())


def find_entry(connection: Connection, attribution: str) -> Entry | None:
    """Returns the entry with this attribution id."""
    query = select_entries(EVERYTHING, _no_search).order_by(None).where(attributions.c.id == attribution)
    row = connection.execute(query).first()
    return None if row is None else entry_of(row)


def find_entries(connection: Connection, attributions_wanted: Collection[str]) -> dict[str, Entry]:
    """Returns the entries with these attribution ids, by id; those that there are."""
    among = is_among(connection, attributions.c.id, attributions_wanted)
    rows = connection.execute(select_entries(EVERYTHING, _no_search).order_by(None).where(among))
    return {row.id: entry_of(row) for row in rows}


def list_pages(connection: Connection, after: str, limit: int) -> tuple[PageRef, ...]:
    """Returns up to `limit` pages behind the id `after`, by id."""
    p = pages.c
    query = select(p.id, p.path, p.url, p.title, p.outlet, p.published).where(p.id > after).order_by(p.id).limit(limit)
    return tuple(PageRef(**row) for row in connection.execute(query).mappings())


def _no_search(index: str, words: str) -> ColumnElement[bool]:
    raise ValueError(f"no search for {words!r} in {index} is asked for here")


def _behind(cursor: Cursor, order: Order) -> ColumnElement[bool]:
    place = or_(pages.c.id > cursor.page, and_(pages.c.id == cursor.page, attributions.c.position > cursor.position))
    if cursor.day is None:
        return and_(pages.c.first_day.is_(None), place)
    later = pages.c.first_day > cursor.day if order == "oldest" else pages.c.first_day < cursor.day
    return or_(later, and_(pages.c.first_day == cursor.day, place), pages.c.first_day.is_(None))


# Each facet with what of a filter narrows it: it is counted as if that were not asked for.
_NARROWED: dict[FacetName, dict[str, Any]] = {
    "speakers": {"speaker": None},
    "parties": {"party": None},
    "offices": {"office": None},
    "outlets": {"outlet": None},
    "kinds": {"kinds": ()},
    "types": {"types": ()},
    "months": {"since": None, "until": None},
}


def widen(name: FacetName, wanted: Filter) -> Filter:
    """Returns the filter that a facet is counted by: without what narrows it, so that other values stay in sight."""
    return _replaced(wanted, _NARROWED[name])


def count_facets(connection: Connection, search: Search, wanted: Filter, *, once: bool = False) -> Facets:
    """Returns how many of the entries wanted, or with `once` of their statements, each value of each facet has."""
    counted = {name: count_facet(connection, search, wanted, name, once=once) for name in _NARROWED}
    return Facets(**counted)


def count_facet(
    connection: Connection, search: Search, wanted: Filter, name: FacetName, *, once: bool
) -> tuple[Tally, ...]:
    """Returns how many of the entries wanted, or of their statements, each value of one facet has."""
    columns: dict[FacetName, ColumnElement[Any]] = {
        "speakers": attributions.c.speaker,
        "parties": attributions.c.party,
        "offices": attributions.c.office,
        "outlets": pages.c.outlet,
        "kinds": attributions.c.kind,
        "types": attributions.c.speaker_type,
        "months": func.substr(pages.c.first_day, 1, 7),
    }
    most = None if name == "months" else _MOST_VALUES
    return _tallies(connection, _ids(search, widen(name, wanted), once=once), columns[name], most)


def _replaced(wanted: Filter, without: dict[str, Any]) -> Filter:
    fields = {name: getattr(wanted, name) for name in Filter.__struct_fields__}
    return Filter(**{**fields, **without})


def _ids(search: Search, wanted: Filter, *, once: bool) -> Select[Any]:
    """Returns the query for the number of what is wanted, to be grouped."""
    query = select_ids(wanted, search).order_by(None)
    if not once:
        return query.with_only_columns(func.count().label("number"))
    joined = query.outerjoin(sayings, sayings.c.id == attributions.c.id)
    return joined.with_only_columns(_STATEMENTS.label("number"))


def _tallies(
    connection: Connection, counted: Select[Any], column: ColumnElement[Any], most: int | None
) -> tuple[Tally, ...]:
    number = counted.selected_columns[0]
    # The second key makes equal counts come in the same order on every engine.
    query = counted.add_columns(column.label("value")).where(column.is_not(None)).group_by(column)
    rows = connection.execute(query.order_by(number.desc(), column).limit(most))
    return tuple(Tally(value=row.value, count=row.number) for row in rows if row.value)
