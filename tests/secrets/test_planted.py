"""No planted secret and nothing personal lies anywhere after a whole life (issue: judged point 4).

Searched: every byte of the data folder (books, write-ahead log, pictures, vault, logs, crash
reports, layout), of the home, the working and the temporary folder, standard output and error,
file names, what every object says of itself, and what our own exceptions say.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from refund_desk.adapters.storage.connections import connect
from tests.practice_process import PracticeShop, running_practice_shop
from tests.secrets.plants import (
    IN_THE_BOOKS,
    NEVER_WRITTEN,
    PLANTS,
    forms_of_bytes,
    forms_of_pem,
    forms_of_text,
    found_below,
    found_in,
    personal,
)
from tests.wechatpay import key_samples

REPOSITORY = Path(__file__).resolve().parents[2]
# What must have been alive when objects were asked how they print.
SEEN = frozenset(
    """RefundApplication PaidOrder OrderFacts Message Refund OutboxEntry Snapshot
    ReplyCommand RejectCommand OwnPicture BankCard CaseView CaseParts InboxRow HistoryFilter
    MerchantAccount MerchantDraft PracticeCredentials PrivateKeyFound Kept
    Keys OpenVault AuditLine MessageView ConnectionReport""".split()
)


@dataclass(frozen=True)
class Lived:
    """What a life left behind."""

    root: Path
    outside: tuple[Path, ...]
    printed: bytes
    ended: int
    told: dict[str, Any]
    keys: dict[str, str] = field(repr=False)
    needles: dict[str, set[bytes]] = field(repr=False)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeShop]:
    """A practice shop of this module alone."""
    flags = ("--settle-seconds", "0.1", "--applications", "1")
    with running_practice_shop(tmp_path_factory.mktemp("practice") / "shop", *flags) as shop:
        yield shop


@pytest.fixture(scope="module")
def lived(shop: PracticeShop, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One whole life, killed at its end."""
    place = tmp_path_factory.mktemp("life")
    names = ("root", "dropped", "told", "home", "temporary", "working")
    root, dropped, told, *outside = (place / name for name in names)
    for folder in (root, dropped, told, *outside):
        folder.mkdir()
    key_pem = shop.merchant_key_file.read_text("utf-8")
    p12 = drop_files(dropped, shop, key_pem)
    home, temporary, working = outside
    ended = subprocess.run(
        [sys.executable, "-m", "tests.secrets.life", str(root), str(dropped), str(told)],
        input=(json.dumps(dict(shop.ready_line)) + "\n").encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=working,
        env={
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "XDG_RUNTIME_DIR": str(temporary),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        },
        timeout=120,
        check=False,
    )
    assert (told / "told.json").is_file(), ended.stdout.decode(errors="replace")[-4000:]
    keys = json.loads((told / "keys.json").read_text("utf-8"))
    needles = {name: forms_of_text(text) for name, text in personal().items()}
    needles |= {
        "merchant key": forms_of_pem(key_pem),
        "p12": forms_of_bytes(p12[200:]),
        "apiv3 key": forms_of_text(shop.apiv3_key),
        "recovery code": forms_of_text(keys["recovery code"])
        | forms_of_text(keys["recovery code"].replace("-", "")),
    }
    hex_keys = [name for name in keys if name != "recovery code"]
    needles |= {name: forms_of_bytes(bytes.fromhex(keys[name])) for name in hex_keys}
    return Lived(
        root=root,
        outside=tuple(outside),
        printed=ended.stdout,
        ended=ended.returncode,
        told=json.loads((told / "told.json").read_text("utf-8")),
        keys=keys,
        needles=needles,
    )


