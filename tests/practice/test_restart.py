"""The command line, and what a practice shop still knows after it was stopped."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from refund_desk.practice.books import BooksError
from refund_desk.practice.command import run
from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.shop_in_thread import shop_in_thread
from tests.practice.signing_client import Merchant

READY_KEYS = {
    *("base_url", "mchid", "merchant_serial", "merchant_key_file", "apiv3_key"),
    *("public_key_id", "public_key_file", "admin_url"),
}


def start(folder: Path, *flags: str, stdin: int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "refund_desk.practice", "--data-dir", str(folder), *flags]
    return subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE)


def ready_line(server: "subprocess.Popen[bytes]") -> dict[str, Any]:
    assert server.stdout is not None
    ready: dict[str, Any] = json.loads(server.stdout.readline())
    return ready


def finish(server: "subprocess.Popen[bytes]") -> int:
    assert server.stdout is not None
    rest, _ = server.communicate(timeout=20)
    assert not rest
    return server.returncode


def test_the_books_and_the_clock_survive_a_restart(new_folder: Callable[[], Path]) -> None:
    folder = new_folder()
    settings = PracticeSettings(data_dir=folder, now_s=NOW, settle_seconds=0)
    with shop_in_thread(settings) as far:
        made = far.fresh()
        far.merchant.refund(made["transaction_id"], "KEPT", 100, 10_000)
        far.merchant.query("KEPT")
        far.advance(5 * 86_400)
        before, clock, first = far.admin("GET", "books"), far.admin("GET", "clock"), far.ready
    other = PracticeSettings(data_dir=folder, seed=7, applications=3, now_s=0, settle_seconds=0)
    with shop_in_thread(other) as far:
        assert far.admin("GET", "books") == before
        assert far.admin("GET", "clock")["offset_s"] == clock["offset_s"]
        for name in ("merchant_serial", "apiv3_key", "public_key_id", "public_key_file"):
            assert far.ready[name] == first[name]
        assert far.merchant.query("KEPT").json["status"] == "SUCCESS"


def test_a_refund_under_way_settles_after_a_restart(new_folder: Callable[[], Path]) -> None:
    folder = new_folder()
    settings = PracticeSettings(data_dir=folder, now_s=NOW, settle_seconds=0.3)
    with shop_in_thread(settings) as far:
        made = far.fresh()
        heard = far.merchant.refund(made["transaction_id"], "MOVING", 100, 10_000)
        assert heard.json["status"] == "PROCESSING"
    with shop_in_thread(settings) as far:
        while far.merchant.query("MOVING").json["status"] != "SUCCESS":
            pass


def test_two_shops_do_not_share_a_folder(new_folder: Callable[[], Path]) -> None:
    settings = PracticeSettings(data_dir=new_folder(), applications=2)
    with shop_in_thread(settings), pytest.raises(BooksError), shop_in_thread(settings):
        pass


def test_a_half_seeded_folder_is_seeded_again(new_folder: Callable[[], Path]) -> None:
    folder = new_folder()
    (folder / "books.sqlite3").touch()
    with shop_in_thread(PracticeSettings(data_dir=folder, applications=2)) as far:
        assert far.admin("GET", "books")["orders"]


def test_a_file_that_is_no_book_is_left_alone(new_folder: Callable[[], Path]) -> None:
    folder = new_folder()
    (folder / "books.sqlite3").write_bytes(b"my diary\n" * 1_000)
    assert run(["--data-dir", str(folder)]) == 3
    assert (folder / "books.sqlite3").read_bytes() == b"my diary\n" * 1_000


def test_keys_and_books_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "far"
    with shop_in_thread(PracticeSettings(data_dir=folder, applications=1)) as far:
        if sys.platform != "win32":
            assert folder.stat().st_mode & 0o077 == 0
            files = [path for path in folder.rglob("*") if path.is_file()]
            assert {path.stat().st_mode & 0o077 for path in files} == {0}
            assert len(files) >= 10
        assert Path(far.ready["merchant_key_file"]).is_absolute()


def test_the_ready_line_comes_first_and_a_closed_pipe_ends_it(tmp_path: Path) -> None:
    flags = ("--now", "2026-11-18T14:32:00+08:00", "--applications", "3", "--strict")
    server = start(tmp_path / "far", *flags)
    ready = ready_line(server)
    assert set(ready) >= READY_KEYS
    assert ready["base_url"].count("/") == 2
    for name in ("merchant_key_file", "public_key_file"):
        assert Path(ready[name]).is_file()
    merchant = Merchant(ready)
    with merchant.http:
        assert merchant.get("/v3/certificates").verified is True
    assert finish(server) == 0


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "far"
    server = start(folder, "--applications", "2")
    merchant = Merchant(ready_line(server))
    with merchant.http:
        answer = httpx.post(f"{merchant.ready['admin_url']}/orders", json={"total_fen": 500})
        made = answer.json()
        first = merchant.refund(made["transaction_id"], "KILLED", 100, 500)
        assert first.status == 200
        server.kill()
    server.communicate()
    with shop_in_thread(PracticeSettings(data_dir=folder, settle_seconds=0)) as far:
        again = far.merchant.refund(made["transaction_id"], "KILLED", 100, 500)
        assert again.json["refund_id"] == first.json["refund_id"]
        assert far.merchant.complaint(made["complaint_id"])["complaint_state"] == "PENDING"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_sigterm_ends_it_and_no_stdin_does_not(tmp_path: Path) -> None:
    server = start(tmp_path / "far", "--applications", "1", stdin=subprocess.DEVNULL)
    ready_line(server)
    with pytest.raises(subprocess.TimeoutExpired):
        server.wait(0.5)
    server.send_signal(signal.SIGTERM)
    assert finish(server) == 0


@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--data-dir", "x", "--port", "70000"],
        ["--data-dir", "x", "--applications", "-1"],
        ["--data-dir", "x", "--settle-seconds", "-1"],
        ["--data-dir", "x", "--now", "yesterday"],
        ["--data-dir", "x", "--now", "2026-11-18T14:32:00"],
        ["--data-dir", "x", "--colour", "red"],
    ],
)
def test_wrong_arguments_are_told_apart(flags: list[str]) -> None:
    assert run(flags) == 2


def test_help_is_no_error() -> None:
    assert run(["--help"]) == 0


def test_a_taken_port_cannot_run(new_folder: Callable[[], Path]) -> None:
    with shop_in_thread(PracticeSettings(data_dir=new_folder(), applications=1)) as far:
        port = far.ready["base_url"].rsplit(":", 1)[1]
        flags = ["--data-dir", str(new_folder()), "--port", port, "--applications", "1"]
        assert run(flags) == 3
