"""Paints the lines of the inbox from ready `RowLook`s: nothing is read or decoded here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.inbox.groups import Group
from refund_desk.ui.inbox.list_view import HEADING_HEIGHT, ROW_HEIGHT, InboxList
from refund_desk.ui.inbox.row_look import RowLook, heading_text
from refund_desk.ui.inbox.row_model import GROUP_ROLE, LOOK_ROLE, PICKED_ROLE
from refund_desk.ui.inbox.thumbnails import SIDE, GoodsPictures
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.pills import TAG_HEIGHT, paint_tag, tag_width

Index = QModelIndex | QPersistentModelIndex

_TEXT_LEFT: Final = 70
_RIGHT: Final = 12
_MIDDLE_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class InboxDelegate(QStyledItemDelegate):
    """Rows of 74 px and headings of 28 px, as the design lays them out."""

    def __init__(self, rows: InboxList, pictures: GoodsPictures) -> None:
        """Paint for this list; `pictures` gives the goods' small pictures, or nothing yet."""
        super().__init__(rows)
        self._rows = rows
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the line; the list decides the width."""
        del option
        is_heading = index.data(GROUP_ROLE) is not None
        return QSize(300, HEADING_HEIGHT if is_heading else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading, a row, or the skeleton of one."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        group = index.data(GROUP_ROLE)
        look = index.data(LOOK_ROLE)
        if isinstance(group, Group):
            _paint_heading(painter, box, group)
        elif isinstance(look, RowLook):
            picked = bool(index.data(PICKED_ROLE))
            self._paint_row(painter, box, look, option.state, picked=picked)
        else:
            _paint_skeleton(painter, box)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        box: QRect,
        look: RowLook,
        state: QStyle.StateFlag,
        *,
        picked: bool,
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground: Role = "accent_soft" if selected or picked else "hover" if hovered else "sunken"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border"))
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        # A frame is for those who came by keyboard; a press needs no second sign.
        if selected and self._rows.shows_focus and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -2))
        if look.is_unread and not selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(box.left() + 4, box.top() + 15, 8, 8)
        self._paint_picture(painter, QRect(box.left() + 16, box.top() + 13, SIDE, SIDE), look)
        if picked:
            _paint_tick(painter, box)
        _paint_first_line(painter, box, look)
        _paint_second_line(painter, box, look)
        _paint_third_line(painter, box, look)

    def _paint_picture(self, painter: QPainter, place: QRect, look: RowLook) -> None:
        ratio = painter.device().devicePixelRatio()
        picture = self._pictures.picture(look.picture_sha256, ratio)
        frame = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("border"))
        if picture is not None:
            painter.drawPixmap(place, picture)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(frame, 6, 6)
        if picture is None:
            icons.paint(painter, place.adjusted(12, 12, -12, -12), "package-variant", "text3")


def _paint_tick(painter: QPainter, box: QRect) -> None:
    """A tick over the picture's corner: picked is not told by colour alone."""
    place = QRect(box.left() + 16 + SIDE - 13, box.top() + 13 + SIDE - 15, 20, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(place)
    icons.paint(painter, place, "check-circle", "accent")


def _paint_first_line(painter: QPainter, box: QRect, look: RowLook) -> None:
    """Name and source; on the right the amount, which is never elided."""
    left, right, top = box.left() + _TEXT_LEFT, box.right() + 1 - _RIGHT, box.top() + 9
    bold = metrics(14, bold=True)
    amount_width = bold.horizontalAdvance(look.amount)
    painter.setFont(font(14, bold=True))
    painter.setPen(theme.colour("text"))
    painter.drawText(QRect(right - amount_width - 2, top, amount_width + 2, 20), _MIDDLE_RIGHT,
                     look.amount)  # fmt: skip
    room = right - amount_width - 8 - left - (19 if look.source_icon else 0)
    title = bold.elidedText(look.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(left, top, room + 2, 20), _MIDDLE_LEFT, title)
    if look.source_icon:
        icon_left = left + bold.horizontalAdvance(title) + 5
        icons.paint(painter, QRect(icon_left, top + 4, 14, 14), look.source_icon, "text3")


def _paint_second_line(painter: QPainter, box: QRect, look: RowLook) -> None:
    left = box.left() + _TEXT_LEFT
    room = box.right() + 1 - _RIGHT - left
    painter.setFont(font(12))
    painter.setPen(theme.colour("text2"))
    what = metrics(12).elidedText(look.what, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(left, box.top() + 29, room, 18), _MIDDLE_LEFT, what)


def _paint_third_line(painter: QPainter, box: QRect, look: RowLook) -> None:
    """Clock or state; on the right the kind of application and how many pictures it has."""
    left, right, top = box.left() + _TEXT_LEFT, box.right() + 1 - _RIGHT, box.top() + 47
    if look.picture_count:
        count = str(look.picture_count)
        width = metrics(12).horizontalAdvance(count)
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRect(right - width, top, width + 1, 18), _MIDDLE_LEFT, count)
        right -= width + 17
        icons.paint(painter, QRect(right, top + 2, 14, 14), "image-outline", "text2")
        right -= 7
    if look.tag:
        width = tag_width(look.tag)
        tag = QRect(right - width, top, width, TAG_HEIGHT)
        paint_tag(painter, tag, look.tag, look.tag_tone)
        right -= width + 6
    icons.paint(painter, QRect(left, top + 2, 14, 14), look.state_icon, look.state_role)
    painter.setFont(font(12, bold=look.state_bold))
    painter.setPen(theme.colour(look.state_role))
    room = right - left - 17
    words = metrics(12, bold=look.state_bold).elidedText(
        look.state, Qt.TextElideMode.ElideRight, room
    )
    painter.drawText(QRect(left + 17, top, room, 18), _MIDDLE_LEFT, words)


def _paint_heading(painter: QPainter, box: QRect, group: Group) -> None:
    """The words, and a hairline through the rest of the line."""
    words = heading_text(group)
    left, right = box.left() + 12, box.right() + 1 - _RIGHT
    painter.setFont(font(12, bold=True))
    painter.setPen(theme.colour("text2"))
    painter.drawText(QRect(left, box.top(), right - left, box.height()), _MIDDLE_LEFT, words)
    line_left = left + metrics(12, bold=True).horizontalAdvance(words) + 8
    if line_left < right:
        middle = box.top() + box.height() // 2
        painter.fillRect(QRect(line_left, middle, right - line_left, 1), theme.colour("border"))


def _paint_skeleton(painter: QPainter, box: QRect) -> None:
    """Where a row will be; it stands still."""
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pressed"))
    left, top = box.left() + _TEXT_LEFT, box.top()
    painter.drawRoundedRect(QRectF(box.left() + 16, top + 13, SIDE, SIDE), 6, 6)
    painter.drawRoundedRect(QRectF(left, top + 13, 90, 12), 4, 4)
    painter.setBrush(theme.colour("hover"))
    room = box.right() - _RIGHT - left
    painter.drawRoundedRect(QRectF(left, top + 35, min(190, room), 8), 4, 4)
    painter.drawRoundedRect(QRectF(left, top + 52, min(120, room), 8), 4, 4)
