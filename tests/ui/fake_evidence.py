"""`services.evidence` for tests of the window."""

from __future__ import annotations

import asyncio

from refund_desk.application.commands import OwnPicture
from refund_desk.application.use_cases.pack_evidence import PackCommand
from refund_desk.domain.audit import AuditLine
from refund_desk.ui.picture_reader import QtPictureReader
from tests.ui.fake_reads import FakeReads
from tests.ui.fake_shop import FakeShop


class FakeEvidence:
    """Looks like `PackEvidence`; `why` is raised at the next pack."""

    def __init__(self, shop: FakeShop, reads: FakeReads) -> None:
        self._shop, self._reads = shop, reads
        self._reader = QtPictureReader()
        self.why: Exception | None = None

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        return await self._reads.audit_lines(application_id)

    async def clean(self, pictures: tuple[OwnPicture, ...]) -> tuple[OwnPicture, ...]:
        await asyncio.sleep(0)
        return pictures

    async def pack(self, command: PackCommand) -> bytes:
        self._shop.noted("pack", command)
        await asyncio.sleep(0)
        if self.why is not None:
            raise self.why
        return b"PK zip"


class FakeScanner:
    """`services.scanner`: remembers the folder for as long as the test."""

    def __init__(self) -> None:
        self.folder = ""

    async def read(self) -> str:
        await asyncio.sleep(0)
        return self.folder

    async def keep(self, folder: str) -> None:
        await asyncio.sleep(0)
        self.folder = folder
