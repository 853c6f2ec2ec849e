"""An index of the places that pages were met at: a page is looked for by its path or address without reading all.

Revision ID: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the index."""
    op.create_index("ix_readings_place", "readings", ["place"])
