"""What WeChat Pay's bills said, and what persons said about it (decisions.md 4.8)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FEN_MAX = 10_000_000_000_000


def upgrade() -> None:
    """Make the three tables and their indexes."""
    op.create_table(
        "bill_day",
        _text("day", primary_key=True),
        _text("kind", primary_key=True),
        _text("state"),
        _number("fetched_at"),
        _text("why"),
        _text("sha1"),
        _text("summary"),
        sa.CheckConstraint("day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name="ck_day"),
        sa.CheckConstraint("kind IN ('refund','all','flow')", name="ck_kind"),
        sa.CheckConstraint("state IN ('taken','empty','not_ready','trouble')", name="ck_state"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bill_refund",
        _text("refund_id", primary_key=True),
        _text("day"),
        _text("number"),
        _text("transaction_id"),
        _text("out_trade_no"),
        _text("goods"),
        _number("asked_fen"),
        _number("returned_fen"),
        _number("fee_units"),
        _text("rate"),
        _text("status"),
        _number("asked_at"),
        _number("arrived_at", nullable=True),
        _fen("asked_fen", at_least=1),
        _fen("returned_fen", at_least=0),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bill_refund_day", "bill_refund", ["day", "asked_at"])
    op.create_index("ix_bill_refund_number", "bill_refund", ["number"])
    op.create_index("ix_bill_refund_payment", "bill_refund", ["transaction_id"])
    op.create_table(
        "bill_mark",
        _text("number", primary_key=True),
        _text("mark"),
        _number("at"),
        _text("actor"),
        sa.CheckConstraint("mark IN ('recorded','not_moved','noted')", name="ck_mark"),
        sqlite_with_rowid=False,
    )


def _text(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, **{"nullable": False, **more})


def _number(name: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, **{"nullable": False, **more})


def _fen(column: str, *, at_least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"typeof({column}) = 'integer' AND {column} BETWEEN {at_least} AND {_FEN_MAX}",
        name=f"ck_{column}",
    )
