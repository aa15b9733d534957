"""The first-run page: it shows only what works, and its one button leads on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from refund_desk.ui import texts, theme
from refund_desk.ui.first_run.first_run_window import FirstRunWindow
from tests.connecting.test_draft import WHOLE
from tests.ui.fake_connecting import FakeConnecting
from tests.ui.staging import Stage, staged


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[FirstRunWindow]:
    theme.install(qapp, "light")
    texts.speak(qapp, "zh_CN")
    window = FirstRunWindow("zh_CN")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield window
    texts.speak(qapp, "en")


def test_it_opens(window: FirstRunWindow) -> None:
    assert window.windowTitle() == "退款台"
    words = {label.text() for label in window.findChildren(QLabel)}
    assert {"欢迎使用退款台", "先用练习店铺试一试", "还没有连接任何来源"} <= words
    assert "连接我的商户号" not in words
    assert not window.grab().isNull()


def test_the_button_leads_into_the_practice_shop_once(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.practice_chosen):
        QTest.mouseClick(window.page.enter, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(window.practice_chosen):
        QTest.mouseClick(window.page.enter, Qt.MouseButton.LeftButton)


def test_enter_leads_there_too(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.practice_chosen):
        QTest.keyClick(window.page, Qt.Key.Key_Return)


def test_a_start_that_did_not_work_is_said_and_can_be_repeated(
    window: FirstRunWindow, qtbot: QtBot
) -> None:
    window.page.enter.click()
    assert window.page.enter.is_busy
    window.page.show_failed()
    assert any(
        label.text() == "练习店铺没打开，请重试" and label.isVisible()
        for label in window.findChildren(QLabel)
    )
    with qtbot.waitSignal(window.practice_chosen):
        window.page.enter.click()


def test_the_other_language_is_one_press_away(
    window: FirstRunWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(window.language_chosen) as chosen:
        window.page.other_language.click()
    assert chosen.args == ["en"]
    texts.speak(qapp, "en")
    window.speak("en")
    words = {label.text() for label in window.findChildren(QLabel)}
    assert "Welcome to Refund Desk" in words
    with qtbot.waitSignal(window.language_chosen) as back:
        window.page.other_language.click()
    assert back.args == ["zh_CN"]


@pytest.fixture
def whole(qapp: QApplication) -> Iterator[tuple[Stage, FirstRunWindow]]:
    """The window as the program makes it, able to connect a merchant number."""
    with staged(qapp) as stage:
        services = FakeConnecting()
        services.findings, services.code = WHOLE, None
        window = FirstRunWindow("zh_CN", tasks=stage.tasks, make_services=lambda: services)
        window.show()
        window.activateWindow()
        yield stage, window
        window.close()
        window.deleteLater()
        stage.let_turn(0.01)
    texts.speak(qapp, "en")


def test_the_other_language_fits_and_enter_still_leads_on(
    whole: tuple[Stage, FirstRunWindow], qapp: QApplication
) -> None:
    stage, window = whole
    window.page.other_language.setFocus()
    texts.speak(qapp, "en")
    window.speak("en")
    assert window.page.enter.hasFocus()
    stage.let_turn(0.01)
    shown = [label for label in window.page.findChildren(QLabel) if label.isVisible()]
    assert len(shown) > 10
    assert [x.text() for x in shown if x.width() < x.sizeHint().width()] == []


def test_the_second_card_leads_to_the_keys_and_later_leads_back(
    whole: tuple[Stage, FirstRunWindow],
) -> None:
    stage, window = whole
    assert "连接我的商户号" in {label.text() for label in window.findChildren(QLabel)}
    QTest.keyClick(window.page.connect_button, Qt.Key.Key_Return)
    assert window.centralWidget() is window.credentials
    assert window.credentials is not None
    QTest.mouseClick(window.credentials.later, Qt.MouseButton.LeftButton)
    stage.let_turn(0.01)
    assert window.centralWidget() is window.page
    assert window.page.connect_button.isVisible()


def test_a_connected_number_is_where_the_program_goes(
    whole: tuple[Stage, FirstRunWindow], qtbot: QtBot
) -> None:
    stage, window = whole
    window.connect_merchant()
    page = window.credentials
    assert page is not None
    page.presenter.read((Path("cert.zip"),))
    stage.wait_until(lambda: page.presenter.draft.mchid)
    for _ in range(4):
        page.forward.click()
    with qtbot.waitSignal(window.shop_chosen) as chosen:
        page.save_later.click()
    assert chosen.args == ["1900000109"]


def test_trouble_with_saving_is_told(whole: tuple[Stage, FirstRunWindow]) -> None:
    _stage, window = whole
    window.connect_merchant()
    assert window.credentials is not None
    window.credentials.trouble.emit("电脑的密钥库锁着，请解锁后再试")
    assert window.toast.isVisible()


def test_without_the_means_to_connect_the_way_is_not_offered(window: FirstRunWindow) -> None:
    window.connect_merchant()
    assert window.credentials is None
    assert not window.page.connect_button.isVisible()


def test_closing_says_so(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
