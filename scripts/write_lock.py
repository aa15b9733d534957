"""Write requirements.lock: every package with its version and hashes, and no address.

    python scripts/write_lock.py path/to/uv [--upgrade]

The first part is what the program needs, the second what its makers need on top; a packager
stops reading at the line between them. Both hold for all supported Pythons and systems.
"""

import re
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_LOCK = _ROOT / "requirements.lock"
_HEADING = (
    "# Written by `make lock`. Versions and hashes only; pip is told elsewhere where to look.\n"
)
_PART_TWO = "# --- development: not part of the shipped program ---\n"
_FLAGS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main(uv: str, *more: str) -> None:
    """Resolve both parts; the second may not move a version of the first."""
    runtime = _resolve(uv, _LOCK if _LOCK.exists() else None, *more)
    shipped = _ROOT / "build" / "runtime.lock"
    shipped.parent.mkdir(exist_ok=True)
    shipped.write_text("\n".join(runtime.values()) + "\n")
    extras = ("--extra=dev", "--extra=build", f"--constraint={shipped}")
    everything = _resolve(uv, _LOCK if _LOCK.exists() else None, *extras, *more)
    tools = [pinned for name, pinned in everything.items() if name not in runtime]
    parts = (_HEADING, *(f"{pinned}\n" for pinned in runtime.values()), _PART_TWO)
    _LOCK.write_text("".join((*parts, *(f"{pinned}\n" for pinned in tools))))


def _resolve(uv: str, known: Path | None, *flags: str) -> dict[str, str]:
    """Name -> the pinned lines of one package. Versions in `known` stay unless `--upgrade`."""
    output = _ROOT / "build" / "resolving.lock"
    output.parent.mkdir(exist_ok=True)
    output.write_text(known.read_text() if known else "")
    command = [uv, "pip", "compile", "pyproject.toml", *_FLAGS, *flags, f"--output-file={output}"]
    subprocess.run(command, cwd=_ROOT, check=True)
    packages = re.split(r"\n(?=\S)", output.read_text().strip())
    return {package.split("==", 1)[0]: package for package in packages}


if __name__ == "__main__":
    main(*sys.argv[1:])
