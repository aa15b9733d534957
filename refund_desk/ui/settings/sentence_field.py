"""A rule as a sentence with a field inside, and under it what is wrong with the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.shop_policy import BOUNDS
from refund_desk.ui import texts
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.labels import PlainLabel

# Stands where the field goes; no text holds it.
_GAP: Final = "\n"
_NUMBER_PX: Final = 56
_AMOUNT_PX: Final = 96
_DIGITS = QRegularExpression("[0-9]{0,4}")
_YUAN = QRegularExpression(r"(0|[1-9][0-9]{0,8})?(\.[0-9]{0,2})?")

Sentence = Callable[[str], str]


class _SentenceField(QWidget):
    """The parts that numbers and amounts share. Signals: `edited` when a person typed."""

    edited = Signal()

    def __init__(self, sentence: Sentence, typing: QRegularExpression, width: int) -> None:
        super().__init__()
        before, _gap, after = sentence(_GAP).partition(_GAP)
        self.edit = QLineEdit()
        self.edit.setFont(font(13))
        self.edit.setFixedWidth(width)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setValidator(QRegularExpressionValidator(typing, self.edit))
        # An input method would offer full-width digits, which are refused.
        self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.edit.setAccessibleName(sentence("…"))
        self.wrong = PlainLabel(px=12, tone="bad")
        self.wrong.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (PlainLabel(before.strip()), self.edit, PlainLabel(after.strip())):
            line.addWidget(part)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.wrong)
        self.edit.textEdited.connect(self._edited)

    def say_wrong(self, why: str) -> None:
        """Frame it red and say why; empty takes both away."""
        set_look(self.edit, state="error" if why else "")
        self.edit.setAccessibleDescription(why)
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))

    def _edited(self) -> None:
        self.say_wrong(self.trouble())
        self.edited.emit()

    def trouble(self) -> str:
        """What is wrong with the value; empty when nothing is."""
        raise NotImplementedError


class NumberField(_SentenceField):
    """A whole number within the bounds of a rule."""

    def __init__(self, rule: str, sentence: Sentence) -> None:
        """`rule` is a name of `BOUNDS`."""
        super().__init__(sentence, _DIGITS, _NUMBER_PX)
        self._bounds = BOUNDS[rule]

    def put(self, value: int) -> None:
        """Show a value."""
        self.edit.setText(str(value))
        self.say_wrong("")

    def value(self) -> int | None:
        """The number; None while it is none, or out of bounds."""
        text, (least, most) = self.edit.text(), self._bounds
        number = int(text) if text else -1
        return number if least <= number <= most else None

    def trouble(self) -> str:
        """See `_SentenceField`."""
        least, most = self._bounds
        return "" if self.value() is not None else texts.policy.wrong_whole(least=least, most=most)


class YuanField(_SentenceField):
    """An amount of yuan within the bounds of a rule."""

    def __init__(self, rule: str, sentence: Sentence) -> None:
        """`rule` is a name of `BOUNDS`."""
        super().__init__(sentence, _YUAN, _AMOUNT_PX)
        self._bounds = BOUNDS[rule]

    def put(self, amount: Fen) -> None:
        """Show an amount."""
        self.edit.setText(amount.to_yuan_text())
        self.say_wrong("")

    def value(self) -> Fen | None:
        """The amount; None while it is none, or out of bounds."""
        try:
            amount = Fen.from_yuan_text(self.edit.text())
        except BadValueError:
            return None
        least, most = self._bounds
        return amount if least <= amount.count <= most else None

    def trouble(self) -> str:
        """See `_SentenceField`."""
        if self.value() is not None:
            return ""
        least, most = (Fen(bound).to_yuan_text() for bound in self._bounds)
        return texts.policy.wrong_amount(least=least, most=most)
