"""A step that is right, in one line: what was filled in, and the press that changes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.ui import texts, theme
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

HEIGHT: Final = 45
_NAME: Final = 98


class DoneRow(QWidget):
    """Name, value, note, and `change`."""

    def __init__(self, name: str) -> None:
        """Show the name of the step; the value comes later."""
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._sign = IconLabel("check-circle", "ok", 18)
        self._name = PlainLabel(name, px=13, tone="text2")
        self.value = ElidedLabel(px=13)
        self.note = PlainLabel(px=12, tone="text2")
        self.change = Button(texts.connecting.change(), kind="link")
        self.change.setAccessibleName(texts.connecting.change_accessible(name))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 10, 1)
        line.setSpacing(10)
        line.addWidget(self._sign)
        line.addWidget(self._name)
        line.addWidget(self.value, 1)
        line.addWidget(self.note)
        line.addSpacing(8)
        line.addWidget(self.change)

    @staticmethod
    def align(rows: list[DoneRow]) -> None:
        """Let the values of these rows begin at one line, whatever language names them."""
        widest = max(row._name.sizeHint().width() for row in rows)
        for row in rows:
            row._name.setFixedWidth(max(_NAME, widest))

    def show_value(self, value: str, note: str = "", *, right: bool = True) -> None:
        """Show what was filled in; a step that is not right any more has an amber sign."""
        self.value.setText(value)
        self.note.setText(note)
        self._sign.set_icon("check-circle" if right else "alert", "ok" if right else "warn")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        del event
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
