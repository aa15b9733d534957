"""The file of the owner's guide, and what its headings are called in a link."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from refund_desk.resource_paths import document
from refund_desk.ui.texts import Language

# The folder of the guide's pictures, below the one the guide lies in.
PICTURES: Final = "guide"
_NO_WORD: Final = re.compile(r"[^\w\- ]")


def guide_path(language: Language) -> Path:
    """Where the guide of a language lies."""
    return document(f"guide.{language[:2]}.md")


def anchor_of(heading: str) -> str:
    """How a link names a heading: small letters, no signs, dashes for blanks.

    It is the rule of the sites that show Markdown, so a link works there and here.
    """
    return _NO_WORD.sub("", heading.strip().lower()).replace(" ", "-")
