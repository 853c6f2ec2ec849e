"""What the stages across pages know: sketches, sayings, their ties and groups, and who is still to be joined.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# As in 0003: code-point order, for the tables that came since.
_ORDER = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT table_name, column_name, udt_name, character_maximum_length AS size
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND udt_name IN ('text', 'varchar') AND table_name <> 'alembic_version'
            AND collation_name IS DISTINCT FROM 'C'
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE %s COLLATE "C"', found.table_name, found.column_name,
            CASE WHEN found.size IS NULL THEN 'text' ELSE 'varchar(' || found.size || ')' END);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Makes the tables; every page kept so far is to be joined."""
    _stage("sketches", "matches", "stories")
    _stage("sayings", "links", "statements")
    op.create_table(
        "buckets",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("item", sa.String(32), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table("crowded", sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False))
    op.create_table("pending", sa.Column("page_id", sa.String(32), primary_key=True))
    op.execute("INSERT INTO pending (page_id) SELECT id FROM pages")
    op.execute("INSERT INTO state (name, number) VALUES ('stages', 0)")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_ORDER)


def _stage(items: str, ties: str, groups: str) -> None:
    op.create_table(
        items,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("page_id", sa.String(32), nullable=False, index=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("home", sa.String(32), index=True),
        sa.Column("alias", sa.String(32), nullable=False, index=True),
    )
    op.create_table(
        ties,
        sa.Column("a", sa.String(32), primary_key=True),
        sa.Column("b", sa.String(32), primary_key=True, index=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        groups,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
