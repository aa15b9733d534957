"""The port that asks a source something that moves nothing, with keys that are being tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.source_account import SourceAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One point of a test. `why` is a key of the window's sentences about sources.

    `number` is what that sentence needs: minutes, or how many. `text` comes from outside.
    """

    mark: Mark
    why: str
    number: int = 0
    text: str = ""


class SourceProbe(Protocol):
    """Reads, and nothing else; none raises for the far side's or the network's faults."""

    async def look(self, account: SourceAccount) -> tuple[SourceLine, ...]:
        """What works and what does not, in the order in which it was found."""
