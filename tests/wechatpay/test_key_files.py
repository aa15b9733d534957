"""Dropped key files: every form a merchant has is read, everything else gets its reason."""

from __future__ import annotations

import base64
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from refund_desk.adapters.wechatpay.asn1_look import ENDLESS, is_pfx, rounds_in
from refund_desk.adapters.wechatpay.key_files import DroppedKeyFiles
from refund_desk.application.ports.key_files import KeyFindings, PrivateKeyFound
from tests.wechatpay import key_samples as samples

MCHID = samples.MCHID


def read(folder: Path, files: dict[str, bytes], *, mchid: str = "") -> KeyFindings:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return DroppedKeyFiles().read(tuple(folder / name for name in files), mchid=mchid)


def numbers_of(found: PrivateKeyFound | None) -> rsa.RSAPrivateNumbers:
    assert found is not None
    key = load_pem_private_key(found.key.reveal().encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key.private_numbers()


@pytest.mark.parametrize("form", list(samples.wrappings()))
def test_a_private_key_is_read_in_every_form(tmp_path: Path, form: str) -> None:
    found = read(tmp_path, {"apiclient_key.pem": samples.wrappings()[form]})
    assert numbers_of(found.private_key) == samples.key_of().private_numbers()
    assert found.troubles == ()
    assert found.private_key is not None
    assert found.private_key.file_name == "apiclient_key.pem"
    assert "PRIVATE" not in repr(found)


@pytest.mark.parametrize("form", ["pem", "crlf", "bare", "pkcs1", "der"])
def test_a_public_key_is_read_with_its_id(tmp_path: Path, form: str) -> None:
    key = samples.key_of("platform")
    pem = samples.public(key)
    content = {
        "pem": pem,
        "crlf": pem.replace(b"\n", b"\r\n"),
        "bare": samples.bare(pem),
        "pkcs1": samples.public(key, PublicFormat.PKCS1),
        "der": key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    }[form]
    found = read(tmp_path, {f"{samples.PUBLIC_KEY_ID}.pem": content}).public_key
    assert found is not None
    assert found.key_id == samples.PUBLIC_KEY_ID
    loaded = load_pem_public_key(found.pem.encode())
    assert isinstance(loaded, rsa.RSAPublicKey)
    assert loaded.public_numbers() == key.public_key().public_numbers()


def test_a_certificate_tells_serial_merchant_shop_and_end(tmp_path: Path) -> None:
    for content in (
        samples.certificate_pem(),
        samples.certificate().public_bytes(Encoding.DER),
    ):
        found = read(tmp_path, {"apiclient_cert.pem": content}).certificate
        assert found is not None
        assert found.serial == f"{samples.SERIAL:040X}"
        assert (found.merchant, found.shop) == (MCHID, samples.SHOP)
        assert found.ends_at == samples.ENDS


def test_a_serial_keeps_its_leading_zeros(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.pem": samples.certificate_pem(serial=0xABC)}).certificate
    assert found is not None
    assert found.serial == "ABC".zfill(40)


@pytest.mark.parametrize("as_archive", [True, False])
def test_the_whole_download_fills_what_it_can(tmp_path: Path, as_archive: bool) -> None:
    dropped = tmp_path / f"{MCHID}_20261118_cert"
    if as_archive:
        dropped = dropped.with_suffix(".zip")
        inside = {f"cert/{name}": content for name, content in samples.downloaded().items()}
        dropped.write_bytes(samples.archive(inside))
    else:
        (dropped / "deeper").mkdir(parents=True)
        for name, content in samples.downloaded().items():
            (dropped / "deeper" / name).write_bytes(content)
    found = DroppedKeyFiles().read((dropped,), mchid="")
    assert numbers_of(found.private_key) == samples.key_of().private_numbers()
    assert found.certificate is not None
    assert found.private_key is not None
    assert found.certificate.public_hash == found.private_key.public_hash
    assert found.public_key is None
    assert found.troubles == ()


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("apiclient_cert.p12", MCHID, ""),
        (f"{MCHID}.p12", "", ""),
        ("apiclient_cert.p12", "", "p12.number_first"),
        ("apiclient_cert.p12", "1900000110", "p12.passphrase"),
    ],
)
def test_a_p12_opens_with_the_merchant_number(
    tmp_path: Path, name: str, typed: str, why: str
) -> None:
    found = read(tmp_path, {name: samples.p12()}, mchid=typed)
    if why:
        assert [(each.file_name, each.why) for each in found.troubles] == [(name, why)]
        assert found.private_key is None
    else:
        assert numbers_of(found.private_key) == samples.key_of().private_numbers()
        assert found.certificate is not None
        assert found.troubles == ()


