"""What a person lets the desk say: replies, rejections, completions; all through the outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace

from refund_desk.application.commands import OwnPicture, RejectCommand, ReplyCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import let_go_of_decision
from refund_desk.application.own_pictures import keep_clean
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import draft_of
from refund_desk.application.use_cases.words import (
    ensure_pictures_may_leave,
    ensure_reject_reason_fits,
    ensure_reply_fits,
    picture_facts,
)
from refund_desk.application.waiting_words import waiting_words
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import ComplaintState, RefundApplication

Facts = dict[str, str | int | bool]

_QUEUED = {
    OutboxKind.REPLY: AuditAction.REPLY_QUEUED,
    OutboxKind.REJECT: AuditAction.REJECTED,
    OutboxKind.COMPLETE: AuditAction.COMPLETE_QUEUED,
}


@dataclass(slots=True, kw_only=True)
class Say:
    """Queues words durably; the outbox delivers them once."""

    ground: Ground
    pictures: PictureStore
    reader: PictureReader

    async def reply(self, command: ReplyCommand) -> None:
        """Queue a reply; the draft is emptied in the same transaction, if these are its words.

        Raises `RuleBrokenError` (`reply.long`, `img.*`, `ended`, `source.*`, a closed gate) and
        `BadPictureError`; the text is kept then.
        """
        self.ground.gate.ensure_open()
        ensure_reply_fits(command.text)
        names = await self._keep(command.pictures)
        waiting = self._waiting(command.application_id, OutboxKind.REPLY, command.actor)
        text = command.text.strip()
        entry = replace(waiting, text=text, picture_names=names)
        facts = picture_facts(command.pictures)
        await self._queue(entry, facts, keeps_draft=command.keeps_draft)

    async def reject(self, command: RejectCommand) -> None:
        """Queue a rejection; the application is REJECTED once WeChat Pay has taken it.

        Raises `RuleBrokenError` (`reply.long`, `img.*`, `ended`, `ref.dup`, `rejecting`, a closed
        gate) and `BadPictureError`.
        """
        self.ground.gate.ensure_open()
        ensure_reject_reason_fits(command.text)
        names = await self._keep(command.pictures)
        waiting = self._waiting(command.application_id, OutboxKind.REJECT, command.actor)
        waiting = replace(waiting, text=command.text.strip(), reject_code=command.reason_code)
        facts = {"reason": command.reason_code} | picture_facts(command.pictures)
        await self._queue(replace(waiting, picture_names=names), facts)

    async def complete(self, application_id: int, *, actor: str) -> None:
        """Queue 处理完成; always a person's press. Raises `RuleBrokenError` as `reply` does."""
        self.ground.gate.ensure_open()
        await self._queue(self._waiting(application_id, OutboxKind.COMPLETE, actor))

    async def retry(self, outbox_id: int, *, actor: str = OWNER) -> None:
        """A person's "try again" for a stuck message."""
        await self._step(outbox_id, OutboxState.WAITING, AuditAction.OUTBOX_RETRIED, actor)

    async def drop(self, outbox_id: int, *, actor: str = OWNER) -> None:
        """A person's "leave it" for a stuck message."""
        await self._step(outbox_id, OutboxState.DROPPED, AuditAction.OUTBOX_DROPPED, actor)

    async def _keep(self, pictures: tuple[OwnPicture, ...]) -> tuple[str, ...]:
        """Clean copies in the picture file, before any row names them."""
        ensure_pictures_may_leave(pictures)
        names = []
        for picture in pictures:
            kept = await keep_clean(self.pictures, self.reader, picture.content)
            names.append(kept.sha256)
        return tuple(names)

    def _waiting(self, application_id: int, kind: OutboxKind, actor: str) -> OutboxEntry:
        return waiting_words(application_id, kind, actor=actor, now=self.ground.now())

    async def _queue(
        self, waiting: OutboxEntry, facts: Facts | None = None, *, keeps_draft: bool = True
    ) -> None:
        """Write the message, its audit line and the emptied draft together."""
        entry = await self.ground.run(
            lambda stores: _write(stores, waiting, facts or {}, keeps_draft)
        )
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
        )

    async def _step(
        self, outbox_id: int, state: OutboxState, action: AuditAction, actor: str
    ) -> None:
        """Move a stuck message on, with its audit line."""
        now = self.ground.now()

        def work(stores: Stores) -> OutboxEntry:
            entry = stores.outbox.get(outbox_id)
            if entry.state is not OutboxState.STUCK:
                return entry
            moved = entry.step_to(
                state, next_try_at=now, created_at=now, attempts=0, looks=0, why=""
            )
            stores.outbox.replace(moved)
            if state is OutboxState.DROPPED:
                let_go_of_decision(stores, moved, now)
            facts = {
                "kind": entry.kind.value,
                "why": entry.why,
                "before": entry.state.value,
                "after": state.value,
            }
            stores.audit.append(
                AuditEntry(
                    at=now,
                    actor=actor,
                    action=action,
                    application_id=entry.application_id,
                    facts=facts,
                )
            )
            return moved

        entry = await self.ground.run(work)
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
        )
        if entry.state is OutboxState.DROPPED:
            self.ground.publish(ApplicationsChanged((entry.application_id,)))


def _write(stores: Stores, waiting: OutboxEntry, facts: Facts, keeps_draft: bool) -> OutboxEntry:
    """The transaction of `Say._queue`."""
    application = stores.applications.get(waiting.application_id)
    _ensure_source_takes(application, waiting)
    _ensure_may_say(stores, application, waiting.kind)
    entry = stores.outbox.add(waiting)
    stores.applications.replace(replace(application, unread=False))
    if not keeps_draft:
        stores.settings.put(draft_of(application.id), None)
    stores.audit.append(
        AuditEntry(
            at=waiting.created_at,
            actor=waiting.actor,
            action=_QUEUED[waiting.kind],
            application_id=application.id,
            facts={name: fact for name, fact in facts.items() if fact != ""} or None,
            personal={"text": waiting.text} if waiting.text else None,
        )
    )
    return entry


def _ensure_source_takes(application: RefundApplication, waiting: OutboxEntry) -> None:
    """Raise `RuleBrokenError` for what the application's source has no place for."""
    can = CAPABILITIES[application.source]
    if waiting.kind is OutboxKind.REPLY and not can.reply_text:
        raise RuleBrokenError("source.no_reply")
    if waiting.picture_names and not can.reply_pictures:
        raise RuleBrokenError("source.no_pictures")
    if waiting.kind is OutboxKind.COMPLETE and not can.completes:
        raise RuleBrokenError("source.no_complete")


def _ensure_may_say(stores: Stores, application: RefundApplication, kind: OutboxKind) -> None:
    """Words may always be said; a decision comes once, and not after the end.

    A rejection needs an open application without money under way.
    """
    if kind is OutboxKind.REPLY:
        return
    if application.complaint_state is ComplaintState.PROCESSED:
        raise RuleBrokenError("ended")
    said = stores.outbox.of_application(application.id)
    if any(entry.kind is kind and entry.state in OPEN_OUTBOX_STATES for entry in said):
        raise RuleBrokenError("rejecting" if kind is OutboxKind.REJECT else "ended")
    if kind is not OutboxKind.REJECT:
        return
    if application.is_final:
        raise RuleBrokenError("ended")
    if application.transaction_id is not None:
        refunds = stores.refunds.of_payment(application.mchid, application.transaction_id)
        if not all(refund.is_final for refund in refunds):
            raise RuleBrokenError("ref.dup")
