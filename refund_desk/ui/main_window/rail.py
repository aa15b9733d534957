"""The rail at the left edge: pages, what waits, who works here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from refund_desk.ui import icons, texts, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Panel

PageKey = Literal["inbox", "history", "reconcile", "settings"]

NARROW: Final = 64
WIDE: Final = 168
_BADGE: Final = 16
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_PRACTICE_EDGE: Final = 3


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One press of the rail; `hint` is its tooltip."""

    key: str
    text: str
    icon: str
    hint: str


class RailButton(QAbstractButton):
    """A page: glyph over word, or beside it on a wide rail; a red badge says how much waits."""

    def __init__(self, entry: RailEntry) -> None:
        """Show the entry; the page that is open is checked."""
        super().__init__()
        self.entry = entry
        self._count = 0
        self._is_wide = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(entry.text)
        self.setToolTip(entry.hint)
        self.setAccessibleName(entry.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_wide(False)

    @property
    def count(self) -> int:
        """The number in the badge; 0 shows none."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how much waits."""
        self._count = count
        self.setAccessibleName(f"{self.entry.text} {count}" if count else self.entry.text)
        self.update()

    def set_wide(self, wide: bool) -> None:
        """Lay the word under the glyph (52 × 52) or beside it (146 × 40)."""
        self._is_wide = wide
        self.setFixedSize(QSize(146, 40) if wide else QSize(52, 52))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card of the open page, glyph, word and badge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            open_ground: Role = "hover" if theme.current().is_dark else "surface"
            ground: Role = open_ground if self.isChecked() else "pressed"
            painter.setPen(theme.colour("border") if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        ink: Role = "accent_text" if self.isChecked() else "text2"
        painter.setPen(theme.colour(ink))
        if self._is_wide:
            icons.paint(painter, QRect(13, 10, 20, 20), self.entry.icon, ink)
            painter.setFont(font(14, bold=self.isChecked()))
            painter.drawText(QRect(44, 0, 80, 40), Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            icons.paint(painter, QRect(16, 6, 20, 20), self.entry.icon, ink)
            painter.setFont(font(12, bold=self.isChecked()))
            painter.drawText(QRect(0, 28, 52, 18), _CENTRE, self.text())
        if self._count:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        words = str(self._count) if self._count < 100 else "99+"
        width = max(_BADGE, metrics(11, bold=True).horizontalAdvance(words) + 8)
        left = self.width() - width - 10 if self._is_wide else 30
        box = QRectF(left, 12 if self._is_wide else 3, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bad_fill"))
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setFont(font(11, bold=True))
        painter.setPen(theme.colour("on_bad"))
        painter.drawText(box, _CENTRE, words)


class _Person(QWidget):
    """Who works here: a letter in a circle, and the role."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._is_wide = False
        self.setAccessibleName(name)
        self.set_wide(False)

    def set_wide(self, wide: bool) -> None:
        """Lay the word under the circle or beside it."""
        self._is_wide = wide
        self.setFixedSize(QSize(146, 40) if wide else QSize(52, 52))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle, letter and word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(10, 7, 26, 26) if self._is_wide else QRectF(13, 4, 26, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("accent_text"))
        painter.setFont(font(12, bold=True))
        painter.drawText(circle, _CENTRE, self._name[:1])
        painter.setPen(theme.colour("text2"))
        if self._is_wide:
            painter.setFont(font(13))
            painter.drawText(QRect(46, 0, 96, 40), Qt.AlignmentFlag.AlignVCenter, self._name)
        else:
            painter.setFont(font(12))
            painter.drawText(QRect(0, 32, 52, 18), _CENTRE, self._name)


class Rail(Panel):
    """The pages. Signal: `page_chosen(str)` with the key of a `RailEntry`.

    In the practice shop its left edge is purple, so that no look at the window is without it.
    """

    page_chosen = Signal(str)

    def __init__(
        self, *, practice: bool, settings: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show the pages that exist; the settings, where there are any, stand at the bottom."""
        super().__init__("chrome", parent)
        self._practice = practice
        self.buttons = {
            entry.key: RailButton(entry)
            for entry in (
                _entry("inbox", texts.common.page_inbox(), "inbox-outline", "Ctrl+1"),
                _entry("history", texts.common.page_history(), "history", "Ctrl+2"),
                _entry("reconcile", texts.proof.title(), "scale-balance", "Ctrl+3"),
            )
        }
        if settings:
            name = texts.connecting.settings()
            self.buttons["settings"] = RailButton(_entry("settings", name, "cog-outline", "Ctrl+,"))
        self._person = _Person(texts.common.owner())
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        for key, button in self.buttons.items():
            if key == "settings":
                self._column.addStretch(1)
            self._column.addWidget(button)
            button.clicked.connect(lambda _checked=False, key=key: self.page_chosen.emit(key))
        if not settings:
            self._column.addStretch(1)
        self._column.addWidget(self._person)
        self.buttons["inbox"].setChecked(True)
        self.set_wide(False)

    @property
    def stops(self) -> tuple[RailButton, ...]:
        """What Tab stops at, top down."""
        return tuple(self.buttons.values())

    def show_page(self, key: PageKey) -> None:
        """Mark the page that is open."""
        self.buttons[key].setChecked(True)

    def set_waiting(self, count: int) -> None:
        """Show how many applications wait for a decision."""
        self.buttons["inbox"].set_count(count)

    def set_wide(self, wide: bool) -> None:
        """64 px with words under the glyphs, or 168 px with words beside them."""
        self.setFixedWidth(WIDE if wide else NARROW)
        left, top = (10, 10) if wide else (6, 8)
        self._column.setContentsMargins(left, top, 1, 10)
        for button in self.buttons.values():
            button.set_wide(wide)
        self._person.set_wide(wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the hairline to the page, and the practice edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("border"))
        if self._practice:
            painter.fillRect(0, 0, _PRACTICE_EDGE, self.height(), theme.colour("practice"))


def _entry(key: PageKey, text: str, icon: str, shortcut: str) -> RailEntry:
    """A page with its key in the tooltip."""
    return RailEntry(key, text, icon, f"{text} ({shortcut})")
