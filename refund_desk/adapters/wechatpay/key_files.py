"""Key files as merchants have them: recognised by content, never by name, and never executed.

Accepts PEM (PKCS#8, PKCS#1, certificates, public keys), bare base64 in one line, DER, `.p12`; with
Windows line ends, byte order marks, or as UTF-16; single files, the folder that WeChat's tool
makes, or the archive that the merchant platform hands out. Everything is bounded: what a person
drops by mistake may be anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from refund_desk.adapters.wechatpay.asn1_look import is_pfx
from refund_desk.adapters.wechatpay.dropped_files import DroppedFile, dropped_files
from refund_desk.adapters.wechatpay.key_forms import (
    Found,
    NotAKeyError,
    found_in,
    found_in_p12,
)
from refund_desk.application.ports.key_files import (
    CertificateFound,
    FileTrouble,
    KeyFindings,
    PrivateKeyFound,
    PublicKeyFound,
)

_MCHID = re.compile(r"(?<![0-9])[0-9]{8,10}(?![0-9])")
# Each costs some 30 ms.
_P12_TRIES_MAX = 4


@dataclass(slots=True)
class _Found:
    """Everything that was recognised so far."""

    keys: list[PrivateKeyFound] = field(default_factory=list)
    certificates: list[CertificateFound] = field(default_factory=list)
    public_keys: list[PublicKeyFound] = field(default_factory=list)
    troubles: list[FileTrouble] = field(default_factory=list)

    def add(self, found: Iterable[Found]) -> None:
        for each in found:
            if isinstance(each, PrivateKeyFound):
                self.keys.append(each)
            elif isinstance(each, CertificateFound):
                self.certificates.append(each)
            else:
                self.public_keys.append(each)


class DroppedKeyFiles:
    """The port `KeyFileReader`."""

    def read(self, paths: tuple[Path, ...], *, mchid: str) -> KeyFindings:
        """See the port; takes some 30 ms a private key."""
        found = _Found()
        sealed: list[DroppedFile] = []
        for each in dropped_files(paths):
            if each.trouble:
                found.troubles.append(FileTrouble(each.name, each.trouble))
            elif is_pfx(each.content):
                sealed.append(each)
            else:
                _take(found, each)
        # Last, because what was found until then may tell the merchant number they are sealed with.
        for each in sealed:
            _take_p12(found, each, _passphrases(found, each, mchid))
        return _best(found)


def _take(found: _Found, dropped: DroppedFile) -> None:
    try:
        found.add(found_in(dropped.content, dropped.name))
    except NotAKeyError as error:
        found.troubles.append(FileTrouble(dropped.name, error.why))


def _take_p12(found: _Found, dropped: DroppedFile, passphrases: list[str]) -> None:
    why = "p12.number_first"
    for passphrase in passphrases:
        try:
            found.add(found_in_p12(dropped.content, passphrase, dropped.name))
            return
        except NotAKeyError as error:
            why = error.why
    found.troubles.append(FileTrouble(dropped.name, why))


def _passphrases(found: _Found, dropped: DroppedFile, mchid: str) -> list[str]:
    """Merchant numbers that may be meant: the typed one, certificates', those in the names."""
    numbers = [mchid, *(each.merchant for each in found.certificates)]
    numbers += _MCHID.findall(dropped.whole_name)
    return list(dict.fromkeys(number for number in numbers if number))[:_P12_TRIES_MAX]


def _best(found: _Found) -> KeyFindings:
    """Of several: a key with its certificate, the one that holds longest; else the first."""
    certificates = sorted(found.certificates, key=lambda each: each.ends_at, reverse=True)
    pairs = [
        (key, certificate)
        for certificate in certificates
        for key in found.keys
        if key.public_hash == certificate.public_hash
    ]
    key = next(iter(found.keys), None)
    certificate = next((each for each in certificates if each.merchant), None)
    if pairs:
        key, certificate = pairs[0]
    troubles = list(found.troubles)
    if certificate is None:
        # A platform's certificate is fetched by the desk itself and asked for nowhere.
        troubles += [FileTrouble(e.file_name, "certificate.not_merchant") for e in certificates]
    elif pairs:
        # The tool's folder holds the same key once more, sealed: no loss if that did not open.
        troubles = [trouble for trouble in troubles if not trouble.why.startswith("p12.")]
    return KeyFindings(
        private_key=key,
        certificate=certificate,
        public_key=next(iter(found.public_keys), None),
        troubles=tuple(troubles),
    )
