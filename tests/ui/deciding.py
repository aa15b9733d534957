"""A window with the decisions over it, and the presses of a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand, RejectCommand
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.decisions import Decisions
from refund_desk.ui.decisions.reject_dialog import RejectDialog
from refund_desk.ui.texts import Language
from tests.ui.staging import Stage, staged

WU, LIN, HE, ZHAO, SUN = 1, 2, 3, 4, 5


@dataclass
class Desk:
    """The decisions on a bare window, with what they told."""

    stage: Stage
    window: QWidget
    field: QLineEdit
    place: QWidget
    decisions: Decisions
    decided: list[int]
    toasts: list[str]
    troubles: list[str]

    def case(self, number: int) -> CaseView:
        return self.stage.services.shop.views[number]

    def change(self, number: int, **changes: object) -> CaseView:
        """Another state of a case, as events would bring it."""
        view = replace(self.case(number), **changes)  # type: ignore[arg-type] # checked by replace
        self.stage.services.shop.put(view)
        return view

    def approve(self, number: int = LIN) -> ApproveDialog:
        """Open the approve dialog and let it read what it reads."""
        assert self.decisions.approve(self.case(number))
        dialog = self.decisions.dialog
        assert isinstance(dialog, ApproveDialog)
        self.settle()
        return dialog

    def reject(self, number: int = ZHAO) -> RejectDialog:
        """Open the reject dialog and let it read what it reads."""
        assert self.decisions.reject(self.case(number))
        dialog = self.decisions.dialog
        assert isinstance(dialog, RejectDialog)
        self.settle()
        return dialog

    def settle(self) -> None:
        """Until nothing that was started runs any more, and its events have arrived."""
        self.stage.wait_until(lambda: not self.stage.tasks.running_keys())
        self.stage.let_turn(0.01)

    def approvals(self) -> list[ApproveCommand]:
        return [call[1] for call in self.stage.services.called("approve_application")]

    def rejections(self) -> list[RejectCommand]:
        return [call[1] for call in self.stage.services.called("reject_application")]


@contextmanager
def deciding(
    application: QApplication, *, language: Language = "zh_CN", practice: bool = False
) -> Iterator[Desk]:
    with staged(application, language=language, practice=practice) as stage:
        window = QWidget()
        window.resize(1366, 696)
        column = QVBoxLayout(window)
        place, field = QWidget(), QLineEdit()
        column.addWidget(place, 1)
        column.addWidget(field)
        window.show()
        window.activateWindow()
        decisions = Decisions(stage.services, stage.tasks, stage.bridge, window, place)
        decisions.readable_after_ms = 0
        desk = Desk(stage, window, field, place, decisions, [], [], [])
        decisions.decided.connect(desk.decided.append)
        decisions.toast.connect(desk.toasts.append)
        decisions.trouble.connect(desk.troubles.append)
        try:
            yield desk
        finally:
            stage.services.undo_all()
            stage.wait_until(lambda: not stage.tasks.running_keys())
            if decisions.dialog is not None:
                decisions.dialog.reject()
            window.close()
            window.deleteLater()


def type_amount(dialog: ApproveDialog, text: str) -> None:
    """As a person does: everything is selected, so typing replaces."""
    dialog.amount.field.setFocus()
    dialog.amount.field.selectAll()
    QTest.keyClicks(dialog.amount.field, text)


def ctrl_enter(widget: QWidget, *, at_once: bool = False) -> None:
    """A press of its own; one that follows the last release `at_once` is a held key's."""
    if not at_once:
        QTest.qWait(35)
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def double_click(widget: QWidget) -> None:
    """As the window system reports it: press, release, double press, release."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton)


def with_red_check(case: CaseView) -> CaseView:
    """The case with a red check: too late for a return."""
    late = Finding("within_days", Verdict.RED, count=22, bound=7)
    return replace(
        case,
        findings=(late, *case.findings[1:]),
        approve=replace(case.approve, needs_tick=True),
    )
