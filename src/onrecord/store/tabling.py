"""The record as two plain tables, whole: for those who hold it in columns and look nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from onrecord.store.schema import attributions, pages, sayings, sketches

# Rows fetched at a time: a record of a million is not held in memory.
_BATCH = 5_000


class PageRow(NamedTuple):
    """What filters and lists look at of a page.

    Attributes:
        key: What `Store.found` calls it.
        id: As in `Page`.
        story: Id of its story; ``None`` where it is not joined yet.
        first_day: First day its date may mean, ISO 8601.
        last_day: Last day.
        published: The date as the page gives it.
        outlet: Who published it.
        outlet_words: What `Filter.outlet` looks at.
    """

    key: int
    id: str
    story: str | None
    first_day: str | None
    last_day: str | None
    published: str | None
    outlet: str | None
    outlet_words: str


class AttributionRow(NamedTuple):
    """What filters and lists look at of an attribution.

    Attributes:
        key: What `Store.found` calls it.
        id: As in `Attribution`.
        page_id: Of its page.
        position: On its page, from 0.
        home: Id of its statement; ``None`` where it is in none.
        kind: Direct, mixed or indirect.
        statement: Whether it counts as said.
        confidence: In [0, 1].
        speaker: Name of the speaker.
        speaker_type: Of the speaker.
        speaker_words: What `Filter.speaker` looks at.
        party: Whom the speaker speaks for.
        party_words: What `Filter.party` looks at.
        country: Of the speaker, ISO 3166-1 alpha-2.
        office: Of the speaker.
        office_words: What `Filter.office` looks at.
    """

    key: int
    id: str
    page_id: str
    position: int
    home: str | None
    kind: str
    statement: bool
    confidence: float
    speaker: str | None
    speaker_type: str
    speaker_words: str
    party: str | None
    party_words: str
    country: str | None
    office: str | None
    office_words: str


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
