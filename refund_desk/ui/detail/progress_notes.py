"""What a refund needs a person to know, and the presses that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.application.case_view import CaseView
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    ApplicationState,
    ComplaintState,
    Source,
)
from refund_desk.domain.settling import HANDLING_DOUBT
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.widgets.pills import Tone

# No waiting brings these back: what is left goes to the customer outside WeChat Pay.
_NEVER_AGAIN = frozenset({"ref.old", "ref.fifty", "ref.burned"})
_SLOW_AFTER = timedelta(minutes=5)


class Press(StrEnum):
    """What a button of a note does."""

    ASK = "ask"
    CONTINUE = "continue"
    GIVE_UP = "give_up"
    TO_SHOP = "to_shop"
    OUTSIDE = "outside"
    COMPLETE = "complete"
    RETRY = "retry"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class NoteButton:
    """A press with its words; `outbox_id` says which message it is about."""

    press: Press
    words: str
    icon: str = ""
    primary: bool = False
    outbox_id: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A card above the steps: what is the matter, and what can be done.

    `copied` is a number that stands shortened in the text: its button copies it whole.
    """

    tone: Tone
    icon: str
    lead: str
    text: str
    buttons: tuple[NoteButton, ...] = ()
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the numbered ways out of an abnormal refund."""

    title: str
    text: str
    button: NoteButton


def refund_notes(case: CaseView, refund: Refund, *, now: datetime) -> tuple[Note, ...]:
    """The cards of a refund, the most pressing first."""
    notes = [*_outbox_notes(case), _state_note(case, refund, now)]
    if refund.adopted:
        notes.append(Note("warn", "alert", texts.refund.adopted(), ""))
    return tuple(note for note in notes if note is not None)


def application_notes(case: CaseView) -> tuple[Note, ...]:
    """The cards of an application without a refund: messages that did not leave, and why WeChat
    Pay can refund nothing of it any more.
    """
    notes = _outbox_notes(case)
    if case.approve.why in _NEVER_AGAIN and case.state not in FINAL_APPLICATION_STATES:
        text = sentences.sentence(case.approve.why)
        notes.append(Note("warn", "alert", texts.cards.outside_lead(), text, (_outside(),)))
    return tuple(notes)


def waits_for_a_way(refund: Refund) -> bool:
    """Whether a person may choose a way out: not while WeChat Pay is asked about the last one."""
    return refund.state is RefundState.ABNORMAL and refund.why != HANDLING_DOUBT


def abnormal_choices(refund: Refund, *, practice: bool) -> tuple[Choice, ...]:
    """The ways out of a refund that the buyer's account cannot take, after the new card."""
    if not waits_for_a_way(refund):
        return ()
    amount = formats.yuan(refund.amount)
    naming = texts.case.to_shop_practice if practice else texts.case.to_shop_button
    return (
        Choice(
            texts.case.to_shop_title(),
            texts.case.to_shop_text(),
            NoteButton(Press.TO_SHOP, naming(amount)),
        ),
        Choice(
            texts.case.elsewhere_title(),
            texts.case.elsewhere_text(),
            NoteButton(Press.ASK, texts.case.ask_again(), "refresh"),
        ),
    )


def call_was_asked_for(case: CaseView) -> bool:
    """Whether words to the customer left, or are leaving, since the refund became abnormal."""
    refund = case.refund
    since = refund.accepted_at if refund is not None else None
    return any(
        entry.kind is OutboxKind.REPLY
        and entry.state in OPEN_OUTBOX_STATES
        and refund is not None
        and entry.text != refund.reply_text
        and (since is None or entry.created_at >= since)
        for entry in case.outbox
    )


def _state_note(case: CaseView, refund: Refund, now: datetime) -> Note | None:
    """The card of the refund's state."""
    match refund.state:
        case RefundState.PROCESSING:
            return _processing(refund, now)
        case RefundState.UNKNOWN:
            text = _known(refund.why) or texts.refund.unknown()
            return Note(
                "warn", "help-circle-outline", texts.refund.banner_unknown(), text, (_ask(),)
            )
        case RefundState.REFUSED:
            return _refused(refund)
        case RefundState.SUCCEEDED:
            return _succeeded(case, refund)
        case RefundState.ABNORMAL:
            return _abnormal(refund)
        case RefundState.GIVEN_UP:
            return _given_up(case, refund)
        case _:
            return _plain_note(refund)


def _given_up(case: CaseView, refund: Refund) -> Note:
    if refund.id in case.used_elsewhere:
        words = texts.refund
        return Note("warn", "alert", words.banner_used_elsewhere(), words.used_elsewhere())
    ways = () if case.state in FINAL_APPLICATION_STATES else (_outside(),)
    return Note("neutral", "close-circle-outline", texts.refund.banner_given_up(), "", ways)


def _plain_note(refund: Refund) -> Note | None:
    """The card of a state that needs no press."""
    words = texts.refund
    match refund.state:
        case RefundState.PLANNED:
            return Note("info", "timer-sand", words.banner_planned(), texts.undo.note())
        case RefundState.SUBMITTING:
            return Note("info", "cash-sync", texts.steps.submitting(), "")
        case RefundState.CLOSED:
            return Note("neutral", "close-circle-outline", words.banner_closed(), words.closed())
        case RefundState.UNDONE:
            text = sentences.undone_reason(refund.why)
            return Note("neutral", "undo-variant", words.banner_undone(), text)
        case _:
            return None


