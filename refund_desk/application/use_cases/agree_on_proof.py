"""Agree now and refund once a named proof is there: the agreement is durable, the money waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.approve_application import ensure_may_plan
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.negotiation import AwaitedProof, ProofKind
from refund_desk.domain.refund_application import (
    TO_DO_STATES,
    WAITING_STATES,
    ApplicationState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeOnProof:
    """A person's "agree, once this proof is there"; nothing is planned and no money moves."""

    ground: Ground

    async def __call__(self, command: ApproveCommand, kind: ProofKind) -> None:
        """AGREED_WAITING_PROOF, with all that was agreed.

        Raises `RuleBrokenError` as `ApproveApplication` does: what could not be refunded now is not
        promised either.
        """
        self.ground.gate.ensure_open()
        now = self.ground.now()
        await self.ground.run(lambda stores: _agree(stores, command, kind, now))
        self.ground.publish(ApplicationsChanged((command.application_id,)))


def _agree(stores: Stores, command: ApproveCommand, kind: ProofKind, now: datetime) -> None:
    """Check every rule of an approval; then write the agreement, its state and its line."""
    plan = ensure_may_plan(stores, command, now)
    application = plan.application
    if application.state not in TO_DO_STATES | WAITING_STATES:
        raise RuleBrokenError("ended")
    negotiation = kept_negotiation(stores, application.id)
    standing = negotiation.awaited_proof
    stood = standing.stood if standing is not None else _back_to(application.state)
    awaited = AwaitedProof(
        kind=kind,
        agreed_at=now,
        amount=command.amount,
        asked=application.asked,
        refundable=command.seen_refundable,
        reason=command.reason.strip(),
        reply_text=command.reply_text.strip(),
        parts=command.parts,
        red=plan.red,
        before_goods=command.before_goods,
        stood=stood,
        actor=command.actor,
    )
    keep_negotiation(stores, application.id, replace(negotiation, proof=awaited))
    moved = application.move_to(ApplicationState.AGREED_WAITING_PROOF, now=now)
    stores.applications.replace(replace(moved, unread=False, changed_at=now))
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=command.actor,
            action=AuditAction.PROOF_AGREED,
            application_id=application.id,
            facts={
                "amount_fen": command.amount.count,
                "asked_fen": application.asked.count,
                "proof": kind.value,
                "before": application.state.value,
                "after": moved.state.value,
                **({"red": ",".join(plan.red)} if plan.red else {}),
                **({"before_goods": True} if plan.goods_come_first else {}),
            },
            personal={"reason": awaited.reason},
        )
    )


def _back_to(state: ApplicationState) -> ApplicationState:
    """Where it stands once the proof is there: an offer that was overtaken is not waited for."""
    overtaken = {ApplicationState.WAITING_CUSTOMER, ApplicationState.AGREED_WAITING_PROOF}
    return ApplicationState.OPEN if state in overtaken else state
