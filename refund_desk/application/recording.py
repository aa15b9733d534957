"""Writing down what a send or a query brought, and letting the rest of the desk know."""

from __future__ import annotations

from datetime import timedelta

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_answers import write_outcome
from refund_desk.application.outcomes import Accepted, SubmitOutcome, why_halted
from refund_desk.domain.refund import Refund


async def record(ground: Ground, refund_id: int, outcome: SubmitOutcome) -> Refund:
    """The refund after an outcome, durable; all sending stops when it says the keys are wrong.

    Raises a `StorageError` when the disk did not take it: then nobody knows it here yet.
    """
    now = ground.now()
    far_now = now + timedelta(seconds=ground.clock.far_offset_s() or 0.0)
    if not isinstance(outcome, Accepted) and outcome.halts:
        ground.gate.halt(why_halted(outcome.code))
    refund = await ground.run(
        lambda stores: write_outcome(stores, refund_id, outcome, now=now, far_now=far_now)
    )
    ground.tell(refund)
    return refund
