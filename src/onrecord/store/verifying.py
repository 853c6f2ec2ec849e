"""Whether a record holds: its bytes, its readings, what is shown and searched of them, what they add up to, its ledger.

Everything that can be made again from the bytes and the readings is compared with what it would be made to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import zstandard
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Table, except_, func, select, text

from onrecord.errors import ReadError, StoreError
from onrecord.pipeline.correcting import apply_corrections
from onrecord.pipeline.proving import find_faults
from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.copying import iter_kept
from onrecord.store.corrections import read_corrections
from onrecord.store.database import DatabaseStore
from onrecord.store.packing import unpack
from onrecord.store.pending import forget_joined
from onrecord.store.queries import select_shown
from onrecord.store.refusals import DAMAGED
from onrecord.store.rejoining import Joins, Tell, find_differences
from onrecord.store.rows import attribution_rows, page_row, place_of
from onrecord.store.schema import attributions, captures, pages, readings
from onrecord.store.search import text_vector
from onrecord.store.showing import index_reading, show_page, storable

Part = Literal["file", "ledger", "bytes", "reading", "shown", "search", "joined"]
_BATCH = 100
# Parts that `repair` makes again from the others.
REPAIRABLE: frozenset[Part] = frozenset({"shown", "search", "joined"})


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that does not hold.

    Attributes:
        part: Of the record.
        where: Id or hash; empty for the whole.
        message: What is wrong, for a person.
    """

    part: Part
    where: str
    message: str


def verify(store: DatabaseStore, joins: Joins, tell: Tell) -> Iterator[Finding]:
    """Yields everything in a record that does not hold; in memory that does not grow with it.

    Args:
        store: The record.
        joins: Whether stories and statements are compared; see `onrecord.store.rejoining.joins_of`.
        tell: Told how far it is.
    """
    with store.connect() as connection:
        tell("checking the file", 0, 1)
        for line in store.check_engine(connection):
            yield Finding(part="file", where="", message=line)
        yield from _verify_ledger(connection)
        yield from _verify_bytes(connection, tell)
        yield from _verify_readings(connection, tell)
        yield from _verify_shown(connection, tell)
    if joins == "compared":
        yield from _verify_joined(store, tell)
    yield from _verify_search(store)


def repair(store: DatabaseStore, findings: list[Finding]) -> list[Finding]:
    """Makes again what can be made again from bytes and readings; returns the findings that are left.

    Pages that are to be joined anew are joined by the next `Store.join`.
    """
    parts = {finding.part for finding in findings}
    with store.connect(write=True) as connection:
        for page in sorted({finding.where for finding in findings if finding.part == "shown"}):
            show_page(connection, page)
        if "search" in parts or "shown" in parts:
            _index_anew(connection)
        if parts & {"joined", "shown"}:
            forget_joined(connection)
    return [finding for finding in findings if finding.part not in REPAIRABLE]


def _verify_ledger(connection: Connection) -> Iterator[Finding]:
    try:
        read_corrections(connection)
    except (StoreError, msgspec.MsgspecError) as error:
        yield Finding(part="ledger", where="", message=str(error))


def _verify_bytes(connection: Connection, tell: Tell) -> Iterator[Finding]:
    number, done = _count(connection, captures), 0
    after, columns = "", (captures.c.sha256, captures.c.data_zstd)
    query = select(*columns).order_by(captures.c.sha256).limit(_BATCH)
    while rows := connection.execute(query.where(captures.c.sha256 > after)).all():
        for sha256, packed in rows:
            if _hash_of(packed) != sha256:
                yield Finding(part="bytes", where=sha256, message="the bytes kept are not those that were read")
        after, done = rows[-1][0], done + len(rows)
        tell("checking bytes", done, number)


def _hash_of(packed: bytes) -> str | None:
    try:
        return hashlib.sha256(zstandard.ZstdDecompressor().decompress(packed)).hexdigest()
    except zstandard.ZstdError:
        return None


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _verify_readings(connection: Connection, tell: Tell) -> Iterator[Finding]:
    r = readings.c
    joined = readings.outerjoin(captures, r.sha256 == captures.c.sha256)
    missing = select(r.page_id, r.sha256).select_from(joined).where(captures.c.sha256.is_(None))
    for page, sha256 in connection.execute(missing.order_by(r.page_id, r.place)):
        yield Finding(part="bytes", where=sha256, message=f"the bytes of {page} are missing")
    number, done, after = _count(connection, readings), 0, ("", "")
    while rows := iter_kept(connection, limit=_BATCH, after=after):
        for page, place, _, sha256, packed in rows:
            for message in _reading_faults(packed, page, place, sha256):
                yield Finding(part="reading", where=page, message=message)
        after, done = (rows[-1][0], rows[-1][1]), done + len(rows)
        tell("checking readings", done, number)


