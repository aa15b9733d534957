"""The dialog in which a person agrees where the platform pays: the amount is locked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.agreeing import AgreeCommand
from refund_desk.application.case_view import CaseView
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.decisions.approve_extras import RedCard
from refund_desk.ui.decisions.approve_parts import CaseHead, CheckCard, NoteCard
from refund_desk.ui.decisions.approve_when import WhenRow
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.sheet import Aired, Sheet, put_in_order
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold

_WIDTH = 560
_AMOUNT_WIDTH = 188
# The check card with the air around it (px).
_CARD_ROOM = 96


class AgreeDialog(DecisionDialog):
    """Says who pays and how much; red checks want their tick, nothing else is chosen."""

    def __init__(self, window: QWidget, case: CaseView, *, undo_s: int) -> None:
        """`undo_s` is how long the press can be undone (seconds)."""
        super().__init__(window, case, title=texts.store.agree_title(), width=_WIDTH)
        self._locked = False
        self._undo_s = undo_s
        self._build(window)
        self.red.tick.toggled.connect(self.refresh)
        self.changed_note.pressed.connect(self._unlock)
        self.dismiss.clicked.connect(self.reject)
        self.set_confirm(self.confirm)
        self.start_on(self.confirm)
        self.refresh()

    def show_case(self, case: CaseView) -> None:
        """Show a newer state of the case; another amount locks until the person looked again."""
        was = self._case
        self._case = case
        self.head.show_case(case)
        self.red.show_case(case)
        self._ended = not case.approve.can_press
        if self._ended:
            self._lock(sentences.sentence(case.approve.why))
        elif case.approve.asked != was.approve.asked:
            self._lock(texts.approve.changed(), texts.confirmations.looked())
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was said there, and lock until the person looked again."""
        if case is not None:
            self.show_case(case)
        self._lock(sentence, "" if self._ended else texts.confirmations.looked())
        self.refresh()

    def command(self) -> AgreeCommand | None:
        """What the person orders, or None while something is missing or locked."""
        offer = self._case.approve
        ticked = self.red.tick.isChecked() or not offer.needs_tick
        if self._locked or not offer.can_press or not ticked or not offer.asked:
            return None
        return AgreeCommand(application_id=self._case.application_id, seen_amount=offer.asked)

    def refresh(self) -> None:
        """Let amount, second look and button follow the case."""
        asked = self._case.approve.asked
        self.amount.setText(asked.to_yuan_text())
        self.card.show_amount(self._case, asked)
        self.confirm.setText(texts.store.agree_confirm(formats.yuan(asked)))
        self.confirm.updateGeometry()
        self.confirm.setEnabled(self._working or self.command() is not None)

    def _lock(self, sentence: str, button: str = "") -> None:
        self._locked = True
        self._working = False
        self.confirm.set_busy("")
        self.changed_note.say(sentence, button)

    def _unlock(self) -> None:
        self._locked = False
        self.changed_note.say("")
        self.refresh()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, window: QWidget) -> None:
        self.head = CaseHead(self._case)
        self.red = RedCard(self._case)
        self.changed_note = NoteCard()
        self.when = WhenRow(texts.awaiting.at_platform())
        self.card = CheckCard()
        sheet = Sheet(window, width=_WIDTH, pinned_px=_CARD_ROOM)
        sheet.column.setContentsMargins(20, 16, 20, 0)
        for widget, above, below in (
            (self.changed_note, 0, 12),
            (self.head, 0, 0),
            (self.red, 12, 0),
            (_who_pays(), 14, 0),
            (self._amount_row(), 14, 0),
            (self.when, 12, 0),
        ):
            sheet.column.addWidget(Aired(widget, above, below))
        pinned = QVBoxLayout()
        pinned.setContentsMargins(20, 14, 20, 20)
        pinned.addWidget(self.card)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(sheet)
        self.body.addLayout(pinned)
        self._build_footer()

    def _amount_row(self) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(texts.store.amount_locked(), px=12, bold=True, tone="text2"))
        self.amount = AmountField()
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.amount.set_locked(texts.sources.amount_locked())
        self.amount.setAccessibleName(texts.store.amount_locked())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.amount)
        line.addWidget(IconLabel("lock-outline", "text3", 16))
        line.addStretch(1)
        column.addLayout(line)
        return row

    def _build_footer(self) -> None:
        self.footer.addWidget(IconLabel("undo-variant", "accent_text", 14))
        words = MixedLabel(texts.store.agree_hint(self._undo_s), px=12, tone="text2")
        self.footer.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.dismiss = Button(texts.common.dismiss(), keycap="Esc")
        self.confirm.set_kind("primary")
        self.confirm.set_least_width(148)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)
        put_in_order(
            self.changed_note.button, self.red.tick, self.amount, self.dismiss, self.confirm
        )


def _who_pays() -> Card:
    """That the platform pays, before anything is pressed."""
    card = Card("accent_soft", "accent_line")
    line = QHBoxLayout(card)
    line.setContentsMargins(14, 8, 12, 8)
    line.setSpacing(8)
    line.addWidget(IconLabel("storefront-outline", "accent_text", 16), 0, Qt.AlignmentFlag.AlignTop)
    lead = texts.store.agree_lead()
    air = "" if lead.endswith("。") else " "
    line.addWidget(MixedLabel(f"{bold(lead)}{air}{texts.store.agree_rest()}", px=12), 1)
    return card
