"""Measures what a person sees: the contrast of words on a grab, and figures that are cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QWidget,
)

from refund_desk.ui.fonts import metrics
from refund_desk.ui.inbox.list_view import HEADING_HEIGHT, InboxList
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.keycap import Keycap
from refund_desk.ui.widgets.labels import ElidedLabel, ParagraphLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel
from refund_desk.ui.widgets.pills import Pill, Tag
from refund_desk.ui.widgets.segments import SegmentControl
from refund_desk.ui.widgets.tabs import TabStrip
from refund_desk.ui.widgets.thumbnail import Thumbnail

# Strokes are one pixel thin at most sizes; at three pixels each they have their full colour.
_SCALE = 3
# What lies nearer together than this (logical px) is one word.
_GAP = 4
_FAINT = 1.2
_RADIUS_SHARE = 0.28

Words = QLabel | ParagraphLabel | MixedLabel


@dataclass(frozen=True, slots=True)
class Word:
    """A run of ink on one ground: where it is, what it belongs to, its contrast."""

    owner: str
    place: QRect
    contrast: float


def grab(window: QWidget) -> QImage:
    """The window as it paints itself, at three pixels a logical pixel."""
    image = QImage(window.size() * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    window.render(image)
    return image


def words_on(window: QWidget) -> list[Word]:
    """Every word that the window's widgets show whole, with its contrast on the grab."""
    image = grab(window)
    return [
        Word(owner, place, contrast)
        for owner, place in chain(_texts_in(window), _lines_in(window))
        for contrast in _contrasts(image, place)
    ]


def cut_figures(window: QWidget) -> list[str]:
    """Texts with an amount of which something is elided, or lies outside what can be seen."""
    return [
        text
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and "¥" in (text := text_of(widget))
        if _is_cut(widget, text)
    ]


def text_of(widget: QWidget) -> str:
    """What a widget says in words, elided or not."""
    if isinstance(widget, ElidedLabel):
        return widget.whole_text()
    if isinstance(widget, QLabel | ParagraphLabel | MixedLabel | QAbstractButton):
        return widget.text()
    return widget.look.text if isinstance(widget, Pill) else ""


def _is_cut(widget: QWidget, text: str) -> bool:
    if isinstance(widget, ElidedLabel):
        return QLabel.text(widget) != text
    if isinstance(widget, ParagraphLabel | MixedLabel):
        return widget.height() < widget.heightForWidth(widget.width())
    if isinstance(widget, Button):
        return widget.width() < widget._line_width()
    return widget.width() < widget.minimumSizeHint().width()


def _texts_in(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """The widgets that show words, and the part of each where only words and ground lie."""
    for widget in window.findChildren(QWidget):
        seen = widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()
        if not seen or isinstance(widget, Thumbnail):
            continue
        for place in _word_boxes(widget):
            corner = widget.mapTo(window, QPoint(0, 0))
            yield f"{type(widget).__name__} {text_of(widget)!r}", place.translated(corner)


def _word_boxes(widget: QWidget) -> list[QRect]:
    box = widget.rect()
    match widget:
        case QCheckBox() | QRadioButton():
            return [box.adjusted(20, 0, 0, 0)]
        case QLabel() | ParagraphLabel() | MixedLabel():
            return [box] if text_of(widget).strip() else []
        case SegmentControl() | TabStrip():
            return [_inside(part) for part in widget._boxes()]
        case QLineEdit() | Pill() | Tag() | Keycap():
            return [_inside(box)]
        case QAbstractButton():
            return [_inside(box)] if widget.text() else []
        case QPlainTextEdit():
            return [box.adjusted(2, 2, -2, -2)]
        case _:
            return []


def _inside(box: QRect) -> QRect:
    """The middle of the height, clear of edges and round corners."""
    air = round(box.height() * _RADIUS_SHARE)
    return box.adjusted(4, air, -4, -air)


def _lines_in(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """The lines of the tables, which a delegate paints."""
    for table in window.findChildren(QTableView):
        if not table.isVisible():
            continue
        corner = table.viewport().mapTo(window, QPoint(0, 0))
        for place in _line_boxes(table):
            if table.viewport().rect().contains(place):
                yield f"{type(table).__name__} at {place.top()}", place.translated(corner)


def _line_boxes(table: QTableView) -> list[QRect]:
    model: QAbstractItemModel = table.model()
    columns = [n for n in range(model.columnCount()) if not table.isColumnHidden(n)]
    cells = [
        table.visualRect(model.index(line, column))
        for line in range(model.rowCount())
        for column in columns
    ]
    if not isinstance(table, InboxList):
        return [cell.adjusted(10, 10, -10, -10) for cell in cells]
    boxes: list[QRect] = []
    for line, cell in enumerate(cells):
        if cell.height() == HEADING_HEIGHT:
            # A hairline fills the rest of the line.
            wide = metrics(12, bold=True).horizontalAdvance(str(model.index(line, 0).data()))
            boxes.append(QRect(cell.left() + 12, cell.top() + 4, wide, cell.height() - 8))
        else:
            tops = (cell.top() + 9, cell.top() + 29, cell.top() + 47)
            boxes += [QRect(cell.left() + 70, top, cell.width() - 82, 18) for top in tops]
    return boxes


def _contrasts(image: QImage, place: QRect) -> list[float]:
    """The best contrast of each word in a place, against the colour that fills most of it."""
    scaled = QRect(place.topLeft() * _SCALE, place.size() * _SCALE)
    part = image.copy(scaled).convertToFormat(QImage.Format.Format_RGB32)
    width = part.width()
    if width < 1 or part.height() < 1:
        return []
    pixels = memoryview(part.constBits()).cast("I").tolist()
    ground = Counter(pixels).most_common(1)[0][0]
    best = [max(_contrast(ink, ground) for ink in set(pixels[x::width])) for x in range(width)]
    return [max(best[first:end]) for first, end in _runs(best)]


def _runs(best: list[float]) -> Iterator[tuple[int, int]]:
    """Where ink lies, as words: gaps between letters belong to their word."""
    first, last = -1, -1
    for x, value in enumerate(best):
        if value < _FAINT:
            continue
        if first >= 0 and x - last > _GAP * _SCALE:
            yield first, last + 1
            first = -1
        first, last = (x if first < 0 else first), x
    if first >= 0:
        yield first, last + 1


@cache
def _contrast(one: int, other: int) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(rgb: int) -> float:
    shares = ((rgb >> shift & 255) / 255 for shift in (16, 8, 0))
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
