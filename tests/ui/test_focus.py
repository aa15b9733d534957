"""The amount field and the focus ring: what the keyboard does before money moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refund_desk.ui import theme
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.segments import Segment, SegmentControl


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


def _row(*widgets: QWidget) -> QWidget:
    window = QWidget()
    line = QHBoxLayout(window)
    line.setContentsMargins(20, 20, 20, 20)
    for widget in widgets:
        line.addWidget(widget)
    return window


def _segments() -> SegmentControl:
    return SegmentControl(
        [Segment("a", "待处理", 9), Segment("b", "等客户"), Segment("c", "异常", 2, alarms=True)]
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("108.50", "108.50"),
        ("1a0b8", "108"),
        ("-5", "5"),
        ("1.234", "1.23"),
        ("007", "0"),
        ("1e3", "13"),
    ],
)
def test_the_amount_field_takes_digits_and_one_point_only(
    qtbot: QtBot, typed: str, kept: str
) -> None:
    field = AmountField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.text() == kept


@pytest.mark.parametrize("pasted", ["１２", "¥108.00", "1,080.00", "一百"])
def test_the_amount_field_guesses_nothing_from_what_is_pasted(qtbot: QtBot, pasted: str) -> None:
    field = AmountField()
    qtbot.addWidget(field)
    QApplication.clipboard().setText(pasted)
    field.paste()
    assert field.text() == ""


def test_enter_in_the_amount_moves_on_and_presses_nothing(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    field, button = AmountField(), Button("确认退款", kind="primary")
    show(_row(field, button))
    field.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert button.hasFocus()


def test_the_amount_is_selected_on_focus_so_typing_replaces_it(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    field, other = AmountField(), Button("x")
    show(_row(field, other))
    field.setText("108.00")
    other.setFocus()
    field.setFocus()
    qtbot.waitUntil(lambda: field.selectedText() == "108.00")
    QTest.keyClicks(field, "5")
    assert field.text() == "5"


def test_a_locked_amount_says_why(qtbot: QtBot) -> None:
    field = AmountField()
    qtbot.addWidget(field)
    field.set_locked("金额由微信小店的售后单决定")
    QTest.keyClicks(field, "1")
    assert field.text() == ""
    assert field.toolTip() == "金额由微信小店的售后单决定"
    field.set_wrong(True)
    assert field.property("state") == "error"


# Focus


def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    one, two = Button("一"), Button("二")
    window = _row(one, two)
    ring = FocusRing(window)
    show(window)
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert two.hasFocus()
    assert ring.isVisible()
    assert ring.geometry().contains(QRect(two.mapTo(window, QPoint(0, 0)), two.size()))
    two.move(two.x(), two.y() + 7)
    assert ring.geometry().top() == two.y() - 5
    two.hide()
    assert not ring.isVisible()
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    FocusRing.focus_visibly(one)
    assert ring.isVisible()


def test_the_ring_goes_around_the_chosen_segment(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    control = _segments()
    window = _row(control)
    ring = FocusRing(window)
    show(window)
    FocusRing.focus_visibly(control)
    before = ring.geometry()
    QTest.keyClick(control, Qt.Key.Key_Right)
    assert ring.geometry().left() > before.left()
    assert ring.width() < control.width()


def test_fields_show_their_focus_themselves(show: Callable[[QWidget], None]) -> None:
    field, button = AmountField(), Button("x")
    window = _row(button, field)
    ring = FocusRing(window)
    show(window)
    FocusRing.focus_visibly(field)
    assert field.hasFocus()
    assert not ring.isVisible()
