"""The card that asks before something happens: on a scrim, in the middle of the window."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from refund_desk.ui import theme
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Hairline
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel

# A shortcut meant for the window must not confirm the dialog that has just opened.
CONFIRM_AFTER_MS = 600
# No finger lets a key go and presses it again as fast as this.
_BREATH_MS = 30
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STRIP = 32
_FOOTER = 56
_AIR = 12


class Scrim(QWidget):
    """A veil over the whole window while a dialog asks."""

    def __init__(self, window: QWidget) -> None:
        """Stay hidden until shown."""
        super().__init__(window)
        self._window = window
        self.hide()
        window.installEventFilter(self)

    @classmethod
    def of(cls, window: QWidget) -> Scrim:
        """The window's one scrim."""
        return window.findChild(cls) or cls(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window in any size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Cover everything."""
        super().showEvent(event)
        self.setGeometry(self._window.rect())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        del event
        QPainter(self).fillRect(self.rect(), theme.colour("scrim"))


class DeskDialog(QDialog):
    """Base of every question: title strip, `body`, and a footer with its buttons.

    Esc and × answer no. Enter answers nothing. Yes is a press of the confirm button, or
    Ctrl+Enter once the dialog has been open for 600 ms. It is opened with `ask`, never `exec`.
    """

    def __init__(
        self, window: QWidget, *, title: str, icon: str = "cash-refund", width: int = 638
    ) -> None:
        """Prepare an empty card of this width over the window."""
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setFixedWidth(width)
        self._window = window.window()
        self._confirm: Button | None = None
        self._start: QWidget | None = None
        self._open_for = QElapsedTimer()
        self._since_release = QElapsedTimer()
        self._scrim = Scrim.of(self._window)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        self.footer = QHBoxLayout()
        self.footer.setContentsMargins(20, 0, 20, 0)
        self.footer.setSpacing(10)
        self.close_button = IconButton("close", "", size=24, glyph=16)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self.reject)
        self._build_frame(title, icon)
        self.ring = FocusRing(self)

    def set_confirm(self, button: Button) -> None:
        """Name the button that says yes; the caller puts it into the footer."""
        self._confirm = button
        button.clicked.connect(self.accept)

    def start_on(self, widget: QWidget) -> None:
        """Let the keyboard begin here, with the ring around it."""
        self._start = widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_title(self, title: str) -> None:
        """Change the words in the strip."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc answers no; only Ctrl+Enter may answer yes, late enough and not repeated."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in _ENTER:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if ctrl and not self._is_held(event) and self._may_confirm_by_key():
                self._press_confirm()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Remember when Enter was let go, to know a held key from a pressed one."""
        super().keyReleaseEvent(event)
        if event.key() in _ENTER:
            self._since_release.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the middle of the window, and veil it."""
        super().showEvent(event)
        # The dialog first: painting the whole window under the veil takes a frame of its own.
        QTimer.singleShot(0, self, self._veil)
        self._open_for.start()
        self._fit()
        self.activateWindow()
        window = self._window
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))

    def hideEvent(self, event: QHideEvent) -> None:
        """Lift the veil."""
        super().hideEvent(event)
        others = (d for d in self._window.findChildren(DeskDialog) if d is not self)
        if not any(dialog.isVisible() for dialog in others):
            self._scrim.hide()

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is inside; show the first focus once the window is active."""
        done = super().event(event)
        if event.type() == QEvent.Type.WindowActivate and self._start is not None:
            # Qt gives the focus after this event, and shows a keyboard's focus only when active.
            QTimer.singleShot(0, self, self._show_start)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the strip be dragged."""
        if event.position().y() < _STRIP:
            self.windowHandle().startSystemMove()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw strip, card and footer with round corners."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(outline, 8, 8)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), _STRIP, theme.colour("chrome"))
        top = self.height() - _FOOTER
        painter.fillRect(0, top, self.width(), _FOOTER, theme.colour("sunken"))
        painter.setClipping(False)
        painter.setPen(theme.colour("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _veil(self) -> None:
        if self.isVisible():
            self._scrim.show()

    def _show_start(self) -> None:
        start, self._start = self._start, None
        if start is not None and self.focusWidget() is start:
            FocusRing.focus_visibly(start)

    def _fit(self) -> None:
        # adjustSize would ask for the height at another width, and cut it to 2/3 of the screen.
        layout = self.layout()
        if layout is None:
            return
        height = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        self.resize(self.width(), height)
        # What grows while it is open must not leave its buttons below the window.
        place, window = self._window.mapFromGlobal(self.pos()), self._window
        over = place.y() + height + _AIR - window.height()
        if self.isVisible() and over > 0:
            self.move(self.x(), self.y() - min(over, max(0, place.y() - _AIR)))

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether the key is held down: X servers send that as release and press in one breath."""
        let_go = self._since_release
        return event.isAutoRepeat() or (let_go.isValid() and not let_go.hasExpired(_BREATH_MS))

    def _may_confirm_by_key(self) -> bool:
        return self._open_for.isValid() and self._open_for.hasExpired(CONFIRM_AFTER_MS)

    def _press_confirm(self) -> None:
        if self._confirm is not None and self._confirm.isEnabled():
            self._confirm.click()

    def _build_frame(self, title: str, icon: str) -> None:
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 0, 6, 0)
        strip.setSpacing(8)
        strip.addWidget(IconLabel(icon, "accent_text", 16))
        self._title = ElidedLabel(title, px=12, tone="text2")
        strip.addWidget(self._title, 1)
        strip.addWidget(self.close_button)
        strip_box = QWidget()
        strip_box.setLayout(strip)
        strip_box.setFixedHeight(_STRIP)
        footer_box = QWidget()
        footer_box.setLayout(self.footer)
        footer_box.setFixedHeight(_FOOTER - 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # The dialog gives itself its height: see `_fit`.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(strip_box)
        column.addWidget(Hairline())
        column.addLayout(self.body, 1)
        column.addWidget(Hairline())
        column.addWidget(footer_box)


async def ask(dialog: QDialog) -> bool:
    """Open the dialog and wait for its answer: True when it was accepted.

    Never spins an event loop of its own, so other tasks go on (a modal `exec` loses them).
    """
    answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def answer(result: int) -> None:
        if not answered.done():
            answered.set_result(result == int(QDialog.DialogCode.Accepted))

    dialog.finished.connect(answer)
    dialog.open()
    try:
        return await answered
    finally:
        dialog.finished.disconnect(answer)


def picture_with_dialogs(window: QWidget) -> QPixmap:
    """The window as a person sees it, with the dialogs that are open over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            offset = window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            dialog.render(painter, offset)
    painter.end()
    return picture
