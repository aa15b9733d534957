"""What was covered in a picture, as values; burning them gives new pixels and no way back."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

GRAIN_MIN, GRAIN_MAX, GRAIN_USUAL = 12, 48, 24
# A brush as wide as a block would need a hundred strokes for a line of an address.
BRUSH_OF_GRAIN = 2
_SEED_BYTES = 16
# What is left of a colour in a mosaic: sixteen steps a channel, and noise of most of one step.
_STEP, _NOISE = 16, 13
_STEPPED = bytes(value // _STEP * _STEP for value in range(256))
_SPREAD = bytes(value % _NOISE for value in range(256))


class Topic(StrEnum):
    """What a mark makes unreadable."""

    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    CODE = "code"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in pixels of the picture: black where `grain_px` is 0, else a mosaic."""

    place: QRect
    grain_px: int = 0
    topic: Topic = Topic.OTHER
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(_SEED_BYTES), repr=False)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A black line of the brush through points in pixels of the picture."""

    points: tuple[QPoint, ...]
    width_px: int
    topic: Topic = Topic.OTHER


Mark = Frame | Stroke


@dataclass(frozen=True, slots=True)
class Redaction:
    """All that was done to a picture so far. `kept` is what cropping left of it."""

    marks: tuple[Mark, ...] = ()
    kept: QRect | None = None

    def with_mark(self, mark: Mark) -> Redaction:
        """The same, and this mark."""
        return replace(self, marks=(*self.marks, mark))

    def covers(self, place: QRect) -> bool:
        """Whether nothing of this place can be read: it lies under one frame, or was cut away."""
        if self.kept is not None and not self.kept.intersects(place):
            return True
        frames = (mark for mark in self.marks if isinstance(mark, Frame))
        return any(frame.place.contains(place) for frame in frames)

    def has(self, topic: Topic) -> bool:
        """Whether a mark was made for this."""
        return any(mark.topic is topic for mark in self.marks)


class Steps:
    """The states of a redaction, for undo and redo."""

    def __init__(self) -> None:
        """Begin with the picture as it is."""
        self._states = [Redaction()]
        self._place = 0

    @property
    def now(self) -> Redaction:
        """What holds."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._place + 1 < len(self._states)

    def add(self, state: Redaction) -> None:
        """Take a step; what was taken back is forgotten."""
        self._states = [*self._states[: self._place + 1], state]
        self._place += 1

    def undo(self) -> None:
        """Take the last step back."""
        self._place = max(0, self._place - 1)

    def redo(self) -> None:
        """Take it again."""
        self._place = min(len(self._states) - 1, self._place + 1)


class Burner:
    """Burns the states of one picture. A state that goes on from the last costs only what is new:
    somebody waits for the window while it is drawn.
    """

    def __init__(self, picture: QImage) -> None:
        """Take the pixels on white; the picture itself stays as it is."""
        self._bare = QImage(picture.size(), QImage.Format.Format_RGB32)
        self._bare.fill(QColor("white"))
        painter = QPainter(self._bare)
        painter.drawImage(0, 0, picture)
        painter.end()
        self._marks: tuple[Mark, ...] = ()
        self._burned = QImage(self._bare)

    def burn(self, redaction: Redaction) -> QImage:
        """New pixels with every mark in them, cropped."""
        done = len(self._marks)
        if redaction.marks[:done] != self._marks:
            done, self._burned = 0, QImage(self._bare)
        for mark in redaction.marks[done:]:
            _burn_one(self._burned, mark)
        self._marks = redaction.marks
        if redaction.kept is not None:
            return self._burned.copy(redaction.kept)
        return QImage(self._burned)


def burn(picture: QImage, redaction: Redaction) -> QImage:
    """New pixels with every mark in them, cropped; the picture itself stays as it is."""
    return Burner(picture).burn(redaction)


def _burn_one(burned: QImage, mark: Mark) -> None:
    # Each mark sees the pixels that those before it left, as it looked when it was made.
    mosaic = QImage()
    if isinstance(mark, Frame) and mark.grain_px:
        mosaic = _mosaic(burned.copy(mark.place & burned.rect()), mark)
    painter = QPainter(burned)
    black = QColor("black")
    if isinstance(mark, Stroke):
        painter.setPen(
            QPen(black, mark.width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                 Qt.PenJoinStyle.RoundJoin)
        )  # fmt: skip
        painter.drawPolyline(QPolygonF([QPointF(point) for point in mark.points]))
    elif mosaic.isNull():
        painter.fillRect(mark.place, black)
    else:
        painter.drawImage((mark.place & burned.rect()).topLeft(), mosaic)
    painter.end()


def _mosaic(part: QImage, frame: Frame) -> QImage:
    """The averages of the blocks in few steps with noise on top, as large as the part.

    The noise comes from outside the picture, and a step swallows small differences: trying out
    which digits would give just these averages does not tell them apart.
    """
    if part.isNull():
        return part
    grain = frame.grain_px
    blocks = QSize(-(-part.width() // grain), -(-part.height() // grain))
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    small = part.scaled(blocks, ignore, smooth).convertToFormat(QImage.Format.Format_RGB32)
    size = (small.width(), small.height())
    bits = bytes(small.constBits()).translate(_STEPPED)
    stepped = QImage(bits, *size, small.bytesPerLine(), QImage.Format.Format_RGB32)
    noise = hashlib.shake_256(frame.seed).digest(size[0] * size[1]).translate(_SPREAD)
    painter = QPainter(small)
    painter.drawImage(0, 0, stepped)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.drawImage(0, 0, QImage(noise, *size, size[0], QImage.Format.Format_Grayscale8))
    painter.end()
    whole = small.scaled(blocks * grain, ignore, Qt.TransformationMode.FastTransformation)
    return whole.copy(QRect(QPoint(), part.size()))
