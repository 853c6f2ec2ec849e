"""Which pages were read by what: so that a batch that was stopped goes on without reading again what it has."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, text

from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.packing import unpack
from onrecord.store.rows import place_of
from onrecord.store.schema import read_marks, readings

# Made once: to put a question together takes as long as to answer it, and both come with every page.
_NOTE = text(
    "INSERT INTO read_marks (page_id, place, mark) VALUES (:page, :place, :mark)"
    " ON CONFLICT (page_id, place) DO UPDATE SET mark = excluded.mark"
)
_RECALL = (
    select(readings.c.document_zstd)
    .join(read_marks, (read_marks.c.page_id == readings.c.page_id) & (read_marks.c.place == readings.c.place))
    .where(readings.c.page_id == bindparam("page"), readings.c.place == bindparam("place"))
    .where(read_marks.c.mark == bindparam("mark"))
)


def remember(connection: Connection, reading: Reading, mark: str) -> None:
    """Notes that a reading which is kept was made by what `mark` stands for."""
    connection.execute(_NOTE, {"page": reading.page.id, "place": place_of(reading), "mark": mark})


def recall(connection: Connection, page: str, place: str, mark: str) -> Reading | None:
    """Returns the reading of a page at a place, where it was made by what `mark` stands for."""
    packed = connection.scalar(_RECALL, {"page": page, "place": place, "mark": mark})
    return None if packed is None else decode_reading(unpack(packed))
