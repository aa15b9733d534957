"""The first schema: all of decisions.md 5 that could not be undone later.

Long because a migration never changes and imports nothing of ours: it says the whole schema once.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not taken from the domain: a migration says what was true when it was released.
_APPLICATION_STATES = (
    "'OPEN','ASKED_OWNER','WAITING_GOODS','GOODS_RECEIVED','WAITING_CUSTOMER',"
    "'AGREED_WAITING_PROOF','REFUNDING','REFUNDED','REJECTED','WITHDRAWN','PLATFORM_DECIDED',"
    "'SETTLED_OUTSIDE'"
)
_REFUND_STATES = (
    "'PLANNED','UNDONE','SUBMITTING','UNKNOWN','REFUSED','GIVEN_UP','PROCESSING','SUCCEEDED',"
    "'ABNORMAL','CLOSED'"
)
_SEGMENTS = "'to_do','waiting','refunding','problem','done'"
_FEN_MAX = 10_000_000_000


def upgrade() -> None:
    """Make every table, index, trigger and the search index."""
    _meta()
    _applications()
    _application_indexes()
    _refunds()
    _refund_rules()
    _orders()
    _messages_and_outbox()
    _audit()
    _projections()


def _text(name: str, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null, **more)


def _number(name: str, *, null: bool = False, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=null, **more)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, sa.CheckConstraint(f"{name} IN (0,1)"), nullable=False)


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _one_of(column: str, values: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN ({values})", name=f"ck_{column}")


def _fen(column: str, *, at_least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"typeof({column}) IN ('integer','null') AND {column} BETWEEN {at_least} AND {_FEN_MAX}",
        name=f"ck_{column}",
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        _text("mchid"),
        _text("mode"),
        _number("ledger_epoch"),
        _number("audit_anchor_number"),
        _text("audit_anchor_hash"),
        _one_of("mode", "'practice','live'"),
    )
    op.create_table("setting", _text("name", primary_key=True), _text("text"))


def _applications() -> None:
    op.create_table(
        "refund_application",
        _id(),
        _text("source"),
        _text("source_ref"),
        _text("mchid"),
        _text("transaction_id", null=True),
        _text("out_trade_no", null=True),
        _text("state"),
        _text("segment"),
        _text("problem_type"),
        _text("category"),
        _text("problem_text"),
        _text("detail_text"),
        _number("asked_fen"),
        _number("order_amount_fen"),
        _number("applied_at"),
        _number("round_started_at"),
        _number("changed_at"),
        _text("complaint_state"),
        _number("round"),
        _number("first_reply_at", null=True),
        _number("due_at", null=True),
        _number("ended_at", null=True),
        _text("payer_phone"),
        _text("customer_key"),
        _number("user_complaint_times"),
        _flag("is_high_risk"),
        _flag("has_new_words"),
        _flag("fully_refunded_there"),
        _flag("in_platform_service"),
        _flag("needs_immediate_service"),
        _number("orders_in_complaint"),
        _number("picture_count"),
        _flag("unread"),
        _text("marked"),
        _flag("problem"),
        _text("fingerprint"),
        _number("history_read_at", null=True),
        _number("search_key", unique=True),
        sa.UniqueConstraint("source", "source_ref", name="ux_application_source"),
        _one_of("state", _APPLICATION_STATES),
        _one_of("segment", _SEGMENTS),
        _fen("asked_fen", at_least=0),
        _fen("order_amount_fen", at_least=0),
    )
    op.create_table("segment_count", _text("segment", primary_key=True), _number("count"))
    op.execute(
        "INSERT INTO segment_count (segment, count) VALUES"
        " ('to_do',0),('waiting',0),('refunding',0),('problem',0),('done',0)"
    )


def _application_indexes() -> None:
    # Covers the order of the inbox; "none last" is spelled out because an index puts NULL first.
    op.create_index(
        "ix_application_inbox",
        "refund_application",
        ["segment", sa.text("(due_at IS NULL)"), "due_at", "applied_at", "id"],
        sqlite_where=sa.text("segment <> 'done'"),
    )
    op.create_index(
        "ix_application_refunded",
        "refund_application",
        ["ended_at", "id"],
        sqlite_where=sa.text("state = 'REFUNDED'"),
    )
    op.create_index(
        "ix_application_payment", "refund_application", ["transaction_id", "mchid", "id"]
    )
    op.create_index(
        "ix_application_customer",
        "refund_application",
        ["customer_key"],
        sqlite_where=sa.text("customer_key <> ''"),
    )
    op.create_index(
        "ix_application_open",
        "refund_application",
        ["applied_at", "id"],
        sqlite_where=sa.text(
            "state NOT IN ('REFUNDED','REJECTED','WITHDRAWN','PLATFORM_DECIDED','SETTLED_OUTSIDE')"
        ),
    )
    op.create_index("ix_application_asked", "refund_application", ["asked_fen", "search_key"])


def _refunds() -> None:
    op.create_table(
        "refund",
        _id(),
        sa.Column("application_id", sa.Integer, sa.ForeignKey("refund_application.id")),
        _text("mchid"),
        _text("transaction_id"),
        _number("amount_fen"),
        _number("order_total_fen"),
        _text("reason"),
        _text("state"),
        _number("planned_at"),
        _text("actor"),
        _text("funds_account"),
        _number("ordinal", null=True),
        _text("out_refund_no", null=True),
        _text("reply_text"),
        _number("pressed_at", null=True),
        _number("first_submitting_at", null=True),
        _number("accepted_at", null=True),
        _number("settled_at", null=True),
        _text("refund_id", null=True),
        _number("payer_refund_fen", null=True),
        _text("received_by"),
        _text("channel"),
        _text("arrived_at", null=True),
        _text("why"),
        _text("request_id"),
        _flag("adopted"),
        _number("last_asked_at", null=True),
        _number("ask_count"),
        _number("next_ask_at", null=True),
        sa.UniqueConstraint("mchid", "transaction_id", "ordinal", name="ux_refund_ordinal"),
        sa.UniqueConstraint("out_refund_no", name="ux_refund_number"),
        _one_of("state", _REFUND_STATES),
        _fen("amount_fen", at_least=1),
        _fen("order_total_fen", at_least=1),
        _fen("payer_refund_fen", at_least=0),
        sa.CheckConstraint("ordinal BETWEEN 1 AND 50", name="ck_ordinal"),
        sa.CheckConstraint("(ordinal IS NULL) = (out_refund_no IS NULL)", name="ck_number"),
        sa.CheckConstraint(
            "ordinal IS NOT NULL OR state IN ('PLANNED','UNDONE')", name="ck_sent_has_number"
        ),
        sa.CheckConstraint("arrived_at IN ('payer','shop')", name="ck_arrived_at"),
    )


def _refund_rules() -> None:
    # decisions.md 3.4: the last fence against paying twice, whatever window or process asks.
    op.create_index(
        "ux_refund_blocking",
        "refund",
        ["mchid", "transaction_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('PLANNED','SUBMITTING','UNKNOWN','REFUSED')"),
    )
    op.create_index("ix_refund_application", "refund", ["application_id", "id"])
    op.create_index("ix_refund_amount", "refund", ["amount_fen", "application_id"])
    op.create_index("ix_refund_accepted", "refund", ["accepted_at", "adopted", "amount_fen"])
    op.create_index(
        "ix_refund_due",
        "refund",
        ["next_ask_at", "id"],
        sqlite_where=sa.text("next_ask_at IS NOT NULL"),
    )
    op.create_index(
        "ix_refund_unfinished",
        "refund",
        ["id"],
        sqlite_where=sa.text("state NOT IN ('SUCCEEDED','CLOSED','UNDONE','GIVEN_UP')"),
    )
    # decisions.md 1.2 and 2.1: the number and the intention are frozen, final states are final.
    # Only a refund that WeChat Pay turns out to have had already takes on WeChat Pay's amount.
    op.execute(
        "CREATE TRIGGER refund_frozen BEFORE UPDATE ON refund WHEN"
        " (OLD.state IN ('SUCCEEDED','CLOSED','UNDONE','GIVEN_UP') AND NEW.state <> OLD.state)"
        " OR (OLD.out_refund_no IS NOT NULL AND ("
        "NEW.out_refund_no IS NOT OLD.out_refund_no OR NEW.ordinal IS NOT OLD.ordinal"
        " OR NEW.mchid <> OLD.mchid OR NEW.transaction_id <> OLD.transaction_id"
        " OR NEW.order_total_fen <> OLD.order_total_fen"
        " OR NEW.reason <> OLD.reason OR NEW.funds_account <> OLD.funds_account"
        " OR (NEW.amount_fen <> OLD.amount_fen"
        " AND NOT (NEW.adopted = 1 AND OLD.accepted_at IS NULL))))"
        " BEGIN SELECT RAISE(ABORT, 'a refund is frozen once it has its number'); END"
    )
    op.execute(
        "CREATE TRIGGER refund_kept BEFORE DELETE ON refund"
        " BEGIN SELECT RAISE(ABORT, 'a refund is never deleted'); END"
    )


def _orders() -> None:
    op.create_table(
        "paid_order",
        _text("mchid", primary_key=True),
        _text("transaction_id", primary_key=True),
        _text("out_trade_no"),
        _text("trade_state"),
        _number("total_fen"),
        _number("payer_total_fen"),
        _text("currency"),
        _number("paid_at", null=True),
        _number("read_at"),
        _text("appid"),
        _text("openid"),
        sa.CheckConstraint("total_fen >= 0 AND payer_total_fen >= 0", name="ck_totals"),
    )
    op.create_table(
        "refunded_elsewhere",
        _text("mchid", primary_key=True),
        _text("transaction_id", primary_key=True),
        _number("amount_fen"),
        _fen("amount_fen", at_least=0),
    )
    op.create_table(
        "order_facts",
        _text("transaction_id", primary_key=True),
        _text("buyer_nickname"),
        _text("title"),
        _text("goods"),
        _text("picture_ref"),
        _number("freight_fen"),
        _text("carrier"),
        _text("tracking_no"),
        _number("shipped_at", null=True),
        _number("signed_at", null=True),
        _fen("freight_fen", at_least=0),
    )


def _messages_and_outbox() -> None:
    application = sa.ForeignKey("refund_application.id")
    op.create_table(
        "message",
        sa.Column("application_id", sa.Integer, application, primary_key=True),
        _number("n", primary_key=True),
        _text("log_ref"),
        _text("speaker"),
        _text("kind"),
        _number("at"),
        _text("text"),
        _text("picture_refs"),
        sa.UniqueConstraint("application_id", "log_ref", name="ux_message"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        _id(),
        sa.Column(
            "application_id", sa.Integer, sa.ForeignKey("refund_application.id"), nullable=False
        ),
        _text("kind"),
        _text("state"),
        _number("created_at"),
        _number("next_try_at"),
        _text("actor"),
        _text("text"),
        _text("remark"),
        _text("reject_code"),
        _text("picture_names"),
        sa.Column("after_id", sa.Integer, sa.ForeignKey("outbox.id")),
        _number("attempts"),
        _number("looks"),
        _number("first_sent_at", null=True),
        _text("why"),
        _text("request_id"),
        _one_of("kind", "'reply','approve','reject','complete'"),
        _one_of("state", "'waiting','sending','doubt','sent','stuck','dropped'"),
    )
    op.create_index("ix_outbox_application", "outbox", ["application_id", "id"])
    op.create_index("ix_outbox_state", "outbox", ["state", "next_try_at", "id"])


def _audit() -> None:
    op.create_table(
        "audit_line",
        sa.Column("number", sa.Integer, primary_key=True),
        _number("at"),
        _text("actor"),
        _text("action"),
        _number("application_id", null=True),
        _number("refund_id", null=True),
        _text("facts_json"),
        _text("previous"),
        _text("hash"),
    )
    op.create_index("ix_audit_application", "audit_line", ["application_id", "number"])
    op.create_index("ix_audit_refund", "audit_line", ["refund_id", "number"])
    op.execute(
        "CREATE TRIGGER audit_line_kept BEFORE UPDATE ON audit_line"
        " BEGIN SELECT RAISE(ABORT, 'an audit line is never changed'); END"
    )
    # Erasure deletes rows here and leaves the chain whole (decisions.md 5.1).
    op.create_table(
        "audit_detail",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("name", primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        _text("value"),
        sqlite_with_rowid=False,
    )


def _projections() -> None:
    """What is computed from the tables above in the same transaction, for lists and search."""
    op.create_table(
        "history_entry",
        sa.Column(
            "application_id", sa.Integer, sa.ForeignKey("refund_application.id"), primary_key=True
        ),
        _number("at"),
        _text("result"),
        _text("actor"),
        _number("amount_fen"),
        _number("refunded_fen"),
        _number("took_s", null=True),
        _text("out_refund_no"),
        _number("search_key"),
    )
    op.create_index(
        "ix_history",
        "history_entry",
        ["at", "application_id", "result", "actor", "refunded_fen"],
    )
    op.create_index("ix_history_search", "history_entry", ["search_key"])
    op.create_table(
        "search_code",
        _number("search_key", primary_key=True),
        _text("code", primary_key=True),
        _text("reversed"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_head", "search_code", ["code", "search_key"])
    op.create_index("ix_search_tail", "search_code", ["reversed", "search_key"])
    # Contentless: the words lie in the tables already; rowid = search_key << 8 | document.
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5"
        "(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')"
    )
