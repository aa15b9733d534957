"""Finds bar codes and QR codes in pictures: a label's codes open the customer's details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage, QPolygonF, QTransform

# What leaves is no finer than this, so nothing finer is looked through or drawn on.
SIDE_PX: Final = 2000
# Codes are found a little inside their edges, and a quiet zone belongs to them.
_ROOM_PART: Final = 0.06
_ROOM_PX: Final = 6
# The library reads bar codes along rows and columns only; a photograph is rarely that straight.
_TILTS: Final = (22.5, 45.0, 67.5)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """Where a code lies, in pixels; what it says is not kept.

    `place` is with the room around it, which is covered as well; `symbol` is what must be.
    """

    place: QRect
    is_matrix: bool
    symbol: QRect


def find_codes(picture: QImage) -> tuple[FoundCode, ...]:
    """All codes of the picture, in any direction. For threads: it takes up to a second."""
    if picture.isNull():
        return ()
    gray = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    found = list(_look(gray, QTransform(), bars_only=False))
    for tilt in _TILTS:
        turn = QTransform().rotate(tilt)
        moved = QImage.trueMatrix(turn, gray.width(), gray.height())
        for code in _look(gray.transformed(turn), moved.inverted()[0], bars_only=True):
            if not any(known.place.intersects(code.place) for known in found):
                found.append(code)
    whole = gray.rect()
    inside = (FoundCode(c.place & whole, c.is_matrix, c.symbol & whole) for c in found)
    return tuple(code for code in inside if not code.symbol.isEmpty())


def _look(gray: QImage, back: QTransform, *, bars_only: bool) -> Iterator[FoundCode]:
    """The codes of a picture that was turned; `back` leads to the places before the turn."""
    # Not needed before somebody looks at a picture, and a megabyte of code.
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllLinear)
    bars = set(zxingcpp.barcode_formats_list(formats))
    if not bars_only:
        formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllReadable)
    gray = gray.convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(gray.constBits()).cast("B", (gray.height(), gray.bytesPerLine()))
    # A QR code that is damaged for this reader is still one that another may read.
    for code in zxingcpp.read_barcodes(view, formats, return_errors=not bars_only):
        four = code.position
        corners = [four.top_left, four.top_right, four.bottom_right, four.bottom_left]
        outline = QPolygonF([back.map(QPointF(corner.x, corner.y)) for corner in corners])
        box = outline.boundingRect().toAlignedRect()
        room = _ROOM_PX + int(max(box.width(), box.height()) * _ROOM_PART)
        yield FoundCode(box.adjusted(-room, -room, room, room), code.format not in bars, box)
