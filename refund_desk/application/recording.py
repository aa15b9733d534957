"""Writing down what a send or a query brought, and letting the rest of the desk know."""

from __future__ import annotations

from datetime import timedelta

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_answers import write_outcome
from refund_desk.application.outcomes import Accepted, SubmitOutcome, why_halted
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.refund import Refund, RefundState


async def record(
    ground: Ground, refund_id: int, outcome: SubmitOutcome, *, asked: bool = False
) -> Refund:
    """The refund after an outcome, durable; all sending stops when it says the keys are wrong.

    `asked` says that a person waits for the answer: it is told also when nothing has changed.

    Raises a `StorageError` when the disk did not take it: then nobody knows it here yet.
    """
    now = ground.now()
    far_now = now + timedelta(seconds=ground.clock.far_offset_s() or 0.0)
    if not isinstance(outcome, Accepted) and outcome.halts:
        ground.gate.halt(why_halted(outcome.code))

    def work(stores: Stores) -> tuple[RefundState, Refund]:
        before = stores.refunds.get(refund_id).state
        return before, write_outcome(stores, refund_id, outcome, now=now, far_now=far_now)

    before, refund = await ground.run(work)
    ground.tell(refund, again=refund.state is before and not asked)
    return refund
