"""Where the money is: what needs a person, then the refund's dated life, step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.detail.card_form import CardForm
from refund_desk.ui.detail.fact_rows import clear_layout
from refund_desk.ui.detail.note_card import ChoiceCard, NoteCard
from refund_desk.ui.detail.progress_notes import (
    Choice,
    Note,
    abnormal_choices,
    application_notes,
    call_was_asked_for,
    refund_notes,
    waits_for_a_way,
)
from refund_desk.ui.detail.progress_steps import Moment, number_details, refund_steps
from refund_desk.ui.detail.return_steps import return_steps
from refund_desk.ui.detail.scroll_page import ScrollPage
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.pills import Pill
from refund_desk.ui.widgets.timeline import Timeline

_FOOT_HEIGHT = 40


class ProgressTab(Panel):
    """The 退款进度 tab.

    Signals: `pressed` carries the `NoteButton` of a note; `copy_wanted` the number to copy;
    `card_wanted` the `BankCard` to send an abnormal refund to; `call_wanted` asks for the message.
    """

    pressed = Signal(object)
    copy_wanted = Signal(str)
    card_wanted = Signal(object)
    call_wanted = Signal()

    def __init__(self, *, practice: bool) -> None:
        """Start empty."""
        super().__init__("surface")
        self._practice = practice
        self._notes: tuple[Note, ...] | None = None
        self._choices: tuple[Choice, ...] = ()
        self._others: tuple[Refund, ...] = ()
        self.timeline = Timeline()
        self.timeline.copy_wanted.connect(self.copy_wanted)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.card_form = CardForm(practice=practice)
        self.card_form.card_wanted.connect(self.card_wanted)
        self.card_form.call_wanted.connect(self.call_wanted)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(10)
        self._heading = PlainLabel(texts.case.progress_heading(), bold=True, tone="text2")
        self._other_rows = QVBoxLayout()
        self._other_rows.setSpacing(4)
        self.empty = _Empty()
        self.foot = Panel("surface")
        self._build()

    def note_cards(self) -> list[NoteCard]:
        """The notes that are shown, top first."""
        return [card for card in self._widgets() if isinstance(card, NoteCard)]

    def choice_cards(self) -> list[ChoiceCard]:
        """The numbered ways out that are shown."""
        return [card for card in self._widgets() if isinstance(card, ChoiceCard)]

    def show_case(self, case: CaseView, moment: Moment, *, blocked: str = "") -> None:
        """Follow the case; what is equal stays, so that focus and scroll survive."""
        refund = case.refund
        before = return_steps(case, moment.now)
        if refund is None:
            self._show_cards(application_notes(case), ())
            self.timeline.set_steps(before)
        else:
            notes = refund_notes(case, refund, now=moment.now)
            self._show_cards(notes, abnormal_choices(refund, practice=self._practice))
            self.timeline.set_steps((*before, *refund_steps(case, refund, moment)))
        self._show_form(case, blocked)
        self.empty.setVisible(refund is None and not before)
        self._heading.setVisible(bool(self._choices))
        self.set_ground("window" if self._choices else "surface")
        # What was undone never left the desk; the log has it.
        others = tuple(
            other
            for other in case.refunds
            if other.state is not RefundState.UNDONE and (refund is None or other.id != refund.id)
        )
        self._show_others(others, moment)

    def _show_cards(self, notes: tuple[Note, ...], choices: tuple[Choice, ...]) -> None:
        if notes == self._notes and choices == self._choices:
            return
        self._notes, self._choices = notes, choices
        clear_layout(self._cards)
        clear_layout(self._ways)
        for note in notes:
            note_card = NoteCard(note)
            note_card.pressed.connect(self.pressed)
            note_card.copy_wanted.connect(self.copy_wanted)
            self._cards.addWidget(note_card)
        for number, choice in enumerate(choices, 2):
            choice_card = ChoiceCard(number, choice)
            choice_card.pressed.connect(self.pressed)
            self._ways.addWidget(choice_card)

    def _show_form(self, case: CaseView, blocked: str) -> None:
        """Offer a new card while a person may choose; what is typed stays while it is the same."""
        refund = case.refund
        if refund is None or not waits_for_a_way(refund):
            self.card_form.hide()
            return
        self.card_form.show_refund(refund.id, blocked=blocked, said=call_was_asked_for(case))
        self.card_form.show()

    def _show_others(self, others: tuple[Refund, ...], moment: Moment) -> None:
        if others == self._others:
            return
        self._others = others
        clear_layout(self._other_rows)
        if not others:
            return
        title = texts.refund.other_refunds(len(others))
        self._other_rows.addWidget(PlainLabel(title, bold=True, tone="text2"))
        for other in reversed(others):
            self._other_rows.addWidget(self._other_row(other, moment))

    def _other_row(self, refund: Refund, moment: Moment) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(PlainLabel(formats.yuan(refund.amount), bold=True))
        line.addWidget(Pill(wording.refund_pill(refund)))
        at = refund.settled_at or refund.accepted_at or refund.planned_at
        line.addWidget(PlainLabel(formats.near_time(at, moment.now), px=12, tone="text2"))
        for detail in number_details(refund)[:1]:
            line.addWidget(PlainLabel(detail.text, px=12, tone="text2"))
            copy = IconButton("content-copy", detail.copy_name, size=18, glyph=14)
            copy.clicked.connect(
                lambda _checked=False, text=detail.copied: self.copy_wanted.emit(text)
            )
            line.addWidget(copy)
        line.addStretch(1)
        return row

    def _widgets(self) -> list[QWidget]:
        taken = (
            rows.itemAt(place)
            for rows in (self._cards, self._ways)
            for place in range(rows.count())
        )
        return [w for held in taken if held is not None and (w := held.widget()) is not None]

    def _cards_and_ways(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(10)
        rows.addLayout(self._cards)
        rows.addWidget(self.card_form)
        rows.addLayout(self._ways)
        self.card_form.hide()
        return rows

    def _build(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(24, 16, 28, 16)
        inner.setSpacing(18)
        inner.addLayout(self._cards_and_ways())
        inner.addWidget(self._heading)
        inner.addWidget(self.timeline)
        inner.addWidget(self.empty)
        inner.addLayout(self._other_rows)
        inner.addStretch(1)
        area = ScrollPage(content, texts.detail.tab_refund())
        self.foot.setFixedHeight(_FOOT_HEIGHT)
        words = QHBoxLayout(self.foot)
        words.setContentsMargins(24, 0, 24, 0)
        words.setSpacing(4)
        words.addWidget(IconLabel("shield-check-outline", "text2", 14))
        words.addWidget(PlainLabel(texts.refund.same_number(), px=12, tone="text2"))
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addWidget(self.foot)


class _Empty(QWidget):
    """There is no refund yet, and what will stand here."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 60, 0, 0)
        column.setSpacing(4)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("cash-refund", "text3", 32), 0, middle)
        column.addWidget(PlainLabel(texts.refund.none_yet(), px=14), 0, middle)
        note = PlainLabel(texts.refund.none_yet_note(), px=12, tone="text2")
        column.addWidget(note, 0, middle)
