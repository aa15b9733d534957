"""What the approve dialog shows only when it has to: a second typing, and red checks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.ui import finding_words, formats, texts
from refund_desk.ui.decisions.approve_form import Judgement, red_findings
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold

_TYPING = QRegularExpression(r"[0-9]{0,9}(\.[0-9]{0,2})?")


class RetypeRow(QWidget):
    """A large amount is typed twice; copying it over would be no second look."""

    def __init__(self) -> None:
        """Stay hidden until an amount is large."""
        super().__init__()
        self.field = _RetypeField()
        self.label = PlainLabel(px=12, bold=True, tone="warn")
        self._sign = IconLabel("alert", "warn", 14)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self.label)
        line.addWidget(self.field)
        line.addStretch(1)
        self.hide()

    def show_state(self, judgement: Judgement) -> None:
        """Ask for the second typing where the amount needs it, and say whether it is right."""
        needed = judgement.needs_retype and judgement.amount is not None
        self.setVisible(needed)
        if not needed or judgement.amount is None:
            return
        self.label.setText(texts.approve.retype_label(formats.yuan(judgement.amount)))
        right = judgement.retype_right
        begun = len(self.field.text()) >= len(judgement.amount.to_yuan_text())
        set_look(self.field, state="error" if begun and not right else "")
        self._sign.set_icon("check-circle" if right else "alert", "ok" if right else "warn")


class RedCard(Card):
    """The red checks in words, and the tick that says: I know."""

    def __init__(self, case: CaseView) -> None:
        """List the case's red checks; hidden when there are none."""
        super().__init__("bad_soft", "bad_line")
        self._shown: list[tuple[str, str]] = []
        self.tick = CheckBox(texts.approve.red_tick())
        self.before_goods = CheckBox(texts.goods_back.before_goods())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.tick)
        column.addWidget(self.before_goods)
        self.show_case(case)

    def show_case(self, case: CaseView) -> None:
        """List the red checks of the case as it is now; a new one takes the tick back."""
        found = [finding_words.words_of(finding) for finding in red_findings(case)]
        shown = [(words.rule, words.evidence) for words in found]
        if shown != self._shown:
            self._shown = shown
            self.tick.setChecked(False)
            self.before_goods.setChecked(False)
            while (taken := self._rows.takeAt(0)) is not None:
                if (widget := taken.widget()) is not None:
                    widget.deleteLater()
            for rule, evidence in shown:
                self._rows.addWidget(_RedLine(rule, evidence))
        self.before_goods.setVisible(case.approve.goods_first)
        self.setVisible(case.approve.needs_tick)


class _RedLine(QWidget):
    """One red check."""

    def __init__(self, rule: str, evidence: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("close-circle", "bad", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = MixedLabel(f"{bold(rule)} {evidence}".strip())
        words.set_tones("text2", "text")
        line.addWidget(words, 1)


class _RetypeField(QLineEdit):
    """Digits only, and only by typing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font())
        self.setFixedWidth(120)
        self.setMaxLength(12)
        self.setValidator(QRegularExpressionValidator(_TYPING, self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setAccessibleName(texts.approve.retype_name())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; pasting does nothing, because it is the typing that counts."""
        if not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)


def reply_sentence(code: str) -> str:
    """What is wrong with the words to the buyer; empty when nothing is."""
    known: dict[str, Callable[[], str]] = {
        "reply.empty": texts.confirmations.reply_empty,
        "reply.long": texts.reply.long,
    }
    return known[code]() if code in known else ""
