"""The end of the audit chain, kept outside the ledger too (decisions.md 5.1).

Somebody who cuts lines off the trail, or puts an older copy of the file in its place, would have to
change this small file as well.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

_FORM = re.compile(r"([0-9]{1,18}) ([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Number and hash of a line that was the last one once."""

    number: int
    hash: str


class ChainFile:
    """A file of one line beside the ledger."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or written yet."""
        self._path = path
        self._written: ChainEnd | None = None
        self._is_evidence = False

    def read(self) -> ChainEnd | None:
        """The end as last noted; None when there is no readable note."""
        try:
            match = _FORM.fullmatch(self._path.read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError):
            return None
        return None if match is None else ChainEnd(int(match[1]), match[2])

    def keep(self) -> None:
        """Note nothing any more: what stands there contradicts the trail, and is the evidence."""
        self._is_evidence = True

    def note(self, end: ChainEnd) -> None:
        """Keep the end, if it is new.

        Never raises: the lines themselves are on disk already, and a note that lags behind is
        still true of an earlier line. For the same reason it is not flushed.
        """
        if end == self._written or self._is_evidence:
            return
        beside = self._path.with_suffix(".new")
        with contextlib.suppress(OSError):
            beside.write_text(f"{end.number} {end.hash}\n", encoding="ascii")
            beside.replace(self._path)
            self._written = end
