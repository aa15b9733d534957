"""What is known of the picked applications: read a few at a time, and again when they change."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.sheet_draft import SheetDraft, draft_of
from refund_desk.domain.events import (
    ApplicationsChanged,
    Event,
    RefundChanged,
    SendingHalted,
    SendingResumed,
)
from refund_desk.domain.fen import Fen
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.together.needs import SheetServices

# Payments that were never read are asked for at WeChat Pay: a few at a time.
_READERS: Final = 3
_BREATH_MS: Final = 60


class Chosen(QObject):
    """The picks with all that the checks need. Signal: `changed`, some times a second at most."""

    changed = Signal()

    def __init__(self, services: SheetServices, tasks: TaskRunner, bridge: EventBridge) -> None:
        """Nothing is picked."""
        super().__init__()
        self._services, self._tasks = services, tasks
        self._ids: tuple[int, ...] = ()
        self._cases: dict[int, CaseView] = {}
        self._waiting: dict[int, None] = {}
        self._asked: set[int] = set()
        self.left_today: Fen | None = None
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH_MS)
        self._breath.timeout.connect(self.changed)
        bridge.happened.connect(self._hear)

    @property
    def total(self) -> int:
        """How many are picked."""
        return len(self._ids)

    @property
    def known(self) -> int:
        """How many of them were read; what changes is read again while it stays known."""
        return len(self._cases)

    @property
    def is_known(self) -> bool:
        """Whether all were read."""
        return self.known == self.total

    @property
    def is_told(self) -> bool:
        """Whether nothing waits to be read, and what was read was told."""
        return not self._waiting and not self._breath.isActive()

    def cases(self) -> tuple[CaseView, ...]:
        """Those that were read, in the order of the list."""
        return tuple(self._cases[n] for n in self._ids if n in self._cases)

    def draft(self) -> SheetDraft:
        """Which of them may go together."""
        return draft_of(self.cases())

    def choose(self, application_ids: tuple[int, ...]) -> None:
        """Exactly these, in this order."""
        self._ids = application_ids
        self._cases = {n: case for n, case in self._cases.items() if n in set(application_ids)}
        self._asked &= set(application_ids)
        self._waiting = dict.fromkeys(n for n in application_ids if n not in self._cases)
        self._read()
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        match event:
            case ApplicationsChanged(application_ids=ids):
                self._again(ids or self._ids)
            case RefundChanged(application_id=int() as application_id):
                self._again((application_id,))
            case SendingHalted() | SendingResumed():
                self._again(self._ids)
            case _:
                pass

    def _again(self, application_ids: tuple[int, ...]) -> None:
        """Read these again, those of them that are picked."""
        picked = set(self._ids)
        self._waiting.update(dict.fromkeys(n for n in application_ids if n in picked))
        if picked:
            self._read()

    def _read(self) -> None:
        if self._waiting:
            for reader in range(_READERS):
                self._tasks.start(f"together:read:{reader}", self._read_on)

    async def _read_on(self) -> None:
        """Read until nothing waits."""
        try:
            while self._waiting:
                application_id = next(iter(self._waiting))
                del self._waiting[application_id]
                await self._read_one(application_id)
                if not self._waiting:
                    # Read inside the loop: what comes meanwhile is read as well.
                    self.left_today = await self._services.sheets.left_today()
        except StorageError:
            # What could not be read does not count as fit; a newer event reads again.
            self._waiting.clear()
            raise
        finally:
            self._breath.start()

    async def _read_one(self, application_id: int) -> None:
        case = await self._services.cases.view(application_id)
        unread = case is not None and case.order is None and not case.order_missing
        if unread and application_id not in self._asked:
            self._asked.add(application_id)
            await self._services.read_payment(application_id)
            case = await self._services.cases.view(application_id)
        if case is not None and application_id in set(self._ids):
            self._cases[application_id] = case
        if not self._breath.isActive():
            self._breath.start()
