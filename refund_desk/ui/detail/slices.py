"""Work cut into pieces, one a turn of the event loop, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

Piece = Callable[[], None]


class Slices(QObject):
    """Runs pieces in their order. Newer work replaces what has not been done of the older."""

    def __init__(self, parent: QObject) -> None:
        """Start idle."""
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def is_idle(self) -> bool:
        """Whether everything has been done."""
        return not self._pieces

    def run(self, *pieces: Piece) -> None:
        """Do these, beginning with the next turn."""
        self._pieces = list(pieces)
        self._timer.start()

    def _next(self) -> None:
        if self._pieces:
            self._pieces.pop(0)()
        if not self._pieces:
            self._timer.stop()
