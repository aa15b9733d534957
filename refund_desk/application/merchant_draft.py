"""What a person has filled in so far, what is wrong with it, and the account it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self, assert_never

from refund_desk.application.ports.key_files import (
    CertificateFound,
    KeyFindings,
    PrivateKeyFound,
    PublicKeyFound,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import APIV3_KEY_BYTES, MerchantAccount, serial_of
from refund_desk.domain.secret import Secret

SHOP_NAME_CHARACTERS_MAX = 30
PUBLIC_KEY_ID_HEAD = "PUB_KEY_ID_"
_PUBLIC_KEY_ID_CHARACTERS_MAX = 80


class ConnectStep(StrEnum):
    """The steps of connecting a merchant number, in their order."""

    NUMBER = "number"
    CERTIFICATE = "certificate"
    APIV3_KEY = "apiv3_key"
    PUBLIC_KEY = "public_key"


class VerifyMode(StrEnum):
    """How the desk verifies WeChat Pay's answers."""

    PUBLIC_KEY = "public_key"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantDraft:
    """Texts as typed, files as read; nothing is checked until `trouble_of`.

    `kept` is the account that is in force already: what is not filled in anew stays as it is there.
    """

    mchid: str = ""
    shop_name: str = ""
    serial: str = ""
    apiv3_key: Secret = field(default=Secret(""))
    public_key_id: str = ""
    mode: VerifyMode = VerifyMode.PUBLIC_KEY
    private_key: PrivateKeyFound | None = None
    certificate: CertificateFound | None = None
    public_key: PublicKeyFound | None = None
    kept: MerchantAccount | None = None

    @classmethod
    def of(cls, account: MerchantAccount) -> Self:
        """A draft that changes an account which is in force."""
        by_key = account.public_key is not None
        return cls(
            mchid=str(account.mchid),
            shop_name=account.shop_name,
            serial=account.merchant_serial,
            public_key_id=account.public_key_id or "",
            mode=VerifyMode.PUBLIC_KEY if by_key else VerifyMode.CERTIFICATE,
            kept=account,
        )

    def with_findings(self, findings: KeyFindings) -> MerchantDraft:
        """The draft with everything that dropped files told; what was typed by hand stays."""
        filled = self
        if findings.private_key is not None:
            filled = filled._with_key(findings.private_key)
        if findings.certificate is not None:
            found = findings.certificate
            filled = replace(
                filled,
                certificate=found,
                serial=found.serial,
                mchid=self.mchid.strip() or found.merchant,
                shop_name=self.shop_name.strip() or found.shop[:SHOP_NAME_CHARACTERS_MAX],
            )
        if findings.public_key is not None:
            key = findings.public_key
            filled = replace(filled, public_key=key, public_key_id=key.key_id or self.public_key_id)
        return filled

    def first_trouble(self, now: datetime) -> tuple[ConnectStep, str] | None:
        """The first step that is not right yet, and why."""
        for step in ConnectStep:
            why = self.trouble_of(step, now)
            if why:
                return step, why
        return None

    def trouble_of(self, step: ConnectStep, now: datetime) -> str:
        """Why a step is not right yet: a key of the window's sentences; empty when it is."""
        match step:
            case ConnectStep.NUMBER:
                return self._number_trouble()
            case ConnectStep.CERTIFICATE:
                return self._key_trouble() or self._certificate_trouble(now)
            case ConnectStep.APIV3_KEY:
                return self._apiv3_trouble()
            case ConnectStep.PUBLIC_KEY:
                return self._public_key_trouble()
            case _:
                assert_never(step)

    def account(self, now: datetime) -> MerchantAccount:
        """The account that this draft becomes; `BadValueError` while a step is not right."""
        trouble = self.first_trouble(now)
        if trouble is not None:
            raise BadValueError(trouble[1])
        by_key = self.mode is VerifyMode.PUBLIC_KEY
        mchid = Mchid(self.mchid.strip())
        return MerchantAccount(
            mchid=mchid,
            shop_name=self.shop_name.strip()[:SHOP_NAME_CHARACTERS_MAX] or str(mchid),
            merchant_serial=serial_of(self.serial),
            merchant_key=self._merchant_key(),
            apiv3_key=self._apiv3_key(),
            public_key=self._public_key_text() if by_key else None,
            public_key_id=self.public_key_id.strip() if by_key else None,
            certificate_ends_at=self._ends_at(),
        )

    def is_of_other_merchant(self) -> bool:
        """Whether the number was changed away from the account in force: that is a new shop."""
        return self.kept is not None and self.mchid.strip() != self.kept.mchid

    def _with_key(self, key: PrivateKeyFound) -> MerchantDraft:
        """Another key has another certificate, so what is known of the old one goes."""
        known = self.certificate
        if known is not None and known.public_hash == key.public_hash:
            return replace(self, private_key=key)
        was_known = known is not None or self.kept is not None
        return replace(
            self, private_key=key, certificate=None, serial="" if was_known else self.serial
        )

    def _number_trouble(self) -> str:
        if not self.mchid.strip():
            return "merchant.empty"
        try:
            Mchid(self.mchid.strip())
        except BadValueError:
            return "merchant.form"
        certificate = self.certificate
        if certificate is not None and certificate.merchant not in {"", self.mchid.strip()}:
            return "merchant.other"
        return ""

    def _key_trouble(self) -> str:
        if self.private_key is None and self._kept_here() is None:
            return "key.none"
        if self.private_key is not None and self.certificate is not None:
            # The one check of key against certificate that needs no network.
            if self.private_key.public_hash != self.certificate.public_hash:
                return "key.other"
        elif self.private_key is None and self.certificate is not None:
            return "key.of_certificate"
        return ""

    def _certificate_trouble(self, now: datetime) -> str:
        if not self.serial.strip():
            return "serial.empty"
        try:
            serial = serial_of(self.serial)
        except BadValueError:
            return "serial.form"
        certificate = self.certificate
        if certificate is None:
            return ""
        if int(certificate.serial, 16) != int(serial, 16):
            return "serial.other"
        return "certificate.ended" if certificate.ends_at <= now else ""

    def _apiv3_trouble(self) -> str:
        key = self._apiv3_key()
        if key is None:
            return "apiv3.empty" if self.mode is VerifyMode.CERTIFICATE else ""
        text = key.reveal()
        return "" if len(text.encode()) == APIV3_KEY_BYTES and text.isascii() else "apiv3.form"

    def _public_key_trouble(self) -> str:
        if self.mode is VerifyMode.CERTIFICATE:
            return ""
        if self._public_key_text() is None:
            return "public_key.none"
        own = self.private_key.public_hash if self.private_key is not None else ""
        if self.public_key is not None and self.public_key.public_hash == own:
            return "public_key.own"
        key_id = self.public_key_id.strip()
        if not key_id:
            return "public_key.id_empty"
        rest = key_id.removeprefix(PUBLIC_KEY_ID_HEAD)
        well_formed = rest != key_id and rest.isascii() and rest.isalnum()
        fits = len(key_id) <= _PUBLIC_KEY_ID_CHARACTERS_MAX
        return "" if well_formed and fits else "public_key.id_form"

    def _kept_here(self) -> MerchantAccount | None:
        """The account in force, as long as it is about the same merchant number."""
        return None if self.is_of_other_merchant() else self.kept

    def _merchant_key(self) -> Secret:
        kept = self._kept_here()
        if self.private_key is not None:
            return self.private_key.key
        return kept.merchant_key if kept is not None else Secret("")

    def _apiv3_key(self) -> Secret | None:
        kept = self._kept_here()
        typed = self.apiv3_key.reveal().strip()
        if typed:
            return Secret(typed)
        return kept.apiv3_key if kept is not None else None

    def _public_key_text(self) -> str | None:
        kept = self._kept_here()
        if self.public_key is not None:
            return self.public_key.pem
        return kept.public_key if kept is not None else None

    def _ends_at(self) -> datetime | None:
        """The certificate's end; that of the one in force only while its serial is the same."""
        kept = self._kept_here()
        if self.certificate is not None:
            return self.certificate.ends_at
        if kept is not None and kept.merchant_serial == serial_of(self.serial):
            return kept.certificate_ends_at
        return None
