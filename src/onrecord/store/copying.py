"""A record into another, whatever engine each is on. What is derived is made again there, and not copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, and_, insert, or_, select, tuple_

from onrecord.errors import StoreError
from onrecord.records.capture import Capture, Origin
from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.corrections import find_touched, read_corrections
from onrecord.store.database import DatabaseStore
from onrecord.store.packing import unpack
from onrecord.store.schema import (
    attributions,
    captures,
    changes,
    corrections,
    metadata,
    pages,
    raw_readings,
    readings,
    state,
)
from onrecord.store.writing import keep_reading

# Pages in one transaction: other writers wait for it, about half a second.
_BATCH = 100
# Rows of other tables; four values each stay below what SQLite takes in one command.
_ROWS = 500

# Kept by their own rules, or made again by keeping.
_BY_KEEPING = (captures, readings, raw_readings, pages, attributions, state, changes, corrections)


def copy_record(source: DatabaseStore, target: DatabaseStore) -> Iterator[int]:
    """Copies every page, every correction, and what is known of servers and feeds; yields how many pages are done.

    What the target has already stays; to copy again, or to go on where a copy was cut short, changes nothing twice.

    Raises:
        StoreError: If the two have ledgers of corrections that contradict each other.
    """
    copy_ledger(source, target)
    for table in metadata.sorted_tables:
        if table not in _BY_KEEPING and not table.info.get("derived"):
            _copy_rows(source, target, table)
    done = 0
    for batch in _batches(source):
        with target.connect(write=True) as connection:
            for capture, reading in batch:
                keep_reading(connection, capture, reading)
        done += len(batch)
        yield done


def iter_kept(connection: Connection, *, limit: int, after: tuple[str, str] = ("", "")) -> list[tuple[Any, ...]]:
    """Returns page id, place, packed bytes, their hash, and the packed reading as it was before corrections.

    Args:
        connection: To the record.
        limit: How many at most.
        after: Page id and place of the last that was seen.
    """
    r = readings.c
    joined = readings.join(captures, r.sha256 == captures.c.sha256).outerjoin(
        raw_readings, and_(raw_readings.c.page_id == r.page_id, raw_readings.c.place == r.place)
    )
    raw = raw_readings.c.document_zstd
    columns = (r.page_id, r.place, captures.c.data_zstd, r.sha256, r.document_zstd, raw)
    behind = or_(r.page_id > after[0], and_(r.page_id == after[0], r.place > after[1]))
    query = select(*columns).select_from(joined).where(behind).order_by(r.page_id, r.place).limit(limit)
    return [(*row[:4], row[5] or row[4]) for row in connection.execute(query)]


def _batches(source: DatabaseStore) -> Iterator[list[tuple[Capture, Reading]]]:
    after = ("", "")
    while True:
        with source.connect() as connection:
            rows = iter_kept(connection, limit=_BATCH, after=after)
        if not rows:
            return
        after = rows[-1][0], rows[-1][1]
        yield [
            (Capture(data=unpack(row[2]), sha256=row[3], origin=Origin()), decode_reading(unpack(row[4])))
            for row in rows
        ]


def copy_ledger(source: DatabaseStore, target: DatabaseStore) -> None:
    """Copies the corrections that the target lacks.

    Raises:
        StoreError: If the two have ledgers that contradict each other.
    """
    with source.connect() as connection:
        lines = read_corrections(connection)
    with target.connect(write=True) as connection:
        known = read_corrections(connection)
        if lines[: len(known)] != known[: len(lines)]:
            raise StoreError(f"{target.name}: has corrections that {source.name} has not; copy into an empty record")
        for line in lines[len(known) :]:
            row = {"number": line.number, "id": line.id, "document": msgspec.json.encode(line).decode()}
            connection.execute(insert(corrections).values(row))
            for capture, reading in find_touched(connection, line):
                keep_reading(connection, capture, reading)


def _copy_rows(source: DatabaseStore, target: DatabaseStore, table: Table) -> None:
    """Copies the rows that the target lacks, some hundred at a time: there is one a page."""
    keys = list(table.primary_key.columns)
    with source.connect() as connection:
        found = connection.execute(select(table), execution_options={"yield_per": _ROWS})
        for part in found.mappings().partitions():
            _add_rows(target, table, keys, [dict(row) for row in part])


def _add_rows(target: DatabaseStore, table: Table, keys: list[Column[Any]], rows: list[dict[str, Any]]) -> None:
    names = [key.name for key in keys]
    here = [tuple(row[name] for name in names) for row in rows]
    with target.connect(write=True) as connection:
        known = {tuple(row) for row in connection.execute(select(*keys).where(tuple_(*keys).in_(here)))}
        missing = [row for row, key in zip(rows, here, strict=True) if key not in known]
        if missing:
            connection.execute(insert(table), missing)
