"""Deliver one message of the outbox: once as the far side sees it (decisions.md 3.8 and 3.9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from refund_desk.application.counterparts import Counterparts
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
from refund_desk.application.outgoing_rules import (
    ENDED_BY_REFUND,
    after_sent,
    give_back,
    is_overtaken,
    matches,
    outgoing,
    picture_name,
    take_back,
)
from refund_desk.application.platform_refunds import platform_moves
from refund_desk.application.ports.counterpart import Counterpart
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.transactions import StorageError, Stores
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.conversation import Message
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.outbox import LOOKS_MAX, RETRY_FOR, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import ComplaintState, RefundApplication, Source

# The far side's clock may differ a little from ours when a message is looked for by its time.
_CLOCKS_DIFFER = timedelta(minutes=2)
_SENT_ACTION = {
    OutboxKind.REPLY: AuditAction.REPLIED,
    OutboxKind.APPROVE: AuditAction.APPROVE_SENT,
    OutboxKind.REJECT: AuditAction.REJECT_SENT,
    OutboxKind.COMPLETE: AuditAction.COMPLETED,
    OutboxKind.PROGRESS: AuditAction.PROGRESS_SENT,
    OutboxKind.RETURN: AuditAction.RETURN_SENT,
    OutboxKind.OFFER: AuditAction.OFFER_SENT,
    OutboxKind.EVIDENCE: AuditAction.EVIDENCE_SENT,
}
# What may be said whatever became of the application meanwhile.
_ALWAYS_WANTED = frozenset({OutboxKind.REPLY, OutboxKind.PROGRESS, OutboxKind.EVIDENCE})
# What a person must look at when nobody knows whether it arrived: said twice it is read twice.
_NEVER_TWICE = frozenset({OutboxKind.REPLY, OutboxKind.OFFER, OutboxKind.EVIDENCE})


@dataclass(slots=True, kw_only=True)
class DeliverOutgoing:
    """Sends what waits and looks for what is in doubt.

    Every write looks first whether the message still stands where this step saw it: another
    process on the same ledger, or a person, may have been quicker, and a stale write could send a
    message twice. A source that takes each message once under its key is told again after a doubt;
    at any other the message is looked for first. `read_again` reads an application at its source:
    where the platform pays, only its books say what a decision came to.
    """

    ground: Ground
    counterparts: Counterparts
    pictures: PictureStore
    read_again: Callable[[RefundApplication], Awaitable[object]] | None = None
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
            behind = self.counterparts.of(application.source)
            if behind is None:
                # Nobody hears it: what was decided is written down here, and that is all.
                await self._recorded(entry)
            elif entry.state is OutboxState.DOUBT:
                await self._look(entry, application, behind)
            elif entry.state is OutboxState.WAITING:
                await self._send(entry, application, behind)
        except StorageError:
            self._unwritten.add(outbox_id)
            raise

    async def write_unwritten(self) -> None:
        """Messages whose outcome the disk did not take were perhaps sent: look for them."""
        for outbox_id in tuple(self._unwritten):
            await self.ground.run(partial(_into_doubt, outbox_id=outbox_id, now=self.ground.now()))
            self._unwritten.discard(outbox_id)

    async def _recorded(self, entry: OutboxEntry) -> None:
        """A decision about an application that stands in no other books."""
        if entry.state is OutboxState.WAITING:
            await self._sent(entry, "")

    async def _send(
        self, waiting: OutboxEntry, application: RefundApplication, behind: Counterpart
    ) -> None:
        """Mark it as being sent, durably, then send."""
        if self.ground.now() - waiting.created_at > RETRY_FOR:
            await self._stuck(waiting, "outbox.old")
            return
        if not await self._is_wanted(waiting, application, behind):
            return
        pictures = await self._upload(waiting, application, behind)
        if not isinstance(pictures, tuple):
            await self._after(waiting, pictures, application.source)
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
            outcome = await behind.deliver(outgoing(entry, application, pictures))
            await self._after(entry, outcome, application.source)

    async def _is_wanted(
        self, waiting: OutboxEntry, application: RefundApplication, behind: Counterpart
    ) -> bool:
        """Re-read before a decision: one about a complaint that is closed says nothing any more.

        A complaint does not vanish, and a 404 may be a forged one or one that passes: it ends
        nothing, the message waits. What may have arrived already under its key is not asked about:
        it would find its own doing. Once the money is on its way, nobody is asked for goods or for
        a word to an offer.
        """
        is_ended = waiting.kind in ENDED_BY_REFUND
        if is_ended and await self.ground.run(lambda stores: is_overtaken(stores, waiting)):
            await self._move(waiting, OutboxState.DROPPED, why="changed.decided")
            return False
        maybe_there = CAPABILITIES[application.source].keys and waiting.first_sent_at is not None
        if waiting.kind in _ALWAYS_WANTED or maybe_there:
            return True
        seen = await behind.read(application.source_ref)
        if isinstance(seen, Missing):
            seen = Unreadable(why="changed.gone", request_id=seen.request_id)
        if isinstance(seen, Unreadable):
            await self._later(waiting, seen, application.source)
            return False
        if seen.complaint_state is not ComplaintState.PROCESSED:
            return True
        if waiting.kind is OutboxKind.REJECT:
            await self._stuck(waiting, "changed.closed")
        else:
            await self._move(waiting, OutboxState.DROPPED, why="changed.closed")
        return False

    async def _upload(
        self, entry: OutboxEntry, application: RefundApplication, behind: Counterpart
    ) -> tuple[str, ...] | SendOutcome:
        """The far side's references of the pictures, or why one could not be given."""
        references = []
        for name in entry.picture_names:
            content = await self.pictures.content(name)
            if content is None:
                return SendRefused(code="img.gone")
            answer = await behind.upload(
                application.source_ref,
                key=f"{entry.key(application.mchid)}-{name[:16]}",
                name=picture_name(entry, name),
                content=content,
            )
            if not isinstance(answer, str):
                return answer
            references.append(answer)
        return tuple(references)

    async def _after(self, entry: OutboxEntry, outcome: SendOutcome, source: Source) -> None:
        """Write down what came of it; an entry that still waits has sent nothing but pictures."""
        if isinstance(outcome, Sent):
            await self._sent(entry, outcome.request_id)
        elif isinstance(outcome, SendRefused):
            await self._stuck(entry, outcome.code, outcome.request_id)
        elif self._may_repeat(entry, outcome, source):
            await self._later(entry, outcome, source)
        else:
            self._halt_if(outcome, source)
            later = self.ground.now() + entry.next_delay()
            await self._move(entry, OutboxState.DOUBT, next_try_at=later)

    def _may_repeat(self, entry: OutboxEntry, outcome: Unknown, source: Source) -> bool:
        """Whether saying it again cannot say it twice."""
        unsaid = entry.state is OutboxState.WAITING or outcome.doubt is Doubt.NOT_SENT
        return unsaid or CAPABILITIES[source].keys

    async def _look(
        self, entry: OutboxEntry, application: RefundApplication, behind: Counterpart
    ) -> None:
        """Look for a message in doubt in the history; a reply is never said twice blindly."""
        if CAPABILITIES[application.source].keys:
            await self._move(entry, OutboxState.WAITING, next_try_at=self.ground.now())
            return
        history = await behind.history(application.source_ref)
        if isinstance(history, Unreadable):
            self._halt_if(history, application.source)
            await self._look_later(entry, entry.looks)
        elif await self._is_there(entry, history):
            await self._sent(entry, entry.request_id)
        elif entry.looks + 1 < LOOKS_MAX:
            await self._look_later(entry, entry.looks + 1)
        elif entry.kind in _NEVER_TWICE:
            await self._stuck(entry, "reply.doubt", entry.request_id)
        else:
            # A decision is read back before it is sent, and the far side takes it only once.
            now = self.ground.now()
            await self._move(entry, OutboxState.WAITING, looks=0, next_try_at=now)

    async def _is_there(self, entry: OutboxEntry, history: tuple[Message, ...]) -> bool:
        """Whether the history holds this message, beyond those that other entries account for."""
        since = (entry.first_sent_at or entry.created_at) - _CLOCKS_DIFFER
        there = sum(matches(entry, message, since) for message in history)

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
            take_back(stores, entry)
            application = stores.applications.get(entry.application_id)
            after = after_sent(application, entry.kind, now)
            stores.applications.replace(after)
            stood = {"before": application.state.value, "after": after.state.value}
            stores.audit.append(_line(entry, _SENT_ACTION[entry.kind], now, facts | stood))
            return sent

        self._tell(await self.ground.run(work))
        self.ground.publish(ApplicationsChanged((entry.application_id,)))
        application = await self.ground.run(
            lambda stores: stores.applications.get(entry.application_id)
        )
        if self.read_again is not None and platform_moves(application):
            await self.read_again(application)

    async def _stuck(self, entry: OutboxEntry, why: str, request_id: str = "") -> None:
        """STUCK until a person decides, with its audit line."""
        now = self.ground.now()
        facts = {"kind": entry.kind.value, "why": why}

        def work(stores: Stores) -> OutboxEntry | None:
            stuck = _step(stores, entry, OutboxState.STUCK, why=why, request_id=request_id)
            if stuck is not None:
                give_back(stores, stuck)
                stores.audit.append(_line(entry, AuditAction.OUTBOX_STUCK, now, facts))
            return stuck

        self._tell(await self.ground.run(work))

    async def _later(
        self, entry: OutboxEntry, trouble: SendOutcome | Unreadable, source: Source
    ) -> None:
        """Wait for the next try; nothing of it has left, or it is taken once however often."""
        self._halt_if(trouble, source)
        later = self.ground.now() + entry.next_delay()
        await self._move(entry, OutboxState.WAITING, next_try_at=later, attempts=entry.attempts + 1)

    async def _look_later(self, entry: OutboxEntry, looks: int) -> None:
        """Wait for the next look."""
        later = self.ground.now() + entry.next_delay()
        await self._move(entry, OutboxState.DOUBT, looks=looks, next_try_at=later)

    async def _move(self, entry: OutboxEntry, state: OutboxState, **changes: object) -> None:
        """Write the next state, and tell."""
        self._tell(await self.ground.run(lambda stores: _step(stores, entry, state, **changes)))

    def _halt_if(self, trouble: SendOutcome | Unreadable, source: Source) -> None:
        """Stop all sending when an answer says that the keys or the permission are wrong.

        Only WeChat Pay's own answers speak of the keys that move money.
        """
        if source is not Source.COMPLAINT:
            return
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
