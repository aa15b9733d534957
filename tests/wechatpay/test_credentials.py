"""Credentials: checked forms, no way to point real ones elsewhere, nothing secret in any text."""

import dataclasses
import json
import pickle
from pathlib import Path

import pytest

from refund_desk.adapters.wechatpay.credentials import (
    OFFICIAL_GATEWAYS,
    MerchantCredentials,
    PracticeCredentials,
    file_target,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from tests.wechatpay import scripted_gateway as far


def merchant(**changes: object) -> MerchantCredentials:
    fields: dict[str, object] = {
        "mchid": far.MCHID,
        "merchant_serial": far.MERCHANT_SERIAL,
        "merchant_key": Secret(far.PEM_HEAD),
        "apiv3_key": Secret(far.APIV3_KEY),
        "public_key": "-----BEGIN PUBLIC KEY-----",
        "public_key_id": far.PUBLIC_KEY_ID,
    }
    return MerchantCredentials(**(fields | changes))  # type: ignore[arg-type] # a table of fields


def test_real_credentials_know_the_official_hosts_and_no_field_for_others() -> None:
    assert merchant().gateways == OFFICIAL_GATEWAYS
    assert "gateways" not in {each.name for each in dataclasses.fields(MerchantCredentials)}
    with pytest.raises(TypeError):
        merchant(gateways=("http://127.0.0.1:1",))


def test_an_account_becomes_credentials_for_the_official_hosts() -> None:
    made = merchant()
    account = MerchantAccount(
        mchid=made.mchid,
        shop_name="青禾手作",
        merchant_serial=made.merchant_serial,
        merchant_key=made.merchant_key,
        apiv3_key=made.apiv3_key,
        public_key=made.public_key,
        public_key_id=made.public_key_id,
    )
    assert MerchantCredentials.of(account) == made
    assert MerchantCredentials.of(account).gateways == OFFICIAL_GATEWAYS


def test_only_public_key_mode_needs_no_apiv3_key() -> None:
    assert merchant(apiv3_key=None).apiv3_key is None
    with pytest.raises(BadValueError, match=r"^credentials\.apiv3_key$"):
        merchant(apiv3_key=None, public_key=None, public_key_id=None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"merchant_serial": ""}, "credentials.merchant_serial"),
        ({"merchant_serial": 'A",serial="B'}, "credentials.merchant_serial"),
        ({"apiv3_key": Secret("short")}, "credentials.apiv3_key"),
        ({"apiv3_key": Secret("0" * 33)}, "credentials.apiv3_key"),
        ({"public_key": None}, "credentials.public_key"),
        ({"public_key_id": None}, "credentials.public_key"),
        ({"public_key_id": "5157F09EFDC096"}, "credentials.public_key_id"),
    ],
)
def test_a_wrong_form_is_refused_by_name(change: dict[str, object], code: str) -> None:
    with pytest.raises(BadValueError, match=f"^{code}$"):
        merchant(**change)


@pytest.mark.parametrize(
    "gateway",
    [
        "https://api.mch.weixin.qq.com",
        "http://127.0.0.1",
        "http://127.0.0.1:80/",
        "http://127.0.0.1:80@evil.example",
        "http://localhost:80",
        "http://127.0.0.2:80",
        "https://127.0.0.1:80",
    ],
)
def test_practice_credentials_stay_on_this_machine(gateway: str) -> None:
    assert far.credentials("http://127.0.0.1:80").gateways == ("http://127.0.0.1:80",)
    with pytest.raises(BadValueError, match=r"^credentials\.gateway$"):
        far.credentials("http://127.0.0.1:80", gateway)


def test_practice_credentials_need_a_gateway_and_good_forms() -> None:
    with pytest.raises(BadValueError, match=r"^credentials\.gateway$"):
        far.credentials()
    with pytest.raises(BadValueError, match=r"^credentials\.apiv3_key$"):
        dataclasses.replace(far.credentials("http://127.0.0.1:80"), apiv3_key=Secret("x"))


def test_a_ready_line_becomes_credentials(tmp_path: Path) -> None:
    key_file, public_file = tmp_path / "key.pem", tmp_path / "public.pem"
    key_file.write_text("the merchant's key")
    public_file.write_text("their key")
    ready_line = json.loads(
        json.dumps(
            {
                "base_url": "http://127.0.0.1:4711",
                "mchid": far.MCHID,
                "merchant_serial": far.MERCHANT_SERIAL,
                "merchant_key_file": str(key_file),
                "apiv3_key": far.APIV3_KEY,
                "public_key_id": far.PUBLIC_KEY_ID,
                "public_key_file": str(public_file),
            }
        )
    )
    made = PracticeCredentials.from_ready_line(ready_line)
    assert made.gateways == ("http://127.0.0.1:4711",)
    assert made.merchant_key.reveal() == "the merchant's key"
    assert made.public_key == "their key"


def test_nothing_secret_in_a_text_and_no_pickle() -> None:
    credentials = merchant()
    shown = f"{credentials} {credentials!r}"
    assert far.APIV3_KEY not in shown
    assert "BEGIN" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(credentials)


PICTURE = "/v3/merchant-service/images/abc"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (f"https://api.mch.weixin.qq.com{PICTURE}", PICTURE),
        (f"https://api2.mch.weixin.qq.com{PICTURE}", PICTURE),
        (f"https://api.mch.weixin.qq.com.evil.example{PICTURE}", None),
        (f"https://api.mch.weixin.qq.com@evil.example{PICTURE}", None),
        (f"https://api.mch.weixin.qq.com:444{PICTURE}", None),
        (f"http://api.mch.weixin.qq.com{PICTURE}", None),
        (f"http://127.0.0.1:1{PICTURE}", None),
        ("https://api.mch.weixin.qq.com", None),
        (PICTURE, None),
    ],
)
def test_real_downloads_come_from_the_exact_official_hosts(url: str, target: str | None) -> None:
    assert file_target(url, OFFICIAL_GATEWAYS) == target


def test_practice_downloads_come_from_any_port_of_this_machine() -> None:
    gateways = ("http://127.0.0.1:1234",)
    assert file_target(f"http://127.0.0.1:1234{PICTURE}", gateways) == PICTURE
    assert file_target(f"http://127.0.0.1:99{PICTURE}", gateways) == PICTURE
    assert file_target(f"http://127.0.0.1:99@evil.example{PICTURE}", gateways) is None
    assert file_target(f"https://api.mch.weixin.qq.com{PICTURE}", gateways) is None
