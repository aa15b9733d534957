"""One bench a test, on a copy of an empty ledger: making one costs more than most tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from refund_desk.adapters.storage.ledger import open_ledger
from tests.application.bench import Bench, open_bench
from tests.storage.examples import KEY, MCHID


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that was opened once."""
    folder = tmp_path_factory.mktemp("empty-ledger")
    open_ledger(folder, KEY, mchid=MCHID, practice=True).close()
    return folder


@pytest.fixture
def bench(tmp_path: Path, empty_ledger: Path) -> Iterator[Bench]:
    """A desk over a ledger of its own, without an undo window."""
    shutil.copytree(empty_ledger, tmp_path / "ledger")
    yield from open_bench(tmp_path / "ledger")
