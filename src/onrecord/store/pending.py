"""Which pages are still to be joined, and whether what was joined still holds. Light: loads none of the stages."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

import onrecord.pipeline
from onrecord.store.schema import metadata, pages, pending, state

# Code and tables that decide what pages add up to.
_ROOMS = ("stories", "statements", "text", "tables", "pipeline")


def count_pending(connection: Connection) -> int:
    """Returns how many pages are still to be joined; all, where this code joins otherwise than the one before it."""
    waiting = select(func.count()).select_from(pending if _holds(connection) else pages)
    return connection.scalar(waiting) or 0


def begin_anew(connection: Connection) -> None:
    """Forgets what other code has joined: only what was joined by one rule can be equal to a record made at once."""
    if not _holds(connection):
        forget_joined(connection)
        connection.execute(update(state).where(state.c.name == "stages").values(number=fingerprint()))


def forget_joined(connection: Connection) -> None:
    """Forgets everything that was derived across pages, and notes every page as still to be joined."""
    for table in metadata.sorted_tables:
        if table.info.get("derived"):
            connection.execute(delete(table))
    connection.execute(insert(pending).from_select(["page_id"], select(pages.c.id)))


@functools.cache
def fingerprint() -> int:
    """Returns a number that stands for the code and the tables that decide what pages add up to."""
    digest = hashlib.blake2b(digest_size=7)
    root = Path(str(onrecord.pipeline.__file__)).parent.parent
    for room in _ROOMS:
        for file in sorted(root.joinpath(room).iterdir()):
            if file.suffix in (".py", ".csv", ".toml"):
                digest.update(file.read_bytes())
    return int.from_bytes(digest.digest(), "big")


def _holds(connection: Connection) -> bool:
    return connection.scalar(select(state.c.number).where(state.c.name == "stages")) == fingerprint()
