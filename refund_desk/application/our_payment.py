"""Whose money it is: a payment that a platform refunds is never refunded from here."""

from __future__ import annotations

from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.capabilities import ensure_ours
from refund_desk.domain.identifiers import Mchid, TransactionId


def ensure_our_payment(stores: Stores, mchid: Mchid, transaction_id: TransactionId) -> None:
    """Refuse a payment of which any application came from a platform that moves the money.

    Raises `RuleBrokenError("platform.pays")` (decisions.md 1.5), whichever of them was clicked.
    """
    ensure_ours(a.source for a in stores.applications.of_payment(mchid, transaction_id))
