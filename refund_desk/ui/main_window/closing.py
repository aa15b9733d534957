"""Closing the desk: undo what waits, let what was begun end, then go."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

# As long as one call to WeChat Pay may take (decisions.md 3.8).
DRAIN_S: Final = 25.0
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
    then is healed at the next start.
    """

    done = Signal()

    def __init__(self, services: ClosingServices, tasks: TaskRunner, window: QWidget) -> None:
        """Wait to be begun."""
        super().__init__(window)
        self._services, self._tasks = services, tasks
        self._note = _Note(window)
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.setInterval(_NOTE_AFTER_MS)
        self._note_timer.timeout.connect(self._note.show)
        self._work: asyncio.Task[None] | None = None
        self.is_done = False

    @property
    def has_begun(self) -> bool:
        """Whether the window is on its way out."""
        return self._work is not None

    def note_is_shown(self) -> bool:
        """Whether it took so long that the person was told."""
        return self._note.isVisible()

    def begin(self) -> None:
        """Undo, take no more work, wait; a second call changes nothing."""
        if self._work is not None:
            return
        self._services.undo_all()
        self._services.stop_background()
        self._note_timer.start()
        # Not through the runner, which takes nothing more from now on.
        self._work = asyncio.get_event_loop().create_task(self._drain(), name="closing")

    async def _drain(self) -> None:
        await self._tasks.drain(DRAIN_S)
        self._note_timer.stop()
        self.is_done = True
        self.done.emit()


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
