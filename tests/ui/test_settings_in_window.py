"""Settings in the window: on the rail, by key, and what they and the certificate tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from refund_desk.application.sending_gate import KEYS_MISSING
from refund_desk.domain.events import (
    PolicyChanged,
    SendingHalted,
    SendingResumed,
    SyncChanged,
    SyncState,
    UndoTicked,
)
from refund_desk.domain.fen import Fen
from refund_desk.ui import texts, theme
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.settings.settings_page import SettingsPage
from refund_desk.ui.widgets.banners import Banner
from refund_desk.ui.widgets.buttons import Button
from tests.connecting.samples import NOW
from tests.connecting.test_draft import FULL
from tests.ui.fake_connecting import OTHER, FakeConnecting
from tests.ui.staging import Stage, staged

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=[False])
def stage(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(qapp, practice=request.param) as stage:
        yield stage
    texts.speak(qapp, "en")


@pytest.fixture
def make(stage: Stage) -> Iterator[Callable[..., MainWindow]]:
    windows: list[MainWindow] = []

    def made(services: FakeConnecting | None) -> MainWindow:
        window = MainWindow(
            stage.services,
            stage.tasks,
            stage.bridge,
            theme.current(),
            connecting=None if services is None else lambda: services,
        )
        window.resize(1366, 696)
        window.show()
        window.activateWindow()
        windows.append(window)
        stage.wait_until(window.isActiveWindow)
        return window

    yield made
    stage.wait_until(lambda: not stage.tasks.is_running("window:rest"))
    for window in windows:
        window.closing.is_done = True
        window.close()
        window.deleteLater()
    stage.let_turn(0.01)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def page_of(window: MainWindow) -> str:
    return window.page


def in_force(stage: Stage, days: float) -> FakeConnecting:
    """Keys whose certificate ends in so many days."""
    ends_at = stage.services.clock.pc_now() + timedelta(days=days)
    return FakeConnecting(replace(FULL.account(NOW), certificate_ends_at=ends_at))


def words_of(window: MainWindow) -> str:
    banners = window.banners.findChildren(Banner)
    return " ".join(banner.accessibleName() for banner in banners if banner.isVisible())


def test_the_rail_and_its_key_lead_to_the_settings_and_esc_back(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(FakeConnecting())
    QTest.mouseClick(window.rail.buttons["settings"], Qt.MouseButton.LeftButton)
    assert page_of(window) == "settings"
    assert isinstance(window.pages.currentWidget(), SettingsPage)
    press(window, Qt.Key.Key_Escape)
    assert page_of(window) == "inbox"
    press(window, Qt.Key.Key_Comma, CTRL)
    assert page_of(window) == "settings"
    assert window.rail.buttons["settings"].isChecked()
    press(window, Qt.Key.Key_F6)
    assert window.rail.buttons["settings"].hasFocus()
    press(window, Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not window.rail.isAncestorOf(focused)


def test_a_window_without_settings_offers_none(make: Callable[..., MainWindow]) -> None:
    window = make(None)
    assert "settings" not in window.rail.buttons
    window.show_page("settings")
    assert window.page == "inbox"


def test_letters_typed_into_a_field_are_no_commands(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(FakeConnecting())
    window.show_page("settings")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "g1/a?")
    assert window.page == "settings"
    page = window.settings.page()
    assert page is not None
    assert page.credentials.presenter.draft.mchid == "g1/a?"


def test_another_shop_is_told_to_the_program(make: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make(FakeConnecting())
    window.show_page("settings")
    page = window.settings.page()
    assert page is not None
    with qtbot.waitSignal(window.shop_wanted) as wanted:
        page.credentials.connected.emit(str(OTHER))
    assert wanted.args == [OTHER]
    page.credentials.left.emit()
    assert window.page == "inbox"
    page.credentials.toast.emit("已保存，新密钥马上生效")
    assert window.toast.isVisible()
    page.credentials.trouble.emit("硬盘满了")
    assert window.toast.accessibleName() == "硬盘满了"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "商户证书 12 天后到期，到期后不能退款"),
        (30, "商户证书 30 天后到期，到期后不能退款"),
        (0.01, "商户证书今天到期，到期后不能退款"),
        (-0.01, "商户证书已经到期，微信不再受理。请到“设置”里换新的"),
        (31, ""),
    ],
)
def test_the_end_of_the_certificate_is_announced_a_month_before(
    stage: Stage, make: Callable[..., MainWindow], days: float, words: str
) -> None:
    window = make(in_force(stage, days))
    window.start()
    assert (words in words_of(window)) if words else ("证书" not in words_of(window))
    window.keeper.look_at_certificate(None)
    assert "证书" not in words_of(window)


def test_its_button_leads_to_the_settings(stage: Stage, make: Callable[..., MainWindow]) -> None:
    window = make(in_force(stage, 3.5))
    window.start()
    banner = next(b for b in window.banners.findChildren(Banner) if "证书" in b.accessibleName())
    banner.pressed.emit("settings")
    assert window.page == "settings"


@pytest.mark.parametrize("stage", [True], indirect=True)
def test_the_practice_shop_has_no_certificate_to_change(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(in_force(stage, 3.5))
    window.start()
    assert "证书" not in words_of(window)
    assert "settings" in window.rail.buttons


def test_missing_keys_are_said_once_with_the_way_to_enter_them(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(FakeConnecting())
    stage.bridge.publish(SendingHalted(KEYS_MISSING))
    stage.bridge.publish(
        SyncChanged("complaint", SyncState.TROUBLE, NOW, why=KEYS_MISSING, next_in_s=120)
    )
    stage.let_turn(0.02)
    assert words_of(window).count("没有商户密钥") == 1
    assert "没同步上" not in words_of(window)
    stage.bridge.publish(SendingResumed())
    stage.let_turn(0.02)
    assert "密钥" not in words_of(window)


@pytest.mark.parametrize("why", ["key.bad", "far.denied"])
def test_stopped_sending_leads_to_the_test_of_the_keys(
    stage: Stage, make: Callable[..., MainWindow], why: str
) -> None:
    window = make(in_force(stage, 300))
    stage.bridge.publish(SendingHalted(why))
    stage.wait_until(lambda: window.banners.keys() == ["halted"])
    [banner] = window.findChildren(Banner)
    [button] = [b for b in banner.findChildren(QAbstractButton) if b.text()]
    button.click()
    assert page_of(window) == "settings"


def buttons_of(window: MainWindow, words: str) -> list[Button]:
    """The buttons of banners that say this and can be seen."""
    buttons = window.banners.findChildren(Button)
    return [button for button in buttons if button.text() == words and button.isVisible()]


def test_what_acted_by_itself_says_that_it_stopped_and_leads_to_the_rules(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(FakeConnecting())
    stage.services.policies.why_stopped = "automatic.unknown"
    stage.services.shop.publish(PolicyChanged("automatic.unknown"))
    stage.wait_until(lambda: buttons_of(window, texts.automatic.stopped_press()))
    buttons_of(window, texts.automatic.stopped_press())[0].click()
    assert page_of(window) == "settings"
    page = window.settings.page()
    assert page is not None
    assert page.policy is not None
    stage.wait_until(page.policy.form.isEnabled)
    assert page.policy.form.automatic.stopped.isVisible()
    page.focus_first()
    assert QApplication.focusWidget() is page.policy.form.return_days.edit
    page.entry.click()
    assert page.credentials.isVisible()
    page.rules_entry.click()
    assert page.policy.isVisible()

    stage.services.shop.publish(PolicyChanged())
    stage.wait_until(lambda: not buttons_of(window, texts.automatic.stopped_press()))


def test_a_refund_that_nobody_pressed_has_its_bar(
    stage: Stage, make: Callable[..., MainWindow]
) -> None:
    window = make(None)
    bars = window.decisions.bars
    stage.services.shop.publish(UndoTicked(101, 9, Fen(4_000), 4.0, 5.0, automatic=True))
    stage.wait_until(bars.bars)
    assert bars.bars()[0].lead.text() == texts.automatic.undo_lead(n=4, amt="¥40.00")
    stage.services.shop.publish(UndoTicked(101, 9, Fen(4_000), 0.0, 5.0))
    stage.wait_until(lambda: not bars.bars())
