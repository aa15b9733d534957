"""The dialog in which a person proves a payment that the platform could not make itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import REPLY_CHARACTERS_MAX
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.approve_parts import NoteCard
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.sheet import Aired, Sheet
from refund_desk.ui.decisions.words_field import WordsField, holds_pictures
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel

_WIDTH = 640
_LINE_PX = 18


class ProveDialog(DecisionDialog):
    """Asks for pictures of the payment and words to the buyer."""

    def __init__(self, window: QWidget, case: CaseView, tasks: TaskRunner) -> None:
        """Suggest words that name the amount."""
        super().__init__(window, case, title=texts.store.prove_title(), width=_WIDTH)
        self.evidence = EvidenceBox(tasks, label=texts.store.prove_pictures())
        self.setAcceptDrops(True)
        self._build(window)
        self.words.set_text(texts.store.prove_suggestion(formats.yuan(case.asked)))
        self.words.changed.connect(self.refresh)
        self.words.pictures_pasted.connect(self.evidence.take_mime)
        self.evidence.changed.connect(self.refresh)
        self.dismiss.clicked.connect(self.reject)
        self.set_confirm(self.confirm)
        self.start_on(self.dismiss)
        self.refresh()

    def show_case(self, case: CaseView) -> None:
        """Follow the case: when no proof is waited for any more, say so and lock."""
        self._case = case
        self._ended = not case.can_prove
        if self._ended:
            self.trouble.say(texts.notices.ended())
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was written; the person may press again."""
        self.stop_waiting()
        if case is not None:
            self.show_case(case)
        self.trouble.say(sentence)

    def command(self) -> ProveCommand | None:
        """What the person orders, or None while something is missing."""
        if self._missing() or self._ended or self.evidence.is_reading():
            return None
        return ProveCommand(
            application_id=self._case.application_id,
            text=self.words.text().strip(),
            pictures=self.evidence.pictures(),
        )

    def refresh(self) -> None:
        """Let hint and button follow what is there."""
        missing = "" if self._ended else self._missing()
        self.words.set_wrong(len(self.words.text().strip()) > REPLY_CHARACTERS_MAX)
        self.hint.setText(missing)
        self._hint_icon.setVisible(bool(missing))
        self.confirm.setEnabled(self._working or self.command() is not None)

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

    def _missing(self) -> str:
        """The first thing that is still missing, in words."""
        if unseen := self.evidence.unseen():
            return texts.reject.look_first(unseen)
        if not self.evidence.pictures():
            return texts.store.prove_needed()
        length = len(self.words.text().strip())
        if not length:
            return texts.reject.text_needed()
        return texts.reject.text_long() if length > REPLY_CHARACTERS_MAX else ""

    def _build(self, window: QWidget) -> None:
        self.trouble = NoteCard(bad=True)
        self.words = WordsField(lines=2)
        self.words.set_name(texts.store.prove_words())
        lead = ParagraphLabel(px=12, line_px=_LINE_PX, tone="text2")
        lead.set_text(texts.store.prove_lead())
        sheet = Sheet(window, width=_WIDTH)
        label = PlainLabel(texts.store.prove_words(), px=12, bold=True, tone="text2")
        for widget, above in (
            (lead, 0),
            (self.trouble, 10),
            (self.evidence, 14),
            (label, 14),
            (self.words, 6),
        ):
            sheet.column.addWidget(Aired(widget, above))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(sheet)
        self._build_footer(self.footer)

    def _build_footer(self, footer: QHBoxLayout) -> None:
        self._hint_icon = IconLabel("alert", "warn", 14)
        self.hint = ElidedLabel(px=12, tone="warn")
        self.dismiss = Button(texts.common.back(), keycap="Esc")
        self.confirm.setText(texts.store.prove_confirm())
        self.confirm.set_kind("primary")
        self.confirm.set_least_width(132)
        footer.addWidget(self._hint_icon)
        footer.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignVCenter)
        footer.addWidget(self.dismiss)
        footer.addWidget(self.confirm)
