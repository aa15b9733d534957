"""The orders of a complaint that names several: the owner picks one a refund (decisions.md 2.5)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import orders_of
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId


def keep_orders(stores: Stores, application_id: int, orders: Iterable[ComplaintOrder]) -> None:
    """Keep the orders that the complaint names now."""
    rows = [[o.transaction_id or "", o.out_trade_no or "", o.amount.count] for o in orders]
    stores.settings.put(orders_of(application_id), json.dumps(rows))


def number_of(order: ComplaintOrder) -> str:
    """The number by which a person picks this order; empty when it has none."""
    return order.transaction_id or order.out_trade_no or ""


def kept_orders(text: str | None) -> tuple[ComplaintOrder, ...]:
    """The orders kept under `orders_of`; none when the complaint names only one."""
    return tuple(
        ComplaintOrder(
            transaction_id=TransactionId(transaction_id) if transaction_id else None,
            out_trade_no=OutTradeNo(out_trade_no) if out_trade_no else None,
            amount=Fen(amount_fen),
        )
        for transaction_id, out_trade_no, amount_fen in json.loads(text or "[]")
    )
