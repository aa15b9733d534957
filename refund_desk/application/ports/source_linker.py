"""The port that lets an open desk speak to a source, or no more."""

from __future__ import annotations

from typing import Protocol

from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import SourceAccount


class SourceLinker(Protocol):
    """Calls that are under way end as they began."""

    async def link(self, account: SourceAccount) -> None:
        """From now on the desk reads and tells this source under this account."""

    async def unlink(self, source: Source) -> None:
        """From now on the desk neither reads nor tells this source."""
