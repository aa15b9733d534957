"""The dialog in which a person refuses: reason, words for the buyer, and the shop's evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import REPLY_CHARACTERS_MAX, RejectCommand
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.platform_terms import RejectReason as PlatformReason
from refund_desk.domain.masking import finds_personal
from refund_desk.domain.refund_application import Source
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.decisions import reject_form as form
from refund_desk.ui.decisions.approve_parts import NoteCard
from refund_desk.ui.decisions.buyer_words import reject_words
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.sheet import Aired, Sheet
from refund_desk.ui.decisions.words_field import WordsField, holds_pictures
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold
from refund_desk.ui.widgets.pills import Tag

_WIDTH = 758
_WORDS_WIDTH = 394
_WORDS_LINES = 4


class RejectDialog(DecisionDialog):
    """Asks for reason, words and evidence; 确认拒绝 works only when all is there."""

    def __init__(self, window: QWidget, case: CaseView, tasks: TaskRunner) -> None:
        """Suggest the reason that a red check speaks for, if one does."""
        title = texts.reject.title_amount(formats.yuan(case.asked))
        super().__init__(window, case, title=title, width=_WIDTH)
        self._suggestion = ""
        self._their_words: dict[str, str] = {}
        self.reasons: dict[str, RadioButton] = {}
        self._group = QButtonGroup(self)
        self.evidence = EvidenceBox(tasks)
        # The platform takes no pictures with a rejection.
        self.setAcceptDrops(not case.platform_pays)
        self._build(window)
        self._connect()
        self.set_confirm(self.confirm)
        self.start_on(self.dismiss)
        if not case.platform_pays:
            self._put_reasons(form.REASONS)
            if code := form.suggested(case):
                self.reasons[code].setChecked(True)
        self.refresh()

    def offer_reasons(self, reasons: tuple[PlatformReason, ...] | Unreadable) -> None:
        """Let the person choose among the platform's reasons, or say why there are none."""
        self.reading.setText("")
        self.reading.hide()
        if why := form.unread_sentence(reasons):
            self.trouble.say(why)
            return
        if isinstance(reasons, tuple):
            self._their_words = {reason.code: reason.words for reason in reasons}
            self._put_reasons(tuple(form.platform_reason(reason) for reason in reasons))
        self.refresh()

    def show_case(self, case: CaseView) -> None:
        """Follow the case: when it can no longer be rejected, say so and lock."""
        self._case = case
        self._ended = not case.can_reject
        if self._ended:
            self.trouble.say(texts.notices.ended())
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was written; the person may press again."""
        self.stop_waiting()
        if case is not None:
            self.show_case(case)
        self.trouble.say(sentence)

    def command(self) -> RejectCommand | None:
        """What the person orders, or None while something is missing."""
        if self._missing() or self._ended or self.evidence.is_reading():
            return None
        return RejectCommand(
            application_id=self._case.application_id,
            reason_code=self._chosen(),
            text=self.words.text().strip(),
            pictures=self.evidence.pictures(),
        )

    def refresh(self) -> None:
        """Let hint, counter, check line and button follow what is there."""
        text = self.words.text()
        length = len(text.strip())
        over = length > REPLY_CHARACTERS_MAX
        self.counter.setText(texts.reject.counter(n=length, limit=REPLY_CHARACTERS_MAX))
        self.counter.set_tone("bad" if over else "text2")
        self.words.set_wrong(over)
        found = finds_personal(text)
        self.check.setText(texts.reject.check_found() if found else texts.reject.check_clean())
        self.check.set_tone("warn" if found else "text2")
        icon = "alert" if found else "shield-check-outline"
        self._check_icon.set_icon(icon, "warn" if found else "ok")
        missing = "" if self._ended else self._missing()
        self.hint.setText(missing)
        self._hint_icon.setVisible(bool(missing))
        self.confirm.setEnabled(self._working or self.command() is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a pasted picture wherever the focus is; the rest is the base's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            source = QGuiApplication.clipboard().mimeData()
            if self.acceptDrops() and holds_pictures(source):
                self.evidence.take_mime(source)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures and files anywhere over the dialog."""
        if holds_pictures(event.mimeData()):
            self.evidence.add.light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the place as usual."""
        super().dragLeaveEvent(event)
        self.evidence.add.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.evidence.add.light(False)
        self.evidence.take_mime(event.mimeData())
        event.acceptProposedAction()

    def _chosen(self) -> str:
        return next((code for code, radio in self.reasons.items() if radio.isChecked()), "")

    def _missing(self) -> str:
        return form.missing(
            reason_code=self._chosen(),
            text=self.words.text(),
            unseen_pictures=self.evidence.unseen(),
        )

    def _choose(self) -> None:
        """Suggest the words of the reason, unless the person wrote some already."""
        present = self.words.text()
        if not present.strip() or present == self._suggestion:
            code = self._chosen()
            theirs = self._their_words.get(code)
            self._suggestion = theirs or reject_words(code, self._case)
            self.words.set_text(self._suggestion)
        self.refresh()

    def _build(self, window: QWidget) -> None:
        self.trouble = NoteCard(bad=True)
        sheet = Sheet(window, width=_WIDTH)
        column = sheet.column
        column.addWidget(_warning(self._case))
        column.addWidget(Aired(self.trouble, 10))
        column.addSpacing(14)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._reason_column(), 1)
        columns.addLayout(self._words_column())
        column.addLayout(columns)
        column.addSpacing(14)
        column.addWidget(self.evidence)
        self.evidence.setVisible(not self._case.platform_pays)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(sheet)
        self._hint_icon = IconLabel("alert", "warn", 14)
        self.hint = ElidedLabel(px=12, tone="warn")
        self.dismiss = Button(texts.common.back(), keycap="Esc")
        self.confirm.setText(texts.reject.confirm())
        self.confirm.set_kind("danger")
        self.confirm.set_least_width(132)
        for widget in (self._hint_icon, self.hint, self.dismiss, self.confirm):
            self.footer.addWidget(widget, 1 if widget is self.hint else 0)

    def _reason_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_needed(texts.reject.reason_label()))
        column.addSpacing(2)
        self._reason_rows = QVBoxLayout()
        self._reason_rows.setSpacing(4)
        column.addLayout(self._reason_rows)
        self.reading = PlainLabel(px=12, tone="text2")
        self.reading.setVisible(self._case.platform_pays)
        if self._case.platform_pays:
            self.reading.setText(texts.store.reasons_reading())
        column.addWidget(self.reading)
        column.addStretch(1)
        return column

    def _put_reasons(self, reasons: tuple[form.RejectReason, ...]) -> None:
        """Let the person choose among these."""
        for reason in reasons:
            radio = RadioButton(reason.words())
            radio.toggled.connect(self._toggled)
            self._group.addButton(radio)
            self.reasons[reason.code] = radio
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(radio)
            if tag := form.evidence(reason.code, self._case):
                radio.setAccessibleDescription(tag)
                line.addWidget(Tag(tag, "warn"))
            line.addStretch(1)
            self._reason_rows.addLayout(line)

    def _words_column(self) -> QVBoxLayout:
        self.words = WordsField(lines=_WORDS_LINES)
        self.words.setFixedWidth(_WORDS_WIDTH)
        self.words.set_name(texts.reject.text_label())
        self.counter = PlainLabel(px=12, tone="text2")
        self._check_icon = IconLabel("shield-check-outline", "ok", 14)
        self.check = ElidedLabel(px=12, tone="text2")
        head = QHBoxLayout()
        head.addWidget(_needed(texts.reject.text_label()))
        head.addStretch(1)
        head.addWidget(self.counter)
        check = QHBoxLayout()
        check.setSpacing(5)
        check.addWidget(self._check_icon)
        check.addWidget(self.check, 1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addLayout(check)
        return column

    def _connect(self) -> None:
        self.words.changed.connect(self.refresh)
        self.words.pictures_pasted.connect(self.evidence.take_mime)
        self.evidence.changed.connect(self.refresh)
        self.dismiss.clicked.connect(self.reject)

    def _toggled(self, chosen: bool) -> None:
        if chosen:
            self._choose()


def _warning(case: CaseView) -> Card:
    """What a rejection means, before anything is chosen."""
    card = Card("warn_soft", "warn_line")
    card.setMinimumHeight(46)
    line = QHBoxLayout(card)
    line.setContentsMargins(14, 8, 12, 8)
    line.setSpacing(8)
    line.addWidget(IconLabel("alert", "warn", 16))
    lead, rest = texts.reject.warn_lead(), _what_follows(case)
    # A Chinese full stop brings its own air.
    air = "" if lead.endswith("。") else " "
    words = MixedLabel(f"{bold(lead)}{air}{rest}", px=12)
    line.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
    return card


def _what_follows(case: CaseView) -> str:
    """Who hears of it: WeChat Pay closes a complaint, a sheet hears nothing."""
    if case.source is Source.COMPLAINT:
        return texts.reject.warn_pay_rest()
    if case.platform_pays:
        return texts.store.reject_rest()
    if not case.can.decisions:
        return texts.sources.reject_recorded()
    return texts.sources.reject_told(wording.source_name(case.source))


def _needed(words: str) -> MixedLabel:
    """A label with the star of what must be filled in."""
    label = MixedLabel(f"{bold(words)} *", px=12)
    label.set_tones("bad", "text2")
    return label
