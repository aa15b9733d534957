"""Opens pictures from outside, bounded in size and kind, off the GUI thread; needs no window."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter

from refund_desk.application.ports.pictures import BadPictureError

INPUT_BYTES_MAX: Final = 20 * 1024 * 1024
PIXELS_MAX: Final = 40_000_000
# WeChat Pay takes 2 MB; the smaller reading of "MB" is safe under both.
COPY_BYTES_MAX: Final = 2_000_000

# 40 megapixels at 4 bytes, and some room: a lying header cannot make Qt take more.
_ALLOCATION_MB: Final = 192
_COPY_SIDE_MAX: Final = 4096
_THUMBNAIL_QUALITY: Final = 85
_COPY_QUALITIES: Final = (90, 80, 70, 60)
_COPY_SHRINK: Final = 0.7
_THREADS: Final = 2

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_SCAN: Final = 0xDA

Result = TypeVar("Result")


class QtPictureReader:
    """Implements the port `PictureReader` with Qt's readers in two threads of its own.

    Takes JPG, PNG and BMP of at most 20 MB and 40 megapixels; everything else, and what is cut
    short, is a `BadPictureError`.
    """

    def __init__(self) -> None:
        """Bound Qt's memory for one picture, for the whole program."""
        QImageReader.setAllocationLimit(_ALLOCATION_MB)
        # Qt loads the code of a form at its first use, and not well in two threads at once.
        read_image(_as_jpeg(QImage(1, 1, QImage.Format.Format_RGB32), _THUMBNAIL_QUALITY))
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="pictures")

    async def thumbnail(self, content: bytes, *, side_px: int) -> tuple[bytes, int, int]:
        """A JPEG whose longer side is at most `side_px`, and the upright original's size."""
        return await self._in_thread(lambda: _thumbnail(content, side_px))

    async def clean_copy(self, content: bytes) -> bytes:
        """A JPEG under 2 MB made of the pixels alone: no place, no time, no device, no comment."""
        return await self._in_thread(lambda: _clean_copy(content))

    async def image(self, content: bytes, *, side_px: int | None = None) -> QImage:
        """The upright picture, its longer side at most `side_px`; raises `BadPictureError`."""
        return await self._in_thread(lambda: read_image(content, side_px=side_px))

    def close(self) -> None:
        """End the threads after what they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def read_image(content: bytes, *, side_px: int | None = None) -> QImage:
    """The upright picture, its longer side at most `side_px`. For threads; no widget is touched.

    Raises `BadPictureError`: `img.type` for what is no whole JPG, PNG or BMP, `img.big` for more
    than 20 MB or 40 megapixels.
    """
    image, _size = _read(content, side_px)
    return image


def _read(content: bytes, side_px: int | None) -> tuple[QImage, QSize]:
    """The picture, made smaller where wanted, and the upright size it had."""
    if len(content) > INPUT_BYTES_MAX:
        raise BadPictureError("img.big")
    form = _form_of(content)
    buffer = QBuffer()
    # The copy lives in the buffer: a QByteArray handed over by reference may go away too early.
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise BadPictureError("img.type")
    if size.width() * size.height() > PIXELS_MAX:
        raise BadPictureError("img.big")
    if side_px is not None and max(size.width(), size.height()) > side_px:
        # JPEG is decoded small at once, which is what keeps a page of big photographs quick.
        reader.setScaledSize(_within(size, side_px))
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    image = reader.read()
    if image.isNull():
        raise BadPictureError("img.type")
    return image, size.transposed() if turned else size


def _thumbnail(content: bytes, side_px: int) -> tuple[bytes, int, int]:
    image, size = _read(content, side_px)
    return _as_jpeg(_bare(image), _THUMBNAIL_QUALITY), size.width(), size.height()


def _clean_copy(content: bytes) -> bytes:
    return small_jpeg(_read(content, _COPY_SIDE_MAX)[0])


def small_jpeg(picture: QImage) -> bytes:
    """A JPEG of at most 2 MB made of the pixels alone. For threads.

    Raises `BadPictureError` (`img.type`) for a picture without pixels.
    """
    image = _bare(picture)
    while True:
        for quality in _COPY_QUALITIES:
            copy = _as_jpeg(image, quality)
            if len(copy) <= COPY_BYTES_MAX:
                return copy
        # Ends: at 800 pixels even an uncompressed picture is smaller than the limit.
        image = _scaled(image, int(max(image.width(), image.height()) * _COPY_SHRINK))


def _bare(image: QImage) -> QImage:
    """The pixels on white in a new picture: what the old one carried beside them stays behind."""
    if image.colorSpace().isValid():
        # Without its profile a wide-gamut photograph would look pale.
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    bare = QImage(image.size(), QImage.Format.Format_RGB32)
    bare.fill(QColor("white"))
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _as_jpeg(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "JPEG", quality):  # type: ignore[call-overload] # bytes in the stubs
        raise BadPictureError("img.type")
    return bytes(buffer.data().data())


def _within(size: QSize, side_px: int) -> QSize:
    """The size with its longer side cut to `side_px`; never empty, however thin it is."""
    wanted = size.scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio)
    return wanted.expandedTo(QSize(1, 1))


def _scaled(image: QImage, side_px: int) -> QImage:
    return image.scaled(
        _within(image.size(), side_px),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _form_of(content: bytes) -> bytes:
    """Qt's name of the form that the bytes begin *and end* as.

    Qt gives half a picture for a file that was cut short, and would try every plugin on unknown
    bytes; so the form is settled here, before Qt sees a byte.
    """
    if content.startswith(b"\xff\xd8\xff") and _jpeg_is_whole(content):
        return b"jpeg"
    if content.startswith(_PNG_START) and _PNG_END in content[-4096:]:
        return b"png"
    if content.startswith(b"BM") and _bmp_is_whole(content):
        return b"bmp"
    raise BadPictureError("img.type")


def _jpeg_is_whole(content: bytes) -> bool:
    """Whether an end marker follows the first scan; that of an embedded preview is no end."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == _JPEG_SCAN:
            return content.find(b"\xff\xd9", place) >= 0
        if marker in _JPEG_STANDALONE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return False


def _bmp_is_whole(content: bytes) -> bool:
    """Whether all the bytes are there that the header announces (0 announces nothing)."""
    if len(content) < 54:
        return False
    (announced,) = struct.unpack_from("<I", content, 2)
    return int(announced) <= len(content)
