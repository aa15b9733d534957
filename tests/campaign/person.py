"""The person at the desk: wants what the plan says, presses what the window offers, remembers."""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand, ApproveSheetCommand, SheetLine
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.errors import DomainError, RuleBrokenError
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from tests.campaign.engine import Engine, Work
from tests.campaign.notebook import Notebook, Wish
from tests.campaign.plan import PLENTY_FEN, OrderPlan

# A refund in such a state fulfils no wish: nothing of it was or will be paid.
_GONE = frozenset({RefundState.UNDONE, RefundState.GIVEN_UP, RefundState.CLOSED})
_REASON = "商品破损，退一只杯子的钱"
_REPLY = "已同意退款，请查收。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOrder:
    """An order of the plan as the bank made it.

    Its application is a complaint, one of the mini program (`feed_id`), or both. A `late` one comes
    in while an engine lives; a `refused` one is never agreed to.
    """

    plan: OrderPlan
    payment: str
    complaint_id: str = ""
    feed_id: str = ""
    late: bool = False
    refused: bool = False

    @property
    def fed(self) -> bool:
        """Whether the mini program tells of it, now or later."""
        return bool(self.feed_id) or self.late

    def wishes(self) -> Iterator[Wish]:
        """What the person wants to give back of it."""
        return ((self.payment, amount_fen) for amount_fen in self.plan.wishes)


