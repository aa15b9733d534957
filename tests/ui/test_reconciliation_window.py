"""The daily proof in the window: its place on the rail, its keys, and the balance below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.proof_rows import Balance
from refund_desk.domain.events import BillsChanged
from refund_desk.domain.fen import Fen
from refund_desk.ui.widgets.focus_ring import FocusRing
from tests.ui.fake_proof import DAY, ONE, at, found_row, picture_day
from tests.ui.window_stage import LIN, Desk, desk

CTRL = Qt.KeyboardModifier.ControlModifier
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as shown:
        yield shown


def opened(shop: Desk) -> None:
    """Go to the page and wait until a day is shown."""
    shop.key(Qt.Key.Key_3, CTRL)
    shop.stage.wait_until(lambda: shop.window.reconciliation.day == DAY)
    shop.stage.wait_until(shop.window.reconciliation.differences.isVisible)
    shop.stage.let_turn(0.01)


def page_of(shop: Desk) -> str:
    return shop.window.page


def test_the_page_has_a_key_and_a_place_on_the_rail(shop: Desk) -> None:
    window = shop.window
    opened(shop)
    assert page_of(shop) == "reconcile"
    assert QApplication.focusWidget() is window.reconciliation.differences.rows[0].buttons[0]
    assert window.rail.buttons["reconcile"].isChecked()
    assert window.rail.buttons["reconcile"].toolTip() == "对账 (Ctrl+3)"
    shop.key(Qt.Key.Key_1, CTRL)
    assert page_of(shop) == "inbox"
    QTest.mouseClick(window.rail.buttons["reconcile"], CLICK)
    assert page_of(shop) == "reconcile"
    assert QApplication.focusWidget() is window.reconciliation.differences.rows[0].buttons[0]
    shop.key(Qt.Key.Key_2, CTRL)
    assert page_of(shop) == "history"


def test_letters_of_the_inbox_do_nothing_there(shop: Desk) -> None:
    opened(shop)
    assert not shop.window.menu.actions["approve"].isEnabled()
    assert shop.window.menu.actions["reconcile"].isEnabled()


def test_f6_goes_between_the_page_and_the_rail(shop: Desk) -> None:
    opened(shop)
    page = shop.window.reconciliation
    page.focus_first()
    shop.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is shop.window.rail.buttons["reconcile"]
    shop.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.differences.rows[0].buttons[0]


def test_search_and_esc_lead_back_to_the_inbox(shop: Desk) -> None:
    opened(shop)
    shop.key(Qt.Key.Key_F, CTRL)
    assert page_of(shop) == "inbox"
    assert shop.window.inbox.search.hasFocus()
    shop.key(Qt.Key.Key_3, CTRL)
    shop.key(Qt.Key.Key_Escape)
    assert page_of(shop) == "inbox"


def test_an_application_is_opened_from_the_page(shop: Desk) -> None:
    proof = replace(picture_day(), differences=(found_row(application_id=LIN),))
    shop.services.proof.put(proof)
    opened(shop)
    QTest.mouseClick(shop.window.reconciliation.differences.rows[0].buttons[1], CLICK)
    assert page_of(shop) == "inbox"
    shop.stage.wait_until(lambda: shop.shown_id() == LIN)


def test_what_was_said_is_told_in_a_toast(shop: Desk) -> None:
    opened(shop)
    QTest.mouseClick(shop.window.reconciliation.differences.rows[1].buttons[0], CLICK)
    shop.stage.wait_until(shop.window.toast.isVisible)
    assert shop.window.toast.accessibleName().startswith("已核对")


def test_the_ring_lets_go_of_a_row_that_is_made_anew(shop: Desk) -> None:
    opened(shop)
    page = shop.window.reconciliation
    press = page.differences.rows[1].buttons[0]
    FocusRing.focus_visibly(press)
    shop.stage.let_turn(0.01)
    assert shop.window.ring.isVisible()
    QTest.keyClick(press, Qt.Key.Key_Space)
    shop.stage.wait_until(lambda: shop.services.called("note_difference"))
    shop.stage.wait_until(lambda: not page.differences.rows[1].buttons[:-1])
    shop.stage.let_turn(0.05)


def test_no_balance_is_shown_while_none_is_known(shop: Desk) -> None:
    shop.stage.let_turn(0.4)
    assert not shop.window.status.balance.isVisible()
    assert "余额" not in shop.window.status.accessibleName()


def test_the_balance_is_that_of_the_last_bill_with_its_date(shop: Desk) -> None:
    status = shop.window.status
    shop.services.proof.held = Balance(Fen(864_215), at("21:33"))
    shop.stage.bridge.publish(BillsChanged(DAY))
    shop.stage.wait_until(status.balance.isVisible)
    assert status.balance.text() == "余额 ¥8,642.15（11-17 账单）"
    assert "2026-11-17 21:33:00" in status.balance.toolTip()
    status.follow(shop.services.clock.now())
    assert "余额 ¥8,642.15" in status.accessibleName()
    shop.services.proof.held = Balance(Fen(1), at("09:00", DAY + ONE))
    shop.stage.bridge.publish(BillsChanged(DAY + ONE))
    shop.stage.wait_until(lambda: status.balance.text() == "余额 ¥0.01（11-18 账单）")
    shop.services.proof.held = None
    shop.stage.bridge.publish(BillsChanged(DAY + ONE))
    shop.stage.wait_until(lambda: not status.balance.isVisible())
