"""Fills the page: reads on the loop, one answer for the newest question only, and the presses."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.proof_rows import ProofOfDay
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import BillsChanged, Event, RefundChanged
from refund_desk.domain.identifiers import RefundId
from refund_desk.ui import sentences, texts
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.reconciliation import export
from refund_desk.ui.reconciliation.needs import ReconciliationServices
from refund_desk.ui.task_runner import TaskRunner

# Many events come together; one reading answers them.
_PAUSE_MS: Final = 300


class ProofFeed(QObject):
    """Reads and presses for the page.

    Signals: `days_read(tuple[ProofDay])`, `day_read(ProofOfDay)`, `running(date, bool)` while a day
    is being asked for, `fetched(date, DayTry)` after a press, `unread(StorageError)`,
    `recorded(int)` with the fen, `noted`, `saved(str)` with a file's name, `refused(str)` with a
    sentence.
    """

    days_read = Signal(object)
    day_read = Signal(object)
    running = Signal(object, bool)
    fetched = Signal(object, object)
    recorded = Signal(object)
    noted = Signal()
    saved = Signal(str)
    refused = Signal(str)
    unread = Signal(object)

    def __init__(
        self, services: ReconciliationServices, tasks: TaskRunner, bridge: EventBridge
    ) -> None:
        """Read again when something changed, while `watch`ed."""
        super().__init__()
        self._services, self._tasks = services, tasks
        self._day: date | None = None
        self._question = 0
        self._is_watched = self._is_stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read_again)
        bridge.happened.connect(self._follow)

    def now(self) -> datetime:
        """The business clock (UTC)."""
        return self._services.clock.now()

    def choose(self, day: date) -> None:
        """From now on this day is shown."""
        self._day = day
        self.read_again()

    def read_again(self) -> None:
        """Read the list of days, and the day that is shown."""
        self._is_stale = False
        self._question += 1
        question = self._question
        self._tasks.start(f"proof:read:{question}", lambda: self._read(question))

    def watch(self, watched: bool) -> None:
        """Follow events only while somebody looks; catch up when they look again."""
        self._is_watched = watched
        if watched and self._is_stale:
            self.read_again()

    def fetch(self, day: date) -> bool:
        """Get the bills of a day now; False while that is being done already."""
        return self._tasks.start(f"proof:fetch:{day}", lambda: self._fetch(day))

    def record(self, refund_id: RefundId, fen: int, *, told_before: bool) -> None:
        """Write down a refund that nobody made here."""
        self._tasks.start(
            f"proof:say:{refund_id}", lambda: self._record(refund_id, fen, told_before)
        )

    def note(self, day: date, number: str) -> None:
        """Say that a difference was looked at."""
        self._tasks.start(f"proof:say:{number}", lambda: self._note(day, number))

    def save(self, path: Path, proof: ProofOfDay) -> None:
        """Write a day into a file for the accountant."""
        self._tasks.start(f"proof:save:{path}", lambda: self._save(path, proof))

    async def _save(self, path: Path, proof: ProofOfDay) -> None:
        try:
            await export.save(path, proof)
        except OSError:
            self.refused.emit(texts.proof.not_exported(path.name))
        else:
            self.saved.emit(path.name)

    async def _read(self, question: int) -> None:
        proof = self._services.proof
        try:
            days = await proof.days()
            wanted = self._day or (days[0].day if days else None)
            shown = await proof.of(wanted) if wanted is not None else None
        except StorageError as error:
            if question == self._question:
                self.unread.emit(error)
            return
        if question != self._question:
            return
        self._day = wanted
        self.days_read.emit(days)
        if shown is not None:
            self.day_read.emit(shown)

    async def _fetch(self, day: date) -> None:
        result: DayTry = await self._services.proof.fetch(day)
        self.fetched.emit(day, result)
        self.read_again()

    async def _record(self, refund_id: RefundId, fen: int, told_before: bool) -> None:
        try:
            await self._services.proof.record(refund_id, told_before=told_before)
        except RuleBrokenError as error:
            self.refused.emit(sentences.sentence(error.code, **error.limits))
        else:
            self.recorded.emit(fen)
        self.read_again()

    async def _note(self, day: date, number: str) -> None:
        try:
            await self._services.proof.note(day, number)
        except RuleBrokenError as error:
            self.refused.emit(sentences.sentence(error.code, **error.limits))
        else:
            self.noted.emit()
        self.read_again()

    def _follow(self, event: Event) -> None:
        if isinstance(event, BillsChanged):
            self.running.emit(event.day, event.running)
        if not isinstance(event, BillsChanged | RefundChanged):
            return
        if self._is_watched:
            self._pause.start()
        else:
            self._is_stale = True
