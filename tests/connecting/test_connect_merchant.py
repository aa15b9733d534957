"""The account in the books: whole, sealed, of one merchant, and in no file as it is."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from refund_desk.adapters.storage.connections import connect as connect_raw
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.vault.sealing import AesGcmSealer
from refund_desk.application.merchant_records import SEALED_NAMES, read_account
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.ports.vault import UnsealableError
from refund_desk.application.use_cases.connect_merchant import ConnectMerchant
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from tests.connecting.samples import StillClock, in_days
from tests.storage.raw import all_bytes

MCHID = Mchid("1900000109")
KEY = bytes(range(32))
ACCOUNT = MerchantAccount(
    mchid=MCHID,
    shop_name="青禾手作",
    merchant_serial="5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    merchant_key=Secret("PLANTED-MERCHANT-KEY"),
    apiv3_key=Secret("PLANTED-APIV3-KEY"),
    public_key="their key",
    public_key_id="PUB_KEY_ID_01",
    certificate_ends_at=in_days(100),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, KEY, mchid=MCHID, practice=False)
    yield opened
    opened.close()


def connect(ledger: Ledger, sealer: AesGcmSealer | None = None) -> ConnectMerchant:
    sealer = sealer or AesGcmSealer(KEY, MCHID)
    return ConnectMerchant(ledger.transactions, sealer, StillClock(), MCHID)


async def put(ledger: Ledger, **texts: str | None) -> None:
    def work(stores: Stores) -> None:
        for name, text in texts.items():
            stores.settings.put(name.replace("__", "."), text)

    await ledger.transactions.run(work)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"apiv3_key": None},
        {"public_key": None, "public_key_id": None},
        {"certificate_ends_at": None},
    ],
)
async def test_an_account_comes_back_whole(ledger: Ledger, change: dict[str, object]) -> None:
    assert await connect(ledger).account() is None
    await connect(ledger)(ACCOUNT)
    account = replace(ACCOUNT, **change)  # type: ignore[arg-type] # a table of changes
    await connect(ledger)(account)
    assert await connect(ledger).account() == account


async def test_the_secrets_are_sealed_in_the_books_and_nowhere_else(
    ledger: Ledger, tmp_path: Path
) -> None:
    await connect(ledger)(ACCOUNT)
    kept = await ledger.transactions.run(
        lambda stores: [stores.settings.get(name) or "" for name in SEALED_NAMES]
    )
    assert len(kept) == 2
    assert not any("PLANTED" in text for text in kept)
    ledger.close()
    for name, content in all_bytes(tmp_path).items():
        assert b"PLANTED" not in content, name


async def test_a_line_of_the_audit_trail_names_what_was_changed(
    ledger: Ledger, tmp_path: Path
) -> None:
    await connect(ledger)(ACCOUNT)
    await connect(ledger)(replace(ACCOUNT, shop_name="青禾二店"))
    ledger.close()
    with contextlib.closing(connect_raw(tmp_path / LEDGER_FILE, KEY)) as books:
        lines = books.execute("SELECT action, actor, facts_json FROM audit_line").fetchall()
    first, second = (json.loads(facts) for _action, _actor, facts in lines)
    assert {line[:2] for line in lines} == {(AuditAction.KEYS_CHANGED.value, "owner")}
    assert {name: first[name] for name in ("serial", "public_key_id", "has_apiv3_key")} == {
        "serial": ACCOUNT.merchant_serial,
        "public_key_id": "PUB_KEY_ID_01",
        "has_apiv3_key": True,
    }
    assert (first["before"], first["after"]) == ("{}", second["before"])
    assert json.loads(second["after"])["shop_name"] == "青禾二店"


async def test_books_without_keys_have_no_account(ledger: Ledger) -> None:
    await connect(ledger)(ACCOUNT)
    await put(ledger, sealed__merchant_key=None, sealed__apiv3_key=None)
    assert await connect(ledger).account() is None


async def test_a_shop_without_a_name_is_called_by_its_number(ledger: Ledger) -> None:
    await connect(ledger)(replace(ACCOUNT, shop_name=""))
    account = await connect(ledger).account()
    assert account is not None
    assert account.shop_name == MCHID


async def test_an_exchanged_secret_is_noticed(ledger: Ledger) -> None:
    await connect(ledger)(ACCOUNT)
    swapped = await ledger.transactions.run(lambda stores: stores.settings.get("sealed.apiv3_key"))
    await put(ledger, sealed__merchant_key=swapped)
    with pytest.raises(UnsealableError):
        await connect(ledger).account()


@pytest.mark.parametrize(
    "sealer",
    [lambda: AesGcmSealer(bytes(32), MCHID), lambda: AesGcmSealer(KEY, Mchid("1900000110"))],
)
async def test_another_key_or_shop_opens_nothing(
    ledger: Ledger, sealer: Callable[[], AesGcmSealer]
) -> None:
    await connect(ledger)(ACCOUNT)
    with pytest.raises(UnsealableError):
        await connect(ledger, sealer()).account()


async def test_books_are_of_one_merchant_for_life(ledger: Ledger) -> None:
    other = replace(ACCOUNT, mchid=Mchid("1900000110"))
    with pytest.raises(InvariantBrokenError):
        await connect(ledger)(other)
    assert (
        await ledger.transactions.run(
            lambda stores: read_account(stores, AesGcmSealer(KEY, MCHID), MCHID)
        )
        is None
    )
