"""Glyphs of the shipped icon font as sharp, cached pictures in a colour role."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from refund_desk.resource_paths import resource
from refund_desk.ui import theme
from refund_desk.ui.tokens import Role

# The glyphs are drawn on a square as high as the em; its baseline lies at seven eighths.
_BASELINE = 0.875
_DRAWING_PX = 96.0


def names() -> frozenset[str]:
    """Every glyph name that is shipped."""
    return frozenset(_codepoints())


def pixmap(name: str, role: Role | QColor = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The glyph in a role's present colour, `size` logical pixels square.

    `ratio` is the device pixel ratio of what it is painted on. An unknown name gives an empty
    picture: a missing icon must not stop a refund.
    """
    colour = theme.colour(role) if isinstance(role, str) else role
    return _rendered(name, colour.rgba(), size, round(ratio * 100))


def paint(
    painter: QPainter, rect: QRect | QRectF, name: str, role: Role | QColor = "text2"
) -> None:
    """Draw the glyph centred in a rectangle, as large as its shorter side."""
    box = rect.toRect() if isinstance(rect, QRectF) else rect
    size = min(box.width(), box.height())
    ratio = painter.device().devicePixelRatio()
    left = box.left() + (box.width() - size) // 2
    top = box.top() + (box.height() - size) // 2
    painter.drawPixmap(left, top, pixmap(name, role, size, ratio))


def icon(name: str, role: Role = "text2") -> QIcon:
    """A QIcon that draws in the theme's colour of the moment, for menus and line edits."""
    return QIcon(_GlyphEngine(name, role))


class _GlyphEngine(QIconEngine):
    """Paints a glyph when asked, so that a change of theme needs no new icon."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role: Role = role

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        disabled = mode == QIcon.Mode.Disabled
        paint(painter, rect, self._name, "text_disabled" if disabled else self._role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture


@lru_cache(maxsize=1)
def _codepoints() -> dict[str, int]:
    path = resource("icons", "glyphs.json")
    if not path.is_file():
        return {}
    listed: dict[str, int | str] = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: point if isinstance(point, int) else int(point, 16) for name, point in listed.items()
    }


@lru_cache(maxsize=1)
def _raw_font() -> QRawFont:
    # A raw font stays out of the font database, whose filling costs start-up time.
    return QRawFont(str(resource("icons", "mdi6-subset.ttf")), _DRAWING_PX)


@lru_cache(maxsize=256)
def _outline(name: str) -> QPainterPath:
    point = _codepoints().get(name)
    face = _raw_font()
    if point is None or not face.isValid():
        return QPainterPath()
    glyphs = face.glyphIndexesForString(chr(point))
    return face.pathForGlyph(glyphs[0]) if glyphs else QPainterPath()


@lru_cache(maxsize=1024)
def _rendered(name: str, rgba: int, size: int, ratio_percent: int) -> QPixmap:
    ratio = ratio_percent / 100
    pixels = max(1, round(size * ratio))
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    shape = _outline(name)
    if not shape.isEmpty():
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(0, pixels * _BASELINE))
        painter.scale(pixels / _DRAWING_PX, pixels / _DRAWING_PX)
        painter.fillPath(shape, QColor.fromRgba(rgba))
        painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
