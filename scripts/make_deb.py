"""Make the Debian package of a built program folder.

    python scripts/make_deb.py dist/refund-desk-0.1.0 dist

The package depends on what the program's files ask of the system, found on this machine. So it is
made on the oldest Debian that it shall run on, in a clean root (`packaging/linux.sh`). Two runs
over equal folders with the same SOURCE_DATE_EPOCH give equal packages.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from refund_desk import __version__

_ROOT = Path(__file__).resolve().parents[1]
_PARTS = _ROOT / "packaging" / "linux"
_LIBRARY = Path("usr/lib/refund-desk")
_ICON_PX = (16, 24, 32, 48, 64, 128, 256)
# Wanted by one plugin only; without it there is no printing, and everything else works.
_RECOMMENDED = {"libcups.so.2": "libcups2"}
# No file asks for a font, but without one every Chinese sign is a box.
_FONTS = "fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei | fonts-droid-fallback"
# Debian 13 renamed packages for its 64-bit clock; the new ones provide the old names.
_RENAMED = re.compile(r"t64$")
_CONTROL = """\
Package: refund-desk
Version: {version}
Architecture: {architecture}
Maintainer: Refund Desk contributors <refund-desk@localhost>
Section: misc
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Suggests: gnome-keyring
Description: refund desk for a mini-program shop with WeChat Pay
 Brings every refund request to one place, shows what speaks for and against it,
 and pays each refund exactly once, decided by a person. It has a practice shop,
 where nothing is real.
"""
_SCRIPT = "#!/bin/sh\nset -e\n\n{functions}\n{steps}"


def make_deb(folder: Path, target: Path) -> Path:
    """The package of a program folder, written into `target`.

    Raises `SystemExit` with what is missing on this machine, `CalledProcessError` of dpkg-deb.
    """
    depends, recommends = _packages_needed(folder)
    architecture = _output("dpkg", "--print-architecture").strip()
    package = target / f"refund-desk_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "root"
        _lay_out(folder, root)
        control = _CONTROL.format(
            version=__version__,
            architecture=architecture,
            kilobytes=sum(_kilobytes(path) for path in root.rglob("*")),
            depends=", ".join(depends),
            recommends=", ".join(recommends),
        )
        _write(root / "DEBIAN" / "control", control)
        steps = (_PARTS / "prerm.sh").read_text(encoding="utf-8")
        functions = (_PARTS / "close_running.sh").read_text(encoding="utf-8")
        _write(root / "DEBIAN" / "prerm", _SCRIPT.format(functions=functions, steps=steps))
        (root / "DEBIAN" / "prerm").chmod(0o755)
        moment = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        for path in (root, *root.rglob("*")):
            os.utime(path, (moment, moment), follow_symlinks=False)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package


def _lay_out(folder: Path, root: Path) -> None:
    """The files of the package, each where Debian has files of its kind."""
    program = root / _LIBRARY
    shutil.copytree(folder, program, symlinks=True)
    for path in (program, *program.rglob("*")):
        if not path.is_symlink():
            starts = path.is_dir() or path.parent == program
            path.chmod(0o755 if starts else 0o644)
    link = root / "usr" / "bin" / "refund-desk"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/refund-desk/refund-desk")
    share = root / "usr" / "share"
    _copy(_PARTS / "refund-desk.desktop", share / "applications" / "refund-desk.desktop")
    icons, drawn = share / "icons" / "hicolor", _ROOT / "resources" / "icons"
    for px in _ICON_PX:
        _copy(drawn / f"app-{px}.png", icons / f"{px}x{px}" / "apps" / "refund-desk.png")
    _copy(drawn / "app.svg", icons / "scalable" / "apps" / "refund-desk.svg")
    documents = share / "doc" / "refund-desk"
    _write(documents / "copyright", _copyright())
    changes = (_ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    for path in root.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def _copyright() -> str:
    own = (_ROOT / "LICENSE").read_text(encoding="utf-8")
    place = f"/{_LIBRARY}/_internal/resources/licenses"
    return f"{own}\nThe licences of everything inside the program are in {place}.\n"


def _packages_needed(folder: Path) -> tuple[list[str], list[str]]:
    """The Debian packages that the folder's own files need, and those that only help."""
    inside = {path.name for path in folder.rglob("*")}
    wanted = sorted({name for path in _binaries(folder) for name in _needed(path)} - inside)
    depends, missing = {f"libc6 (>= {_libc_version()})", _FONTS}, []
    for name in wanted:
        if name in _RECOMMENDED or name.startswith(("libc.so", "ld-linux")):
            continue
        package = _package_of(name)
        if package is None:
            missing.append(name)
        elif package != "libc6":
            depends.add(package)
    if missing:
        sys.exit(f"no installed package holds {', '.join(missing)}")
    return sorted(depends), sorted({_RECOMMENDED[name] for name in wanted if name in _RECOMMENDED})


def _binaries(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _needed(path: Path) -> list[str]:
    """The names of the shared libraries that a binary asks the system for."""
    return re.findall(r"\(NEEDED\).*\[(.+?)\]", _output("readelf", "-d", str(path)))


def _package_of(library: str) -> str | None:
    """The installed package that a shared library comes from, by its oldest name."""
    found = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False
    )
    packages = [line.split(":")[0] for line in found.stdout.splitlines() if "," not in line]
    return _RENAMED.sub("", min(packages)) if packages else None


def _libc_version() -> str:
    """Major and minor of this machine's C library: an older one was never tried."""
    version = _output("dpkg-query", "--show", "--showformat=${Version}", "libc6")
    return ".".join(re.findall(r"\d+", version)[:2])


def _kilobytes(path: Path) -> int:
    return 1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // 1024)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _output(*command: str) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return ran.stdout


if __name__ == "__main__":
    print(make_deb(Path(sys.argv[1]), Path(sys.argv[2])))
