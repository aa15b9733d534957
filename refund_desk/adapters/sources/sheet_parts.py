"""The parts of an XLSX file: a zip from outside, unpacked within bounds; its XML without entities.

What the zip claims about itself (sizes, counts) is never believed: what comes out is counted.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NoReturn
from xml.parsers import expat

from refund_desk.adapters.sources.sheet_limits import FILE_MB_MAX, FileRefusedError, Watch

_ENTRIES_MAX = 2_000
_CENTRAL_ENTRY = b"PK\x01\x02"
# Rows of numbers shrink to a tenth or a twentieth; a bomb to a thousandth.
_RATIO_MAX = 200
_RATIO_FROM_BYTES = 4 * 1024 * 1024
_ALL_BYTES_MAX = 96 * 1024 * 1024
# Large, because expat looks at a piece of markup that is not complete again with every chunk.
_CHUNK_BYTES = 1024 * 1024
_DEPTH_MAX = 100
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What the zip and zlib modules raise for broken files.
_ZIP_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

Started = Callable[[str, dict[str, str]], None]
Ended = Callable[[str], None]
Wrote = Callable[[str], None]


class Parts:
    """The parts of one file by their names."""

    def __init__(self, content: bytes, watch: Watch) -> None:
        """Read the list of parts; raises `FileRefusedError`."""
        self._watch = watch
        self._left = _ALL_BYTES_MAX
        # Counted before the list is read: each entry of it costs memory.
        if content.count(_CENTRAL_ENTRY) > _ENTRIES_MAX:
            raise FileRefusedError("file.bomb")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _ZIP_TROUBLE:
            raise FileRefusedError("file.damaged") from None
        # Some programs write names with another case, or with backslashes.
        self._names = {_plain(entry.filename): entry for entry in self._archive.infolist()}

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return _plain(name) in self._names

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part; raises `FileRefusedError` for a broken part and at a bound."""
        entry = self._names.get(_plain(name))
        if entry is None:
            raise FileRefusedError("file.damaged")
        if entry.flag_bits & _ENCRYPTED:
            raise FileRefusedError("file.locked")
        if entry.compress_type not in _PLAIN_METHODS:
            raise FileRefusedError("file.damaged")
        came = 0
        try:
            with self._archive.open(entry) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    came += len(chunk)
                    self._weigh(len(chunk), came, entry.compress_size)
                    yield chunk
        except _ZIP_TROUBLE:
            raise FileRefusedError("file.damaged") from None

    def _weigh(self, chunk_bytes: int, came_bytes: int, packed_bytes: int) -> None:
        """Refuse what unpacks to too much, or to far more than it was."""
        self._watch.look()
        self._left -= chunk_bytes
        if self._left < 0:
            raise FileRefusedError("file.big", FILE_MB_MAX)
        if came_bytes > max(_RATIO_FROM_BYTES, packed_bytes * _RATIO_MAX):
            raise FileRefusedError("file.bomb")


class XmlReader:
    """Tells the elements of a part by their local names; refuses what these files never hold."""

    def __init__(self, started: Started, ended: Ended, wrote: Wrote) -> None:
        """Tell these three."""
        self._started, self._ended = started, ended
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        for event, does in (
            ("StartElement", self._start),
            ("EndElement", self._end),
            ("CharacterData", wrote),
            # Without a document type there are no entities: none to multiply, none to fetch.
            ("StartDoctypeDecl", _refuse_type),
        ):
            setattr(self._parser, f"{event}Handler", does)

    def read(self, chunks: Iterator[bytes]) -> None:
        """Read a whole part; raises `FileRefusedError`."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError):
            raise FileRefusedError("file.damaged") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH_MAX:
            raise FileRefusedError("file.damaged")
        local = {key.rpartition(" ")[2]: text for key, text in attributes.items()}
        self._started(name.rpartition(" ")[2], local)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._ended(name.rpartition(" ")[2])


def _refuse_type(*_declared: object) -> NoReturn:
    raise FileRefusedError("file.damaged")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
