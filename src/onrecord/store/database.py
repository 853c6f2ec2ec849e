"""What every database does alike. An engine's own file opens it, begins its transactions and searches it."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import attrgetter
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, CursorResult, Executable, select
from sqlalchemy.engine import Engine

from onrecord.errors import StoreError
from onrecord.records.capture import Capture
from onrecord.records.codec import decode_reading
from onrecord.records.correction import Correction, Draft
from onrecord.records.entry import Entry, PageRef
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.store.across import (
    find_sharing,
    find_statement,
    find_statements,
    find_stories,
    find_story,
    iter_statements,
    iter_stories,
)
from onrecord.store.browsing import (
    browse_entries,
    count_facet,
    count_facets,
    count_statements,
    find_entries,
    find_entry,
    list_pages,
    list_statements,
)
from onrecord.store.changing import find_changes
from onrecord.store.contract import (
    EVERYTHING,
    FIRST_SCREEN,
    Counts,
    FacetName,
    Facets,
    Filter,
    Kept,
    Listing,
    Screen,
    SearchIndex,
    Tally,
)
from onrecord.store.corrections import append_correction, find_raw, find_touched, read_corrections
from onrecord.store.packing import unpack
from onrecord.store.pending import count_pending
from onrecord.store.queries import (
    select_count,
    select_counts,
    select_entries,
    select_ids,
    select_models,
    select_named,
    select_shown,
    select_validators,
    select_version,
)
from onrecord.store.revisions import find_captures, find_captures_of
from onrecord.store.rows import entry_of
from onrecord.store.schema import captures, pages
from onrecord.store.tabling import list_attribution_rows, list_page_rows
from onrecord.store.whole import AttributionRow, Changes, PageRow
from onrecord.store.writing import keep_reading

_BATCH = 500


Opened = TypeVar("Opened", bound="DatabaseStore")


def prepared(store: Opened) -> Opened:
    """Returns `store` once its tables are up to date; it is closed where they cannot be."""
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


class DatabaseStore(ABC):
    """A `Store` in a database, by SQLAlchemy.

    Attributes:
        name: What a user calls it; without a password.
        engine: Its connections.
    """

    name: str
    engine: Engine

    @abstractmethod
    def prepare(self) -> None:
        """Checks that it is a record and brings its tables up to date.

        Raises:
            StoreError: If it is not, or is newer than this code.
        """

    @abstractmethod
    def connect(self, *, write: bool = False) -> AbstractContextManager[Connection]:
        """Opens a transaction for the functions that work on a connection; what the database raises is explained.

        With `write` no other writer is at work until it ends.
        """

    @abstractmethod
    def check_engine(self, connection: Connection) -> list[str]:
        """Returns what the engine itself finds wrong with its file, a line each."""

    @abstractmethod
    def writer(self) -> AbstractContextManager[DatabaseStore]:
        """Returns a store that may write: this one, or another on the same record, closed afterwards."""

    @abstractmethod
    def search(self, index: str, words: str) -> ColumnElement[bool]:
        """Returns the condition that the rows of a table hold a user's words; see `onrecord.store.queries.Search`."""

    @abstractmethod
    def size_bytes(self, connection: Connection) -> int:
        """Returns how much room the record takes."""

    def keep(self, capture: Capture, reading: Reading) -> Kept:
        """See `Store.keep`."""
        with self.connect(write=True) as connection:
            return keep_reading(connection, capture, reading)

    def corrections(self) -> tuple[Correction, ...]:
        """See `Store.corrections`."""
        with self.connect() as connection:
            return read_corrections(connection)

    def correct(self, draft: Draft, when: str) -> Correction:
        """See `Store.correct`."""
        with self.connect(write=True) as connection:
            line = append_correction(connection, draft, when)
            for capture, reading in find_touched(connection, line):
                keep_reading(connection, capture, reading)
        return line

    def raw_reading(self, page: str) -> Reading | None:
        """See `Store.raw_reading`."""
        with self.connect() as connection:
            packed = find_raw(connection, page) or connection.scalar(select_shown().where(pages.c.id == page))
            return None if packed is None else decode_reading(unpack(packed))

    def entry(self, attribution: str) -> Entry | None:
        """See `Store.entry`."""
        with self.connect() as connection:
            return find_entry(connection, attribution)

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """See `Store.entries`."""
        query = select_entries(wanted, self.search)
        with self.connect() as connection, _streamed(connection, query) as rows:
            yield from map(entry_of, rows)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """See `Store.count`."""
        with self.connect() as connection:
            return connection.execute(select_count(wanted, self.search)).scalar_one()

    def browse(self, wanted: Filter = EVERYTHING, screen: Screen = FIRST_SCREEN) -> Listing:
        """See `Store.browse`."""
        with self.connect() as connection:
            return browse_entries(connection, self.search, wanted, screen)

    def entries_of(self, names: Collection[str]) -> dict[str, Entry]:
        """See `Store.entries_of`."""
        with self.connect() as connection:
            return find_entries(connection, names)

    @abstractmethod
    def found(self, index: SearchIndex, words: str) -> list[int]:
        """See `Store.found`."""

    def page_rows(self) -> Iterator[list[PageRow]]:
        """See `Store.page_rows`."""
        with self.connect() as connection:
            yield from list_page_rows(connection)

    def attribution_rows(self) -> Iterator[list[AttributionRow]]:
        """See `Store.attribution_rows`."""
        with self.connect() as connection:
            yield from list_attribution_rows(connection)

    def facets(self, wanted: Filter = EVERYTHING, *, once: bool = False) -> Facets:
        """See `Store.facets`."""
        with self.connect() as connection:
            return count_facets(connection, self.search, wanted, once=once)

    def facet(self, name: FacetName, wanted: Filter = EVERYTHING, *, once: bool = False) -> tuple[Tally, ...]:
        """See `Store.facet`."""
        with self.connect() as connection:
            return count_facet(connection, self.search, wanted, name, once=once)

    def count_statements(self, wanted: Filter = EVERYTHING) -> int:
        """See `Store.count_statements`."""
        with self.connect() as connection:
            return count_statements(connection, self.search, wanted)

    def readings(self, wanted: Filter = EVERYTHING) -> Iterator[Reading]:
        """See `Store.readings`."""
        with self.connect() as connection:
            if wanted == EVERYTHING:
                with _streamed(connection, select_shown()) as documents:
                    for (packed,) in documents:
                        yield decode_reading(unpack(packed))
                return
            with _streamed(connection, select_ids(wanted, self.search)) as found:
                for page_id, rows in groupby(found, key=attrgetter("page_id")):
                    ids = {row.id for row in rows}
                    reading = self.reading(page_id)
                    if reading is not None:
                        held = tuple(a for a in reading.attributions if a.id in ids)
                        yield msgspec.structs.replace(reading, attributions=held)

    def reading(self, page: str) -> Reading | None:
        """See `Store.reading`."""
        with self.connect() as connection:
            packed = connection.scalar(select_shown().where(pages.c.id == page))
            return None if packed is None else decode_reading(unpack(packed))

    def page_refs(self, *, after: str = "", limit: int = 100) -> tuple[PageRef, ...]:
        """See `Store.page_refs`."""
        with self.connect() as connection:
            return list_pages(connection, after, limit)

    def pages_named(self, name: str) -> tuple[PageRef, ...]:
        """See `Store.pages_named`."""
        with self.connect() as connection:
            found = connection.execute(select_named(name)).mappings()
            return tuple(PageRef(**row) for row in found)

    def capture(self, sha256: str) -> bytes | None:
        """See `Store.capture`."""
        with self.connect() as connection:
            packed = connection.scalar(select(captures.c.data_zstd).where(captures.c.sha256 == sha256))
        if packed is None:
            return None
        data = unpack(packed)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"{self.name}: the bytes kept under {sha256} have changed; the record is damaged")
        return data

    def validators(self, model: str) -> dict[str, tuple[str | None, str | None]]:
        """See `Store.validators`."""
        with self.connect() as connection:
            return {row.url: (row.etag, row.last_modified) for row in connection.execute(select_validators(model))}

    def join(self, most: int = 200) -> int:
        """See `Store.join`."""
        from onrecord.store.joining import join_some  # noqa: PLC0415 - loads the stages; opening a record need not

        with self.writer() as writer, writer.connect(write=True) as connection:
            return join_some(connection, most)

    def unjoined(self) -> int:
        """See `Store.unjoined`."""
        with self.connect() as connection:
            return count_pending(connection)

    def stories(self, *, after: str = "") -> Iterator[Story]:
        """See `Store.stories`."""
        with self.connect() as connection:
            yield from iter_stories(connection, after)

    def stories_of(self, names: Collection[str]) -> dict[str, Story]:
        """See `Store.stories_of`."""
        with self.connect() as connection:
            return find_stories(connection, names)

    def story(self, name: str) -> Story | None:
        """See `Store.story`."""
        with self.connect() as connection:
            return find_story(connection, name)

    def statements(self, wanted: Filter = EVERYTHING, *, after: str = "") -> Iterator[Statement]:
        """See `Store.statements`."""
        with self.connect() as connection:
            yield from iter_statements(connection, self.search, wanted, after)

    def statement(self, name: str) -> Statement | None:
        """See `Store.statement`."""
        with self.connect() as connection:
            return find_statement(connection, name)

    def statement_ids(self, wanted: Filter = EVERYTHING) -> frozenset[str]:
        """See `Store.statement_ids`."""
        with self.connect() as connection:
            return list_statements(connection, self.search, wanted)

    def statements_of(self, names: Collection[str]) -> dict[str, Statement]:
        """See `Store.statements_of`."""
        with self.connect() as connection:
            return find_statements(connection, names)

    def statements_sharing(self, keys: Collection[str]) -> tuple[Statement, ...]:
        """See `Store.statements_sharing`."""
        with self.connect() as connection:
            return find_sharing(connection, keys)

    def captures_of(self, names: Collection[str] | None = None) -> dict[str, list[Reading]]:
        """See `Store.captures_of`."""
        with self.connect() as connection:
            return find_captures(connection) if names is None else find_captures_of(connection, names)

    def version(self) -> int:
        """See `Store.version`."""
        with self.connect() as connection:
            return connection.scalar(select_version()) or 0

    def changes(self, since: int | None = None) -> Changes:
        """See `Store.changes`."""
        with self.connect() as connection:
            return find_changes(connection, since)

    def counts(self) -> Counts:
        """See `Store.counts`."""
        with self.connect() as connection:
            numbers = connection.execute(select_counts()).mappings().one()
            models = connection.execute(select_models())
            return Counts(**numbers, models={row[0]: row[1] for row in models}, size_bytes=self.size_bytes(connection))

    def close(self) -> None:
        """See `Store.close`."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Returns the store itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()


def _streamed(connection: Connection, query: Executable) -> CursorResult[Any]:
    """Runs a query whose rows are fetched as they are wanted; to be closed, however far they were."""
    return connection.execute(query, execution_options={"yield_per": _BATCH})
