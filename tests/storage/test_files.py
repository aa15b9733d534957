"""A file that cannot be opened gets its own error and stays as it was, byte for byte."""

import asyncio
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE, PICTURE_FILE
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import (
    NewerSchemaError,
    OtherMerchantError,
    StorageDamagedError,
    StorageError,
    StorageReadOnlyError,
    WrongKeyError,
)
from refund_desk.domain.identifiers import Mchid
from tests.storage.examples import KEY, NOW, a_message, an_application, an_audit_entry
from tests.storage.raw import all_bytes, opened

Reopen = Callable[..., Ledger]
_OTHER_KEY = bytes(32)
_DESCRIPTORS = Path("/proc/self/fd")


async def _fill(ledger: Ledger) -> None:
    """Enough rows for several pages, and an audit line."""

    def work(stores: SqlStores) -> None:
        for _number in range(20):
            stores.applications.add(an_application(detail_text="杯子碎了" * 200))
        stores.audit.append(an_audit_entry())

    await ledger.transactions.run(work)


@pytest.fixture
def kept(reopen: Reopen, tmp_path: Path) -> Path:
    """A ledger with something in it, closed."""
    ledger = reopen()
    asyncio.run(_fill(ledger))
    ledger.close()
    return tmp_path / LEDGER_FILE


def _refused(reopen: Reopen, folder: Path, wanted: type[StorageError], **changes: object) -> None:
    """Opening raises exactly this, twice, and changes no byte."""
    before = all_bytes(folder)
    for _again in range(2):
        with pytest.raises(StorageError) as raised:
            reopen(**changes)
        assert type(raised.value) is wanted
    after = all_bytes(folder)
    assert {name: after[name] for name in before} == before
    # Windows lets nobody delete or replace a file that is still open.
    assert _open_files(folder) == []


def test_opened_again_it_is_the_same(reopen: Reopen, kept: Path) -> None:
    counts = asyncio.run(reopen().reads.segment_counts(now=NOW))
    assert counts.to_do == 20


def _open_files(folder: Path) -> list[str]:
    """What this process has open in the folder, where the system tells."""
    links = [str(link.readlink()) for link in _DESCRIPTORS.glob("*") if link.is_symlink()]
    return [name for name in links if name.startswith(str(folder))]


def test_a_wrong_key(reopen: Reopen, kept: Path) -> None:
    _refused(reopen, kept.parent, WrongKeyError, key=_OTHER_KEY)
    reopen()


def test_a_key_that_is_none(reopen: Reopen, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        reopen(key=b"short")
    assert not (tmp_path / LEDGER_FILE).exists()


@pytest.mark.parametrize(
    "content", [b"hello world " * 1000, os.urandom(50_000), os.urandom(4095), b"x"]
)
def test_a_file_that_is_no_database(reopen: Reopen, tmp_path: Path, content: bytes) -> None:
    (tmp_path / LEDGER_FILE).write_bytes(content)
    _refused(reopen, tmp_path, WrongKeyError)


def test_a_database_of_somebody_else(reopen: Reopen, tmp_path: Path) -> None:
    with opened(tmp_path / LEDGER_FILE) as foreign:
        foreign.execute("CREATE TABLE recipe (name TEXT)")
    _refused(reopen, tmp_path, WrongKeyError)


def test_a_ledger_cut_in_half(reopen: Reopen, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 8192 * 4096])
    _refused(reopen, kept.parent, StorageDamagedError)


def test_a_ledger_that_became_empty_is_no_new_one(reopen: Reopen, kept: Path) -> None:
    kept.write_bytes(b"")
    _refused(reopen, kept.parent, StorageDamagedError)


def test_a_ledger_that_vanished_is_not_made_anew(reopen: Reopen, kept: Path) -> None:
    kept.unlink()
    with pytest.raises(StorageDamagedError):
        reopen()


