"""The record a screenful at a time: entries from a place on, and what the rest of them have in common.

Plain functions over a connection, for every engine; the engine's own file gives the connection and its search.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, and_, case, cast, func, or_, select

from onrecord.records.entry import Entry, PageRef
from onrecord.store.contract import EVERYTHING, Cursor, Facets, Filter, Listing, Order, Screen, Tally
from onrecord.store.queries import Search, select_entries, select_ids
from onrecord.store.rows import entry_of
from onrecord.store.schema import attributions, pages

# Values shown of one facet: more than a column holds, few enough to be read.
_MOST_VALUES = 40


def browse_entries(connection: Connection, search: Search, wanted: Filter, screen: Screen) -> Listing:
    """Returns the entries wanted on `screen`, and where the next ones begin."""
    order, limit, after = screen.order, screen.limit, screen.after
    day = pages.c.first_day.asc() if order == "oldest" else pages.c.first_day.desc()
    query = select_entries(wanted, search).add_columns(pages.c.first_day, attributions.c.position)
    query = query.order_by(None).order_by(day.nulls_last(), pages.c.id, attributions.c.position).limit(limit + 1)
    if after is not None:
        query = query.where(_behind(after, order))
    rows = connection.execute(query).all()
    more = rows[limit - 1] if len(rows) > limit else None
    following = None if more is None else Cursor(day=more.first_day, page=more.page_id, position=more.position)
    return Listing(entries=tuple(entry_of(row) for row in rows[:limit]), following=following)


def find_entry(connection: Connection, attribution: str) -> Entry | None:
    """Returns the entry with this attribution id."""
    query = select_entries(EVERYTHING, _no_search).order_by(None).where(attributions.c.id == attribution)
    row = connection.execute(query).first()
    return None if row is None else entry_of(row)


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


def count_facets(connection: Connection, search: Search, wanted: Filter) -> Facets:
    """Returns how many of the entries wanted each value of each facet has.

    A facet that `wanted` narrows is counted as if it did not, so that the other values stay in sight.
    """

    def tallies(column: ColumnElement[Any], without: dict[str, Any], most: int | None = _MOST_VALUES) -> Any:
        return _tallies(connection, search, _replaced(wanted, without), column, most)

    document = connection.dialect.name
    return Facets(
        speakers=tallies(attributions.c.speaker, {"speaker": None}),
        parties=tallies(_party(document), {"party": None}),
        offices=tallies(_of_speaker("office", document), {}),
        outlets=tallies(pages.c.outlet, {"outlet": None}),
        kinds=tallies(attributions.c.kind, {"kinds": ()}),
        types=tallies(attributions.c.speaker_type, {"types": ()}),
        months=tallies(func.substr(pages.c.first_day, 1, 7), {"since": None, "until": None}, None),
    )


def _replaced(wanted: Filter, without: dict[str, Any]) -> Filter:
    fields = {name: getattr(wanted, name) for name in Filter.__struct_fields__}
    return Filter(**{**fields, **without})


def _tallies(
    connection: Connection, search: Search, wanted: Filter, column: ColumnElement[Any], most: int | None
) -> tuple[Tally, ...]:
    number = func.count()
    # The second key makes equal counts come in the same order on every engine.
    query = select_ids(wanted, search).order_by(None).with_only_columns(column.label("value"), number.label("count"))
    query = query.where(column.is_not(None)).group_by(column).order_by(number.desc(), column)
    rows = connection.execute(query if most is None else query.limit(most))
    return tuple(Tally(value=row[0], count=row[1]) for row in rows if row[0])


def _party(dialect: str) -> ColumnElement[Any]:
    """Whom a speaker speaks for; a government or organisation that speaks, speaks for itself."""
    itself = case((attributions.c.speaker_type.in_(("government", "organisation")), attributions.c.speaker))
    return func.coalesce(_of_speaker("on_behalf_of", dialect), itself)


def _of_speaker(field: str, dialect: str) -> ColumnElement[Any]:
    if dialect == "postgresql":
        return func.json_extract_path_text(cast(attributions.c.document, JSON), "speaker", field)
    return func.json_extract(attributions.c.document, f"$.speaker.{field}")
