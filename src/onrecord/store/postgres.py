"""The record as a PostgreSQL database, for a team: several may read and write at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import ColumnElement, Connection, cast, create_engine, func, inspect, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from onrecord.errors import StoreError
from onrecord.store.contract import SearchIndex
from onrecord.store.database import DatabaseStore, prepared
from onrecord.store.migrate import find_revision, is_current, migrate_tables
from onrecord.store.refusals import store_errors
from onrecord.store.schema import attributions, pages
from onrecord.store.search import text_query

# "ONRC": the lock that writers of a record take in turn, so that none loses what another did.
_LOCK = 0x4F4E5243
_CONNECT_TIMEOUT_S = 10


def open_postgres(url: str, *, write: bool = True) -> PostgresStore:
    """Opens the record in a database, making its tables where there are none.

    Args:
        url: ``postgresql://user@host/database``; a password may also come from ``PGPASSWORD`` or ``~/.pgpass``.
        write: Whether readings will be kept; without it the tables must exist.

    Raises:
        StoreError: If the record cannot be used; one line that names it, without its password.
    """
    return prepared(PostgresStore(_parse(url), write=write))


class PostgresStore(DatabaseStore):
    """A `Store` in a PostgreSQL database. Readers never wait; writers take turns, a page at a time."""

    def __init__(self, url: URL, *, write: bool) -> None:
        self.name = url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.engine = _engine(url, self.name, write=write)
        self._url = url
        self._write = write

    def prepare(self) -> None:
        """Checks that the database is a record and runs the migrations it lacks.

        Raises:
            StoreError: If it is not, or is newer than this code.
        """
        with self.connect() as connection:
            if is_current(connection, self.name):
                return
            if find_revision(connection) is None:
                self._check_free(connection)
        if not self._write:
            with PostgresStore(self._url, write=True) as writer:
                writer.prepare()
            return
        with self.connect(write=True) as connection:
            # Another process may have made the tables while this one waited for the lock.
            if not is_current(connection, self.name):
                migrate_tables(connection)

    def _check_free(self, connection: Connection) -> None:
        if inspect(connection).get_table_names():
            raise StoreError(f"{self.name}: holds other tables; give a database of its own")
        if not self._write:
            raise StoreError(f"{self.name}: no record here yet; `onrecord read PAGES` makes one")

    @contextmanager
    def connect(self, *, write: bool = False) -> Iterator[Connection]:
        """See `DatabaseStore.connect`."""
        with store_errors(self.name), self.engine.connect() as connection, connection.begin():
            if write:
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection

    def check_engine(self, connection: Connection) -> list[str]:  # noqa: ARG002 - the server checks its own pages
        """See `DatabaseStore.check_engine`."""
        return []

    def writer(self) -> AbstractContextManager[DatabaseStore]:
        """See `DatabaseStore.writer`."""
        return nullcontext(self) if self._write else PostgresStore(self._url, write=True)

    def search(self, index: str, words: str) -> ColumnElement[bool]:
        """See `DatabaseStore.search`."""
        column: ColumnElement[object] = literal_column(f"{index}.words")
        return column.op("@@", is_comparison=True)(cast(text_query(words), TSQUERY))

    def found(self, index: SearchIndex, words: str) -> list[int]:
        """See `Store.found`."""
        table = {"attributions": attributions, "pages": pages}[index]
        with self.connect() as connection:
            keys = connection.scalar(select(func.array_agg(table.c.key)).where(self.search(index, words)))
        return list(keys or ())

    def size_bytes(self, connection: Connection) -> int:
        """See `DatabaseStore.size_bytes`."""
        size = connection.scalar(select(func.pg_database_size(func.current_database())))
        return int(size or 0)


def _parse(url: str) -> URL:
    try:
        return make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        # The message may hold the URL, and with it the password.
        raise StoreError("--record: not the URL of a database; write postgresql://user@host/database") from error


def _engine(url: URL, name: str, *, write: bool) -> Engine:
    arguments: dict[str, object] = {"connect_timeout": _CONNECT_TIMEOUT_S}
    if not write:
        arguments["options"] = "-c default_transaction_read_only=on"
    try:
        # A connection that a restart of the server broke is replaced when next wanted.
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args=arguments,
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(f"{name}: needs the extra: pip install 'onrecord[postgres]'") from error
