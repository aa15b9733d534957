"""Fills the inbox: reads on the loop, answers events, keeps a person's row in its place."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from time import monotonic
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.rows import InboxRow, SegmentCounts
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.events import (
    ApplicationsChanged,
    Event,
    RefundChanged,
    SyncChanged,
    SyncState,
)
from refund_desk.domain.refund_application import ApplicationState, Segment, Source
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.inbox.groups import Group, GroupKind, ListOrder, find_groups
from refund_desk.ui.inbox.inbox_view import SEGMENTS, InboxView
from refund_desk.ui.inbox.row_model import InboxModel
from refund_desk.ui.task_runner import TaskRunner

# At most one refresh in this time, and never so often that reading is all the desk does.
_PAUSE_MS: Final = 100
_RETRY_MS: Final = 30
_TICK_MS: Final = 10_000
# A person's own decision opens the next application; anything else leaves the row in place.
_DECIDED: Final = frozenset(
    {
        ApplicationState.REFUNDING,
        ApplicationState.REFUNDED,
        ApplicationState.REJECTED,
        ApplicationState.SETTLED_OUTSIDE,
    }
)


class InboxServices(Protocol):
    """What the inbox needs of the application layer."""

    @property
    def reads(self) -> ReadModel:
        """Rows and ids."""

    @property
    def clock(self) -> Clock:
        """Now."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One answer of the read model, and what it was asked for."""

    segment: Segment
    search: str
    counts: SegmentCounts
    order: ListOrder
    rows: tuple[InboxRow, ...]
    asked: tuple[int, ...]
    selected: InboxRow | None


