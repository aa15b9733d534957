"""The whole window with green cases in it, and the presses of a person who picks many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.domain.policy import Verdict
from refund_desk.ui.texts import Language
from refund_desk.ui.together.review_sheet import ReviewSheet
from refund_desk.ui.together.together import Together
from tests.ui.window_stage import Desk, desk

WU, LIN, HE, ZHAO, SUN, QIAN = 1, 2, 3, 4, 5, 6
GREEN = (WU, LIN, HE, SUN, QIAN)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Bulk:
    """A started window whose cases 1, 2, 3, 5 and 6 are all green."""

    desk: Desk

    @property
    def together(self) -> Together:
        return self.desk.window.together.together

    def picks(self) -> tuple[int, ...]:
        """What is picked, in the order of the list."""
        return self.desk.window.model.picked.ids()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the list."""
        QTest.keyClick(self.desk.window.inbox.list, key, held)

    def click(self, number: int, held: Qt.KeyboardModifier) -> None:
        """Click on a row."""
        rows, model = self.desk.window.inbox.list, self.desk.window.model
        rows.reveal(number)
        line = model.order.line_of(number)
        assert line is not None
        at = rows.visualRect(model.index(line, 0)).topLeft() + QPoint(80, 20)
        QTest.mouseClick(rows.viewport(), LEFT, held, at)

    def pick(self, *numbers: int) -> None:
        """Pick these, and wait until their checks are known."""
        self.desk.window.model.picked.pick(numbers)
        self.settle()

    def settle(self) -> None:
        """Until what is picked was read and shown."""
        chosen = self.together.chosen
        self.desk.stage.wait_until(lambda: not self.reading() and chosen.is_told)

    def reading(self) -> bool:
        """Whether something of the picks is being read."""
        keys = self.desk.stage.tasks.running_keys()
        return any(key.startswith("together:") for key in keys)

    def sheet(self, *numbers: int) -> ReviewSheet:
        """The review sheet over these."""
        self.pick(*numbers)
        self.desk.stage.wait_until(self.together.selection.approve_button.isEnabled)
        QTest.mouseClick(self.together.selection.approve_button, LEFT)
        sheet = self.together.dialog
        assert sheet is not None
        self.desk.stage.let_turn(0.02)
        return sheet

    def confirm(self, sheet: ReviewSheet) -> None:
        """Type the total and press."""
        type_total(sheet)
        QTest.mouseClick(sheet.confirm, LEFT)

    def ordered(self) -> list[ApproveSheetCommand]:
        return [call[1] for call in self.desk.services.called("sheet.approve")]

    def change(self, number: int, **changes: object) -> None:
        """Another state of a case, as events would bring it."""
        shop = self.desk.services.shop
        shop.put(replace(shop.views[number], **changes))  # type: ignore[arg-type] # checked by replace
        # The news has to arrive before anything is read again.
        chosen = self.together.chosen
        self.desk.stage.wait_until(
            lambda: all(c is shop.views[c.application_id] for c in chosen.cases())
        )
        self.settle()

    def said(self) -> str:
        """What the window said last at its lower edge."""
        return self.desk.window.toast.accessibleName()


def type_total(sheet: ReviewSheet) -> None:
    """As a person does who reads the figure."""
    sheet.retype.field.clear()
    QTest.keyClicks(sheet.retype.field, sheet.draft.total.to_yuan_text())


@contextmanager
def bulk(
    application: QApplication, *, language: Language = "zh_CN", practice: bool = False
) -> Iterator[Bulk]:
    """The window; sheets can be confirmed at once, without the time to read them."""
    with desk(application, language=language, practice=practice) as made:
        views = made.services.shop.views
        for number in GREEN:
            green = tuple(f for f in views[number].findings if f.verdict is Verdict.GREEN)
            views[number] = replace(views[number], findings=green)
        made.window.inbox_page.focus_list()
        stage = Bulk(made)
        stage.together.readable_after_ms = 0
        try:
            yield stage
        finally:
            made.services.sheets.stop()
            made.stage.wait_until(lambda: not made.stage.tasks.is_running("submit:sheet"))
            for dialog in (stage.together.dialog, stage.together.result_dialog):
                if dialog is not None:
                    dialog.reject()
