"""Applications of many sources: the clock that a source gives, and more kinds of messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KEPT = (
    "id, application_id, kind, state, created_at, next_try_at, actor, text, remark, reject_code,"
    " picture_names, after_id, attempts, looks, first_sent_at, why, request_id"
)
_FEN_MAX = 10_000_000_000


def upgrade() -> None:
    """Add the clock; make the outbox anew, since SQLite cannot widen a rule that stands."""
    op.add_column("refund_application", sa.Column("respond_by", sa.BigInteger, nullable=True))
    # A spreadsheet may know the shop's own number only: each row looks for what its order has.
    op.create_index(
        "ix_application_own_number",
        "refund_application",
        ["out_trade_no", "mchid", "id"],
        sqlite_where=sa.text("out_trade_no IS NOT NULL"),
    )
    _make_outbox("outbox_new")
    op.execute(f"INSERT INTO outbox_new ({_KEPT}) SELECT {_KEPT} FROM outbox ORDER BY id")  # noqa: S608 - our own names
    op.execute("DROP TABLE outbox")
    # Renaming takes the table's reference to itself along.
    op.execute("ALTER TABLE outbox_new RENAME TO outbox")
    op.create_index("ix_outbox_application", "outbox", ["application_id", "id"])
    op.create_index("ix_outbox_state", "outbox", ["state", "next_try_at", "id"])
    # Each step of a refund is told once, whichever process saw it first.
    op.create_index(
        "ux_outbox_progress",
        "outbox",
        ["refund_id", "step"],
        unique=True,
        sqlite_where=sa.text("kind = 'progress'"),
    )


def _make_outbox(name: str) -> None:
    application = sa.ForeignKey("refund_application.id")
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("application_id", sa.Integer, application, nullable=False),
        *(sa.Column(text, sa.Text, nullable=False) for text in ("kind", "state")),
        *(sa.Column(at, sa.BigInteger, nullable=False) for at in ("created_at", "next_try_at")),
        *(sa.Column(text, sa.Text, nullable=False) for text in ("actor", "text", "remark")),
        *(sa.Column(text, sa.Text, nullable=False) for text in ("reject_code", "picture_names")),
        sa.Column("after_id", sa.Integer, sa.ForeignKey(f"{name}.id")),
        *(sa.Column(count, sa.BigInteger, nullable=False) for count in ("attempts", "looks")),
        sa.Column("first_sent_at", sa.BigInteger),
        *(sa.Column(text, sa.Text, nullable=False) for text in ("why", "request_id")),
        sa.Column("amount_fen", sa.BigInteger),
        sa.Column("refund_id", sa.Integer, sa.ForeignKey("refund.id")),
        *(
            sa.Column(text, sa.Text, nullable=False, server_default="")
            for text in ("step", "details")
        ),
        sa.CheckConstraint(
            "kind IN ('reply','approve','reject','complete','progress','return','offer',"
            "'evidence')",
            name="ck_kind",
        ),
        sa.CheckConstraint(
            "state IN ('waiting','sending','doubt','sent','stuck','dropped')", name="ck_state"
        ),
        sa.CheckConstraint(
            "typeof(amount_fen) IN ('integer','null')"
            f" AND (amount_fen IS NULL OR amount_fen BETWEEN 1 AND {_FEN_MAX})",
            name="ck_amount_fen",
        ),
    )
