"""Prove to a platform that could not pay: the shop paid the buyer another way."""

from __future__ import annotations

from dataclasses import dataclass, field

from refund_desk.application.commands import OwnPicture
from refund_desk.application.ground import Ground
from refund_desk.application.own_pictures import keep_clean
from refund_desk.application.platform_refunds import UNPAID_MARK, platform_moves
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.words import (
    ensure_pictures_may_leave,
    ensure_reject_reason_fits,
    picture_facts,
)
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import OutboxChanged
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxKind, OutboxState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveCommand:
    """Pictures (1 to 4) of the payment and words for the buyer (1 to 200 characters)."""

    application_id: int
    text: str = field(repr=False)
    pictures: tuple[OwnPicture, ...]


@dataclass(slots=True, kw_only=True)
class ProvePayment:
    """A person's proof; the outbox gives it to the platform once. It moves no money."""

    ground: Ground
    pictures: PictureStore
    reader: PictureReader

    async def __call__(self, command: ProveCommand, *, actor: str = OWNER) -> OutboxEntry:
        """The waiting message, durable.

        Raises `RuleBrokenError`: `proof.needed`, `img.*`, `reply.long`, `store.moved` where no
        proof is waited for, `platform.proving` while one is on its way, or why sending is stopped;
        and `BadPictureError`. Nothing has happened then.
        """
        self.ground.gate.ensure_open()
        if not command.pictures:
            raise RuleBrokenError("proof.needed")
        ensure_reject_reason_fits(command.text)
        ensure_pictures_may_leave(command.pictures)
        kept = [
            await keep_clean(self.pictures, self.reader, picture.content)
            for picture in command.pictures
        ]
        names = tuple(picture.sha256 for picture in kept)
        entry = await self.ground.run(lambda stores: self._queue(stores, command, names, actor))
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
        )
        return entry

    def _queue(
        self, stores: Stores, command: ProveCommand, names: tuple[str, ...], actor: str
    ) -> OutboxEntry:
        application = stores.applications.get(command.application_id)
        awaited = platform_moves(application) and application.marked == UNPAID_MARK
        if application.is_final or not awaited:
            raise RuleBrokenError("store.moved")
        said = stores.outbox.of_application(application.id)
        if any(e.kind is OutboxKind.EVIDENCE and e.state in OPEN_OUTBOX_STATES for e in said):
            raise RuleBrokenError("platform.proving")
        now = self.ground.now()
        entry = stores.outbox.add(
            OutboxEntry(
                id=0,
                application_id=application.id,
                kind=OutboxKind.EVIDENCE,
                state=OutboxState.WAITING,
                created_at=now,
                next_try_at=now,
                actor=actor,
                text=command.text.strip(),
                picture_names=names,
            )
        )
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=actor,
                action=AuditAction.PAYMENT_PROVED,
                application_id=application.id,
                facts={"proof_count": len(names), **picture_facts(command.pictures)},
                personal={"text": entry.text, "proofs": ",".join(names)},
            )
        )
        return entry
