"""The folder into which the shop's scanner puts its pictures."""

from __future__ import annotations

from dataclasses import dataclass

from refund_desk.application.ground import Ground
from refund_desk.application.setting_names import SCANNER_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerFolder:
    """Remembers the folder; nobody looks into it before a person asks for pictures."""

    ground: Ground

    async def read(self) -> str:
        """The folder as it was chosen; empty while none is."""
        return await self.ground.run(lambda stores: stores.settings.get(SCANNER_FOLDER) or "")

    async def keep(self, folder: str) -> None:
        """Remember another folder; empty forgets it."""
        await self.ground.run(lambda stores: stores.settings.put(SCANNER_FOLDER, folder or None))
