"""Opening locked books: passphrase, recovery code, a locked key store; never in a hurry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from refund_desk.application.ports.vault import (
    MasterKeyLostError,
    PassphraseNeededError,
    VaultLockedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from refund_desk.domain.secret import Secret
from refund_desk.ui import texts
from refund_desk.ui.unlock.unlock_window import Given, UnlockWindow
from tests.ui.staging import Stage, staged


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as stage:
        yield stage
    texts.speak(qapp, "en")


@pytest.fixture
def make(stage: Stage) -> Iterator[Callable[..., UnlockWindow]]:
    windows: list[UnlockWindow] = []

    def made(why: str, *, new_passphrase: bool = False) -> UnlockWindow:
        window = UnlockWindow("1900****09", new_passphrase=new_passphrase)
        window.ask(why)
        window.show()
        window.activateWindow()
        windows.append(window)
        return window

    yield made
    for window in windows:
        window.close()
        window.deleteLater()
    stage.let_turn(0.01)


def asked(stage: Stage, window: UnlockWindow) -> asyncio.Task[Given | None]:
    task = stage.loop.create_task(window.answer())
    stage.let_turn(0.01)
    return task


def test_the_passphrase_is_given_on_enter(stage: Stage, make: Callable[..., UnlockWindow]) -> None:
    window = make(PassphraseNeededError.why)
    answer = asked(stage, window)
    assert window.passphrase.edit.hasFocus()
    assert not window.code.isVisible()
    QTest.keyClicks(window.passphrase.edit, "a passphrase")
    QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    stage.wait_until(answer.done)
    assert answer.result() == Given(passphrase=Secret("a passphrase"))
    assert window.open.is_busy


def test_a_wrong_one_is_said_and_the_fourth_has_to_wait(
    stage: Stage, make: Callable[..., UnlockWindow]
) -> None:
    window = make(PassphraseNeededError.why)
    for _ in range(2):
        window.refuse(WrongPassphraseError.why)
        assert window.passphrase.below.text() == "口令不对"
        assert window.open.isEnabled()
    window.refuse(WrongPassphraseError.why)
    assert window.passphrase.below.text() == "输错多次，2 秒后再试"
    assert not window.open.isEnabled()
    answer = asked(stage, window)
    QTest.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    stage.let_turn(0.01)
    assert not answer.done()
    for _ in range(2):
        window._count_down()
    assert window.open.isEnabled()
    window.refuse(WrongPassphraseError.why)
    assert window.passphrase.below.text() == "输错多次，4 秒后再试"
    window.close()
    stage.wait_until(answer.done)


def test_a_forgotten_passphrase_leads_to_the_code(
    stage: Stage, make: Callable[..., UnlockWindow]
) -> None:
    window = make(PassphraseNeededError.why, new_passphrase=True)
    answer = asked(stage, window)
    QTest.mouseClick(window.use_code, Qt.MouseButton.LeftButton)
    assert window.code.isVisible()
    assert window.fresh.isVisible()
    assert not window.passphrase.isVisible()
    assert window.lead.text() == "请输入纸上的恢复码"
    QTest.mouseClick(window.use_code, Qt.MouseButton.LeftButton)
    assert window.passphrase.edit.hasFocus()
    QTest.mouseClick(window.use_code, Qt.MouseButton.LeftButton)
    assert window.code.edit.hasFocus()
    # From paper, letter by letter: it is seen while it is typed, the new passphrase is not.
    assert window.code.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert window.fresh.edit.echoMode() is QLineEdit.EchoMode.Password
    window.code.edit.setText("ABCD-EFGH")
    QTest.mouseClick(window.open, Qt.MouseButton.LeftButton)
    assert window.fresh.below.text() == "口令至少 8 个字符"
    assert not answer.done()
    window.fresh.edit.setText("a new passphrase")
    QTest.mouseClick(window.open, Qt.MouseButton.LeftButton)
    stage.wait_until(answer.done)
    assert answer.result() == Given(Secret("a new passphrase"), Secret("ABCD-EFGH"))


def test_a_lost_key_asks_for_the_code_alone_where_there_is_a_key_store(
    stage: Stage, make: Callable[..., UnlockWindow]
) -> None:
    window = make(PassphraseNeededError.why)
    window.refuse(MasterKeyLostError.why)
    assert window.code.isVisible()
    assert not window.use_code.isVisible()
    assert window.lead.text() == "这台电脑上没有这家店的主密钥，请输入恢复码"
    assert not window.fresh.isVisible()
    answer = asked(stage, window)
    assert window.code.edit.hasFocus()
    window.code.edit.setText("ABCD")
    QTest.mouseClick(window.open, Qt.MouseButton.LeftButton)
    stage.wait_until(answer.done)
    assert answer.result() == Given(code=Secret("ABCD"))
    window.refuse(WrongRecoveryCodeError.why)
    assert window.code.below.text() == "恢复码不对，或者是另一家店的"


def test_a_locked_key_store_is_tried_again(stage: Stage, make: Callable[..., UnlockWindow]) -> None:
    window = make(VaultLockedError.why)
    assert not window.passphrase.isVisible()
    assert not window.code.isVisible()
    answer = asked(stage, window)
    QTest.mouseClick(window.open, Qt.MouseButton.LeftButton)
    stage.wait_until(answer.done)
    assert answer.result() == Given()
    window.refuse(VaultLockedError.why)
    assert window.open.isEnabled()


def test_leaving_opens_nothing(stage: Stage, make: Callable[..., UnlockWindow]) -> None:
    window = make(PassphraseNeededError.why)
    answer = asked(stage, window)
    QTest.mouseClick(window.quit, Qt.MouseButton.LeftButton)
    stage.wait_until(answer.done)
    assert answer.result() is None
    assert not window.grab().isNull()
