"""The ground all tests stand on: no display, no home of a person, no unexpected warning."""

import gc
import itertools
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from scripts.build_translations import build_translations
from tests.practice_process import PracticeShop, running_practice_shop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Line heights differ between Chinese fonts, so measurements hold for this one only.
PINNED_FONT = "WenQuanYi Micro Hei"

_FOLDER_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_WINDOWS_VARIABLES = ("USERPROFILE", "APPDATA", "LOCALAPPDATA")
_PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_QT_VARIABLES = ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI", "QT_SCREEN_SCALE_FACTORS")

_LONGEST = ("campaign_tests", "connecting", "journeys", "secrets")

_HOME = pytest.StashKey[Path]()
_test_numbers = itertools.count(1)

# A slow or busy machine is no reason for a property to be wrong.
settings.register_profile("refund desk", deadline=None, print_blob=True)
settings.load_profile("refund desk")


def pytest_configure(config: pytest.Config) -> None:
    # Python collects garbage in whichever thread makes objects. Windows that a test left behind
    # bear that in their own thread only, so it is done there, between two tests. Before the first
    # one there is nothing to collect: looking for it took a quarter of the time to find the tests.
    gc.disable()
    # Beside other processes of the same run only the first one writes.
    if not hasattr(config, "workerinput"):
        build_translations()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # A developer's own keyring, proxy or scaling must neither help nor hurt.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in (*_PROXY_VARIABLES, *_QT_VARIABLES):
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)
    home = tempfile.TemporaryDirectory(prefix="refund-desk-tests-")
    config.add_cleanup(home.cleanup)
    config.stash[_HOME] = Path(home.name)
    for name, value in _home_variables(Path(home.name) / "session").items():
        os.environ[name] = value


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Their files take longest, and with them at the end one process would work while others idle.
    # The order by chance, which came before, stays within both parts.
    items.sort(key=lambda test: test.path.parent.name not in _LONGEST)


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    counts, most = gc.get_count(), gc.get_threshold()
    full = [n for n in range(len(most)) if counts[n] > most[n]]
    if full:
        gc.collect(full[-1])


def _home_variables(home: Path) -> dict[str, str]:
    folders = {name: str(home / name.lower()) for name in (*_FOLDER_VARIABLES, *_WINDOWS_VARIABLES)}
    return {"HOME": str(home), **folders}


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test alone; it does not exist until somebody writes to it."""
    home = request.config.stash[_HOME] / f"{next(_test_numbers)}"
    for name, value in _home_variables(home).items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """No test leaves its language to the next one."""
    yield
    if "refund_desk.ui.texts.translating" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication

    from refund_desk.ui.texts import translating

    application = QCoreApplication.instance()
    if application is not None and translating.language_in_force() != "en":
        translating.speak(application, "en")


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


@pytest.fixture(autouse=True)
def expect_log(request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """Any log record of WARNING and above fails the test, unless its text was announced.

    Announce it with `@pytest.mark.expect_log("regular expression")`, or by calling this fixture.
    An announced record that never comes fails the test, too.
    """
    patterns: list[str] = [mark.args[0] for mark in request.node.iter_markers("expect_log")]
    records = _Records()
    logging.getLogger().addHandler(records)
    yield patterns.append
    logging.getLogger().removeHandler(records)
    texts = [f"{record.name}: {record.getMessage()}" for record in records.seen]
    surprises = [text for text in texts if not any(re.search(p, text) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, text) for text in texts)]
    if surprises or missing:
        pytest.fail(f"unexpected log records: {surprises}; announced but missing: {missing}")


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The one application object, on a machine that has the pinned Chinese font."""
    from PySide6.QtGui import QFontDatabase

    if os.name == "posix" and not QFontDatabase.hasFamily(PINNED_FONT):
        pytest.exit(f"the font {PINNED_FONT} is missing: `make test` as root installs it", 3)
    # As in the program. Else the last window of one test ends every later wait before it began.
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


@pytest.fixture(scope="session")
def practice_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeShop]:
    """One practice server for the whole run: for reading, and for changes nobody else looks at."""
    with running_practice_shop(tmp_path_factory.mktemp("practice") / "shop") as shop:
        yield shop


@pytest.fixture(scope="module")
def own_practice_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeShop]:
    """A practice server of this module alone, strict, with refunds settling after one second."""
    flags = ("--strict", "--settle-seconds", "1")
    with running_practice_shop(tmp_path_factory.mktemp("practice") / "shop", *flags) as shop:
        yield shop


@pytest.fixture
def start_practice_shop(tmp_path: Path) -> Iterator[Callable[..., PracticeShop]]:
    """Starts practice servers with flags of this test's choice; all stop at its end."""
    numbers = itertools.count(1)
    with ExitStack() as running:

        def start(*flags: str) -> PracticeShop:
            folder = tmp_path / f"practice-{next(numbers)}"
            return running.enter_context(running_practice_shop(folder, *flags))

        yield start
