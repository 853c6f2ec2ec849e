"""The shelves of `onrecord.pipeline.shelves` as tables, for every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Generic

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    any_,
    bindparam,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from onrecord.pipeline.shelves import Group, Item, Pair, Tie
from onrecord.store.packing import pack, unpack
from onrecord.store.schema import buckets, crowded

# Rows fetched at once.
_FETCHED = 2_000
# Sketches shrink to a half in 20 microseconds; higher levels gain little on them.
_LEVEL = 1


class Tables(Struct, frozen=True, kw_only=True):
    """Where one stage lies, and how its documents are written.

    Attributes:
        items: Table of items.
        ties: Table of ties.
        groups: Table of groups.
        item: Type of an item.
        tie: Type of a tie.
        group: Type of a group.
        page_of: The page of an item.
        alias_of: The id of a group of which this item's is the smallest.
    """

    items: Table
    ties: Table
    groups: Table
    item: type[Any]
    tie: type[Any]
    group: type[Any]
    page_of: Callable[[Any], str]
    alias_of: Callable[[str], str]


class SqlBuckets:
    """See `onrecord.pipeline.shelves.Buckets`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sign = "?" if connection.dialect.name == "sqlite" else "%s"

    def crowded(self, keys: Collection[int]) -> set[int]:
        """Returns which of `keys` are marked as crowded."""
        return set(
            self._connection.scalars(select(crowded.c.key).where(is_among(self._connection, crowded.c.key, keys)))
        )

    def mark(self, keys: Collection[int], *, crowded: bool) -> None:
        """Marks buckets as crowded, or no longer."""
        command = "INSERT INTO crowded (key) VALUES (:key)" if crowded else "DELETE FROM crowded WHERE key = :key"
        run_many(self._connection, command, [{"key": key} for key in sorted(keys)])

    def holders(self, keys: Collection[int]) -> dict[int, list[str]]:
        """Returns the ids in each bucket, in order."""
        query = select(buckets.c.key, buckets.c.item).where(is_among(self._connection, buckets.c.key, keys))
        found: dict[int, list[str]] = defaultdict(list)
        # One string an id, however many buckets it is in: a batch looks into tens of thousands.
        known: dict[str, str] = {}
        for key, item in plain_rows(self._connection, query):
            found[key].append(known.setdefault(item, item))
        return {key: sorted(items) for key, items in found.items()}

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Puts ids into buckets."""
        self._run("INSERT INTO buckets (key, item) VALUES (?, ?)", rows)

    def drop(self, rows: Iterable[tuple[int, str]]) -> None:
        """Takes ids out of buckets."""
        self._run("DELETE FROM buckets WHERE key = ? AND item = ?", rows)

    def _run(self, command: str, rows: Iterable[tuple[int, str]]) -> None:
        """Runs a command for each row by the driver alone: there are two hundred a page."""
        ordered = sorted(rows)
        if ordered:
            self._connection.exec_driver_sql(command.replace("?", self._sign), ordered)

    def around(self, key: int, one: str, reach: int) -> tuple[list[str], list[str]]:
        """Returns up to `reach` ids before `one`, nearest first, and up to `reach` after it."""
        return self._column(_BEFORE, (key, one, reach)), self._column(_AFTER, (key, one, reach))

    def size(self, key: int, most: int) -> int:
        """Returns how many ids a bucket has, counting no further than `most`."""
        return int(self._column(_SIZE, (key, most))[0])

    def _column(self, query: str, given: tuple[Any, ...]) -> list[Any]:
        """Runs a query by the driver alone, as `_run` does: a page may ask for dozens of crowded buckets."""
        rows = self._connection.exec_driver_sql(query.replace("?", self._sign), given)
        return [row[0] for row in rows.cursor.fetchall()] if rows.cursor is not None else []


_BEFORE = "SELECT item FROM buckets WHERE key = ? AND item < ? ORDER BY item DESC LIMIT ?"
_AFTER = "SELECT item FROM buckets WHERE key = ? AND item > ? ORDER BY item LIMIT ?"
_SIZE = "SELECT count(*) FROM (SELECT 1 FROM buckets WHERE key = ? LIMIT ?) AS counted"


class SqlShelf(Generic[Item, Tie, Group]):
    """See `onrecord.pipeline.shelves.Shelf`."""

    def __init__(self, connection: Connection, tables: Tables) -> None:
        self._connection = connection
        self._tables = tables
        self._item = msgspec.msgpack.Decoder(tables.item)
        self._tie = msgspec.msgpack.Decoder(tables.tie)
        self._group = msgspec.msgpack.Decoder(tables.group)
        self.buckets = SqlBuckets(connection)
        # Items met in this transaction: what is worked out of one (its words, its lines) is worked out once.
        self._known: dict[str, Item] = {}

    def items(self, ids: Collection[str]) -> dict[str, Item]:
        """Returns the items with these ids; those it has."""
        self._known.update(self._load_items(self._tables.items.c.id, [one for one in ids if one not in self._known]))
        return {one: self._known[one] for one in ids if one in self._known}

    def items_of(self, pages: Collection[str]) -> dict[str, Item]:
        """Returns the items of these pages, by id."""
        found = self._load_items(self._tables.items.c.page_id, pages)
        self._known.update(found)
        return found

    def put_items(self, items: Mapping[str, Item]) -> None:
        """Keeps items under their ids, in place of what was there."""
        tables = self._tables
        self._known.update(items)
        rows = [
            {"id": one, "page_id": tables.page_of(item), "document": _pack(item), "alias": tables.alias_of(one)}
            for one, item in sorted(items.items())
        ]
        name = tables.items.name
        run_many(
            self._connection,
            f"INSERT INTO {name} (id, page_id, document, alias) VALUES (:id, :page_id, :document, :alias)"  # noqa: S608
            " ON CONFLICT (id) DO UPDATE SET page_id = excluded.page_id, document = excluded.document",
            rows,
        )

    def drop_items(self, ids: Collection[str]) -> None:
        """Forgets items."""
        for one in ids:
            self._known.pop(one, None)
        self._drop(self._tables.items, ids)

    def ties(self, pairs: Collection[Pair]) -> dict[Pair, Tie]:
        """Returns the ties between these pairs; those it has."""
        if not pairs:
            return {}
        found = self._ties(is_among(self._connection, self._tables.ties.c.a, {pair[0] for pair in pairs}), pairs)
        return {pair: self._tie.decode(document) for pair, document in found.items()}

    def ties_of(self, ids: Collection[str]) -> dict[Pair, Tie]:
        """Returns every tie that has one of `ids` at either end."""
        if not ids:
            return {}
        a, b = (is_among(self._connection, column, ids) for column in (self._tables.ties.c.a, self._tables.ties.c.b))
        return {pair: self._tie.decode(document) for pair, document in (self._ties(a) | self._ties(b)).items()}

    def put_ties(self, ties: Mapping[Pair, Tie]) -> None:
        """Keeps ties, in place of what was there."""
        name = self._tables.ties.name
        rows = [
            {"a": pair[0], "b": pair[1], "document": msgspec.msgpack.encode(tie)} for pair, tie in sorted(ties.items())
        ]
        run_many(
            self._connection,
            f"INSERT INTO {name} (a, b, document) VALUES (:a, :b, :document)"  # noqa: S608 - a table of ours
            " ON CONFLICT (a, b) DO UPDATE SET document = excluded.document",
            rows,
        )

    def drop_ties(self, pairs: Collection[Pair]) -> None:
        """Forgets ties."""
        command = f"DELETE FROM {self._tables.ties.name} WHERE a = :a AND b = :b"  # noqa: S608 - same
        run_many(self._connection, command, [{"a": a, "b": b} for a, b in sorted(pairs)])

    def homes(self, ids: Collection[str]) -> dict[str, str]:
        """Returns item id to the id of its group; of those that have one."""
        items = self._tables.items.c
        query = select(items.id, items.home).where(is_among(self._connection, items.id, ids), items.home.is_not(None))
        return dict(plain_rows(self._connection, query)) if ids else {}

    def members(self, groups: Collection[str]) -> dict[str, list[str]]:
        """Returns group id to the ids of its items, in order."""
        items = self._tables.items.c
        query = select(items.home, items.id).where(is_among(self._connection, items.home, groups)).order_by(items.id)
        found: dict[str, list[str]] = defaultdict(list)
        for home, one in plain_rows(self._connection, query) if groups else ():
            found[home].append(one)
        return dict(found)

    def groups(self, ids: Collection[str]) -> dict[str, Group]:
        """Returns the groups with these ids; those it has."""
        if not ids:
            return {}
        groups = self._tables.groups.c
        rows = self._connection.execute(
            select(groups.id, groups.document).where(is_among(self._connection, groups.id, ids))
        )
        return {row[0]: self._group.decode(unpack_group(row[1])) for row in rows}

    def put_groups(self, groups: Mapping[str, Group], homes: Mapping[str, str]) -> None:
        """Keeps groups, in place of what was there, and where their items are at home."""
        name = self._tables.groups.name
        rows = [{"id": one, "document": _pack(group)} for one, group in sorted(groups.items())]
        run_many(
            self._connection,
            # One that is as it was is left alone: what changed is noted, and read again.
            f"INSERT INTO {name} (id, document) VALUES (:id, :document)"  # noqa: S608 - same
            f" ON CONFLICT (id) DO UPDATE SET document = excluded.document WHERE {name}.document <> excluded.document",
            rows,
        )
        known = self.homes(homes)
        homes = {one: home for one, home in homes.items() if known.get(one) != home}
        command = f"UPDATE {self._tables.items.name} SET home = :home WHERE id = :id"  # noqa: S608 - same
        run_many(self._connection, command, [{"id": one, "home": home} for one, home in sorted(homes.items())])

    def drop_groups(self, ids: Collection[str]) -> None:
        """Forgets groups."""
        self._drop(self._tables.groups, ids)

    def _load_items(self, column: Column[Any], values: Collection[str]) -> dict[str, Item]:
        if not values:
            return {}
        items = self._tables.items.c
        query = select(items.id, items.document).where(is_among(self._connection, column, values))
        return {
            one: self._known[one] if one in self._known else self._item.decode(unpack_group(document))
            for one, document in plain_rows(self._connection, query)
        }

    def _ties(self, condition: ColumnElement[bool], wanted: Collection[Pair] | None = None) -> dict[Pair, bytes]:
        ties = self._tables.ties.c
        rows = plain_rows(self._connection, select(ties.a, ties.b, ties.document).where(condition))
        return {(a, b): document for a, b, document in rows if wanted is None or (a, b) in wanted}

    def _drop(self, table: Table, ids: Collection[str]) -> None:
        run_many(self._connection, f"DELETE FROM {table.name} WHERE id = :id", [{"id": one} for one in sorted(ids)])  # noqa: S608


def is_among(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Returns the condition that a column has one of many values, given to the database as one."""
    ordered = sorted(values)
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, ordered, ARRAY(column.type), unique=True))
    listed = msgspec.json.encode(ordered).decode()
    return column.in_(select(literal_column("value")).select_from(func.json_each(listed)))


def plain_rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Yields the rows as the driver gives them: a batch fetches a hundred thousand, and needs none of their types."""
    with connection.execute(query) as result:
        while rows := result.cursor.fetchmany(_FETCHED):
            yield from rows


def run_many(connection: Connection, command: str, rows: list[dict[str, Any]]) -> None:
    """Runs a command once for each row; not at all for none."""
    if rows:
        connection.execute(text(command), rows)


def unpack_group(data: bytes) -> bytes:
    """Returns the MessagePack document of an item or a group."""
    return unpack(data)


def _pack(document: Any) -> bytes:
    return pack(msgspec.msgpack.encode(document), _LEVEL)
