"""A person's ways out of an ABNORMAL refund: back to the shop, or to a card of the buyer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_answers import write_handling_doubt
from refund_desk.application.outcomes import (
    NO_PLATFORM_KEY,
    Accepted,
    Doubt,
    Refused,
    SubmitOutcome,
    Unknown,
)
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.recording import record
from refund_desk.application.setting_names import sent_to_shop_of
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import Refund, RefundState

# What a card that does not belong together with its name or bank is answered with.
_CARD_REFUSED = "PARAM_ERROR"
_SHOP = "shop"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleAbnormal:
    """Reads back first and never repeats blindly (decisions.md 3.8).

    Every press raises `RuleBrokenError`: `abnormal.gone` when the refund is not abnormal any more,
    `net.slow` when that could not be read, `net.off` when nothing left this computer,
    `abnormal.refused` when WeChat Pay refuses, `abnormal.doubt` when nobody knows: the refund is
    asked about then before anything else, and the window says so.
    """

    ground: Ground
    refunds: RefundGateway

    async def to_shop(self, refund_id: int, *, actor: str = OWNER) -> None:
        """退回本店: the money comes back to the merchant's own account."""
        refund = await self._read_back(refund_id)
        await self._note(refund, actor, _SHOP)
        await self._handle(refund, lambda: self.refunds.return_to_shop(refund))

    async def to_card(self, refund_id: int, card: BankCard, *, actor: str = OWNER) -> None:
        """退到新卡: the card is used for this one call and kept nowhere.

        Raises `card.unsealed` as well, when there is nothing to encrypt the card with, and
        `card.refused` when WeChat Pay does not take it.
        """
        refund = await self._read_back(refund_id)
        await self._note(refund, actor, "card")
        await self._handle(refund, lambda: self.refunds.return_to_card(refund, card), card=True)

    async def _read_back(self, refund_id: int) -> Refund:
        """The refund, seen to be abnormal at WeChat Pay just now."""
        self.ground.gate.ensure_open()
        refund = await self.ground.run(lambda stores: stores.refunds.get(refund_id))
        if refund.state is not RefundState.ABNORMAL:
            raise RuleBrokenError("abnormal.gone")
        answer = await self.refunds.query(refund.number)
        if not isinstance(answer, Accepted):
            raise RuleBrokenError("net.slow")
        refund = await record(self.ground, refund_id, answer)
        if refund.state is not RefundState.ABNORMAL:
            raise RuleBrokenError("abnormal.gone")
        return refund

    async def _note(self, refund: Refund, actor: str, to: str) -> None:
        """Line and mark before the call: who sent the money where, never to which card."""
        line = AuditEntry(
            at=self.ground.now(),
            actor=actor,
            action=AuditAction.ABNORMAL_HANDLED,
            application_id=refund.application_id,
            refund_id=refund.id,
            facts={
                "amount_fen": refund.amount.count,
                "to": to,
                "before": refund.state.value,
                "after": refund.state.value,
            },
        )

        def work(stores: Stores) -> None:
            stores.audit.append(line)
            # The last press counts: what it sent to a card does not come back to the shop.
            stores.settings.put(sent_to_shop_of(refund.id), to if to == _SHOP else None)

        await self.ground.run(work)

    async def _handle(
        self, refund: Refund, call: Callable[[], Awaitable[SubmitOutcome]], *, card: bool = False
    ) -> None:
        """Call once and write down what came of it."""
        outcome = await call()
        after = await record(self.ground, refund.id, outcome)
        if isinstance(outcome, Accepted) and after.state is not RefundState.ABNORMAL:
            return
        if isinstance(outcome, Refused):
            await self._refused(refund, outcome, card=card)
        elif isinstance(outcome, Unknown) and outcome.doubt is Doubt.NOT_SENT:
            await self.ground.run(lambda stores: _sent_nowhere(stores, refund))
            unsealed = outcome.code == NO_PLATFORM_KEY
            raise RuleBrokenError("card.unsealed" if unsealed else "net.off")
        else:
            await self._doubt(refund)

    async def _refused(self, refund: Refund, refused: Refused, *, card: bool) -> None:
        """Say no; "act on the message" is believed only after a query (decisions.md 2.2)."""
        if refused.ask_first:
            answer = await self.refunds.query(refund.number)
            if not isinstance(answer, Accepted):
                await self._doubt(refund)
            after = await record(self.ground, refund.id, answer)
            if after.state is not RefundState.ABNORMAL:
                return
        await self.ground.run(lambda stores: _sent_nowhere(stores, refund))
        mistyped = card and refused.code == _CARD_REFUSED
        raise RuleBrokenError("card.refused" if mistyped else "abnormal.refused")

    async def _doubt(self, refund: Refund) -> NoReturn:
        """Nobody knows whether it was taken: asked about soon, and said."""
        self.ground.tell(
            await self.ground.run(
                lambda stores: write_handling_doubt(stores, refund.id, now=self.ground.now())
            ),
            again=True,
        )
        raise RuleBrokenError("abnormal.doubt")


def _sent_nowhere(stores: Stores, refund: Refund) -> None:
    """The press came to nothing: where the money goes is WeChat Pay's word alone."""
    stores.settings.put(sent_to_shop_of(refund.id), None)
