"""Fills the history: reads on the loop, one answer for the newest question only."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.rows import HistoryFilter, HistoryRow, HistorySummary
from refund_desk.domain.events import ApplicationsChanged, Event, RefundChanged
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.history.life import LifeLine, life_lines
from refund_desk.ui.task_runner import MakeCoroutine, TaskRunner

# More than a high window shows; they come at once, the rest when all are known.
FIRST: Final = 64
# Many events come together; one reading answers them.
_PAUSE_MS: Final = 300


class HistoryServices(Protocol):
    """What the history needs of the application layer."""

    @property
    def reads(self) -> ReadModel:
        """Rows, ids, sums and audit lines."""

    @property
    def clock(self) -> Clock:
        """Now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a filter brought: the ids in order, and their sums.

    Without sums, these are the first of very many: all of them and the sums follow.
    """

    ids: array[int]
    summary: HistorySummary | None


@dataclass(frozen=True, slots=True)
class Life:
    """The logged life of an application, as far as it could be read at `now` (UTC)."""

    application_id: int
    row: HistoryRow | None
    lines: tuple[LifeLine, ...]
    now: datetime


class HistoryFeed(QObject):
    """Reads for the page.

    Signals: `read(Reading)`, `rows_read(ids, rows)`, `life_read(Life)`, `whole_read(bool)`;
    `unread(StorageError)` when a reading brought nothing. An answer to an older question is
    dropped, so a quick typist never sees yesterday's filter.
    """

    read = Signal(object)
    rows_read = Signal(object, object)
    life_read = Signal(object)
    whole_read = Signal(bool)
    unread = Signal(object)

    def __init__(self, services: HistoryServices, tasks: TaskRunner, bridge: EventBridge) -> None:
        """Answer questions, and read again when something changed while `is_watched`."""
        super().__init__()
        self._services, self._tasks = services, tasks
        self._wanted = HistoryFilter()
        self._answered: HistoryFilter | None = None
        self._question = 0
        self._numbers = 0
        self._life_of = 0
        self._is_watched = self._is_stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read_again)
        bridge.happened.connect(self._follow)

    @property
    def wanted(self) -> HistoryFilter:
        """The filter in force."""
        return self._wanted

    def now(self) -> datetime:
        """The business clock (UTC)."""
        return self._services.clock.now()

    def ask(self, wanted: HistoryFilter) -> None:
        """Read what passes this filter."""
        self._wanted = wanted
        self.read_again()

    def read_again(self) -> None:
        """Read what passes the filter in force, and the life that is shown."""
        self._is_stale = False
        self._question += 1
        question = self._question
        is_another, self._answered = self._wanted != self._answered, self._wanted
        self._start("ids", lambda: self._read(question, is_another=is_another))
        if self._life_of:
            self.ask_life(self._life_of)

    def ask_rows(self, ids: array[int]) -> None:
        """Read the rows of these ids."""
        self._start("rows", lambda: self._read_rows(ids))

    def ask_life(self, application_id: int) -> None:
        """Read the life of an application; 0 wants none."""
        self._life_of = application_id
        if application_id:
            self._start("life", lambda: self._read_life(application_id))

    def ask_whole(self) -> None:
        """Verify the whole log once; that may take its time."""
        self._tasks.start("history:whole", self._read_whole)

    def watch(self, watched: bool) -> None:
        """Follow events only while somebody looks; catch up when they look again."""
        self._is_watched = watched
        if watched and self._is_stale:
            self.read_again()

    def _start(self, what: str, work: MakeCoroutine) -> None:
        """Each reading has a key of its own: the newest question decides, not the oldest task."""
        self._numbers += 1
        self._tasks.start(f"history:{what}:{self._numbers}", work)

    async def _read(self, question: int, *, is_another: bool) -> None:
        wanted, now = self._wanted, self.now()
        reads = self._services.reads
        try:
            if is_another:
                ids = await reads.history_ids(wanted, now=now, limit=FIRST)
                if len(ids) == FIRST and question == self._question:
                    self.read.emit(Reading(ids, None))
            ids = await reads.history_ids(wanted, now=now)
            summary = await reads.history_summary(wanted, now=now)
        except StorageError as error:
            if question == self._question:
                self.unread.emit(error)
            return
        if question == self._question:
            self.read.emit(Reading(ids, summary))

    async def _read_rows(self, ids: array[int]) -> None:
        try:
            rows = await self._services.reads.history_rows(ids)
        except StorageError as error:
            self.unread.emit(error)
            return
        self.rows_read.emit(ids, rows)

    async def _read_life(self, application_id: int) -> None:
        reads = self._services.reads
        try:
            rows = await reads.history_rows(array("q", [application_id]))
            lines = await reads.audit_lines(application_id)
        except StorageError as error:
            self.unread.emit(error)
            return
        if application_id == self._life_of:
            row = rows[0] if rows else None
            self.life_read.emit(Life(application_id, row, life_lines(lines), self.now()))

    async def _read_whole(self) -> None:
        try:
            self.whole_read.emit(await self._services.reads.chain_is_whole())
        except StorageError as error:
            self.unread.emit(error)

    def _follow(self, event: Event) -> None:
        if not isinstance(event, ApplicationsChanged | RefundChanged):
            return
        if self._is_watched:
            self._pause.start()
        else:
            self._is_stale = True
