"""Dialogs: who may say yes, how, and when; and that nothing else stops meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from refund_desk.ui import theme
from refund_desk.ui.application import event_loop
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import (
    CONFIRM_AFTER_MS,
    DeskDialog,
    Scrim,
    ask,
    picture_with_dialogs,
)
from refund_desk.ui.widgets.labels import ParagraphLabel

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    chosen = theme.install(qapp, "light")
    yield
    chosen.choose("light")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a widget as the active window, and keeps it for the test."""
    kept: list[QWidget] = []

    def shown(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return shown


class _Question(DeskDialog):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window, title="同意并退款")
        self.amount = AmountField()
        self.body.addWidget(self.amount)
        self.yes = Button("确认退款", kind="primary")
        self.footer.addWidget(self.yes)
        self.set_confirm(self.yes)


@pytest.fixture
def window(show: Callable[[QWidget], None]) -> QWidget:
    window = QWidget()
    window.resize(900, 600)
    show(window)
    return window


def _opened(qtbot: QtBot, window: QWidget) -> _Question:
    dialog = _Question(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_an_open_dialog_veils_the_window_and_blocks_only_it(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    [scrim] = window.findChildren(Scrim)
    assert scrim.isVisible()
    assert scrim.geometry() == window.rect()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    window.resize(1000, 620)
    assert scrim.geometry() == window.rect()
    dialog.reject()
    assert not scrim.isVisible()
    _opened(qtbot, window)
    assert window.findChildren(Scrim) == [scrim]


def test_escape_and_cross_answer_no(qtbot: QtBot, window: QWidget) -> None:
    no = [int(QDialog.DialogCode.Rejected)]
    dialog = _opened(qtbot, window)
    with qtbot.waitSignal(dialog.finished) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args == no
    dialog = _opened(qtbot, window)
    with qtbot.waitSignal(dialog.finished) as told:
        QTest.mouseClick(dialog.close_button, _LEFT)
    assert told.args == no


def test_enter_never_confirms(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    qtbot.wait(CONFIRM_AFTER_MS + 50)
    with qtbot.assertNotEmitted(dialog.finished):
        for widget in (dialog, dialog.amount, dialog.yes):
            QTest.keyClick(widget, Qt.Key.Key_Return)
    dialog.reject()


def test_a_held_key_never_confirms(qtbot: QtBot, window: QWidget) -> None:
    """As some X servers report it: release and press in one breath, not marked as repeated."""
    dialog = _opened(qtbot, window)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    QTest.keyClick(dialog.amount, Qt.Key.Key_Return, _CTRL)
    clock = QElapsedTimer()
    clock.start()
    while not clock.hasExpired(CONFIRM_AFTER_MS + 60):
        QTest.keyPress(dialog.amount, Qt.Key.Key_Return, _CTRL)
        QTest.keyRelease(dialog.amount, Qt.Key.Key_Return, _CTRL)
        QTest.qWait(2)
    assert answers == []
    QTest.qWait(60)
    QTest.keyClick(dialog.amount, Qt.Key.Key_Return, _CTRL)
    assert answers == [int(QDialog.DialogCode.Accepted)]


def test_ctrl_enter_confirms_once_the_dialog_has_been_seen(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    with qtbot.assertNotEmitted(dialog.finished):
        QTest.keyClick(dialog.amount, Qt.Key.Key_Return, _CTRL)
    qtbot.wait(CONFIRM_AFTER_MS + 50)
    dialog.yes.setEnabled(False)
    with qtbot.assertNotEmitted(dialog.finished):
        QTest.keyClick(dialog.amount, Qt.Key.Key_Return, _CTRL)
    dialog.yes.setEnabled(True)
    qtbot.wait(40)
    with qtbot.waitSignal(dialog.finished) as told:
        QTest.keyClick(dialog.amount, Qt.Key.Key_Return, _CTRL)
    assert told.args == [int(QDialog.DialogCode.Accepted)]


def test_a_dialog_grows_with_its_words(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    before = dialog.height()
    dialog.body.addWidget(ParagraphLabel("最多还能退 ¥236.00，请改小。" * 12))
    qtbot.waitUntil(lambda: dialog.height() > before + 40)
    dialog.set_title("拒绝退款")
    assert dialog.windowTitle() == "拒绝退款"
    dialog.reject()


def test_the_picture_shows_window_and_dialog(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    picture = picture_with_dialogs(window)
    assert picture.size() == window.size()
    centre = picture.toImage().pixelColor(window.width() // 2, window.height() // 2)
    assert centre != window.grab().toImage().pixelColor(window.width() // 2, window.height() // 2)
    dialog.reject()


@pytest.mark.parametrize("accepted", [True, False])
def test_ask_waits_without_stopping_other_tasks(
    qapp: QApplication, window: QWidget, accepted: bool
) -> None:
    steps: list[int] = []

    async def other_work() -> None:
        for step in range(20):
            steps.append(step)
            await asyncio.sleep(0)

    async def main() -> bool:
        dialog = _Question(window)
        work = asyncio.ensure_future(other_work())
        asyncio.get_running_loop().call_later(0.05, dialog.accept if accepted else dialog.reject)
        answer = await ask(dialog)
        assert work.done()
        return answer

    with event_loop(qapp) as loop:
        assert loop.run_until_complete(main()) is accepted
    assert steps == list(range(20))