def drop_files(folder: Path, shop: PracticeShop, key_pem: str) -> bytes:
    """The downloaded folder of a merchant; the bytes of its `.p12`."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    certificate = Path(shop.ready_line["merchant_certificate_file"]).read_bytes()
    key = load_pem_private_key(key_pem.encode(), password=None)
    p12 = key_samples.p12_of(
        key,  # type: ignore[arg-type] # an RSA key
        load_pem_x509_certificate(certificate),
        passphrase=shop.mchid,
    )
    (folder / "apiclient_key.pem").write_text(key_pem, "utf-8")
    (folder / "apiclient_cert.pem").write_bytes(certificate)
    (folder / "apiclient_cert.p12").write_bytes(p12)
    (folder / "pub_key.pem").write_bytes(shop.public_key_file.read_bytes())
    return p12


# The life -----------------------------------------------------------------------------------------


def test_the_life_came_to_its_end_and_left_everything_open(lived: Lived) -> None:
    assert lived.ended == -signal.SIGKILL
    below = {path.name for path in lived.root.rglob("*") if path.is_file()}
    assert {"ledger.db", "ledger.db-wal", "pictures.db", "vault.json", "layout.ini"} <= below
    assert {"refund-desk.log", "report-0.txt", "report-1.txt", "report-2.txt"} <= below
    log = next(lived.root.rglob("refund-desk.log")).read_text("utf-8")
    for said in ("a bug ended decide:0", "a bug ended window", "refund.submit", "as a library"):
        assert said in log


def test_nothing_lies_in_any_file(lived: Lived) -> None:
    assert found_below((lived.root, *lived.outside), lived.needles) == set()


def test_nothing_is_printed(lived: Lived) -> None:
    assert found_in(lived.printed, lived.needles) == set()


def test_no_object_says_a_secret_of_itself(lived: Lived) -> None:
    assert set(lived.told["seen"]) >= SEEN
    assert lived.told["talkative"] == []


def test_our_exceptions_quote_nothing(lived: Lived) -> None:
    said = "\n".join(lived.told["exceptions"])
    assert "WrongPassphraseError" in said
    assert "RuleBrokenError" in said
    assert found_in(said.encode(), lived.needles) == set()


def test_nothing_is_written_elsewhere_and_no_command_is_run_with_a_secret(lived: Lived) -> None:
    assert lived.told["elsewhere"] == []
    assert found_in("\n".join(lived.told["commands"]).encode(), lived.needles) == set()
    # SQLite's own temporary files would not be seen from Python: they stay in memory.
    with closing(dbapi2.connect(":memory:")) as books:
        assert ("TEMP_STORE=2",) in books.execute("PRAGMA compile_options").fetchall()


# It can fail --------------------------------------------------------------------------------------


def test_the_plants_are_in_the_books_which_would_be_found_without_their_key(
    lived: Lived, tmp_path: Path
) -> None:
    """The books decrypted hold every plant, so the search above looked for what is there."""
    plain = tmp_path / "plain.db"
    # A copy, because whoever opens the books after a kill puts them in order.
    path = shutil.copytree(next(lived.root.rglob("ledger.db")).parent, tmp_path / "copy")
    with closing(connect(path / "ledger.db", bytes.fromhex(lived.keys["database key"]))) as books:
        books.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        books.execute("SELECT sqlcipher_export('plain')")
        books.execute("DETACH DATABASE plain")
        trail = books.execute("SELECT * FROM audit_line").fetchall()
    content = plain.read_bytes()
    assert [text for text in IN_THE_BOOKS if text.encode() not in content] == []
    # Keys are sealed once more inside the books; card and passphrase are in them in no form.
    sealed = {name: lived.needles[name] for name in ("merchant key", "apiv3 key", "p12")}
    never = {text: forms_of_text(text) for text in NEVER_WRITTEN}
    assert found_in(content, sealed | never) == set()
    # Lines of the trail hold commitments, so whatever is made of them says nothing personal.
    assert len(trail) > 20
    assert found_in(repr(trail).encode(), lived.needles) == set()
    assert any("plain.db" in each for each in found_below((tmp_path,), lived.needles))


@pytest.mark.parametrize("name", sorted(personal()))
def test_the_search_finds_each_plant_in_each_form(name: str, tmp_path: Path) -> None:
    text = personal()[name]
    needles = {each: forms_of_text(value) for each, value in personal().items()}
    for number, form in enumerate(forms_of_text(text)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "page.bin").write_bytes(os.urandom(4000) + form + os.urandom(90))
        assert f"page.bin: {name}" in found_below((folder,), needles)


def test_the_search_finds_keys_and_file_names(tmp_path: Path) -> None:
    pem = key_samples.pkcs8(key_samples.key_of()).decode()
    needles = {"key": forms_of_pem(pem), "raw": forms_of_bytes(bytes(range(32)))}
    needles["phone"] = forms_of_text(PLANTS.phone)
    assert found_in(pem.splitlines()[3].encode(), needles) == {"key"}
    assert found_in(bytes(range(32)).hex().encode(), needles) == {"raw"}
    (tmp_path / f"{PLANTS.phone}.jpg").touch()
    assert len(found_below((tmp_path,), needles)) == 1


def test_the_watch_sees_talkative_objects_and_writing_elsewhere(tmp_path: Path) -> None:
    """In a process of its own, because an audit hook never goes away."""
    script = (
        "import sys; from pathlib import Path; from dataclasses import make_dataclass\n"
        "from tests.secrets.watch import Watch; from tests.secrets.plants import PLANTS\n"
        "watch = Watch(Path('/nowhere'))\n"
        "Told = make_dataclass('Told', ['phone']); Told.__module__ = 'refund_desk.made_up'\n"
        "told = Told(PLANTS.phone); watch.look()\n"
        "Path(sys.argv[1]).write_text('x')\n"
        "print(sorted(watch.talkative), [Path(each).name for each in watch.elsewhere])\n"
    )
    with contextlib.chdir(REPOSITORY):
        ended = subprocess.run(
            [sys.executable, "-B", "-c", script, str(tmp_path / "leak.txt")],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert ended.stdout.strip() == "['refund_desk.made_up.Told'] ['leak.txt']"
