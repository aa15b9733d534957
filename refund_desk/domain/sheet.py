"""A review sheet: many refunds that a person approves with one press (decisions.md 3.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from refund_desk.domain.errors import DomainError

# At most so many refunds on one sheet.
SHEET_MAX = 200
# A press is good for ten minutes: as long as the desk may send again by itself (decisions.md 3.3).
# What a pause or a slow network has kept longer is undone, never sent later.
SHEET_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LineRefusal:
    """Why one application stands in the way of its sheet; `code` is a key of the sentences."""

    application_id: int
    code: str
    limits: dict[str, int] = field(default_factory=dict)


class SheetRefusedError(DomainError):
    """Some lines of a sheet no longer hold, so none of it was planned."""

    def __init__(self, refusals: tuple[LineRefusal, ...]) -> None:
        """Keep what is wrong with which line; the text stays free of personal data."""
        super().__init__(", ".join(sorted({refusal.code for refusal in refusals})))
        self.refusals = refusals
