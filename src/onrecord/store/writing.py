"""Keeping one reading, inside a transaction that the engine's own file opens."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from onrecord.records.capture import Capture
from onrecord.records.codec import decode_reading, encode_reading
from onrecord.records.reading import Reading
from onrecord.store.contract import Kept
from onrecord.store.corrections import correct
from onrecord.store.packing import pack, unpack
from onrecord.store.rows import place_of
from onrecord.store.schema import captures, fetches, readings, state
from onrecord.store.showing import show_reading

# Statements are built once: to build one takes five times as long as to run it.
_FIND_CAPTURE = select(captures.c.sha256).where(captures.c.sha256 == bindparam("sha256"))
_ADD_CAPTURE = insert(captures)
_FIND_DOCUMENT = select(readings.c.document_zstd).where(
    readings.c.page_id == bindparam("page_id"), readings.c.place == bindparam("place")
)
_ADD_DOCUMENT = insert(readings)
_FIND_PLACES = select(readings.c.place).where(readings.c.page_id == bindparam("page_id"))
_RAISE_VERSION = update(state).where(state.c.name == "version").values(number=state.c.number + 1)


def keep_reading(connection: Connection, capture: Capture, reading: Reading) -> Kept:
    """Keeps `capture` and `reading`, and brings the shown rows up to date; see `Store.keep`."""
    page_id = reading.page.id
    _keep_capture(connection, capture)
    _keep_validators(connection, capture, page_id)
    reading = correct(connection, reading, place_of(reading))
    if not _keep_document(connection, reading):
        return Kept(page=page_id, outcome="unchanged")
    connection.execute(_RAISE_VERSION)
    places = connection.scalars(_FIND_PLACES, {"page_id": page_id})
    if min(places) != place_of(reading):
        return Kept(page=page_id, outcome="unchanged")
    return show_reading(connection, reading)


def _keep_capture(connection: Connection, capture: Capture) -> None:
    if connection.scalar(_FIND_CAPTURE, {"sha256": capture.sha256}) is None:
        row = {"sha256": capture.sha256, "size_bytes": len(capture.data), "data_zstd": pack(capture.data)}
        connection.execute(_ADD_CAPTURE, row)


def _keep_validators(connection: Connection, capture: Capture, page_id: str) -> None:
    origin = capture.origin
    if origin.url is None or (origin.etag is None and origin.last_modified is None):
        return
    connection.execute(delete(fetches).where(fetches.c.url == origin.url))
    row = {"url": origin.url, "page_id": page_id, "etag": origin.etag, "last_modified": origin.last_modified}
    connection.execute(insert(fetches).values(row))


def _keep_document(connection: Connection, reading: Reading) -> bool:
    """Keeps the reading for its place; returns whether that changed anything."""
    here = {"page_id": reading.page.id, "place": place_of(reading)}
    packed = connection.scalar(_FIND_DOCUMENT, here)
    if packed is None:
        row = {**here, "sha256": reading.page.sha256, "document_zstd": pack(encode_reading(reading))}
        connection.execute(_ADD_DOCUMENT, row)
        return True
    old = unpack(packed)
    document = encode_reading(_first_fetched(reading, decode_reading(old)))
    if document == old:
        return False
    mine = (readings.c.page_id == here["page_id"]) & (readings.c.place == here["place"])
    connection.execute(update(readings).where(mine).values(document_zstd=pack(document)))
    return True


def _first_fetched(reading: Reading, old: Reading) -> Reading:
    """Returns `reading` with the earlier of the two times of fetching: fetching the same bytes again is no news."""
    times = [time for time in (reading.page.fetched_at, old.page.fetched_at) if time is not None]
    page = msgspec.structs.replace(reading.page, fetched_at=min(times, default=None))
    return msgspec.structs.replace(reading, page=page)
