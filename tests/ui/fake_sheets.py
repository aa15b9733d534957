"""The stand-in for sheets: plans, counts down, pauses and stops in memory, like the use cases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.events import SheetChanged, SheetStage
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.ui.fake_cases import out_refund_no_of, planned_refund
from tests.ui.fake_shop import FakeShop


class FakeSheets:
    """`services.sheets`. `undo_s` is the undo window, `turn_s` how long one refund takes."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.undo_s = 0.05
        self.turn_s = 0.01
        self.left = Fen(500_000)
        self.refuses: list[Exception] = []
        # By application: the state and the reason in which a refund ends instead of going.
        self.ends: dict[int, tuple[RefundState, str]] = {}
        self.submits_with: Exception | None = None
        self._stage = SheetStage.ENDED
        self._stopped = False
        self._sheet: PlannedSheet | None = None
        self._over = 0
        self._stirred = asyncio.Event()

    async def approve(self, command: ApproveSheetCommand) -> PlannedSheet:
        self._shop.noted("sheet.approve", command)
        await asyncio.sleep(0)
        if self.refuses:
            raise self.refuses.pop(0)
        refunds = []
        for line in command.lines:
            ordered = line.command
            refund = planned_refund(
                ordered.application_id * 100 + 1,
                application_id=ordered.application_id,
                amount=ordered.amount,
                order_total=ordered.amount,
                reason=ordered.reason,
            )
            refund = replace(refund, reply_text=ordered.reply_text)
            refunds.append(refund)
            self._shop.put_refund(refund, ApplicationState.OPEN)
        return PlannedSheet(name="S1", refunds=tuple(refunds))

    async def submit(self, sheet: PlannedSheet) -> tuple[Refund, ...]:
        self._shop.noted("sheet.submit", sheet.name)
        self._sheet, self._over, self._stopped = sheet, 0, False
        await self._count_down()
        for refund in sheet.refunds:
            await self._take_turn(refund)
        self._stage = SheetStage.ENDED
        self._tell()
        if self.submits_with is not None:
            raise self.submits_with
        return await self.refunds(refund.id for refund in sheet.refunds)

    async def _count_down(self) -> None:
        self._stage = SheetStage.UNDOABLE
        left = self.undo_s
        while left > 0 and self._stage is SheetStage.UNDOABLE and not self._stopped:
            self._tell(left)
            await asyncio.sleep(0.01)
            left -= 0.01
        self._stage = SheetStage.SENDING
        self._tell()

    async def _take_turn(self, refund: Refund) -> None:
        if self._stage is SheetStage.PAUSED:
            await self._stirred.wait()
        if self._stopped:
            self._put(refund.step_to(RefundState.UNDONE, why="undo.done"), ApplicationState.OPEN)
        else:
            await self._send(refund)
        self._over += 1
        self._tell()

    async def _send(self, refund: Refund) -> None:
        state, why = self.ends.get(refund.application_id or 0, (RefundState.PROCESSING, ""))
        if state is RefundState.UNDONE:
            self._put(refund.step_to(state, why=why), ApplicationState.OPEN)
            return
        sent = refund.step_to(
            RefundState.SUBMITTING,
            ordinal=1,
            out_refund_no=out_refund_no_of(refund.application_id or 0),
            first_submitting_at=self._shop.clock.now(),
        )
        self._put(sent, ApplicationState.REFUNDING)
        await asyncio.sleep(self.turn_s)
        accepted = self._shop.clock.now() if state is RefundState.PROCESSING else None
        asks = self._shop.clock.now() + timedelta(minutes=1)
        ended = sent.step_to(state, why=why, accepted_at=accepted, next_ask_at=asks)
        self._put(ended, ApplicationState.REFUNDING)

    def submit_now(self) -> bool:
        self._shop.noted("sheet.now")
        self._stage = SheetStage.SENDING
        return True

    def pause(self) -> bool:
        self._shop.noted("sheet.pause")
        self._stage = SheetStage.PAUSED
        self._stirred.clear()
        self._tell()
        return True

    def resume(self) -> bool:
        self._shop.noted("sheet.resume")
        self._stage = SheetStage.SENDING
        self._stirred.set()
        self._tell()
        return True

    def stop(self) -> bool:
        self._shop.noted("sheet.stop")
        if self._stage is SheetStage.ENDED:
            return False
        self._stopped = True
        self._stirred.set()
        return True

    async def refunds(self, refund_ids: Iterable[int]) -> tuple[Refund, ...]:
        await asyncio.sleep(0)
        return tuple(self._shop.refund(number) for number in refund_ids)

    async def left_today(self) -> Fen:
        await asyncio.sleep(0)
        return self.left

    def _put(self, refund: Refund, state: ApplicationState) -> None:
        self._shop.put_refund(refund, state, why=refund.why)

    def _tell(self, left_s: float = 0.0) -> None:
        sheet = self._sheet
        assert sheet is not None
        self._shop.publish(
            SheetChanged(
                sheet=sheet.name,
                stage=self._stage,
                total=len(sheet.refunds),
                over=self._over,
                amount=total_of(refund.amount for refund in sheet.refunds),
                left_s=left_s,
                whole_s=self.undo_s,
            )
        )