def test_a_damaged_page_is_told_when_it_is_read(reopen: Reopen, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    for page in range(8, len(content) // 4096):
        content[page * 4096 + 100] ^= 0xFF
    kept.write_bytes(bytes(content))

    with pytest.raises(StorageDamagedError):
        asyncio.run(reopen().reads.case(7))


def test_a_file_of_a_newer_program(reopen: Reopen, kept: Path) -> None:
    with opened(kept) as newer:
        newer.execute("UPDATE schema_version SET version_num = '0099'")
    _refused(reopen, kept.parent, NewerSchemaError)


def test_the_ledger_of_another_merchant_or_mode(reopen: Reopen, kept: Path) -> None:
    _refused(reopen, kept.parent, OtherMerchantError, mchid=Mchid("1900000999"))
    _refused(reopen, kept.parent, OtherMerchantError, practice=False)
    reopen()


def test_pictures_of_a_newer_program_or_another_key(reopen: Reopen, kept: Path) -> None:
    pictures = kept.with_name(PICTURE_FILE)
    with opened(pictures) as newer:
        newer.execute("PRAGMA user_version = 99")
    _refused(reopen, kept.parent, NewerSchemaError)
    pictures.write_bytes(os.urandom(9000))
    _refused(reopen, kept.parent, WrongKeyError)


@contextmanager
def _without_root_powers() -> Iterator[None]:
    """In this thread, file permissions bind root, too (CAP_DAC_OVERRIDE is put down)."""

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    powers = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    header = Header(0x20080522, 0)
    assert libc.capget(ctypes.byref(header), powers) == 0
    before = powers[0]
    powers[0] &= ~0b110
    assert libc.capset(ctypes.byref(header), powers) == 0
    yield
    powers[0] = before
    assert libc.capset(ctypes.byref(header), powers) == 0


@contextmanager
def _locked(*paths: Path) -> Iterator[None]:
    """Nobody may write these paths."""
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    with _without_root_powers():
        yield
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="puts Linux capabilities down")


@linux_only
def test_a_folder_that_cannot_be_written(reopen: Reopen, kept: Path) -> None:
    with _locked(kept.parent):
        _refused(reopen, kept.parent, StorageReadOnlyError)
    reopen()


@linux_only
def test_a_file_that_cannot_be_written(reopen: Reopen, kept: Path) -> None:
    with _locked(kept):
        _refused(reopen, kept.parent, StorageReadOnlyError)


@linux_only
def test_a_new_ledger_where_nothing_can_be_written(reopen: Reopen, tmp_path: Path) -> None:
    with _locked(tmp_path):
        _refused(reopen, tmp_path, StorageReadOnlyError)
    assert all_bytes(tmp_path) == {}


def test_a_folder_that_is_not_there(reopen: Reopen, tmp_path: Path) -> None:
    with pytest.raises(StorageReadOnlyError):
        reopen(folder=tmp_path / "nowhere")


async def test_nothing_personal_is_readable_in_any_file(reopen: Reopen, tmp_path: Path) -> None:
    ledger = reopen()
    secrets = ("13912345678", "林小雨很生气", "o-customer-openid", "draft words")

    def work(stores: SqlStores) -> None:
        kept = stores.applications.add(
            an_application(payer_phone=secrets[0], customer_key=secrets[2])
        )
        stores.conversations.merge(kept.id, (a_message("1", secrets[1]),))
        stores.settings.put("draft:1", secrets[3])
        stores.audit.append(an_audit_entry(personal={"phone": secrets[0]}))

    await ledger.transactions.run(work)
    await ledger.pictures.keep(
        "ref", content=b"content " + secrets[3].encode(), thumbnail=b"t", width_px=1, height_px=1
    )
    while_open = all_bytes(tmp_path)
    ledger.close()

    assert {f"{LEDGER_FILE}-wal", f"{PICTURE_FILE}-wal", CHAIN_FILE} <= while_open.keys()
    for content in (*while_open.values(), *all_bytes(tmp_path).values()):
        for secret in secrets:
            assert secret.encode() not in content
        assert KEY not in content
        assert KEY.hex().encode() not in content
        assert b"refund_application" not in content


def test_two_that_make_the_ledger_at_once(tmp_path: Path) -> None:
    make = (
        "import sys\nfrom pathlib import Path\n"
        "from refund_desk.adapters.storage.ledger import open_ledger\n"
        "from tests.storage.examples import KEY, MCHID\n"
        "sys.stdin.readline()\n"
        "open_ledger(Path(sys.argv[1]), KEY, mchid=MCHID, practice=True).close()\n"
    )
    root = Path(__file__).parents[2]
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", make, str(tmp_path)], cwd=root, stdin=subprocess.PIPE
        )
        for _number in range(2)
    ]
    for maker in makers:
        assert maker.stdin is not None
        with suppress(BrokenPipeError):
            maker.stdin.write(b"go\n")
            maker.stdin.flush()
    assert [maker.wait(30) for maker in makers] == [0, 0]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.close()


def test_a_copied_folder_opens(reopen: Reopen, kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in (LEDGER_FILE, PICTURE_FILE, CHAIN_FILE):
        shutil.copy(kept.with_name(name), copy)
    assert asyncio.run(reopen(folder=copy).reads.chain_is_whole())


def test_a_raw_connection_keeps_foreign_keys(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.db", KEY)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()
