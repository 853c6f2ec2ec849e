"""The record as one SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import attrgetter
from os import PathLike
from pathlib import Path
from typing import Self

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    create_engine,
    event,
    select,
    table,
    text,
)
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from onrecord.errors import StoreError
from onrecord.records.capture import Capture
from onrecord.records.codec import decode_reading
from onrecord.records.entry import Entry, PageRef
from onrecord.records.reading import Reading
from onrecord.store.browsing import browse_entries, count_facets
from onrecord.store.contract import EVERYTHING, FIRST_SCREEN, Counts, Facets, Filter, Kept, Listing, Screen
from onrecord.store.migrate import is_current, migrate_tables
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
from onrecord.store.refusals import check_path, store_errors
from onrecord.store.rows import entry_of
from onrecord.store.schema import attributions, captures, pages
from onrecord.store.search import fts5_query
from onrecord.store.writing import keep_reading, unpack

# "ONRC": marks the file as ours, so that another program's SQLite file is not taken for a record.
_APPLICATION_ID = 0x4F4E5243
# How long a writer waits for another: longer than any one page takes, short enough to tell a person what is wrong.
_BUSY_TIMEOUT_S = 15.0
_BATCH = 500


def open_sqlite(path: str | PathLike[str], *, write: bool = True) -> SqliteStore:
    """Opens the record in `path`, making it where there is none, and brings its tables up to date.

    Args:
        path: The file.
        write: Whether readings will be kept; without it the file must exist, and is not touched unless its tables are
            of an older onrecord.

    Raises:
        StoreError: If the record cannot be used; one line that names the file.
    """
    file = Path(path)
    check_path(file, must_exist=not write)
    store = SqliteStore(file, write=write)
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


class SqliteStore:
    """A `Store` in one SQLite file, in write-ahead mode: others may read while one writes, and a kill loses no page.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self._write = write
        self._engine = _engine(path, write=write)

    def prepare(self) -> None:
        """Checks that the file is a record and runs the migrations it lacks.

        Raises:
            StoreError: If it is not, or is newer than this code.
        """
        with store_errors(self.path):
            if self.path.exists():
                self._check_ours()
            with self._engine.connect() as connection:
                if is_current(connection, str(self.path)):
                    return
        if not self._write:
            with SqliteStore(self.path, write=True) as writer:
                writer.prepare()
            return
        with store_errors(self.path), self._changes() as connection:
            # Another process may have made the tables while this one waited for the lock.
            if not is_current(connection, str(self.path)):
                connection.execute(text(f"PRAGMA application_id = {_APPLICATION_ID}"))
                migrate_tables(connection)

    def _check_ours(self) -> None:
        # Without SQLAlchemy's engine, whose connection to write would turn a stranger's file to write-ahead mode.
        with closing(_connect_to_read(self.path)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _APPLICATION_ID and (mark or tables):
            raise StoreError(f"{self.path}: an SQLite file, but not a record of onrecord")

    @contextmanager
    def _changes(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.execution_options(immediate=True).begin():
            yield connection

    @contextmanager
    def connect(self, *, write: bool = False) -> Iterator[Connection]:
        """Opens a transaction for the functions that work on a connection (`browsing.py`, `corrections.py`)."""
        with store_errors(self.path):
            if write:
                with self._changes() as connection:
                    yield connection
            else:
                with self._engine.connect() as connection:
                    yield connection

    def keep(self, capture: Capture, reading: Reading) -> Kept:
        """See `Store.keep`."""
        with store_errors(self.path), self._changes() as connection:
            return keep_reading(connection, capture, reading)

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """See `Store.entries`."""
        query = select_entries(wanted, _search)
        with store_errors(self.path), self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(query):
                yield entry_of(row)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """See `Store.count`."""
        with store_errors(self.path), self._engine.connect() as connection:
            return connection.execute(select_count(wanted, _search)).scalar_one()

    def browse(self, wanted: Filter = EVERYTHING, screen: Screen = FIRST_SCREEN) -> Listing:
        """See `Store.browse`."""
        with self.connect() as connection:
            return browse_entries(connection, _search, wanted, screen)

    def facets(self, wanted: Filter = EVERYTHING) -> Facets:
        """See `Store.facets`."""
        with self.connect() as connection:
            return count_facets(connection, _search, wanted)

    def readings(self, wanted: Filter = EVERYTHING) -> Iterator[Reading]:
        """See `Store.readings`."""
        with store_errors(self.path), self._engine.connect() as connection:
            if wanted == EVERYTHING:
                for (packed,) in connection.execution_options(yield_per=_BATCH).execute(select_shown()):
                    yield decode_reading(unpack(packed))
                return
            found = connection.execution_options(yield_per=_BATCH).execute(select_ids(wanted, _search))
            for page_id, rows in groupby(found, key=attrgetter("page_id")):
                ids = {row.id for row in rows}
                reading = self.reading(page_id)
                if reading is not None:
                    held = tuple(a for a in reading.attributions if a.id in ids)
                    yield msgspec.structs.replace(reading, attributions=held)

    def reading(self, page: str) -> Reading | None:
        """See `Store.reading`."""
        with store_errors(self.path), self._engine.connect() as connection:
            packed = connection.scalar(select_shown().where(pages.c.id == page))
            return None if packed is None else decode_reading(unpack(packed))

    def pages_named(self, name: str) -> tuple[PageRef, ...]:
        """See `Store.pages_named`."""
        with store_errors(self.path), self._engine.connect() as connection:
            found = connection.execute(select_named(name)).mappings()
            return tuple(PageRef(**row) for row in found)

    def capture(self, sha256: str) -> bytes | None:
        """See `Store.capture`."""
        with store_errors(self.path), self._engine.connect() as connection:
            packed = connection.scalar(select(captures.c.data_zstd).where(captures.c.sha256 == sha256))
        if packed is None:
            return None
        data = unpack(packed)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"{self.path}: the bytes kept under {sha256} have changed; the record is damaged")
        return data

    def validators(self, model: str) -> dict[str, tuple[str | None, str | None]]:
        """See `Store.validators`."""
        with store_errors(self.path), self._engine.connect() as connection:
            return {row.url: (row.etag, row.last_modified) for row in connection.execute(select_validators(model))}

    def version(self) -> int:
        """See `Store.version`."""
        with store_errors(self.path), self._engine.connect() as connection:
            return connection.scalar(select_version()) or 0

    def counts(self) -> Counts:
        """See `Store.counts`."""
        with store_errors(self.path), self._engine.connect() as connection:
            numbers = connection.execute(select_counts()).mappings().one()
            models = connection.execute(select_models())
            return Counts(**numbers, models={row[0]: row[1] for row in models}, size_bytes=self._size_bytes())

    def _size_bytes(self) -> int:
        return sum(file.stat().st_size for file in (self.path, Path(f"{self.path}-wal")) if file.exists())

    def close(self) -> None:
        """See `Store.close`."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Returns the store itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()


def _engine(path: Path, *, write: bool) -> Engine:
    """Returns an engine whose transactions begin when SQLAlchemy says so, not when the driver guesses it."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path, write=write), poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that turns writer later may find that another was faster, and fail.
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    if write:
        connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        # In write-ahead mode NORMAL cannot damage the file; at worst the last pages before a power cut are read again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
    return _connect_to_read(path)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        if Path(f"{path}-wal").exists():
            raise
        # In a folder that may not be written SQLite cannot set up its shared memory; no writer can be at work there.
        connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


def _search(index: str, words: str) -> ColumnElement[bool]:
    name = f"{index}_search"
    matches: Select[int] = select(column("rowid")).select_from(table(name)).where(column(name).match(fts5_query(words)))
    keys = {"attributions": attributions.c.key, "pages": pages.c.key}
    return keys[index].in_(matches)