class Person:
    """Presses and remembers. Every press goes through what the window would call."""

    def __init__(
        self,
        engine: Engine,
        orders: tuple[PlacedOrder, ...],
        notebook: Notebook,
        chance: random.Random,
    ) -> None:
        """Start with what the notebook says."""
        self._engine, self._orders = engine, orders
        self._notebook, self._chance = notebook, chance
        self.memory = notebook.memory()
        # One person has one head: nobody agrees to a payment and gives it up at the same time.
        self._minds: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    # -- deciding -----------------------------------------------------------------------------

    def still_wants(self, wish: Wish) -> bool:
        """Whether nothing made the person think otherwise."""
        return wish not in self.memory.dropped

    def drop(self, wish: Wish, why: str) -> None:
        """Never want this again."""
        self.memory.dropped[wish] = why
        self._notebook.note("dropped", payment=wish[0], amount_fen=wish[1], why=why)

    async def agree(self, case: CaseView, wish: Wish, *, copies: int = 1) -> list[Refund]:
        """Press 同意 once or twice for one wish; the refunds that were planned by it."""
        async with self._minds[wish[0]]:
            return await self._agree(case, wish, copies) if self.still_wants(wish) else []

    async def _agree(self, case: CaseView, wish: Wish, copies: int) -> list[Refund]:
        command = self._command(case, wish)
        self._notebook.note("pressed", payment=wish[0], amount_fen=wish[1])
        pauses = [0.0, *(self._chance.choice((0.0, 0.02, 0.2)) for _ in range(copies - 1))]
        planned = await asyncio.gather(*(self._press(command, wish, pause) for pause in pauses))
        return [refund for refund in planned if refund is not None]

    def _command(self, case: CaseView, wish: Wish) -> ApproveCommand:
        """What the dialog is filled with."""
        return ApproveCommand(
            application_id=case.application_id,
            amount=Fen(wish[1]),
            seen_refundable=case.approve.refundable,
            reason=_REASON,
            reply_text=_REPLY if self._chance.random() < 0.3 else "",
            red_accepted=case.approve.needs_tick,
        )

    async def _press(self, command: ApproveCommand, wish: Wish, pause_s: float) -> Refund | None:
        await asyncio.sleep(pause_s)
        try:
            refund = await self._engine.services.approve_application(command)
        except RuleBrokenError:
            return None
        self._notebook.note("promised", refund=refund.id, payment=wish[0], amount_fen=wish[1])
        return refund

    async def agree_on_sheet(self, picks: dict[Wish, CaseView]) -> PlannedSheet | None:
        """Press 一起同意 for these wishes; None when the desk says no."""
        async with AsyncExitStack() as minds:
            for payment in sorted({payment for payment, _amount in picks}):
                await minds.enter_async_context(self._minds[payment])
            lines = tuple(
                SheetLine(command=self._command(case, wish), seen_asked=case.approve.asked)
                for wish, case in picks.items()
                if self.still_wants(wish)
            )
            total = total_of(line.command.amount for line in lines)
            for payment, amount_fen in picks:
                self._notebook.note("pressed", payment=payment, amount_fen=amount_fen)
            press = ApproveSheetCommand(lines=lines, total=total)
            try:
                sheet = await self._engine.services.sheets.approve(press)
            except DomainError:
                return None
            for refund in sheet.refunds:
                payment, amount_fen = str(refund.transaction_id), refund.amount.count
                planned = {"refund": refund.id, "payment": payment, "amount_fen": amount_fen}
                self._notebook.note("promised", **planned)
            return sheet

    def send_sheet(self, sheet: PlannedSheet) -> None:
        """Start the queue of a sheet, as the window does after 一起同意."""
        submit = self._engine.services.sheets.submit
        self._engine.start(f"sheet:{sheet.name}", lambda: submit(sheet))

    def send(self, refund: Refund) -> asyncio.Task[None] | None:
        """Start the undo window and what follows it, as the window does after 同意."""
        submit = self._engine.services.submit_refund
        return self._engine.start(f"submit:{refund.transaction_id}", lambda: submit(refund.id))

    def undo(self, refund: Refund, wish: Wish, *, drops: bool) -> bool:
        """Press 撤销; False when it was too late. A wish that is just agreed to is not given up."""
        undone = self._engine.services.undo_refund(refund.id)
        if undone and drops and not self._minds[wish[0]].locked():
            self.drop(wish, "undone")
        return undone

    # -- what the window offers for a refund that did not go through ----------------------------

    async def go_on(self, refund: Refund) -> None:
        """Press 继续退款, with money on the account."""
        await asyncio.to_thread(self._engine.bank.set_balance, PLENTY_FEN)
        proceed = self._engine.services.continue_refund
        key = f"submit:{refund.transaction_id}"
        await self._done(key, lambda: proceed(refund.id))

    async def give_up(self, refund: Refund) -> None:
        """Press 不退了; the wish is dropped when the desk says yes."""
        wish = (str(refund.transaction_id), refund.amount.count)

        async def press() -> None:
            async with self._minds[wish[0]]:
                await self._engine.services.give_up_refund(refund.id)
                self.drop(wish, "given up")

        await self._done(f"settle:{refund.out_refund_no}", press)

    async def ask(self, refund: Refund) -> None:
        """Press 立即查询."""
        settle = self._engine.services.settle_refund
        await self._done(f"settle:{refund.out_refund_no}", lambda: settle(refund.id))

    async def to_shop(self, refund: Refund) -> None:
        """Press 退回本店."""
        to_shop = self._engine.services.return_to_shop
        await self._done(f"settle:{refund.out_refund_no}", lambda: to_shop(refund.id))

    async def tell_elsewhere(self, case: CaseView, payment: str) -> None:
        """Say what was refunded on the merchant platform: nobody knows it better."""
        amount = Fen(self.memory.site.get(payment, 0))
        tell = self._engine.services.record_elsewhere
        number = case.application_id
        await self._done(f"elsewhere:{number}", lambda: tell(number, amount, "商户平台"))

    async def _done(self, key: str, work: Work) -> None:
        task = self._engine.start(key, work)
        if task is not None:
            await task

    # -- what happens outside the desk ----------------------------------------------------------

    async def refund_on_site(self, order: PlacedOrder) -> None:
        """Refund a part on the merchant platform, once."""
        amount = order.plan.site_fen
        if not amount or order.payment in self.memory.site:
            return
        # Noted first: a note about a refund that was not made does less harm than the other way.
        self.memory.site[order.payment] = amount
        self._notebook.note("site", payment=order.payment, amount_fen=amount)
        wanted = {"transaction_id": order.payment, "amount_fen": amount}
        await asyncio.to_thread(self._engine.bank.call, "POST", "merchant-site-refund", wanted)

    async def see_revoked(self, order: PlacedOrder) -> None:
        """The buyer withdraws the complaint, once."""
        if not order.plan.revoked or order.payment in self.memory.revoked:
            return
        self.memory.revoked.add(order.payment)
        self._notebook.note("revoked", payment=order.payment)
        path = f"complaints/{order.complaint_id}/revoke"
        await asyncio.to_thread(self._engine.bank.call, "POST", path, {})


def fulfils(refund: Refund, wish: Wish) -> bool:
    """Whether a refund is, or may still become, what was wished."""
    same = (str(refund.transaction_id), refund.amount.count) == wish
    return same and refund.state not in _GONE


async def sees_under_way(engine: Engine, case: CaseView, wish: Wish) -> bool:
    """The same, or the desk says that another one sent it under a number given up here."""
    if is_under_way(case, wish):
        return True
    lines = await engine.services.reads.audit_lines(case.application_id)
    taken = (json.loads(line.facts_json).get("taken_fen") for line in lines)
    return wish[1] in taken


def is_under_way(case: CaseView, wish: Wish) -> bool:
    """Whether the window shows a refund of this amount that was or may be paid."""
    return any(fulfils(refund, wish) for refund in case.refunds)
