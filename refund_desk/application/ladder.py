"""The ladder: asking WeChat Pay for the numbers of a payment that this ledger has not used.

WeChat Pay has no list of refunds of an order. But our numbers follow from the payment alone, so a
restored backup or a second PC can ask for them one by one (decisions.md 1.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import write_found
from refund_desk.application.outcomes import Accepted, NoSuchRefund, RefundReport
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.events import RefundChanged
from refund_desk.domain.identifiers import ORDINAL_MAX, OutRefundNo
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.settling import next_ask

# Two answers "no such refund" in a row end the ladder; a wrong end leads to adoption, never to a
# second payment.
_ENDS_AFTER = 2


@dataclass(slots=True, kw_only=True)
class Ladder:
    """Finds what WeChat Pay has of a payment and this ledger has not.

    `practice` chooses the prefix of the numbers.
    """

    ground: Ground
    refunds: RefundGateway
    practice: bool

    async def __call__(self, order: PaidOrder, refund: Refund | None = None) -> str:
        """Record what is found; the key of a sentence when `refund` (planned) must not be sent.

        `net.off` when a rung could not be read, `adopted` when something was found, `elsewhere`
        when WeChat Pay says "refunded" and nobody here knows of it.
        """
        known = await self.ground.run(
            lambda stores: stores.refunds.of_payment(order.mchid, order.transaction_id)
        )
        found = await self._climb(order, {r.ordinal for r in known if r.ordinal is not None})
        if found is None:
            return "net.off"
        application_id = refund.application_id if refund else None
        for ordinal, report in found:
            await self._record(order, ordinal, report, application_id)
        if found:
            return "adopted"
        if any(r.accepted_at is not None for r in known):
            return ""
        told = await self.ground.run(
            lambda stores: stores.orders.elsewhere(order.mchid, order.transaction_id)
        )
        return "elsewhere" if told is None else ""

    async def _climb(
        self, order: PaidOrder, used: set[int]
    ) -> list[tuple[int, RefundReport]] | None:
        """Ask from the lowest unused ordinal on; None when a rung gave no answer."""
        found: list[tuple[int, RefundReport]] = []
        missed = 0
        for ordinal in range(1, ORDINAL_MAX + 1):
            if ordinal in used:
                continue
            number = OutRefundNo.derive(order.transaction_id, ordinal, practice=self.practice)
            answer = await self.refunds.query(number)
            if isinstance(answer, Accepted):
                found.append((ordinal, answer.report))
                missed = 0
            elif isinstance(answer, NoSuchRefund):
                missed += 1
                if missed == _ENDS_AFTER:
                    return found
            else:
                return None
        return found

    async def _record(
        self, order: PaidOrder, ordinal: int, report: RefundReport, application_id: int | None
    ) -> None:
        """Keep one found refund; another process may have been quicker."""
        now = self.ground.now()
        try:
            kept = await self.ground.run(
                lambda stores: write_found(
                    stores,
                    found_refund(
                        order, ordinal, report, _owner(stores, application_id, report), now=now
                    ),
                    now=now,
                )
            )
        except AlreadyExistsError:
            return
        self.ground.publish(
            RefundChanged(kept.application_id, kept.id, kept.state, kept.amount, "adopted", True)
        )


def found_refund(
    order: PaidOrder,
    ordinal: int,
    report: RefundReport,
    application_id: int | None,
    *,
    now: datetime,
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
        arrived_at=_arrival(report),
        adopted=True,
        last_asked_at=now,
    )
    return _with_next_ask(refund, now)


def _with_next_ask(refund: Refund, now: datetime) -> Refund:
    """The refund with its first ask planned."""
    return replace(refund, next_ask_at=next_ask(refund, now=now))


def _arrival(report: RefundReport) -> ArrivedAt | None:
    """Where its money is."""
    if report.state is not RefundState.SUCCEEDED:
        return None
    return ArrivedAt.SHOP if report.to_shop else ArrivedAt.PAYER


def _owner(stores: Stores, application_id: int | None, report: RefundReport) -> int | None:
    """The application that a found refund answers: only one that it covers whole."""
    if application_id is None:
        return None
    application = stores.applications.get(application_id)
    covers = not application.is_final and report.amount >= application.asked
    return application_id if covers else None