def test_a_p12_opens_with_the_number_of_a_certificate_beside_it(tmp_path: Path) -> None:
    files = {"apiclient_cert.p12": samples.p12(), "apiclient_cert.pem": samples.certificate_pem()}
    found = read(tmp_path, files)
    assert numbers_of(found.private_key) == samples.key_of().private_numbers()


def test_a_p12_with_a_tail_is_read_without_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.p12": samples.p12() + b"\0tail"}, mchid=MCHID)
    assert numbers_of(found.private_key) == samples.key_of().private_numbers()


def test_a_p12_that_holds_less_gives_less(tmp_path: Path) -> None:
    alone = samples.p12_of(None, samples.certificate())
    found = read(tmp_path, {"a.p12": alone}, mchid=MCHID)
    assert found.certificate is not None
    assert found.private_key is None
    bare_key = read(tmp_path, {"b.p12": samples.p12_of(samples.key_of(), None)}, mchid=MCHID)
    assert numbers_of(bare_key.private_key) == samples.key_of().private_numbers()
    elliptic = ec.generate_private_key(ec.SECP256R1())
    found = read(tmp_path, {"c.p12": samples.p12_of(elliptic, None)}, mchid=MCHID)
    assert [each.why for each in found.troubles] == ["file.not_key"]


def test_a_look_at_nested_or_open_ended_parts_ends() -> None:
    nested = b""
    for _ in range(40):
        nested = b"\x30" + bytes([len(nested)]) + nested
    assert rounds_in(nested) == ENDLESS
    assert rounds_in(b"\x30\x80\x02\x01\x03\x00\x00") == ENDLESS
    assert rounds_in(b"\x30\x06\x02\x01\x03\x02\x01\x04") == 7
    assert rounds_in(b"\x30\x81") == 0
    assert not is_pfx(b"")
    assert not is_pfx(b"\x02\x01\x03")


def test_a_p12_that_would_count_for_ever_is_refused_at_once(tmp_path: Path) -> None:
    content = samples.p12(rounds=250_000)
    found = read(tmp_path, {"a.p12": content}, mchid=MCHID)
    assert [each.why for each in found.troubles] == ["file.damaged"]


WRONG = {
    "key.sealed": samples.pkcs8(samples.key_of(), b"12345678"),
    "file.request": samples.request(),
    "key.not_rsa": samples.pkcs8(ec.generate_private_key(ec.SECP256R1())),
    "key.short": samples.pkcs8(samples.key_of("short", 1024)),
    "file.cut_off": samples.pkcs8(samples.key_of())[:900],
    "file.damaged": samples.slipped(samples.pkcs8(samples.key_of())),
    "file.empty": b" \r\n",
    "file.not_key": "商户平台 → 账户中心 → API 安全".encode(),
    "file.too_big": b"A" * (64 * 1024 + 1),
    "archive.broken": samples.archive(samples.downloaded())[:2000],
    "archive.empty": samples.archive({"说明.txt": b"nothing"}),
}


@pytest.mark.parametrize("why", list(WRONG))
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, why: str) -> None:
    found = read(tmp_path, {"apiclient_key.pem": WRONG[why]})
    assert [(each.file_name, each.why) for each in found.troubles] == [("apiclient_key.pem", why)]
    assert (found.private_key, found.certificate, found.public_key) == (None, None, None)


