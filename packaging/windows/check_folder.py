"""Say whether the program folder for Windows may be shipped: 0 yes, 1 no and why.

    python check_folder.py PROGRAM_FOLDER PYTHON_FOLDER
    python check_folder.py --setup SETUP.exe

Every executable and library in it must be, byte for byte, one of the signed Python's or one of the
locked wheels'. Only our two programs are made here. So nothing of Wine, of this system or of
`wine_gaps` can be inside, whatever its name.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

MADE_HERE = {"refund-desk.exe", "refund-desk-console.exe"}
STAND_INS = {"icuuc.dll", "bcryptprimitives.dll", "mscms.dll"}
FOLDER_BYTES_MAX = 200_000_000
SETUP_BYTES_MAX = 60_000_000


def main(arguments: list[str]) -> int:
    """Check what the arguments name."""
    if arguments[:1] == ["--setup"]:
        wrongs = list(wrongs_of_setup(Path(arguments[1])))
    else:
        wrongs = list(wrongs_of_folder(Path(arguments[0]), Path(arguments[1])))
    for wrong in wrongs:
        print(f"check: {wrong}", file=sys.stderr)
    return 1 if wrongs else 0


def wrongs_of_folder(folder: Path, python: Path) -> Iterator[str]:
    """One sentence for each reason not to ship the folder."""
    known = {digest(path) for path in python.rglob("*") if is_executable(path)}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.name.lower() in STAND_INS:
            yield f"{name} is a stand-in of the build, or takes the place of Windows' own"
        elif is_executable(path) and name not in MADE_HERE and digest(path) not in known:
            yield f"{name} comes neither from Python nor from a locked wheel"
    missing = MADE_HERE - {path.name for path in files}
    if missing:
        yield f"{', '.join(sorted(missing))} is not there"
    total = sum(path.stat().st_size for path in files)
    print(f"check: {len(files)} files, {total / 1e6:.1f} MB installed")
    if total > FOLDER_BYTES_MAX:
        yield f"{total} bytes, at most {FOLDER_BYTES_MAX}"


def wrongs_of_setup(setup: Path) -> Iterator[str]:
    """One sentence for each reason not to ship the installer."""
    total = setup.stat().st_size
    print(f"check: {setup.name} {total / 1e6:.1f} MB")
    if total > SETUP_BYTES_MAX:
        yield f"{total} bytes, at most {SETUP_BYTES_MAX}"


def is_executable(path: Path) -> bool:
    """Whether Windows could load it: it begins as such files do, whatever its name."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(2) == b"MZ"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
