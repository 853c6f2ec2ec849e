"""What is shown of a page: the rows that are filtered, listed and searched, made from its reading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from onrecord.records.codec import decode_reading
from onrecord.records.reading import Reading
from onrecord.store.contract import Kept
from onrecord.store.packing import unpack
from onrecord.store.rows import attribution_rows, page_row
from onrecord.store.schema import attributions, pages, readings
from onrecord.store.search import text_vector

# Built once, as in `onrecord.store.writing`.
_FIND_PAGE = select(pages.c.key).where(pages.c.id == bindparam("page_id"))
_ADD_PAGE = insert(pages)
_ADD_ATTRIBUTIONS = insert(attributions)
_ADD_PENDING = text("INSERT INTO pending (page_id) VALUES (:page_id) ON CONFLICT DO NOTHING")


def show_page(connection: Connection, page_id: str) -> None:
    """Makes the rows of a page again from the reading of its first place; without one, there are none."""
    query = select(readings.c.document_zstd).where(readings.c.page_id == page_id).order_by(readings.c.place).limit(1)
    packed = connection.scalar(query)
    if packed is not None:
        show_reading(connection, decode_reading(unpack(packed)))
        return
    connection.execute(delete(attributions).where(attributions.c.page_id == page_id))
    connection.execute(delete(pages).where(pages.c.id == page_id))


def show_reading(connection: Connection, reading: Reading) -> Kept:
    """Makes `reading` the one whose rows are filtered and searched."""
    page_id = reading.page.id
    row = storable(connection, page_row(reading))
    known = connection.scalar(_FIND_PAGE, {"page_id": page_id}) is not None
    if known:
        connection.execute(update(pages).where(pages.c.id == page_id).values(row))
    else:
        connection.execute(_ADD_PAGE, row)
    rows = attribution_rows(reading)
    connection.execute(_ADD_PENDING, {"page_id": page_id})
    new, dropped = _show_attributions(connection, page_id, [storable(connection, row) for row in rows], known=known)
    if connection.dialect.name == "postgresql":
        index_reading(connection, reading, rows)
    return Kept(page=page_id, outcome="replaced" if known else "added", new=new, dropped=dropped)


def _show_attributions(
    connection: Connection, page_id: str, rows: list[dict[str, Any]], *, known: bool
) -> tuple[int, int]:
    """Replaces the page's rows; one whose id still holds keeps its key. Returns how many ids are new, and dropped."""
    found: Iterable[Any] = ()
    if known:
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
        connection.execute(_ADD_ATTRIBUTIONS, new)
    return len(new), len(dropped)


def storable(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """Returns `row` as the engine can hold it: PostgreSQL has no null character, which a plain text may hold."""
    if connection.dialect.name != "postgresql":
        return row
    return {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}


def index_reading(connection: Connection, reading: Reading, rows: list[dict[str, Any]]) -> None:
    """Fills PostgreSQL's search columns; SQLite's indexes follow their tables by themselves."""
    title = reading.page.title.value if reading.page.title else ""
    vector = {"id": reading.page.id, "words": text_vector(f"{title}\n{reading.page.text}")}
    connection.execute(text("UPDATE pages SET words = CAST(:words AS tsvector) WHERE id = :id"), vector)
    vectors = [{"id": row["id"], "words": text_vector(row["quote"])} for row in rows]
    if vectors:
        connection.execute(text("UPDATE attributions SET words = CAST(:words AS tsvector) WHERE id = :id"), vectors)
