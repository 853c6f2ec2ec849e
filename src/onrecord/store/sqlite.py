"""The record as one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from os import PathLike
from pathlib import Path

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
from onrecord.store.contract import SearchIndex
from onrecord.store.database import DatabaseStore, prepared
from onrecord.store.migrate import is_current, migrate_tables
from onrecord.store.refusals import check_path, store_errors
from onrecord.store.schema import attributions, pages
from onrecord.store.search import fts5_query

# "ONRC": marks the file as ours, so that another program's SQLite file is not taken for a record.
_APPLICATION_ID = 0x4F4E5243
# How long a writer waits for another: longer than any one page takes, short enough to tell a person what is wrong.
_BUSY_TIMEOUT_S = 15.0
# Joining a batch touches tens of thousands of pages of the file, in no order: what does not fit here is written to the
# log and read again within one transaction. With the default of 2 MB a page kept writes half as much again.
_CACHE_KB = 32_768
# Pages of the log that are carried over into the file at once (32 MB): most were written several times by then.
_CHECKPOINT_PAGES = 8_000


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
    return prepared(SqliteStore(file, write=write))


class SqliteStore(DatabaseStore):
    """A `Store` in one SQLite file, in write-ahead mode: others may read while one writes, and a kill loses no page.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.name = str(path)
        self._write = write
        self.engine = _engine(path, write=write)

    def prepare(self) -> None:
        """Checks that the file is a record and runs the migrations it lacks.

        Raises:
            StoreError: If it is not, or is newer than this code.
        """
        with store_errors(self.path):
            if self.path.exists():
                self._check_ours()
            with self.engine.connect() as connection:
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
        with self.engine.connect() as connection, connection.execution_options(immediate=True).begin():
            yield connection

    @contextmanager
    def connect(self, *, write: bool = False) -> Iterator[Connection]:
        """See `DatabaseStore.connect`."""
        with store_errors(self.path):
            if write:
                with self._changes() as connection:
                    yield connection
            else:
                with self.engine.connect() as connection:
                    yield connection

    def check_engine(self, connection: Connection) -> list[str]:
        """See `DatabaseStore.check_engine`."""
        lines = connection.exec_driver_sql("PRAGMA quick_check(20)").scalars()
        return [line for line in lines if line != "ok"]

    def writer(self) -> AbstractContextManager[DatabaseStore]:
        """See `DatabaseStore.writer`."""
        return nullcontext(self) if self._write else SqliteStore(self.path, write=True)

    def search(self, index: str, words: str) -> ColumnElement[bool]:
        """See `DatabaseStore.search`."""
        name = f"{index}_search"
        query = fts5_query(words)
        matches: Select[int] = select(column("rowid")).select_from(table(name)).where(column(name).match(query))
        keys = {"attributions": attributions.c.key, "pages": pages.c.key}
        return keys[index].in_(matches)

    def found(self, index: SearchIndex, words: str) -> list[int]:
        """See `Store.found`."""
        name = f"{index}_search"
        # As one JSON array: a common word is in everything, and a row each takes Python longer than the search does.
        query = f"SELECT json_group_array(rowid) FROM {name} WHERE {name} MATCH :words"  # noqa: S608 - a table of ours
        with self.connect() as connection:
            keys = connection.scalar(text(query), {"words": fts5_query(words)})
        return msgspec.json.decode(keys, type=list[int])

    def size_bytes(self, connection: Connection) -> int:  # noqa: ARG002 - the file tells more than the database
        """See `DatabaseStore.size_bytes`."""
        return sum(file.stat().st_size for file in (self.path, Path(f"{self.path}-wal")) if file.exists())


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
        # Each transaction reaches the disk before anybody is told of it. With NORMAL the file stays whole too, but a
        # power cut takes confirmed pages and corrections with it (tests/power); FULL costs a sync of the disk a page.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # on macOS a plain sync ends in the drive's cache
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
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
