"""A million applications: an index for each filter of the history, search for parts of numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make indexes and tables; the search for parts is filled by the writer, as it finds time."""
    op.create_index(
        "ix_history_result",
        "history_entry",
        ["result", "at", "application_id", "actor", "refunded_fen"],
    )
    op.create_index(
        "ix_history_actor",
        "history_entry",
        ["actor", "at", "application_id", "result", "refunded_fen"],
    )
    op.create_table(
        "search_pending",
        sa.Column("search_key", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO search_pending SELECT search_key FROM refund_application")
    # rowid = search_key: what arrived last is found first. The merchant's own numbers may hold
    # these signs; they are part of a number, not its end.
    op.execute(
        "CREATE VIRTUAL TABLE search_part USING fts5(tokens, content='', contentless_delete=1,"
        """ detail=none, tokenize="ascii tokenchars '-_|*@'")"""
    )
