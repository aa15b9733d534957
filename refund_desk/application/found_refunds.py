"""What is known of refunds that nobody made here: shared by the record and by the page."""

from __future__ import annotations

from refund_desk.application.ports.bill_store import BillStore, Mark
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.identifiers import TransactionId


def recorded_sum(bills: BillStore, transaction_id: TransactionId) -> Fen:
    """The part of what counts as refunded elsewhere that recorded refunds explain (fen)."""
    return total_of(
        refund.asked
        for refund in bills.refunds_of(transaction_id)
        if (mark := bills.mark(refund.number)) is not None and mark.mark is Mark.RECORDED
    )
