"""Which attributions the ledger's lines on statements name; and where bytes were read, found without a search.

Revision ID: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table, empty: a record of before has no such lines."""
    op.create_table(
        "anchors",
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("side", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("page_id", sa.String(32), primary_key=True, index=True),
        sa.Column("attribution", sa.String(32), nullable=False, index=True),
    )
    op.create_index("ix_readings_sha256", "readings", ["sha256"])
