"""The five steps in a line: done, now, to do; steps that were reached can be pressed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from refund_desk.ui import icons, texts, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Hairline

_HEIGHT: Final = 28
_CIRCLE: Final = 20
_GAP: Final = 8


class _StepButton(QAbstractButton):
    """A circle with a number or a tick, and the step's name."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number = number
        self._is_done = self._is_now = False
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(done=False, now=False, reached=False)

    def show_state(self, *, done: bool, now: bool, reached: bool) -> None:
        """Look like a step that is done, open, or still to come."""
        self._is_done, self._is_now = done, now
        self.setEnabled(reached)
        state = texts.connecting.state_todo()
        if now:
            state = texts.connecting.state_now()
        elif done:
            state = texts.connecting.state_done()
        self.setAccessibleName(
            texts.connecting.step_accessible(n=self._number, name=self.text(), state=state)
        )
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Circle and name."""
        width = metrics(13, bold=self._is_now).horizontalAdvance(self.text())
        return QSize(_CIRCLE + _GAP + width + 2, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRect(0, (_HEIGHT - _CIRCLE) // 2, _CIRCLE, _CIRCLE)
        if self._is_done and not self._is_now:
            icons.paint(painter, circle, "check-circle", "ok")
        else:
            self._paint_number(painter, QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        ink: Role = "text" if self._is_now or self._is_done else "text3"
        painter.setFont(font(13, bold=self._is_now))
        painter.setPen(theme.colour(ink))
        words = QRect(_CIRCLE + _GAP, 0, self.width() - _CIRCLE - _GAP, _HEIGHT)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_number(self, painter: QPainter, circle: QRectF) -> None:
        painter.setPen(theme.colour("accent" if self._is_now else "control"))
        painter.setBrush(theme.colour("accent") if self._is_now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("on_accent" if self._is_now else "text3"))
        painter.setFont(font(12, bold=self._is_now))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepBar(QWidget):
    """Signal: `step_chosen(int)`, counted from 0."""

    step_chosen = Signal(int)

    def __init__(self) -> None:
        """Show all steps as still to come."""
        super().__init__()
        names = (
            texts.connecting.step_number(),
            texts.connecting.step_certificate(),
            texts.connecting.step_apiv3(),
            texts.connecting.step_public_key(),
            texts.connecting.step_test(),
        )
        self.buttons = [_StepButton(n, name) for n, name in enumerate(names, 1)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for n, button in enumerate(self.buttons):
            if n:
                line.addWidget(Hairline(), 1)
            line.addWidget(button)
            button.clicked.connect(lambda _checked=False, n=n: self.step_chosen.emit(n))
        self.setFixedHeight(_HEIGHT)

    def show_states(self, *, now: int, furthest: int, done: tuple[bool, ...]) -> None:
        """Mark what is done, what is open, and how far presses may go."""
        for n, button in enumerate(self.buttons):
            button.show_state(done=done[n], now=n == now, reached=n <= furthest)
