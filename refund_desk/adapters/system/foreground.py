"""Letting another program come to the front."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes

_ANY_PROGRAM = -1


def give_way() -> None:
    """Let whoever is asked next bring its window to the front.

    Windows allows that only to the program in front, or to one that this one lets.
    """
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)
