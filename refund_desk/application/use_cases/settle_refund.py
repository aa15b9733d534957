"""Ask WeChat Pay about a refund until it is final, and send it again only when nothing is there."""

from __future__ import annotations

from dataclasses import dataclass

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import write_asked, write_given_up, write_not_taken
from refund_desk.application.outcomes import Accepted, NoSuchRefund, Refused, Unknown
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.settling import RESEND_WITHIN

# The one code of a refusal that is believed only after a query found nothing (decisions.md 2.2).
ASK_FIRST_CODE = "INVALID_REQUEST"
NOT_TAKEN = "not_taken"
_ASKED_ABOUT = frozenset(
    {RefundState.UNKNOWN, RefundState.PROCESSING, RefundState.ABNORMAL, RefundState.REFUSED}
)


@dataclass(slots=True, kw_only=True)
class SettleRefund:
    """The queries that end doubt and waiting, and a person's ways out of REFUSED and ABNORMAL."""

    ground: Ground
    refunds: RefundGateway
    submit: SubmitRefund

    async def __call__(self, refund_id: int) -> None:
        """Ask once about a refund in doubt or under way, and write down what is known then."""
        refund = await self._get(refund_id)
        if refund.out_refund_no is None or refund.state not in _ASKED_ABOUT:
            return
        answer = await self.refunds.query(refund.out_refund_no)
        if isinstance(answer, Accepted | Unknown):
            await self.submit.record(refund_id, answer)
        elif refund.state is RefundState.UNKNOWN:
            await self._not_there(refund)
        else:
            # "No such refund" about one that was accepted contradicts itself: ask again later.
            await self._ask_later(refund_id)

    async def proceed(self, refund_id: int, *, actor: str = OWNER) -> None:
        """A person's 继续退款: send a REFUSED refund again under its number.

        Raises `RuleBrokenError` with the reason when it may not be sent now.
        """
        self.ground.gate.ensure_open()
        refund = await self._get(refund_id)
        if refund.state is not RefundState.REFUSED:
            raise RuleBrokenError("ref.dup")
        if why := await self.submit.resend(refund, actor=actor):
            raise RuleBrokenError(why)

    async def give_up(self, refund_id: int, *, actor: str = OWNER) -> None:
        """A person's 不退了: only after a verified query says that nothing was taken.

        Raises `RuleBrokenError`: `give_up.unread` when nobody knows, `give_up.taken` when WeChat
        Pay has the refund after all (it is recorded then).
        """
        refund = await self._get(refund_id)
        if refund.state is not RefundState.REFUSED or refund.out_refund_no is None:
            raise RuleBrokenError("give_up.unread")
        answer = await self.refunds.query(refund.out_refund_no)
        if isinstance(answer, Accepted):
            await self.submit.record(refund_id, answer)
            raise RuleBrokenError("give_up.taken")
        if not isinstance(answer, NoSuchRefund) or not answer.signed:
            raise RuleBrokenError("give_up.unread")
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_given_up(stores, refund_id, actor=actor, now=self.ground.now())
            )
        )

    async def return_to_shop(self, refund_id: int, *, actor: str = OWNER) -> None:
        """A person's 退回本店 for an ABNORMAL refund; read back first, never repeated blindly.

        Raises `RuleBrokenError` when it is not abnormal any more or WeChat Pay refuses.
        """
        self.ground.gate.ensure_open()
        await self(refund_id)
        refund = await self._get(refund_id)
        if refund.state is not RefundState.ABNORMAL:
            raise RuleBrokenError("abnormal.gone")
        await self.ground.run(
            lambda stores: stores.audit.append(
                AuditEntry(
                    at=self.ground.now(),
                    actor=actor,
                    action=AuditAction.ABNORMAL_HANDLED,
                    application_id=refund.application_id,
                    refund_id=refund.id,
                    facts={"amount_fen": refund.amount.count, "to": "shop"},
                )
            )
        )
        outcome = await self.refunds.return_to_shop(refund)
        if isinstance(outcome, Refused):
            raise RuleBrokenError("abnormal.refused")
        await self.submit.record(refund_id, outcome)

    async def _not_there(self, refund: Refund) -> None:
        """A doubt whose number WeChat Pay has not: say no, send again, or wait for a person."""
        if refund.why == ASK_FIRST_CODE:
            await self._not_taken(refund.id, refund.why)
            return
        pressed = refund.pressed_at or refund.planned_at
        if self.ground.now() - pressed > RESEND_WITHIN:
            await self._not_taken(refund.id, NOT_TAKEN)
            return
        why = await self.submit.resend(refund)
        if why.startswith(("changed", "order", "adopted", "elsewhere")):
            await self._not_taken(refund.id, why)
        elif why:
            await self._ask_later(refund.id)

    async def _not_taken(self, refund_id: int, why: str) -> None:
        """Write "WeChat Pay did not take it", and tell."""
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_not_taken(stores, refund_id, why, now=self.ground.now())
            )
        )

    async def _ask_later(self, refund_id: int) -> None:
        """Count the ask and plan the next."""
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_asked(stores, refund_id, now=self.ground.now())
            )
        )

    async def _get(self, refund_id: int) -> Refund:
        """The refund as the ledger has it."""
        return await self.ground.run(lambda stores: stores.refunds.get(refund_id))
