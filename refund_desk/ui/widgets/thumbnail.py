"""A small picture that may still be on its way, have failed, or not be open to the shop."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.pills import TAG_HEIGHT, TONE_ROLES, Tone, tag_width

ThumbnailState = Literal["waiting", "ready", "failed", "closed"]


class Thumbnail(QAbstractButton):
    """One picture, 96×72 unless told otherwise.

    Signals: Qt's `clicked` opens it when ready; `retry` asks for another try when it failed.
    Pictures are decoded by the caller in a thread: it hands in a QImage.
    """

    retry = Signal()

    def __init__(self, *, size: tuple[int, int] = (96, 72), icon: str = "") -> None:
        """Wait for a picture; `icon` stands in while there is none."""
        super().__init__()
        self._state: ThumbnailState = "waiting"
        self._picture = QPixmap()
        self._icon = icon
        self._tag = ""
        self._tag_tone: Tone = "neutral"
        self._percent: int | None = None
        self.setFixedSize(*size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._ask_again)

    @property
    def state(self) -> ThumbnailState:
        """Whether there is a picture."""
        return self._state

    def set_picture(self, image: QImage | QPixmap) -> None:
        """Show the picture, cut to the middle."""
        self._picture = QPixmap.fromImage(image) if isinstance(image, QImage) else image
        self._set_state("ready")

    def set_waiting(self) -> None:
        """Show that it is being fetched."""
        self._set_state("waiting")

    def set_failed(self, reason: str) -> None:
        """Show that it could not be fetched; a press asks for another try."""
        self._set_state("failed")
        self.setToolTip(reason)

    def set_closed(self, reason: str) -> None:
        """Show that WeChat Pay does not share it with this shop."""
        self._set_state("closed")
        self.setToolTip(reason)

    def set_tag(self, text: str, tone: Tone = "neutral") -> None:
        """Say something about the picture, such as 像面单; empty says nothing."""
        self._tag, self._tag_tone = text, tone
        self.update()

    def set_progress(self, percent: int | None) -> None:
        """Show how much is uploaded, 0..100, or nothing."""
        self._percent = percent
        self.update()

    def sizeHint(self) -> QSize:
        """The fixed size."""
        return self.size()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the plain edge again."""
        del event
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture or sign, edge, tag and progress."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(outline, 6, 6)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), theme.colour("hover"))
        if self._state == "ready":
            self._paint_picture(painter)
        else:
            self._paint_sign(painter)
        if self._percent is not None:
            width = self.width() * self._percent // 100
            painter.fillRect(0, self.height() - 5, width, 5, theme.colour("accent"))
        if self._tag:
            self._paint_tag(painter)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        hot = self._state in {"ready", "failed"} and self.underMouse()
        edge: Role = "bad" if self._state == "failed" else "accent" if hot else "border"
        painter.setPen(theme.colour(edge))
        painter.drawPath(path)

    def _paint_picture(self, painter: QPainter) -> None:
        source = self._picture.size()
        if source.isEmpty():
            return
        wanted = source.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left = (self.width() - wanted.width()) // 2
        top = (self.height() - wanted.height()) // 2
        painter.drawPixmap(QRect(left, top, wanted.width(), wanted.height()), self._picture)

    def _paint_sign(self, painter: QPainter) -> None:
        name = {"failed": "refresh", "closed": "image-lock-outline"}.get(self._state, self._icon)
        role: Role = "bad" if self._state == "failed" else "text3"
        if self._percent is not None:
            name = "cloud-upload-outline"
        side = min(22, self.height() - 16)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        icons.paint(painter, box, name, role)

    def _paint_tag(self, painter: QPainter) -> None:
        ground, ink, edge = TONE_ROLES[self._tag_tone]
        box = QRectF(4.5, self.height() - TAG_HEIGHT - 4.5, tag_width(self._tag), TAG_HEIGHT)
        painter.setPen(theme.colour(edge))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font(12))
        painter.setPen(theme.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._tag)

    def _set_state(self, state: ThumbnailState) -> None:
        self._state = state
        self.setToolTip("")
        pressable = state in {"ready", "failed"}
        shape = Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def _ask_again(self) -> None:
        if self._state == "failed":
            self.retry.emit()
