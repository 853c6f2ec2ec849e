"""The record as two plain tables, whole: for those who hold it in columns and look nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from onrecord.store.schema import attributions, pages, sayings, sketches
from onrecord.store.whole import AttributionRow, PageRow

# Rows fetched at a time: a record of a million is not held in memory.
_BATCH = 5_000


def list_page_rows(connection: Connection) -> Iterator[list[PageRow]]:
    """Yields the pages in batches; each a list of rows with the fields of `PageRow`."""
    p = pages.c
    joined = pages.outerjoin(sketches, sketches.c.id == p.id)
    columns = (p.key, p.id, sketches.c.home, p.first_day, p.last_day, p.published, p.outlet, p.outlet_words)
    yield from _batches(connection, select(*columns).select_from(joined))


def list_attribution_rows(connection: Connection) -> Iterator[list[AttributionRow]]:
    """Yields the attributions in batches; each a list of rows with the fields of `AttributionRow`."""
    joined = attributions.outerjoin(sayings, sayings.c.id == attributions.c.id)
    columns = (sayings.c.home if name == "home" else attributions.c[name] for name in AttributionRow._fields)
    yield from _batches(connection, select(*columns).select_from(joined))


def _batches(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as rows:
        for batch in rows.partitions():
            yield [tuple(row) for row in batch]
