"""Garbage with Qt in it goes in the window's thread, whoever makes objects elsewhere."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from refund_desk.ui.garbage import collect_due, garbage_here
from tests.ui.staging import Stage, staged


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as stage:
        yield stage


class Knot:
    """Garbage that only a collection finds; it notes the thread that it goes in."""

    def __init__(self, gone_in: list[int]) -> None:
        self.itself = self
        self.timer = QTimer()
        self.timer.start(10_000)
        self._gone_in = gone_in

    def __del__(self) -> None:
        self._gone_in.append(threading.get_ident())


def make_many() -> list[list[int]]:
    """Objects enough for several collections."""
    return [[n] for n in range(50_000)]


def test_another_thread_collects_nothing(stage: Stage) -> None:
    gone_in: list[int] = []
    Knot(gone_in)
    elsewhere = threading.Thread(target=make_many)
    elsewhere.start()
    elsewhere.join()
    assert gone_in == []
    kept = make_many()
    collect_due()
    stage.wait_until(lambda: gone_in)
    assert gone_in == [threading.get_ident()]
    assert kept


def test_a_turning_loop_collects(stage: Stage) -> None:
    gone_in: list[int] = []
    with garbage_here():
        Knot(gone_in)
        kept = make_many()
        stage.wait_until(lambda: gone_in)
    assert gone_in == [threading.get_ident()]
    assert kept


@pytest.mark.usefixtures("qapp")
def test_python_is_left_as_it_was() -> None:
    with garbage_here():
        assert not gc.isenabled()
    assert not gc.isenabled()
    gc.enable()
    try:
        with garbage_here():
            assert not gc.isenabled()
        assert gc.isenabled()
    finally:
        gc.disable()
