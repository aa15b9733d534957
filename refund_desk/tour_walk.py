"""The steps of the tour: what a person does at the desk, key by key."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.bootstrap import Desk
from refund_desk.domain.events import Event, RefundChanged, SyncChanged
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.policy import Verdict
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.reject_dialog import RejectDialog
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.inbox.row_model import InboxModel
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.stall_meter import StallMeter
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.dialog import picture_with_dialogs

Result = TypeVar("Result")

STEP_S = 30.0
_LOOK_S = 0.02
_STILL_S = 0.5
_HERO_AT = 1
# The dialog takes Ctrl+Enter 600 ms after it opened, so that a person has looked.
_READ_S = 0.7
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class TourStuckError(Exception):
    """A step of the tour did not come about; the text is the step's code."""


class Walk:
    """The steps of a person at the desk."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a person sees and touches
        self,
        desk: Desk,
        window: MainWindow,
        bridge: EventBridge,
        tasks: TaskRunner,
        meter: StallMeter,
        out: Path,
    ) -> None:
        self.desk = desk
        self.window = window
        self.tasks = tasks
        self.meter = meter
        self._out = out
        self._arrived: int | None = None
        self._refund_ids: set[int] = set()
        bridge.happened.connect(self._hear)
        tasks.crashed.connect(self._crashed)
        self._crash = ""
        self.applications = 0
        self.approved = 0

    async def main_job(self) -> None:
        """Sync, open, look, reply, approve, undo, approve again, settle, reject another."""
        self.applications = await self._until("sync", self._synced)
        hero = await self._open_hero()
        await self._shot("01-inbox")
        await self._look_at_pictures()
        await self._reply(hero)
        await self._approve_and_undo(hero)
        await self._approve_and_settle(hero)
        self.approved = 1
        await self._reject_another(hero.application_id)
        await self._look_at_history()

    async def refunds(self) -> list[Refund]:
        """The refunds of this tour that were sent, as our own ledger has them."""
        made = [await self._refund(refund_id) for refund_id in sorted(self._refund_ids)]
        return [refund for refund in made if refund.out_refund_no is not None]

    async def _open_hero(self) -> CaseView:
        """Down the list to the second application, which every check passes.

        Where the list was read after applications had come, it has opened its first one by itself.
        """
        ids = await self._still_list()
        rows = self.window.inbox.list
        current = rows.current_id()
        down = _HERO_AT - (ids.index(current) if current in ids else -1)
        for _press in range(abs(down)):
            self._key(rows, Qt.Key.Key_J if down > 0 else Qt.Key.Key_K)
        return await self._until("open", self._whole_case)

    async def _still_list(self) -> tuple[int, ...]:
        """The applications of the list, as soon as it has them and no more come."""
        loop = asyncio.get_running_loop()
        model = self.window.inbox.list.model()
        seen: tuple[int, ...] = ()
        since = loop.time()

        def still() -> tuple[int, ...] | None:
            nonlocal seen, since
            ids = tuple(model.order.ids) if isinstance(model, InboxModel) else ()
            if ids != seen:
                seen, since = ids, loop.time()
            return ids if len(ids) > _HERO_AT and loop.time() - since >= _STILL_S else None

        return await self._until("list", still)

    def _whole_case(self) -> CaseView | None:
        """The case once its payment, its facts and its pictures are there."""
        case = self.window.detail.case
        if case is None or case.application_id != self.window.presenter.open_id:
            return None
        whole = case.pictures and all(picture.sha256 for picture in case.pictures)
        ours = case.approve.enabled and not case.platform_pays
        return case if whole and ours else None

    async def _look_at_pictures(self) -> None:
        """Through the pictures and back."""
        self._key(self.window.inbox.list, Qt.Key.Key_O)
        viewer = await self._until("viewer", lambda: self.window.detail.viewer)
        self._key(viewer, Qt.Key.Key_Right)
        await asyncio.sleep(0.4)
        await self._shot("02-picture")
        self._key(viewer, Qt.Key.Key_Escape)

    async def _reply(self, case: CaseView) -> None:
        """Write to the buyer and see it in the conversation."""
        self._key(self.window.inbox.list, Qt.Key.Key_C)
        field = self.window.detail.centre.composer.text
        said = QInputMethodEvent()
        # As an input method would: the shop's words to the buyer are in the buyer's language.
        said.setCommitString("您好，照片收到了，马上给您退一只杯子的钱。")
        QApplication.sendEvent(field, said)
        await asyncio.sleep(0.2)
        await self._shot("03-reply")
        self._key(field, Qt.Key.Key_Return, _CTRL)

        async def delivered() -> bool | None:
            shown = await self.desk.services.cases.view(case.application_id)
            sent = shown and any(e.state is OutboxState.SENT for e in shown.outbox)
            return True if sent else None

        await self._until_read("reply", delivered)
        await self._to_the_list()

    async def _approve_and_undo(self, case: CaseView) -> None:
        """Agree, think again within the five seconds, and see that nothing was sent."""
        await self._agree("04-approve-dialog")
        await self._until("undo-bar", lambda: self.window.decisions.bars.bars() or None)
        await asyncio.sleep(1.8)
        await self._shot("05-undo-window")
        self._key(self.window, Qt.Key.Key_Z, _CTRL)
        await self._until_read("undone", lambda: self._newest(case, RefundState.UNDONE))
        await self._until("open-again", self._whole_case)
        await self._shot("06-undone")

    async def _approve_and_settle(self, case: CaseView) -> None:
        """Agree again, let the seconds pass, and follow the money until it has arrived."""
        await self._agree("")
        await self._until_read(
            "accepted", lambda: self._newest(case, RefundState.PROCESSING, RefundState.SUCCEEDED)
        )
        await self._go_to(Segment.REFUNDING, case.application_id)
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_3, _ALT)
        await asyncio.sleep(0.5)
        await self._shot("07-refund-progress")

        async def settled() -> Refund | None:
            refund = await self._newest(case)
            if refund is not None and refund.state is RefundState.PROCESSING:
                number = str(refund.out_refund_no)
                self.tasks.start(
                    f"settle:{number}", lambda: self.desk.services.settle_refund(refund.id)
                )
                await asyncio.sleep(0.5)
            return await self._newest(case, RefundState.SUCCEEDED)

        await self._until_read("settled", settled)
        await asyncio.sleep(0.5)
        await self._shot("08-refunded")

    async def _reject_another(self, but: int) -> None:
        """Reject the first application that came too late."""
        self.window.presenter.show_segment(Segment.TO_DO)
        await asyncio.sleep(0.5)
        await self._to_the_list()
        case = await self._until_read("reject-open", lambda: self._next_to_reject(but))
        self._key(self.window.inbox.list, Qt.Key.Key_R)
        dialog = await self._until("reject-dialog", self._dialog)
        if not isinstance(dialog, RejectDialog):
            raise TourStuckError("reject-dialog")
        dialog.findChildren(RadioButton)[0].click()
        await asyncio.sleep(_READ_S)
        await self._shot("09-reject-dialog")
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)

        async def rejected() -> bool | None:
            shown = await self.desk.services.cases.view(case.application_id)
            return True if shown and shown.state is ApplicationState.REJECTED else None

        await self._until_read("rejected", rejected)

    async def _next_to_reject(self, but: int) -> CaseView | None:
        """Down the list until one came too late and may be rejected."""
        case = self._whole_case_or_poor()
        if case is not None and case.can_reject and case.application_id != but:
            late = any(f.rule == "within_days" and f.verdict is Verdict.RED for f in case.findings)
            if late:
                return case
        if case is not None:
            self._key(self.window.inbox.list, Qt.Key.Key_J)
            await asyncio.sleep(0.3)
        return None

    def _whole_case_or_poor(self) -> CaseView | None:
        """The open case, whatever is known of it."""
        case = self.window.detail.case
        shown = case is not None and case.application_id == self.window.presenter.open_id
        return case if shown else None

    async def _look_at_history(self) -> None:
        """The history, with a refund's whole life beside it."""
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_2, _CTRL)
        await asyncio.sleep(0.6)
        self._key(self.window.history.table, Qt.Key.Key_Down)
        await asyncio.sleep(0.8)
        await self._shot("10-history")

    async def _agree(self, picture: str) -> None:
        """A, a look, Ctrl+Enter."""
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_A)
        dialog = await self._until("approve-dialog", self._dialog)
        if not isinstance(dialog, ApproveDialog):
            raise TourStuckError("approve-dialog")
        await asyncio.sleep(_READ_S)
        if picture:
            await self._shot(picture)
        self._key(dialog, Qt.Key.Key_Return, _CTRL)
        await self._until("planned", lambda: True if self._dialog() is None else None)

    async def _to_the_list(self) -> None:
        """A click on the window: without a window manager nobody makes it active again."""
        self.window.activateWindow()
        await asyncio.sleep(0.1)
        self.window.inbox_page.focus_list()

    def _dialog(self) -> QWidget | None:
        """The open decision."""
        dialog = self.window.decisions.dialog
        return dialog if dialog is not None and dialog.isVisible() else None

    async def _go_to(self, segment: Segment, application_id: int) -> None:
        """A segment, and one application in it."""
        self.window.presenter.show_segment(segment)
        await asyncio.sleep(0.4)
        self.window.presenter.show_application(application_id)

        def shown() -> CaseView | None:
            case = self.window.detail.case
            return case if case and case.application_id == application_id else None

        await self._until("shown", shown)

    async def _newest(self, case: CaseView, *states: RefundState) -> Refund | None:
        """The newest refund of a case, when it is in one of the states."""
        shown = await self.desk.services.cases.view(case.application_id)
        refund = shown.refund if shown else None
        return refund if refund and (not states or refund.state in states) else None

    async def _refund(self, refund_id: int) -> Refund:
        """A refund as the ledger has it."""
        return await self.desk.ledger.transactions.run(lambda stores: stores.refunds.get(refund_id))

    async def _shot(self, name: str, of: QWidget | None = None) -> None:
        """Save a window as a person sees it; the time it takes is not the window's."""
        await asyncio.sleep(0.05)
        self.meter.stop()
        picture_with_dialogs(of or self.window).save(str(self._out / f"{name}.png"))
        self.meter.start()

    async def _until(self, code: str, look: Callable[[], Result | None]) -> Result:
        """What `look` gives as soon as it gives something; `TourStuckError(code)` after 30 s."""

        async def looked() -> Result | None:
            return look()

        return await self._until_read(code, looked)

    async def _until_read(
        self, code: str, look: Callable[[], Coroutine[Any, Any, Result | None]]
    ) -> Result:
        """The same for what has to be read."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + STEP_S
        while loop.time() < ends:
            if self._crash:
                raise TourStuckError(f"crashed: {self._crash}")
            found = await look()
            if found is not None:
                return found
            await asyncio.sleep(_LOOK_S)
        raise TourStuckError(code)

    @staticmethod
    def _key(
        widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key on a widget."""
        QTest.keyClick(widget, key, modifier)

    def _synced(self) -> int | None:
        """How many applications the first sync brought."""
        return self._arrived

    def _hear(self, event: Event) -> None:
        """Note what the desk tells."""
        if isinstance(event, SyncChanged) and event.ends_first_look:
            self._arrived = event.arrived if self._arrived is None else self._arrived
        elif isinstance(event, RefundChanged):
            self._refund_ids.add(event.refund_id)

    def _crashed(self, report: Any) -> None:
        """A bug ends the tour."""
        self._crash = report.key
        sys.stderr.write(report.text)
