"""Watches a process from inside: what its objects say, where it writes, what it runs."""

from __future__ import annotations

import dataclasses
import gc
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.secrets.plants import personal

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_OURS = "refund_desk."


class Watch:
    """Collects; it tells names of types and files, never a value."""

    def __init__(self, *allowed: Path) -> None:
        """Files below these folders may be written."""
        self.seen: set[str] = set()
        self.talkative: set[str] = set()
        self.elsewhere: set[str] = set()
        self.commands: list[str] = []
        self.exceptions: list[str] = []
        self._allowed = tuple(str(path) for path in allowed)
        self._secrets: set[str] = set(personal().values())
        sys.addaudithook(self._hear)

    def add_secrets(self, *texts: str) -> None:
        """From now on these may not be said either."""
        self._secrets.update(texts)

    def look(self) -> None:
        """Ask every object of this program's own types how it prints."""
        for each in gc.get_objects():
            kind = type(each)
            if not str(kind.__module__).startswith(_OURS) or not dataclasses.is_dataclass(kind):
                continue
            name = f"{kind.__module__}.{kind.__qualname__}"
            self.seen.add(kind.__qualname__)
            said = f"{each!r} {each!s}"
            if any(secret in said for secret in self._secrets):
                self.talkative.add(name)

    def keep(self, error: BaseException) -> None:
        """What Python would print of an exception that our own code raised."""
        self.exceptions += traceback.format_exception(error)
        self.exceptions.append(repr(error))

    def told(self) -> dict[str, Any]:
        """Everything, for the test."""
        return {
            "seen": sorted(self.seen),
            "talkative": sorted(self.talkative),
            "elsewhere": sorted(self.elsewhere),
            "commands": self.commands,
            "exceptions": self.exceptions,
        }

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            writes = isinstance(flags, int) and flags & _WRITING
            if writes and isinstance(path, str | bytes):
                self._note(os.fsdecode(path))
        elif event == "subprocess.Popen":
            self.commands.append(" ".join(os.fsdecode(part) for part in arguments[1] or ()))

    def _note(self, path: str) -> None:
        whole = str(Path.cwd() / path)
        if not whole.startswith((*self._allowed, "/dev/", "/proc/")):
            self.elsewhere.add(whole)
