"""The practice shops of these tests: one a module, with keys made once for all of them."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from refund_desk.practice.clock import parse_rfc3339
from refund_desk.practice.keys import open_keys
from refund_desk.practice.settings import PracticeSettings
from tests.practice.shop_in_thread import Far, shop_in_thread

NOW = parse_rfc3339("2026-11-18T14:32:00+08:00")


@pytest.fixture(scope="session")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice-keys") / "keys"
    open_keys(folder)
    return folder


@pytest.fixture(scope="module")
def new_folder(made_keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes data folders that hold keys and nothing else."""
    numbers = itertools.count()

    def make() -> Path:
        folder = tmp_path_factory.mktemp(f"far-{next(numbers)}")
        shutil.copytree(made_keys, folder / "keys")
        return folder

    return make


@pytest.fixture(scope="module")
def running(new_folder: Callable[[], Path]) -> Iterator[Far]:
    """One practice shop a module; refunds settle at once."""
    settings = PracticeSettings(data_dir=new_folder(), now_s=NOW, settle_seconds=0)
    with shop_in_thread(settings) as far:
        yield far


@pytest.fixture
def far(running: Far) -> Iterator[Far]:
    """The module's practice shop with no faults and all switches as at its start."""
    yield running
    running.faults()
