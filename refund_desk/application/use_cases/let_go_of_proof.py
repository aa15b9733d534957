"""Take back an agreement that waits for a proof: nothing was planned, and nothing is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.give_proof import awaited_of
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.events import ApplicationsChanged

# Why a person's line in the trail is not the one of an agreement that ended by itself.
TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGoOfProof:
    """A person's "not like this after all"; the application is to be decided anew."""

    ground: Ground

    async def __call__(self, application_id: int) -> None:
        """Back to the state before the agreement; no money moves and nobody is told.

        Raises `RuleBrokenError("proof.none")` where no proof is waited for.
        """
        now = self.ground.now()
        await self.ground.run(lambda stores: _let_go(stores, application_id, now))
        self.ground.publish(ApplicationsChanged((application_id,)))


def _let_go(stores: Stores, application_id: int, now: datetime) -> None:
    application, awaited = awaited_of(stores, application_id)
    before = kept_negotiation(stores, application_id)
    keep_negotiation(stores, application_id, replace(before, proof=None))
    back = application.move_to(awaited.stood, now=now)
    stores.applications.replace(replace(back, unread=False, changed_at=now))
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=OWNER,
            action=AuditAction.PROOF_LET_GO,
            application_id=application_id,
            facts={
                "amount_fen": awaited.amount.count,
                "proof": awaited.kind.value,
                "before": application.state.value,
                "after": back.state.value,
                "why": TAKEN_BACK,
            },
        )
    )
