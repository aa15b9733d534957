"""Gather the licences of everything in the installed program into `resources/licenses`.

    make licenses

One text for each distribution of the lock's first part, taken from what is installed (or, for what
another system needs, from its wheel), and one for each part that is no distribution. `index.json`
lists them for the window. Run it after `make lock`; a test fails until then.
"""

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.shipped import ROOT, normal, shipped

FOLDER = ROOT / "resources" / "licenses"
INDEX = FOLDER / "index.json"
_LICENSE_FILE = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$")
_RULE = "\n" + "-" * 72 + "\n\n"
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
# Wheels of these hold no licence text; it is kept in this folder under its own name.
_KEPT_TEXTS = {"pyside6-essentials": _LGPL, "shiboken6": _LGPL}
# Says nothing in its metadata; its text is this one.
_KEPT_NAMES = {"sqlcipher3": "Zlib"}


@dataclass(frozen=True, slots=True, order=True)
class Licensed:
    """One part of the program, its licence by the SPDX name where there is one, and the texts."""

    name: str
    license: str
    files: tuple[str, ...]


# What comes with the distributions or with PyInstaller without being a distribution itself.
PARTS = (
    Licensed("Python", "PSF-2.0", ("python.txt",)),
    Licensed("Qt", "LGPL-3.0-only", ("qt.txt", *_LGPL)),
    Licensed("ICU (in Qt)", "Unicode-DFS-2016", ("icu.txt",)),
    Licensed("SQLCipher", "BSD-3-Clause", ("sqlcipher.txt",)),
    Licensed("SQLite", "blessing", ("sqlite.txt",)),
    Licensed("OpenSSL", "Apache-2.0", ("apache-2.0.txt",)),
    Licensed("Material Design Icons", "Apache-2.0", ("apache-2.0.txt",)),
    Licensed("Zint (in zxing-cpp)", "BSD-3-Clause", ("zint.txt",)),
    Licensed("nanobind (in zxing-cpp)", "BSD-3-Clause", ("nanobind.txt",)),
    Licensed(
        "PyInstaller (start program)",
        "GPL-2.0-or-later WITH Bootloader-exception",
        ("pyinstaller.txt",),
    ),
)


def main() -> None:
    """Write every text and the index."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        entries = [_entry(name, version, Path(folder)) for name, version in shipped().items()]
    write("python.txt", Path(sysconfig.get_path("stdlib"), "LICENSE.txt").read_text("utf-8"))
    pyinstaller = _texts(metadata.distribution("pyinstaller"))
    write("pyinstaller.txt", _RULE.join(pyinstaller))
    lines = [asdict(entry) for entry in sorted((*entries, *PARTS))]
    text = json.dumps(lines, indent=1, ensure_ascii=False)
    INDEX.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lines)} licences")


def write(name: str, text: str) -> None:
    """Write one text without the blanks that editors would take away."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").splitlines()]
    (FOLDER / name).write_text("\n".join(lines).strip("\n") + "\n", "utf-8", newline="\n")


def _entry(name: str, version: str, folder: Path) -> Licensed:
    """Write what a distribution says; its line of the index."""
    found = _distribution(name, version, folder)
    license_name = _KEPT_NAMES.get(name) or _license_name(found)
    if name in _KEPT_TEXTS:
        return Licensed(name, license_name, _KEPT_TEXTS[name])
    texts = _texts(found)
    if not texts:
        sys.exit(f"{name} brings no licence text: keep one in resources/licenses by hand")
    write(f"{name}.txt", _RULE.join(texts))
    return Licensed(name, license_name, (f"{name}.txt",))


def _distribution(name: str, version: str, folder: Path) -> metadata.Distribution:
    """The installed one, or the one that is fetched for another system."""
    installed = {normal(each.metadata["Name"]): each for each in metadata.distributions()}
    if name in installed:
        return installed[name]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--platform=win_amd64", f"--target={folder}"]
    subprocess.run([*command, f"{name}=={version}"], check=True)
    return next(
        each
        for each in metadata.distributions(path=[str(folder)])
        if normal(each.metadata["Name"]) == name
    )


def _license_name(found: metadata.Distribution) -> str:
    """The SPDX expression where the distribution gives one, else its own short words."""
    about = found.metadata
    for field in ("License-Expression", "License"):
        for given in about.get_all(field) or []:
            if len(given.splitlines()) == 1:
                return str(given)
    classifiers = about.get_all("Classifier") or []
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return " OR ".join(named) or sys.exit(f"{found.name} does not name its licence")


def _texts(found: metadata.Distribution) -> list[str]:
    """The texts of the distribution's licence and notice files."""
    paths = [path for path in found.files or () if _LICENSE_FILE.search(path.as_posix())]
    inside = [path for path in paths if ".dist-info" in path.as_posix()]
    return [Path(str(found.locate_file(path))).read_text("utf-8") for path in sorted(inside)]


if __name__ == "__main__":
    main()
