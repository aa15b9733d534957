"""The program's own window over the planted books: searched, typed into, and a bug in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.single_instance import SingleInstance
from refund_desk.ui.application import event_loop, make_application
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.unlock.unlock_window import UnlockWindow
from refund_desk.window import WindowOptions, _Program
from tests.secrets.plants import PLANTS
from tests.secrets.watch import Watch

Found = TypeVar("Found", bound=QWidget)
_WAIT_S = 30.0


def live_in_window(folders: Folders, watch: Watch) -> None:
    """Until everything was looked at; the books stay open, as when the PC is switched off."""
    application = make_application(["refund-desk"], language="zh_CN", choice="light")
    instance = SingleInstance(folders.make(folders.root))
    assert instance.claim()
    options = WindowOptions(
        data_dir=folders.root, practice=False, language="zh_CN", theme="light", timing=None
    )
    with event_loop(application) as loop:
        program = _Program(application, options, folders, instance)

        async def both() -> None:
            life = asyncio.ensure_future(program.live())
            story = asyncio.ensure_future(_story(program, watch))
            await asyncio.wait({life, story}, return_when=asyncio.FIRST_COMPLETED)
            await story

        # Not left in order: whoever is killed closes nothing.
        loop.run_until_complete(both())
        watch.look()


async def _story(program: _Program, watch: Watch) -> None:
    locked = await _shown(program, UnlockWindow)
    await _until(lambda: locked._answer is not None)
    locked.passphrase.edit.setText(PLANTS.passphrase)
    locked.open.click()
    window = await _shown(program, MainWindow)
    await _until(lambda: window.detail.case is not None)
    watch.look()
    window.inbox.search.setText(PLANTS.search)
    window.detail.centre.composer.text.setPlainText(PLANTS.draft)
    for page in ("history", "reconcile", "settings", "inbox"):
        window.show_page(page)
        await asyncio.sleep(0.1)
    QTimer.singleShot(0, _fall)
    await _until(lambda: window.banners.keys()[:1] == ["crashed"])
    window.memory.keep_geometry(window.saveGeometry())
    window.memory.keep_list(window.width(), 400)
    watch.look()


def _fall() -> None:
    names: dict[str, object] = {}
    names[PLANTS.phone]


async def _shown(program: _Program, kind: type[Found]) -> Found:
    found: list[Found] = []

    def is_shown() -> bool:
        window = program._window
        if isinstance(window, kind) and window.isVisible():
            found.append(window)
        return bool(found)

    await _until(is_shown)
    return found[0]


async def _until(holds: Callable[[], object]) -> None:
    ends = asyncio.get_running_loop().time() + _WAIT_S
    while not holds():
        assert asyncio.get_running_loop().time() < ends, "it never came true"
        await asyncio.sleep(0.02)
