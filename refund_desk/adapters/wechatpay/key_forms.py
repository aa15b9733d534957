"""One file's bytes -> the keys and certificates in it, or a code that says what it is instead."""

import binascii
import hashlib
import re
import warnings
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import (
    Certificate,
    InvalidVersion,
    ObjectIdentifier,
    load_der_x509_certificate,
)
from cryptography.x509.oid import NameOID

from refund_desk.adapters.wechatpay.asn1_look import rounds_in
from refund_desk.application.ports.key_files import (
    CertificateFound,
    PrivateKeyFound,
    PublicKeyFound,
)
from refund_desk.domain.secret import Secret

Found = PrivateKeyFound | CertificateFound | PublicKeyFound

RSA_BITS_MIN = 2048
# Checking the primes of a longer key takes more than a second; WeChat Pay's have 2,048 bits.
_RSA_BITS_MAX = 4096
_KEY_BYTES_MAX = 2600
_CERTIFICATE_BYTES_MAX = 16 * 1024
# WeChat's tool uses 2,048; ten of these take a second.
_ROUNDS_MAX = 200_000
_SMALL_PRIMES = tuple(n for n in range(3, 2000, 2) if all(n % d for d in range(3, n, 2)))
_EXPONENT = 65537
# Twenty bytes, by the standard of certificates.
_SERIAL_MAX = 1 << 160
_BLOCKS_MAX = 20
# Each costs up to a quarter of a second; a file of a merchant's holds one.
_PRIVATE_KEYS_MAX = 3

_BEGIN, _END, _DASHES = "-----BEGIN ", "-----END ", "-----"
_PRIVATE = frozenset({"PRIVATE KEY", "RSA PRIVATE KEY"})
_PUBLIC = frozenset({"PUBLIC KEY", "RSA PUBLIC KEY"})
_CERTIFICATES = frozenset({"CERTIFICATE", "X509 CERTIFICATE"})
_OTHERS = {
    "ENCRYPTED PRIVATE KEY": "key.sealed",
    "CERTIFICATE REQUEST": "file.request",
    "NEW CERTIFICATE REQUEST": "file.request",
    "EC PRIVATE KEY": "key.not_rsa",
    "DSA PRIVATE KEY": "key.not_rsa",
    "OPENSSH PRIVATE KEY": "key.not_rsa",
}
_KEY_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z]{1,64}")
_MERCHANT = re.compile(r"[0-9]{4,32}")
_BASE64 = re.compile(r"[0-9A-Za-z+/]{4,}={0,2}")
# Shorter than any key: a note, not a damaged key.
_WORDS_MAX = 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class NotAKeyError(Exception):
    """The file is no key; `why` is a key of the window's sentences and quotes nothing."""

    def __init__(self, why: str) -> None:
        """Keep the code."""
        super().__init__(why)
        self.why = why


def found_in(content: bytes, name: str) -> list[Found]:
    """The keys and certificates of one file (not of a `.p12`); `NotAKeyError` when it has none.

    A private key is checked as a whole (its numbers belong together), which takes some 30 ms.
    """
    text = _text_of(content)
    if text is None:
        return [_of_der(content, name, key_id=_key_id(name))]
    blocks = list(_blocks(text))
    if blocks:
        return _of_blocks(blocks, name, key_id=_key_id(text) or _key_id(name))
    if _BEGIN in text or _END in text:
        raise NotAKeyError("file.cut_off")
    return [_of_der(_bytes_of(text), name, key_id=_key_id(name))]


