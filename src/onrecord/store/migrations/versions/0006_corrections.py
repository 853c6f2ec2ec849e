"""Corrections by people, and what was read where a correction changed it.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "raw_readings",
        sa.Column("page_id", sa.String(32), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("document_zstd", sa.LargeBinary, nullable=False),
    )
