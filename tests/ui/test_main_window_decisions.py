"""The main job through the window, and closing it at any moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refund_desk.domain.events import RefundChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from tests.ui.window_stage import HE, LIN, Desk, desk

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as shown:
        shown.open_case(LIN)
        yield shown


def _approve(shop: Desk) -> None:
    """A, then Ctrl+Enter once the dialog can be read."""
    shop.key(Qt.Key.Key_A)
    dialog = shop.window.decisions.dialog
    assert isinstance(dialog, ApproveDialog)
    shop.stage.let_turn(0.65)
    QTest.keyClick(dialog, Qt.Key.Key_Return, _CTRL)
    shop.stage.wait_until(shop.window.decisions.bars.bars)
    # A window manager gives the focus back when a dialog closes; here there is none.
    shop.window.activateWindow()


def _state(shop: Desk, application_id: int) -> RefundState | None:
    refund = shop.services.shop.views[application_id].refund
    return refund.state if refund is not None else None


def test_ctrl_z_undoes_even_from_a_text_field(shop: Desk) -> None:
    shop.services.undo_s = 5.0
    _approve(shop)
    shop.window.detail.focus_composer()
    shop.key(Qt.Key.Key_Z, _CTRL)
    shop.stage.wait_until(lambda: _state(shop, LIN) is RefundState.UNDONE)
    shop.stage.wait_until(lambda: shop.window.toast.accessibleName() == "已撤销，钱没有动")
    assert not shop.services.called("submit_now")


def test_what_was_approved_leaves_and_the_next_one_opens(shop: Desk) -> None:
    _approve(shop)
    shop.window.inbox_page.focus_list()
    shop.stage.wait_until(lambda: _state(shop, LIN) is RefundState.PROCESSING)
    shop.stage.wait_until(lambda: shop.shown_id() == HE)
    assert shop.window.inbox.list.current_id() == HE
    assert shop.window.inbox.list.hasFocus()
    shop.stage.wait_until(lambda: shop.window.rail.buttons["inbox"].count == 8)
    assert shop.window.toast.accessibleName() == "已提交 ¥108.00，微信正在退"


def test_closing_undoes_what_waits_and_goes(shop: Desk, qtbot: QtBot) -> None:
    shop.services.undo_s = 5.0
    _approve(shop)
    closed: list[bool] = []
    shop.window.closed.connect(lambda: closed.append(True))
    shop.window.close()
    assert not closed, "what was begun comes first"
    shop.stage.wait_until(lambda: closed)
    assert _state(shop, LIN) is RefundState.UNDONE
    assert shop.services.called("undo_all")
    assert shop.services.called("stop_background")
    # The next start tells of it; "last time" is no word for now.
    shop.stage.let_turn(0.1)
    shop.window._hear(RefundChanged(LIN, 1, RefundState.UNDONE, Fen(1), "undo.closed"))
    shop.stage.let_turn(0.1)
    assert "上次关闭" not in shop.window.toast.accessibleName()
    assert not shop.window.isVisible()


def test_closing_waits_for_a_send_and_says_so(shop: Desk) -> None:
    gate = asyncio.Event()

    async def send() -> None:
        await gate.wait()

    async def follow() -> None:
        await forever.wait()

    forever = asyncio.Event()
    shop.stage.tasks.start("loop:far-side", follow)
    shop.stage.tasks.start("submit:42", send)
    closed: list[bool] = []
    shop.window.closed.connect(lambda: closed.append(True))
    shop.window.close()
    shop.window.close()
    shop.stage.wait_until(shop.window.closing.note_is_shown)
    assert shop.window.isVisible()
    assert not closed
    assert not shop.stage.tasks.start("submit:43", send), "nothing new begins"
    gate.set()
    shop.stage.wait_until(lambda: closed)
    assert closed == [True], "the loops end with the program, not with the window"
    forever.set()


def test_closing_keeps_the_draft(shop: Desk) -> None:
    shop.window.detail.focus_composer()
    QTest.keyClicks(shop.window.detail.centre.composer.text, "hello")
    closed: list[bool] = []
    shop.window.closed.connect(lambda: closed.append(True))
    shop.window.close()
    shop.stage.wait_until(lambda: closed)
    assert ("save_draft", LIN, "hello") in shop.services.calls