def _block(kind: str, der: bytes) -> bytes:
    """A PEM block around any bytes."""
    body = base64.b64encode(der).decode()
    return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n".encode()


# In two pieces, so that no file of this repository seems to hold a key.
_EC_KEY = "EC PRIVATE" + " KEY"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (samples.pkcs1(samples.key_of(), b"12345678"), "key.sealed"),
        (samples.public(samples.key_of("short", 1024)), "key.short"),
        (f"-----BEGIN {_EC_KEY}-----\nAAAA\n-----END {_EC_KEY}-----".encode(), "key.not_rsa"),
        (b"-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----", "file.not_key"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "file.damaged"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "file.damaged"),
        (b"-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----", "file.not_key"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAAA\n-----END PUBLIC KEY-----", "file.not_key"),
        (b"A" * 205, "file.damaged"),
        (b"-----END PUBLIC KEY-----", "file.cut_off"),
        (b"-----BEGIN ", "file.cut_off"),
        (b"\xff\xfe\x00", "file.not_key"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "file.not_key"),
        (samples.bare(samples.pkcs8(samples.key_of(), b"12345678")), "key.sealed"),
        (samples.elliptic_public(), "key.not_rsa"),
        (samples.certificate_of_an_unknown_kind(), "key.not_rsa"),
        (samples.certificate_of_an_unknown_version(), "file.not_key"),
        (samples.certificate_with_a_negative_serial(), "file.not_key"),
        (_block("PRIVATE KEY", bytes(3000)), "key.too_long"),
        (_block("CERTIFICATE", bytes(17_000)), "file.damaged"),
        (_block("PRIVATE KEY", b"0\x80\0\0"), "file.damaged"),
        (_block("NOTHING", b"") * 25, "file.not_key"),
        (b"A" * 40_000, "key.too_long"),
    ],
)
def test_more_wrong_files(tmp_path: Path, content: bytes, why: str) -> None:
    found = read(tmp_path, {"a.pem": content})
    assert [each.why for each in found.troubles] == [why]


