"""A record by its name: a file's path, or the URL of a database."""

from __future__ import annotations

import re
from os import PathLike, fspath
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.contract import Store

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_SECRET = re.compile(r"(?<=:)[^:@/]*(?=@)|(?<=password=)[^&\s]*", re.IGNORECASE)
_POSTGRES = ("postgresql", "postgres")


def open_store(record: str | PathLike[str], *, write: bool = True) -> Store:
    """Opens a record, making it where there is none, and brings its tables up to date.

    Args:
        record: The path of a file, or ``postgresql://user@host/database``.
        write: Whether readings will be kept; without it the record must exist.

    Raises:
        StoreError: If the record cannot be used; one line that names it, without its password.
    """
    name = fspath(record)
    url = _URL.match(name)
    if url is None:
        from onrecord.store.sqlite import open_sqlite  # noqa: PLC0415 - an engine is loaded where it is wanted

        return open_sqlite(name, write=write)
    if url["scheme"].lower() in _POSTGRES:
        from onrecord.store.postgres import open_postgres  # noqa: PLC0415 - same

        return open_postgres(name, write=write)
    raise StoreError(f"{hide_password(name)}: no record can be kept there; give a file or postgresql://user@host/db")


def record_exists(record: str | PathLike[str]) -> bool:
    """Tells whether there may be a record: a database is asked only when it is opened."""
    name = fspath(record)
    return _URL.match(name) is not None or Path(name).exists()


def hide_password(name: str) -> str:
    """Returns a record's name as it may be shown.

    >>> hide_password("postgresql://ada:secret@db.example/talks")
    'postgresql://ada:***@db.example/talks'
    >>> hide_password("talks.db")
    'talks.db'
    """
    return _SECRET.sub("***", name) if _URL.match(name) else name
