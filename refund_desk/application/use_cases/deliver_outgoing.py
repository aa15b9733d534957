"""Deliver one message of the outbox: once as the far side sees it (decisions.md 3.8 and 3.9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unreadable,
)
from refund_desk.application.ports.application_source import ApplicationSource
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.deadline import with_due
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.outbox import LOOKS_MAX, RETRY_FOR, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    RefundApplication,
)

# The far side's clock may differ a little from ours when a message is looked for by its time.
_CLOCKS_DIFFER = timedelta(minutes=2)
_KIND_THERE = {
    OutboxKind.REPLY: MessageKind.WORDS,
    OutboxKind.APPROVE: MessageKind.APPROVED,
    OutboxKind.REJECT: MessageKind.REJECTED,
    OutboxKind.COMPLETE: MessageKind.COMPLETED,
}
_SENT_ACTION = {
    OutboxKind.REPLY: AuditAction.REPLIED,
    OutboxKind.APPROVE: AuditAction.APPROVE_SENT,
    OutboxKind.REJECT: AuditAction.REJECT_SENT,
    OutboxKind.COMPLETE: AuditAction.COMPLETED,
}


@dataclass(slots=True, kw_only=True)
class DeliverOutgoing:
    """Sends what waits and looks for what is in doubt."""

    ground: Ground
    source: ApplicationSource
    pictures: PictureStore

    async def __call__(self, outbox_id: int) -> None:
        """One step of one message: send it, or look whether it arrived."""
        if self.ground.gate.why_closed:
            return
        entry = await self.ground.run(lambda stores: stores.outbox.get(outbox_id))
        if entry.state is OutboxState.DOUBT:
            await self._look(entry)
        elif entry.state is OutboxState.WAITING:
            await self._send(entry)

    async def _send(self, waiting: OutboxEntry) -> None:
        """Mark it as being sent, durably, then send."""
        if self.ground.now() - waiting.created_at > RETRY_FOR:
            await self._keep(waiting.step_to(OutboxState.STUCK, why="outbox.old"))
            return
        application = await self._application(waiting)
        if waiting.kind is not OutboxKind.REPLY and not await self._still_wanted(
            waiting, application
        ):
            return
        pictures = await self._upload(waiting)
        if not isinstance(pictures, tuple):
            await self._after(waiting, pictures, was_sent=False)
            return
        entry = await self.ground.run(lambda stores: _begin(stores, waiting.id, self.ground.now()))
        if entry is not None:
            outcome = await self._say(entry, application, pictures)
            await self._after(entry, outcome, was_sent=True)

    async def _say(
        self, entry: OutboxEntry, application: RefundApplication, pictures: tuple[str, ...]
    ) -> SendOutcome:
        """The one call of this kind of message."""
        if entry.kind is OutboxKind.REPLY:
            return await self.source.reply(application.source_ref, entry.text, pictures)
        if entry.kind is OutboxKind.APPROVE:
            return await self.source.report_approved(application.source_ref)
        if entry.kind is OutboxKind.REJECT:
            return await self.source.report_rejected(
                application.source_ref,
                reason=entry.text,
                remark=entry.remark,
                picture_refs=pictures,
            )
        return await self.source.complete(application.source_ref)

    async def _still_wanted(self, waiting: OutboxEntry, application: RefundApplication) -> bool:
        """Re-read before a decision: one about a complaint that is closed says nothing any more."""
        seen = await self.source.read(application.source_ref)
        if isinstance(seen, Unreadable):
            await self._keep(self._later(waiting))
            return False
        if isinstance(seen, Missing) or seen.complaint_state is ComplaintState.PROCESSED:
            if waiting.kind is OutboxKind.REJECT:
                stuck = waiting.step_to(OutboxState.STUCK, why="changed.closed")
                await self._keep(stuck)
            else:
                await self._keep(waiting.step_to(OutboxState.DROPPED, why="changed.closed"))
            return False
        return True

    async def _upload(self, entry: OutboxEntry) -> tuple[str, ...] | SendOutcome:
        """The far side's references of the pictures, or why one could not be given."""
        references = []
        for name in entry.picture_names:
            content = await self.pictures.content(name)
            if content is None:
                return SendRefused(code="img.gone")
            answer = await self.source.upload(name=f"{name[:16]}.jpg", content=content)
            if not isinstance(answer, str):
                return answer
            references.append(answer)
        return tuple(references)

    async def _after(self, entry: OutboxEntry, outcome: SendOutcome, *, was_sent: bool) -> None:
        """Write down what came of it. An upload that failed has sent nothing."""
        if isinstance(outcome, Sent):
            await self._sent(entry, outcome.request_id)
        elif isinstance(outcome, SendRefused):
            await self._stuck(entry, outcome.code, outcome.request_id)
        else:
            if outcome.halts:
                self.ground.gate.halt("key.bad")
            certain = not was_sent or outcome.doubt is Doubt.NOT_SENT
            await self._keep(self._later(entry) if certain else self._doubt(entry))

    async def _look(self, entry: OutboxEntry) -> None:
        """Look for a message in doubt in the history; a reply is never said twice blindly."""
        application = await self._application(entry)
        history = await self.source.history(application.source_ref)
        if isinstance(history, Unreadable):
            await self._keep(replace(entry, next_try_at=self.ground.now() + entry.next_delay()))
            return
        await self.ground.run(
            lambda stores: stores.conversations.merge(entry.application_id, history)
        )
        if await self._is_there(entry, history):
            await self._sent(entry, entry.request_id)
        elif entry.looks + 1 < LOOKS_MAX:
            later = self.ground.now() + entry.next_delay()
            await self._keep(replace(entry, looks=entry.looks + 1, next_try_at=later))
        elif entry.kind is OutboxKind.REPLY:
            await self._stuck(entry, "reply.doubt", entry.request_id)
        else:
            await self._keep(
                entry.step_to(OutboxState.WAITING, looks=0, next_try_at=self.ground.now())
            )

    async def _is_there(self, entry: OutboxEntry, history: tuple[Message, ...]) -> bool:
        """Whether the history holds this message, beyond those that other entries account for."""
        since = (entry.first_sent_at or entry.created_at) - _CLOCKS_DIFFER
        there = sum(_matches(entry, message, since) for message in history)
        others = await self.ground.run(
            lambda stores: stores.outbox.of_application(entry.application_id)
        )
        accounted = sum(
            other.id != entry.id
            and other.state is OutboxState.SENT
            and (other.kind, other.text) == (entry.kind, entry.text)
            and (other.first_sent_at or other.created_at) >= since
            for other in others
        )
        return there > accounted

    async def _sent(self, entry: OutboxEntry, request_id: str) -> None:
        """SENT, with its audit line, and for a rejection the end of the application."""
        now = self.ground.now()

        def work(stores: Stores) -> None:
            current = stores.outbox.get(entry.id)
            if current.state is OutboxState.SENT:
                return
            stores.outbox.replace(current.step_to(OutboxState.SENT, request_id=request_id, why=""))
            application = stores.applications.get(entry.application_id)
            stores.applications.replace(_after_sent(application, entry.kind, now))
            stores.audit.append(
                AuditEntry(
                    at=now,
                    actor=entry.actor,
                    action=_SENT_ACTION[entry.kind],
                    application_id=entry.application_id,
                    facts={"request_id": request_id} if request_id else None,
                )
            )

        await self.ground.run(work)
        self._tell(entry, OutboxState.SENT, "")
        self.ground.events.publish(ApplicationsChanged((entry.application_id,)))

    async def _stuck(self, entry: OutboxEntry, why: str, request_id: str) -> None:
        """STUCK until a person decides, with its audit line."""
        now = self.ground.now()

        def work(stores: Stores) -> None:
            current = stores.outbox.get(entry.id)
            stores.outbox.replace(
                current.step_to(OutboxState.STUCK, why=why, request_id=request_id)
            )
            stores.audit.append(
                AuditEntry(
                    at=now,
                    actor=entry.actor,
                    action=AuditAction.OUTBOX_STUCK,
                    application_id=entry.application_id,
                    facts={"kind": entry.kind.value, "why": why},
                )
            )

        await self.ground.run(work)
        self._tell(entry, OutboxState.STUCK, why)

    def _later(self, entry: OutboxEntry) -> OutboxEntry:
        """The entry waiting for its next try; nothing of it has left."""
        later = self.ground.now() + entry.next_delay()
        waiting = (
            entry if entry.state is OutboxState.WAITING else entry.step_to(OutboxState.WAITING)
        )
        return replace(waiting, next_try_at=later, attempts=entry.attempts + 1)

    def _doubt(self, entry: OutboxEntry) -> OutboxEntry:
        """The entry to be looked for."""
        return entry.step_to(OutboxState.DOUBT, next_try_at=self.ground.now() + entry.next_delay())

    async def _keep(self, entry: OutboxEntry) -> None:
        """Write the entry, and tell."""
        await self.ground.run(lambda stores: stores.outbox.replace(entry))
        self._tell(entry, entry.state, entry.why)

    async def _application(self, entry: OutboxEntry) -> RefundApplication:
        """The application that the message belongs to."""
        return await self.ground.run(lambda stores: stores.applications.get(entry.application_id))

    def _tell(self, entry: OutboxEntry, state: OutboxState, why: str) -> None:
        """Tell the window."""
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, state.value, why)
        )


