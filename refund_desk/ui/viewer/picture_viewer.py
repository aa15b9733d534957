"""The viewer over the whole window: zoom, turn, next and previous, Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import PictureView
from refund_desk.domain.conversation import Speaker
from refund_desk.ui import formats, texts, theme
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.viewer.picture_view import PictureView as Canvas
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

_BAR: Final = 44
_MARGIN: Final = 32
_STEP: Final = 60


class PictureViewer(QWidget):
    """Covers its window while it is open and takes every key, so that nothing behind it acts.

    Signals: `closed` when it was left.
    """

    closed = Signal()

    def __init__(self, window: QWidget, thumbs: PictureThumbs) -> None:
        """Stay hidden until `open_at`."""
        super().__init__(window)
        self._window = window
        self._thumbs = thumbs
        self._pictures: tuple[PictureView, ...] = ()
        self._index = 0
        self._before: QWidget | None = None
        self.view = Canvas()
        self.title = PlainLabel(bold=True)
        self.note = ElidedLabel(px=12, tone="text2")
        self.message = PlainLabel(tone="text2")
        self.scale = PlainLabel(px=12, tone="text2")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        thumbs.whole.connect(self._take)
        window.installEventFilter(self)
        self.hide()

    @property
    def index(self) -> int:
        """Which picture is shown, from 0."""
        return self._index

    def open_at(self, pictures: Sequence[PictureView], reference: str) -> None:
        """Show these pictures, beginning with the one of this reference (or the first)."""
        kept = tuple(picture for picture in pictures if picture.sha256)
        if not kept:
            return
        self._pictures = kept
        places = [place for place, p in enumerate(kept) if p.reference == reference]
        self._before = self.window().focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(places[0] if places else 0)

    def leave(self) -> None:
        """Close, forget the picture, and give the focus back."""
        self.hide()
        self.view.clear()
        self._pictures = ()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def next_picture(self) -> None:
        """Show the next one; after the last, nothing happens."""
        self._go(self._index + 1)

    def previous_picture(self) -> None:
        """Show the previous one."""
        self._go(self._index - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window in any size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Claim every key before the window's shortcuts see it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, ← → go on, + − 0 zoom; all other keys do nothing."""
        actions: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Right: self.next_picture,
            Qt.Key.Key_Left: self.previous_picture,
            Qt.Key.Key_Plus: self.view.zoom_in,
            Qt.Key.Key_Equal: self.view.zoom_in,
            Qt.Key.Key_Minus: self.view.zoom_out,
            Qt.Key.Key_0: self.view.fit,
            Qt.Key.Key_Up: lambda: self.view.scroll_by(QPoint(0, -_STEP)),
            Qt.Key.Key_Down: lambda: self.view.scroll_by(QPoint(0, _STEP)),
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None:
            action()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the veil leaves; nothing behind it is ever pressed."""
        if not self._ground().contains(event.position().toPoint()):
            self.leave()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside the viewer."""
        buttons = [button for button in self.buttons if button.isEnabled()]
        ring: list[QWidget] = [self, *buttons]
        focused = self.focusWidget()
        place = ring.index(focused) if focused in ring else 0
        reason = Qt.FocusReason.TabFocusReason
        ring[(place + (1 if next else -1)) % len(ring)].setFocus(reason)
        FocusRing.refresh(self)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil, and the ground of the picture."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("scrim"))
        painter.fillRect(self._ground(), theme.colour("window"))

    def _ground(self) -> QRect:
        return self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _go(self, index: int) -> None:
        if not 0 <= index < len(self._pictures):
            return
        self._index = index
        picture = self._pictures[index]
        total = len(self._pictures)
        self.title.setText(texts.detail.viewer_title(n=index + 1, total=total))
        mine = picture.speaker is Speaker.SHOP
        who = texts.detail.pictures_shop() if mine else texts.detail.pictures_customer()
        self.note.setText(f"{who}  •  {formats.day_and_time(picture.at)}")
        self._previous.setEnabled(index > 0)
        self._next.setEnabled(index < total - 1)
        self.view.clear()
        self.message.setText(texts.common.loading())
        self.message.show()
        naming = texts.detail.own_picture_name if mine else texts.detail.picture_name
        self.setAccessibleName(naming(n=index + 1, total=total))
        self._thumbs.fetch_whole(picture.sha256)

    def _take(self, sha256: str, image: QImage) -> None:
        if not self._pictures or self._pictures[self._index].sha256 != sha256:
            return
        if image.isNull():
            self.message.setText(texts.detail.viewer_failed())
            return
        self.message.hide()
        self.view.show_picture(image)

    def _build(self) -> None:
        names = texts.detail
        self._previous = IconButton("chevron-left", names.viewer_previous(), size=32)
        self._next = IconButton("chevron-right", names.viewer_next(), size=32)
        smaller = IconButton("magnify-minus-outline", names.viewer_zoom_out(), size=32)
        larger = IconButton("magnify-plus-outline", names.viewer_zoom_in(), size=32)
        fit = IconButton("fit-to-page-outline", names.viewer_fit(), size=32)
        turn = IconButton("rotate-right", names.viewer_rotate(), size=32)
        close = IconButton("close", texts.common.yes_close(), size=32)
        self.buttons = [self._previous, self._next, smaller, larger, fit, turn, close]
        for button, action in zip(
            self.buttons,
            (
                self.previous_picture,
                self.next_picture,
                self.view.zoom_out,
                self.view.zoom_in,
                self.view.fit,
                self.view.turn,
                self.leave,
            ),
            strict=True,
        ):
            button.clicked.connect(action)
        self.view.scaled.connect(lambda percent: self.scale.setText(f"{percent}%"))
        self.scale.setMinimumWidth(40)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = Panel("surface")
        bar.setFixedHeight(_BAR)
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 0, 8, 0)
        line.setSpacing(4)
        line.addWidget(self.title)
        line.addSpacing(8)
        line.addWidget(self.note, 1)
        for widget in (self._previous, self._next):
            line.addWidget(widget)
        line.addSpacing(12)
        for zoom in (smaller, self.scale, larger, fit, turn):
            line.addWidget(zoom)
        line.addSpacing(12)
        line.addWidget(close)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.message)
        column.addWidget(self.view, 1)
