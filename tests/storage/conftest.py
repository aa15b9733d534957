"""Ledgers of a folder of their own, closed at the end of each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from tests.storage.examples import KEY, MCHID


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Callable[..., Ledger]]:
    """Opens the ledger of this test's folder, as often as wanted."""
    opened: list[Ledger] = []

    def open_again(**changes: Any) -> Ledger:
        wanted = {"folder": tmp_path, "key": KEY, "mchid": MCHID, "practice": True, **changes}
        opened.append(open_ledger(wanted.pop("folder"), wanted.pop("key"), **wanted))
        return opened[-1]

    yield open_again
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(reopen: Callable[..., Ledger]) -> Ledger:
    """A fresh ledger."""
    return reopen()
