"""What a closing of the desk left undone, kept in the ledger until the next start tells of it."""

from __future__ import annotations

import json
from typing import Final

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import UNDONE_AT_CLOSING

UNDONE_BY_CLOSING: Final = "undo.closed"


def note_undone_by_closing(stores: Stores, refund_id: int) -> None:
    """Keep one more refund that the next start tells of."""
    noted = _noted(stores)
    stores.settings.put(UNDONE_AT_CLOSING, json.dumps([*noted, refund_id]))


def take_undone_by_closing(stores: Stores) -> tuple[int, ...]:
    """The refunds to tell of, oldest first; they are kept no longer, so none is told of twice."""
    noted = _noted(stores)
    if noted:
        stores.settings.put(UNDONE_AT_CLOSING, None)
    return noted


def _noted(stores: Stores) -> tuple[int, ...]:
    return tuple(json.loads(stores.settings.get(UNDONE_AT_CLOSING) or "[]"))
