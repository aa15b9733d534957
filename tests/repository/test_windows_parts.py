"""What decides whether a build for Windows may be shipped."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "packaging" / "windows"
LIBRARY = b"MZ library of a wheel"


def load(name: str) -> ModuleType:
    """A script of packaging/windows, which is no package."""
    spec = importlib.util.spec_from_file_location(name, PARTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """A program folder without fault, and the Python it was made from."""
    folder, python = tmp_path / "folder", tmp_path / "python"
    for path, content in {
        python / "python312.dll": LIBRARY,
        folder / "refund-desk.exe": b"MZ made here",
        folder / "refund-desk-console.exe": b"MZ made here",
        folder / "_internal" / "python312.dll": LIBRARY,
        folder / "_internal" / "words.qm": b"no executable",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder, python


def wrongs(made: tuple[Path, Path]) -> list[str]:
    return list(load("check_folder").wrongs_of_folder(*made))


def test_a_folder_of_known_parts_may_be_shipped(made: tuple[Path, Path]) -> None:
    assert wrongs(made) == []


@pytest.mark.parametrize("name", ["icuuc.dll", "BCRYPTPRIMITIVES.DLL", "mscms.dll"])
def test_no_stand_in_is_shipped(made: tuple[Path, Path], name: str) -> None:
    (made[0] / "_internal" / name).write_bytes(LIBRARY)
    (wrong,) = wrongs(made)
    assert name in wrong


@pytest.mark.parametrize("name", ["_internal/kernel.dll", "_internal/notes.txt"])
def test_nothing_executable_of_unknown_origin_is_shipped(
    made: tuple[Path, Path], name: str
) -> None:
    (made[0] / name).write_bytes(b"MZ from somewhere")
    (wrong,) = wrongs(made)
    assert name in wrong


def test_both_programs_are_there(made: tuple[Path, Path]) -> None:
    (made[0] / "refund-desk-console.exe").unlink()
    (wrong,) = wrongs(made)
    assert "refund-desk-console.exe" in wrong


def test_a_part_of_python_that_was_changed_is_not_taken() -> None:
    take = load("take_python")
    recorded = take._read_recorded()
    assert {"python.exe", "python312.dll", "DLLs/python_lib.cat"} <= set(recorded)
    assert all(len(digest) == 64 for digest in recorded.values())
    catalogue = b"..." + bytes.fromhex(recorded["python.exe"]) + b"..."
    assert take._is_signed_module("Lib/empty.py", b"\r\n", catalogue)
    assert not take._is_signed_module("Lib/changed.py", b"import os\n", catalogue)
    assert not take._is_signed_module("Lib/site-packages/empty.py", b"", catalogue)


def test_wheels_are_chosen_for_windows_not_for_this_machine(tmp_path: Path) -> None:
    shipped, making = tmp_path / "shipped", tmp_path / "making"
    load("target_wheels").main(ROOT / "requirements.lock", shipped, making)
    names = {line.partition("==")[0] for line in shipped.read_text().splitlines()}
    assert {"pywin32-ctypes", "sqlcipher3", "pyside6-essentials"} <= names
    assert not names & {"secretstorage", "jeepney", "importlib-metadata", "pytest"}
    assert all(
        "--hash=sha256:" in line and ";" not in line for line in shipped.read_text().splitlines()
    )
    assert "pyinstaller" in {line.partition("==")[0] for line in making.read_text().splitlines()}


@pytest.mark.skipif(sys.platform == "win32", reason="reads the sources with their line ends")
def test_the_installer_and_the_program_mean_the_same_folder() -> None:
    script = (PARTS / "installer.nsi").read_text(encoding="utf-8")
    folders = (ROOT / "refund_desk" / "adapters" / "system" / "folders.py").read_text("utf-8")
    assert "!define APP RefundDesk\n" in script
    assert '!define BOOKS "$LOCALAPPDATA\\${APP}"' in script
    assert '_APP = "RefundDesk"\n' in folders
    assert "appauthor=False" in folders
