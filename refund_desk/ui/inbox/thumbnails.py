"""The goods' small pictures of the list: read and decoded off the window's thread, kept few."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from refund_desk.application.ports.pictures import BadPictureError, PictureStore
from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui.picture_reader import read_image
from refund_desk.ui.task_runner import TaskRunner

SIDE: Final = 44
# Twice a screenful of rows in each direction; a picture is 8 kB at 100 %.
_KEPT_MAX: Final = 256
_CORNER: Final = 6


class GoodsPictures(QObject):
    """Pictures by sha256 name. `arrived` tells that something new can be painted."""

    arrived = Signal()

    def __init__(
        self, store: PictureStore, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        """Read from the store when asked."""
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._kept: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()

    def picture(self, sha256: str, ratio: float) -> QPixmap | None:
        """The picture of 44 logical px for a device pixel ratio, or None while there is none."""
        if not sha256:
            return None
        key = (sha256, round(ratio * 100))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._tasks.start(f"goods:{sha256}:{key[1]}", lambda: self._read(key))
        return None

    async def _read(self, key: tuple[str, int]) -> None:
        sha256, ratio_percent = key
        side_px = max(1, SIDE * ratio_percent // 100)
        try:
            content = await self._store.thumbnail(sha256)
            image = None
            if content is not None:
                image = await asyncio.to_thread(_rounded, content, side_px)
        except (StorageError, BadPictureError):
            # A missing picture is no news: the row shows its sign and everything else.
            image = None
        self._keep(key, image, ratio_percent / 100)
        self.arrived.emit()

    def _keep(self, key: tuple[str, int], image: QImage | None, ratio: float) -> None:
        picture = None
        if image is not None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
        self._kept[key] = picture
        while len(self._kept) > _KEPT_MAX:
            self._kept.popitem(last=False)


def _rounded(content: bytes, side_px: int) -> QImage:
    """The middle of the picture as a square with round corners. For threads."""
    source = read_image(content, side_px=2 * side_px)
    square = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    corner = _CORNER * side_px / SIDE
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0, 0, side_px, side_px), corner, corner)
    painter.setClipPath(outline)
    side = min(source.width(), source.height())
    middle = QRectF((source.width() - side) / 2, (source.height() - side) / 2, side, side)
    painter.drawImage(QRectF(0, 0, side_px, side_px), source, middle)
    painter.end()
    return square
