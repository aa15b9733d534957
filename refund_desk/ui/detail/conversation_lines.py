"""What the conversation shows: the far side's messages, and our own that are still on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from refund_desk.application.case_view import CaseView, MessageView, PictureView
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.masking import mask_text
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.tokens import Role

_SIGNS: dict[MessageKind, tuple[str, Role]] = {
    MessageKind.APPROVED: ("cash-refund", "text2"),
    MessageKind.REJECTED: ("close-circle-outline", "text2"),
    MessageKind.COMPLETED: ("check-circle-outline", "text2"),
    MessageKind.REVOKED: ("undo-variant", "text2"),
    MessageKind.CONFIRMED: ("check-circle-outline", "ok"),
    MessageKind.REFUND_ARRIVED: ("check-circle", "ok"),
}
_REMINDER: tuple[str, Role] = ("bell-outline", "warn")
# What is said to the customer, with what is said of it when it does not leave.
_SAID = {
    OutboxKind.REPLY: texts.reply.fail,
    OutboxKind.RETURN: texts.sources.return_stuck,
    OutboxKind.OFFER: texts.sources.offer_stuck,
    OutboxKind.EVIDENCE: texts.sources.evidence_stuck,
}
# A sent reply is shown as ours until the far side's own copy of it has been read.
_ECHO_SLACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
    """Words in a bubble. `stuck_id` is the outbox id of a reply that needs a person."""

    key: str
    mine: bool
    initial: str
    name: str
    time: str
    full_time: str
    text: str = field(repr=False)
    tag: str = ""
    tag_is_plain: bool = False
    pictures: tuple[PictureView, ...] = ()
    note: str = ""
    stuck_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLine:
    """A line without a bubble: what WeChat Pay says, or what happened."""

    key: str
    icon: str
    role: Role
    text: str = field(repr=False)
    full_time: str


ConversationLine = SpokenLine | SystemLine


def conversation_lines(
    case: CaseView, *, shop_name: str, now: datetime
) -> tuple[ConversationLine, ...]:
    """All lines, oldest first; what has not left the desk yet comes last."""
    said = [_line(case, message, shop_name, now) for message in case.messages]
    waiting = [
        _waiting(entry, shop_name, now)
        for entry in case.outbox
        if entry.kind in _SAID and not _is_echoed(entry, case.messages)
    ]
    return (*said, *waiting)


def _line(case: CaseView, message: MessageView, shop_name: str, now: datetime) -> ConversationLine:
    spoken = message.speaker is not Speaker.PLATFORM and message.kind is not MessageKind.SYSTEM
    event = message.kind in _SIGNS and not message.pictures
    if not spoken or (event and not message.text):
        return _system(case, message, now)
    mine = message.speaker is Speaker.SHOP
    name = (shop_name or texts.detail.shop_speaker()) if mine else wording.who(case.title)
    tag, plain = _tag(message)
    return SpokenLine(
        key=message.log_ref,
        mine=mine,
        initial=_initial(name),
        name=name,
        time=formats.near_time(message.at, now),
        full_time=formats.full_time(message.at),
        text=message.text,
        tag=tag,
        tag_is_plain=plain,
        pictures=message.pictures,
    )


def _initial(name: str) -> str:
    """The letter of the avatar; a number in place of a name is nobody's letter."""
    return texts.common.customer()[:1] if name[:1].isdigit() else name[:1]


def _tag(message: MessageView) -> tuple[str, bool]:
    """The event beside the time; the first reply is praise, so it stands without a ground."""
    if message.minutes_to_reply is not None:
        span = formats.long_span(timedelta(minutes=message.minutes_to_reply))
        return texts.detail.first_reply(span), True
    return wording.message_event(message.kind), False


def _system(case: CaseView, message: MessageView, now: datetime) -> SystemLine:
    icon, role = _SIGNS.get(message.kind, _REMINDER)
    words = message.text or wording.message_event(message.kind)
    if message.text and (icon, role) == _REMINDER:
        says = texts.store.says if case.platform_pays else texts.case.platform_says
        words = says(message.text)
    return SystemLine(
        key=message.log_ref,
        icon=icon,
        role=role,
        text=f"{formats.near_time(message.at, now)} {words}",
        full_time=formats.full_time(message.at),
    )


def _waiting(entry: OutboxEntry, shop_name: str, now: datetime) -> SpokenLine:
    stuck = entry.state is OutboxState.STUCK
    notes = {
        OutboxState.WAITING: texts.reply.waiting,
        OutboxState.SENDING: texts.reply.sending,
        OutboxState.DOUBT: texts.reply.doubt,
        OutboxState.STUCK: _SAID[entry.kind],
        OutboxState.SENT: _left(entry.kind),
    }
    name = shop_name or texts.detail.shop_speaker()
    return SpokenLine(
        key=f"outbox-{entry.id}",
        mine=True,
        initial=name[:1],
        name=name,
        time=formats.near_time(entry.created_at, now),
        full_time=formats.full_time(entry.created_at),
        text=mask_text(entry.text),
        tag=_decision_tag(entry),
        pictures=tuple(
            PictureView(reference=sha256, sha256=sha256, speaker=Speaker.SHOP, at=entry.created_at)
            for sha256 in entry.picture_names
        ),
        note=notes[entry.state](),
        stuck_id=entry.id if stuck else None,
    )


def _left(kind: OutboxKind) -> Callable[[], str]:
    """What is said of it once it has left."""
    return texts.reply.sent if kind is OutboxKind.REPLY else texts.negotiating.sent


def _decision_tag(entry: OutboxEntry) -> str:
    """What stands beside the time of words that decide something."""
    match entry.kind:
        case OutboxKind.RETURN:
            return texts.negotiating.tag_return()
        case OutboxKind.OFFER if entry.amount is not None:
            return texts.negotiating.tag_offer(formats.yuan(entry.amount))
        case OutboxKind.EVIDENCE:
            return texts.waiting.event_proof()
        case _:
            return ""


def _is_echoed(entry: OutboxEntry, messages: tuple[MessageView, ...]) -> bool:
    """Whether the reply needs no line of its own: dropped, or read back from the far side."""
    if entry.state is OutboxState.DROPPED:
        return True
    if entry.state is not OutboxState.SENT:
        return False
    shown, proof = mask_text(entry.text), entry.kind is OutboxKind.EVIDENCE
    since = entry.created_at - _ECHO_SLACK
    return any(
        message.speaker is Speaker.SHOP
        and message.at >= since
        and (message.kind is MessageKind.PROOF if proof else message.text == shown)
        for message in messages
    )
