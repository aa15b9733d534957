"""The lines of requirements.lock that a Windows build needs, for a pip that runs elsewhere.

    python target_wheels.py requirements.lock SHIPPED.lock MAKING.lock

pip compares a marker with the machine it runs on, not with the one it installs for; so they are
judged and left out here. SHIPPED is what the program needs, MAKING what PyInstaller does.
"""

import sys
from pathlib import Path

from packaging.markers import Marker

_PART_TWO = "# --- development"
_TARGET = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.12.9",
    "python_version": "3.12",
    "sys_platform": "win32",
}
_MAKING = {
    "altgraph",
    "packaging",
    "pefile",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "setuptools",
}


def main(lock: Path, shipped: Path, making: Path) -> None:
    """Write both parts."""
    part_one, _, part_two = lock.read_text(encoding="utf-8").partition(_PART_TWO)
    shipped.write_text("".join(_lines(part_one)), encoding="utf-8")
    wanted = [line for line in _lines(part_two) if line.partition("==")[0] in _MAKING]
    if len(wanted) != len(_MAKING):
        raise SystemExit("requirements.lock lacks a part of PyInstaller")
    making.write_text("".join(wanted), encoding="utf-8")


def _lines(part: str) -> list[str]:
    """Each package for the target with its hashes, its marker gone."""
    packages = part.replace("\\\n", " ").splitlines()
    return [
        line
        for package in packages
        if "==" in package and not package.startswith("#")
        for line in [_without_marker(package)]
        if line
    ]


def _without_marker(package: str) -> str:
    """`name==1.0 --hash=…`, or nothing when it is not for the target."""
    requirement, *hashes = package.split(" --hash=")
    pinned, _, marker = requirement.partition(";")
    if marker.strip() and not Marker(marker.strip()).evaluate(_TARGET):
        return ""
    return " --hash=".join([pinned.strip(), *(each.strip() for each in hashes)]) + "\n"


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:4]))
