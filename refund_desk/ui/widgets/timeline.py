"""The dated life of a refund, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui import icons, theme
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

StepState = Literal["done", "now", "todo", "bad", "warn"]

_NODE = 20
_TEXT_LEFT = 34
_TALL = 58
_SHORT = 40
_SIGNS: dict[StepState, tuple[str, Role]] = {
    "done": ("check-circle", "ok"),
    "bad": ("alert-circle", "bad"),
    "warn": ("alert", "warn"),
}


@dataclass(frozen=True, slots=True)
class StepDetail:
    """A piece of a step's second line; `copied` is put on the clipboard by its button."""

    text: str
    copied: str = ""
    copy_name: str = ""


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step: what, when, and what is known about it."""

    state: StepState
    title: str
    time: str = ""
    details: tuple[StepDetail, ...] = ()


class Timeline(QWidget):
    """Steps from top to bottom. `copy_wanted` carries the text of a pressed copy button."""

    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without steps."""
        super().__init__(parent)
        self._shown: tuple[TimelineStep, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_steps(self, steps: tuple[TimelineStep, ...]) -> None:
        """Show these steps; equal ones are left as they are, so focus survives a refresh."""
        for place, step in enumerate(steps):
            last = place == len(steps) - 1
            known = self._column.itemAt(place)
            widget = known.widget() if known is not None else None
            if isinstance(widget, _StepView) and widget.shows(step, last=last):
                continue
            if widget is not None:
                self._column.removeWidget(widget)
                widget.deleteLater()
            view = _StepView(step, last=last)
            view.copy_wanted.connect(self.copy_wanted)
            self._column.insertWidget(place, view)
        while (extra := self._column.itemAt(len(steps))) is not None:
            widget = extra.widget()
            self._column.removeItem(extra)
            if widget is not None:
                widget.deleteLater()
        self._shown = steps

    def steps(self) -> tuple[TimelineStep, ...]:
        """What is shown."""
        return self._shown


class _StepView(QWidget):
    copy_wanted = Signal(str)

    def __init__(self, step: TimelineStep, *, last: bool) -> None:
        super().__init__()
        self._step, self._last = step, last
        self.setFixedHeight(_TALL if step.details else _SHORT)
        words = ", ".join([step.title, *(part.text for part in step.details), step.time])
        self.setAccessibleName(words)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_TEXT_LEFT, 0, 0, 0)
        rows.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(12)
        todo = step.state == "todo"
        title = ElidedLabel(step.title, px=14, bold=not todo, tone="text3" if todo else "text")
        head.addWidget(title, 1)
        if step.time:
            head.addWidget(PlainLabel(step.time, px=12, tone="text2"))
        rows.addLayout(head)
        if step.details:
            rows.addLayout(self._detail_row(step))
        rows.addStretch(1)

    def shows(self, step: TimelineStep, *, last: bool) -> bool:
        """Whether this view already shows the step."""
        return step == self._step and last == self._last

    def _detail_row(self, step: TimelineStep) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for place, part in enumerate(step.details):
            if place:
                row.addSpacing(8)
            row.addWidget(ElidedLabel(part.text, px=12, tone="text2"))
            if part.copied:
                button = IconButton("content-copy", part.copy_name, size=18, glyph=14)
                button.clicked.connect(
                    lambda _checked=False, text=part.copied: self.copy_wanted.emit(text)
                )
                row.addWidget(button)
        row.addStretch(1)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the node, and the line down to the next one."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _NODE // 2
        if not self._last:
            line: Role = "ok_line" if self._step.state == "done" else "border"
            painter.setPen(QPen(theme.colour(line), 2))
            gap = 3 if self._step.state in {"done", "now"} else 0
            painter.drawLine(middle, _NODE + gap, middle, self.height() - 4)
        sign = _SIGNS.get(self._step.state)
        if sign is not None:
            icons.paint(painter, QRect(0, 0, _NODE, _NODE), *sign)
        elif self._step.state == "now":
            painter.setPen(QPen(theme.colour("accent"), 5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(3.5, 3.5, 13, 13))
        else:
            painter.setPen(QPen(theme.colour("control"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(5, 5, 10, 10))