def _reading_faults(packed: bytes, page: str, place: str, sha256: str) -> Iterator[str]:
    reading = _reading(packed)
    if reading is None:
        yield "what was read cannot be read back"
        return
    if (reading.page.id, place_of(reading), reading.page.sha256) != (page, place, sha256):
        yield "what was read is that of another page"
    yield from find_faults(reading)


def _reading(packed: bytes) -> Reading | None:
    try:
        return decode_reading(unpack(packed))
    except (StoreError, ReadError):
        return None


def _verify_shown(connection: Connection, tell: Tell) -> Iterator[Finding]:
    """Compares what is filtered and searched with the reading of each page's first place."""
    kept, shown = select(readings.c.page_id), select(pages.c.id)
    for one, other in ((kept, shown), (shown, kept)):
        for page in sorted(connection.scalars(except_(one, other))):
            yield Finding(part="shown", where=page, message="the page is kept and not shown, or shown and not kept")
    try:
        lines = read_corrections(connection)
    except (StoreError, msgspec.MsgspecError):
        lines = ()
    number, done, first, after = _count(connection, readings), 0, "", ("", "")
    while rows := iter_kept(connection, limit=_BATCH, after=after):
        for page, place, _, _, packed in rows:
            reading = _reading(packed)
            if page != first and reading is not None:
                yield from _shown_faults(connection, apply_corrections(reading, lines), place)
            first = page
        after, done = (rows[-1][0], rows[-1][1]), done + len(rows)
        tell("checking what is shown", done, number)


def _shown_faults(connection: Connection, reading: Reading, place: str) -> Iterator[Finding]:
    page = reading.page.id
    here = (readings.c.page_id == page) & (readings.c.place == place)
    shown = _reading(connection.scalar(select(readings.c.document_zstd).where(here)) or b"")
    # The earliest time of fetching is kept, whichever reading came last.
    if shown is None or _with_time(reading, shown) != shown:
        yield Finding(part="reading", where=page, message="what is shown is not what was read and corrected")
    reading = shown or reading
    row = _row(connection, pages, pages.c.id == page)
    rows = [_without_key(dict(one)) for one in _rows(connection, page)]
    wanted = [storable(connection, one) for one in attribution_rows(reading)]
    if row != storable(connection, page_row(reading)) or rows != wanted:
        yield Finding(part="shown", where=page, message="what filters and lists see is not what was read")
    elif connection.dialect.name == "postgresql" and not _is_indexed(connection, reading):
        yield Finding(part="search", where=page, message="what the search sees is not what was read")


def _with_time(reading: Reading, shown: Reading) -> Reading:
    return replace(reading, page=replace(reading.page, fetched_at=shown.page.fetched_at))


def _row(connection: Connection, table: Any, condition: Any) -> dict[str, Any]:
    row = connection.execute(select(table).where(condition)).mappings().one_or_none()
    return {} if row is None else _without_key(dict(row))


def _rows(connection: Connection, page: str) -> list[Any]:
    query = select(attributions).where(attributions.c.page_id == page).order_by(attributions.c.position)
    return list(connection.execute(query).mappings())


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "key"}


def _is_indexed(connection: Connection, reading: Reading) -> bool:
    title = reading.page.title.value if reading.page.title else ""
    query = text("SELECT words = CAST(:words AS tsvector) FROM pages WHERE id = :id")
    words = text_vector(f"{title}\n{reading.page.text}")
    return bool(connection.scalar(query, {"words": words, "id": reading.page.id}))


def _verify_joined(store: DatabaseStore, tell: Tell) -> Iterator[Finding]:
    try:
        for one in find_differences(store, tell):
            rows = f"{one.rows:,} of its rows differ, first {one.first}"
            yield Finding(part="joined", where="", message=f"the {one.table} are not what the pages add up to: {rows}")
    except (StoreError, ReadError, msgspec.MsgspecError) as error:
        yield Finding(part="joined", where="", message=f"stories and statements cannot be compared: {error}")


def _verify_search(store: DatabaseStore) -> Iterator[Finding]:
    """Has SQLite compare its search indexes with their tables, which it does only where it may write."""
    for table in ("pages", "attributions") if store.engine.dialect.name == "sqlite" else ():
        command = text(f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        try:
            with store.writer() as writer, writer.connect(write=True) as connection:
                connection.execute(command)
        except StoreError as error:
            if DAMAGED in str(error):
                yield Finding(part="search", where=table, message="what the search sees is not what was read")


def _index_anew(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for table in ("pages", "attributions"):
            connection.execute(text(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')"))  # noqa: S608
        return
    for packed in connection.scalars(select_shown()).all():
        reading = decode_reading(unpack(packed))
        index_reading(connection, reading, attribution_rows(reading))
