"""The right of the inbox: one application, whole, with everything that can be done about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OwnPicture
from refund_desk.application.rows import InboxRow
from refund_desk.domain.audit import AuditLine
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import Source
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.detail.case_presenter import CasePresenter
from refund_desk.ui.detail.case_state import Stage, deadline_of, pill_of, stage_of
from refund_desk.ui.detail.centre import LOG, MESSAGES, NUMBERED, REFUND, Centre
from refund_desk.ui.detail.decision_block import DecisionBlock
from refund_desk.ui.detail.facts_column import FactsColumn
from refund_desk.ui.detail.header import DetailHeader
from refund_desk.ui.detail.needs import DetailServices
from refund_desk.ui.detail.pane_frame import FACTS_MAX, FACTS_USUAL, PaneFrame
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.presses import Presses
from refund_desk.ui.detail.progress_steps import Moment
from refund_desk.ui.detail.ready_words import ready_words
from refund_desk.ui.detail.slices import Slices
from refund_desk.ui.detail.viewer_opener import ViewerOpener
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.evidence_pack.evidence_packs import EvidencePacks
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.theme import Theme
from refund_desk.ui.viewer.picture_viewer import PictureViewer

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
        self._ticks = 0
        self._shown_id: int | None = None
        self._read_at = services.clock.now()
        self._searching = False
        self.presenter = CasePresenter(services, tasks, bridge, self)
        self.thumbs = PictureThumbs(services.pictures, tasks, self)
        self.header = DetailHeader()
        self.centre = Centre(self.thumbs, tasks, practice=services.practice)
        self.facts = FactsColumn(self.thumbs)
        self.decision = DecisionBlock(practice=services.practice)
        composer = self.centre.composer
        self.looking = ViewerOpener(services.pictures, tasks, self.thumbs, composer)
        self.looking.tell = self.toast.emit
        composer.offer_phone(services.phone)
        self.packs = EvidencePacks(services, self.presenter, tasks, self.header)
        self._presses = Presses(services, self.presenter, tasks, self)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._slices = Slices(self)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(_LOADING_AFTER_MS)
        self._loading.timeout.connect(lambda: self._show_empty(texts.common.loading()))
        self._frame = PaneFrame(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._frame.lay_out(self.header, self.centre, self.facts, self.decision)
        self._connect(theme)

    @property
    def case(self) -> CaseView | None:
        """The application that is shown and read; what A and R are about."""
        return self.presenter.case

    @property
    def facts_splitter(self) -> QSplitter:
        """What divides the conversation from the facts."""
        return self._frame.splitter

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
        return self.looking.viewer

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
        self._frame.set_narrow(narrow)

    def set_wide(self, wide: bool) -> None:
        """Use larger thumbnails, the wider measure and the wider facts."""
        self.thumbs.set_wide(wide)
        self.centre.conversation.set_wide(wide)
        case = self.case
        if case is not None:
            self.centre.pictures.redraw(case.pictures)
        self.set_facts_width(FACTS_MAX if wide else FACTS_USUAL)

    def set_low(self, low: bool) -> None:
        """Save height where the window is lower than 640: no hint, no row of quick replies."""
        self.decision.set_low(low)
        self.centre.composer.set_low(low)

    def set_facts_width(self, width: int) -> None:
        """Make the facts this wide, within their bounds."""
        self._frame.set_facts_width(width)

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
        if case is not None and any(picture.sha256 for picture in case.pictures):
            self.looking.open(case, reference)

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

    def _show_case(self, case: CaseView) -> None:
        """Draw the case as it was read just now: who and what at once, the rest piece by piece."""
        self._loading.stop()
        self._read_at = self._services.clock.now()
        self._frame.show_content()
        blocked = self.presenter.sending_blocked
        closed = "" if case.can_reply else texts.reply.closed()
        carries = case.can.reply_text
        why = (blocked or closed) if carries else ""
        self.centre.composer.show_application(case.application_id, case.draft, why)
        self.centre.composer.set_ready("" if carries else ready_words(case))
        if carries:
            self.centre.composer.set_hint(_reply_hint(case))
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
            undo_whole_s=self.presenter.undo_whole_s(),
        )
        self.centre.show_progress(case, moment, blocked=self.presenter.sending_blocked)

    def _tick(self) -> None:
        self._ticks += 1
        case = self.case
        if case is None:
            return
        if self._ticks % _SLOW_TICKS == 0 or stage_of(case) is Stage.REFUND:
            self._show_moment()
        if case.approve.why == "ref.wait1m":
            self._count_wait(case)

    def _count_wait(self, case: CaseView) -> None:
        """Count the minute between two refunds of a payment; at its end the ledger decides."""
        passed = (self._services.clock.now() - self._read_at).total_seconds()
        left = case.approve.wait_s - int(passed)
        if left <= 0:
            self.presenter.read_again()
            return
        counted = replace(case, approve=replace(case.approve, wait_s=left))
        blocked = self.presenter.sending_blocked
        self.decision.show_case(counted, blocked=blocked)
        self.facts.more.show_case(counted)

    def _show_empty(self, words: str = "") -> None:
        self._frame.show_words(words or texts.detail.nothing_chosen())
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

    def _send(self, application_id: int, text: str, pictures: tuple[OwnPicture, ...]) -> None:
        if self.presenter.reply(application_id, text, pictures):
            self.centre.composer.begin_sending()

    def _ask_for_a_call(self) -> None:
        self._presses.ask_for_a_call(self.facts.call.text())

    def _replied(self, application_id: int, queued: bool, sentence: str) -> None:
        self.centre.composer.end_sending(application_id, queued=queued)
        if sentence:
            self.centre.composer.refuse(sentence)

    def _show_another(self, row: InboxRow | None) -> None:
        self.facts.another.show_row(row, self._services.clock.now())

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
        presenter.another.connect(self._show_another)
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
        centre.progress.card_wanted.connect(self._presses.to_card)
        centre.progress.call_wanted.connect(self._ask_for_a_call)
        self._presses.card_taken = centre.progress.card_form.wipe
        centre.composer.send_wanted.connect(self._send)
        centre.composer.copy_wanted.connect(self._copy)
        centre.composer.draft_changed.connect(presenter.save_draft)
        self.thumbs.refetch_wanted.connect(presenter.open_again)
        self._connect_sides()

    def _connect_sides(self) -> None:
        facts, decision = self.facts, self.decision
        facts.again_wanted.connect(self.presenter.open_again)
        facts.elsewhere_wanted.connect(self._presses.record_elsewhere)
        facts.order_picked.connect(self._presses.pick_order)
        facts.more_wanted.connect(lambda: self._emit_case(self.approve_wanted))
        facts.linked_opened.connect(self.linked_opened)
        decision.approve_wanted.connect(lambda: self._emit_case(self.approve_wanted))
        decision.reject_wanted.connect(lambda: self._emit_case(self.reject_wanted))
        decision.reply_wanted.connect(self.focus_composer)
        decision.copy_wanted.connect(self._copy_progress)
        decision.phone_wanted.connect(self.presenter.reveal_phone)
        decision.complete_wanted.connect(self._presses.complete)
        self._frame.facts_dragged.connect(self.facts_resized)

    def _show_log(self, lines: tuple[AuditLine, ...], whole: bool | None) -> None:
        self.centre.log.show_lines(lines, whole=whole, now=self._services.clock.now())


def _progress_text(refund: Refund) -> str:
    """One line about the refund, fit to be sent to the customer or to support."""
    return texts.refund.progress_text(
        amt=formats.yuan(refund.amount),
        state=wording.refund_pill(refund).text,
        number=str(refund.out_refund_no or texts.common.nobody()),
    )


def _reply_hint(case: CaseView) -> str:
    """Where the customer will read a reply."""
    if case.source is Source.COMPLAINT:
        return texts.reply.placeholder()
    return texts.sources.reply_hint(wording.source_name(case.source))
