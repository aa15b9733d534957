"""The application's EventSink as a Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from refund_desk.domain.events import Event


class EventBridge(QObject):
    """Takes events from any thread; `happened` carries each on the window's thread, in order.

    Events are always queued, so that no view ever runs in the middle of a use case.
    """

    happened = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Belong to the thread that makes it: the window's."""
        super().__init__(parent)
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def publish(self, event: Event) -> None:
        """Tell what happened; returns at once."""
        self._arrived.emit(event)

    def _tell(self, event: Event) -> None:
        self.happened.emit(event)
