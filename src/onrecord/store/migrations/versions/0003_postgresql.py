"""PostgreSQL's search, and one order of text whatever the server's language. Nothing changes in SQLite.

Revision ID: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The words of a row as `onrecord.store.search.text_vector` folds them.
_WORDS = """
ALTER TABLE {table} ADD COLUMN words tsvector;
CREATE INDEX ix_{table}_words ON {table} USING gin (words)
"""

# Code-point order, as in SQLite and in Python; it also lets an index find the beginning of a word.
_ORDER = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT table_name, column_name, udt_name, character_maximum_length AS size
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND udt_name IN ('text', 'varchar') AND table_name <> 'alembic_version'
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE %s COLLATE "C"', found.table_name, found.column_name,
            CASE WHEN found.size IS NULL THEN 'text' ELSE 'varchar(' || found.size || ')' END);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Adds the columns and their indexes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_WORDS.format(table="pages"))
        op.execute(_WORDS.format(table="attributions"))
        op.execute(_ORDER)
