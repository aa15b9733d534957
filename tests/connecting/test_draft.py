"""The draft: what is filled in, what is wrong with it, and what stays of the account in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from refund_desk.application.merchant_draft import ConnectStep, MerchantDraft, VerifyMode
from refund_desk.application.ports.key_files import (
    CertificateFound,
    KeyFindings,
    PrivateKeyFound,
    PublicKeyFound,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.merchant_account import days_left, serial_of
from refund_desk.domain.secret import Secret
from tests.connecting.samples import NOW, in_days

SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
KEY = PrivateKeyFound(key=Secret("a key"), public_hash="one", file_name="apiclient_key.pem")
CERTIFICATE = CertificateFound(
    serial=SERIAL,
    public_hash="one",
    ends_at=in_days(400),
    merchant="1900000109",
    shop="青禾手作",
    file_name="apiclient_cert.pem",
)
PUBLIC = PublicKeyFound(
    pem="their key", public_hash="theirs", key_id="PUB_KEY_ID_01", file_name="pub_key.pem"
)
WHOLE = KeyFindings(private_key=KEY, certificate=CERTIFICATE, public_key=PUBLIC)
FULL = MerchantDraft(apiv3_key=Secret("k" * 32)).with_findings(WHOLE)


def why(step: ConnectStep, **changes: object) -> str:
    return replace(FULL, **changes).trouble_of(step, NOW)  # type: ignore[arg-type] # a table


def test_a_drop_of_everything_leaves_nothing_to_type() -> None:
    draft = MerchantDraft().with_findings(WHOLE)
    assert draft.first_trouble(NOW) is None
    account = draft.account(NOW)
    assert (account.mchid, account.shop_name) == ("1900000109", "青禾手作")
    assert account.merchant_serial == SERIAL
    assert account.apiv3_key is None
    assert (account.public_key, account.public_key_id) == ("their key", "PUB_KEY_ID_01")
    assert account.certificate_ends_at == CERTIFICATE.ends_at
    assert "a key" not in f"{draft!r} {account!r}"


def test_what_was_typed_is_not_overwritten_by_a_drop() -> None:
    typed = MerchantDraft(mchid="1900000109", shop_name="我的店", public_key_id="PUB_KEY_ID_02")
    draft = typed.with_findings(replace(WHOLE, public_key=replace(PUBLIC, key_id="")))
    assert (draft.shop_name, draft.public_key_id) == ("我的店", "PUB_KEY_ID_02")
    assert MerchantDraft().with_findings(KeyFindings()) == MerchantDraft()


def test_an_empty_draft_says_what_comes_first() -> None:
    assert MerchantDraft().first_trouble(NOW) == (ConnectStep.NUMBER, "merchant.empty")
    with pytest.raises(BadValueError, match=r"^merchant\.empty$"):
        MerchantDraft().account(NOW)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"mchid": " 1900000109 "}, ""),
        ({"mchid": ""}, "merchant.empty"),
        ({"mchid": "19000001O9"}, "merchant.form"),
        ({"mchid": "1900000110"}, "merchant.other"),
        ({"mchid": "1900000110", "certificate": None}, ""),
        ({"mchid": "1", "certificate": None}, "merchant.form"),
    ],
)
def test_the_number(changes: dict[str, object], expected: str) -> None:
    assert why(ConnectStep.NUMBER, **changes) == expected


def test_a_certificate_without_a_merchants_name_fits_any_number() -> None:
    nameless = replace(CERTIFICATE, merchant="")
    assert why(ConnectStep.NUMBER, certificate=nameless, mchid="1900000110") == ""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"private_key": None}, "key.none"),
        ({"private_key": replace(KEY, public_hash="two")}, "key.other"),
        ({"serial": ""}, "serial.empty"),
        ({"serial": "不知道"}, "serial.form"),
        ({"serial": "5157"}, "serial.other"),
        ({"serial": " 51:57:f0:9e fdc096de15ebe81a47057a7232f1b8e1"}, ""),
        ({"certificate": replace(CERTIFICATE, ends_at=NOW)}, "certificate.ended"),
        ({"certificate": None, "serial": "5157"}, ""),
        ({"certificate": replace(CERTIFICATE, serial=SERIAL.zfill(42))}, ""),
    ],
)
def test_key_and_certificate(changes: dict[str, object], expected: str) -> None:
    assert why(ConnectStep.CERTIFICATE, **changes) == expected


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        ("k" * 32, VerifyMode.CERTIFICATE, ""),
        (" " + "k" * 32 + "\n", VerifyMode.CERTIFICATE, ""),
        ("", VerifyMode.CERTIFICATE, "apiv3.empty"),
        ("", VerifyMode.PUBLIC_KEY, ""),
        ("k" * 31, VerifyMode.PUBLIC_KEY, "apiv3.form"),
        ("k" * 33, VerifyMode.CERTIFICATE, "apiv3.form"),
        ("钥" * 10 + "kk", VerifyMode.CERTIFICATE, "apiv3.form"),
    ],
)
def test_the_apiv3_key(text: str, mode: VerifyMode, expected: str) -> None:
    assert why(ConnectStep.APIV3_KEY, apiv3_key=Secret(text), mode=mode) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"public_key": None}, "public_key.none"),
        ({"public_key": None, "mode": VerifyMode.CERTIFICATE}, ""),
        ({"public_key": replace(PUBLIC, public_hash="one")}, "public_key.own"),
        ({"public_key_id": " "}, "public_key.id_empty"),
        ({"public_key_id": "PUB_KEY_ID_"}, "public_key.id_form"),
        ({"public_key_id": "0119000001"}, "public_key.id_form"),
        ({"public_key_id": "PUB_KEY_ID_ 01"}, "public_key.id_form"),
        ({"public_key_id": "PUB_KEY_ID_" + "0" * 70}, "public_key.id_form"),
        ({"private_key": None}, ""),
    ],
)
def test_their_public_key(changes: dict[str, object], expected: str) -> None:
    assert why(ConnectStep.PUBLIC_KEY, **changes) == expected


def test_certificate_mode_carries_no_public_key() -> None:
    account = replace(FULL, mode=VerifyMode.CERTIFICATE).account(NOW)
    assert (account.public_key, account.public_key_id) == (None, None)
    assert account.apiv3_key == Secret("k" * 32)


def test_a_shop_without_a_name_is_called_by_its_number() -> None:
    assert replace(FULL, shop_name=" ").account(NOW).shop_name == "1900000109"


# Changing an account that is in force ------------------------------------------------------------


def test_what_is_not_filled_in_anew_stays_as_it_is() -> None:
    account = FULL.account(NOW)
    for mode in VerifyMode:
        in_force = replace(FULL, mode=mode).account(NOW)
        draft = MerchantDraft.of(in_force)
        assert draft.mode is mode
        assert draft.first_trouble(NOW) is None
        assert draft.account(NOW) == in_force
    changed = replace(MerchantDraft.of(account), apiv3_key=Secret("n" * 32)).account(NOW)
    assert changed == replace(account, apiv3_key=Secret("n" * 32))


def test_a_new_key_makes_the_old_serial_and_end_worthless() -> None:
    draft = MerchantDraft.of(FULL.account(NOW))
    new_key = replace(KEY, key=Secret("a new key"), public_hash="two")
    alone = draft.with_findings(KeyFindings(private_key=new_key))
    assert alone.trouble_of(ConnectStep.CERTIFICATE, NOW) == "serial.empty"
    typed = replace(alone, serial="ABC")
    assert typed.account(NOW).certificate_ends_at is None
    both = alone.with_findings(KeyFindings(certificate=replace(CERTIFICATE, public_hash="two")))
    assert both.first_trouble(NOW) is None


def test_the_same_key_again_keeps_its_certificate() -> None:
    again = FULL.with_findings(KeyFindings(private_key=KEY))
    assert again == FULL
    by_hand = MerchantDraft(serial="ABC").with_findings(KeyFindings(private_key=KEY))
    assert by_hand.serial == "ABC"


def test_a_new_certificate_needs_its_key() -> None:
    draft = MerchantDraft.of(FULL.account(NOW))
    alone = draft.with_findings(KeyFindings(certificate=CERTIFICATE))
    assert alone.trouble_of(ConnectStep.CERTIFICATE, NOW) == "key.of_certificate"


def test_another_number_keeps_nothing_of_the_old_one() -> None:
    draft = replace(MerchantDraft.of(FULL.account(NOW)), mchid="1900000110")
    assert draft.is_of_other_merchant()
    assert draft.trouble_of(ConnectStep.CERTIFICATE, NOW) == "key.none"
    assert draft.trouble_of(ConnectStep.APIV3_KEY, NOW) == ""
    assert draft.trouble_of(ConnectStep.PUBLIC_KEY, NOW) == "public_key.none"
    assert not FULL.is_of_other_merchant()


# Small parts -------------------------------------------------------------------------------------


def test_a_serial_is_written_one_way() -> None:
    assert serial_of("51:57:f0") == "5157F0"
    for text in ("", "xyz", "5" * 41):
        with pytest.raises(BadValueError):
            serial_of(text)


@pytest.mark.parametrize(
    ("ends_at", "days"),
    [
        (NOW + timedelta(days=30), 30),
        (NOW + timedelta(hours=1), 0),
        (NOW - timedelta(hours=1), -1),
        (NOW - timedelta(days=3), -3),
        # 23:59 in Beijing is today, two minutes later is tomorrow.
        (datetime(2026, 11, 18, 15, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 18, 16, 1, tzinfo=UTC), 1),
    ],
)
def test_days_left_are_beijing_days(ends_at: datetime, days: int) -> None:
    assert days_left(ends_at, NOW) == days
