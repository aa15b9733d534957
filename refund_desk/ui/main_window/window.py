"""The one window: what stands where, which key does what, and how it closes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.events import BillsChanged, Event, RefundChanged, SyncChanged, SyncState
from refund_desk.ui import sentences, texts
from refund_desk.ui.detail.detail_pane import DetailPane
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.inbox.inbox_view import InboxView
from refund_desk.ui.inbox.presenter import InboxPresenter
from refund_desk.ui.inbox.row_model import InboxModel
from refund_desk.ui.inbox.thumbnails import GoodsPictures
from refund_desk.ui.main_window.banner_keeper import BannerKeeper
from refund_desk.ui.main_window.closing import Closing
from refund_desk.ui.main_window.entering_door import EnteringDoor
from refund_desk.ui.main_window.goods_door import GoodsDoor
from refund_desk.ui.main_window.inbox_page import InboxPage
from refund_desk.ui.main_window.menu import CommandMenu
from refund_desk.ui.main_window.needs import WindowServices
from refund_desk.ui.main_window.outcomes import OutcomeTeller
from refund_desk.ui.main_window.rail import PageKey, Rail
from refund_desk.ui.main_window.run_command import CommandRunner
from refund_desk.ui.main_window.settings_door import MakeServices, SettingsDoor
from refund_desk.ui.main_window.status_bar import StatusBar
from refund_desk.ui.main_window.the_rest import make_the_rest
from refund_desk.ui.main_window.together_door import TogetherDoor
from refund_desk.ui.main_window.waiting_door import WaitingDoor
from refund_desk.ui.main_window.width_class import LayoutMemory, WidthClass
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.theme import Theme
from refund_desk.ui.widgets.banners import BannerStack
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from refund_desk.ui.decisions.decisions import Decisions
    from refund_desk.ui.history.page import HistoryPage
    from refund_desk.ui.reconciliation.page import ReconciliationPage

MINIMUM_PX: Final = (1180, 600)
FIRST_PX: Final = (1366, 696)
_LOW_PX: Final = 640
_TICK_MS: Final = 30_000
_TOTALS_MS: Final = 300
SYNC_KEY: Final = "sync:complaint"


class MainWindow(QMainWindow):
    """The desk of one shop. Show it, then `start` it.

    Signals: `rows_painted` once, when the first real rows are on the screen; `closed` when the
    person closed it and everything that was begun has ended (25 s at most); `shop_wanted(str)`
    with the merchant number whose desk shall follow this one.
    """

    rows_painted = Signal()
    closed = Signal()
    shop_wanted = Signal(str)

    def __init__(  # noqa: PLR0913 - what a window stands on, the rest of it keyword-only
        self,
        services: WindowServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        theme: Theme,
        *,
        layout_file: Path | None = None,
        connecting: MakeServices | None = None,
    ) -> None:
        """Build the window; `layout_file` keeps column widths, nothing is kept without it.

        `connecting` gives what the settings need, when they are first opened.
        """
        super().__init__()
        self.settings = SettingsDoor(self, tasks, connecting, services.policies)
        self.services, self.tasks, self.theme = services, tasks, theme
        self.memory = LayoutMemory(layout_file)
        self._bridge = bridge
        self._decisions: Decisions | None = None
        self._history: HistoryPage | None = None
        self._reconciliation: ReconciliationPage | None = None
        self._make_parts(bridge)
        self._lay_out()
        self._connect(bridge)
        self._dress()

    @property
    def decisions(self) -> Decisions:
        """The dialogs and undo bars; made when first asked for, for the window's sake."""
        if self._decisions is None:
            from refund_desk.ui.decisions.decisions import Decisions

            self._decisions = Decisions(
                self.services, self.tasks, self._bridge, self, self.detail.undo_place
            )
            self.toast.keep_above(self._decisions.bars)
            self._decisions.toast.connect(self.outcomes.good)
            self._decisions.trouble.connect(self.outcomes.bad)
        return self._decisions

    @property
    def history(self) -> HistoryPage:
        """The history page; made when first asked for."""
        if self._history is None:
            from refund_desk.ui.history.page import HistoryPage

            self._history = HistoryPage(self.services, self.tasks, self._bridge)
            self._history.toast.connect(self.outcomes.good)
            self._history.open_application.connect(self._open_in_inbox)
            self.pages.addWidget(self._history)
            self._let_rail_follow(self._history.life.open_button)
        return self._history

    @property
    def reconciliation(self) -> ReconciliationPage:
        """The page of the daily proof; made when first asked for."""
        if self._reconciliation is None:
            from refund_desk.ui.reconciliation.page import ReconciliationPage

            page = ReconciliationPage(self.services, self.tasks, self._bridge)
            page.toast.connect(self.outcomes.good)
            page.trouble.connect(self.outcomes.bad)
            page.open_application.connect(self._open_in_inbox)
            self.pages.addWidget(page)
            self._let_rail_follow(page.table)
            self._reconciliation = page
        return self._reconciliation

    def start(self) -> None:
        """Read the list and start what runs beside the window."""
        self.presenter.start()
        self._ticks.start()
        self._totals.start()
        for key, loop in self.services.background:
            self.tasks.start(key, loop)
        self._look_at_certificate()

    def show_page(self, key: PageKey) -> None:
        """Go to a page; to the settings only where there are any."""
        settings = self.settings.page() if key == "settings" else None
        if key == "settings" and settings is None:
            return
        self.rail.show_page(key)
        self.menu.allow(key)
        if settings is not None:
            if self.pages.indexOf(settings) < 0:
                self.pages.addWidget(settings)
                self._let_rail_follow(settings.last)
            self.pages.setCurrentWidget(settings)
            settings.focus_first()
        elif key == "inbox":
            self.pages.setCurrentWidget(self.inbox_page)
            self.inbox_page.focus_list()
        elif key == "reconcile":
            self.pages.setCurrentWidget(self.reconciliation)
            self.reconciliation.focus_first()
        else:
            self.pages.setCurrentWidget(self.history)
            self.history.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> PageKey:
        """The page that is open."""
        shown = self.pages.currentWidget()
        if shown is self.inbox_page:
            return "inbox"
        if self.settings.is_page(shown):
            return "settings"
        return "reconcile" if shown is self._reconciliation else "history"

    def approve(self, case: CaseView) -> None:
        """Open the approve dialog for this application."""
        self.decisions.approve(case)

    def reject(self, case: CaseView) -> None:
        """Open the reject dialog for this application."""
        self.decisions.reject(case)

    def undo(self) -> None:
        """Undo the newest refund that still can be undone."""
        self.decisions.bars.undo_newest()

    def sync_now(self) -> None:
        """Look at the source at once, unless it is being looked at."""
        self.tasks.start(SYNC_KEY, self.services.pull_applications)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Undo what waits and let what was begun end; only then the window is gone."""
        if self.closing.is_done:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        if not self.closing.has_begun:
            self.memory.keep_geometry(self.saveGeometry())
            self.detail.save_draft_now()
            self.closing.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.commands.run("back")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new width."""
        super().resizeEvent(event)
        self._divide()

    def _make_parts(self, bridge: EventBridge) -> None:
        """In the order in which Tab goes through them: work first, the rail last."""
        services, tasks = self.services, self.tasks
        self.banners = BannerStack(self)
        self.model = InboxModel(services.clock.now())
        self.inbox = InboxView(self.model, GoodsPictures(services.pictures, tasks, self))
        self.detail = DetailPane(services, tasks, bridge, self.theme)
        self.inbox_page = InboxPage(self.inbox, self.detail)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.inbox_page)
        self.status = StatusBar()
        self.rail = Rail(practice=services.practice, settings=self.settings.is_there)
        self.presenter = InboxPresenter(services, tasks, bridge, self.inbox, self.model)
        self.keeper = BannerKeeper(
            self.banners,
            services.clock,
            practice=services.practice,
            has_settings=self.settings.is_there,
        )
        self._ticks = _timer(self, _TICK_MS, single=False)
        self._totals = _timer(self, _TOTALS_MS, single=True)

    def _lay_out(self) -> None:
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        column.addWidget(self.banners)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        # The order of these calls is the order of Tab: the rail lies first and is reached last.
        middle.addWidget(self.pages, 1)
        middle.insertWidget(0, self.rail)
        self.setCentralWidget(central)
        self.toast = Toast(self, above=(self.detail.centre.progress.foot,))
        self.outcomes = OutcomeTeller(self.services.cases, self.tasks, self.toast)
        self.closing = Closing(self.services, self.tasks, self)
        self.ring = FocusRing(self)

    def _connect(self, bridge: EventBridge) -> None:
        self.together = TogetherDoor(self, bridge)
        self.entering = EnteringDoor(self)
        self.goods = GoodsDoor(self, bridge)
        self.waiting = WaitingDoor(self, bridge)
        self.inbox.add.clicked.connect(lambda: self.entering.show_menu(self.inbox.add))
        self.commands = CommandRunner(self)
        self.menu = CommandMenu(self, self.commands.run)
        bridge.happened.connect(self._hear)
        self.tasks.troubled.connect(self._tell_trouble)
        self.tasks.crashed.connect(self.keeper.tell_crash)
        self.rail.page_chosen.connect(self.show_page)
        for asking in (self.keeper, self.status, self.settings):
            asking.sync_wanted.connect(self.sync_now)
        self.presenter.counted.connect(lambda counts: self.rail.set_waiting(counts.to_do))
        self.presenter.opened.connect(self.detail.show_application)
        self.presenter.placed.connect(self.detail.position)
        self.inbox.list.painted_rows.connect(self.rows_painted)
        self.inbox.list.painted_rows.connect(
            lambda: self.tasks.start("window:rest", lambda: make_the_rest(self))
        )
        self.inbox.list.entered.connect(lambda _number: self.commands.run("focus_detail"))
        self.inbox_page.list_dragged.connect(self._keep_list_width)
        self.closing.done.connect(self.close)
        self._ticks.timeout.connect(self._tick)
        self._totals.timeout.connect(lambda: self.tasks.start("status:totals", self._read_totals))
        self._connect_detail()
        self._connect_settings()

    def _connect_settings(self) -> None:
        """What the settings ask of the window."""
        self.keeper.settings_wanted.connect(lambda _which: self.show_page("settings"))
        self.keeper.settings_wanted.connect(self.settings.choose)
        self.settings.left.connect(lambda: self.show_page("inbox"))
        self.settings.shop_wanted.connect(self.shop_wanted)
        self.settings.toast.connect(self.outcomes.good)
        self.settings.trouble.connect(self.outcomes.bad)

    def _connect_detail(self) -> None:
        """What the application pane asks of the window."""
        detail = self.detail
        detail.approve_wanted.connect(self.approve)
        detail.reject_wanted.connect(self.reject)
        detail.next_wanted.connect(lambda: self.presenter.step(1))
        detail.previous_wanted.connect(lambda: self.presenter.step(-1))
        detail.linked_opened.connect(self.presenter.show_application)
        detail.facts_resized.connect(self._keep_facts_width)
        detail.toast.connect(self.outcomes.good)
        detail.trouble.connect(self.outcomes.bad)

    def _let_rail_follow(self, last: QWidget) -> None:
        """What is added later would otherwise come after the rail, which is the last stop."""
        for before, after in pairwise((last, *self.rail.stops)):
            self.setTabOrder(before, after)

    def _open_in_inbox(self, application_id: int) -> None:
        self.show_page("inbox")
        self.presenter.show_application(application_id)

    def _dress(self) -> None:
        self.setWindowTitle(
            texts.common.window_title_practice()
            if self.services.practice
            else texts.common.window_title(self.services.shop_name)
        )
        self.setMinimumSize(*MINIMUM_PX)
        if not self.restoreGeometry(self.memory.geometry()):
            self.resize(*FIRST_PX)
        self.menu.allow("inbox")
        self.inbox.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._divide()

    def _divide(self) -> None:
        """Column widths by the class of the window's width; less height, fewer extras."""
        which, columns = WidthClass.of(self.width()), self.memory.columns(self.width())
        self.rail.set_wide(which.has_wide_rail)
        self.detail.set_narrow(which is WidthClass.NARROW)
        self.detail.set_wide(which.has_wide_rail)
        self.detail.set_low(self.height() < _LOW_PX)
        self.detail.set_facts_width(columns.facts_px)
        self.inbox_page.set_list_width(columns.list_px)

    def _keep_list_width(self, width_px: int) -> None:
        self.memory.keep_list(self.width(), width_px)

    def _keep_facts_width(self, width_px: int) -> None:
        self.memory.keep_facts(self.width(), width_px)

    def _hear(self, event: Event) -> None:
        self.keeper.hear(event)
        self.settings.hear(event)
        if not self.closing.has_begun:
            self.outcomes.hear(event)
        if isinstance(event, SyncChanged):
            self.status.hear(event, self.services.clock.now())
            if event.state is SyncState.DONE:
                self._totals.start()
        elif isinstance(event, RefundChanged | BillsChanged):
            self._totals.start()

    def _tick(self) -> None:
        self.status.follow(self.services.clock.now())
        self.keeper.look_at_clock()
        self._look_at_certificate()

    def _look_at_certificate(self) -> None:
        """The practice shop's certificate is nobody's to change, so its end is not announced."""
        if not self.services.practice:
            self.keeper.look_at_certificate(self.settings.certificate_ends_at())

    async def _read_totals(self) -> None:
        totals = await self.services.reads.today_totals(now=self.services.clock.now())
        self.status.put_totals(totals)
        self.status.put_balance(await self.services.balance())

    def _tell_trouble(self, _key: str, error: Exception) -> None:
        if isinstance(error, StorageError):
            self.outcomes.bad(sentences.storage_sentence(error))


def _timer(parent: QMainWindow, every_ms: int, *, single: bool) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(every_ms)
    timer.setSingleShot(single)
    return timer
