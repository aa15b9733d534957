"""Pictures with codes in them, as files, for tests of what is found and covered."""

from __future__ import annotations

import struct

import zxingcpp
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

PHONE = "13800135678"


def code_image(text: str, form: zxingcpp.BarcodeFormat, *, scale: int = 4) -> QImage:
    """A code alone, with its quiet zone."""
    made = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, form), scale=scale)
    view = memoryview(made)  # type: ignore[arg-type] # the stubs do not know the buffer
    height, width = view.shape or (0, 0)
    image = QImage(bytes(view), width, height, width, QImage.Format.Format_Grayscale8).copy()
    if form is zxingcpp.BarcodeFormat.Code128:
        return image.scaled(width, 90, Qt.AspectRatioMode.IgnoreAspectRatio)
    return image


def label(*, width: int = 480, height: int = 360, tilt: float = 0, bars: bool = True) -> QImage:
    """A picture with a QR code that holds a phone number, and a bar code."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("#C59A62"))
    painter = QPainter(picture)
    painter.translate(width / 2, height / 2)
    painter.rotate(tilt)
    painter.drawImage(QPoint(40, -20), code_image(f"SF {PHONE}", zxingcpp.BarcodeFormat.QRCode))
    if bars:
        lines = code_image("757900364822", zxingcpp.BarcodeFormat.Code128, scale=2)
        painter.drawImage(QPoint(-lines.width() // 2, -130), lines)
    painter.end()
    return picture


def as_file(picture: QImage, form: str = "PNG") -> bytes:
    """The picture as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, form, 95)  # type: ignore[call-overload] # the stubs want bytes
    return bytes(buffer.data().data())


def as_photograph(picture: QImage) -> bytes:
    """A JPEG that says in its EXIF part where it was taken, and whose phone it was."""
    jpeg = as_file(picture, "JPEG")
    part = b"Exif\0\0" + f"GPS 30.2741 {PHONE}".encode()
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part + jpeg[2:]
