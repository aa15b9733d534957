"""The ladder: asking WeChat Pay for the numbers of a payment that this ledger has no answer for.

WeChat Pay has no list of refunds of an order. But our numbers follow from the payment alone, so a
restored backup or a second PC can ask for them one by one (decisions.md 1.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_answers import arrival_of, write_found
from refund_desk.application.outcomes import Accepted, NoSuchRefund, RefundReport
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.application.recording import record
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import ORDINAL_MAX, OutRefundNo
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.settling import next_ask

# Two answers "no such refund" in a row end the ladder; a wrong end leads to adoption, never to a
# second payment.
_ENDS_AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Finds what WeChat Pay has of a payment and this ledger has not.

    `practice` chooses the prefix of the numbers.
    """

    ground: Ground
    refunds: RefundGateway
    practice: bool

    async def __call__(self, order: PaidOrder) -> str:
        """Record what is found; the key of a sentence when no refund may be sent now.

        `net.off` when a rung could not be read, `adopted` when something new was found,
        `elsewhere` when WeChat Pay says "refunded" and nobody here knows of it.
        """
        known = await self._known(order)
        told = await self._told(order)
        if not await self._ask_unanswered(known):
            return "net.off"
        given_up_elsewhere = await self._told(order) != told
        used = {refund.ordinal for refund in known}
        found = await self._climb(order, used)
        if found is None:
            return "net.off"
        if found or given_up_elsewhere:
            return "adopted"
        known = await self._known(order)
        explained = any(refund.accepted_at is not None for refund in known)
        return "" if explained or told is not None else "elsewhere"

    async def _told(self, order: PaidOrder) -> Fen | None:
        """What counts as refunded elsewhere now."""
        return await self.ground.run(
            lambda stores: stores.orders.elsewhere(order.mchid, order.transaction_id)
        )

    async def _known(self, order: PaidOrder) -> tuple[Refund, ...]:
        """The refunds of the payment that the ledger has now."""
        return await self.ground.run(
            lambda stores: stores.refunds.of_payment(order.mchid, order.transaction_id)
        )

    async def _ask_unanswered(self, known: Iterable[Refund]) -> bool:
        """Ask about our own numbers that have no answer yet; False when one could not be read.

        They come first: a refund of ours whose answer was lost explains "refunded", and must not
        be taken for somebody else's. A number that was given up here may have been used by another
        desk since: what went under it counts from now on.
        """
        for refund in known:
            if refund.out_refund_no is None or refund.accepted_at is not None:
                continue
            answer = await self.refunds.query(refund.out_refund_no)
            if isinstance(answer, Accepted):
                await record(self.ground, refund.id, answer)
            elif not isinstance(answer, NoSuchRefund):
                return False
        return True

    async def _climb(self, order: PaidOrder, used: set[int | None]) -> int | None:
        """Ask from the lowest unused ordinal on; how many were found, None without an answer.

        Each find is kept at once, so that a climb that is broken off is shorter the next time.
        """
        found, missed = 0, 0
        for ordinal in range(1, ORDINAL_MAX + 1):
            if ordinal in used:
                continue
            number = OutRefundNo.derive(order.transaction_id, ordinal, practice=self.practice)
            answer = await self.refunds.query(number)
            if isinstance(answer, NoSuchRefund):
                missed += 1
                if missed == _ENDS_AFTER:
                    break
                continue
            if not isinstance(answer, Accepted):
                return None
            report = answer.report
            if (report.transaction_id, report.order_total) != (order.transaction_id, order.total):
                return None
            await self._keep(order, ordinal, report)
            found, missed = found + 1, 0
        return found

    async def _keep(self, order: PaidOrder, ordinal: int, report: RefundReport) -> None:
        """Keep one found refund; another process may have been quicker."""
        now = self.ground.now()

        def work(stores: Stores) -> Refund:
            owner = _owner(stores, order, report)
            return write_found(stores, found_refund(order, ordinal, report, owner, now), now=now)

        try:
            self.ground.tell(await self.ground.run(work))
        except AlreadyExistsError:
            return


def found_refund(
    order: PaidOrder, ordinal: int, report: RefundReport, application_id: int | None, now: datetime
) -> Refund:
    """A refund row made of what WeChat Pay says of it."""
    settled = report.state in {RefundState.SUCCEEDED, RefundState.CLOSED}
    refund = Refund(
        id=0,
        application_id=application_id,
        mchid=order.mchid,
        transaction_id=order.transaction_id,
        amount=report.amount,
        order_total=order.total,
        reason="",
        state=report.state,
        planned_at=now,
        actor=SYSTEM,
        ordinal=ordinal,
        out_refund_no=report.out_refund_no,
        accepted_at=report.created_at,
        settled_at=(report.succeeded_at or now) if settled else None,
        refund_id=report.refund_id,
        payer_refund=report.payer_refund,
        received_by=report.received_by,
        channel=report.channel,
        arrived_at=arrival_of(report),
        adopted=True,
        last_asked_at=now,
    )
    return replace(refund, next_ask_at=next_ask(refund, now=now))


def _owner(stores: Stores, order: PaidOrder, report: RefundReport) -> int | None:
    """The application that a found refund answers: the only open one, if it is covered whole.

    With two of them nobody knows, and to end the wrong one would hide a buyer who waits.
    """
    case = stores.applications.of_payment(order.mchid, order.transaction_id)
    open_ones = [application for application in case if not application.is_final]
    if len(open_ones) != 1 or report.amount < open_ones[0].asked:
        return None
    return open_ones[0].id
