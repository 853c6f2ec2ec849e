"""The party and the office of each speaker as columns, so that they are counted and filtered without their document.

Revision ID: 0008
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from onrecord.store.fold import fold_names

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Code-point order, as in revision 0003.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# Rows changed at a time: a record of a million is not held in memory.
_BATCH = 10_000


def upgrade() -> None:
    """Adds the columns, and fills them from the documents."""
    for column in (sa.Column("party", _TEXT), sa.Column("office", _TEXT)):
        op.add_column("attributions", column)
    op.add_column("attributions", sa.Column("office_words", _TEXT, nullable=False, server_default=""))
    connection = op.get_bind()
    last = -1
    while rows := _behind(connection, last):
        last = rows[-1][0]
        changes = [change for row in rows if (change := _columns(*row))]
        if changes:
            connection.execute(_FILL, changes)


_FILL = sa.text("UPDATE attributions SET party = :party, office = :office, office_words = :words WHERE key = :key")
_ROWS = sa.text(
    "SELECT key, speaker, speaker_type, document FROM attributions WHERE key > :last ORDER BY key LIMIT :most"
)


def _behind(connection: sa.Connection, last: int) -> list[tuple[int, str | None, str, str]]:
    rows = connection.execute(_ROWS, {"last": last, "most": _BATCH})
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _columns(key: int, speaker: str | None, type_: str, document: str) -> dict[str, object] | None:
    """Returns the new columns of a row that has any; as `onrecord.store.rows` fills them."""
    actor = json.loads(document).get("speaker") or {}
    itself = speaker if type_ in ("government", "organisation") else None
    party, office = actor.get("on_behalf_of") or itself, actor.get("office")
    if party is None and office is None:
        return None
    return {"key": key, "party": party, "office": office, "words": fold_names(office)}
