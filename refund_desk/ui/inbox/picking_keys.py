"""Picking rows with Ctrl, Shift, Space and Ctrl+A, as lists do everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from refund_desk.ui.inbox.row_model import InboxModel

if TYPE_CHECKING:
    from refund_desk.ui.inbox.list_view import InboxList

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
PICKING: Final = _CTRL | _SHIFT
_HELD: Final = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PickingKeys:
    """What keys and clicks do to the picks of a list."""

    def __init__(self, rows: InboxList, model: InboxModel) -> None:
        """Pick in this model."""
        self._rows, self._model, self._picked = rows, model, model.picked

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that picks; False when it is another's."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        current = self._rows.current_id()
        if held == _SHIFT and key in _STEPS:
            self._draw(_STEPS[key])
        elif held == _CTRL and key == Qt.Key.Key_A:
            self._picked.pick(self._model.loaded_ids())
        elif not held and key == Qt.Key.Key_Space and current is not None:
            self._picked.toggle(current)
        elif not held and key == Qt.Key.Key_Escape and len(self._picked):
            self._picked.clear()
        else:
            if key not in _HELD:
                self._picked.end_range()
            return False
        return True

    def click(self, event: QMouseEvent, application_id: int) -> bool:
        """Take a click that picks; False when it opens."""
        current = self._rows.current_id()
        if event.modifiers() & _SHIFT:
            if not self._picked.has_anchor:
                self._picked.begin(application_id if current is None else current)
            self._picked.reach(application_id)
        elif event.modifiers() & _CTRL:
            # The first one picked beside the open one takes that along.
            if not len(self._picked) and current is not None and current != application_id:
                self._picked.pick((current,))
            self._picked.toggle(application_id)
        else:
            self._picked.end_range()
            return False
        return True

    def _draw(self, by: int) -> None:
        """Go one row on, and let the range follow."""
        current = self._rows.current_id()
        if current is None:
            return
        self._picked.begin(current)
        self._rows.step(by)
        reached = self._rows.current_id()
        self._picked.reach(current if reached is None else reached)
