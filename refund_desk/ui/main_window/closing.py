"""Closing the desk: undo what waits, let what was begun end, then go."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

# As long as one call to WeChat Pay may take (decisions.md 3.8).
DRAIN_MS: Final = 25_000
_LOOK_MS: Final = 20
_LOOPS: Final = "loop:"
_NOTE_AFTER_MS: Final = 300


class ClosingServices(Protocol):
    """What closing needs of the application layer."""

    def undo_all(self) -> None:
        """Undo every refund that can still be undone."""

    def stop_background(self) -> None:
        """Let the loops of the background end after what they are doing."""


class Closing(QObject):
    """Runs once. Signal: `done` when nothing of a person's presses is under way any more.

    A send that has begun is never cancelled: it is waited for, 25 s at most, and what is in doubt
    then is healed at the next start. The loops of the background are only told to stop; whoever
    started the program waits for them.
    """

    done = Signal()

    def __init__(self, services: ClosingServices, tasks: TaskRunner, window: QWidget) -> None:
        """Wait to be begun."""
        super().__init__(window)
        self._services, self._tasks = services, tasks
        self._note = _Note(window)
        self._since = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._see)
        self._refusing: asyncio.Task[object] | None = None
        self.is_done = False

    @property
    def has_begun(self) -> bool:
        """Whether the window is on its way out."""
        return self._refusing is not None

    def note_is_shown(self) -> bool:
        """Whether it took so long that the person was told."""
        return self._note.isVisible()

    def begin(self) -> None:
        """Undo, take no more work, wait; a second call changes nothing."""
        if self._refusing is not None:
            return
        self._services.undo_all()
        self._services.stop_background()
        # Not through the runner, which takes nothing more from now on.
        self._refusing = asyncio.get_event_loop().create_task(self._tasks.drain(0))
        self._since.start()
        self._look.start()

    def _see(self) -> None:
        """Go when everything has ended, or when it may take no longer; tell who waits."""
        began = self._refusing is not None and self._refusing.done()
        if (began and not self._is_busy()) or self._since.hasExpired(DRAIN_MS):
            self._look.stop()
            self.is_done = True
            self.done.emit()
        elif self._since.hasExpired(_NOTE_AFTER_MS) and not self._note.isVisible():
            self._note.show()

    def _is_busy(self) -> bool:
        return any(not key.startswith(_LOOPS) for key in self._tasks.running_keys())


class _Note(Card):
    """A sentence in the middle of the window, for a closing that can be noticed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("surface", "control", parent=window)
        self._window = window
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 14, 20, 14)
        line.setSpacing(10)
        line.addWidget(IconLabel("timer-sand", "accent_text", 20))
        line.addWidget(PlainLabel(texts.trouble.closing(), px=14))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the middle, over everything."""
        del event
        self.adjustSize()
        middle = self._window.rect().center()
        self.move(middle.x() - self.width() // 2, middle.y() - self.height() // 2)
        self.raise_()
