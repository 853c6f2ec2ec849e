"""By what each reading was made, so that a batch that was stopped goes on where it was.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Code-point order, as in revision 0003.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "read_marks",
        sa.Column("page_id", sa.String(32), primary_key=True),
        sa.Column("place", _TEXT, primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False),
    )
