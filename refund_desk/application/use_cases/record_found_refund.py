"""A person's 补记: a refund that their bill holds and nobody made here is written down, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from refund_desk.application.found_refunds import recorded_sum
from refund_desk.application.ground import Ground
from refund_desk.application.ladder import found_refund
from refund_desk.application.ledger_answers import write_found
from refund_desk.application.outcomes import Accepted, QueryOutcome, Unknown
from refund_desk.application.outcomes import Doubt as _Doubt
from refund_desk.application.ports.bill_store import BillMark, Mark
from refund_desk.application.ports.order_gateway import OrderGateway
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.bill import BilledRefund
from refund_desk.domain.errors import BadValueError, RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, BillsChanged
from refund_desk.domain.identifiers import Mchid, OutRefundNo, RefundId
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.reconciliation import desk_ordinal, elsewhere_after
from refund_desk.domain.refund import RefundState


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFoundRefund:
    """Writes down what was found; it moves no money and changes no amount of a refund of ours.

    A number that a desk derived becomes a refund of this ledger, with its ordinal. Any other adds
    to what counts as refunded elsewhere: our numbers follow from payments, theirs cannot be ours.
    """

    ground: Ground
    refunds: RefundGateway
    orders: OrderGateway
    mchid: Mchid
    practice: bool

    async def __call__(
        self, refund_id: RefundId, *, told_before: bool = False, actor: str = OWNER
    ) -> None:
        """Record the billed refund of this 微信支付退款单号.

        `told_before`: the person meant this one already when saying what was refunded elsewhere.
        Raises `RuleBrokenError`: `found.gone` when no bill holds it, `found.recorded` when it is
        known by now, `found.unread` when WeChat Pay must be asked and did not answer.
        """
        day, found = await self.ground.run(lambda stores: _still_open(stores, refund_id))
        answer = await self._asked(found)
        ordinal = desk_ordinal(found.number, found.transaction_id, practice=self.practice)
        try:
            if ordinal is not None:
                await self._adopt(found, ordinal, answer)
            else:
                await self.ground.run(
                    lambda stores: self._write(
                        stores, found, answer, told_before=told_before, actor=actor
                    )
                )
        except AlreadyExistsError:
            raise RuleBrokenError("found.recorded") from None
        await self._tell(day, found)

    async def _asked(self, found: BilledRefund) -> QueryOutcome:
        """What WeChat Pay says of it now: a bill's status is that of the next morning."""
        try:
            return await self.refunds.query(OutRefundNo(found.number))
        except BadValueError:
            return Unknown(doubt=_Doubt.NOT_SENT)

    async def _adopt(self, found: BilledRefund, ordinal: int, answer: QueryOutcome) -> None:
        """A refund of a desk of this shop: only WeChat Pay's own answer makes a row of it."""
        order = await self._order(found)
        if not isinstance(answer, Accepted) or order is None:
            raise RuleBrokenError("found.unread")
        said = answer.report
        if (said.transaction_id, said.order_total) != (order.transaction_id, order.total):
            # No refund of this payment, whatever its number says (as the ladder judges).
            raise RuleBrokenError("found.unread")
        now = self.ground.now()
        refund = found_refund(order, ordinal, answer.report, None, now=now)
        self.ground.tell(await self.ground.run(lambda stores: write_found(stores, refund, now=now)))

    async def _order(self, found: BilledRefund) -> PaidOrder | None:
        """The payment, from the ledger or from WeChat Pay."""
        known = await self.ground.run(
            lambda stores: stores.orders.order(self.mchid, found.transaction_id)
        )
        if known is not None:
            return known
        read = await self.orders.by_transaction_id(found.transaction_id)
        return read if isinstance(read, PaidOrder) else None

    def _write(
        self,
        stores: Stores,
        found: BilledRefund,
        answer: QueryOutcome,
        *,
        told_before: bool,
        actor: str,
    ) -> None:
        """One transaction: the mark, the sum that counts, the line. The mark lets it happen once.

        Without an answer the bill's word is taken: its hash came in a signed answer.
        """
        closed = isinstance(answer, Accepted) and answer.report.state is RefundState.CLOSED
        moved = found.moves_money and not closed
        payment, now = found.transaction_id, self.ground.now()
        told = stores.bills.told(self.mchid, payment)
        recorded = recorded_sum(stores.bills, payment)
        mark = Mark.RECORDED if moved else Mark.NOT_MOVED
        stores.bills.put_mark(BillMark(number=found.number, mark=mark, at=now, actor=actor))
        if moved:
            after = elsewhere_after(told, recorded, found.asked, told_before=told_before)
            stores.orders.put_elsewhere(self.mchid, payment, after)
        action = AuditAction.FOUND_RECORDED if moved else AuditAction.FOUND_NOT_MOVED
        case = stores.applications.of_payment(self.mchid, payment)
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=actor,
                action=action,
                application_id=case[-1].id if case else None,
                facts={
                    "transaction_id": payment,
                    "out_refund_no": found.number,
                    "refund_id": found.refund_id,
                    "amount_fen": found.asked.count,
                    "elsewhere_before_fen": told.count,
                    "elsewhere_fen": stores.bills.told(self.mchid, payment).count,
                    "told_before": told_before,
                },
            )
        )

    async def _tell(self, day: date, found: BilledRefund) -> None:
        """The page, and whatever shows the payment."""
        case = await self.ground.run(
            lambda stores: stores.applications.of_payment(self.mchid, found.transaction_id)
        )
        self.ground.publish(BillsChanged(day))
        if case:
            self.ground.publish(ApplicationsChanged(tuple(one.id for one in case)))


def _still_open(stores: Stores, refund_id: RefundId) -> tuple[date, BilledRefund]:
    """The billed refund, unless it is known here by now."""
    try:
        day, found = stores.bills.refund(refund_id)
    except KeyError:
        raise RuleBrokenError("found.gone") from None
    try:
        ours = stores.refunds.by_number(OutRefundNo(found.number))
    except BadValueError:
        ours = None
    if ours is not None or stores.bills.mark(found.number) is not None:
        raise RuleBrokenError("found.recorded")
    return day, found
