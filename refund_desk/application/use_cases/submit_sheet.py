"""Send a confirmed sheet: one undo window for all, then a queue that can be paused and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from refund_desk.application.background import at_most, raise_first
from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import write_undone
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.transactions import StorageError, Stores
from refund_desk.application.undo_windows import TICK_S, SleepWatch, UndoEnd
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SheetChanged, SheetStage
from refund_desk.domain.fen import total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.sheet import SHEET_LASTS

# Each takes two calls at a time, and the look before the send must not wait for one of the
# transport's eight places.
AT_ONCE = 3
_WAITING = {SheetStage.UNDOABLE, SheetStage.PAUSED}


@dataclass(slots=True)
class _Run:
    """A sheet on its way. Its refunds wait here for their turn."""

    sheet: PlannedSheet
    clock: Clock
    whole_s: float
    began_s: float
    stage: SheetStage = SheetStage.UNDOABLE
    why: str = ""
    end: UndoEnd | None = None
    over: int = 0
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def left_s(self) -> float:
        """How long all of it can still be undone (seconds)."""
        if self.stage is not SheetStage.UNDOABLE:
            return 0.0
        return max(0.0, self.began_s + self.whole_s - self.clock.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether every refund has had its turn."""
        return self.over >= len(self.sheet.refunds)

    async def wait(self, refund: Refund) -> UndoEnd:
        """Until this refund may go, or the sheet was stopped; see `WaitsBeforeSending`."""
        del refund
        while self.end is None and self.stage in _WAITING:
            await self.moved.wait()
        return self.end or UndoEnd.ELAPSED

    def go_to(self, stage: SheetStage, why: str = "") -> None:
        """Another stage; who waits looks again."""
        self.stage, self.why = stage, why
        if stage in _WAITING:
            self.moved.clear()
        else:
            self.moved.set()
        self.stirred.set()

    def finish(self, end: UndoEnd) -> None:
        """Nothing more of it is sent."""
        self.end = end
        self.moved.set()
        self.stirred.set()


