"""What can be wrong with a record, each as one line that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from onrecord.errors import StoreError, UsageError

DAMAGED = "the record is damaged"

_HEADER = b"SQLite format 3\0"

# First part of SQLite's name for an error, and what it means to the person at the keyboard.
_MEANINGS = {
    "SQLITE_BUSY": "another program is writing to this record; wait for it to finish, then try again",
    "SQLITE_LOCKED": "another program is writing to this record; wait for it to finish, then try again",
    "SQLITE_READONLY": "this record may only be read (file or folder is write-protected)",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and that you may write to it",
    "SQLITE_NOTADB": "not a record of onrecord",
    "SQLITE_CORRUPT": f"{DAMAGED}; `onrecord verify` says where; restore a copy, or read the pages again",
    "SQLITE_FULL": "the disk is full; nothing kept before is lost",
    "SQLITE_IOERR": "the disk reports an error",
}


# The same for PostgreSQL, by the beginning of its SQLSTATE.
_STATES = {
    "57P": "the server is starting or shutting down; try again",
    "53100": "the server's disk is full; nothing kept before is lost",
    "53300": "the server has no free connection; try again",
    "25006": "this record was opened to be read only",
    "42501": "the server does not permit this to this user",
    "55P03": "another program is writing to this record; wait for it to finish, then try again",
    "08": "the connection to the server was lost",
}

_GONE = "the server is gone or cannot be reached; nothing kept before is lost; try again when it is back"


def check_path(path: Path, *, must_exist: bool) -> None:
    """Refuses a path that cannot be a record before SQLite makes a file of it.

    Raises:
        StoreError: With the path and what is wrong.
    """
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; a record is one file, such as {path / 'onrecord.db'}")
    if not path.exists():
        if must_exist:
            raise StoreError(f"{path}: no record here yet; `onrecord read PAGES` makes one")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist")
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    if header != _HEADER and (header or must_exist):
        raise StoreError(f"{path}: not a record of onrecord")


@contextmanager
def store_errors(name: str | Path) -> Iterator[None]:
    """Turns what the database raises into a `StoreError` of one line; a name that is no text into a `UsageError`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{name}: {explain_error(error.orig)}") from error
    except UnicodeEncodeError as error:
        # Half a character: bytes on the command line or in an address that are no UTF-8.
        raise UsageError(f"{name}: what is looked for holds bytes that are no text") from error
    except sqlite3.Error as error:
        raise StoreError(f"{name}: {explain_error(error)}") from error


def explain_error(error: BaseException | None) -> str:
    """Returns in words what the database's error means.

    >>> explain_error(ValueError("no such table: pages"))
    'the record cannot be used (no such table: pages)'
    """
    name = getattr(error, "sqlite_errorname", "")
    state = getattr(error, "sqlstate", None) or ""
    for found, meanings in ((name, _MEANINGS), (state, _STATES)):
        for start, meaning in meanings.items():
            if found.startswith(start):
                return meaning
    if "the database system is" in str(
        error
    ):  # starting up, shutting down, in recovery: of a server that is not yet there
        return _STATES["57P"]
    if _is_gone(error, state):
        return f"{_GONE} ({' '.join(str(error).split())[:200]})"
    return f"the record cannot be used ({' '.join(str(error).split())})"


def _is_gone(error: BaseException | None, state: str) -> bool:
    """Tells whether a server ended under its client, or answers nobody; it then has no SQLSTATE to tell it by."""
    kind = type(error)
    # What a server says itself ("FATAL: no such database") comes from one that is there.
    return (
        kind.__module__.startswith("psycopg")
        and kind.__name__ == "OperationalError"
        and not (state or "FATAL" in str(error))
    )
