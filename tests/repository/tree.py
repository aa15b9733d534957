"""The files of the repository, as the tests of this folder read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "refund_desk"

_TEXT_SUFFIXES = {
    "", ".cfg", ".css", ".in", ".json", ".lock", ".md", ".mako", ".py", ".qss", ".sh", ".spec",
    ".svg", ".toml", ".ts", ".txt", ".yaml", ".yml",
}  # fmt: skip
_MADE_FOLDERS = {
    ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".venv", "__pycache__", "build", "dist", "out",
}  # fmt: skip


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed. Without git: every file that nothing made."""
    if (ROOT / ".git").exists() and (git := shutil.which("git")):
        flags = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        listing = subprocess.run([git, *flags], cwd=ROOT, capture_output=True, check=True)
        names = listing.stdout.decode().split("\0")
        return tuple(ROOT / name for name in sorted(names) if name and (ROOT / name).is_file())
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in _MADE_FOLDERS and not path.name.endswith(".egg-info"):
                yield from _walk(path)
        elif path.suffix not in {".qm", ".pyc"}:
            yield path


def text_files() -> list[Path]:
    """The kept files that a person reads."""
    return [path for path in kept_files() if path.suffix in _TEXT_SUFFIXES]


def modules(folder: Path = PACKAGE) -> list[Path]:
    """The Python files below a folder."""
    return [path for path in kept_files() if path.suffix == ".py" and path.is_relative_to(folder)]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    """The path as a message names it."""
    return path.relative_to(ROOT).as_posix()
