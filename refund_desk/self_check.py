"""`refund-desk --self-check`: whether this installation can work on this PC, and what to do if not.

It changes nothing: what it tries, it tries in a folder that it removes again.
"""

from __future__ import annotations

import ctypes
import json
import os
import ssl
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

import httpx
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase

from refund_desk import __version__
from refund_desk.adapters.storage.connections import KEY_BYTES
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.system_keyring import system_key_store
from refund_desk.adapters.wechatpay.clock_offset import ClockOffset
from refund_desk.adapters.wechatpay.credentials import OFFICIAL_GATEWAYS
from refund_desk.application.ports.clock import OFFSET_WARN_S
from refund_desk.application.ports.transactions import StorageError, WrongKeyError
from refund_desk.application.ports.vault import VaultLockedError
from refund_desk.domain.identifiers import Mchid
from refund_desk.resource_paths import document, resource
from refund_desk.ui.application import make_application
from refund_desk.ui.texts import self_check as texts
from refund_desk.ui.texts.translating import Language

Answer = Literal["yes", "no", "skip"]

EXIT_OK, EXIT_WRONG = 0, 1
_GUIDES: Final = ("guide.zh.md", "guide.en.md")
_NEEDED: Final = (
    ("i18n", "refund_desk_zh_CN.qm"),
    ("icons", "app-256.png"),
    ("icons", "glyphs.json"),
    ("icons", "mdi6-subset.ttf"),
    ("licenses", "index.json"),
    ("practice", "product_mug.png"),
    ("practice", "proof_broken_mug.png"),
)
_MCHID: Final = Mchid("1900000109")
_PLAIN_START: Final = b"SQLite format 3"
_NETWORK_S: Final = 5.0
# A key store that asks its person something is not waited for longer.
_KEY_STORE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Line:
    """One answer; `remedy` says what a person can do, or that nothing is to be done."""

    name: str
    answer: Answer
    remedy: str

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.answer} {self.name}: {self.remedy}"


def self_check(data_dir: Path | None, *, as_json: bool, language: Language) -> int:
    """Print one line for each thing looked at; 0 when none says no, else 1. Takes some seconds."""
    if sys.platform == "linux":
        # A window that cannot come up would end the check in the middle.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application(sys.argv, language=language)
    return _tell(list(lines_of(data_dir)), as_json=as_json)


def lines_of(data_dir: Path | None, gateway: str = OFFICIAL_GATEWAYS[0]) -> Iterator[Line]:
    """Look at everything, one after the other; there is a QApplication. Blocks.

    `gateway` is whose clock this PC's is compared with.
    """
    yield resources_line()
    yield translations_line()
    yield fonts_line()
    yield display_line()
    yield from storage_lines()
    yield folder_line(Folders(data_dir) if data_dir else Folders.of_user())
    yield keyring_line()
    context = tls_context()
    yield _line("tls", None if context else texts.tls())
    yield clock_line(context, gateway)


def resources_line() -> Line:
    """Whether the files beside the program are there."""
    missing = ["/".join(parts) for parts in _NEEDED if not resource(*parts).is_file()]
    missing += [name for name in _GUIDES if not document(name).is_file()]
    return _line("resources", texts.resources(missing[0]) if missing else None)


def translations_line() -> Line:
    """Whether the window's Chinese and Qt's own are there."""
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase_zh_CN.qm")
    ours = resource("i18n", "refund_desk_zh_CN.qm")
    loaded = all(QTranslator().load(str(path)) for path in (of_qt, ours))
    return _line("translations", None if loaded else texts.translations())


def fonts_line() -> Line:
    """Whether Chinese would be boxes."""
    with_chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return _line("fonts", None if with_chinese else texts.fonts())


def display_line() -> Line:
    """Whether what a window needs of the system is installed; elsewhere it is in the program."""
    if sys.platform != "linux":
        return _line("display", None)
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        return _line("display", texts.display(str(error).split(":")[0]))
    return _line("display", None)


