"""The state of `onrecord watch`: feeds, and what has become of the pages they list.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Code-point order, as in revision 0003.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the two tables."""
    op.create_table(
        "watched_feeds",
        sa.Column("url", _TEXT, primary_key=True),
        sa.Column("parent", _TEXT),
        sa.Column("due", sa.Float, nullable=False),
        sa.Column("etag", _TEXT),
        sa.Column("last_modified", _TEXT),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", _TEXT),
        sa.Column("checked", sa.Float),
        sa.Column("listed", sa.Integer, nullable=False),
    )
    op.create_table(
        "watched_links",
        sa.Column("url", _TEXT, primary_key=True),
        sa.Column("host", _TEXT, nullable=False),
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("stamp", _TEXT),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due", sa.Float, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", _TEXT),
        sa.Column("found", sa.Float, nullable=False),
        sa.Column("seen", sa.Float, nullable=False),
        sa.Column("etag", _TEXT),
        sa.Column("last_modified", _TEXT),
    )
    op.create_index("ix_watched_links_due", "watched_links", ["state", "due"])