class SubmitSheet:
    """The queue of one sheet at a time. Each refund goes the way of a single one."""

    def __init__(self, *, ground: Ground, submit: SubmitRefund, undo_s: float) -> None:
        """`undo_s` is how long the press can be undone."""
        self._ground = ground
        self._submit = submit
        self._undo_s = undo_s
        self._run: _Run | None = None

    async def __call__(self, sheet: PlannedSheet) -> tuple[Refund, ...]:
        """Take every refund through the window and the queue; how each one stands at the end.

        Raises a `StorageError` of the surroundings when all have had their turn. While another one
        is on its way this one is undone: `RuleBrokenError("sheet.running")`.
        """
        if self._run is not None:
            await self._undo(sheet, "sheet.running", actor=SYSTEM)
            raise RuleBrokenError("sheet.running")
        clock = self._ground.clock
        self._run = run = _Run(sheet, clock, self._undo_s, clock.monotonic())
        try:
            ends = await asyncio.gather(self._watch(run), self._send(run), return_exceptions=True)
        finally:
            self._run = None
            run.go_to(SheetStage.ENDED, run.end.value if run.end is not None else "")
            self._tell(run)
        raise_first(ends)
        return await self.refunds(refund.id for refund in sheet.refunds)

    async def refunds(self, refund_ids: Iterable[int]) -> tuple[Refund, ...]:
        """These refunds as the ledger has them."""
        wanted = tuple(refund_ids)
        return await self._ground.run(
            lambda stores: tuple(stores.refunds.get(number) for number in wanted)
        )

    @property
    def is_running(self) -> bool:
        """Whether a sheet is on its way."""
        return self._run is not None

    def submit_now(self) -> bool:
        """End the undo window early; False when there is none."""
        return self._step(SheetStage.UNDOABLE, SheetStage.SENDING)

    def pause(self) -> bool:
        """Begin no other refund; those that are being sent go on. False when nothing is sent."""
        return self._step(SheetStage.SENDING, SheetStage.PAUSED)

    def resume(self) -> bool:
        """Go on after a pause; False when there was none."""
        return self._step(SheetStage.PAUSED, SheetStage.SENDING)

    def stop(self, end: UndoEnd = UndoEnd.UNDONE) -> bool:
        """Undo every refund that is not SUBMITTING by now; False when there is none left.

        `end` is CLOSED when nobody pressed stop, but the window closes.
        """
        run = self._run
        if run is None or run.end is not None or run.is_over:
            return False
        run.finish(end)
        return True

    def _step(self, before: SheetStage, after: SheetStage, why: str = "") -> bool:
        run = self._run
        if run is None or run.end is not None or run.stage is not before:
            return False
        run.go_to(after, why)
        self._tell(run)
        return True

    async def _send(self, run: _Run) -> None:
        """Every refund in its turn, a few at once."""
        works = (partial(self._one, run, refund.id) for refund in run.sheet.refunds)
        await at_most(AT_ONCE, works)

    async def _one(self, run: _Run, refund_id: int) -> None:
        """One refund to its answer, by the one way that sends money."""
        sound = False
        try:
            await self._submit(refund_id, turn=run)
            (refund,) = await self.refunds((refund_id,))
            sound = True
        except StorageError:
            sound = True
            raise
        finally:
            if not sound:
                # A bug: no money moves until somebody has looked at it.
                run.finish(UndoEnd.BROKEN)
            run.over += 1
            run.stirred.set()
            self._tell(run)
        if refund.state is RefundState.REFUSED and refund.why == "NOT_ENOUGH":
            # The next ones would be refused as well, and each would need a person afterwards.
            self._step(SheetStage.SENDING, SheetStage.PAUSED, refund.why)

    async def _watch(self, run: _Run) -> None:
        """Count down; undo the rest when it was stopped, when the PC slept, when it took too long.

        Raises a `StorageError`; each refund that still waits is then undone in its own turn.
        """
        clock, told = run.clock, -1
        watch = SleepWatch(clock)
        while run.end is None and not run.is_over:
            if run.stage is SheetStage.UNDOABLE and not run.left_s:
                self.submit_now()
            if int(run.left_s) != told:
                told = int(run.left_s)
                self._tell(run)
            await _doze(run.stirred)
            if watch.slept():
                run.finish(UndoEnd.SLEPT)
            elif clock.monotonic() - run.began_s > SHEET_LASTS.total_seconds():
                run.finish(UndoEnd.LATE)
        if run.end is not None:
            actor = OWNER if run.end is UndoEnd.UNDONE else SYSTEM
            await self._undo(run.sheet, run.end.value, actor=actor)

    async def _undo(self, sheet: PlannedSheet, why: str, *, actor: str) -> None:
        """Undo all that is still planned, in one transaction: also what is being looked at."""
        now = self._ground.now()

        def work(stores: Stores) -> list[Refund | None]:
            return [
                write_undone(stores, refund.id, why, actor=actor, now=now)
                for refund in sheet.refunds
            ]

        for undone in await self._ground.run(work):
            if undone is not None:
                self._ground.tell(undone)

    def _tell(self, run: _Run) -> None:
        """Tell the window how it goes on."""
        self._ground.publish(
            SheetChanged(
                sheet=run.sheet.name,
                stage=run.stage,
                total=len(run.sheet.refunds),
                over=run.over,
                amount=total_of(refund.amount for refund in run.sheet.refunds),
                left_s=run.left_s,
                whole_s=run.whole_s,
                why=run.why,
            )
        )


async def _doze(stirred: asyncio.Event) -> None:
    """Until something stirs, or for one tick."""
    try:
        await asyncio.wait_for(stirred.wait(), TICK_S)
    except TimeoutError:
        return
    finally:
        stirred.clear()
