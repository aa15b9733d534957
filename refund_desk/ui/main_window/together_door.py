"""The way to everything about many applications, made when one is picked for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from refund_desk.ui.event_bridge import EventBridge

if TYPE_CHECKING:
    from refund_desk.ui.main_window.window import MainWindow
    from refund_desk.ui.together.together import Together


class TogetherDoor(QObject):
    """Holds `Together` once it is needed; its bar stands below the list."""

    def __init__(self, window: MainWindow, bridge: EventBridge) -> None:
        """Wait for the first pick."""
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._together: Together | None = None
        # Before the bar below the list hears of it, and hides.
        window.model.picked.changed.connect(self._keep_focus)
        window.model.picked.changed.connect(self._open)

    @property
    def together(self) -> Together:
        """The behaviour; made when first asked for."""
        if self._together is None:
            from refund_desk.ui.together.together import Together

            window = self._window
            self._together = Together(
                window.services,
                window.tasks,
                self._bridge,
                window.model.picked,
                window.decisions.bars,
            )
            self._together.toast.connect(window.outcomes.good)
            self._together.trouble.connect(window.outcomes.bad)
            window.inbox.put_foot(self._together.selection)
        return self._together

    def pick_current(self) -> None:
        """Pick the open application, or let it go."""
        current = self._window.inbox.list.current_id()
        if current is not None:
            self._window.model.picked.toggle(current)

    def pick_all(self) -> None:
        """Pick all that is loaded."""
        self._window.model.picked.pick(self._window.model.loaded_ids())

    def review(self) -> None:
        """Open the review sheet over what is picked."""
        self.together.review()

    def _keep_focus(self) -> None:
        """Nothing is picked: the focus leaves the bar, which hides, for the list."""
        at = self._window.focusWidget()
        if self._together is None or self._window.model.picked or at is None:
            return
        if self._together.selection.isAncestorOf(at):
            self._window.inbox.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self._window.model.picked.changed.disconnect(self._open)
        # From now on it follows the picks by itself, this first one included.
        _ = self.together
