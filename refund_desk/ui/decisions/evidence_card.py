"""One picture of the shop's evidence, and the place where the next one goes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.commands import OwnPicture
from refund_desk.ui import icons, texts, theme
from refund_desk.ui.fonts import font
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.labels import ElidedLabel
from refund_desk.ui.widgets.thumbnail import Thumbnail

CARD_WIDTH, CARD_HEIGHT, CARD_GAP = 173, 84, 8


class EvidenceCard(QWidget):
    """A picture that is to be sent, or to be kept. Signals: `confirmed` (nothing private),
    `redact_wanted`, `removed`.
    """

    confirmed = Signal()
    redact_wanted = Signal()
    removed = Signal()

    def __init__(self, picture: OwnPicture, *, leaves: bool = True) -> None:
        """Show its name until its picture comes; only one that leaves has to be looked at."""
        super().__init__()
        self.picture, self._leaves = picture, leaves
        self._like_label = False
        self.setFixedWidth(CARD_WIDTH)
        self.thumbnail = Thumbnail(size=(CARD_WIDTH, CARD_HEIGHT), icon="image-outline")
        self.thumbnail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = ElidedLabel(picture.name, px=12, tone="text2")
        self.remove = IconButton(
            "close", texts.reject.remove_picture(picture.name), size=20, glyph=14
        )
        self.look = Button(texts.pictures.confirm(), kind="link")
        self.redact = Button(texts.redaction.open(), kind="link", icon="checkerboard")
        self.redact.setAccessibleName(f"{texts.redaction.open()}: {picture.name}")
        self.remove.clicked.connect(self.removed)
        self.look.clicked.connect(self.confirmed)
        self.redact.clicked.connect(self.redact_wanted)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.name, 1)
        line.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.thumbnail)
        column.addLayout(line)
        column.addWidget(self.redact)
        column.addWidget(self.look)
        column.addStretch(1)
        self._tag()

    def show_picture(self, image: QImage) -> None:
        """Show what it is."""
        self.thumbnail.set_picture(image)

    def show_as(self, picture: OwnPicture) -> None:
        """Show that somebody looked at it, or covered what is private."""
        self.picture = picture
        self._tag()

    def show_like_label(self, like_label: bool) -> None:
        """Say that a code was found in it; the codes of a label open the customer's details."""
        self._like_label = like_label
        self._tag()

    def _tag(self) -> None:
        self.redact.setVisible(self._leaves)
        self.look.setVisible(self._leaves and not self.picture.may_leave)
        if not self._leaves:
            self.setAccessibleName(self.picture.name)
            return
        fit = self.picture.may_leave
        self.thumbnail.set_tag(self._words(), "ok" if fit else "warn")
        self.setAccessibleName(f"{self.picture.name}, {self._words()}")

    def _words(self) -> str:
        if self.picture.redacted:
            return texts.redaction.redacted()
        if self.picture.confirmed_private_free:
            return texts.confirmations.looked()
        return texts.redaction.like_label() if self._like_label else texts.reject.not_checked()


class AddCard(QAbstractButton):
    """The dashed place: a press opens the file dialog; a drag over the dialog lights it up."""

    def __init__(self) -> None:
        """Wait for a press."""
        super().__init__()
        self._lit = False
        self.setFixedSize(CARD_WIDTH, CARD_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(texts.reject.add_picture())

    def light(self, lit: bool) -> None:
        """Show that a drop would land here."""
        self._lit = lit
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the file dialog, like Space; with Ctrl it is the dialog's."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge, the glyph and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("accent" if self._lit else "control")
        pen = QPen(edge, 2 if self._lit else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self._lit else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        top = self.height() // 2 - 22
        icons.paint(painter, QRect(self.width() // 2 - 10, top, 20, 20), "tray-arrow-up", "text2")
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        words = texts.reject.drop_to_add() if self._lit else texts.reject.drop_here()
        box = QRect(4, top + 24, self.width() - 8, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
