"""First tables, and SQLite's search indexes.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Each index follows its table through triggers, so that no writer can forget it.
_SEARCH = """
CREATE VIRTUAL TABLE {table}_search USING fts5(
    {columns}, content='{table}', content_rowid='key', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_search (rowid, {columns}) VALUES (new.key, {new});
END;
CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_search ({table}_search, rowid, {columns}) VALUES ('delete', old.key, {old});
END;
CREATE TRIGGER {table}_search_update AFTER UPDATE OF {columns} ON {table} BEGIN
    INSERT INTO {table}_search ({table}_search, rowid, {columns}) VALUES ('delete', old.key, {old});
    INSERT INTO {table}_search (rowid, {columns}) VALUES (new.key, {new});
END;
"""


def upgrade() -> None:
    """Makes the tables."""
    _captures_and_readings()
    _pages()
    _attributions()
    if op.get_bind().dialect.name == "sqlite":
        _search("pages", ("title", "text"))
        _search("attributions", ("quote",))


def _captures_and_readings() -> None:
    op.create_table(
        "captures",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("data_zstd", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("page_id", sa.String(32), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("captures.sha256"), nullable=False),
        sa.Column("document_zstd", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "fetches",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("page_id", sa.String(32), nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("path", sa.Text, index=True),
        sa.Column("url", sa.Text, index=True),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_words", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("first_day", sa.String(10), index=True),
        sa.Column("last_day", sa.String(10)),
        sa.Column("language", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
    )


def _attributions() -> None:
    op.create_table(
        "attributions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("page_id", sa.String(32), sa.ForeignKey("pages.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("attitude", sa.String(16), nullable=False),
        sa.Column("statement", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("speaker_type", sa.String(16), nullable=False, index=True),
        sa.Column("speaker_words", sa.Text, nullable=False),
        sa.Column("party_words", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), index=True),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_attributions_page", "attributions", ["page_id", "position"])


def _search(table: str, columns: tuple[str, ...]) -> None:
    script = _SEARCH.format(
        table=table,
        columns=", ".join(columns),
        new=", ".join(f"new.{column}" for column in columns),
        old=", ".join(f"old.{column}" for column in columns),
    )
    # A statement ends with a semicolon at the end of a line that closes it; those inside a trigger are indented.
    for statement in script.replace(";\nCREATE", ";\0CREATE").split("\0"):
        op.execute(statement.strip().rstrip(";") if "VIRTUAL" in statement else statement.strip())
