"""Brings a record's tables to the revision of this code. Alembic is loaded only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from onrecord.errors import StoreError
from onrecord.store.schema import REVISION

_FOLDER = Path(__file__).parent / "migrations"


def find_revision(connection: Connection) -> str | None:
    """Returns the revision of the record's tables; ``None`` where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_current(connection: Connection, name: str) -> bool:
    """Tells whether the tables are of this code's revision.

    Raises:
        StoreError: If they are of a revision that this code does not know.
    """
    found = find_revision(connection)
    if found is not None and found > REVISION:
        raise StoreError(f"{name}: made by a newer onrecord (tables {found}, this one knows {REVISION}); update it")
    return found == REVISION


def migrate_tables(connection: Connection) -> None:
    """Runs the missing migrations inside the connection's transaction."""
    from alembic import command  # noqa: PLC0415 - 0.3 s, wanted only for a new or an older record
    from alembic.config import Config  # noqa: PLC0415 - same

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
