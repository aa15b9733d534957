"""Draws the practice shop's PNG pictures from the SVGs beside this script.

Run it from a checkout: `python resources/practice/render.py`. The pictures are committed; only a
changed SVG needs a new run.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
PROOF_SIZE = (960, 720)
PRODUCT_SIZE = (320, 320)


def main() -> int:
    """Write one PNG for each SVG; 1 when one of them cannot be read."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv)
    for source in sorted((FOLDER / "svg").glob("*.svg")):
        size = PRODUCT_SIZE if source.stem.startswith("product_") else PROOF_SIZE
        renderer = QSvgRenderer(str(source))
        if not renderer.isValid():
            print(f"{source.name} is no SVG", file=sys.stderr)
            return 1
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, *size))
        painter.end()
        # Quality 0 is the strongest compression for PNG: flat drawings shrink well.
        target = str(FOLDER / f"{source.stem}.png")
        image.save(target, "PNG", 0)  # type: ignore[call-overload]  # the stub wants bytes
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
