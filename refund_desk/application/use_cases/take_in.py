"""The goods that were waited for are here: as the shop had sent them, or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.commands import TakeInCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.own_pictures import keep_clean
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.words import (
    ensure_pictures_may_leave,
    ensure_reply_fits,
    picture_facts,
)
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.negotiation import ReturnAsked, goods_come_first
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    """A person's "the goods are here"; it moves no money."""

    ground: Ground
    pictures: PictureStore
    reader: PictureReader

    async def __call__(self, command: TakeInCommand) -> None:
        """GOODS_RECEIVED; what is wrong with them is told to the buyer where the source carries it.

        Raises `RuleBrokenError`: `return.none` unless the goods were to come, `reply.long`,
        `img.max`, `img.private`, `source.no_pictures`, and `BadPictureError`. Nothing has happened
        then.
        """
        if not command.as_sent:
            ensure_reply_fits(command.text)
        ensure_pictures_may_leave(command.pictures)
        kept = [
            await keep_clean(self.pictures, self.reader, picture.content)
            for picture in command.pictures
        ]
        names = tuple(picture.sha256 for picture in kept)
        now = self.ground.now()
        said = await self.ground.run(lambda stores: _take_in(stores, command, names, now))
        if said is not None:
            self.ground.publish(
                OutboxChanged(said.application_id, said.id, said.kind.value, said.state.value)
            )
        self.ground.publish(ApplicationsChanged((command.application_id,)))


def _take_in(
    stores: Stores, command: TakeInCommand, names: tuple[str, ...], now: datetime
) -> OutboxEntry | None:
    """State, note, line and message in one transaction."""
    application = stores.applications.get(command.application_id)
    negotiation = kept_negotiation(stores, application.id)
    if not goods_come_first(application, goods_here=negotiation.goods_here):
        raise RuleBrokenError("return.none")
    can = CAPABILITIES[application.source]
    if names and not can.reply_pictures:
        raise RuleBrokenError("source.no_pictures")
    note = "" if command.as_sent else command.text.strip()
    before = negotiation.asked_back or ReturnAsked(asked_at=now, deadline=now)
    here = replace(before, taken_in_at=now, as_sent=command.as_sent, note=note)
    keep_negotiation(stores, application.id, replace(negotiation, asked_back=here, goods_here=True))
    moved = application.move_to(ApplicationState.GOODS_RECEIVED, now=now)
    stores.applications.replace(replace(moved, unread=False, changed_at=now))
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=command.actor,
            action=AuditAction.GOODS_TAKEN_IN,
            application_id=application.id,
            facts={
                "as_sent": command.as_sent,
                "before": application.state.value,
                "after": moved.state.value,
                **picture_facts(command.pictures),
            },
            personal={"text": note} if note else None,
        )
    )
    return _say(stores, application, command, names, now) if note and can.reply_text else None


def _say(
    stores: Stores,
    application: RefundApplication,
    command: TakeInCommand,
    names: tuple[str, ...],
    now: datetime,
) -> OutboxEntry:
    """Tell the buyer what is wrong with the goods."""
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=command.actor,
            action=AuditAction.REPLY_QUEUED,
            application_id=application.id,
            personal={"text": command.text.strip()},
        )
    )
    return stores.outbox.add(
        OutboxEntry(
            id=0,
            application_id=application.id,
            kind=OutboxKind.REPLY,
            state=OutboxState.WAITING,
            created_at=now,
            next_try_at=now,
            actor=command.actor,
            text=command.text.strip(),
            picture_names=names,
        )
    )