def storage_lines() -> Iterator[Line]:
    """Make books as a first start does, and look whether a stranger could read them."""
    try:
        with tempfile.TemporaryDirectory(prefix="refund-desk-check-") as place:
            made = _opens(Path(place), bytes(KEY_BYTES))
            secret = made and _is_secret(Path(place))
    except OSError:
        yield Line("sqlcipher", "no", texts.temporary())
        return
    yield _line("sqlcipher", None if secret or not made else texts.encryption())
    yield _line("migrations", None if made else texts.migrations())


def _is_secret(folder: Path) -> bool:
    """Whether the file shows nothing, and another key does not open it."""
    start = (folder / LEDGER_FILE).read_bytes()[: len(_PLAIN_START)]
    return start != _PLAIN_START and not _opens(folder, b"\1" * KEY_BYTES)


def _opens(folder: Path, key: bytes) -> bool:
    with suppress(StorageError, WrongKeyError):
        open_ledger(folder, key, mchid=_MCHID, practice=True).close()
        return True
    return False


def folder_line(folders: Folders) -> Line:
    """Whether the program's own folder can be written; one that was not there is not left."""
    missing = [path for path in (folders.root, *folders.root.parents) if not path.exists()]
    try:
        folders.make(folders.root)
        with tempfile.TemporaryFile(dir=folders.root) as file:
            file.write(b"refund desk")
    except OSError:
        return _line("folder", texts.folder(str(folders.root)))
    finally:
        with suppress(OSError):
            for path in missing:
                path.rmdir()
    return _line("folder", None)


def keyring_line() -> Line:
    """Whether the system's key store answers. Where there is none, a passphrase does its work."""
    found: list[Line] = []
    asking = threading.Thread(target=lambda: found.append(_ask_key_store()), daemon=True)
    asking.start()
    asking.join(_KEY_STORE_S)
    return found[0] if found else _line("keyring", texts.keyring_locked())


def _ask_key_store() -> Line:
    store = system_key_store()
    if store is None:
        return Line("keyring", "skip", texts.keyring_none())
    try:
        store.get("self-check")
    except VaultLockedError:
        return _line("keyring", texts.keyring_locked())
    return _line("keyring", None)


def tls_context() -> ssl.SSLContext | None:
    """What the program would trust; None when that is nobody."""
    try:
        context = httpx.create_ssl_context(trust_env=False)
    except OSError:
        return None
    return context if context.cert_store_stats()["x509_ca"] else None


def clock_line(context: ssl.SSLContext | None, gateway: str) -> Line:
    """Whether this PC's time is WeChat Pay's, as far as that answers; nothing secret is sent."""
    offset = ClockOffset()
    with suppress(httpx.HTTPError):
        verify = context or ssl.create_default_context()
        with httpx.Client(verify=verify, trust_env=False, timeout=_NETWORK_S) as client:
            offset.note(client.head(gateway).headers.get("Date"))
    seconds = offset.seconds()
    if seconds is None:
        return Line("clock", "skip", texts.clock_unread())
    off = abs(seconds) > OFFSET_WARN_S
    return _line("clock", texts.clock_off(round(abs(seconds))) if off else None)


def _line(name: str, remedy: str | None) -> Line:
    """Yes without a remedy, no with one."""
    return Line(name, "yes", texts.good()) if remedy is None else Line(name, "no", remedy)


def _tell(lines: list[Line], *, as_json: bool) -> int:
    """Print them; a console that lacks Chinese signs shows question marks for them."""
    ok = all(line.answer != "no" for line in lines)
    if as_json:
        told = {"version": __version__, "ok": ok, "lines": [asdict(line) for line in lines]}
        text = json.dumps(told, ensure_ascii=False, indent=1)
    else:
        text = "\n".join(map(str, lines))
    # A program of Windows without a console has nowhere to print to.
    if sys.stdout is not None:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    return EXIT_OK if ok else EXIT_WRONG
