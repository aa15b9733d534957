"""Keys: every wrapping they come in, certificates only ever added, verdicts on signatures."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.wechatpay.keys import (
    PlatformKeys,
    Verdict,
    certificates_in,
    load_keys,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret
from tests.wechatpay import scripted_gateway as far

GATEWAY = "http://127.0.0.1:9"


def _bare(pem: str) -> str:
    return "".join(line for line in pem.splitlines() if not line.startswith("-----"))


def _pkcs1() -> str:
    form = PrivateFormat.TraditionalOpenSSL
    return far.merchant_key().private_bytes(Encoding.PEM, form, NoEncryption()).decode()


@pytest.mark.parametrize("wrapping", ["plain", "crlf", "bom", "bare", "pkcs1", "spaces"])
def test_a_merchant_key_is_read_in_every_wrapping(wrapping: str) -> None:
    pem = far.private_pem(far.merchant_key())
    text = {
        "plain": pem,
        "crlf": pem.replace("\n", "\r\n"),
        "bom": "\ufeff" + pem,
        "bare": _bare(pem),
        "pkcs1": _pkcs1(),
        "spaces": f"\n  {pem}\n\n",
    }[wrapping]
    keys = load_keys(far.credentials(GATEWAY, merchant_pem=text))
    assert keys.private_key.private_numbers() == far.merchant_key().private_numbers()
    assert "PRIVATE" not in repr(keys)


@pytest.mark.parametrize("text", ["nonsense", "", far.PEM_HEAD + "\nAAAA", "\ud800"])
def test_an_unreadable_merchant_key_is_named_and_not_quoted(text: str) -> None:
    credentials = far.credentials(GATEWAY)
    object.__setattr__(credentials, "merchant_key", Secret(text))
    with pytest.raises(BadValueError, match=r"^credentials\.merchant_key$") as caught:
        load_keys(credentials)
    assert caught.value.__context__ is None


def test_a_key_of_another_kind_is_refused() -> None:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(BadValueError, match=r"^credentials\.merchant_key$"):
        load_keys(far.credentials(GATEWAY, merchant_pem=pem.decode()))


def test_a_public_key_is_read_and_a_wrong_one_named() -> None:
    credentials = far.credentials(GATEWAY)
    object.__setattr__(credentials, "public_key", _bare(far.public_pem(far.platform_key())))
    assert load_keys(credentials).public_key is not None
    object.__setattr__(credentials, "public_key", "nonsense")
    with pytest.raises(BadValueError, match=r"^credentials\.public_key$") as caught:
        load_keys(credentials)
    assert caught.value.__context__ is None
    assert load_keys(far.credentials(GATEWAY, public_key=False)).public_key is None


def _public_key_mode() -> PlatformKeys:
    return PlatformKeys(far.platform_key().public_key(), far.PUBLIC_KEY_ID)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (far.Said(), Verdict.GOOD),
        (far.Said(twist={"Wechatpay-Signature-Type": None}), Verdict.GOOD),
        (far.Said(age_s=299), Verdict.GOOD),
        (far.Said(age_s=302), Verdict.STALE),
        (far.Said(age_s=-302), Verdict.STALE),
        (far.Said(twist={"Wechatpay-Timestamp": "soon"}), Verdict.STALE),
        (far.Said(twist={"Wechatpay-Timestamp": "9" * 30}), Verdict.STALE),
        (far.Said(signed=False), Verdict.UNSIGNED),
        (far.Said(twist={"Wechatpay-Signature": None}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Serial": None}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Nonce": None}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Timestamp": None}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Nonce": "another"}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Signature": "WECHATPAY/SIGNTEST/abc"}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Signature": "=not base64="}), Verdict.WRONG),
        (far.Said(twist={"Wechatpay-Signature-Type": "WECHATPAY2-SM2-WITH-SM3"}), Verdict.WRONG),
        (far.Said(serial="ABCDEF"), Verdict.UNKNOWN_SERIAL),
        (far.Said(serial="PUB_KEY_ID_0000"), Verdict.UNKNOWN_SERIAL),
    ],
)
def test_the_verdict_on_each_kind_of_signature(said: far.Said, verdict: Verdict) -> None:
    assert _public_key_mode().verdict(said.headers(), said.body) is verdict


def test_a_signature_holds_for_these_bytes_only() -> None:
    said = far.Said(body=b'{"status":"SUCCESS"}')
    keys = _public_key_mode()
    assert keys.verdict(said.headers(), b'{"status":"SUCCESS"} ') is Verdict.WRONG


@given(st.dictionaries(st.sampled_from(sorted(far.Said().headers())), st.text(max_size=40)))
def test_no_headers_whatever_pass_or_raise(headers: dict[str, str]) -> None:
    assert _public_key_mode().verdict(headers, b"{}") is not Verdict.GOOD


def test_both_kinds_of_serial_hold_at_once_and_none_is_forgotten() -> None:
    keys = _public_key_mode()
    keys.add([far.certificate(0x0157F0)])
    keys.add([far.certificate(0xABCDEF)])
    for serial in (far.PUBLIC_KEY_ID, "157F0", "0157f0", "00ABCDEF"):
        said = far.Said(serial=serial)
        assert keys.verdict(said.headers(), said.body) is Verdict.GOOD, serial
    assert keys.encryption_key() is not None
    assert keys.encryption_key()[0] == far.PUBLIC_KEY_ID  # type: ignore[index] # asserted above


def test_an_expired_certificate_verifies_nothing() -> None:
    keys = PlatformKeys(None, None)
    keys.add([far.certificate(1, begins_in_days=-40, days=30)])
    keys.add([far.certificate(2, begins_in_days=5)])
    for serial in ("1", "2"):
        said = far.Said(serial=serial)
        assert keys.verdict(said.headers(), said.body) is Verdict.UNKNOWN_SERIAL
    assert keys.encryption_key() is None


def test_the_newest_certificate_encrypts_and_its_serial_keeps_its_zeros() -> None:
    keys = PlatformKeys(None, None)
    keys.add([far.certificate(0x99, begins_in_days=-9), far.certificate(0x0157F0)])
    chosen = keys.encryption_key()
    assert chosen is not None
    assert chosen[0] == "0157F0".zfill(40)


def test_certificates_are_proven_by_the_apiv3_key() -> None:
    good = far.certificate(0x0157F0)
    key = Secret(far.APIV3_KEY)
    assert certificates_in(far.sealed_certificates(good), key) == [good]
    assert certificates_in(far.sealed_certificates(good, key="x" * 32), key) == []


def test_a_certificate_with_another_kind_of_key_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    monkeypatch.setattr(far, "platform_key", lambda: key)
    elliptic = far.certificate(0xEC)
    assert certificates_in(far.sealed_certificates(elliptic), Secret(far.APIV3_KEY)) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b'{"data":null}',
        b'{"data":[{}]}',
        b'{"data":[{"encrypt_certificate":7}]}',
        b'{"data":[{"encrypt_certificate":{"nonce":"","associated_data":"","ciphertext":"A"}}]}',
        b"[" * 100_000,
    ],
)
def test_nonsense_brings_no_certificates(body: bytes) -> None:
    assert certificates_in(body, Secret(far.APIV3_KEY)) == []
