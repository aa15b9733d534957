"""The right of the inbox: one application, whole, with everything that can be done about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import Refund
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.detail.case_presenter import CasePresenter
from refund_desk.ui.detail.case_state import Stage, deadline_of, pill_of, stage_of
from refund_desk.ui.detail.centre import LOG, MESSAGES, NUMBERED, REFUND, Centre
from refund_desk.ui.detail.decision_block import DecisionBlock
from refund_desk.ui.detail.facts_column import FactsColumn
from refund_desk.ui.detail.header import DetailHeader
from refund_desk.ui.detail.needs import DetailServices
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.presses import Presses
from refund_desk.ui.detail.progress_steps import Moment
from refund_desk.ui.detail.slices import Slices
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.main_window.splitter import HairlineSplitter
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.theme import Theme
from refund_desk.ui.viewer.picture_viewer import PictureViewer
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import PlainLabel

_FACTS_MIN: Final = 300
_FACTS_MAX: Final = 400
_FACTS_USUAL: Final = 324
_CENTRE_MIN: Final = 520
_TICK_MS: Final = 1000
# Deadlines are told in minutes; a refund that runs, in seconds.
_SLOW_TICKS: Final = 20
_LOADING_AFTER_MS: Final = 200


class DetailPane(QWidget):
    """Shows one application and follows it.

    Signals: `approve_wanted(CaseView)` and `reject_wanted(CaseView)` open the dialogs elsewhere;
    `previous_wanted`, `next_wanted` and `linked_opened(id)` choose another application;
    `toast(sentence)` and `trouble(sentence)` are told by the window; `facts_resized(px)` after a
    person dragged the facts.
    """

    approve_wanted = Signal(object)
    reject_wanted = Signal(object)
    previous_wanted = Signal()
    next_wanted = Signal()
    linked_opened = Signal(int)
    toast = Signal(str)
    trouble = Signal(str)
    facts_resized = Signal(int)

    def __init__(
        self, services: DetailServices, tasks: TaskRunner, bridge: EventBridge, theme: Theme
    ) -> None:
        """Show nothing at first; `theme` repaints what is drawn from colours."""
        super().__init__()
        self._services = services
        self._narrow = False
        self._facts_px = _FACTS_USUAL
        self._ticks = 0
        self._shown_id: int | None = None
        self._searching = False
        self.presenter = CasePresenter(services, tasks, bridge, self)
        self.thumbs = PictureThumbs(services.pictures, tasks, self)
        self.header = DetailHeader()
        self.centre = Centre(self.thumbs, tasks, practice=services.practice)
        self.facts = FactsColumn(self.thumbs)
        self.decision = DecisionBlock(practice=services.practice)
        self._viewer: PictureViewer | None = None
        self._presses = Presses(services, self.presenter, self)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._slices = Slices(self)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(_LOADING_AFTER_MS)
        self._loading.timeout.connect(lambda: self._show_empty(texts.common.loading()))
        self._build()
        self._connect(theme)

    @property
    def case(self) -> CaseView | None:
        """The application that is shown and read; what A and R are about."""
        return self.presenter.case

    @property
    def facts_splitter(self) -> QSplitter:
        """What divides the conversation from the facts."""
        return self._splitter

    @property
    def slices_are_idle(self) -> bool:
        """Whether all that was read is drawn."""
        return self._slices.is_idle

    @property
    def undo_place(self) -> QWidget:
        """The area above the composer, over whose lower end undo bars lie."""
        return self.centre.stack

    @property
    def viewer(self) -> PictureViewer | None:
        """The picture viewer, once it was opened."""
        return self._viewer

    def show_application(self, application_id: int | None) -> None:
        """Show this application, or nothing."""
        if application_id == self.presenter.application_id:
            return
        self.header.phone.hide_number()
        self.presenter.show_application(application_id)
        if application_id is not None:
            self._loading.start()

    def set_narrow(self, narrow: bool) -> None:
        """Put the facts into the first tab and the decision into a row, or beside again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.decision.set_narrow(narrow)
        if narrow:
            self.centre.set_narrow(self.facts, self.decision)
            self._side.hide()
        else:
            self._side_column.addWidget(self.facts, 1)
            self._side_column.addWidget(self.decision)
            self._side.show()
            self.centre.set_usual()
        self.facts.show()

    def set_wide(self, wide: bool) -> None:
        """Use larger thumbnails, the wider measure and the wider facts."""
        self.thumbs.set_wide(wide)
        self.centre.conversation.set_wide(wide)
        case = self.case
        if case is not None:
            self.centre.pictures.redraw(case.pictures)
        self.set_facts_width(_FACTS_MAX if wide else _FACTS_USUAL)

    def set_low(self, low: bool) -> None:
        """Save height where the window is lower than 640: no hint, no row of quick replies."""
        self.decision.set_low(low)
        self.centre.composer.set_low(low)

    def set_facts_width(self, width: int) -> None:
        """Make the facts this wide, within their bounds."""
        self._facts_px = min(_FACTS_MAX, max(_FACTS_MIN, width))
        rest = max(1, self._splitter.width() - self._facts_px - 1)
        self._splitter.setSizes([rest, self._facts_px])

    def focus_composer(self) -> None:
        """Go to the reply."""
        self.show_tab(1)
        self.centre.composer.text.setFocus()

    def open_quick_replies(self) -> None:
        """Open the ready-made replies."""
        self.show_tab(1)
        self.centre.composer.open_quick_replies()

    def open_viewer(self, reference: str = "") -> None:
        """Look at the pictures, beginning with this one or the first."""
        case = self.case
        if case is None or not any(picture.sha256 for picture in case.pictures):
            return
        if self._viewer is None:
            self._viewer = PictureViewer(self.window(), self.thumbs)
        self._viewer.open_at(case.pictures, reference)

    def show_tab(self, number: int) -> None:
        """Show tab 1..4; 0 is the order and its checks where they are a tab."""
        if 0 <= number < len(NUMBERED):
            self.centre.show_tab(NUMBERED[number])

    def position(self, index: int, count: int) -> None:
        """Say "2 / 9"; index 0 means that this application is not in the list."""
        self.header.set_position(index, count)

    def save_draft_now(self) -> None:
        """Keep what was typed, before the window closes."""
        self.centre.composer.save_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Count again while it can be seen."""
        super().showEvent(event)
        self._ticker.start()
        self._show_moment()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing that nobody sees."""
        super().hideEvent(event)
        self._ticker.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the facts as wide as they are; the conversation takes the rest."""
        super().resizeEvent(event)
        if not self._narrow:
            self.set_facts_width(self._facts_px)

    def _show_case(self, case: CaseView) -> None:
        """Draw the case as it was read just now: who and what at once, the rest piece by piece."""
        self._loading.stop()
        self._outer.setCurrentWidget(self._content)
        blocked = self.presenter.sending_blocked
        closed = "" if case.can_reply else texts.reply.closed()
        self.centre.composer.show_application(case.application_id, case.draft, blocked or closed)
        self.header.show_case(case)
        self._show_head(case)
        if case.application_id != self._shown_id:
            self._shown_id = case.application_id
            self._choose_tab(case)
        self._slices.run(self._show_conversation, self._show_facts, self._show_rest)

    def _show_conversation(self) -> None:
        case = self.case
        if case is not None:
            now = self._services.clock.now()
            self.centre.show_conversation(case, shop_name=self._services.shop_name, now=now)

    def _show_facts(self) -> None:
        case = self.case
        if case is not None:
            self.facts.show_case(case, self._services.clock.now(), searching=self._searching)

    def _show_rest(self) -> None:
        case = self.case
        if case is None:
            return
        self.centre.show_case(case)
        self._show_progress(case)
        if self.centre.tab == LOG:
            self.presenter.read_log()

    def _choose_tab(self, case: CaseView) -> None:
        """Open a refund at its progress, all else at the conversation; a chosen side tab stays."""
        if self.centre.tab in {MESSAGES, REFUND}:
            self.centre.show_tab(REFUND if stage_of(case) is Stage.REFUND else MESSAGES)

    def _show_moment(self) -> None:
        """Draw what the clock changes: pill, deadline, undo seconds, the refund's steps."""
        case = self.case
        if case is not None:
            self._show_head(case)
            self._show_progress(case)

    def _show_head(self, case: CaseView) -> None:
        left = self.presenter.undo_left_s()
        now = self._services.clock.now()
        self.header.show_state(pill_of(case, undo_left_s=left), deadline_of(case, now))
        self.decision.show_case(case, undo_left_s=left, blocked=self.presenter.sending_blocked)

    def _show_progress(self, case: CaseView) -> None:
        moment = Moment(
            now=self._services.clock.now(),
            undo_left_s=self.presenter.undo_left_s(),
            undo_whole_s=self.presenter.undo_whole_s,
        )
        self.centre.show_progress(case, moment)

    def _tick(self) -> None:
        self._ticks += 1
        case = self.case
        if case is None:
            return
        if self._ticks % _SLOW_TICKS == 0 or stage_of(case) is Stage.REFUND:
            self._show_moment()
        if case.approve.why == "ref.wait1m":
            # The minute between two refunds of a payment is counted by the ledger, not here.
            self.presenter.read_again()

    def _show_empty(self, words: str = "") -> None:
        self._nothing.setText(words or texts.detail.nothing_chosen())
        self._outer.setCurrentWidget(self._empty)
        if not words:
            self.centre.composer.show_application(None, "", "")

    def _follow_opening(self, searching: bool) -> None:
        self._searching = searching
        self.thumbs.set_searching(searching)
        if self.case is not None and self._slices.is_idle:
            self._slices.run(self._show_facts, self._show_rest)

    def _tab_changed(self, key: str) -> None:
        if key == LOG:
            self.presenter.read_log()
        elif key == REFUND:
            self._show_moment()

    def _send(self, application_id: int, text: str, pictures: object) -> None:
        if self.presenter.reply(application_id, text, pictures):  # type: ignore[arg-type]
            self.centre.composer.begin_sending()

    def _replied(self, application_id: int, queued: bool, sentence: str) -> None:
        self.centre.composer.end_sending(application_id, queued=queued)
        if sentence:
            self.centre.composer.refuse(sentence)

    def _reveal(self, application_id: int, number: str) -> None:
        case = self.case
        if case is not None and case.application_id == application_id:
            self.header.phone.reveal(number)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.toast.emit(texts.common.copied())

    def _copy_progress(self) -> None:
        refund = self.case.refund if self.case is not None else None
        if refund is not None:
            self._copy(_progress_text(refund))

    def _emit_case(self, signal: object) -> None:
        if self.case is not None:
            signal.emit(self.case)  # type: ignore[attr-defined] # a signal

    def _connect(self, theme: Theme) -> None:
        theme.changed.connect(self.update)
        presenter, header, centre = self.presenter, self.header, self.centre
        presenter.shown.connect(self._show_case)
        presenter.gone.connect(self._show_empty)
        presenter.opening.connect(self._follow_opening)
        presenter.undo_ticked.connect(self._show_moment)
        presenter.blocked.connect(lambda _sentence: self._show_moment())
        presenter.phone.connect(self._reveal)
        presenter.replied.connect(self._replied)
        presenter.log.connect(self._show_log)
        presenter.toast.connect(self.toast)
        presenter.trouble.connect(self.trouble)
        header.copy_wanted.connect(self._copy)
        header.previous_wanted.connect(self.previous_wanted)
        header.next_wanted.connect(self.next_wanted)
        header.phone.wanted.connect(presenter.reveal_phone)
        centre.tab_changed.connect(self._tab_changed)
        centre.conversation.picture_pressed.connect(self.open_viewer)
        centre.conversation.retry_pressed.connect(self._presses.retry)
        centre.conversation.drop_pressed.connect(self._presses.drop)
        centre.pictures.picture_pressed.connect(self.open_viewer)
        centre.progress.pressed.connect(self._presses.run)
        centre.progress.copy_wanted.connect(self._copy)
        centre.composer.send_wanted.connect(self._send)
        centre.composer.draft_changed.connect(presenter.save_draft)
        self.thumbs.refetch_wanted.connect(presenter.open_again)
        self._connect_sides()

    def _connect_sides(self) -> None:
        facts, decision = self.facts, self.decision
        facts.again_wanted.connect(self.presenter.open_again)
        facts.elsewhere_wanted.connect(self._presses.record_elsewhere)
        facts.more_wanted.connect(lambda: self._emit_case(self.approve_wanted))
        facts.linked_opened.connect(self.linked_opened)
        decision.approve_wanted.connect(lambda: self._emit_case(self.approve_wanted))
        decision.reject_wanted.connect(lambda: self._emit_case(self.reject_wanted))
        decision.reply_wanted.connect(self.focus_composer)
        decision.copy_wanted.connect(self._copy_progress)
        decision.phone_wanted.connect(self.presenter.reveal_phone)
        decision.complete_wanted.connect(self._presses.complete)
        self._splitter.splitterMoved.connect(self._facts_dragged)

    def _facts_dragged(self) -> None:
        self._facts_px = self._side.width()
        self.facts_resized.emit(self._facts_px)

    def _show_log(self, lines: object, whole: object) -> None:
        self.centre.log.show_lines(  # a signal hands over objects
            lines,  # type: ignore[arg-type]
            whole=whole,  # type: ignore[arg-type]
            now=self._services.clock.now(),
        )

    def _build(self) -> None:
        """Lay the outside out first: a tree that is moved into another one costs start-up time."""
        self._outer = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._outer)
        self._build_empty()
        self._content = QWidget()
        self._outer.addWidget(self._content)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._splitter = HairlineSplitter(self._content)
        self._side = Panel("surface")
        inner.addWidget(self.header)
        inner.addWidget(self._splitter, 1)
        self._splitter.addWidget(self.centre)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self.centre.setMinimumWidth(_CENTRE_MIN)
        self._side.setMinimumWidth(_FACTS_MIN)
        self._side.setMaximumWidth(_FACTS_MAX)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(0)
        self._side_column.addWidget(self.facts, 1)
        self._side_column.addWidget(self.decision)

    def _build_empty(self) -> None:
        self._empty = Panel("window")
        self._outer.addWidget(self._empty)
        self._nothing = PlainLabel(texts.detail.nothing_chosen(), tone="text2")
        middle = QVBoxLayout(self._empty)
        middle.addStretch(1)
        middle.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)


def _progress_text(refund: Refund) -> str:
    """One line about the refund, fit to be sent to the customer or to support."""
    return texts.refund.progress_text(
        amt=formats.money(refund.amount),
        state=wording.refund_pill(refund).text,
        number=str(refund.out_refund_no or texts.common.nobody()),
    )
