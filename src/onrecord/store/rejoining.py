"""What a record adds up to, joined once more from its readings and set against what the record has, row by row.

In a record of its own, in a folder for what is temporary: the one that is proved is only read. Memory does not grow
with the number of pages; the disk holds the readings and the joins a second time while it lasts.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, func, select

from onrecord.errors import ReadError, StoreError
from onrecord.records.capture import Capture, Origin
from onrecord.records.codec import decode_reading
from onrecord.store import schema
from onrecord.store.copying import copy_ledger, iter_kept
from onrecord.store.database import DatabaseStore
from onrecord.store.joining import STATEMENTS, STORIES
from onrecord.store.packing import unpack
from onrecord.store.sqlite import open_sqlite
from onrecord.store.writing import keep_reading

# Whether stories and statements are compared, or why they are not: pages wait to be joined, it was not asked for, or
# the disk is too full.
Joins = Literal["compared", "waiting", "left_out", "no_room"]
# How far it is: what is done now, how much of it, of how much.
Tell = Callable[[str, int, int], None]

_BATCH = 250
_ROWS = 500
# Documents of these tables are compared as what they say: the same struct may be compressed by another release.
_TYPES: dict[str, Any] = {
    table.name: kind
    for stage in (STORIES, STATEMENTS)
    for table, kind in ((stage.items, stage.item), (stage.ties, stage.tie), (stage.groups, stage.group))
}


class Difference(Struct, frozen=True, kw_only=True):
    """A table that is not what the pages add up to.

    Attributes:
        table: Its name.
        rows: In how many rows.
        first: The key of the first of them.
    """

    table: str
    rows: int
    first: str


def joins_of(store: DatabaseStore, *, wanted: bool) -> Joins:
    """Returns whether stories and statements can be compared now.

    Args:
        store: The record.
        wanted: Whether they are to be.
    """
    if not wanted:
        return "left_out"
    if store.unjoined():  # joined by the next command, and from the beginning where other rules joined it
        return "waiting"
    with store.connect() as connection:
        needed = store.size_bytes(connection)
    return "compared" if shutil.disk_usage(tempfile.gettempdir()).free > needed else "no_room"


def find_differences(store: DatabaseStore, tell: Tell) -> Iterator[Difference]:
    """Joins all readings once more and yields the tables in which the record has something else.

    Raises:
        StoreError, ReadError: If a reading cannot be read back.
    """
    tables = [table for table in schema.metadata.sorted_tables if table.info.get("derived")]
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-verify-") as folder,
        open_sqlite(Path(folder) / "joined.db") as apart,
    ):
        _fill(store, apart, tell)
        _join(apart, tell)
        for number, table in enumerate(tables):
            tell("comparing", number, len(tables))
            found = _compare(store, apart, table)
            if found is not None:
                yield found


def _fill(store: DatabaseStore, apart: DatabaseStore, tell: Tell) -> None:
    copy_ledger(store, apart)
    after, done = ("", ""), 0
    with store.connect() as connection:
        number = connection.scalar(select(func.count()).select_from(schema.readings)) or 0
    while True:
        with store.connect() as connection:
            rows = iter_kept(connection, limit=_BATCH, after=after)
        if not rows:
            return
        with apart.connect(write=True) as connection:
            for _, _, _, sha256, packed in rows:
                # The bytes have no part in joining.
                nothing = Capture(data=b"", sha256=sha256, origin=Origin())
                keep_reading(connection, nothing, decode_reading(unpack(packed)))
        after, done = (rows[-1][0], rows[-1][1]), done + len(rows)
        tell("taking out readings", done, number)


def _join(apart: DatabaseStore, tell: Tell) -> None:
    number, done = apart.unjoined(), 0
    while joined := apart.join(_BATCH):
        done += joined
        tell("joining again", done, number)


def _compare(store: DatabaseStore, apart: DatabaseStore, table: Table) -> Difference | None:
    number, first = 0, ""
    with store.connect() as one, apart.connect() as other:
        here, there = _rows(one, table), _rows(other, table)
        left, right = next(here, None), next(there, None)
        while left is not None or right is not None:
            which = _which(left, right)
            if which or not _is_equal(table, left, right):
                number += 1
                row = left if which <= 0 else right
                first = first or " ".join(map(str, row[0])) if row is not None else first
            left = next(here, None) if which <= 0 else left
            right = next(there, None) if which >= 0 else right
    return Difference(table=table.name, rows=number, first=first) if number else None


_Row = tuple[tuple[Any, ...], tuple[Any, ...]]


def _rows(connection: Connection, table: Table) -> Iterator[_Row]:
    """Yields (key, the rest), in order of the key."""
    keys = list(table.primary_key.columns)
    rest = [column for column in table.columns if column not in keys]
    query = select(*keys, *rest).order_by(*keys)
    with connection.execute(query, execution_options={"yield_per": _ROWS}) as found:
        for row in found:
            yield tuple(row[: len(keys)]), tuple(row[len(keys) :])


def _which(left: _Row | None, right: _Row | None) -> int:
    """Returns -1 where the next row is of the left alone, 1 where it is of the right alone, 0 where of both."""
    if left is None or right is None:
        return 1 if left is None else -1
    return (left[0] > right[0]) - (left[0] < right[0])


def _is_equal(table: Table, left: _Row | None, right: _Row | None) -> bool:
    assert left is not None
    assert right is not None
    if left[1] == right[1]:
        return True
    kind = _TYPES.get(table.name)
    return kind is not None and _said(table, kind, left) == _said(table, kind, right)


def _said(table: Table, kind: Any, row: _Row) -> tuple[Any, ...]:
    packed = table is not schema.matches and table is not schema.links
    try:
        return tuple(
            msgspec.msgpack.decode(unpack(value) if packed else value, type=kind) if isinstance(value, bytes) else value
            for value in row[1]
        )
    except (StoreError, ReadError, msgspec.MsgspecError) as error:
        return (str(error),)
