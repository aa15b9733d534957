"""The viewer over the whole window: zoom, turn, two side by side, next and previous, Esc."""

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
from refund_desk.ui.viewer.viewer_side import ViewerSide
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

_BAR: Final = 44
_MARGIN: Final = 32
_STEP: Final = 60
_COMPARE: Final = "compare-horizontal"


class PictureViewer(QWidget):
    """Covers its window while it is open and takes every key, so that nothing behind it acts.

    Signals: `closed` when it was left; `redact_wanted(PictureView)` for a copy without what is
    private.
    """

    closed = Signal()
    redact_wanted = Signal(object)

    def __init__(self, window: QWidget, thumbs: PictureThumbs) -> None:
        """Stay hidden until `open_at`."""
        super().__init__(window)
        self._window = window
        self._thumbs = thumbs
        self._pictures: tuple[PictureView, ...] = ()
        self._before: QWidget | None = None
        self.sides = (ViewerSide(), ViewerSide())
        self._side = 0
        self.title = PlainLabel(bold=True)
        self.note = ElidedLabel(px=12, tone="text2")
        self.scale = PlainLabel(px=12, tone="text2")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        thumbs.whole.connect(self._take)
        window.installEventFilter(self)
        self.hide()

    @property
    def index(self) -> int:
        """Which picture the keys are about, from 0."""
        return self._active.index

    @property
    def view(self) -> Canvas:
        """The picture that the keys are about."""
        return self._active.view

    @property
    def message(self) -> PlainLabel:
        """What stands there while there is no picture."""
        return self._active.message

    @property
    def words_now(self) -> str:
        """Whose picture this is and when it came."""
        return self._words(self.index)

    @property
    def compares(self) -> bool:
        """Whether two stand side by side."""
        return self.sides[1].isVisibleTo(self)

    def open_at(
        self, pictures: Sequence[PictureView], reference: str, *, redacts: bool = False
    ) -> None:
        """Show these pictures, beginning with the one of this reference (or the first).

        `redacts`: there is a reply that a redacted copy can go into.
        """
        kept = tuple(picture for picture in pictures if picture.sha256)
        if not kept:
            return
        self._pictures = kept
        self._compare.setEnabled(len(kept) > 1)
        self._redact.setVisible(redacts)
        self._show_one()
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
        for side in self.sides:
            side.forget()
        self._pictures = ()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def next_picture(self) -> None:
        """Show the next one; after the last, nothing happens."""
        self._go(self.index + 1)

    def previous_picture(self) -> None:
        """Show the previous one."""
        self._go(self.index - 1)

    def compare(self) -> None:
        """Put the next picture beside this one; the same press shows one again."""
        if self.compares or len(self._pictures) < 2:
            kept = self.index
            self._show_one()
            self._go(kept)
            return
        first, total = self.sides[0].index, len(self._pictures)
        self.sides[1].show()
        self._compare.set_icon(_COMPARE, "accent_text")
        self._choose(1)
        self._go(first + 1 if first + 1 < total else first - 1)
        self.sides[0].view.fit()

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
        """Esc leaves, ← → go on, + − 0 1 zoom, D compares, Space is the other of two, M redacts."""
        actions: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Right: self.next_picture,
            Qt.Key.Key_Left: self.previous_picture,
            Qt.Key.Key_Plus: self._zoom_in,
            Qt.Key.Key_Equal: self._zoom_in,
            Qt.Key.Key_Minus: self._zoom_out,
            Qt.Key.Key_0: self._fit,
            Qt.Key.Key_1: self._show_whole_pixels,
            Qt.Key.Key_D: self.compare,
            Qt.Key.Key_M: self._redact.click,
            Qt.Key.Key_Space: self._other,
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
        buttons = [b for b in self.buttons if b.isEnabled() and b.isVisible()]
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
        picture, total = self._pictures[index], len(self._pictures)
        self._active.await_picture(picture, index)
        self._tell()
        self._thumbs.fetch_whole(picture.sha256)
        naming = texts.detail.own_picture_name if _is_ours(picture) else texts.detail.picture_name
        self.setAccessibleName(naming(n=index + 1, total=total))

    @property
    def _active(self) -> ViewerSide:
        return self.sides[self._side]

    def _tell(self) -> None:
        """Let title, note and buttons follow what is shown."""
        index, total = self.index, len(self._pictures)
        self._previous.setEnabled(index > 0)
        self._next.setEnabled(index < total - 1)
        for side in self.sides:
            side.caption.setText(self._words(side.index))
            side.caption.setVisible(self.compares)
            side.mark(self.compares and side is self._active)
        if self.compares:
            first, second = (side.index + 1 for side in self.sides)
            self.title.setText(texts.redaction.comparing(first=first, second=second, total=total))
            self.note.setText("")
        else:
            self.title.setText(texts.detail.viewer_title(n=index + 1, total=total))
            self.note.setText(self._words(index))

    def _words(self, index: int) -> str:
        picture = self._pictures[index]
        detail = texts.detail
        who = detail.pictures_shop() if _is_ours(picture) else detail.pictures_customer()
        return f"{who}  •  {formats.day_and_time(picture.at)}"

    def _take(self, sha256: str, image: QImage) -> None:
        for side in self.sides if self._pictures else ():
            side.take(sha256, image)

    def _show_one(self) -> None:
        self.sides[1].hide()
        self.sides[1].forget()
        self._compare.set_icon(_COMPARE)
        self._choose(0)

    def _choose(self, side: int) -> None:
        """Let the keys be about this one from now on."""
        self._side = side
        self.scale.setText(f"{round(self.view.scale_now * 100)}%")

    def _other(self) -> None:
        if self.compares:
            self._choose(1 - self._side)
            self._tell()

    def _pressed(self, side: int) -> None:
        if self.compares and side != self._side:
            self._other()

    def _all_views(self) -> list[Canvas]:
        return [side.view for side in self.sides[: 2 if self.compares else 1]]

    def _zoom_in(self) -> None:
        for view in self._all_views():
            view.zoom_in()

    def _zoom_out(self) -> None:
        for view in self._all_views():
            view.zoom_out()

    def _fit(self) -> None:
        for view in self._all_views():
            view.fit()

    def _show_whole_pixels(self) -> None:
        for view in self._all_views():
            view.show_whole_pixels()

    def _ask_to_redact(self) -> None:
        self.redact_wanted.emit(self._pictures[self.index])

    def _turn(self) -> None:
        self.view.turn()

    def _build(self) -> None:
        self._make_buttons()
        bar = Panel("surface")
        bar.setFixedHeight(_BAR)
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 0, 8, 0)
        line.setSpacing(4)
        line.addWidget(self.title)
        line.addSpacing(8)
        line.addWidget(self.note, 1)
        places = {2: 12, 7: 12, 9: 12}
        for place, button in enumerate(self.buttons):
            line.addSpacing(places.get(place, 0))
            line.addWidget(button)
            if place == 2:
                line.addWidget(self.scale)
        pictures = QWidget()
        pair = QHBoxLayout(pictures)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(4)
        for place, side in enumerate(self.sides):
            side.pressed.connect(lambda place=place: self._pressed(place))
            side.view.scaled.connect(lambda _percent, side=side: self._tell_scale(side))
            pair.addWidget(side, 1)
        self.sides[1].hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(pictures, 1)

    def _tell_scale(self, side: ViewerSide) -> None:
        if side is self._active:
            self.scale.setText(f"{round(side.view.scale_now * 100)}%")

    def _make_buttons(self) -> None:
        names, more = texts.detail, texts.redaction
        actions: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("chevron-left", names.viewer_previous(), self.previous_picture),
            ("chevron-right", names.viewer_next(), self.next_picture),
            ("magnify-minus-outline", names.viewer_zoom_out(), self._zoom_out),
            ("magnify-plus-outline", names.viewer_zoom_in(), self._zoom_in),
            ("fit-to-page-outline", names.viewer_fit(), self._fit),
            ("numeric-1-circle-outline", more.whole_pixels(), self._show_whole_pixels),
            ("rotate-right", names.viewer_rotate(), self._turn),
            (_COMPARE, more.compare(), self.compare),
            ("checkerboard", more.make_copy(), self._ask_to_redact),
            ("close", texts.common.yes_close(), self.leave),
        )
        self.buttons = []
        for icon, name, action in actions:
            button = IconButton(icon, name, size=32)
            button.clicked.connect(action)
            self.buttons.append(button)
        self._previous, self._next = self.buttons[:2]
        self._compare, self._redact = self.buttons[7:9]
        self.scale.setMinimumWidth(40)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)


def _is_ours(picture: PictureView) -> bool:
    return picture.speaker is Speaker.SHOP
