"""Ask WeChat Pay about a refund until it is final, and send it again only when nothing is there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_answers import write_asked, write_not_taken
from refund_desk.application.ledger_steps import write_given_up
from refund_desk.application.outcomes import Accepted, NoSuchRefund, Unknown
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import keep_press, kept_press, press_for
from refund_desk.application.recording import record
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.audit import OWNER
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.settling import RESEND_WITHIN

# The one code of a refusal that is believed only after a query found nothing (decisions.md 2.2).
ASK_FIRST_CODE = "INVALID_REQUEST"
NOT_TAKEN = "not_taken"
_ASKED_ABOUT = frozenset(
    {RefundState.UNKNOWN, RefundState.PROCESSING, RefundState.ABNORMAL, RefundState.REFUSED}
)
# Money of this payment moved without this refund: going on could pay a second time. The way from
# here is to give it up and to agree anew, with the remainder and the red checks in sight.
_ADOPTED = "adopted"
# Reasons against a re-send that pass by themselves; every other one is for a person to judge.
# A payment or a complaint does not vanish: one 404 about it concludes nothing.
_PASSING = (
    *("net.", "far.", "key.", "clock.", "undo.", "restored"),
    *("order.none", "changed.gone", "ref.wait1m"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRefund:
    """The queries that end doubt and waiting, and a person's ways out of REFUSED."""

    ground: Ground
    refunds: RefundGateway
    submit: SubmitRefund

    async def __call__(self, refund_id: int, *, asked: bool = False) -> None:
        """Ask once about a refund in doubt or under way, and write down what is known then.

        `asked` says that a person pressed 重新查询: the answer is told also when it is the old one.
        """
        refund = await self._get(refund_id)
        if refund.state not in _ASKED_ABOUT:
            return
        answer = await self.refunds.query(refund.number)
        if isinstance(answer, Accepted | Unknown):
            await record(self.ground, refund_id, answer, asked=asked)
        elif refund.state is RefundState.UNKNOWN:
            await self._not_there(refund)
        else:
            # "No such refund" about one that was accepted contradicts itself: ask again later.
            await self._ask_later(refund_id, asked=asked)

    async def proceed(self, refund_id: int, *, actor: str = OWNER) -> None:
        """A person's 继续退款: send a REFUSED refund again under its number.

        WeChat Pay is asked first: what it has after all is only recorded. Raises `RuleBrokenError`
        with the reason when the refund may not be sent now; `adopted` for good, once another refund
        of the payment was found that this ledger did not know.
        """
        self.ground.gate.ensure_open()
        refund = await self.ground.run(lambda stores: _pressed_again(stores, refund_id))
        if refund.state is not RefundState.REFUSED:
            raise RuleBrokenError("ref.dup")
        answer = await self.refunds.query(refund.number)
        if isinstance(answer, Accepted):
            await record(self.ground, refund_id, answer)
            return
        if refund.why == _ADOPTED:
            raise RuleBrokenError(_ADOPTED)
        try:
            await self.submit.resend(refund, actor=actor)
        except RuleBrokenError as broken:
            if broken.code == _ADOPTED:
                await self.ground.run(lambda stores: _keep_adopted(stores, refund_id))
            raise

    async def give_up(self, refund_id: int, *, actor: str = OWNER) -> None:
        """A person's 不退了: only after a verified query says that nothing was taken.

        Raises `RuleBrokenError`: `give_up.unread` when nobody knows or a send is less than a minute
        old, `give_up.taken` when WeChat Pay has the refund after all (it is recorded then).
        """
        refund = await self._get(refund_id)
        if refund.state is not RefundState.REFUSED:
            raise RuleBrokenError("give_up.unread")
        answer = await self.refunds.query(refund.number)
        if isinstance(answer, Accepted):
            await record(self.ground, refund_id, answer)
            raise RuleBrokenError("give_up.taken")
        if not isinstance(answer, NoSuchRefund) or not answer.signed:
            raise RuleBrokenError("give_up.unread")
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_given_up(stores, refund_id, actor=actor, now=self.ground.now())
            )
        )

    async def _not_there(self, refund: Refund) -> None:
        """A doubt whose number WeChat Pay has not: say no, send again, or wait for a person."""
        pressed = refund.pressed_at or refund.planned_at
        if refund.why == ASK_FIRST_CODE:
            await self._conclude(refund, refund.why)
        elif abs(self.ground.now() - pressed) > RESEND_WITHIN:
            # A press of the future is one of a wrong clock: nobody knows how old it is.
            await self._conclude(refund, NOT_TAKEN)
        else:
            try:
                await self.submit.resend(refund)
            except RuleBrokenError as broken:
                if broken.code.startswith(_PASSING):
                    await self._ask_later(refund.id)
                else:
                    await self._conclude(refund, broken.code)

    async def _conclude(self, refund: Refund, why: str) -> None:
        """REFUSED until a person decides, if WeChat Pay says a second time that it has nothing.

        What speaks against sending again may be the refund's own doing: its money arrived, so the
        complaint is over.
        """
        answer = await self.refunds.query(refund.number)
        if isinstance(answer, Accepted | Unknown):
            await record(self.ground, refund.id, answer)
            return
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_not_taken(stores, refund.id, why, now=self.ground.now())
            )
        )

    async def _ask_later(self, refund_id: int, *, asked: bool = False) -> None:
        """Count the ask and plan the next."""
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_asked(stores, refund_id, now=self.ground.now())
            ),
            again=not asked,
        )

    async def _get(self, refund_id: int) -> Refund:
        """The refund as the ledger has it."""
        return await self.ground.run(lambda stores: stores.refunds.get(refund_id))


def _keep_adopted(stores: Stores, refund_id: int) -> None:
    """Remember that another refund of the payment was found, so that no later press goes on."""
    refund = stores.refunds.get(refund_id)
    if refund.state is RefundState.REFUSED:
        stores.refunds.replace(replace(refund, why=_ADOPTED))


def _pressed_again(stores: Stores, refund_id: int) -> Refund:
    """The refund of a fresh press: from now on changes count against what stands there now.

    But for money of the payment that others moved: that counts from the first press on.
    """
    refund = stores.refunds.get(refund_id)
    if refund.state is RefundState.REFUSED and refund.application_id is not None:
        application = stores.applications.get(refund.application_id)
        seen, before = press_for(application), kept_press(stores, refund_id)
        if before is not None:
            seen = replace(
                seen,
                sent_at=before.sent_at,
                began_there=before.began_there,
                elsewhere=before.elsewhere,
            )
        keep_press(stores, refund_id, seen)
    return refund
