"""What lies in dropped paths: files, folders of a few levels, archives; bounded in every way."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath, PurePosixPath

FILE_BYTES_MAX = 64 * 1024
_ARCHIVE_BYTES_MAX = 1024 * 1024
_ENTRIES_MAX = 200
_DEPTH_MAX = 3
# In a folder or an archive lies more than keys; only these are looked at there.
_SUFFIXES = frozenset({".pem", ".key", ".crt", ".cer", ".der", ".p12", ".pfx"})
_ARCHIVE_HEAD = b"PK\x03\x04"
# Others let a small archive ask for gigabytes of memory.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1
# What macOS adds to each file: named like it, with nothing of it inside.
_SHADOW = "._"
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """A file's bytes, or why there are none. `whole_name` also has the folder or archive."""

    name: str
    whole_name: str
    content: bytes = field(default=b"", repr=False)
    trouble: str = ""


def dropped_files(paths: tuple[Path, ...]) -> Iterator[DroppedFile]:
    """Every file that may hold a key, at most 200; archives and folders are opened on the way."""
    left = _ENTRIES_MAX
    for path in paths:
        for each in _within(path):
            if left <= 0:
                return
            left -= 1
            yield each


def _within(path: Path) -> Iterator[DroppedFile]:
    try:
        files = _files_below(path) if path.is_dir() else [path]
    except OSError:
        files = [path]
    if not files:
        yield DroppedFile(name=path.name, whole_name=path.name, trouble="folder.empty")
    for file in files:
        yield from _opened(file, outer="" if file == path else path.name)


def _files_below(folder: Path) -> list[Path]:
    """Candidates in a folder, the nearest first; links to folders are not followed."""
    found: list[Path] = []
    level = [folder]
    seen = 0
    for _ in range(_DEPTH_MAX):
        deeper: list[Path] = []
        for place in level:
            for path in sorted(place.iterdir()):
                seen += 1
                if seen > 10 * _ENTRIES_MAX:
                    return found
                if path.is_dir() and not path.is_symlink():
                    deeper.append(path)
                elif _is_file_of_keys(path, {".zip"}):
                    found.append(path)
        level = deeper
    return found


def _opened(path: Path, *, outer: str) -> Iterator[DroppedFile]:
    whole_name = f"{outer}/{path.name}"
    try:
        # A pipe or a device would never end, so it is not opened.
        if not stat.S_ISREG(path.stat().st_mode):
            yield DroppedFile(name=path.name, whole_name=whole_name, trouble="file.unreadable")
            return
        with path.open("rb") as file:
            content = file.read(_ARCHIVE_BYTES_MAX + 1)
    except (OSError, ValueError):
        yield DroppedFile(name=path.name, whole_name=whole_name, trouble="file.unreadable")
        return
    if content.startswith(_ARCHIVE_HEAD):
        yield from _in_archive(content, path.name)
    else:
        yield _bounded(path.name, whole_name, content)


def _in_archive(content: bytes, name: str) -> Iterator[DroppedFile]:
    if len(content) > _ARCHIVE_BYTES_MAX:
        yield DroppedFile(name=name, whole_name=name, trouble="file.too_big")
        return
    try:
        yield from _entries(zipfile.ZipFile(BytesIO(content)), name)
    except _BROKEN_ARCHIVE:
        yield DroppedFile(name=name, whole_name=name, trouble="archive.broken")


def _entries(archive: zipfile.ZipFile, name: str) -> Iterator[DroppedFile]:
    entries = [each for each in archive.infolist() if _is_candidate(each)]
    if not entries:
        yield DroppedFile(name=name, whole_name=name, trouble="archive.empty")
    for entry in entries[:_ENTRIES_MAX]:
        inner = PurePosixPath(entry.filename).name
        whole_name = f"{name}/{entry.filename}"
        if entry.flag_bits & _ENCRYPTED:
            yield DroppedFile(name=inner, whole_name=whole_name, trouble="archive.sealed")
        elif entry.compress_type not in _METHODS:
            yield DroppedFile(name=inner, whole_name=whole_name, trouble="archive.broken")
        else:
            with archive.open(entry) as file:
                yield _bounded(inner, whole_name, file.read(FILE_BYTES_MAX + 1))


def _is_candidate(entry: zipfile.ZipInfo) -> bool:
    return _is_file_of_keys(PurePosixPath(entry.filename), set()) and not entry.is_dir()


def _is_file_of_keys(path: PurePath, others: set[str]) -> bool:
    """By its name alone."""
    return path.suffix.lower() in _SUFFIXES | others and not path.name.startswith(_SHADOW)


def _bounded(name: str, whole_name: str, content: bytes) -> DroppedFile:
    if len(content) > FILE_BYTES_MAX:
        return DroppedFile(name=name, whole_name=whole_name, trouble="file.too_big")
    if not content.strip():
        return DroppedFile(name=name, whole_name=whole_name, trouble="file.empty")
    return DroppedFile(name=name, whole_name=whole_name, content=content)
