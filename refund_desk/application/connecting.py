"""Everything that the page of merchant number and keys may do."""

from __future__ import annotations

import asyncio
from pathlib import Path

from refund_desk.application.connecting_sources import AnySources
from refund_desk.application.merchant_draft import MerchantDraft
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.key_files import FileTrouble, KeyFileReader
from refund_desk.application.ports.shop_keeper import Kept, ShopKeeper
from refund_desk.application.sending_gate import SendingGate
from refund_desk.application.use_cases.try_connection import ConnectionReport, TryConnection
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret


class Connecting:
    """Reads files, tests keys, keeps accounts. Nothing of it moves money."""

    def __init__(
        self,
        *,
        reader: KeyFileReader,
        try_connection: TryConnection,
        keeper: ShopKeeper,
        clock: Clock,
        gate: SendingGate | None = None,
    ) -> None:
        """`gate` is that of the desk whose keys these are; none before there is one."""
        # Of the desk that is open; no shop has sources before it has books.
        self.sources: AnySources | None = None
        self._reader = reader
        self._try = try_connection
        self._keeper = keeper
        self._clock = clock
        self._gate = gate
        self._proven: MerchantAccount | None = None

    @property
    def clock(self) -> Clock:
        """The time that certificates are compared with."""
        return self._clock

    @property
    def account(self) -> MerchantAccount | None:
        """The account in force; None in the practice shop and before the first one."""
        return self._keeper.account

    async def others(self) -> tuple[Mchid, ...]:
        """See `ShopKeeper`."""
        return await self._keeper.others()

    async def choose(self, mchid: Mchid) -> None:
        """See `ShopKeeper`."""
        await self._keeper.choose(mchid)

    async def needs_passphrase(self) -> bool:
        """See `ShopKeeper`."""
        return await self._keeper.needs_passphrase()

    async def read_files(
        self, paths: tuple[Path, ...], draft: MerchantDraft
    ) -> tuple[MerchantDraft, tuple[FileTrouble, ...]]:
        """The draft with what the files told, and what was wrong with the others."""
        mchid = draft.mchid.strip()
        findings = await asyncio.to_thread(self._reader.read, paths, mchid=mchid)
        return draft.with_findings(findings), findings.troubles

    async def test(self, draft: MerchantDraft) -> ConnectionReport:
        """See `TryConnection`; a passed test of the keys in force lets sending go on."""
        report = await self._try(draft)
        if report.passed:
            self._proven = draft.account(self._clock.pc_now())
            self._resume_if_proven()
        return report

    async def save(self, draft: MerchantDraft, passphrase: Secret | None = None) -> Kept:
        """Keep the draft's account; raises `BadValueError` while a step is not right, else as
        `ShopKeeper.keep` does.
        """
        kept = await self._keeper.keep(draft.account(self._clock.pc_now()), passphrase)
        self._resume_if_proven()
        return kept

    def _resume_if_proven(self) -> None:
        """Only keys that are in force and were seen to work open the gate (decisions.md 2.2)."""
        in_force = self._keeper.account
        if self._gate is not None and in_force is not None and in_force == self._proven:
            self._gate.resume()
