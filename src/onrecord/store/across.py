"""Stories and statements found again: all, by filter, by name, by the words they have.

Plain functions over a connection, for every engine. They tell what has been joined; `onrecord.store.joining` joins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, func, select

from onrecord.errors import UsageError
from onrecord.pipeline.buckets import saying_number
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.store.contract import EVERYTHING, Filter
from onrecord.store.queries import Search, begins_with, select_ids
from onrecord.store.schema import attributions, buckets, sayings, sketches, statements, stories
from onrecord.store.shelf import is_among, unpack_group

_BATCH = 500
# A shortened id: its prefix, the underscore, and one character at least.
_MIN_PREFIX = 4
# How many attributions that share most runs with a question are looked at; the rest share less.
_MOST_SHARING = 200

_STORY = msgspec.msgpack.Decoder(Story)
_STATEMENT = msgspec.msgpack.Decoder(Statement)


def iter_stories(connection: Connection, after: str = "") -> Iterator[Story]:
    """Yields the stories behind the id `after`, by id."""
    table = stories
    yield from _decoded(connection, select(table.c.document).where(table.c.id > after).order_by(table.c.id), _STORY)


def iter_statements(
    connection: Connection, search: Search, wanted: Filter = EVERYTHING, after: str = ""
) -> Iterator[Statement]:
    """Yields the statements behind the id `after` of which a variant is wanted, by id."""
    table, items = statements, sayings
    query = select(table.c.document).where(table.c.id > after).order_by(table.c.id)
    if wanted != EVERYTHING:
        ids = select_ids(wanted, search).order_by(None).with_only_columns(attributions.c.id)
        query = query.where(table.c.id.in_(select(items.c.home).where(items.c.id.in_(ids))))
    yield from _decoded(connection, query, _STATEMENT)


def find_story(connection: Connection, name: str) -> Story | None:
    """Returns the story of this id, of an id it once had, of a page in it, or of the beginning of its id.

    Raises:
        UsageError: If a beginning fits several.
    """
    found: Story | None = _named(connection, name, sketches, stories, _STORY)
    return found


def find_statement(connection: Connection, name: str) -> Statement | None:
    """Returns the statement of this id, of an id it once had, of an attribution in it, or of the beginning of its id.

    Raises:
        UsageError: If a beginning fits several.
    """
    found: Statement | None = _named(connection, name, sayings, statements, _STATEMENT)
    return found


def find_statements(connection: Connection, names: Collection[str]) -> dict[str, Statement]:
    """Returns the statements of these ids, or of the attributions of these ids, by what was asked for."""
    homes = dict.fromkeys(names, "")
    rows = connection.execute(select(sayings.c.id, sayings.c.home).where(is_among(connection, sayings.c.id, homes)))
    homes |= {row[0]: row[1] or "" for row in rows}
    ids = {home or name for name, home in homes.items()}
    table = statements
    rows = connection.execute(select(table.c.id, table.c.document).where(is_among(connection, table.c.id, ids)))
    found = {row[0]: _STATEMENT.decode(unpack_group(row[1])) for row in rows}
    return {name: found[home or name] for name, home in homes.items() if (home or name) in found}


def find_stories(connection: Connection, names: Collection[str]) -> dict[str, Story]:
    """Returns the stories of these ids, by id; those that there are."""
    table = stories
    rows = connection.execute(select(table.c.id, table.c.document).where(is_among(connection, table.c.id, names)))
    return {row[0]: _STORY.decode(unpack_group(row[1])) for row in rows}


def find_sharing(connection: Connection, keys: Collection[str]) -> tuple[Statement, ...]:
    """Returns the statements that have one of these keys (`onrecord.statements.keys`), those with most first."""
    numbers = [saying_number(key) for key in keys]
    number = func.count().label("number")
    query = select(buckets.c.item).where(is_among(connection, buckets.c.key, numbers)).group_by(buckets.c.item)
    best = query.order_by(number.desc(), buckets.c.item).limit(_MOST_SHARING).add_columns(number)
    items = {row[0]: row[1] for row in connection.execute(best)}
    homes = select(sayings.c.id, sayings.c.home).where(is_among(connection, sayings.c.id, items))
    weights: dict[str, int] = {}
    for one, home in connection.execute(homes):
        weights[home] = max(weights.get(home, 0), items[one])
    table = statements
    rows = connection.execute(select(table.c.id, table.c.document).where(is_among(connection, table.c.id, weights)))
    found = [(row[0], _STATEMENT.decode(unpack_group(row[1]))) for row in rows]
    return tuple(statement for one, statement in sorted(found, key=lambda item: (-weights[item[0]], item[0])))


def _named(connection: Connection, name: str, members: Table, made: Table, decoder: Any) -> Any:
    items, groups = members.c, made.c
    exact = select(groups.id).where(groups.id == name)
    older = select(items.home).where((items.alias == name) | (items.id == name))
    found = set(connection.scalars(exact)) or set(connection.scalars(older))
    if not found and len(name) >= _MIN_PREFIX:
        prefix = select(groups.id).where(begins_with(groups.id, name.lower())).order_by(groups.id)
        found = set(connection.scalars(prefix.limit(6)))
    if len(found) > 1:
        raise UsageError(f"{name} is the beginning of several ids: {', '.join(sorted(found))}; give more of it")
    documents = connection.scalars(select(groups.document).where(groups.id.in_(found)))
    return next((decoder.decode(unpack_group(document)) for document in documents), None)


def _decoded(connection: Connection, query: Select[Any], decoder: Any) -> Iterator[Any]:
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as rows:
        for (document,) in rows:
            yield decoder.decode(unpack_group(document))
