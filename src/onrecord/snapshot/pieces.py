"""The file of a snapshot: pieces, each found by its key, its place in a list, or another name it has.

A file of its own and no part of the record: it may be deleted at any time and is made again. Plain sqlite3, as it is
written and read by this room alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

Thing = TypeVar("Thing")

# Rises whenever what is written changes: a file of another format is not read.
FORMAT: Final = 1
FILE: Final = "pieces.db"
# The kind of what there is one of: the docket, the desk note.
DOCUMENT: Final = "document"

_TABLES: Final = """
CREATE TABLE pieces (
    kind TEXT NOT NULL, key TEXT NOT NULL, part TEXT NOT NULL, place REAL NOT NULL, then_by TEXT NOT NULL,
    document BLOB NOT NULL, PRIMARY KEY (kind, key)
);
CREATE INDEX ix_pieces_place ON pieces (kind, part, place, then_by, key);
CREATE TABLE names (
    kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, name, key)
) WITHOUT ROWID;
CREATE INDEX ix_names_key ON names (kind, key);
"""
# Of SQLite's codes without their details: torn by a power cut, or written over.
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PUT: Final = "INSERT OR REPLACE INTO pieces VALUES (?, ?, ?, ?, ?, ?)"
_UNNAME: Final = "DELETE FROM names WHERE kind = ? AND key = ?"
_NAMED: Final = (
    "SELECT p.document FROM names n JOIN pieces p ON p.kind = n.kind AND p.key = n.key"
    " WHERE n.kind = ? AND n.name = ? ORDER BY p.place, p.then_by, p.key"
)
_BEGINNING: Final = "SELECT document FROM pieces WHERE kind = ? AND key >= ? AND key < ? ORDER BY place, then_by, key"
_LISTED: Final = (
    "SELECT key, document FROM pieces WHERE kind = ? AND part = ? ORDER BY place, then_by, key LIMIT ? OFFSET ?"
)
_BEHIND: Final = (
    "SELECT key, document FROM pieces WHERE kind = ? AND part = '' AND (place, then_by, key) > (?, ?, ?)"
    " ORDER BY place, then_by, key LIMIT ?"
)


class Piece(Struct, frozen=True, kw_only=True):
    """One thing that a view asks for.

    Attributes:
        kind: What sort of thing.
        key: Its name, unique within the kind.
        thing: What is kept, as JSON.
        part: The list that it is in; empty where the kind has one list.
        place: Sorts the list.
        then_by: Sorts what has one place; then the key does.
        names: Other names it is asked for by; several things may have one.
    """

    kind: str
    key: str
    thing: Any
    part: str = ""
    place: float = 0.0
    then_by: str = ""
    names: tuple[str, ...] = ()


class Group(Struct, frozen=True, kw_only=True):
    """Pieces that are made of one thing, and are not looked at as long as it stays what it was.

    Attributes:
        name: Unique among the groups; a piece is always in the group of the same name.
        source: What they are made of.
        pieces: Makes them.
    """

    name: str
    source: Any
    pieces: Callable[[], Iterable[Piece]]


class _Written(Struct, frozen=True):
    source: Any
    pieces: dict[tuple[str, str], Piece]


class PieceWriter:
    """Writes what has changed since the last time; all of it in one transaction, so that readers see all or nothing."""

    def __init__(self, path: Path) -> None:
        self._written: dict[str, _Written] = {}
        try:
            self._open(path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise
            # It can be made again.
            for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                name.unlink(missing_ok=True)
            self._open(path)

    def _open(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            # After a power cut it may be the one of before, which is made anew; a mixture would be taken for whole.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._prepare()
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        connection = self._connection
        if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                connection.execute(f"DROP TABLE {name}")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {FORMAT}")

    def write(self, groups: Iterable[Group]) -> int:
        """Makes the file hold the pieces of these groups and no others; returns how many were written."""
        connection = self._connection
        known, self._written = self._written, {}
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not known:  # what a file holds that another process has made is not known
                connection.execute("DELETE FROM pieces")
                connection.execute("DELETE FROM names")
            now: dict[str, _Written] = {}
            number = sum(self._write_group(group, known, now) for group in groups)
            for name in known.keys() - now.keys():
                self._take_out(known[name].pieces)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        # Else the log would stay as long as the largest change ever was; a reader at work leaves it to the next time.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._written = now
        return number

    def _write_group(self, group: Group, known: dict[str, _Written], now: dict[str, _Written]) -> int:
        before = known.get(group.name)
        if before is not None and (before.source is group.source or before.source == group.source):
            now[group.name] = before
            return 0
        old = before.pieces if before is not None else {}
        new = {(piece.kind, piece.key): piece for piece in group.pieces()}
        now[group.name] = _Written(group.source, new)
        self._take_out(old.keys() - new.keys())
        return sum(self._put(piece, old.get(key)) for key, piece in new.items())

    def _put(self, piece: Piece, before: Piece | None) -> bool:
        if before == piece:
            return False
        row = (piece.kind, piece.key, piece.part, piece.place, piece.then_by, msgspec.json.encode(piece.thing))
        self._connection.execute(_PUT, row)
        if before is not None and before.names != piece.names:
            self._connection.execute(_UNNAME, (piece.kind, piece.key))
        if before is None or before.names != piece.names:
            names = [(piece.kind, name, piece.key) for name in dict.fromkeys(piece.names)]
            self._connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", names)
        return True

    def _take_out(self, keys: Iterable[tuple[str, str]]) -> None:
        gone = list(keys)
        self._connection.executemany("DELETE FROM pieces WHERE kind = ? AND key = ?", gone)
        self._connection.executemany(_UNNAME, gone)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


class PieceReader:
    """Reads the file, beside whoever writes it. Not to be shared between threads."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    def get(self, kind: str, key: str, form: type[Thing]) -> Thing | None:
        """Returns the piece of this key."""
        row = self._one("SELECT document FROM pieces WHERE kind = ? AND key = ?", kind, key)
        return None if row is None else msgspec.json.decode(row[0], type=form)

    def named(self, kind: str, name: str, form: type[Thing]) -> tuple[Thing, ...]:
        """Returns the pieces that have this name among their others, in the order of their list."""
        return tuple(msgspec.json.decode(row[0], type=form) for row in self._all(_NAMED, kind, name))

    def beginning(self, kind: str, start: str, form: type[Thing]) -> tuple[Thing, ...]:
        """Returns the pieces whose keys begin so, in the order of their list."""
        rows = self._all(_BEGINNING, kind, start, f"{start}\U0010ffff")
        return tuple(msgspec.json.decode(row[0], type=form) for row in rows)

    def listed(
        self, kind: str, form: type[Thing], *, part: str = "", start: int = 0, limit: int = -1
    ) -> tuple[Thing, ...]:
        """Returns pieces of a list, from the place `start` on; all of them with a `limit` below zero."""
        rows = self._all(_LISTED, kind, part, limit, start)
        return tuple(msgspec.json.decode(document, type=form) for _, document in rows)

    def behind(self, kind: str, after: str | None, limit: int, form: type[Thing]) -> tuple[tuple[str, Thing], ...]:
        """Returns up to `limit` pieces of a kind's one list, with their keys, that come behind the key `after`.

        None where no piece has that key any more.
        """
        if after is None:
            rows = self._all(_LISTED, kind, "", limit, 0)
        else:
            place = self._one("SELECT place, then_by FROM pieces WHERE kind = ? AND key = ?", kind, after)
            rows = [] if place is None else self._all(_BEHIND, kind, *place, after, limit)
        return tuple((key, msgspec.json.decode(document, type=form)) for key, document in rows)

    def count(self, kind: str, part: str = "") -> int:
        """Returns how many pieces a list has."""
        row = self._one("SELECT count(*) FROM pieces WHERE kind = ? AND part = ?", kind, part)
        return 0 if row is None else row[0]

    def names(self, kind: str, name: str) -> Iterator[str]:
        """Yields the keys of the pieces that have this name."""
        for (key,) in self._all("SELECT key FROM names WHERE kind = ? AND name = ?", kind, name):
            yield key

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _one(self, query: str, *values: Any) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _all(self, query: str, *values: Any) -> list[Any]:
        with closing(self._connection.execute(query, values)) as cursor:
            return cursor.fetchall()
