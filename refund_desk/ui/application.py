"""QApplication and event loop, from start to finish."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from refund_desk.resource_paths import resource
from refund_desk.ui import theme
from refund_desk.ui.garbage import garbage_here
from refund_desk.ui.texts.translating import Language, speak

APPLICATION_ID = "refund-desk"


def make_application(
    arguments: Sequence[str],
    *,
    language: Language = "zh_CN",
    choice: theme.ThemeChoice = "system",
) -> QApplication:
    """The one QApplication with language and look, or the one that is there already."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        application = present
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        application = QApplication([*arguments[:1]])
    application.setApplicationName(APPLICATION_ID)
    application.setDesktopFileName(APPLICATION_ID)
    application.setWindowIcon(_window_icon())
    theme.install(application, choice)
    speak(application, language)
    return application


@contextmanager
def event_loop(application: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """A qasync loop for this application, current while the block runs, closed after it."""
    # The last window's closing would stop the loop in the middle of the draining.
    application.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    hooks = sys.get_asyncgen_hooks()

    def finish(generator: AsyncGenerator[Any, Any]) -> None:
        # WORKAROUND(https://github.com/CabbageDevelopment/qasync): until it installs the hooks
        # of asyncio itself. Without them a half-read answer is closed outside its task.
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    sys.set_asyncgen_hooks(finalizer=finish)
    try:
        with garbage_here():
            yield loop
    finally:
        sys.set_asyncgen_hooks(*hooks)
        asyncio.set_event_loop(None)
        loop.close()


def run_desk(
    application: QApplication, make_window: Callable[[], Awaitable[tuple[QWidget, asyncio.Event]]]
) -> None:
    """Run the loop until the window's closing is done.

    `make_window` shows the window and gives it with the event that is set after its last work
    (draining included); whoever closes the window sets it.
    """

    async def live() -> None:
        window, closed = await make_window()
        await closed.wait()
        window.hide()

    with event_loop(application) as loop:
        loop.run_until_complete(live())


def _window_icon() -> QIcon:
    icon = QIcon()
    for size in (16, 24, 32, 48, 256):
        path = resource("icons", f"app-{size}.png")
        if path.is_file():
            icon.addFile(str(path))
    return icon
