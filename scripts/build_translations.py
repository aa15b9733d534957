"""Compile every `resources/i18n/*.ts` that is newer than its `.qm`, with PySide6's own tool."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "i18n"


def build_translations() -> None:
    """Leave an up-to-date `.qm` beside each `.ts`; quick when nothing changed."""
    for source in sorted(_FOLDER.glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            # Written beside and moved: a program that runs has the old file in its memory map.
            fresh = compiled.with_suffix(f".{os.getpid()}.qm")
            command = [_tool(), "-silent", str(source), "-qm", str(fresh)]
            subprocess.run(command, check=True)
            fresh.replace(compiled)


def _tool() -> str:
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    return tool or str(_without_starter())


def _without_starter() -> Path:
    """The tool itself: packages installed for another platform have no starters for it."""
    return Path(PySide6.__file__).with_name("lrelease.exe" if os.name == "nt" else "lrelease")


if __name__ == "__main__":
    build_translations()
