"""Joining kept pages with those that were there: the stages across pages, run on the tables, batch by batch."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select, update

from onrecord.pipeline.growing import grow_stories
from onrecord.pipeline.growing_statements import Shelves, grow_statements
from onrecord.pipeline.keeping import sayings_of, sketch_page
from onrecord.pipeline.ruling import anchor_anew
from onrecord.records.codec import decode_reading
from onrecord.records.ids import content_id
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.story import Match, Story
from onrecord.statements import Link, Saying
from onrecord.store import schema
from onrecord.store.collecting import uncollected
from onrecord.store.packing import unpack
from onrecord.store.pending import begin_anew
from onrecord.store.queries import select_shown
from onrecord.store.rulings import anchors_on
from onrecord.store.schema import pages, pending, state
from onrecord.store.shelf import SqlShelf, Tables, is_among
from onrecord.stories import Sketch

STORIES = Tables(
    items=schema.sketches,
    ties=schema.matches,
    groups=schema.stories,
    item=Sketch,
    tie=Match,
    group=Story,
    page_of=lambda sketch: sketch.page.id,
    alias_of=lambda page: content_id("st", page),
)
STATEMENTS = Tables(
    items=schema.sayings,
    ties=schema.links,
    groups=schema.statements,
    item=Saying,
    tie=Link,
    group=Statement,
    page_of=lambda saying: saying.page.id,
    alias_of=lambda attribution: content_id("sm", attribution),
)


def shelves_on(connection: Connection) -> Shelves:
    """Returns what the stages across pages know, in the connection's transaction."""
    return Shelves(
        stories=SqlShelf(connection, STORIES),
        sayings=SqlShelf(connection, STATEMENTS),
        anchors=anchors_on(connection),
    )


def join_some(connection: Connection, most: int) -> int:
    """Joins up to `most` of the pages that are still to be joined, in order of id; returns how many those were."""
    begin_anew(connection)
    with uncollected():
        return _join(connection, most)


def _join(connection: Connection, most: int) -> int:
    ids = list(connection.scalars(select(pending.c.page_id).order_by(pending.c.page_id).limit(most)))
    if ids:
        join_pages(shelves_on(connection), _readings(connection, ids))
        connection.execute(delete(pending).where(is_among(connection, pending.c.page_id, ids)))
        connection.execute(update(state).where(state.c.name == "version").values(number=state.c.number + 1))
    return len(ids)


def join_pages(shelves: Shelves, readings: Mapping[str, Reading | None]) -> None:
    """Joins pages with those on the shelves.

    Args:
        shelves: Of both stages.
        readings: Page id to what it yields now; ``None`` for a page that is gone.
    """
    sketches = {page: None if reading is None else sketch_page(reading.page) for page, reading in readings.items()}
    moved = grow_stories(shelves.stories, sketches)
    said = {
        page: () if reading is None or sketch is None else sayings_of(reading, sketch.paragraphs)
        for (page, reading), sketch in zip(readings.items(), sketches.values(), strict=True)
    }
    ruled = () if shelves.anchors is None else anchor_anew(shelves.anchors, readings)
    grow_statements(shelves, said, moved, ruled)


def _readings(connection: Connection, ids: list[str]) -> dict[str, Reading | None]:
    query = select_shown().where(is_among(connection, pages.c.id, ids))
    found = [decode_reading(unpack(packed)) for packed in connection.scalars(query)]
    return {**dict.fromkeys(ids), **{reading.page.id: reading for reading in found}}
