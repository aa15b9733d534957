"""Refunds for the tests of several modules."""

from datetime import UTC, datetime

from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, TransactionId
from refund_desk.domain.refund import Refund, RefundState


def refund_of(transaction_id: str, **changes: object) -> Refund:
    payment = TransactionId(transaction_id)
    fields: dict[str, object] = {
        "id": 1,
        "application_id": 1,
        "mchid": Mchid("1900000109"),
        "transaction_id": payment,
        "amount": Fen(2500),
        "order_total": Fen(10000),
        "reason": "杯子碎了",
        "state": RefundState.SUBMITTING,
        "planned_at": datetime.now(UTC),
        "actor": "owner",
        "ordinal": 1,
        "out_refund_no": OutRefundNo.derive(payment, 1, practice=True),
    }
    return Refund(**(fields | changes))  # type: ignore[arg-type] # a table of fields


def number_of(refund: Refund) -> OutRefundNo:
    assert refund.out_refund_no is not None
    return refund.out_refund_no
