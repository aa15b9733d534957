"""Log files for support: small, turning over, without secrets and personal data."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from refund_desk.application.bug_text import bug_text

_BYTES_MAX = 1_000_000
_FILES = 3


def start_logging(folder: Path) -> None:
    """Write what the program says of itself into `folder` (made before), INFO and worse.

    The libraries that print addresses and headers stay at WARNING. Raises `OSError`.
    """
    keeper = RotatingFileHandler(
        folder / "refund-desk.log",
        maxBytes=_BYTES_MAX,
        backupCount=_FILES,
        encoding="utf-8",
        delay=True,
    )
    keeper.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(keeper)
    logging.getLogger("refund_desk").setLevel(logging.INFO)
    for noisy in ("httpx", "httpcore", "asyncio", "qasync", "aiohttp"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class PlainFormatter(logging.Formatter):
    """Writes an exception without its words, which may quote what was at hand."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name in `logging`
        """See `bug_text`."""
        return bug_text(ei[1])
