"""The bars that count down while a refund can still be taken back, over the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from refund_desk.domain.events import UndoTicked
from refund_desk.ui import formats, texts, theme
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.spinner import motion_allowed

BARS_MAX = 3
BAR_HEIGHT = 68
_GAP = 8
_SIDE, _BELOW = 20, 5
_WIDTH_MAX = 960
_FRAME_MS = 50
_FADE_MS = 120
_LINE = 4


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """What a bar is about; `name` is the masked title, or empty when it is not known."""

    refund_id: int
    application_id: int
    name: str


class StackedBar(Card):
    """What every bar over the conversation has: height, fading in, a press that Ctrl+Z presses."""

    def __init__(self, parent: QWidget) -> None:
        """An empty card."""
        super().__init__("surface", "accent_line", parent=parent)
        self.setFixedHeight(BAR_HEIGHT)
        self.lead = PlainLabel(px=14, bold=True)
        self.note = ElidedLabel(texts.undo.note(), px=12, tone="text2")
        self.now_button = Button(texts.undo.now())
        self.undo_button = Button(
            texts.undo.button(), kind="primary", size="large", icon="undo-variant"
        )
        self._opacity = QGraphicsOpacityEffect(self)
        self._fade = QPropertyAnimation(self._opacity, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.finished.connect(lambda: self._opacity.setEnabled(False))

    @property
    def takes_undo(self) -> bool:
        """Whether Ctrl+Z belongs to this bar, or to the text field that has the focus."""
        return True

    @property
    def rests(self) -> bool:
        """Whether nothing of it is pressing: it then shows on the page of its place only."""
        return False

    def say(self) -> None:
        """Show how it stands now; asked for while it shows."""
        raise NotImplementedError

    def appear(self) -> None:
        """Fade in, where motion is allowed."""
        self.setGraphicsEffect(self._opacity)
        self._opacity.setEnabled(motion_allowed())
        if motion_allowed():
            self._fade.setStartValue(0.0)
            self._fade.setEndValue(1.0)
            self._fade.start()

    def set_keycap(self, shown: bool) -> None:
        """Show Ctrl Z on the bar that the key undoes."""
        self.undo_button.set_keycap("Ctrl Z" if shown else "")

    def paint_line(self, part: float) -> None:
        """Draw the line at the lower edge, from the left, as long as this part of the bar."""
        inner = QRectF(self.rect()).adjusted(2, 0, -2, -1)
        painter = QPainter(self)
        line = QRectF(inner.left(), inner.bottom() - _LINE, inner.width() * part, _LINE)
        painter.fillRect(line, theme.colour("accent"))

    def lay_out(self, icon: IconLabel, *buttons: QWidget) -> None:
        """Glyph, words, buttons. A click leaves the focus where it is: they go when pressed."""
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.lead)
        words.addWidget(self.note)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 0, 16, _LINE)
        line.setSpacing(12)
        line.addWidget(icon)
        line.addLayout(words, 1)
        for button in buttons:
            line.addWidget(button)


class UndoBar(StackedBar):
    """One refund that leaves in some seconds. Signals: `undo_wanted`, `now_wanted` (refund id)."""

    undo_wanted = Signal(int)
    now_wanted = Signal(int)

    def __init__(self, entry: UndoEntry, tick: UndoTicked, parent: QWidget) -> None:
        """Count down from the tick."""
        super().__init__(parent)
        self.entry, self._tick = entry, tick
        self._since = QElapsedTimer()
        self.now_button.clicked.connect(self._press_now)
        self.undo_button.clicked.connect(self._press_undo)
        icon = IconLabel("timer-sand", "accent_text", 20)
        self.lay_out(icon, self.now_button, self.undo_button)
        self.follow(tick)

    def follow(self, tick: UndoTicked) -> None:
        """Take over how much is left, as the undo window itself says."""
        self._tick = tick
        self._since.start()
        self.say()

    def left_s(self) -> float:
        """Seconds left by this bar's own clock, between two ticks."""
        return max(0.0, self._tick.left_s - self._since.elapsed() / 1000)

    def say(self) -> None:
        """Show the seconds that are left, and the line where motion is allowed."""
        seconds, amount = ceil(self.left_s()), formats.yuan(self._tick.amount)
        if not self.undo_button.isEnabled():
            self.lead.setText(texts.undo.checking())
        elif self._tick.at_platform:
            self.lead.setText(texts.store.undo_lead(n=seconds, amt=amount))
        elif self._tick.automatic:
            self.lead.setText(texts.automatic.undo_lead(n=seconds, amt=amount))
        elif self.entry.name:
            words = texts.undo.lead(n=seconds, amt=amount, name=self.entry.name)
            self.lead.setText(words)
        else:
            self.lead.setText(texts.confirmations.undo_lead(n=seconds, amt=amount))
        queued = self._tick.queued_s > 0
        # The minute between two refunds of a payment is WeChat Pay's: no press makes it shorter.
        self.now_button.setVisible(not queued)
        self.note.setText(texts.refund.queued_note() if queued else texts.undo.note())
        if motion_allowed():
            self.update()

    def announce(self) -> None:
        """Let a screen reader say it, once, not every second."""
        words = texts.undo.accessible(
            n=ceil(self.left_s()), amount=formats.spoken_yuan(self._tick.amount)
        )
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line of the time that is left."""
        super().paintEvent(event)
        if motion_allowed() and self._tick.whole_s > 0:
            self.paint_line(min(1.0, self.left_s() / self._tick.whole_s))

    def _press_undo(self) -> None:
        self._close_presses()
        self.undo_wanted.emit(self.entry.refund_id)

    def _press_now(self) -> None:
        self._close_presses()
        self.now_wanted.emit(self.entry.refund_id)

    def _close_presses(self) -> None:
        """The first press decides."""
        self.undo_button.setEnabled(False)
        self.now_button.setEnabled(False)
        self.say()


class UndoBars(QWidget):
    """The stack of bars at the lower end of a place (the conversation), the newest lowest.

    While a bar can be undone, Ctrl+Z undoes the newest one from wherever the focus is, text fields
    and dialogs included. A sheet of refunds has one bar for all of them. Signals: `undo_wanted`,
    `now_wanted` (refund id).
    """

    undo_wanted = Signal(int)
    now_wanted = Signal(int)

    def __init__(self, place: QWidget) -> None:
        """Lie over the place, in its window; hidden while nothing waits."""
        super().__init__(place.window())
        self._window, self._place = place.window(), place
        self._bars: dict[int, UndoBar] = {}
        self._sheet: StackedBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._turn)
        self.hide()

    def bars(self) -> tuple[UndoBar, ...]:
        """The bars that show, oldest first."""
        return tuple(self._bars.values())

    def follow(self, tick: UndoTicked, name: str) -> None:
        """Show, move on or take away the bar of this refund."""
        if tick.left_s <= 0:
            self._drop(tick.refund_id)
            return
        bar = self._bars.get(tick.refund_id)
        if bar is not None:
            bar.follow(tick)
            return
        if len(self._bars) < BARS_MAX:
            self._add(UndoEntry(tick.refund_id, tick.application_id, name), tick)

    def put_sheet(self, bar: StackedBar) -> None:
        """Show the bar of a sheet below the others; it stays until `drop_sheet`."""
        self._sheet = bar
        self._column.addWidget(bar)
        self._arrange()
        bar.appear()

    def drop_sheet(self) -> None:
        """Take the bar of the sheet away."""
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
            self._arrange()

    def undo_newest(self) -> bool:
        """Press 撤销 on the newest bar that still takes it; False when there is none."""
        for bar in reversed(self._stack()):
            if bar.takes_undo and bar.undo_button.isEnabled():
                bar.undo_button.click()
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch Ctrl+Z before a text field takes it for itself."""
        del watched
        kind = event.type()
        if kind not in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            return False
        if not isinstance(event, QKeyEvent) or not _is_undo(event):
            return False
        if not any(bar.takes_undo for bar in self._stack()):
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.undo_newest()
        return True

    def _add(self, entry: UndoEntry, tick: UndoTicked) -> None:
        bar = UndoBar(entry, tick, self)
        bar.undo_wanted.connect(self.undo_wanted)
        bar.now_wanted.connect(self.now_wanted)
        self._column.insertWidget(len(self._bars), bar)
        self._bars[entry.refund_id] = bar
        self._arrange()
        bar.appear()
        bar.announce()

    def _drop(self, refund_id: int) -> None:
        bar = self._bars.pop(refund_id, None)
        if bar is not None:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
            self._arrange()

    def _arrange(self) -> None:
        application = QApplication.instance()
        stack = self._stack()
        newest = stack[-1] if stack else None
        for bar in stack:
            bar.set_keycap(bar is newest)
        if newest is None:
            self._timer.stop()
            if application is not None:
                application.removeEventFilter(self)
            self.hide()
            return
        # Watched only while a bar shows: a filter in Python on every event has its price.
        if application is not None and not self._timer.isActive():
            application.installEventFilter(self)
        self._timer.start()
        self._lay()
        self.raise_()

    def _stack(self) -> tuple[StackedBar, ...]:
        """Every bar that shows, from top to bottom."""
        sheet = () if self._sheet is None else (self._sheet,)
        return (*self._bars.values(), *sheet)

    def _turn(self) -> None:
        for bar in self._stack():
            bar.say()
        self._lay()

    def _lay(self) -> None:
        """Over the place's lower end; over the window's when the place is out of sight."""
        window = self._window
        at_home = self._place.isVisible()
        seen = [bar for bar in self._stack() if at_home or not bar.rests]
        for bar in self._stack():
            bar.setVisible(bar in seen)
        self.setVisible(bool(seen))
        place = self._place if at_home else window
        corner = place.mapTo(window, QPoint(0, 0)) if place is not window else QPoint(0, 0)
        width = min(place.width() - 2 * _SIDE, _WIDTH_MAX)
        height = len(seen) * (BAR_HEIGHT + _GAP) - _GAP
        below = _BELOW if place is not window else _BELOW + 40
        left = corner.x() + (place.width() - width) // 2
        self.setGeometry(left, corner.y() + place.height() - below - height, width, height)


def _is_undo(event: QKeyEvent) -> bool:
    ctrl = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Z and event.modifiers() == ctrl
