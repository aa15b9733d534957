"""One program per data folder: a lock, and a loopback line on which a second start can speak.

The lock is the operating system's, so it ends with the process however that dies. The line carries
one word (`raise`, `quit`) behind a random token that only this user can read; with `raise` may come
the files that were dropped on the program's icon.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import socket
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

RAISE, QUIT = "raise", "quit"
_WORDS = frozenset({RAISE, QUIT})
_ANSWER_S = 5.0
_LINE_BYTES_MAX = 65_536
_FILES_MAX = 20
# Windows' loop ends the waiting for a caller in a task of its own, which wants to be let finish.
_TURNS = 3


class SingleInstance:
    """The claim of this process on a data folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` exists."""
        self._lock_path = folder / "running.lock"
        self._line_path = folder / "running.json"
        self._lock: IO[bytes] | None = None
        self._server: asyncio.Server | None = None
        self._token = secrets.token_hex(16)

    def claim(self) -> bool:
        """Whether this process is now the one of this folder. Raises `OSError`."""
        lock = self._lock_path.open("a+b")
        try:
            _lock(lock)
        except OSError:
            lock.close()
            return False
        self._lock = lock
        return True

    async def listen(self, on_word: Callable[[str, tuple[Path, ...]], None]) -> None:
        """Take words and files from later starts; `on_word` runs on the loop's thread."""

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                line = await asyncio.wait_for(reader.readline(), _ANSWER_S)
                token, _, rest = line.decode("ascii", "replace").strip().partition(" ")
                word, _, names = rest.partition(" ")
                if secrets.compare_digest(token, self._token) and word in _WORDS:
                    on_word(word, _paths(names))
                    writer.write(b"ok\n")
                    await writer.drain()
            except (TimeoutError, OSError, ValueError):
                pass
            finally:
                writer.close()

        self._server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=_LINE_BYTES_MAX)
        port = self._server.sockets[0].getsockname()[1]
        line = json.dumps({"port": port, "token": self._token})
        self._line_path.touch(mode=0o600)
        self._line_path.write_text(line, encoding="ascii")

    async def stop_listening(self) -> None:
        """Take no more words; idempotent. To be called while the loop runs."""
        if self._server is None:
            return
        self._server.close()
        self._server = None
        # On Windows another process may have the file open just now, and then it stays: the port
        # it names answers nobody.
        with contextlib.suppress(OSError):
            self._line_path.unlink(missing_ok=True)
        for _turn in range(_TURNS):
            await asyncio.sleep(0)

    def release(self) -> None:
        """Give the folder up; a later start may claim it. The loop may be closed by now."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def say(folder: Path, word: str, files: Sequence[Path] = ()) -> bool:
    """Say a word to the program of this folder; whether it heard. Blocks for at most 5 s.

    Of the files the first twenty are named.
    """
    names = json.dumps([str(path.absolute()) for path in files[:_FILES_MAX]])
    try:
        line = json.loads((folder / "running.json").read_text(encoding="ascii"))
        address = ("127.0.0.1", int(line["port"]))
        with socket.create_connection(address, _ANSWER_S) as connection:
            connection.sendall(f"{line['token']} {word} {names}\n".encode("ascii"))
            return connection.recv(8) == b"ok\n"
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _paths(names: str) -> tuple[Path, ...]:
    """The files that a later start named. Raises `ValueError` for anything else."""
    named = json.loads(names or "[]")
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise ValueError
    return tuple(Path(name) for name in named)


def is_free(folder: Path) -> bool:
    """Whether no program has this folder now; one that nobody can write to is free as well."""
    probe = SingleInstance(folder)
    try:
        claimed = probe.claim()
    except OSError:
        return True
    probe.release()
    return claimed


def wait_until_free(folder: Path, seconds: float) -> bool:
    """Whether the program of this folder ended within `seconds`. Blocks."""
    ends = time.monotonic() + seconds
    while not is_free(folder):
        if time.monotonic() >= ends:
            return False
        time.sleep(0.1)
    return True


def _lock(lock: IO[bytes]) -> None:
    """Take the operating system's lock on the open file; `OSError` when somebody has it."""
    if sys.platform == "win32":
        lock.seek(0)
        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
