"""The installer for Windows from the program folder, where NSIS is on the PATH.

python scripts/make_setup.py FOLDER DIST
"""

import subprocess
import sys
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
        "FOLDER": folder.resolve(),
        "SETUP": setup,
        "ICON": _ROOT / "resources" / "icons" / "app.ico",
    }
    flags = [f"-D{name}={value}" for name, value in meanings.items()]
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *flags, str(_SCRIPT)]
    subprocess.run(command, check=True)
    return setup


if __name__ == "__main__":
    print(make_setup(Path(sys.argv[1]), Path(sys.argv[2])))
