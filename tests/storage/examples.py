"""Things to keep, made short; every argument can be changed by name."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, OutTradeNo, TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Source,
)

MCHID = Mchid("1900000109")
KEY = bytes(range(32))
NOW = datetime(2026, 11, 18, 6, 36, tzinfo=UTC)
HOUR = timedelta(hours=1)

_numbers = count(1)


def payment(number: int | None = None) -> TransactionId:
    """A payment's number; a new one each time unless told."""
    return TransactionId(f"4200001234202611{number or next(_numbers):012d}")


def an_application(**changes: Any) -> RefundApplication:
    number = next(_numbers)
    values: dict[str, Any] = {
        "id": 0,
        "source": Source.COMPLAINT,
        "source_ref": f"200201820260{number:016d}",
        "mchid": MCHID,
        "transaction_id": payment(number),
        "out_trade_no": OutTradeNo(f"SHOP{number:08d}"),
        "state": ApplicationState.OPEN,
        "problem_type": ProblemType.REFUND,
        "category": ReasonCategory.DAMAGED,
        "problem_text": "收到破损",
        "detail_text": "杯子碎了，盒子也压扁了",
        "asked": Fen(10_800),
        "order_amount": Fen(23_600),
        "applied_at": NOW - HOUR,
        "round_started_at": NOW - HOUR,
        "changed_at": NOW - HOUR,
        "complaint_state": ComplaintState.PENDING,
        "due_at": NOW + 23 * HOUR,
        "payer_phone": "13800001234",
        "customer_key": f"openid-{number}",
    }
    return RefundApplication(**{**values, **changes})


def a_refund(application: RefundApplication | None = None, **changes: Any) -> Refund:
    of = application or an_application()
    values: dict[str, Any] = {
        "id": 0,
        "application_id": of.id or None,
        "mchid": of.mchid,
        "transaction_id": of.transaction_id,
        "amount": Fen(10_800),
        "order_total": Fen(23_600),
        "reason": "商品破损",
        "state": RefundState.PLANNED,
        "planned_at": NOW,
        "actor": "owner",
    }
    return Refund(**{**values, **changes})


def numbered(refund: Refund, ordinal: int = 1, **changes: Any) -> dict[str, Any]:
    """What SUBMITTING adds to a planned refund."""
    number = OutRefundNo.derive(refund.transaction_id, ordinal, practice=True)
    return {
        "ordinal": ordinal,
        "out_refund_no": number,
        "first_submitting_at": NOW,
        "pressed_at": NOW,
        **changes,
    }


def an_order(transaction_id: TransactionId, **changes: Any) -> PaidOrder:
    values: dict[str, Any] = {
        "mchid": MCHID,
        "transaction_id": transaction_id,
        "out_trade_no": OutTradeNo("SHOP00000001"),
        "trade_state": TradeState.SUCCESS,
        "total": Fen(23_600),
        "payer_total": Fen(20_600),
        "currency": "CNY",
        "paid_at": NOW - 72 * HOUR,
        "read_at": NOW,
        "appid": "wx0123456789abcdef",
        "openid": "o-openid",
    }
    return PaidOrder(**{**values, **changes})


def facts_of(transaction_id: TransactionId, **changes: Any) -> OrderFacts:
    values: dict[str, Any] = {
        "transaction_id": transaction_id,
        "goods": (
            Goods(name="雾蓝马克杯", quantity=2, unit=Fen(10_800), picture_ref="goods/mug"),
            Goods(name="杯刷", quantity=1, unit=Fen(1_000)),
        ),
        "freight": Fen(1_000),
        "logistics": Logistics(
            carrier="顺丰", tracking_no="SF1234567890123", shipped_at=NOW - 48 * HOUR
        ),
        "buyer_nickname": "林小雨",
    }
    return OrderFacts(**{**values, **changes})


def a_message(log_ref: str, text: str = "杯子碎了", **changes: Any) -> Message:
    values: dict[str, Any] = {
        "log_ref": log_ref,
        "speaker": Speaker.BUYER,
        "kind": MessageKind.WORDS,
        "at": NOW,
        "text": text,
    }
    return Message(**{**values, **changes})


def an_outbox_entry(application_id: int, **changes: Any) -> OutboxEntry:
    values: dict[str, Any] = {
        "id": 0,
        "application_id": application_id,
        "kind": OutboxKind.REPLY,
        "state": OutboxState.WAITING,
        "created_at": NOW,
        "next_try_at": NOW,
        "actor": "owner",
        "text": "抱歉，马上处理",
    }
    return OutboxEntry(**{**values, **changes})


def an_audit_entry(**changes: Any) -> AuditEntry:
    values: dict[str, Any] = {"at": NOW, "actor": "owner", "action": AuditAction.RECEIVED}
    return AuditEntry(**{**values, **changes})
