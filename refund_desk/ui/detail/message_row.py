"""One line of a conversation: who, when, the words in a bubble, the pictures below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from refund_desk.ui import icons, texts, theme
from refund_desk.ui.detail.conversation_lines import SpokenLine, SystemLine
from refund_desk.ui.detail.flow_box import FlowBox
from refund_desk.ui.detail.picture_thumb import PictureThumb, PictureThumbs
from refund_desk.ui.detail.text_lines import break_lines, draw_lines, laid_out
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.pills import TAG_HEIGHT, paint_tag, tag_width

AVATAR = 28
TEXT_LEFT = 38
MEASURE = 520
MEASURE_WIDE = 640
_HEAD = 18
_BUBBLE_GAP = 3
_PAD_X = 12
_PAD_Y = 9
_LINE = 21
_UNDER_GAP = 6
_SYSTEM_HEIGHT = 20
_SYSTEM_LINE = 18


class SpokenRow(QWidget):
    """Words of the customer or of the shop.

    Signals: `picture_pressed` carries a picture's reference; `retry_pressed` and `drop_pressed`
    the outbox id of a reply that did not leave.
    """

    picture_pressed = Signal(str)
    retry_pressed = Signal(int)
    drop_pressed = Signal(int)

    def __init__(self, line: SpokenLine, thumbs: PictureThumbs, *, wide: bool) -> None:
        """Draw the line; thumbnails come from `thumbs` when they are there."""
        super().__init__()
        self.line = line
        self._measure = MEASURE_WIDE if wide else MEASURE
        self._layout = laid_out(line.text)
        self._laid_width = -1
        self.bubble = QRect()
        self.buttons: list[Button] = []
        self._pictures = FlowBox(parent=self)
        self._pictures.set_widgets(
            self._thumb(thumbs, place) for place in range(len(line.pictures))
        )
        self._pictures.setVisible(bool(line.pictures))
        if line.stuck_id is not None:
            self._add_button(texts.common.retry(), self.retry_pressed, line.stuck_id)
            self._add_button(texts.case.drop_reply(), self.drop_pressed, line.stuck_id)
        self.setAccessibleName(
            texts.case.message_spoken(name=line.name, time=line.time, text=line.text)
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def focus_stops(self) -> list[QWidget]:
        """What Tab stops at in this row, in order."""
        return [*self.buttons, *self._pictures.widgets()]

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Head, bubble, note and pictures at this width."""
        bottom = self._place_bubble(width)
        if self.line.note:
            bottom += _UNDER_GAP + _HEAD
        if self.line.pictures:
            room = min(width - TEXT_LEFT, self._measure)
            bottom += _UNDER_GAP + self._pictures.heightForWidth(room)
        return max(bottom, AVATAR)

    def sizeHint(self) -> QSize:
        """As wide as the measure."""
        width = TEXT_LEFT + self._measure
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words and place what lies below them."""
        super().resizeEvent(event)
        top = self._place_bubble(self.width())
        if self.line.note:
            self._place_buttons(top + _UNDER_GAP)
            top += _UNDER_GAP + _HEAD
        if self.line.pictures:
            room = min(self.width() - TEXT_LEFT, self._measure)
            height = self._pictures.heightForWidth(room)
            self._pictures.setGeometry(TEXT_LEFT, top + _UNDER_GAP, room, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw avatar, head, bubble and note."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_avatar(painter)
        self._paint_head(painter)
        if self.line.text:
            self._paint_bubble(painter)
        if self.line.note:
            self._paint_note(painter)

    def event(self, event: QEvent) -> bool:
        """Say the whole date when the pointer rests on the head."""
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            text = self.line.full_time if event.pos().y() < _HEAD else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the words, as masked as they are shown."""
        if not self.line.text:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copying = menu.addAction(icons.icon("content-copy"), texts.case.copy_message())
        copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.line.text))
        menu.popup(event.globalPos())

    def _thumb(self, thumbs: PictureThumbs, place: int) -> PictureThumb:
        picture = self.line.pictures[place]
        thumb = thumbs.make(picture)
        naming = texts.detail.own_picture_name if self.line.mine else texts.detail.picture_name
        thumb.setAccessibleName(naming(n=place + 1, total=len(self.line.pictures)))
        thumb.opened.connect(self.picture_pressed)
        return thumb

    def _add_button(self, words: str, signal: SignalInstance, outbox_id: int) -> None:
        button = Button(words, kind="link")
        button.setParent(self)
        button.clicked.connect(lambda: signal.emit(outbox_id))
        self.buttons.append(button)

    def _place_buttons(self, top: int) -> None:
        left = TEXT_LEFT + metrics(12).horizontalAdvance(self.line.note) + 26
        for button in self.buttons:
            button.setGeometry(QRect(QPoint(left, top), button.sizeHint()))
            left += button.width() + 12

    def _place_bubble(self, width: int) -> int:
        """Lay the words out for this width; where the bubble ends."""
        if not self.line.text:
            return _HEAD
        if width != self._laid_width:
            room = max(60, min(self._measure, width - TEXT_LEFT)) - 2 * _PAD_X
            self._laid_width = width
            used, count = break_lines(self._layout, room)
            size = QSize(used + 2 * _PAD_X, count * _LINE + 2 * _PAD_Y)
            self.bubble = QRect(QPoint(TEXT_LEFT, _HEAD + _BUBBLE_GAP), size)
        return self.bubble.bottom() + 1

    def _paint_avatar(self, painter: QPainter) -> None:
        ground: Role = "accent_soft" if self.line.mine else "hover"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        box = QRect(0, 0, AVATAR, AVATAR)
        painter.drawEllipse(box)
        painter.setPen(theme.colour("accent_text" if self.line.mine else "text2"))
        painter.setFont(font(12, bold=self.line.mine))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.line.initial)

    def _paint_head(self, painter: QPainter) -> None:
        left = TEXT_LEFT
        for words, bold, role in (
            (self.line.name, True, "text"),
            (self.line.time, False, "text3"),
        ):
            face = metrics(12, bold=bold)
            painter.setFont(font(12, bold=bold))
            painter.setPen(theme.colour(role))  # type: ignore[arg-type] # literals above
            box = QRect(left, 0, face.horizontalAdvance(words) + 2, _HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            left += box.width() + 8
        if not self.line.tag:
            return
        if self.line.tag_is_plain:
            painter.setPen(theme.colour("ok"))
            box = QRect(left, 0, self.width() - left, _HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.line.tag)
        else:
            paint_tag(painter, QRect(left, 0, tag_width(self.line.tag), TAG_HEIGHT), self.line.tag)

    def _paint_bubble(self, painter: QPainter) -> None:
        mine = self.line.mine
        painter.setPen(theme.colour("accent_line" if mine else "border"))
        painter.setBrush(theme.colour("shop_message" if mine else "surface"))
        painter.drawRoundedRect(QRectF(self.bubble).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(theme.colour("text"))
        left, top = self.bubble.left() + _PAD_X, self.bubble.top() + _PAD_Y
        draw_lines(painter, self._layout, left, top, line_px=_LINE)

    def _paint_note(self, painter: QPainter) -> None:
        top = (self.bubble.bottom() + 1 if self.line.text else _HEAD) + _UNDER_GAP
        role: Role = "bad" if self.line.stuck_id is not None else "text3"
        sign = "alert-circle" if self.line.stuck_id is not None else "progress-clock"
        icons.paint(painter, QRect(TEXT_LEFT, top + 2, 14, 14), sign, role)
        painter.setFont(font(12))
        painter.setPen(theme.colour(role))
        box = QRect(TEXT_LEFT + 18, top, self.width() - TEXT_LEFT - 18, _HEAD)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.line.note)


class SystemRow(QWidget):
    """A line of WeChat Pay or of the desk itself, without a bubble."""

    def __init__(self, line: SystemLine) -> None:
        """Draw the line."""
        super().__init__()
        self.line = line
        self._layout = laid_out(line.text, px=12)
        self._laid_width = -1
        self.setAccessibleName(line.text)
        self.setToolTip(line.full_time)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def focus_stops(self) -> list[QWidget]:
        """Nothing in this row takes the keyboard."""
        return []

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The wrapped words at this width."""
        if width != self._laid_width:
            self._laid_width = width
            break_lines(self._layout, max(60, width - TEXT_LEFT))
        return max(_SYSTEM_HEIGHT, self._layout.lineCount() * _SYSTEM_LINE + 2)

    def sizeHint(self) -> QSize:
        """As wide as the measure."""
        return QSize(TEXT_LEFT + MEASURE, self.heightForWidth(TEXT_LEFT + MEASURE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and words."""
        del event
        self.heightForWidth(self.width())
        painter = QPainter(self)
        icons.paint(painter, QRect(5, 1, 18, 18), self.line.icon, self.line.role)
        painter.setPen(theme.colour(self.line.role))
        draw_lines(painter, self._layout, TEXT_LEFT, 1, line_px=_SYSTEM_LINE)
