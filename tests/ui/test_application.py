"""The application object and its loop, from start to finish."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refund_desk.ui import texts, theme
from refund_desk.ui.application import event_loop, make_application, run_desk

# Importing any of these before the first paint would break the start-up targets.
_NOT_AT_START = ("sqlalchemy", "alembic", "httpx", "cryptography", "aiohttp", "PySide6.QtNetwork")


def test_making_it_again_keeps_the_one_application(qapp: QApplication) -> None:
    assert make_application(["x"], language="en", choice="dark") is qapp
    assert theme.current().is_dark
    assert make_application(["x"], language="zh_CN", choice="light") is qapp
    assert texts.common.page_inbox() == "收件箱"
    texts.speak(qapp, "en")


def test_the_desk_runs_until_its_closing_is_done(qapp: QApplication, qtbot: QtBot) -> None:
    theme.install(qapp, "light")
    steps: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)

    async def make_window() -> tuple[QWidget, asyncio.Event]:
        closed = asyncio.Event()
        window.show()

        async def drain() -> None:
            window.close()
            await asyncio.sleep(0.02)
            steps.append("drained")
            closed.set()

        steps.append("shown")
        drain_task = asyncio.get_running_loop().create_task(drain())
        drain_task.add_done_callback(lambda _task: steps.append("done"))
        return window, closed

    run_desk(qapp, make_window)
    assert steps == ["shown", "drained", "done"]
    assert not window.isVisible()


def test_an_error_while_making_the_window_is_not_swallowed(qapp: QApplication) -> None:
    async def make_window() -> tuple[QWidget, asyncio.Event]:
        raise LookupError("no books")

    with pytest.raises(LookupError, match="no books"):
        run_desk(qapp, make_window)


def test_a_half_read_stream_is_closed_by_the_loop(qapp: QApplication) -> None:
    closed: list[str] = []

    async def stream() -> AsyncIterator[int]:
        try:
            for number in range(10):
                yield number
        finally:
            await asyncio.sleep(0)
            closed.append("closed")

    async def read_one() -> None:
        async for _number in stream():
            break
        for _turn in range(5):
            await asyncio.sleep(0)

    before = sys.get_asyncgen_hooks()
    with event_loop(qapp) as loop:
        loop.run_until_complete(read_one())
    assert closed == ["closed"]
    assert sys.get_asyncgen_hooks() == before


def test_awaiting_loses_no_reference_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on CPython 3.11 lost one at each await, and aborted in the end."""

    async def await_often() -> None:
        for _turn in range(2_000):
            await asyncio.sleep(0)

    with event_loop(qapp) as loop:
        before = sys.getrefcount(None)
        loop.run_until_complete(await_often())
        assert sys.getrefcount(None) > before - 500


def test_the_foundation_imports_nothing_slow() -> None:
    wanted = (
        "import refund_desk.ui.application, sys;"
        f"print([m for m in {_NOT_AT_START!r} if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", wanted], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
