"""Pick one of the orders that a complaint names; each pick is its own refund (decisions.md 2.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.complaint_orders import kept_orders, number_of
from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import order_missing_of, orders_of
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.refund_application import ApplicationState


@dataclass(frozen=True, slots=True, kw_only=True)
class PickOrder:
    """The owner says which order the next refund is about."""

    ground: Ground

    async def __call__(self, application_id: int, number: str) -> None:
        """Let the case be about the order of this `OrderChoice.number`.

        Raises `RuleBrokenError`: `order.none` when the complaint names no such order, `ended`,
        `ref.dup` while a refund of this application may still move.
        """
        now = self.ground.now()
        await self.ground.run(lambda stores: _pick(stores, application_id, number, now))
        self.ground.publish(ApplicationsChanged((application_id,)))


def _pick(stores: Stores, application_id: int, number: str, now: datetime) -> None:
    """The transaction of the pick."""
    application = stores.applications.get(application_id)
    orders = kept_orders(stores.settings.get(orders_of(application_id)))
    picked = next((order for order in orders if number and number_of(order) == number), None)
    if picked is None:
        raise RuleBrokenError("order.none")
    if application.is_final and application.state is not ApplicationState.REFUNDED:
        raise RuleBrokenError("ended")
    if not all(refund.is_final for refund in stores.refunds.of_application(application_id)):
        raise RuleBrokenError("ref.dup")
    stores.settings.put(order_missing_of(application_id), None)
    stores.applications.replace(
        replace(
            application,
            transaction_id=picked.transaction_id,
            out_trade_no=picked.out_trade_no,
            order_amount=picked.amount,
        )
    )
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=OWNER,
            action=AuditAction.ORDER_PICKED,
            application_id=application_id,
            facts={
                "before": application.out_trade_no or application.transaction_id or "",
                "after": number,
            },
        )
    )