def _abnormal(refund: Refund) -> Note:
    if not waits_for_a_way(refund):
        lead, text = texts.cards.doubt_lead(), texts.cards.doubt_note()
        return Note("warn", "help-circle-outline", lead, text, (_ask(),))
    lead = texts.case.abnormal_lead(formats.yuan(refund.amount))
    return Note("bad", "alert-circle", lead, texts.case.abnormal_text())


def _processing(refund: Refund, now: datetime) -> Note:
    slow = refund.accepted_at is not None and now - refund.accepted_at > _SLOW_AFTER
    words = texts.refund
    if wording.is_shops_own(refund.received_by):
        lead, text = words.banner_to_shop(), words.banner_to_shop_note()
    elif slow or wording.is_card(refund.received_by):
        lead, text = texts.case.processing_long(), words.slow()
    else:
        lead, text = words.banner_processing(), words.banner_processing_note()
    return Note("info", "progress-clock", lead, text, (_ask(),))


def _ask() -> NoteButton:
    return NoteButton(Press.ASK, texts.decision.ask_now(), "refresh")


def _known(why: str) -> str:
    return sentences.sentence(why) if why and sentences.is_known(why) else ""


def _outside() -> NoteButton:
    return NoteButton(Press.OUTSIDE, texts.case.outside_button(), "handshake-outline")


def _refused(refund: Refund) -> Note:
    # An account that is gone takes no second try: the way out is a transfer of the shop's own.
    gone = refund.why == "USER_ACCOUNT_ABNORMAL"
    going_on = NoteButton(Press.CONTINUE, texts.decision.continue_button(), "cash-refund")
    text = sentences.refused_sentence(refund.why) if refund.why else texts.refund.not_taken()
    return Note(
        "bad",
        "wallet-outline" if refund.why == "NOT_ENOUGH" else "alert-circle",
        texts.refund.banner_refused(),
        sentences.with_request_id(text, formats.short_number(refund.request_id)),
        (
            NoteButton(Press.GIVE_UP, texts.decision.give_up_button()),
            _outside() if gone else going_on,
        ),
        refund.request_id,
    )


def _succeeded(case: CaseView, refund: Refund) -> Note:
    amount = formats.yuan(refund.amount)
    if refund.arrived_at is ArrivedAt.SHOP:
        buttons: tuple[NoteButton, ...] = ()
        if case.state is not ApplicationState.SETTLED_OUTSIDE:
            buttons = (_outside(),)
        text = texts.case.to_shop_next()
        return Note("warn", "alert", texts.refund.to_shop(amount), text, buttons)
    received = formats.yuan(refund.payer_refund or refund.amount)
    where = wording.account(refund.received_by)
    if where:
        text = texts.refund.success(amt=received, name=case.title, where=where)
    else:
        text = texts.refund.success_plain(amt=received, name=case.title)
    return Note("ok", "check-circle", texts.refund.banner_succeeded(), text, _complete_button(case))


def _complete_button(case: CaseView) -> tuple[NoteButton, ...]:
    """Completing is offered where WeChat Pay does not do it by itself: nobody told it "agreed"."""
    told = any(entry.kind is OutboxKind.APPROVE for entry in case.outbox)
    done = case.complaint_state is ComplaintState.PROCESSED or any(
        entry.kind is OutboxKind.COMPLETE and entry.state is not OutboxState.DROPPED
        for entry in case.outbox
    )
    if told or done or not case.can.completes:
        return ()
    return (NoteButton(Press.COMPLETE, texts.decision.complete_button()),)


def _outbox_notes(case: CaseView) -> list[Note]:
    notes = []
    for entry in case.outbox:
        if entry.state not in OPEN_OUTBOX_STATES:
            continue
        stuck = entry.state is OutboxState.STUCK
        if entry.kind is OutboxKind.APPROVE and (stuck or entry.attempts):
            complaint = case.source is Source.COMPLAINT
            half = texts.refund.half() if complaint else texts.sources.approve_stuck()
            why = ""
            if case.platform_pays:
                # Nothing was refunded: why it did not arrive is what a person needs.
                half = texts.store.agree_stuck() if stuck else texts.store.agreeing()
                why = sentences.message_sentence(entry.why) if entry.why else ""
            notes.append(Note("warn", "alert", half, why, _ways(entry)))
        elif stuck:
            notes.append(_stuck(entry))
    return notes


def _stuck(entry: OutboxEntry) -> Note:
    lead = {
        OutboxKind.REPLY: texts.reply.fail,
        OutboxKind.REJECT: texts.case.reject_stuck,
        OutboxKind.COMPLETE: texts.case.complete_stuck,
        OutboxKind.APPROVE: texts.refund.half,
        OutboxKind.PROGRESS: texts.sources.progress_stuck,
        OutboxKind.RETURN: texts.sources.return_stuck,
        OutboxKind.OFFER: texts.sources.offer_stuck,
        OutboxKind.EVIDENCE: texts.sources.evidence_stuck,
    }[entry.kind]()
    why = sentences.message_sentence(entry.why) if entry.why else ""
    short = formats.short_number(entry.request_id)
    text = sentences.with_request_id(why, short) if why else ""
    return Note("bad", "alert-circle", lead, text, _ways(entry), entry.request_id if why else "")


def _ways(entry: OutboxEntry) -> tuple[NoteButton, ...]:
    """Try again, or leave it: only once the desk itself has stopped trying."""
    if entry.state is not OutboxState.STUCK:
        return ()
    return (
        NoteButton(Press.DROP, texts.case.drop_reply(), outbox_id=entry.id),
        NoteButton(Press.RETRY, texts.common.retry(), "refresh", outbox_id=entry.id),
    )
