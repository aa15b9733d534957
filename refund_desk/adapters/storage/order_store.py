"""Payments and the shop's own facts in tables."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from refund_desk.adapters.storage.engine import upsert_of
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared, raw
from refund_desk.adapters.storage.projections import Projections
from refund_desk.adapters.storage.tables import order_facts, paid_order, refunded_elsewhere
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts
from refund_desk.domain.paid_order import PaidOrder, TradeState

# Made once: building a statement costs more than running it.
_PAYMENT = ("mchid", "transaction_id")
_PUT_ORDER = upsert_of(paid_order, _PAYMENT)
_PUT_FACTS = Prepared(upsert_of(order_facts, ("transaction_id",)))
_PUT_ELSEWHERE = upsert_of(refunded_elsewhere, _PAYMENT)
_ORDER = Prepared(
    select(paid_order).where(
        paid_order.c.mchid == bindparam("mchid"),
        paid_order.c.transaction_id == bindparam("transaction_id"),
    )
)
_FACTS = Prepared(
    select(order_facts).where(order_facts.c.transaction_id == bindparam("transaction_id"))
)
# What bills hold of a payment and this ledger did not refund is a lower bound of what a person may
# say: the larger of the two counts, never their sum. A refund that is ours counts as a refund,
# unless it ended here without money and their bill says otherwise.
_ELSEWHERE = (
    "SELECT max(fen) FROM (SELECT amount_fen AS fen FROM refunded_elsewhere"
    " WHERE mchid = :mchid AND transaction_id = :transaction_id"
    " UNION ALL SELECT sum(b.asked_fen) FROM bill_refund b"
    " WHERE b.transaction_id = :transaction_id AND b.status <> 'FAIL'"
    " AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.out_refund_no = b.number"
    " AND r.state <> 'GIVEN_UP' AND NOT (r.state = 'CLOSED' AND b.status = 'SUCCESS'))"
    " AND NOT EXISTS (SELECT 1 FROM bill_mark m WHERE m.number = b.number"
    " AND m.mark = 'not_moved'))"
)


class SqlOrderStore:
    """Payments and their facts as last read, inside one transaction."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = projections

    def order(self, mchid: Mchid, transaction_id: TransactionId) -> PaidOrder | None:
        """The payment as last read."""
        payment = {"mchid": mchid, "transaction_id": transaction_id}
        row = _ORDER.one_or_none(self._connection, payment)
        return None if row is None else order_of(row)

    def put_order(self, order: PaidOrder) -> None:
        """Keep the latest reading."""
        self._connection.execute(_PUT_ORDER, order_values(order))

    def facts(self, transaction_id: TransactionId) -> OrderFacts | None:
        """The shop's own facts as last read."""
        payment = {"transaction_id": transaction_id}
        row = _FACTS.one_or_none(self._connection, payment)
        return None if row is None else facts_of(row)

    def put_facts(self, facts: OrderFacts) -> None:
        """Keep the latest facts (and the goods' title for search)."""
        if self.facts(facts.transaction_id) == facts:
            return
        _PUT_FACTS.run(self._connection, facts_values(facts))
        self._projections.touch_payment(facts.transaction_id)

    def elsewhere(self, mchid: Mchid, transaction_id: TransactionId) -> Fen | None:
        """What went back without this ledger, as a person or a bill says (fen); None: unknown."""
        payment = {"mchid": str(mchid), "transaction_id": str(transaction_id)}
        (amount_fen,) = raw(self._connection).execute(_ELSEWHERE, payment).fetchone()
        return None if amount_fen is None else Fen(amount_fen)

    def put_elsewhere(self, mchid: Mchid, transaction_id: TransactionId, amount: Fen) -> None:
        """Keep that sum."""
        values = {"mchid": mchid, "transaction_id": transaction_id, "amount_fen": amount.count}
        self._connection.execute(_PUT_ELSEWHERE, values)


def order_of(row: Row[Any]) -> PaidOrder:
    """The payment that a row holds."""
    return PaidOrder(
        mchid=Mchid(row.mchid),
        transaction_id=TransactionId(row.transaction_id),
        out_trade_no=OutTradeNo(row.out_trade_no),
        trade_state=TradeState(row.trade_state),
        total=Fen(row.total_fen),
        payer_total=Fen(row.payer_total_fen),
        currency=row.currency,
        paid_at=to_instant(row.paid_at),
        read_at=to_instant(row.read_at),
        appid=row.appid,
        openid=row.openid,
    )


def order_values(order: PaidOrder) -> dict[str, Any]:
    """The columns that keep a payment."""
    return {
        "mchid": order.mchid,
        "transaction_id": order.transaction_id,
        "out_trade_no": order.out_trade_no,
        "trade_state": order.trade_state.value,
        "total_fen": order.total.count,
        "payer_total_fen": order.payer_total.count,
        "currency": order.currency,
        "paid_at": to_micros(order.paid_at),
        "read_at": to_micros(order.read_at),
        "appid": order.appid,
        "openid": order.openid,
    }


def facts_of(row: Row[Any]) -> OrderFacts:
    """The facts that a row holds."""
    return OrderFacts(
        transaction_id=TransactionId(row.transaction_id),
        goods=tuple(
            Goods(name=name, quantity=quantity, unit=Fen(unit_fen), picture_ref=picture_ref)
            for name, quantity, unit_fen, picture_ref in json.loads(row.goods)
        ),
        freight=Fen(row.freight_fen),
        logistics=Logistics(
            carrier=row.carrier,
            tracking_no=row.tracking_no,
            shipped_at=to_instant(row.shipped_at),
            signed_at=to_instant(row.signed_at),
        ),
        buyer_nickname=row.buyer_nickname,
    )


def facts_values(facts: OrderFacts) -> dict[str, Any]:
    """The columns that keep facts; title and first picture stand apart, for lists."""
    goods = [[g.name, g.quantity, g.unit.count, g.picture_ref] for g in facts.goods]
    return {
        "transaction_id": facts.transaction_id,
        "buyer_nickname": facts.buyer_nickname,
        "title": facts.title,
        "goods": json.dumps(goods, ensure_ascii=False),
        "picture_ref": facts.goods[0].picture_ref if facts.goods else "",
        "freight_fen": facts.freight.count,
        "carrier": facts.logistics.carrier,
        "tracking_no": facts.logistics.tracking_no,
        "shipped_at": to_micros(facts.logistics.shipped_at),
        "signed_at": to_micros(facts.logistics.signed_at),
    }
