"""Ties picks, review sheet, queue and result together; every press is run once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import Event, RefundChanged, SheetChanged, SheetStage
from refund_desk.domain.fen import total_of
from refund_desk.domain.refund import Refund
from refund_desk.domain.sheet import SheetRefusedError
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.undo_bars import UndoBars
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.inbox.picked import Picked
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.together import export
from refund_desk.ui.together.chosen import Chosen
from refund_desk.ui.together.lines import SheetResult, result_of
from refund_desk.ui.together.needs import SheetServices
from refund_desk.ui.together.result_dialog import ResultDialog
from refund_desk.ui.together.review_sheet import ReviewSheet, SheetSetting
from refund_desk.ui.together.selection_bar import SelectionBar
from refund_desk.ui.together.sheet_bar import SheetBar
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS

# One sheet is planned, and one is sent, at a time.
DECIDE_KEY: Final = "decide:sheet"
SUBMIT_KEY: Final = "submit:sheet"
# Answers come in bursts.
_LOOK_MS = 50


class Together(QObject):
    """The behaviour of everything about many applications at once.

    Signals: `toast(text)` for good news, `trouble(text)` for the other kind.
    """

    toast = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        services: SheetServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        picked: Picked,
        bars: UndoBars,
    ) -> None:
        """Follow the picks; the sheet's bar stands among the undo bars."""
        super().__init__(bars)
        self._services, self._tasks, self._picked, self._bars = services, tasks, picked, bars
        self.undo_s = 5
        self.readable_after_ms = CONFIRM_AFTER_MS
        self.selection = SelectionBar()
        self.chosen = Chosen(services, tasks, bridge)
        self.dialog: ReviewSheet | None = None
        self.result_dialog: ResultDialog | None = None
        self.bar: SheetBar | None = None
        self._sheet = ""
        # Whether the turns are over, and whether an answer came that was not read yet.
        self._is_over = self._is_stale = False
        self._looks = QTimer(self)
        self._looks.setSingleShot(True)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._cases: dict[int, CaseView] = {}
        self._refunds: dict[int, Refund] = {}
        picked.changed.connect(self._follow_picks)
        self.chosen.changed.connect(self._show)
        self.selection.approve_wanted.connect(self.review)
        self.selection.read_wanted.connect(self._mark_read)
        self.selection.export_wanted.connect(self._ask_export)
        self.selection.cleared.connect(picked.clear)
        bridge.happened.connect(self._hear)
        self._follow_picks()

    @property
    def _window(self) -> QWidget:
        return self._bars.window()

    def review(self) -> None:
        """Open the review sheet over what is picked; say why when there is nothing to review."""
        draft = self.chosen.draft()
        if self.dialog is not None or not self.chosen.is_known:
            return
        if not draft.fit:
            self.trouble.emit(texts.together.fit_none())
        elif self._tasks.is_running(SUBMIT_KEY):
            self.trouble.emit(texts.together.running())
        else:
            setting = SheetSetting(practice=self._services.practice, undo_s=self.undo_s)
            dialog = ReviewSheet(self._window, draft, setting)
            dialog.readable_after_ms = self.readable_after_ms
            dialog.set_day(self._services.policy.day_limit, self.chosen.left_today)
            dialog.confirmed.connect(self._confirmed)
            dialog.finished.connect(self._forget_dialog)
            self.dialog = dialog
            dialog.open()

    def _follow_picks(self) -> None:
        self.chosen.choose(self._picked.ids())

    def _show(self) -> None:
        """Bring the bar below the list, and an open sheet, to what is known now."""
        draft = self.chosen.draft()
        count = self.chosen.total
        self.selection.show_picks(
            count, known=self.chosen.known, draft=draft, is_full=self._picked.is_full
        )
        self.selection.setVisible(count > 0)
        dialog = self.dialog
        if dialog is not None and not dialog.is_working and self.chosen.is_known:
            dialog.show_draft(draft, self.chosen.left_today)

    def _confirmed(self, command: ApproveSheetCommand) -> None:
        dialog = self.dialog
        started = dialog is not None and self._tasks.start(
            DECIDE_KEY, lambda: self._plan(dialog, command)
        )
        if dialog is not None and not started:
            dialog.show_refusal(texts.together.running())

    async def _plan(self, dialog: ReviewSheet, command: ApproveSheetCommand) -> None:
        """Write the plans; then let the one undo window begin."""
        cases = {line.case.application_id: line.case for line in dialog.draft.fit}
        try:
            sheet = await self._services.sheets.approve(command)
        except SheetRefusedError as refused:
            dialog.show_refusals(refused.refusals)
        except RuleBrokenError as broken:
            dialog.show_refusal(sentences.sentence(broken.code, **broken.limits))
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error))
        else:
            self._sheet, self._cases = sheet.name, cases
            self._refunds = {refund.id: refund for refund in sheet.refunds}
            self._tasks.start(SUBMIT_KEY, lambda: self._submit(sheet))
            dialog.finish()
            self._picked.clear()
        finally:
            # After a bug the person must still be able to close the dialog.
            dialog.stop_waiting()

    async def _submit(self, sheet: PlannedSheet) -> None:
        """Let it go its way, then tell what came of it, however it ended."""
        self._drop_bar()
        self._is_over = self._is_stale = False
        try:
            refunds = await self._services.sheets.submit(sheet)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            refunds = await self._services.sheets.refunds(self._refunds)
        except RuleBrokenError as broken:
            self.trouble.emit(sentences.sentence(broken.code, **broken.limits))
            refunds = await self._services.sheets.refunds(self._refunds)
        self._refunds = {refund.id: refund for refund in refunds}
        self._end()

    def _end(self) -> None:
        """Say it on the bar; open the lines when something needs to be read and nobody is busy."""
        self._is_over = True
        self._looks.start()
        result = self._result()
        if self.bar is None:
            # It was over before its first news came through the queue of events.
            self._put_bar(_over(self._refunds.values()))
        if self.bar is not None:
            self.bar.show_result(result)
        if not result.is_whole and self._may_interrupt():
            self._open_result()

    def _result(self) -> SheetResult:
        return result_of(self._refunds.values(), self._cases)

    def _may_interrupt(self) -> bool:
        """Whether nobody is typing or being asked."""
        typing = isinstance(self._window.focusWidget(), QLineEdit | QPlainTextEdit)
        return not typing and QApplication.activeModalWidget() is None

    def _open_result(self) -> None:
        if self.result_dialog is None:
            self.result_dialog = ResultDialog(self._window, self._result())
            self.result_dialog.finished.connect(self._forget_result)
            self.result_dialog.open()

    def _hear(self, event: Event) -> None:
        if isinstance(event, SheetChanged):
            self._follow_sheet(event)
        elif isinstance(event, RefundChanged) and event.refund_id in self._refunds:
            self._is_stale = True
            self._looks.start()

    def _follow_sheet(self, news: SheetChanged) -> None:
        if news.sheet != self._sheet:
            # The last word of the sheet before this one.
            return
        if self.bar is not None:
            self.bar.follow(news)
        elif self._tasks.is_running(SUBMIT_KEY):
            self._put_bar(news)

    def _look(self) -> None:
        """Read what came; later when it is being read, for no other event may come."""
        if not self._is_stale or not self._is_over:
            return
        if not self._tasks.start("together:result", self._look_again):
            self._looks.start()

    async def _look_again(self) -> None:
        """An answer came after its turn: the result says what is true now."""
        self._is_stale, known = False, self._refunds
        refunds = await self._services.sheets.refunds(known)
        if self._refunds is not known:
            # Another sheet was confirmed meanwhile.
            return
        self._refunds = {refund.id: refund for refund in refunds}
        if self.bar is not None and self.bar.result is not None:
            self.bar.show_result(self._result())
        if self.result_dialog is not None:
            self.result_dialog.show_result(self._result())

    def _put_bar(self, news: SheetChanged) -> None:
        sheets = self._services.sheets
        bar = SheetBar(news, self._bars)
        bar.stop_wanted.connect(self._stop)
        bar.now_wanted.connect(sheets.submit_now)
        bar.pause_wanted.connect(sheets.pause)
        bar.resume_wanted.connect(sheets.resume)
        bar.result_wanted.connect(self._open_result)
        bar.closed.connect(self._drop_bar)
        self.bar = bar
        self._bars.put_sheet(bar)

    def _drop_bar(self) -> None:
        if self.bar is not None:
            self.bar = None
            self._bars.drop_sheet()

    def _stop(self) -> None:
        if not self._services.sheets.stop():
            self.trouble.emit(texts.confirmations.too_late())

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _forget_result(self) -> None:
        if self.result_dialog is not None:
            self.result_dialog.deleteLater()
            self.result_dialog = None

    def _mark_read(self) -> None:
        ids = self._picked.ids()
        self._tasks.start("together:mark", lambda: self._marked_read(ids))

    async def _marked_read(self, application_ids: tuple[int, ...]) -> None:
        await self._services.mark_read(application_ids)
        self.toast.emit(texts.together.marked_read(len(application_ids)))

    def _ask_export(self) -> None:
        """Ask where, without a loop of its own."""
        cases = self.chosen.cases()
        dialog = QFileDialog(self._window, texts.together.export())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(texts.together.export_file())
        dialog.fileSelected.connect(lambda path: self.save(Path(path), cases))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def save(self, path: Path, cases: tuple[CaseView, ...]) -> None:
        """Write these there."""
        self._tasks.start("together:export", lambda: self._save(path, cases))

    async def _save(self, path: Path, cases: tuple[CaseView, ...]) -> None:
        try:
            await export.save(path, cases)
        except OSError:
            self.trouble.emit(texts.proof.not_exported(path.name))
        else:
            self.toast.emit(texts.together.exported(path.name))


def _over(refunds: Collection[Refund]) -> SheetChanged:
    """News of a sheet whose refunds have all had their turn."""
    count = len(refunds)
    amount = total_of(refund.amount for refund in refunds)
    return SheetChanged(sheet="", stage=SheetStage.ENDED, total=count, over=count, amount=amount)
