"""Who stands behind the applications of each source."""

from __future__ import annotations

from collections.abc import Iterable

from refund_desk.application.outcomes import Missing, SendOutcome, SendRefused, Unreadable
from refund_desk.application.ports.application_source import (
    ApplicationSource,
    PictureContent,
    Snapshot,
)
from refund_desk.application.ports.counterpart import Counterpart, Outgoing
from refund_desk.domain.conversation import Message
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import Source

# The code of a message that a source has no call for.
CANNOT = "source.cannot"


class Counterparts:
    """The counterpart of each source; a sheet, or a customer on the phone, has none."""

    def __init__(self, behind: Iterable[Counterpart]) -> None:
        """Each source at most once."""
        self._by_source = {counterpart.source: counterpart for counterpart in behind}

    def of(self, source: Source) -> Counterpart | None:
        """Who is asked and told about the applications of this source; None: nobody."""
        return self._by_source.get(source)


class ComplaintCounterpart:
    """WeChat Pay's complaints as a counterpart: one call a kind of message, no keys."""

    def __init__(self, complaints: ApplicationSource) -> None:
        """Speak through this source."""
        self._complaints = complaints
        self.source = complaints.source

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """See the port."""
        return await self._complaints.read(source_ref)

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """See the port."""
        return await self._complaints.history(source_ref)

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """See the port."""
        return await self._complaints.picture(reference)

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        """See the port; a picture belongs to no complaint until a message names it."""
        del source_ref, key
        return await self._complaints.upload(name=name, content=content)

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """See the port."""
        reference = message.source_ref
        match message.kind:
            case OutboxKind.REPLY:
                return await self._complaints.reply(reference, message.text, message.picture_refs)
            case OutboxKind.APPROVE:
                return await self._complaints.report_approved(reference)
            case OutboxKind.REJECT:
                return await self._complaints.report_rejected(
                    reference,
                    reason=message.text,
                    remark=message.remark,
                    picture_refs=message.picture_refs,
                )
            case OutboxKind.COMPLETE:
                return await self._complaints.complete(reference)
            case _:
                return SendRefused(code=CANNOT)
