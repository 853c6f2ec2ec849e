"""Keeping one reading, inside a transaction that the engine's own file opens."""

from __future__ import annotations

from typing import Any

import msgspec
import zstandard
from sqlalchemy import Connection, delete, insert, select, text, update

from onrecord.records.capture import Capture
from onrecord.records.codec import decode_reading, encode_reading
from onrecord.records.reading import Reading
from onrecord.store.contract import Kept
from onrecord.store.corrections import correct
from onrecord.store.rows import attribution_rows, page_row, place_of
from onrecord.store.schema import attributions, captures, fetches, pages, readings, state
from onrecord.store.search import text_vector

# HTML shrinks to a fifth at level 9 in about 3 ms a page; levels above gain under 3 % for several times the time.
_LEVEL = 9


def keep_reading(connection: Connection, capture: Capture, reading: Reading) -> Kept:
    """Keeps `capture` and `reading`, and brings the shown rows up to date; see `Store.keep`."""
    page_id = reading.page.id
    _keep_capture(connection, capture)
    _keep_validators(connection, capture, page_id)
    reading = correct(connection, reading, place_of(reading))
    if not _keep_document(connection, reading):
        return Kept(page=page_id, outcome="unchanged")
    connection.execute(update(state).where(state.c.name == "version").values(number=state.c.number + 1))
    places = connection.scalars(select(readings.c.place).where(readings.c.page_id == page_id))
    if min(places) != place_of(reading):
        return Kept(page=page_id, outcome="unchanged")
    return _show(connection, reading)


def pack(data: bytes) -> bytes:
    """Returns `data` compressed with Zstandard."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def unpack(data: bytes) -> bytes:
    """Returns what `pack` was given."""
    return zstandard.ZstdDecompressor().decompress(data)


def _keep_capture(connection: Connection, capture: Capture) -> None:
    known = select(captures.c.sha256).where(captures.c.sha256 == capture.sha256)
    if connection.scalar(known) is None:
        row = {"sha256": capture.sha256, "size_bytes": len(capture.data), "data_zstd": pack(capture.data)}
        connection.execute(insert(captures).values(row))


def _keep_validators(connection: Connection, capture: Capture, page_id: str) -> None:
    origin = capture.origin
    if origin.url is None or (origin.etag is None and origin.last_modified is None):
        return
    connection.execute(delete(fetches).where(fetches.c.url == origin.url))
    row = {"url": origin.url, "page_id": page_id, "etag": origin.etag, "last_modified": origin.last_modified}
    connection.execute(insert(fetches).values(row))


def _keep_document(connection: Connection, reading: Reading) -> bool:
    """Keeps the reading for its place; returns whether that changed anything."""
    here = (readings.c.page_id == reading.page.id) & (readings.c.place == place_of(reading))
    packed = connection.scalar(select(readings.c.document_zstd).where(here))
    if packed is None:
        row = {"page_id": reading.page.id, "place": place_of(reading), "sha256": reading.page.sha256}
        connection.execute(insert(readings).values(**row, document_zstd=pack(encode_reading(reading))))
        return True
    old = unpack(packed)
    document = encode_reading(_first_fetched(reading, decode_reading(old)))
    if document == old:
        return False
    connection.execute(update(readings).where(here).values(document_zstd=pack(document)))
    return True


def _first_fetched(reading: Reading, old: Reading) -> Reading:
    """Returns `reading` with the earlier of the two times of fetching: fetching the same bytes again is no news."""
    times = [time for time in (reading.page.fetched_at, old.page.fetched_at) if time is not None]
    page = msgspec.structs.replace(reading.page, fetched_at=min(times, default=None))
    return msgspec.structs.replace(reading, page=page)


def _show(connection: Connection, reading: Reading) -> Kept:
    """Makes `reading` the one whose rows are filtered and searched."""
    page_id = reading.page.id
    row = _storable(connection, page_row(reading))
    known = connection.scalar(select(pages.c.key).where(pages.c.id == page_id)) is not None
    if known:
        connection.execute(update(pages).where(pages.c.id == page_id).values(row))
    else:
        connection.execute(insert(pages).values(row))
    rows = attribution_rows(reading)
    connection.execute(text("INSERT INTO pending (page_id) VALUES (:id) ON CONFLICT DO NOTHING"), {"id": page_id})
    new, dropped = _show_attributions(connection, page_id, [_storable(connection, row) for row in rows])
    if connection.dialect.name == "postgresql":
        _index(connection, reading, rows)
    return Kept(page=page_id, outcome="replaced" if known else "added", new=new, dropped=dropped)


def _show_attributions(connection: Connection, page_id: str, rows: list[dict[str, Any]]) -> tuple[int, int]:
    """Replaces the page's rows; one whose id still holds keeps its key. Returns how many ids are new, and dropped."""
    found = connection.execute(select(attributions).where(attributions.c.page_id == page_id)).mappings()
    old = {row["id"]: {name: value for name, value in row.items() if name != "key"} for row in found}
    dropped = old.keys() - {row["id"] for row in rows}
    if dropped:
        connection.execute(delete(attributions).where(attributions.c.id.in_(dropped)))
    for row in rows:
        if row["id"] in old and row != old[row["id"]]:
            connection.execute(update(attributions).where(attributions.c.id == row["id"]).values(row))
    new = [row for row in rows if row["id"] not in old]
    if new:
        connection.execute(insert(attributions), new)
    return len(new), len(dropped)


def _storable(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """Returns `row` as the engine can hold it: PostgreSQL has no null character, which a plain text may hold."""
    if connection.dialect.name != "postgresql":
        return row
    return {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}


def _index(connection: Connection, reading: Reading, rows: list[dict[str, Any]]) -> None:
    """Fills PostgreSQL's search columns; SQLite's indexes follow their tables by themselves."""
    title = reading.page.title.value if reading.page.title else ""
    vector = {"id": reading.page.id, "words": text_vector(f"{title}\n{reading.page.text}")}
    connection.execute(text("UPDATE pages SET words = CAST(:words AS tsvector) WHERE id = :id"), vector)
    vectors = [{"id": row["id"], "words": text_vector(row["quote"])} for row in rows]
    if vectors:
        connection.execute(text("UPDATE attributions SET words = CAST(:words AS tsvector) WHERE id = :id"), vectors)
