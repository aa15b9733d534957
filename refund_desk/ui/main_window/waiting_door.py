"""What an application waits for: the way to its proof, and the banner that reminds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.events import ApplicationsChanged, Event, SyncChanged, SyncState
from refund_desk.ui.decisions.words_field import holds_pictures
from refund_desk.ui.event_bridge import EventBridge

if TYPE_CHECKING:
    from refund_desk.ui.main_window.window import MainWindow

# A page of applications comes as one event each; one look after the last of them is enough.
_CALM_MS: Final = 400


class WaitingDoor(QObject):
    """Brings what was dropped, pasted or pressed to the dialog of the proof; keeps the reminders.

    It looks again with each poll of a source, and whenever an application changed.
    """

    def __init__(self, window: MainWindow, bridge: EventBridge) -> None:
        """Follow the open application and the events."""
        super().__init__(window)
        self._window = window
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._look)
        bridge.happened.connect(self._hear)
        detail = window.detail
        detail.decision.proof_wanted.connect(self.give_proof)
        detail.decision.take_back_wanted.connect(self._take_back)
        detail.facts.proof.given.connect(self._take)
        window.keeper.application_wanted.connect(self._show)
        # Text fields take the key for themselves; elsewhere it means the proof.
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window)
        paste.activated.connect(self._paste)

    def give_proof(self) -> None:
        """Open the dialog for the proof of the open application, where one is waited for."""
        self._take(None)

    def _take(self, brought: QMimeData | None) -> None:
        case = self._window.detail.case
        if case is not None and case.awaited_proof is not None:
            self._window.decisions.give_proof(case, brought)

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().mimeData()
        if self._window.page == "inbox" and holds_pictures(copied):
            self._take(copied)

    def _take_back(self) -> None:
        case = self._window.detail.case
        if case is not None:
            self._window.decisions.take_back(case)

    def _show(self, application_id: int) -> None:
        self._window.show_page("inbox")
        self._window.presenter.show_application(application_id)

    def _hear(self, event: Event) -> None:
        polled = isinstance(event, SyncChanged) and event.state is not SyncState.RUNNING
        if polled or isinstance(event, ApplicationsChanged):
            self._calm.start()

    def _look(self) -> None:
        if self._window.closing.has_begun:
            return
        # One that still runs may have read before the change; the calm begins anew.
        if not self._window.tasks.start("waiting:reminders", self._remind):
            self._calm.start()

    async def _remind(self) -> None:
        try:
            reminders = await self._window.services.negotiate.reminders()
        except StorageError:
            # The books' own banner says it; what was told before stays.
            return
        self._window.keeper.tell_waiting(reminders)
