"""Which pages were read by what: so that a batch that was stopped goes on without reading again what it has."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.packing import unpack
from onrecord.store.rows import place_of
from onrecord.store.schema import read_marks, readings


def remember(connection: Connection, reading: Reading, mark: str) -> None:
    """Notes that a reading which is kept was made by what `mark` stands for."""
    page, place = reading.page.id, place_of(reading)
    connection.execute(delete(read_marks).where(read_marks.c.page_id == page, read_marks.c.place == place))
    connection.execute(insert(read_marks).values(page_id=page, place=place, mark=mark))


def recall(connection: Connection, page: str, place: str, mark: str) -> Reading | None:
    """Returns the reading of a page at a place, where it was made by what `mark` stands for."""
    both = (read_marks.c.page_id == readings.c.page_id) & (read_marks.c.place == readings.c.place)
    query = select(readings.c.document_zstd).join(read_marks, both)
    here = (readings.c.page_id == page) & (readings.c.place == place) & (read_marks.c.mark == mark)
    packed = connection.scalar(query.where(here))
    return None if packed is None else decode_reading(unpack(packed))
