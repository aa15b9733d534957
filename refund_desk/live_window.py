"""Opening a live desk with its person beside it: locked books ask for what opens them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.pictures import PictureReader
from refund_desk.application.ports.vault import VaultError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.masking import mask_mchid
from refund_desk.live_desk import LiveDesk, LiveShops, Unlock, open_live_desk
from refund_desk.ui.settings.recovery_dialog import RecoveryDialog
from refund_desk.ui.unlock.unlock_window import UnlockWindow

log = logging.getLogger(__name__)


async def open_with_unlocking(
    shops: LiveShops,
    place: str,
    events: EventSink,
    picture_reader: PictureReader,
    *,
    show: Callable[[QWidget], None],
) -> LiveDesk | None:
    """The desk of this merchant number; None when the person left instead of unlocking it.

    `show` brings a window up. Raises a `StorageError` when the books themselves do not open.
    """
    mchid = Mchid(place)
    window: UnlockWindow | None = None
    unlock = Unlock()
    try:
        while True:
            try:
                return await open_live_desk(shops, mchid, events, picture_reader, unlock=unlock)
            except VaultError as error:
                log.info("the vault did not open: %s", error.why)
                why = error.why
            if window is None:
                window = await _window_for(shops, mchid)
                show(window)
                window.ask(why)
            else:
                window.refuse(why)
            given = await window.answer()
            if given is None:
                return None
            unlock = Unlock(passphrase=given.passphrase, code=given.code)
    finally:
        if window is not None:
            window.hide()
            window.deleteLater()


def show_owed_code(shops: LiveShops, mchid: Mchid, window: QWidget) -> None:
    """Show the recovery code once more over this window, if nobody has kept it yet."""
    code = shops.code_owed(mchid)
    if code is None:
        return
    dialog = RecoveryDialog(window, code)
    dialog.finished.connect(lambda _result: shops.code_kept(mchid))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


async def _window_for(shops: LiveShops, mchid: Mchid) -> UnlockWindow:
    has_store = await asyncio.to_thread(shops.find_key_store) is not None
    return UnlockWindow(mask_mchid(mchid), new_passphrase=not has_store)
