"""The installer for Windows from the program folder, where NSIS is on the PATH.

python scripts/make_setup.py FOLDER DIST
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_SCRIPT = _ROOT / "packaging" / "windows" / "installer.nsi"


def make_setup(folder: Path, dist: Path) -> Path:
    """Pack `refund-desk-VERSION` into `DIST/refund-desk-VERSION-setup.exe`; its path."""
    version = folder.name.removeprefix("refund-desk-")
    setup = dist.resolve() / f"{folder.name}-setup.exe"
    dist.mkdir(parents=True, exist_ok=True)
    meanings = {
        "VERSION": version,
        "SETUP": setup,
        "ICON": _ROOT / "resources" / "icons" / "app.ico",
    }
    with tempfile.TemporaryDirectory() as place:
        files = Path(place) / "files.nsh"
        files.write_text("".join(_instructions(folder.resolve())), encoding="utf-8")
        flags = [f"-D{name}={value}" for name, value in (*meanings.items(), ("FILES", files))]
        command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *flags, str(_SCRIPT)]
        subprocess.run(command, check=True)
    return setup


def _instructions(folder: Path) -> Iterator[str]:
    """What lays the files down, in order; left to itself makensis takes the file system's."""
    last = None
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inside = path.relative_to(folder).parent
        if inside != last:
            parts = "".join(f"\\{part}" for part in inside.parts).replace("$", "$$")
            yield f'SetOutPath "$INSTDIR{parts}"\n'
            last = inside
        yield f'File "{str(path).replace("$", "$$")}"\n'
    yield 'SetOutPath "$INSTDIR"\n'


if __name__ == "__main__":
    print(make_setup(Path(sys.argv[1]), Path(sys.argv[2])))
