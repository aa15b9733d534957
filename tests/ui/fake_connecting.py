"""A stand-in for `Connecting`: what the settings read and do, decided by the test."""

from __future__ import annotations

from pathlib import Path

from refund_desk.application.connecting_sources import PracticeSources
from refund_desk.application.merchant_draft import MerchantDraft
from refund_desk.application.ports.key_files import FileTrouble, KeyFindings
from refund_desk.application.ports.shop_keeper import Kept
from refund_desk.application.ports.vault import VaultError
from refund_desk.application.use_cases.try_connection import (
    ConnectionLine,
    ConnectionReport,
    Mark,
    Point,
)
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from refund_desk.ui.settings.needs import ChangeSources
from tests.connecting.samples import NOW, StillClock

MCHID = Mchid("1900000109")
OTHER = Mchid("1900000110")
CODE = Secret("-".join(f"{letter}234" for letter in "ABCDEFGHJKMNPQ"))


def report(*lines: ConnectionLine) -> ConnectionReport:
    """A report of these lines; of good ones when there are none."""
    points = (Point.SIGNATURE, Point.ORDERS, Point.REFUNDS, Point.COMPLAINTS)
    good = tuple(ConnectionLine(point=point, mark=Mark.GOOD) for point in points)
    return ConnectionReport(at=NOW, lines=lines or good)


class FakeConnecting:
    """Answers as told; remembers what it was asked."""

    def __init__(self, account: MerchantAccount | None = None) -> None:
        """Keys in force, or none."""
        self.clock = StillClock()
        self.account = account
        self.has_key_store = True
        self.sources: ChangeSources | PracticeSources | None = None
        self.earlier: tuple[Mchid, ...] = ()
        self.findings = KeyFindings()
        self.report = report()
        self.code: Secret | None = CODE
        self.trouble: VaultError | None = None
        self.read: list[tuple[Path, ...]] = []
        self.tested: list[MerchantDraft] = []
        self.saved: list[tuple[MerchantAccount, Secret | None]] = []
        self.chosen: list[Mchid] = []

    async def others(self) -> tuple[Mchid, ...]:
        return self.earlier

    async def choose(self, mchid: Mchid) -> None:
        self.chosen.append(mchid)

    async def needs_passphrase(self) -> bool:
        return not self.has_key_store

    async def read_files(
        self, paths: tuple[Path, ...], draft: MerchantDraft
    ) -> tuple[MerchantDraft, tuple[FileTrouble, ...]]:
        self.read.append(paths)
        return draft.with_findings(self.findings), self.findings.troubles

    async def test(self, draft: MerchantDraft) -> ConnectionReport:
        self.tested.append(draft)
        return self.report

    async def save(self, draft: MerchantDraft, passphrase: Secret | None = None) -> Kept:
        if self.trouble is not None:
            raise self.trouble
        account = draft.account(NOW)
        self.saved.append((account, passphrase))
        if self.account is not None and self.account.mchid == account.mchid:
            self.account = account
            return Kept(mchid=account.mchid)
        return Kept(mchid=account.mchid, code=self.code)
