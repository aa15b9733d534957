"""The window's typefaces: one cached QFont for each size and weight."""

from __future__ import annotations

import sys
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics

# Noto is the wanted face on Linux; Micro Hei is the small one that bare machines get.
_LINUX = ["Noto Sans CJK SC", "WenQuanYi Micro Hei", "Droid Sans Fallback"]
_WINDOWS = ["Microsoft YaHei UI", "Microsoft YaHei", "SimHei"]
_MAC = ["PingFang SC"]

BODY_PX = 13


def families() -> list[str]:
    """The typefaces to try, best first; all of them hold Chinese and equally wide digits."""
    if sys.platform == "win32":
        return _WINDOWS
    return _MAC if sys.platform == "darwin" else _LINUX


@lru_cache(maxsize=64)
def font(px: int = BODY_PX, *, bold: bool = False) -> QFont:
    """The face at a height in logical pixels, weight 400 or 700; shared, so never change it."""
    face = QFont()
    face.setFamilies(families())
    face.setPixelSize(px)
    face.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if bold and sys.platform not in {"win32", "darwin"}:
        # Micro Hei has no bold face; hinting its thickened one melts the dot of an i into the stem.
        face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


@lru_cache(maxsize=64)
def metrics(px: int = BODY_PX, *, bold: bool = False) -> QFontMetrics:
    """The measures of `font(px, bold=bold)`; shared."""
    return QFontMetrics(font(px, bold=bold))
