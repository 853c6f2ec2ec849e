"""Which pages are still to be joined, and whether what was joined still holds. Light: loads none of the stages."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.store.schema import metadata, pages, pending, state

# Stands for the rules by which pages are joined. Another number makes every record join its pages anew, which takes
# minutes for a hundred thousand: it is raised when the same pages add up to something else, which a test tells, and
# not when the same is found faster.
JOINED_BY = 39270585159421572


def count_pending(connection: Connection) -> int:
    """Returns how many pages are still to be joined; all, where this code joins by other rules."""
    waiting = select(func.count()).select_from(pending if _holds(connection) else pages)
    return connection.scalar(waiting) or 0


def begin_anew(connection: Connection) -> None:
    """Forgets what was joined by other rules: only what one rule has joined can be equal to a record made at once."""
    if not _holds(connection):
        forget_joined(connection)
        connection.execute(update(state).where(state.c.name == "stages").values(number=JOINED_BY))


def forget_joined(connection: Connection) -> None:
    """Forgets everything that was derived across pages, and notes every page as still to be joined."""
    for table in metadata.sorted_tables:
        if table.info.get("derived"):
            connection.execute(delete(table))
    connection.execute(insert(pending).from_select(["page_id"], select(pages.c.id)))


def _holds(connection: Connection) -> bool:
    return connection.scalar(select(state.c.number).where(state.c.name == "stages")) == JOINED_BY
