"""A window deleted while it shows takes its followers along, without a word and without a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.ui.widgets.dialog import Scrim
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.toast import Toast
from tests.ui.staging import Stage, staged


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as stage:
        yield stage


def told(window: QWidget) -> Toast:
    toast = Toast(window)
    toast.say("已复制")
    return toast


@pytest.mark.parametrize("follower", [told, Toast, FocusRing, Scrim])
def test_a_window_that_shows_can_go(
    stage: Stage, follower: Callable[[QWidget], QWidget], capfd: pytest.CaptureFixture[str]
) -> None:
    window = QMainWindow()
    middle = QWidget()
    column = QVBoxLayout(middle)
    for name in "ab":
        column.addWidget(QPushButton(name))
    window.setCentralWidget(middle)
    follows = follower(window)
    if isinstance(follows, Toast):
        follows.keep_above(middle)
    window.show()
    window.activateWindow()
    stage.let_turn(0.02)
    # The ring lies around something that goes as well.
    QTest.keyClick(window, Qt.Key.Key_Tab)
    window.deleteLater()
    stage.wait_until(lambda: not isValid(window))
    assert not isValid(follows)
    assert not capfd.readouterr().err
