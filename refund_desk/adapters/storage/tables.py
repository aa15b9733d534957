"""The tables as the code uses them; rules and indexes are made by the migrations alone.

A test compares the columns named here with those of a migrated database. Instants are microseconds
since 1970 UTC, sums are fen in columns that end in `_fen`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _id() -> Column[Any]:
    return Column("id", Integer, primary_key=True)


def _numbers(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, BigInteger) for name in names)


def _texts(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text) for name in names)


def _flags(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Boolean) for name in names)


meta = Table(
    "meta",
    METADATA,
    _id(),
    *_texts("mchid", "mode", "audit_anchor_hash"),
    *_numbers("ledger_epoch", "audit_anchor_number"),
)

refund_application = Table(
    "refund_application",
    METADATA,
    _id(),
    *_texts("source", "source_ref", "mchid", "transaction_id", "out_trade_no", "state"),
    *_texts("segment", "problem_type", "category", "problem_text", "detail_text"),
    *_texts("complaint_state", "payer_phone", "customer_key", "marked", "fingerprint"),
    *_numbers("asked_fen", "order_amount_fen", "applied_at", "round_started_at", "changed_at"),
    *_numbers("round", "first_reply_at", "due_at", "ended_at", "history_read_at"),
    *_numbers("user_complaint_times", "orders_in_complaint", "picture_count", "search_key"),
    *_numbers("respond_by"),
    *_flags("is_high_risk", "has_new_words", "fully_refunded_there", "in_platform_service"),
    *_flags("needs_immediate_service", "unread", "problem"),
)

segment_count = Table("segment_count", METADATA, *_texts("segment"), *_numbers("count"))

refund = Table(
    "refund",
    METADATA,
    _id(),
    *_texts("mchid", "transaction_id", "reason", "state", "actor", "funds_account"),
    *_texts("out_refund_no", "reply_text", "refund_id", "received_by", "channel", "arrived_at"),
    *_texts("why", "request_id", "parts"),
    *_numbers("application_id", "amount_fen", "order_total_fen", "payer_refund_fen", "ordinal"),
    *_numbers("planned_at", "pressed_at", "first_submitting_at", "accepted_at", "settled_at"),
    *_numbers("last_asked_at", "ask_count", "next_ask_at"),
    *_flags("adopted"),
)

paid_order = Table(
    "paid_order",
    METADATA,
    *_texts("mchid", "transaction_id", "out_trade_no", "trade_state", "currency", "appid"),
    *_texts("openid"),
    *_numbers("total_fen", "payer_total_fen", "paid_at", "read_at"),
)

refunded_elsewhere = Table(
    "refunded_elsewhere", METADATA, *_texts("mchid", "transaction_id"), *_numbers("amount_fen")
)

order_facts = Table(
    "order_facts",
    METADATA,
    *_texts("transaction_id", "buyer_nickname", "title", "goods", "picture_ref", "carrier"),
    *_texts("tracking_no"),
    *_numbers("freight_fen", "shipped_at", "signed_at"),
)

message = Table(
    "message",
    METADATA,
    *_numbers("application_id", "n", "at"),
    *_texts("log_ref", "speaker", "kind", "text", "picture_refs"),
)

outbox = Table(
    "outbox",
    METADATA,
    _id(),
    *_texts("kind", "state", "actor", "text", "remark", "reject_code", "picture_names"),
    *_texts("why", "request_id", "step", "details"),
    *_numbers("application_id", "created_at", "next_try_at", "after_id", "attempts", "looks"),
    *_numbers("first_sent_at", "amount_fen", "refund_id"),
)

audit_line = Table(
    "audit_line",
    METADATA,
    *_numbers("number", "at", "application_id", "refund_id"),
    *_texts("actor", "action", "facts_json", "previous", "hash"),
)

audit_detail = Table(
    "audit_detail",
    METADATA,
    *_numbers("number"),
    *_texts("name", "value"),
    Column("salt", LargeBinary),
)

setting = Table("setting", METADATA, *_texts("name", "text"))

history_entry = Table(
    "history_entry",
    METADATA,
    *_numbers("application_id", "at", "amount_fen", "refunded_fen", "took_s", "search_key"),
    *_texts("result", "actor", "out_refund_no"),
)

search_code = Table("search_code", METADATA, *_numbers("search_key"), *_texts("code", "reversed"))

search_pending = Table("search_pending", METADATA, *_numbers("search_key"))

bill_day = Table(
    "bill_day",
    METADATA,
    *_texts("day", "kind", "state", "why", "sha1", "summary"),
    *_numbers("fetched_at"),
)

bill_refund = Table(
    "bill_refund",
    METADATA,
    *_texts("refund_id", "day", "number", "transaction_id", "out_trade_no", "goods", "rate"),
    *_texts("status"),
    *_numbers("asked_fen", "returned_fen", "fee_units", "asked_at", "arrived_at"),
)

bill_mark = Table("bill_mark", METADATA, *_texts("number", "mark", "actor"), *_numbers("at"))
