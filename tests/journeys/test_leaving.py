"""`--quit`, as an upgrade sends it: the program goes at any time; newer books are not touched."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.domain.identifiers import Mchid
from refund_desk.practice.keys import MCHID

_COMMAND = (sys.executable, "-m", "refund_desk")
_WAIT_S = 60.0


@contextmanager
def _running(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program at the practice shop of this folder, as soon as it hears."""
    program = subprocess.Popen([*_COMMAND, "--data-dir", str(folder), "--practice"])
    try:
        until = time.monotonic() + _WAIT_S
        while not (folder / "running.json").exists():
            assert program.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        yield program
    finally:
        program.kill()
        program.wait()


def _quit(folder: Path) -> int:
    return subprocess.run([*_COMMAND, "--data-dir", str(folder), "--quit"], check=False).returncode


def test_a_program_that_has_only_just_begun_goes_too(tmp_path: Path) -> None:
    with _running(tmp_path) as program:
        assert _quit(tmp_path) == 0
        assert program.wait(_WAIT_S) == 0


@pytest.mark.parametrize("wait_s", [0.0, 2.0])
def test_newer_books_are_left_as_they_are_and_the_sentence_goes(
    tmp_path: Path, wait_s: float
) -> None:
    folder = Folders(tmp_path).practice
    folder.mkdir()
    key = practice_keys(folder).database
    open_ledger(folder, key, mchid=Mchid(MCHID), practice=True).close()
    with contextlib.closing(connect(folder / LEDGER_FILE, key)) as books:
        books.execute("UPDATE schema_version SET version_num = '9999'")
        books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256((folder / LEDGER_FILE).read_bytes()).digest()

    with _running(tmp_path) as program:
        # Until the sentence is read out nobody is there who could press its button.
        time.sleep(wait_s)
        assert program.poll() is None
        assert _quit(tmp_path) == 0
        assert program.wait(_WAIT_S) == 1

    assert hashlib.sha256((folder / LEDGER_FILE).read_bytes()).digest() == before
