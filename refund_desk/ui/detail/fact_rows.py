"""Small building parts of the facts column: headings, label and value, sections."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Hairline
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

LABEL_WIDTH = 62
SIDE = 16


class Section(QWidget):
    """A part of the column with a bold heading; `heading` takes more to its right."""

    def __init__(self, words: str, *, ruled: bool = True) -> None:
        """Start with the heading alone; `ruled` draws a hairline below the part."""
        super().__init__()
        self.title = PlainLabel(words, bold=True, tone="text2")
        self.heading = QHBoxLayout()
        self.heading.setSpacing(8)
        self.heading.addWidget(self.title)
        self.heading.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(SIDE, 9, SIDE, 9)
        self.body.setSpacing(5)
        self.body.addLayout(self.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.body)
        self.rule = Hairline()
        column.addWidget(self.rule)
        self.rule.setVisible(ruled)


class FactRow(QWidget):
    """A label and what is known; the value of money is never elided."""

    def __init__(self, words: str, *, amount: bool = False) -> None:
        """Start with the label alone."""
        super().__init__()
        self.setFixedHeight(20)
        self.label = PlainLabel(words, px=12, tone="text2")
        self.label.setMinimumWidth(LABEL_WIDTH)
        kind = PlainLabel if amount else ElidedLabel
        self.value = kind(px=12, bold=amount)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(6)
        self.line.addWidget(self.label)
        self.line.addWidget(self.value)
        self.line.addStretch(1)

    def show_value(self, text: str, tone: Role = "text") -> None:
        """Show what is known; an empty text hides the row."""
        self.value.setText(text)
        self.value.set_tone(tone)
        self.setVisible(bool(text))
        self.setAccessibleName(f"{self.label.text()} {text}")


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Delete everything that a layout holds."""
    while (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
