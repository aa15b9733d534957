"""The port of what stands behind an application: it is read again there, and answered there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from refund_desk.application.outcomes import Missing, SendOutcome, Unreadable
from refund_desk.application.ports.application_source import PictureContent, Snapshot
from refund_desk.domain.conversation import Message
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message on its way. `key` is the same however often it is sent; amounts fen.

    `picture_refs` are what `upload` gave. A REJECT has its reason in `text`. `step`, `at` (UTC) and
    `out_refund_no` belong to PROGRESS. `details` is the entry's JSON object.
    """

    key: str
    source_ref: str
    kind: OutboxKind
    text: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    reject_code: str = ""
    picture_refs: tuple[str, ...] = ()
    amount: Fen | None = None
    step: str = ""
    at: datetime | None = None
    out_refund_no: str = ""
    details: str = field(default="", repr=False)


class Counterpart(Protocol):
    """One source, as whoever acts on its applications sees it. No call raises for its faults.

    A source whose capabilities say `keys` takes a message once under its key, so `deliver` may be
    repeated; at any other the message is looked for in `history` first (decisions.md 3.8).
    """

    @property
    def source(self) -> Source:
        """Which source this is."""

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """One application as it stands now."""

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """Its whole conversation, oldest first."""

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of the conversation."""

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        """Give a picture (<= 2 MB) to the far side; its reference there, or why not."""

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """Say it there. A kind that the source cannot take is `SendRefused("source.cannot")`."""
