"""What the installed program holds: all of our own, of others the lock's first part."""

import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LINE_BETWEEN = "# --- development"
_OURS = "refund-desk"
# The program's own code is no distribution of its lock, PyInstaller's loader is part of its files.
_ALSO = {_OURS, "pyinstaller"}


def shipped() -> dict[str, str]:
    """Name -> version of every distribution of the product, on any system."""
    part = (ROOT / "requirements.lock").read_text(encoding="utf-8").split(_LINE_BETWEEN)[0]
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([^ ;\\]+)", part))


def foreign_distributions(modules: Iterable[str]) -> dict[str, set[str]]:
    """Distribution -> modules of it that a build took although the product does not need it.

    A tool of a developer that happens to be installed must not get into the product by some
    library's optional import.
    """
    allowed = {*shipped(), *_ALSO}
    owners = metadata.packages_distributions()
    found: dict[str, set[str]] = {}
    for module in modules:
        names = {normal(name) for name in owners.get(module.split(".")[0], ())}
        if names and not names & allowed:
            for name in names:
                found.setdefault(name, set()).add(module.split(".")[0])
    return found


def lost_modules(warnings: str) -> list[str]:
    """Modules of our own that PyInstaller's list of warnings calls missing.

    It goes on without them, and the program then ends where it wants one.
    """
    return sorted(set(re.findall(r"(?m)^missing module named '?(refund_desk[\w.]*)", warnings)))


def normal(name: str) -> str:
    """A distribution's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()
