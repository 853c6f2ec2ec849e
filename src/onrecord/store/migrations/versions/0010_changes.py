"""Which pages, stories and statements changed, each with a number that rises: noted by the database itself.

Revision ID: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NOTED = {"page": "pages", "story": "stories", "statement": "statements"}

_SQLITE = """
CREATE TRIGGER {table}_{event}_noted AFTER {event} ON {table} BEGIN
    INSERT INTO changes (kind, id, number)
    VALUES ('{kind}', {row}.id, (SELECT coalesce(max(number), 0) + 1 FROM changes))
    ON CONFLICT (kind, id) DO UPDATE SET number = excluded.number;
END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD.id; ELSE changed := NEW.id; END IF;
    INSERT INTO changes (kind, id, number)
    VALUES (TG_ARGV[0], changed, (SELECT coalesce(max(number), 0) + 1 FROM changes))
    ON CONFLICT (kind, id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION note_change('{kind}')
"""


def upgrade() -> None:
    """Makes the table, empty, and what fills it: what a record held before has not changed since."""
    op.create_table(
        "changes",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(_POSTGRES_FUNCTION)
    for kind, table in _NOTED.items():
        if postgres:
            op.execute(_POSTGRES.format(kind=kind, table=table))
        else:
            for event, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
                op.execute(_SQLITE.format(kind=kind, table=table, event=event, row=row))
