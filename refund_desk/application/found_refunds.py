"""What is known of refunds that nobody made here: shared by the record and by the page."""

from __future__ import annotations

from datetime import datetime

from refund_desk.application.ports.bill_store import BillMark, BillStore, Mark
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.fen import NOTHING, Fen, total_of
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.refund import Refund


def recorded_sum(bills: BillStore, transaction_id: TransactionId) -> Fen:
    """The part of what counts as refunded elsewhere that recorded refunds explain (fen)."""
    return total_of(
        refund.asked
        for refund in bills.refunds_of(transaction_id)
        if (mark := bills.mark(refund.number)) is not None and mark.mark is Mark.RECORDED
    )


def count_given_up(stores: Stores, refund: Refund, taken: Fen, *, now: datetime) -> bool:
    """Let what went under a number that was given up here count as spent; False when it does.

    Another desk with a copy of these books sent it. The refund itself has ended for good, so the
    sum joins what was refunded elsewhere, marked so that neither a bill nor a query adds it again.
    """
    if stores.bills.mark(refund.number) is not None:
        return False
    mark = BillMark(number=refund.number, mark=Mark.RECORDED, at=now, actor=SYSTEM)
    stores.bills.put_mark(mark)
    payment = (refund.mchid, refund.transaction_id)
    told = stores.orders.elsewhere(*payment) or NOTHING
    stores.orders.put_elsewhere(*payment, told + taken)
    return True
