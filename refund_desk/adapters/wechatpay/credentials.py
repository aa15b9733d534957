"""Who we are to WeChat Pay, and which hosts may hear it.

Two types on purpose: `MerchantCredentials` has no field for a host, so no setting, file or
environment can ever point real keys elsewhere; only `PracticeCredentials` name a gateway, and it
must be a port of this machine (architecture.md 4, decisions.md 5.2).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import APIV3_KEY_BYTES, MerchantAccount
from refund_desk.domain.secret import Secret

OFFICIAL_GATEWAYS = ("https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com")

_SERIAL = re.compile(r"[0-9A-Fa-f]{1,40}")
_PUBLIC_KEY_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z_]{1,64}")
_LOOPBACK = re.compile(r"http://127\.0\.0\.1:[0-9]{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Credentials:
    """What signs, verifies and decrypts, checked for its form.

    Public-key mode has both `public_key` (PEM) and `public_key_id`; platform-certificate mode has
    neither and fetches certificates, which only the APIv3 key opens. With both kinds about,
    public-key mode with an APIv3 key understands either; without one it needs no APIv3 key.
    Raises `BadValueError` (`credentials.<field>`) and never quotes what it refused.
    """

    mchid: Mchid
    merchant_serial: str
    merchant_key: Secret
    apiv3_key: Secret | None = None
    public_key: str | None = field(default=None, repr=False)
    public_key_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse what WeChat Pay could only answer with an obscure 401, or not decrypt at all."""
        if _SERIAL.fullmatch(self.merchant_serial) is None:
            raise BadValueError("credentials.merchant_serial")
        if not self._has_usable_apiv3_key():
            raise BadValueError("credentials.apiv3_key")
        if (self.public_key is None) != (self.public_key_id is None):
            raise BadValueError("credentials.public_key")
        if self.public_key_id is not None and not _PUBLIC_KEY_ID.fullmatch(self.public_key_id):
            raise BadValueError("credentials.public_key_id")

    def _has_usable_apiv3_key(self) -> bool:
        """One of the right length, or none where none is needed."""
        if self.apiv3_key is None:
            return self.public_key is not None
        return len(self.apiv3_key.reveal().encode()) == APIV3_KEY_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantCredentials(_Credentials):
    """Real credentials: always the two official hosts."""

    @property
    def gateways(self) -> tuple[str, ...]:
        """The official hosts, nearest first."""
        return OFFICIAL_GATEWAYS

    @classmethod
    def of(cls, account: MerchantAccount) -> Self:
        """The credentials of a merchant's account; raises `BadValueError` as the class does."""
        return cls(
            mchid=account.mchid,
            merchant_serial=account.merchant_serial,
            merchant_key=account.merchant_key,
            apiv3_key=account.apiv3_key,
            public_key=account.public_key,
            public_key_id=account.public_key_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCredentials(_Credentials):
    """Credentials of the practice shop: one or two gateways on this machine.

    Raises `BadValueError` when a gateway is anything but `http://127.0.0.1:<port>`.
    """

    gateways: tuple[str, ...]

    def __post_init__(self) -> None:
        """Only a port of this machine."""
        # Without arguments, `super()` would look in the class that `slots=True` has replaced.
        _Credentials.__post_init__(self)
        if not self.gateways or not all(_LOOPBACK.fullmatch(gateway) for gateway in self.gateways):
            raise BadValueError("credentials.gateway")

    @classmethod
    def from_ready_line(cls, ready_line: Mapping[str, str]) -> Self:
        """The credentials that a practice server prints when it is ready.

        Reads the two key files it names, so call it in a thread. Raises `OSError` and
        `BadValueError`; a missing field raises `KeyError`.
        """
        return cls(
            mchid=Mchid(ready_line["mchid"]),
            merchant_serial=ready_line["merchant_serial"],
            merchant_key=Secret(Path(ready_line["merchant_key_file"]).read_text("utf-8")),
            apiv3_key=Secret(ready_line["apiv3_key"]),
            public_key=Path(ready_line["public_key_file"]).read_text("utf-8"),
            public_key_id=ready_line["public_key_id"],
            gateways=(ready_line["base_url"],),
        )


Credentials = MerchantCredentials | PracticeCredentials


def file_target(url: str, gateways: tuple[str, ...]) -> str | None:
    """The `path?query` of a download address; None when it is not on one of these exact hosts.

    A gateway of this machine stands for every port of it: a practice server that was started
    again has another port, and addresses it gave earlier must still work. The request goes to the
    gateway in use, never to the host the address names.
    """
    for gateway in gateways:
        prefix = _LOOPBACK if _LOOPBACK.fullmatch(gateway) else re.compile(re.escape(gateway))
        match = prefix.match(url)
        if match is not None and url[match.end() :].startswith("/"):
            return url[match.end() :]
    return None
