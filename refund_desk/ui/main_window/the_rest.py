"""What the window can be shown without: read and made once its first rows are on the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from refund_desk.ui.main_window.window import MainWindow

_BREATH_S: Final = 0.02


async def make_the_rest(window: MainWindow) -> None:
    """Have the dialogs and the other pages at hand before a key asks for them.

    Their code is read in a thread, because reading it takes longer than a frame.
    """
    await asyncio.to_thread(_read_the_rest)
    for make in (lambda: window.decisions, lambda: window.history, lambda: window.reconciliation):
        make()
        await asyncio.sleep(_BREATH_S)


def _read_the_rest() -> None:
    import refund_desk.ui.decisions.decisions
    import refund_desk.ui.goods_back.goods_back
    import refund_desk.ui.history.page
    import refund_desk.ui.reconciliation.page  # noqa: F401 - imported for the cache of modules
