"""The one rule that acts by itself: off, until the owner says how far it may go."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.commands import REASON_BYTES_MAX
from refund_desk.domain.shop_policy import AutomaticAgreement
from refund_desk.ui import sentences, texts
from refund_desk.ui.settings.fields import Field
from refund_desk.ui.settings.sentence_field import YuanField
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.labels import ParagraphLabel

_REASON_PX: Final = 420


class AutomaticRule(QWidget):
    """A tick, two amounts and the words for the buyer. Signals: `edited` when a person did."""

    edited = Signal()

    def __init__(self) -> None:
        """Off."""
        super().__init__()
        self._shown = AutomaticAgreement()
        self.stopped = ParagraphLabel("", px=12, line_px=18, tone="warn")
        self.stopped.hide()
        self.on = CheckBox(texts.automatic.automatic_on())
        self.up_to = YuanField("automatic.up_to", texts.automatic.automatic_up_to)
        self.day_limit = YuanField("automatic.day_limit", texts.automatic.automatic_day_limit)
        self.reason = Field(texts.automatic.automatic_reason(), QLineEdit(), "")
        self.reason.edit.setMaximumWidth(_REASON_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.stopped, self.on, self.up_to, self.day_limit, self.reason):
            column.addWidget(widget)
        note = texts.automatic.automatic_note()
        column.addWidget(ParagraphLabel(note, px=12, line_px=18, tone="text2"))
        self.on.toggled.connect(self._switch)
        for field in (self.up_to, self.day_limit):
            field.edited.connect(self._edited)
        self.reason.edit.textEdited.connect(self._edited)

    def put(self, rule: AutomaticAgreement, *, why_stopped: str) -> None:
        """Show this rule, and why it switched itself off, where it did."""
        self._shown = rule
        self.on.blockSignals(True)
        self.on.setChecked(rule.on)
        self.on.blockSignals(False)
        self.up_to.put(rule.up_to)
        self.day_limit.put(rule.day_limit)
        self.reason.put(rule.reason or texts.automatic.automatic_reason_usual())
        self.reason.say_wrong("")
        why = sentences.sentence(why_stopped) if why_stopped else ""
        self.stopped.set_text(texts.automatic.stopped(why) if why else "")
        self.stopped.setVisible(bool(why))
        self._enable()

    def value(self) -> AutomaticAgreement | None:
        """The rule; None while something of it is wrong, which is then said.

        While it is off, nothing of it matters: what was in force stays.
        """
        if not self.on.isChecked():
            return replace(self._shown, on=False)
        up_to, day_limit = self.up_to.value(), self.day_limit.value()
        if up_to is None or day_limit is None:
            return None
        too_much = up_to > day_limit
        self.up_to.say_wrong(texts.policy.wrong_ceiling() if too_much else "")
        reason = self.reason.edit.text().strip()
        fits = 1 <= len(reason.encode(errors="replace")) <= REASON_BYTES_MAX
        self.reason.say_wrong("" if fits else texts.policy.wrong_reason())
        if too_much or not fits:
            return None
        return AutomaticAgreement(on=True, up_to=up_to, day_limit=day_limit, reason=reason)

    def _switch(self) -> None:
        self._enable()
        self.edited.emit()

    def _edited(self) -> None:
        self.edited.emit()

    def _enable(self) -> None:
        for widget in (self.up_to, self.day_limit, self.reason):
            widget.setEnabled(self.on.isChecked())
