"""The dialog in which a person takes in goods that came back: as sent, or what is wrong."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import TakeInCommand
from refund_desk.ui import texts
from refund_desk.ui.detail.negotiation_words import parcel_words
from refund_desk.ui.goods_back.possible import why_no_take_in
from refund_desk.ui.goods_back.talk_dialog import PictureTalkDialog, asked_words
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.labels import ParagraphLabel


class TakeInDialog(PictureTalkDialog):
    """Asks how the goods are; nothing is chosen at first, so that somebody looks."""

    def __init__(
        self, window: QWidget, case: CaseView, tasks: TaskRunner, *, now: datetime
    ) -> None:
        """Show the parcel as it was told; `now` (UTC) says how its days are written."""
        title = texts.negotiating.take_in_title(asked_words(case)).strip()
        super().__init__(window, case, tasks, title=title, footer=texts.goods_back.take_in_footer())
        self._group = QButtonGroup(self)
        self.as_sent = RadioButton(texts.goods_back.is_as_sent())
        self.wrong = RadioButton(texts.goods_back.is_not_as_sent())
        if case.negotiation.parcel is not None:
            words = parcel_words(case.negotiation.parcel, now)
            self._put(ParagraphLabel(words, px=13, line_px=20), texts.waiting.parcel())
        self._put(self._choice(), texts.negotiating.take_in_question())
        self._put(self._what_is_wrong())
        self.wrong.toggled.connect(self._chosen)
        self.as_sent.toggled.connect(self._chosen)
        self.start_on(self.as_sent)
        self._chosen()

    def command(self) -> TakeInCommand | None:
        """What the person orders, or None while something is missing."""
        if self._ended or self._missing() or not self._is_chosen():
            return None
        wrong = self.wrong.isChecked()
        if wrong and self.pictures.is_reading():
            return None
        return TakeInCommand(
            application_id=self._case.application_id,
            as_sent=not wrong,
            text=self.words.text().strip() if wrong else "",
            pictures=self.pictures.pictures() if wrong else (),
        )

    def _why_not(self, case: CaseView) -> str:
        return why_no_take_in(case)

    def _missing(self) -> str:
        if not self._is_chosen():
            return texts.negotiating.choose_goods()
        if self.as_sent.isChecked():
            return ""
        if unseen := self.pictures.unseen():
            return texts.reject.look_first(unseen)
        return self._wrong_words()

    def _is_chosen(self) -> bool:
        return self.as_sent.isChecked() or self.wrong.isChecked()

    def _takes_pictures(self) -> bool:
        return self.wrong.isChecked() and self._case.can.reply_pictures

    def _chosen(self) -> None:
        """Show what is needed for this answer, and what the press will do."""
        wrong = self.wrong.isChecked()
        self.wrong_part.setVisible(wrong)
        self.pictures.setVisible(self._takes_pictures())
        told = texts.negotiating.take_in_note
        if self._case.can.reply_text:
            told = texts.negotiating.take_in_tell
        self.confirm.setText(told() if wrong else texts.negotiating.take_in_next())
        self.confirm.updateGeometry()
        if wrong:
            self.words.edit.setFocus()
        self.refresh()

    def _choice(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for radio in (self.as_sent, self.wrong):
            self._group.addButton(radio)
            column.addWidget(radio)
        return part

    def _what_is_wrong(self) -> QWidget:
        naming = texts.goods_back.what_is_wrong_here
        if self._case.can.reply_text:
            naming = texts.goods_back.what_is_wrong
        self.wrong_part = QWidget()
        column = QVBoxLayout(self.wrong_part)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(ParagraphLabel(naming(), px=12, line_px=18, tone="text2"))
        column.addWidget(self.words)
        column.addWidget(self.pictures)
        self.words.set_name(naming())
        self.wrong_part.hide()
        return self.wrong_part
