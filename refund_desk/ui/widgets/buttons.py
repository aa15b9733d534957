"""Buttons: text, icon and keycap in one centred line. None is ever a dialog's default button."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.keycap import (
    KEYCAP_HEIGHT,
    KeyInk,
    keycap_width,
    paint_keycap,
    plain_key,
)
from refund_desk.ui.widgets.spinner import RingClock, paint_ring

Kind = Literal["primary", "secondary", "danger", "ghost", "link", "chip", "choice"]
Size = Literal["small", "normal", "large"]

_HEIGHTS: dict[Size, int] = {"small": 26, "normal": 32, "large": 38}
_PADDINGS: dict[Size, int] = {"small": 9, "normal": 13, "large": 16}
_LETTERS: dict[Size, int] = {"small": 13, "normal": 13, "large": 14}
_ICONS: dict[Size, int] = {"small": 14, "normal": 16, "large": 18}
_INK: dict[Kind, Role] = {
    "primary": "on_accent",
    "secondary": "text",
    "danger": "on_bad",
    "ghost": "text2",
    "link": "accent_text",
    "chip": "text",
    "choice": "text",
}
_GAP = 6


class Button(QPushButton):
    """A press. `kind` is its rank, `size` its height: 26, 32 or 38."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = "secondary",
        size: Size = "normal",
        icon: str = "",
        keycap: str = "",
    ) -> None:
        """Show text, with a glyph before it and a shortcut's key after it where given."""
        super().__init__(text)
        self._kind: Kind = kind
        self._size: Size = size
        self._icon, self._keycap = icon, keycap
        self._busy_text = ""
        self._least_px = 0
        self._ring = RingClock(self)
        self._ring.turned.connect(self.update)
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setFont(font(self._letters, bold=kind in {"primary", "danger"}))
        self.setFixedHeight(18 if kind == "link" else _HEIGHTS[size])
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCheckable(kind == "choice")
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(self, kind=kind)

    @property
    def _letters(self) -> int:
        return 12 if self._kind in {"link", "choice"} else _LETTERS[self._size]

    def set_kind(self, kind: Kind) -> None:
        """Change the rank, such as primary to secondary when a check is red."""
        self._kind = kind
        self.setFont(font(self._letters, bold=kind in {"primary", "danger"}))
        set_look(self, kind=kind)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another glyph, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_keycap(self, text: str) -> None:
        """Show another shortcut, or none."""
        self._keycap = text
        self.updateGeometry()
        self.update()

    def set_least_width(self, px: int) -> None:
        """Be at least so wide; unlike Qt's own minimum, longer words still make it wider."""
        self._least_px = px
        self.updateGeometry()

    def set_blocked(self, reason: str) -> None:
        """Disable with the reason as tooltip; an empty reason enables again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)

    def set_busy(self, text: str) -> None:
        """Show a turning ring and this text, and take no presses; empty text ends it."""
        if text and not self._busy_text and self.isVisible():
            self.setMinimumWidth(self.width())
        if not text:
            self.setMinimumWidth(0)
        self._busy_text = text
        (self._ring.start if text else self._ring.stop)()
        set_look(self, busy=bool(text))
        self.update()

    @property
    def is_busy(self) -> bool:
        """Whether a request of this button is open."""
        return bool(self._busy_text)

    def click(self) -> None:
        """Press by program; nothing while busy."""
        if not self.is_busy:
            super().click()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - overrides Qt
        """A busy button cannot be hit."""
        return not self.is_busy and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; Enter does not, so that no Enter ever moves money."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.is_busy or (enter and self._kind in {"primary", "danger"}):
            event.ignore()
            return
        if enter:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the whole line; text on a button is never elided."""
        padding = 0 if self._kind == "link" else 2 * _PADDINGS[self._size]
        return QSize(max(self._least_px, self._line_width() + padding), self.height())

    def minimumSizeHint(self) -> QSize:
        """The same as the hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bevel by the style sheet, then the line."""
        del event
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        option.state &= ~QStyle.StateFlag.State_HasFocus
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setFont(self._face())
        self._paint_line(painter, self._ink())

    def _face(self) -> QFont:
        face = font(self._letters, bold=self._kind in {"primary", "danger"} and self.isEnabled())
        if self._kind == "link" and self.underMouse() and self.isEnabled():
            underlined = QFont(face)
            underlined.setUnderline(True)
            return underlined
        return face

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return theme.colour("text_disabled")
        if self.isChecked():
            return theme.colour("accent_text")
        return theme.colour(_INK[self._kind])

    def _leading(self) -> int:
        """Width of the glyph or ring, with its gap."""
        if self.is_busy:
            return 14 + _GAP
        shows_tick = self._kind == "choice" and self.isChecked() and not self._icon
        if not (self._icon or shows_tick):
            return 0
        return _ICONS[self._size] + (_GAP if self.text() else 0)

    def _line_width(self) -> int:
        face = metrics(self._letters, bold=self._kind in {"primary", "danger"})
        width = self._leading() + face.horizontalAdvance(self._busy_text or self.text())
        if self._keycap and not self.is_busy:
            width += _GAP + keycap_width(self._keycap)
        return width + 1

    def _paint_line(self, painter: QPainter, ink: QColor) -> None:
        left = max(0, (self.width() - self._line_width()) // 2)
        if self._kind == "link":
            left = 0
        middle = self.height() // 2
        if self.is_busy:
            paint_ring(painter, QRectF(left, middle - 7, 14, 14), ink, self._ring.degrees)
        elif self._leading():
            size = _ICONS[self._size]
            icons.paint(
                painter, QRect(left, middle - size // 2, size, size), self._icon or "check", ink
            )
        left += self._leading()
        text = self._busy_text or self.text()
        painter.setPen(ink)
        painter.drawText(
            QRect(left, 0, self.width() - left, self.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            text,
        )
        if self._keycap and not self.is_busy:
            left += painter.fontMetrics().horizontalAdvance(text) + _GAP
            self._paint_key(painter, left, ink)

    def _paint_key(self, painter: QPainter, left: int, ink: QColor) -> None:
        box = QRect(
            left, (self.height() - KEYCAP_HEIGHT) // 2, keycap_width(self._keycap), KEYCAP_HEIGHT
        )
        filled = self._kind in {"primary", "danger"} and self.isEnabled()
        edge = QColor(ink)
        edge.setAlphaF(0.55)
        paint_keycap(
            painter,
            box,
            self._keycap,
            KeyInk(ink, edge) if filled else plain_key(),
        )


class IconButton(QPushButton):
    """A square press with a glyph and no words; its tooltip and accessible name say what it does.

    `framed` draws the quiet edge of the buttons beside the search field.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 28,
        glyph: int = 18,
        framed: bool = False,
    ) -> None:
        """Show the glyph; `name` is the tooltip and what a screen reader says."""
        super().__init__()
        self._icon, self._glyph = icon, glyph
        self._role: Role = "text2"
        self.setFixedSize(size, size)
        self.setAutoDefault(False)
        self.set_name(name)
        set_look(self, kind="chip" if framed else "ghost")

    def set_name(self, name: str) -> None:
        """Change what it says."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, role: Role = "text2") -> None:
        """Show another glyph."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bevel, then the glyph."""
        del event
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        inset = (self.width() - self._glyph) // 2
        box = QRect(inset, inset, self._glyph, self._glyph)
        icons.paint(painter, box, self._icon, self._role if self.isEnabled() else "text_disabled")