def _public_of(n: int, e: int = 65537) -> bytes:
    key = rsa.RSAPublicNumbers(e, n).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_numbers_that_no_generator_makes_are_a_slip(tmp_path: Path) -> None:
    n = samples.key_of("platform").public_key().public_numbers().n
    smooth = (n // 3 | 1) * 3
    for content in (_public_of(n, 3), _public_of(smooth), _public_of(n << 3 | 1)):
        found = read(tmp_path, {"pub_key.pem": content})
        assert [each.why for each in found.troubles] == ["file.damaged"]
    too_long = read(tmp_path, {"pub_key.pem": _public_of(n**3 | 1)})
    assert [each.why for each in too_long.troubles] == ["key.too_long"]


def test_what_can_be_read_is_read_beside_what_cannot(tmp_path: Path) -> None:
    both = samples.certificate_pem() + samples.pkcs8(samples.key_of(), b"12345678")
    found = read(tmp_path, {"a.pem": both})
    assert found.certificate is not None
    assert found.private_key is None


def test_of_two_certificates_the_one_of_the_key_that_holds_longest(tmp_path: Path) -> None:
    later = samples.ENDS + timedelta(days=400)
    found = read(
        tmp_path,
        {
            "other_key.pem": samples.pkcs8(samples.key_of("other")),
            "old.pem": samples.certificate_pem(serial=1),
            "key.pem": samples.pkcs8(samples.key_of()),
            "new.pem": samples.certificate_pem(serial=2, ends=later),
            "stranger.pem": samples.certificate_pem(
                name="stranger", serial=3, ends=later + timedelta(days=1)
            ),
        },
    )
    assert found.certificate is not None
    assert int(found.certificate.serial, 16) == 2
    assert numbers_of(found.private_key) == samples.key_of().private_numbers()


def test_a_platform_certificate_is_told_apart(tmp_path: Path) -> None:
    content = samples.certificate_pem(name="platform", common_name="Tenpay.com sign")
    found = read(tmp_path, {"wechatpay_7A.pem": content})
    assert [each.why for each in found.troubles] == ["certificate.not_merchant"]
    assert found.certificate is None


def test_a_certificate_without_rsa_is_told(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    name = x509.Name([])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(samples.BEGINS).not_valid_after(samples.ENDS)
    content = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    assert [e.why for e in read(tmp_path, {"a.pem": content}).troubles] == ["key.not_rsa"]


# Paths ------------------------------------------------------------------------------------------


def test_a_path_that_is_gone_or_no_file_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pem"
    found = DroppedKeyFiles().read((gone,), mchid="")
    assert [(each.file_name, each.why) for each in found.troubles] == [
        ("gone.pem", "file.unreadable")
    ]
    empty = tmp_path / "folder"
    empty.mkdir()
    assert [e.why for e in DroppedKeyFiles().read((empty,), mchid="").troubles] == ["folder.empty"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key.pem")
    found = DroppedKeyFiles().read((tmp_path, tmp_path / "key.pem"), mchid="")
    assert {each.why for each in found.troubles} == {"file.unreadable"}


def test_a_folder_of_thousands_is_looked_at_only_so_far(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number:04}.pem").write_bytes(b"x")
    assert len(DroppedKeyFiles().read((tmp_path,), mchid="").troubles) == 200
    for number in range(2100):
        (tmp_path / f"a{number:04}.txt").touch()
    deep = tmp_path / "z" / "z" / "z" / "z"
    deep.mkdir(parents=True)
    (deep / "key.pem").write_bytes(samples.pkcs8(samples.key_of()))
    assert DroppedKeyFiles().read((tmp_path,), mchid="").private_key is None
    assert DroppedKeyFiles().read((tmp_path / "z",), mchid="").private_key is None


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> object:
        raise PermissionError(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = DroppedKeyFiles().read((tmp_path,), mchid="")
    assert [each.why for each in found.troubles] == ["file.unreadable"]


def test_archives_are_opened_within_bounds(tmp_path: Path) -> None:
    bomb = samples.archive({"key.pem": b"A" * 50_000_000})
    assert [e.why for e in read(tmp_path, {"b.zip": bomb}).troubles] == ["file.too_big"]
    lzma = samples.archive({"key.pem": samples.pkcs8(samples.key_of())}, zipfile.ZIP_LZMA)
    assert [e.why for e in read(tmp_path, {"l.zip": lzma}).troubles] == ["archive.broken"]
    sealed = bytearray(samples.archive({"key.pem": b"x"}, zipfile.ZIP_STORED))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        sealed[sealed.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert [e.why for e in read(tmp_path, {"s.zip": bytes(sealed)}).troubles] == ["archive.sealed"]
    long = samples.archive({"x.txt": os.urandom(1_100_000)})
    assert [e.why for e in read(tmp_path, {"x.zip": long}).troubles] == ["file.too_big"]


@pytest.mark.parametrize("as_archive", [True, False])
def test_what_macos_adds_beside_each_file_is_passed_over(tmp_path: Path, as_archive: bool) -> None:
    files = {"cert/apiclient_key.pem": samples.pkcs8(samples.key_of())}
    files["__MACOSX/cert/._apiclient_key.pem"] = b"\0\5\x16\7Mac OS X        "
    if as_archive:
        dropped = tmp_path / "证书.zip"
        dropped.write_bytes(samples.archive(files))
    else:
        dropped = tmp_path / "证书"
        for name, content in files.items():
            (dropped / name).parent.mkdir(parents=True, exist_ok=True)
            (dropped / name).write_bytes(content)
    found = DroppedKeyFiles().read((dropped,), mchid="")
    assert found.private_key is not None
    assert found.troubles == ()
