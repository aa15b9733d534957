"""Where the files shipped beside the program are, from a checkout, a wheel and a frozen build."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder; it is not promised to exist.

    A PyInstaller build unpacks `resources` beside its own files, a wheel carries it inside the
    package, and a checkout (also an editable install) has it next to the package.
    """
    return _resources_root().joinpath(*parts)


def _resources_root() -> Path:
    frozen_root = getattr(sys, "_MEIPASS", None)
    if isinstance(frozen_root, str):
        return Path(frozen_root) / "resources"
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
