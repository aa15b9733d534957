"""Write the program's icon as PNG and ICO files, drawn from `app.svg` beside this script."""

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_HERE = Path(__file__).resolve().parent
_PNG_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
_ICO_SIZES = (16, 20, 24, 32, 48, 64, 256)


def main() -> None:
    """Make all files anew."""
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(_HERE / "app.svg"))
    pictures = {size: _png(renderer, size) for size in _PNG_SIZES}
    for size, picture in pictures.items():
        (_HERE / f"app-{size}.png").write_bytes(picture)
    (_HERE / "app.ico").write_bytes(_ico({size: pictures[size] for size in _ICO_SIZES}))
    application.quit()


def _png(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt wants str
    return bytes(content.data())


def _ico(pictures: dict[int, bytes]) -> bytes:
    """An icon file that holds PNG pictures, as Windows reads since Vista."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        side = size % 256  # 0 means 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return header + entries + b"".join(pictures.values())


if __name__ == "__main__":
    main()