def _begin(stores: Stores, outbox_id: int, now: datetime) -> OutboxEntry | None:
    """WAITING -> SENDING; None when another window or process was first."""
    entry = stores.outbox.get(outbox_id)
    if entry.state is not OutboxState.WAITING:
        return None
    sending = entry.step_to(
        OutboxState.SENDING, attempts=entry.attempts + 1, first_sent_at=entry.first_sent_at or now
    )
    stores.outbox.replace(sending)
    return sending


def _matches(entry: OutboxEntry, message: Message, since: datetime) -> bool:
    """Whether a message of the history is this entry."""
    if message.speaker is not Speaker.SHOP or message.at < since:
        return False
    if message.kind is not _KIND_THERE[entry.kind]:
        return False
    return entry.kind is not OutboxKind.REPLY or message.text.strip() == entry.text


def _after_sent(
    application: RefundApplication, kind: OutboxKind, now: datetime
) -> RefundApplication:
    """What a delivered message does to its application."""
    if kind is OutboxKind.REJECT and not application.is_final:
        ended = replace(application, complaint_state=ComplaintState.PROCESSED, unread=False)
        return replace(ended.move_to(ApplicationState.REJECTED, now=now), changed_at=now)
    if application.first_reply_at is None and kind in {OutboxKind.REPLY, OutboxKind.APPROVE}:
        answered = replace(application, first_reply_at=now, changed_at=now)
        return with_due(answered)
    return application
