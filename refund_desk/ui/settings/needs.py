"""What of the application layer the settings use: `Connecting` has it, and so has a stand-in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from refund_desk.application.connecting_sources import (
    PracticeSources,
    SourceDraft,
    SourceReport,
)
from refund_desk.application.merchant_draft import MerchantDraft
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.key_files import FileTrouble
from refund_desk.application.ports.shop_keeper import Kept
from refund_desk.application.source_records import SourceEntry
from refund_desk.application.use_cases.try_connection import ConnectionReport
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret


class ChangeSources(Protocol):
    """See `ConnectingSources` for errors and promises."""

    async def entries(self) -> tuple[SourceEntry, ...]:
        """How each source stands."""

    async def test(self, draft: SourceDraft) -> SourceReport:
        """Ask the source what moves nothing."""

    async def save(self, draft: SourceDraft) -> None:
        """Keep the account and read the source from now on."""

    async def disconnect(self, source: Source) -> None:
        """Forget the account; history stays."""


class ConnectServices(Protocol):
    """See `Connecting` for errors and promises."""

    @property
    def sources(self) -> ChangeSources | PracticeSources | None:
        """What the page of the sources stands on; None before there is a shop."""

    @property
    def clock(self) -> Clock:
        """The time that certificates are compared with."""

    @property
    def account(self) -> MerchantAccount | None:
        """The account in force."""

    async def others(self) -> tuple[Mchid, ...]:
        """Shops of other merchant numbers with books here."""

    async def choose(self, mchid: Mchid) -> None:
        """Let the program open this shop."""

    async def needs_passphrase(self) -> bool:
        """Whether a new shop needs a passphrase."""

    async def read_files(
        self, paths: tuple[Path, ...], draft: MerchantDraft
    ) -> tuple[MerchantDraft, tuple[FileTrouble, ...]]:
        """The draft with what the files told."""

    async def test(self, draft: MerchantDraft) -> ConnectionReport:
        """Ask WeChat Pay what moves nothing."""

    async def save(self, draft: MerchantDraft, passphrase: Secret | None = None) -> Kept:
        """Keep the account."""
