"""Texts from outside, made so that a file can keep them and nobody reads them wrongly."""

from __future__ import annotations

import re
from typing import Final

# NUL, and the signs that turn the direction of writing: what follows them is read backwards.
_MISLEADING: Final = re.compile("[\\x00\\u202a-\\u202e\\u2066-\\u2069]")


def writable(text: str) -> str:
    """The text; what no file and no window can hold, or what misleads, is replaced by U+FFFD.

    Lone surrogates become question marks.
    """
    return _MISLEADING.sub("\ufffd", text.encode("utf-8", "replace").decode())
