"""What a person tells the desk: sums refunded elsewhere, drafts, phone looks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import note_told
from refund_desk.application.setting_names import draft_of
from refund_desk.application.use_cases.words import ensure_note_fits, whole_text
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import NOTHING, Fen


@dataclass(slots=True, kw_only=True)
class Note:
    """Small durable facts, each with its audit line where it matters."""

    ground: Ground

    async def draft(self, application_id: int, text: str) -> None:
        """Keep an unsent text; empty removes it."""
        await self.ground.run(
            lambda stores: stores.settings.put(draft_of(application_id), whole_text(text) or None)
        )

    async def seen(self, application_ids: tuple[int, ...]) -> None:
        """Mark these applications read."""

        def work(stores: Stores) -> None:
            for application_id in application_ids:
                application = stores.applications.get(application_id)
                if application.unread:
                    stores.applications.replace(replace(application, unread=False))

        await self.ground.run(work)
        self.ground.publish(ApplicationsChanged(application_ids))

    async def reveal_phone(self, application_id: int, *, actor: str = OWNER) -> str:
        """The full phone number; the audit line is durable before this returns."""

        def work(stores: Stores) -> str:
            phone = stores.applications.get(application_id).payer_phone
            line = self._line(AuditAction.REVEALED, application_id, actor)
            stores.audit.append(replace(line, facts={"what": "phone"}))
            return phone

        return await self.ground.run(work)

    async def elsewhere(
        self, application_id: int, amount: Fen, note: str, *, actor: str = OWNER
    ) -> None:
        """The sum that was refunded without this ledger (fen), as the owner knows it.

        It is asked for while nobody knows a sum. What is known by now is not lowered: another desk
        may have used a number that was given up here.

        Raises `RuleBrokenError`: `order.unread`, `amt.too_much`, `note.long`, and `changed.amount`
        when more than this is known to have been refunded.
        """
        ensure_note_fits(note)

        def work(stores: Stores) -> None:
            application = stores.applications.get(application_id)
            number = application.transaction_id
            order = stores.orders.order(application.mchid, number) if number else None
            if order is None:
                raise RuleBrokenError("order.unread")
            if amount > order.total:
                raise RuleBrokenError("amt.too_much", max_fen=order.total.count)
            before = stores.orders.elsewhere(order.mchid, order.transaction_id)
            if before is not None and amount < before:
                raise RuleBrokenError("changed.amount")
            stores.orders.put_elsewhere(order.mchid, order.transaction_id, amount)
            more = Fen(amount.count - (before or NOTHING).count)
            for refund in stores.refunds.of_payment(order.mchid, order.transaction_id):
                note_told(stores, refund.id, more)
            facts: dict[str, str | int | bool] = {
                "transaction_id": order.transaction_id,
                "amount_fen": amount.count,
                "before": "" if before is None else str(before.count),
                "after": str(amount.count),
            }
            line = self._line(AuditAction.ELSEWHERE, application_id, actor)
            stores.audit.append(replace(line, facts=facts, personal={"note": note}))

        await self.ground.run(work)
        self.ground.publish(ApplicationsChanged((application_id,)))

    def _line(self, action: AuditAction, application_id: int, actor: str) -> AuditEntry:
        """A line of the trail, still without what it tells."""
        return AuditEntry(
            at=self.ground.now(), actor=actor, action=action, application_id=application_id
        )
