"""A QR code, drawn with whole pixels so that any camera reads it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refund_desk.ui import texts

_SIDE = 248


class QrCode(QWidget):
    """Shows a text as a code, dark on white in every theme."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._modules = QImage()
        self.setFixedSize(_SIDE, _SIDE)

    def show_text(self, text: str) -> None:
        """Show this; an empty text shows a blank field."""
        self._modules = qr_image(text) if text else QImage()
        self.setAccessibleName(texts.phone_photos.code_name(text) if text else "")
        self.update()

    def sizeHint(self) -> QSize:
        """The fixed size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as large as whole pixels allow, in the middle."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        count = self._modules.width()
        if not count:
            return
        # Whole pixels of the screen, not of the layout: a code at 125 % would be blurred.
        ratio = self.devicePixelRatioF()
        module = int(_SIDE * ratio) // count
        side = module * count / ratio
        inset = (_SIDE - side) / 2
        box = QRect(round(inset), round(inset), round(side), round(side))
        painter.drawImage(box, self._modules)


def qr_image(text: str) -> QImage:
    """One pixel a module, with the quiet zone of four."""
    # A megabyte of code, wanted by few.
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    view = memoryview(zxingcpp.write_barcode_to_image(made))  # type: ignore[arg-type] # the stubs do not know the buffer
    height, width = view.shape or (0, 0)
    return QImage(bytes(view), width, height, width, QImage.Format.Format_Grayscale8).copy()