class InboxPresenter(QObject):
    """The inbox's behaviour.

    Signals: `opened(int)` with the application to show; `placed(int, int)` with its position from 1
    and the length of the list (0, 0 when it is not in it); `counted(SegmentCounts)`.
    """

    opened = Signal(int)
    placed = Signal(int, int)
    counted = Signal(object)

    def __init__(
        self,
        services: InboxServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        view: InboxView,
        model: InboxModel,
    ) -> None:
        """Take over the view; nothing is read before `start`."""
        super().__init__(view)
        self._services, self._tasks = services, tasks
        self._view, self._model = view, model
        self.segment = Segment.TO_DO
        self.search = ""
        self.open_id: int | None = None
        self._held: int | None = None
        self._pause_ms = _PAUSE_MS
        self._reads = 0
        self._counts = SegmentCounts()
        self._has_looked = False
        self._looked_in_vain = False
        self._today = beijing_day(services.clock.now())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self.tick)
        bridge.happened.connect(self._hear)
        model.rows_wanted.connect(self._read_page)
        view.segment_chosen.connect(self.show_segment)
        view.searched.connect(self._search)
        view.retried.connect(self.refresh)
        view.list.chosen.connect(self._open)
        view.list.retried.connect(model.ask_again)

    def start(self) -> None:
        """Read the list for the first time and follow the clock from now on."""
        self._ticks.start()
        self._begin()

    def refresh(self) -> None:
        """Read again soon; many calls make one reading."""
        if not self._pause.isActive():
            self._pause.start(self._pause_ms)

    def show_segment(self, segment: Segment) -> None:
        """Go to a segment; a search ends."""
        self._view.segments.choose(segment.value)
        if segment is self.segment and not self.search:
            return
        self.segment = segment
        self.search = ""
        self._view.search.clear()
        self._start_over()

    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) application."""
        self._view.list.step(by)

    def show_application(self, application_id: int) -> None:
        """Open an application; the list goes to its segment, if it still has one."""
        is_listed = self._view.list.choose(application_id)
        if is_listed:
            self._view.list.reveal(application_id)
        else:
            self._view.list.choose_nothing()
        self._open(application_id)
        if not is_listed:
            self._tasks.start("inbox:find", lambda: self._find(application_id))

    async def _find(self, application_id: int) -> None:
        """Go to the segment of an application that is open and not in this list."""
        rows = await self._services.reads.inbox_rows(array("q", (application_id,)))
        segment = rows[0].segment if rows else Segment.DONE
        if self.open_id == application_id and segment in SEGMENTS:
            self.show_segment(segment)

    def tick(self) -> None:
        """Let the times follow the clock; at Beijing midnight the groups change, too."""
        now = self._services.clock.now()
        self._model.set_now(now)
        if beijing_day(now) != self._today:
            self._today = beijing_day(now)
            self.refresh()

    def _hear(self, event: Event) -> None:
        match event:
            case ApplicationsChanged(application_ids=ids):
                self._model.outdate(ids or None)
                self.refresh()
            case SyncChanged(source=Source.COMPLAINT, state=state):
                self._note_look(state)
            case RefundChanged(application_id=int() as application_id):
                self._model.outdate((application_id,))
                self.refresh()
            case _:
                pass

    def _note_look(self, state: SyncState) -> None:
        """The first look at the source has ended: an empty list says now what that means."""
        if state is SyncState.RUNNING or self._has_looked:
            return
        self._has_looked = state is SyncState.DONE
        self._looked_in_vain = not self._has_looked
        self.refresh()

    def _search(self, words: str) -> None:
        if words != self.search:
            self.search = words
            self._start_over()

    def _start_over(self) -> None:
        """Another list: what was held in its place is let go."""
        self._held = None
        self._model.show_skeleton()
        self._view.show_list()
        self._begin()

    def _open(self, application_id: int) -> None:
        """A person went to a row: what waited for that may move now."""
        if self._held is not None and self._held != application_id:
            self._held = None
            self.refresh()
        self.open_id = application_id
        self._place()
        self.opened.emit(application_id)

    # --- reading ---

    def _begin(self) -> None:
        """Read now, or as soon as the reading that is under way has ended."""
        if not self._tasks.start("inbox:read", self._read):
            self._pause.start(_RETRY_MS)

    async def _read(self) -> None:
        began = monotonic()
        try:
            reading = await self._ask()
        except StorageError:
            self._tell_unread()
            raise
        finally:
            # A third of the time at most is spent on reading, however much happens.
            self._pause_ms = max(_PAUSE_MS, round((monotonic() - began) * 3000))
        if (reading.segment, reading.search) == (self.segment, self.search):
            self._show(reading)
        elif not self._pause.isActive():
            self._pause.start(0)

    async def _ask(self) -> _Reading:
        segment, search = self.segment, self.search
        reads, now = self._services.reads, self._services.clock.now()
        self._model.set_now(now)
        counts = await reads.segment_counts(now=now)
        ids = await reads.inbox_ids(segment, search=search, now=now)
        groups = [Group(GroupKind.FOUND, len(ids))]
        if not search:
            groups = await find_groups(ids, read_rows=reads.inbox_rows, now=now)
        asked = array("q", self._outdated(ids))
        rows = await reads.inbox_rows(asked)
        selected = [row for row in rows if row.application_id == self._selected()]
        return _Reading(
            segment,
            search,
            counts,
            ListOrder(ids, groups),
            rows,
            tuple(asked),
            *selected or (None,),
        )

    def _outdated(self, ids: array[int]) -> list[int]:
        """The rows to read with the order: those that are seen, and the one that is chosen."""
        if self._model.is_loading:
            wanted = list(ids[:_FIRST_ROWS])
        else:
            wanted = list(self._model.shown_ids(*self._view.list.seen_lines()))
        selected = self._selected()
        if selected is not None and selected not in wanted:
            wanted.append(selected)
        return wanted

    def _tell_unread(self) -> None:
        if self._model.is_loading or not self._model.order.line_count:
            self._view.show_unread()
        else:
            self._model.put_unread(self._model.shown_ids(*self._view.list.seen_lines()))

    def _read_page(self, ids: array[int]) -> None:
        self._reads += 1
        self._tasks.start(f"inbox:page:{self._reads}", lambda: self._page(ids))

    async def _page(self, ids: array[int]) -> None:
        try:
            rows = await self._services.reads.inbox_rows(ids)
        except StorageError:
            self._model.put_unread(ids)
            raise
        self._model.put_rows(ids, rows)

    # --- showing ---

    def _show(self, reading: _Reading) -> None:
        self._counts = reading.counts
        self._view.put_counts(reading.counts)
        self.counted.emit(reading.counts)
        self._model.put_rows(reading.asked, reading.rows)
        was_loading = self._model.is_loading
        before = self._model.order
        selected = self._selected()
        order, next_id = self._settled(reading, before, selected)
        self._put_order(order, selected if next_id is None else next_id)
        self._show_note_or_list()
        if next_id is not None and next_id != selected:
            self._advance(next_id)
        elif was_loading and not reading.search:
            self._land()
        elif was_loading and self._view.list.hasFocus():
            # Who went on to the list before the search had an answer wants its first row.
            self._view.list.step(1)
        self._place()

    def _settled(
        self, reading: _Reading, before: ListOrder, selected: int | None
    ) -> tuple[ListOrder, int | None]:
        """The order to show, and the row to go on to when the chosen one was decided."""
        order = reading.order
        if selected is None or self._model.is_loading or before.line_of(selected) is None:
            return order, None
        stays = order.line_of(selected) is not None
        decided = reading.selected is None or reading.selected.state in _DECIDED
        if not stays and decided and self._held != selected and _may_move_on():
            return order, before.after(selected, order)
        held = order.holding(selected, before)
        if not held.same_as(order):
            self._held = selected
        return held, None

    def _put_order(self, order: ListOrder, selected: int | None) -> None:
        """Change the lines under a person's eyes: the chosen row and the scroll stay put."""
        rows = self._view.list
        bar = rows.verticalScrollBar()
        offset = bar.value()
        top = rows.visualRect(rows.currentIndex()).top() if rows.currentIndex().isValid() else None
        self._model.put_order(order)
        if selected is not None and rows.choose(selected) and top is not None:
            now_at = rows.visualRect(rows.currentIndex()).top()
            bar.setValue(bar.value() + now_at - top)
        else:
            bar.setValue(offset)

    def _show_note_or_list(self) -> None:
        if self._model.order.line_count:
            self._view.show_list()
        elif self.search:
            self._view.show_nothing_found(self.search)
        elif not self._has_looked and self._counts == SegmentCounts():
            # Before the first look at the source, an empty list does not mean that all is done.
            self._view.show_looking(in_vain=self._looked_in_vain)
        else:
            self._view.show_empty(self.segment)

    def _advance(self, application_id: int) -> None:
        """The next application opens by itself, and the keyboard is on it."""
        self._view.list.reveal(application_id)
        self._view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(application_id)

    def _land(self) -> None:
        """A fresh list: stay on the application that is open, else open the first one."""
        order = self._model.order
        if self.open_id is not None and self._view.list.choose(self.open_id):
            self._view.list.reveal(self.open_id)
        elif order.ids:
            self._view.list.choose(order.ids[0])
            self._open(order.ids[0])

    def _selected(self) -> int | None:
        return self._view.list.current_id()

    def _place(self) -> None:
        order = self._model.order
        line = None if self.open_id is None else order.line_of(self.open_id)
        if line is None:
            self.placed.emit(0, 0)
        else:
            self.placed.emit(order.position_at(line) + 1, len(order.ids))


_FIRST_ROWS: Final = 50


def _may_move_on() -> bool:
    """Whether nobody is typing or being asked: words must never land on another application."""
    typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    return not typing and QApplication.activeModalWidget() is None
