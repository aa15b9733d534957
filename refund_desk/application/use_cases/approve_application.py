"""Agree to an application: plan its refund, so that the undo window can begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.case_rules import case_facts
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.application.press import keep_press, press_for
from refund_desk.application.use_cases.words import (
    ensure_refund_reason_fits,
    ensure_reply_fits,
)
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.paid_order import PaidOrder, ensure_refundable, remainder_of
from refund_desk.domain.policy import ShopPolicy, Verdict, findings_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication


@dataclass(slots=True, kw_only=True)
class ApproveApplication:
    """A person's "agree": writes a PLANNED refund; nothing is sent yet."""

    ground: Ground
    policy: ShopPolicy

    async def __call__(self, command: ApproveCommand) -> Refund:
        """The planned refund, durable.

        Raises `RuleBrokenError`: `ended`, `order.none`, `order.unread`, `ref.dup`, `rejecting`,
        `amt.zero`, `amt.too_much`, `ref.wait1m`, `ref.old`, `ref.fifty`, `changed.amount`,
        `red.tick`, `elsewhere`, `reason.long`, `reply.long`, or why sending is stopped.
        """
        self.ground.gate.ensure_open()
        ensure_refund_reason_fits(command.reason)
        if command.reply_text:
            ensure_reply_fits(command.reply_text)
        now = self.ground.now()
        try:
            refund = await self.ground.run(lambda stores: self._plan(stores, command, now))
        except AlreadyExistsError:
            raise RuleBrokenError("ref.dup") from None
        self.ground.tell(refund)
        return refund

    def _plan(self, stores: Stores, command: ApproveCommand, now: datetime) -> Refund:
        """Check every rule and write the plan, in one transaction."""
        application = stores.applications.get(command.application_id)
        order = _order_to_refund(stores, application)
        refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
        elsewhere = stores.orders.elsewhere(order.mchid, order.transaction_id) or NOTHING
        ensure_refundable(order, refunds, asked=command.amount, elsewhere=elsewhere, now=now)
        left = remainder_of(order.total, refunds, elsewhere=elsewhere).refundable
        if left != command.seen_refundable:
            raise RuleBrokenError("changed.amount", max_fen=left.count)
        # The tick 我知道 is about exactly the rules that are red now.
        found = findings_of(case_facts(stores, application, order, now=now), self.policy)
        red = tuple(finding.rule for finding in found if finding.verdict is Verdict.RED)
        if "elsewhere" in red:
            raise RuleBrokenError("elsewhere")
        if red and not command.red_accepted:
            raise RuleBrokenError("red.tick")
        refund = stores.refunds.add(_planned(command, order, now))
        keep_press(stores, refund.id, press_for(application))
        stores.applications.replace(replace(application, unread=False, marked=""))
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=command.actor,
                action=AuditAction.PLANNED,
                application_id=application.id,
                refund_id=refund.id,
                facts={
                    "transaction_id": refund.transaction_id,
                    "amount_fen": refund.amount.count,
                    "asked_fen": application.asked.count,
                    **({"red": ",".join(red)} if red else {}),
                },
                personal={"reason": command.reason},
            )
        )
        return refund


def _order_to_refund(stores: Stores, application: RefundApplication) -> PaidOrder:
    """The payment to refund; raises `RuleBrokenError` when there is nothing to press for."""
    if application.is_final and application.state is not ApplicationState.REFUNDED:
        raise RuleBrokenError("ended")
    if any(
        entry.kind is OutboxKind.REJECT and entry.state in OPEN_OUTBOX_STATES
        for entry in stores.outbox.of_application(application.id)
    ):
        raise RuleBrokenError("rejecting")
    if application.transaction_id is None:
        raise RuleBrokenError("order.none")
    order = stores.orders.order(application.mchid, application.transaction_id)
    if order is None:
        raise RuleBrokenError("order.unread")
    return order


def _planned(command: ApproveCommand, order: PaidOrder, now: datetime) -> Refund:
    """The refund as the person wants it, without a number yet."""
    return Refund(
        id=0,
        application_id=command.application_id,
        mchid=order.mchid,
        transaction_id=order.transaction_id,
        amount=command.amount,
        order_total=order.total,
        reason=command.reason.strip(),
        state=RefundState.PLANNED,
        planned_at=now,
        pressed_at=now,
        actor=command.actor,
        reply_text=command.reply_text.strip(),
    )
