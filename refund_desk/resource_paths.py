"""Where the files shipped beside the program are, from a checkout, a wheel and a frozen build."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder; it is not promised to exist.

    A PyInstaller build unpacks `resources` beside its own files, a wheel carries it inside the
    package, and a checkout (also an editable install) has it next to the package.
    """
    return _root().joinpath("resources", *parts)


def document(*parts: str) -> Path:
    """The path of a shipped document, such as the owner's guide; it is not promised to exist.

    `docs` lies beside `resources` everywhere, so a document and its pictures have one place only.
    """
    return _root().joinpath("docs", *parts)


def _root() -> Path:
    frozen_root = getattr(sys, "_MEIPASS", None)
    if isinstance(frozen_root, str):
        return Path(frozen_root)
    return _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent
