"""Deliver one message of the outbox: once as the far side sees it (decisions.md 3.8 and 3.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import assert_never

from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
    why_halted,
)
from refund_desk.application.ports.application_source import ApplicationSource
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.transactions import StorageError, Stores
from refund_desk.application.setting_names import draft_of
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
# What a text that is too long, or not allowed, is answered with.
_WORDS_ARE_WRONG = frozenset({"PARAM_ERROR", "INVALID_REQUEST", "RULE_LIMIT"})
_SENT_ACTION = {
    OutboxKind.REPLY: AuditAction.REPLIED,
    OutboxKind.APPROVE: AuditAction.APPROVE_SENT,
    OutboxKind.REJECT: AuditAction.REJECT_SENT,
    OutboxKind.COMPLETE: AuditAction.COMPLETED,
}


@dataclass(slots=True, kw_only=True)
class DeliverOutgoing:
    """Sends what waits and looks for what is in doubt.

    Every write looks first whether the message still stands where this step saw it: another
    process on the same ledger, or a person, may have been quicker, and a stale write could send a
    message twice.
    """

    ground: Ground
    source: ApplicationSource
    pictures: PictureStore
    _unwritten: set[int] = field(default_factory=set, init=False)

    async def __call__(self, outbox_id: int) -> None:
        """One step of one message: send it, or look whether it arrived.

        Raises a `StorageError` of the surroundings; a message that was being sent then is brought
        into doubt by `write_unwritten`.
        """
        if self.ground.gate.why_closed:
            return
        entry, application = await self.ground.run(lambda stores: _entry(stores, outbox_id))
        try:
            if entry.state is OutboxState.DOUBT:
                await self._look(entry, application)
            elif entry.state is OutboxState.WAITING:
                await self._send(entry, application)
        except StorageError:
            self._unwritten.add(outbox_id)
            raise

    async def write_unwritten(self) -> None:
        """Messages whose outcome the disk did not take were perhaps sent: look for them."""
        for outbox_id in tuple(self._unwritten):
            await self.ground.run(partial(_into_doubt, outbox_id=outbox_id, now=self.ground.now()))
            self._unwritten.discard(outbox_id)

    async def _send(self, waiting: OutboxEntry, application: RefundApplication) -> None:
        """Mark it as being sent, durably, then send."""
        if self.ground.now() - waiting.created_at > RETRY_FOR:
            await self._stuck(waiting, "outbox.old")
            return
        if waiting.kind is not OutboxKind.REPLY and not await self._is_wanted(waiting, application):
            return
        pictures = await self._upload(waiting)
        if not isinstance(pictures, tuple):
            await self._after(waiting, pictures)
            return
        now = self.ground.now()
        entry = await self.ground.run(
            lambda stores: _step(
                stores,
                waiting,
                OutboxState.SENDING,
                attempts=waiting.attempts + 1,
                first_sent_at=waiting.first_sent_at or now,
            )
        )
        if entry is not None:
            await self._after(entry, await self._say(entry, application, pictures))

    async def _say(
        self, entry: OutboxEntry, application: RefundApplication, pictures: tuple[str, ...]
    ) -> SendOutcome:
        """The one call of this kind of message."""
        match entry.kind:
            case OutboxKind.REPLY:
                return await self.source.reply(application.source_ref, entry.text, pictures)
            case OutboxKind.APPROVE:
                return await self.source.report_approved(application.source_ref)
            case OutboxKind.REJECT:
                return await self.source.report_rejected(
                    application.source_ref,
                    reason=entry.text,
                    remark=entry.remark,
                    picture_refs=pictures,
                )
            case OutboxKind.COMPLETE:
                return await self.source.complete(application.source_ref)
            case _:
                assert_never(entry.kind)

    async def _is_wanted(self, waiting: OutboxEntry, application: RefundApplication) -> bool:
        """Re-read before a decision: one about a complaint that is closed says nothing any more.

        A complaint does not vanish, and a 404 may be a forged one or one that passes: it ends
        nothing, the message waits.
        """
        seen = await self.source.read(application.source_ref)
        if isinstance(seen, Missing):
            seen = Unreadable(why="changed.gone", request_id=seen.request_id)
        if isinstance(seen, Unreadable):
            await self._later(waiting, seen)
            return False
        if seen.complaint_state is not ComplaintState.PROCESSED:
            return True
        if waiting.kind is OutboxKind.REJECT:
            await self._stuck(waiting, "changed.closed")
        else:
            await self._move(waiting, OutboxState.DROPPED, why="changed.closed")
        return False

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

    async def _after(self, entry: OutboxEntry, outcome: SendOutcome) -> None:
        """Write down what came of it; an entry that still waits has sent nothing but pictures."""
        if isinstance(outcome, Sent):
            await self._sent(entry, outcome.request_id)
        elif isinstance(outcome, SendRefused):
            await self._stuck(entry, outcome.code, outcome.request_id)
        elif entry.state is OutboxState.WAITING or outcome.doubt is Doubt.NOT_SENT:
            await self._later(entry, outcome)
        else:
            self._halt_if(outcome)
            later = self.ground.now() + entry.next_delay()
            await self._move(entry, OutboxState.DOUBT, next_try_at=later)

    async def _look(self, entry: OutboxEntry, application: RefundApplication) -> None:
        """Look for a message in doubt in the history; a reply is never said twice blindly."""
        history = await self.source.history(application.source_ref)
        if isinstance(history, Unreadable):
            self._halt_if(history)
            await self._look_later(entry, entry.looks)
        elif await self._is_there(entry, history):
            await self._sent(entry, entry.request_id)
        elif entry.looks + 1 < LOOKS_MAX:
            await self._look_later(entry, entry.looks + 1)
        elif entry.kind is OutboxKind.REPLY:
            await self._stuck(entry, "reply.doubt", entry.request_id)
        else:
            # A decision is read back before it is sent, and the far side takes it only once.
            now = self.ground.now()
            await self._move(entry, OutboxState.WAITING, looks=0, next_try_at=now)

    async def _is_there(self, entry: OutboxEntry, history: tuple[Message, ...]) -> bool:
        """Whether the history holds this message, beyond those that other entries account for."""
        since = (entry.first_sent_at or entry.created_at) - _CLOCKS_DIFFER
        there = sum(_matches(entry, message, since) for message in history)

        def others(stores: Stores) -> tuple[OutboxEntry, ...]:
            stores.conversations.merge(entry.application_id, history)
            return stores.outbox.of_application(entry.application_id)

        accounted = sum(
            other.id != entry.id
            and other.state is OutboxState.SENT
            and (other.kind, other.text) == (entry.kind, entry.text)
            and (other.first_sent_at or other.created_at) >= since
            for other in await self.ground.run(others)
        )
        return there > accounted

    async def _sent(self, entry: OutboxEntry, request_id: str) -> None:
        """SENT, with its audit line, and for a rejection the end of the application."""
        now = self.ground.now()
        facts = {"request_id": request_id} if request_id else {}

        def work(stores: Stores) -> OutboxEntry | None:
            # A fact, whatever another process thought meanwhile.
            current = stores.outbox.get(entry.id)
            if current.state in {OutboxState.SENT, OutboxState.DROPPED}:
                return None
            sent = _step(stores, current, OutboxState.SENT, request_id=request_id, why="")
            _take_back(stores, entry)
            application = stores.applications.get(entry.application_id)
            after = _after_sent(application, entry.kind, now)
            stores.applications.replace(after)
            stood = {"before": application.state.value, "after": after.state.value}
            stores.audit.append(_line(entry, _SENT_ACTION[entry.kind], now, facts | stood))
            return sent

        self._tell(await self.ground.run(work))
        self.ground.publish(ApplicationsChanged((entry.application_id,)))

    async def _stuck(self, entry: OutboxEntry, why: str, request_id: str = "") -> None:
        """STUCK until a person decides, with its audit line."""
        now = self.ground.now()
        facts = {"kind": entry.kind.value, "why": why}

        def work(stores: Stores) -> OutboxEntry | None:
            stuck = _step(stores, entry, OutboxState.STUCK, why=why, request_id=request_id)
            if stuck is not None:
                _give_back(stores, stuck)
                stores.audit.append(_line(entry, AuditAction.OUTBOX_STUCK, now, facts))
            return stuck

        self._tell(await self.ground.run(work))

    async def _later(self, entry: OutboxEntry, trouble: SendOutcome | Unreadable) -> None:
        """Wait for the next try; nothing of it has left."""
        self._halt_if(trouble)
        later = self.ground.now() + entry.next_delay()
        await self._move(entry, OutboxState.WAITING, next_try_at=later, attempts=entry.attempts + 1)

    async def _look_later(self, entry: OutboxEntry, looks: int) -> None:
        """Wait for the next look."""
        later = self.ground.now() + entry.next_delay()
        await self._move(entry, OutboxState.DOUBT, looks=looks, next_try_at=later)

    async def _move(self, entry: OutboxEntry, state: OutboxState, **changes: object) -> None:
        """Write the next state, and tell."""
        self._tell(await self.ground.run(lambda stores: _step(stores, entry, state, **changes)))

    def _halt_if(self, trouble: SendOutcome | Unreadable) -> None:
        """Stop all sending when an answer says that the keys or the permission are wrong."""
        if isinstance(trouble, Unreadable) and trouble.halts:
            self.ground.gate.halt(trouble.why)
        elif isinstance(trouble, Unknown) and trouble.halts:
            self.ground.gate.halt(why_halted(trouble.code))

    def _tell(self, entry: OutboxEntry | None) -> None:
        """Tell the window, unless somebody else moved the message."""
        if entry is not None:
            self.ground.publish(
                OutboxChanged(
                    entry.application_id, entry.id, entry.kind.value, entry.state.value, entry.why
                )
            )


def _entry(stores: Stores, outbox_id: int) -> tuple[OutboxEntry, RefundApplication]:
    """The message and the application that it belongs to."""
    entry = stores.outbox.get(outbox_id)
    return entry, stores.applications.get(entry.application_id)


def _step(
    stores: Stores, seen: OutboxEntry, state: OutboxState, **changes: object
) -> OutboxEntry | None:
    """The message in its next state; None when it no longer stands where it was seen."""
    current = stores.outbox.get(seen.id)
    if current.state is not seen.state:
        return None
    moved = current.step_to(state, **changes)
    stores.outbox.replace(moved)
    return moved


def _into_doubt(stores: Stores, *, outbox_id: int, now: datetime) -> None:
    """SENDING -> DOUBT, to be looked for at once; everything else stays."""
    entry = stores.outbox.get(outbox_id)
    if entry.state is OutboxState.SENDING:
        stores.outbox.replace(entry.step_to(OutboxState.DOUBT, next_try_at=now))


def _give_back(stores: Stores, stuck: OutboxEntry) -> None:
    """The words of a reply that WeChat Pay did not take, as a draft to change (decisions.md 4.3).

    A reply that nobody knows about is not offered a second time, and other words are kept.
    """
    name = draft_of(stuck.application_id)
    wrong = stuck.kind is OutboxKind.REPLY and stuck.why in _WORDS_ARE_WRONG
    if wrong and not stores.settings.get(name):
        stores.settings.put(name, stuck.text)


def _take_back(stores: Stores, sent: OutboxEntry) -> None:
    """Words that were given back and have left after all are no draft any more."""
    name = draft_of(sent.application_id)
    if sent.kind is OutboxKind.REPLY and stores.settings.get(name) == sent.text:
        stores.settings.put(name, None)


def _line(
    entry: OutboxEntry,
    action: AuditAction,
    now: datetime,
    facts: Mapping[str, str],
) -> AuditEntry:
    """The audit line of a message."""
    return AuditEntry(
        at=now, actor=entry.actor, action=action, application_id=entry.application_id, facts=facts
    )


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
        return with_due(replace(application, first_reply_at=now, changed_at=now))
    return application