def found_in_p12(content: bytes, passphrase: str, name: str) -> list[Found]:
    """Key and certificate of a `.p12`; `NotAKeyError` when they cannot be had."""
    if rounds_in(content) > _ROUNDS_MAX:
        raise NotAKeyError("file.damaged")
    archive = None
    try:
        with _without_warnings():
            archive = load_pkcs12(content, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        archive = None  # raised below, outside, so that no context carries anything
    if archive is None:
        raise NotAKeyError("p12.passphrase")
    found: list[Found] = []
    if isinstance(archive.key, RSAPrivateKey):
        found.append(_private_found(archive.key, name))
    # Without a key beside it, the library counts a certificate among the additional ones.
    certified = [each for each in (archive.cert, *archive.additional_certs) if each is not None]
    found += [_certificate_found(each.certificate, name) for each in certified[:1]]
    if not found:
        raise NotAKeyError("file.not_key")
    return found


def _text_of(content: bytes) -> str | None:
    """The text that the bytes are; None for what is no text."""
    encoding = "utf-16" if content[:2] in _UTF16 else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """(kind, body) of each whole PEM block; searched forwards only, so that no text is slow."""
    at = 0
    for _ in range(_BLOCKS_MAX):
        begins = text.find(_BEGIN, at)
        closes = text.find(_DASHES, begins + len(_BEGIN)) if begins >= 0 else -1
        if closes < 0:
            return
        kind = text[begins + len(_BEGIN) : closes]
        body = closes + len(_DASHES)
        ends = text.find(f"{_END}{kind}{_DASHES}", body)
        if ends < 0:
            return
        yield kind.strip().upper(), text[body:ends]
        at = ends + len(_END)


def _of_blocks(blocks: list[tuple[str, str]], name: str, *, key_id: str) -> list[Found]:
    """All that can be read; why not, when nothing can."""
    found: list[Found] = []
    whys: list[str] = []
    private = 0
    for kind, body in blocks:
        private += kind in _PRIVATE
        if kind in _PRIVATE and private > _PRIVATE_KEYS_MAX:
            continue
        try:
            found.append(_of_block(kind, body, name, key_id=key_id))
        except NotAKeyError as error:
            whys.append(error.why)
    if not found:
        raise NotAKeyError(whys[0])
    return found


def _of_block(kind: str, body: str, name: str, *, key_id: str) -> Found:
    if kind in _OTHERS:
        raise NotAKeyError(_OTHERS[kind])
    if "ENCRYPTED" in body:
        raise NotAKeyError("key.sealed")
    if kind in _PRIVATE:
        return _private(_bytes_of(body), name)
    if kind in _CERTIFICATES:
        return _certificate(_bytes_of(body), name)
    if kind in _PUBLIC:
        return _public(_bytes_of(body), name, key_id)
    raise NotAKeyError("file.not_key")


def _of_der(der: bytes, name: str, *, key_id: str) -> Found:
    """Bytes of an unknown kind: the first kind that they are."""
    readers: tuple[Callable[[], Found], ...] = (
        lambda: _certificate(der, name),
        lambda: _public(der, name, key_id),
        lambda: _private(der, name),
    )
    why = "file.not_key"
    for read in readers:
        try:
            return read()
        except NotAKeyError as error:
            # "Damaged" here only says that it is not of this kind.
            why = why if error.why == "file.damaged" else error.why
    raise NotAKeyError(why)


def _bytes_of(text: str) -> bytes:
    """The bytes behind base64, however its lines were broken."""
    letters = "".join(text.split())
    try:
        if _BASE64.fullmatch(letters) is not None:
            return b64decode(letters, validate=True)
    except binascii.Error:
        pass
    raise NotAKeyError("file.damaged" if len(letters) > _WORDS_MAX else "file.not_key")


def _private(der: bytes, name: str) -> PrivateKeyFound:
    if len(der) > _KEY_BYTES_MAX:
        raise NotAKeyError("key.too_long")
    key: object = None
    why = "file.damaged"
    try:
        key = load_der_private_key(der, password=None)
    except TypeError:
        why = "key.sealed"
    except (ValueError, UnsupportedAlgorithm):
        pass
    if key is None:
        raise NotAKeyError(why)
    if not isinstance(key, RSAPrivateKey):
        raise NotAKeyError("key.not_rsa")
    return _private_found(key, name)


def _private_found(key: RSAPrivateKey, name: str) -> PrivateKeyFound:
    _ensure_strong(key.public_key())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return PrivateKeyFound(
        key=Secret(pem.decode()), public_hash=_hash_of(key.public_key()), file_name=name
    )


def _public(der: bytes, name: str, key_id: str) -> PublicKeyFound:
    if len(der) > _KEY_BYTES_MAX:
        raise NotAKeyError("key.too_long")
    key: object = None
    try:
        key = load_der_public_key(der)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if key is None:
        raise NotAKeyError("file.damaged")
    if not isinstance(key, RSAPublicKey):
        raise NotAKeyError("key.not_rsa")
    _ensure_strong(key)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return PublicKeyFound(
        pem=pem.decode(), public_hash=_hash_of(key), key_id=key_id, file_name=name
    )


def _ensure_strong(key: RSAPublicKey) -> None:
    """Refuse short keys, and numbers that no generator makes: a slip in them has no other check."""
    if key.key_size < RSA_BITS_MIN:
        raise NotAKeyError("key.short")
    if key.key_size > _RSA_BITS_MAX:
        raise NotAKeyError("key.too_long")
    numbers = key.public_numbers()
    slipped = numbers.n % 2 == 0 or any(numbers.n % prime == 0 for prime in _SMALL_PRIMES)
    if slipped or numbers.e != _EXPONENT or key.key_size % 8:
        raise NotAKeyError("file.damaged")


def _certificate(der: bytes, name: str) -> CertificateFound:
    if len(der) > _CERTIFICATE_BYTES_MAX:
        raise NotAKeyError("file.damaged")
    certificate: Certificate | None = None
    try:
        with _without_warnings():
            certificate = load_der_x509_certificate(der)
    except (ValueError, InvalidVersion, UnsupportedAlgorithm):
        certificate = None
    if certificate is None:
        raise NotAKeyError("file.damaged")
    return _certificate_found(certificate, name)


def _certificate_found(certificate: Certificate, name: str) -> CertificateFound:
    with _without_warnings():
        serial = certificate.serial_number
    if not 0 < serial < _SERIAL_MAX:
        raise NotAKeyError("file.damaged")
    try:
        with _without_warnings():
            key: object = certificate.public_key()
            merchant = _named(certificate, NameOID.COMMON_NAME)
            shop = _named(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME)
    except (ValueError, UnsupportedAlgorithm):
        key, merchant, shop = None, "", ""
    if not isinstance(key, RSAPublicKey):
        raise NotAKeyError("key.not_rsa")
    return CertificateFound(
        # Forty digits, as WeChat Pay writes it: leading zeros count.
        serial=f"{serial:040X}",
        public_hash=_hash_of(key),
        ends_at=certificate.not_valid_after_utc,
        merchant=merchant if _MERCHANT.fullmatch(merchant) else "",
        shop=shop,
        file_name=name,
    )


def _named(certificate: Certificate, part: ObjectIdentifier) -> str:
    """A part of the name it was issued for; empty when there is none."""
    values = [each.value for each in certificate.subject.get_attributes_for_oid(part)]
    return values[0] if values and isinstance(values[0], str) else ""


@contextmanager
def _without_warnings() -> Iterator[None]:
    """The library warns of forms that it dislikes and reads them all the same; so do we."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def _key_id(text: str) -> str:
    match = _KEY_ID.search(text)
    return match.group() if match else ""


def _hash_of(key: RSAPublicKey) -> str:
    """What says that two files hold the same key pair."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()
