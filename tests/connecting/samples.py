"""Drafts and accounts for the tests of several modules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.key_files import DroppedKeyFiles
from refund_desk.adapters.wechatpay.probe import WeChatPayProbe, probe_with
from refund_desk.application.merchant_draft import MerchantDraft
from refund_desk.application.ports.merchant_probe import ProbeOpener
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from tests.practice_process import PracticeShop

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)


class StillClock:
    """A clock that stands still."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pc_now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def far_offset_s(self) -> float | None:
        return None


def filled_draft(shop: PracticeShop) -> MerchantDraft:
    """What a person of this practice shop would fill in, files dropped and all."""
    files = ("merchant_key_file", "merchant_certificate_file", "public_key_file")
    paths = tuple(Path(shop.ready_line[name]) for name in files)
    findings = DroppedKeyFiles().read(paths, mchid="")
    draft = MerchantDraft().with_findings(findings)
    return replace(draft, apiv3_key=Secret(shop.apiv3_key), public_key_id=shop.public_key_id)


def probes_at(*gateways: str) -> ProbeOpener:
    """Probes with the keys of an account, at a practice shop instead of the official hosts."""

    async def opened(account: MerchantAccount) -> WeChatPayProbe:
        return await probe_with(
            PracticeCredentials(
                mchid=account.mchid,
                merchant_serial=account.merchant_serial,
                merchant_key=account.merchant_key,
                apiv3_key=account.apiv3_key,
                public_key=account.public_key,
                public_key_id=account.public_key_id,
                gateways=gateways,
            )
        )

    return opened


def in_days(days: float) -> datetime:
    """So many days from NOW."""
    return NOW + timedelta(days=days)
