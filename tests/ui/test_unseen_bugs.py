"""Bugs outside any task are told like the others, and Python prints nothing of them."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from refund_desk.ui.application import event_loop
from refund_desk.ui.task_runner import CrashReport
from refund_desk.ui.unseen_bugs import UnseenBugs

PHONE = "13987654321"


class _Button(QObject):
    pressed = Signal()


def fall() -> None:
    raise KeyError(PHONE)


@pytest.fixture
def told(qapp: QApplication) -> Iterator[list[CrashReport]]:
    """What is told while the bugs of this test are heard."""
    bugs = UnseenBugs()
    reports: list[CrashReport] = []
    bugs.crashed.connect(reports.append)
    with event_loop(qapp) as loop, bugs.heard(loop):
        yield reports


@pytest.mark.expect_log("a bug ended window")
def test_a_slot_that_falls_is_told_once(
    told: list[CrashReport], capfd: pytest.CaptureFixture[str]
) -> None:
    button = _Button()
    button.pressed.connect(fall)
    for _ in range(3):
        button.pressed.emit()
    (report,) = told
    assert report.key == "window"
    assert report.text.endswith("KeyError")
    assert PHONE not in report.text
    assert capfd.readouterr() == ("", "")


@pytest.mark.expect_log("a bug ended thread")
def test_a_thread_that_falls_is_told(told: list[CrashReport]) -> None:
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    # Told in the window's thread: by its next turn.
    QCoreApplication.processEvents()
    assert [report.key for report in told] == ["thread"]


@pytest.mark.expect_log("a bug ended loop")
def test_a_callback_of_the_loop_that_falls_is_told(told: list[CrashReport]) -> None:
    async def turn() -> None:
        asyncio.get_running_loop().call_soon(fall)
        await asyncio.sleep(0.01)

    asyncio.get_event_loop_policy().get_event_loop().run_until_complete(turn())
    assert [report.key for report in told] == ["loop"]


@pytest.mark.expect_log("a bug ended unraisable")
def test_what_falls_while_it_is_destroyed_is_told(told: list[CrashReport]) -> None:
    class Thing:
        def __del__(self) -> None:
            fall()

    Thing()
    gc.collect()
    assert [report.key for report in told] == ["unraisable"]


def test_leaving_by_the_keyboard_is_no_bug_and_the_hooks_come_back(qapp: QApplication) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    bugs = UnseenBugs()
    reports: list[CrashReport] = []
    bugs.crashed.connect(reports.append)
    with event_loop(qapp) as loop, bugs.heard(loop):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        loop.call_exception_handler({"message": "nothing was raised"})
    assert reports == []
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
