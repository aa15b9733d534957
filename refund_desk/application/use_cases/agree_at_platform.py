"""Agree to an application whose platform returns the money: a message, never a refund of ours."""

from __future__ import annotations

from dataclasses import dataclass

from refund_desk.application.ground import Ground
from refund_desk.application.platform_refunds import ensure_not_paid_here, platform_moves
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import OutboxChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import RefundApplication

_DECISIONS = frozenset({OutboxKind.APPROVE, OutboxKind.REJECT, OutboxKind.RETURN, OutboxKind.OFFER})


@dataclass(slots=True, kw_only=True)
class AgreeAtPlatform:
    """A person's "agree" where the platform pays: the outbox says it once."""

    ground: Ground

    async def __call__(
        self, application_id: int, *, seen_amount: Fen, actor: str = OWNER
    ) -> OutboxEntry:
        """The waiting message, durable. The platform pays what is asked, `seen_amount` (fen).

        It is read again at the platform before it is said, and refused there when the sum is no
        longer this one. Raises `RuleBrokenError`: `platform.not`, `ended`, `changed.amount`,
        `rejecting` while another decision is on its way, `ref.dup` or `platform.paid` where a
        refund of this desk stands against it, or why sending is stopped.
        """
        self.ground.gate.ensure_open()

        def work(stores: Stores) -> OutboxEntry:
            return self._queue(stores, application_id, seen_amount, actor)

        entry = await self.ground.run(work)
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
        )
        return entry

    async def ensure(self, application_id: int, *, seen_amount: Fen) -> None:
        """Raise what the press itself would raise now; nothing is written."""
        self.ground.gate.ensure_open()
        await self.ground.run(lambda stores: _ensured(stores, application_id, seen_amount))

    def _queue(
        self, stores: Stores, application_id: int, seen_amount: Fen, actor: str
    ) -> OutboxEntry:
        application = _ensured(stores, application_id, seen_amount)
        now = self.ground.now()
        entry = stores.outbox.add(
            OutboxEntry(
                id=0,
                application_id=application_id,
                kind=OutboxKind.APPROVE,
                state=OutboxState.WAITING,
                created_at=now,
                next_try_at=now,
                actor=actor,
                amount=seen_amount,
            )
        )
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=actor,
                action=AuditAction.AGREED_AT_PLATFORM,
                application_id=application_id,
                facts={"amount_fen": seen_amount.count, "source": application.source.value},
            )
        )
        return entry


def _ensured(stores: Stores, application_id: int, seen_amount: Fen) -> RefundApplication:
    """The application, where it can be agreed to as it was seen."""
    application = stores.applications.get(application_id)
    if not platform_moves(application):
        raise RuleBrokenError("platform.not")
    if application.is_final:
        raise RuleBrokenError("ended")
    if application.asked != seen_amount:
        raise RuleBrokenError("changed.amount", max_fen=application.asked.count)
    said = stores.outbox.of_application(application_id)
    if any(e.kind in _DECISIONS and e.state in OPEN_OUTBOX_STATES for e in said):
        raise RuleBrokenError("rejecting")
    ensure_not_paid_here(stores, application)
    return application
