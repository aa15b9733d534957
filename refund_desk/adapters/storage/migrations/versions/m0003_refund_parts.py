"""Which goods of an order a refund was planned for, and whether its freight."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; it says with the plan what it says for ever."""
    op.add_column("refund", sa.Column("parts", sa.Text, nullable=False, server_default="[]"))
    op.execute(
        "CREATE TRIGGER refund_parts_frozen BEFORE UPDATE ON refund"
        " WHEN NEW.parts <> OLD.parts"
        " BEGIN SELECT RAISE(ABORT, 'what a refund is for is frozen with its plan'); END"
    )
