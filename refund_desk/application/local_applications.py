"""Applications that only this desk knows of: from a spreadsheet, or entered by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Source,
)


@dataclass(frozen=True, slots=True)
class LinkedApplication:
    """An application of the same order that the desk has already. `asked` is fen."""

    application_id: int
    source: Source
    state: ApplicationState
    asked: Fen
    applied_at: datetime


def linked_applications(
    applications: Iterable[RefundApplication],
) -> tuple[LinkedApplication, ...]:
    """How other applications of an order are shown beside a new one."""
    return tuple(
        LinkedApplication(a.id, a.source, a.state, a.asked, a.applied_at) for a in applications
    )


def local_snapshot(
    source: Source, source_ref: str, order: ComplaintOrder, applied_at: datetime
) -> Snapshot:
    """An application in the form in which sources tell theirs; `replace` puts in what it says."""
    return Snapshot(
        source=source,
        source_ref=source_ref,
        applied_at=applied_at,
        complaint_state=ComplaintState.PENDING,
        problem_type=ProblemType.REFUND,
        problem_text="",
        detail_text="",
        asked=NOTHING,
        orders=(order,),
        payer_phone="",
        payer_openid="",
        user_complaint_times=1,
        is_high_risk=False,
        has_new_words=False,
        fully_refunded=False,
        in_platform_service=False,
        needs_immediate_service=False,
        picture_refs=(),
    )


def first_words(snapshot: Snapshot) -> Message:
    """What the buyer asked for, as the conversation's first message."""
    return Message(
        log_ref=snapshot.source_ref,
        speaker=Speaker.BUYER,
        kind=MessageKind.APPLIED,
        at=snapshot.applied_at,
        text=snapshot.detail_text or snapshot.problem_text,
        picture_refs=snapshot.picture_refs,
    )
