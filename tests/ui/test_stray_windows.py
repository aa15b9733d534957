"""Nothing but windows is ever shown as a window, not even for a moment.

A part that is made visible before it has its place is a window of its own until then. Windows shows
it: it flashes up, and each one costs time.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from refund_desk.ui.main_window.rail import PageKey
from tests.ui.window_stage import LIN, Desk, desk

_PAGES: tuple[PageKey, ...] = ("history", "reconcile", "settings", "inbox")


class Watch(QObject):
    """Notes what is shown as a window though it is none."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at whatever is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            wanted = isinstance(watched, QMainWindow | QDialog)
            if watched.windowType() is Qt.WindowType.Window and not wanted:
                self.strays.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.fixture
def shop(qapp: QApplication, watch: Watch) -> Iterator[Desk]:
    assert watch.strays == []
    with desk(qapp) as shop:
        yield shop


def _open_dialogs(shop: Desk) -> list[QDialog]:
    return [dialog for dialog in shop.window.findChildren(QDialog) if dialog.isVisible()]


def test_parts_are_in_their_place_before_they_are_shown(shop: Desk, watch: Watch) -> None:
    shop.open_case(LIN)
    case = shop.window.detail.case
    assert case is not None
    for press in (shop.window.approve, shop.window.reject):
        press(case)
        shop.stage.wait_until(lambda: _open_dialogs(shop))
        _open_dialogs(shop)[0].reject()
        shop.stage.let_turn()
    for page in _PAGES:
        shop.window.show_page(page)
        shop.stage.let_turn()
    assert sorted(set(watch.strays)) == []
