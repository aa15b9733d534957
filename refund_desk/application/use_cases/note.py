"""What a person tells the desk: sums refunded elsewhere, settled outside, drafts, looks at a phone."""

from __future__ import annotations

from dataclasses import replace

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.transactions import Stores, Transactions
from refund_desk.application.use_cases.say import draft_name
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import BLOCKING_STATES, RefundState
from refund_desk.domain.refund_application import ApplicationState

NOTE_CHARACTERS_MAX = 200


class Note:
    """Small durable facts, each with its audit line where it matters."""

    def __init__(self, transactions: Transactions, clock: Clock, events: EventSink) -> None:
        """Take the ledger."""
        self._transactions = transactions
        self._clock = clock
        self._events = events

    async def draft(self, application_id: int, text: str) -> None:
        """Keep an unsent text; empty removes it."""
        await self._transactions.run(
            lambda stores: stores.settings.put(draft_name(application_id), text or None)
        )

    async def reveal_phone(self, application_id: int, *, actor: str = OWNER) -> str:
        """The full phone number; the audit line is durable before this returns."""

        def work(stores: Stores) -> str:
            phone = stores.applications.get(application_id).payer_phone
            self._audit(stores, AuditAction.REVEALED, application_id, actor, {"what": "phone"})
            return phone

        return await self._transactions.run(work)

    async def elsewhere(
        self, application_id: int, amount: Fen, note: str, *, actor: str = OWNER
    ) -> None:
        """The sum that was refunded without this ledger (fen), as the owner knows it.

        Raises `RuleBrokenError`: `order.unread`, `amt.too_much`, `note.long`.
        """
        _ensure_note(note)

        def work(stores: Stores) -> None:
            application = stores.applications.get(application_id)
            number = application.transaction_id
            order = stores.orders.order(application.mchid, number) if number else None
            if order is None:
                raise RuleBrokenError("order.unread")
            if amount > order.total:
                raise RuleBrokenError("amt.too_much", max_fen=order.total.count)
            stores.orders.put_elsewhere(order.mchid, order.transaction_id, amount)
            facts: dict[str, str | int | bool] = {
                "transaction_id": order.transaction_id,
                "amount_fen": amount.count,
            }
            self._audit(stores, AuditAction.ELSEWHERE, application_id, actor, facts, {"note": note})

        await self._transactions.run(work)
        self._events.publish(ApplicationsChanged((application_id,)))

    async def settled_outside(self, application_id: int, note: str, *, actor: str = OWNER) -> None:
        """End an application that was settled without WeChat Pay.

        Raises `RuleBrokenError`: `note.long`, `ended`, `ref.dup` while money of ours may still move.
        """
        _ensure_note(note)

        def work(stores: Stores) -> None:
            application = stores.applications.get(application_id)
            if application.is_final:
                raise RuleBrokenError("ended")
            moving = BLOCKING_STATES | {RefundState.PROCESSING, RefundState.ABNORMAL}
            if any(r.state in moving for r in stores.refunds.of_application(application_id)):
                raise RuleBrokenError("ref.dup")
            ended = replace(application, problem=False).move_to(
                ApplicationState.SETTLED_OUTSIDE, now=self._clock.now()
            )
            stores.applications.replace(ended)
            self._audit(
                stores, AuditAction.SETTLED_OUTSIDE, application_id, actor, {}, {"note": note}
            )

        await self._transactions.run(work)
        self._events.publish(ApplicationsChanged((application_id,)))

    def _audit(  # noqa: PLR0913 - one audit line
        self,
        stores: Stores,
        action: AuditAction,
        application_id: int,
        actor: str,
        facts: dict[str, str | int | bool],
        personal: dict[str, str] | None = None,
    ) -> None:
        """One line of the trail."""
        stores.audit.append(
            AuditEntry(
                at=self._clock.now(),
                actor=actor,
                action=action,
                application_id=application_id,
                facts=facts,
                personal=personal,
            )
        )


def _ensure_note(note: str) -> None:
    """Raise `RuleBrokenError("note.long")` unless the note has 1..200 characters."""
    if not 1 <= len(note.strip()) <= NOTE_CHARACTERS_MAX:
        raise RuleBrokenError("note.long")
