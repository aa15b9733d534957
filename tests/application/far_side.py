"""A far side that says what a test wants: fakes of the ports, each with its own little truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from refund_desk.application.outcomes import (
    Accepted,
    Missing,
    NoSuchRefund,
    QueryOutcome,
    RefundReport,
    SendOutcome,
    Sent,
    SubmitOutcome,
    Unreadable,
)
from refund_desk.application.ports.application_source import (
    ComplaintOrder,
    PictureContent,
    Snapshot,
    SnapshotPage,
)
from refund_desk.application.ports.order_gateway import OrderAnswer
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.conversation import Message
from refund_desk.domain.events import Event
from refund_desk.domain.identifiers import OutRefundNo, OutTradeNo, RefundId, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import (
    ComplaintState,
    ProblemType,
    RefundApplication,
    Source,
)

START = datetime(2026, 11, 18, 6, 36, tzinfo=UTC)


class HandClock:
    """A Clock that a test moves; timers run on it too."""

    def __init__(self) -> None:
        self.at = START
        self.asleep = timedelta()
        self.offset_s: float | None = None
        self.looks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self.at

    def pc_now(self) -> datetime:
        for look in self.looks:
            look()
        return self.at + self.asleep

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def far_offset_s(self) -> float | None:
        return self.offset_s

    def passes(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)


class Heard:
    """An EventSink that remembers, and may do something when it hears."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.when: Callable[[Event], None] = lambda _event: None

    def publish(self, event: Event) -> None:
        self.events.append(event)
        self.when(event)

    def of(self, kind: type[Event]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def report_on(refund: Refund, state: RefundState, **changes: Any) -> RefundReport:
    """What WeChat Pay says of a refund it has taken as it was sent."""
    values: dict[str, Any] = {
        "out_refund_no": refund.number,
        "transaction_id": refund.transaction_id,
        "refund_id": RefundId("50300001"),
        "state": state,
        "amount": refund.amount,
        "order_total": refund.order_total,
        "payer_refund": refund.amount,
        "created_at": START,
        "succeeded_at": START if state is RefundState.SUCCEEDED else None,
        "received_by": "支付用户零钱",
        "channel": "ORIGINAL",
        "funds_account": "AVAILABLE",
        "to_shop": False,
    }
    return RefundReport(**(values | changes))


class FakeRefunds:
    """A RefundGateway: scripted answers first, then what is in `taken`."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.taken: dict[str, RefundReport] = {}
        self.submits: list[SubmitOutcome] = []
        self.queries: list[QueryOutcome] = []
        self.sent: list[Refund] = []
        self.asked: list[str] = []
        self.cards: list[BankCard] = []

    async def submit(self, refund: Refund) -> SubmitOutcome:
        self.sent.append(refund)
        if self.submits:
            return self.submits.pop(0)
        report = report_on(refund, RefundState.PROCESSING, created_at=self._clock.now())
        self.taken.setdefault(refund.number, report)
        return Accepted(report=self.taken[refund.number])

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        self.asked.append(out_refund_no)
        if self.queries:
            return self.queries.pop(0)
        report = self.taken.get(out_refund_no)
        return NoSuchRefund(signed=True) if report is None else Accepted(report=report)

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        return self._handled(refund, to_shop=True)

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        self.cards.append(card)
        return self._handled(refund, received_by=f"借记卡{card.account.reveal()[-4:]}")

    def _handled(self, refund: Refund, **changes: Any) -> SubmitOutcome:
        if self.submits:
            return self.submits.pop(0)
        self.taken[refund.number] = report_on(refund, RefundState.PROCESSING, **changes)
        return Accepted(report=self.taken[refund.number])

    def settle(self, number: str, state: RefundState, **changes: Any) -> None:
        """What is taken comes to its end."""
        self.taken[number] = replace(self.taken[number], state=state, **changes)


class FakeOrders:
    """An OrderGateway over a table."""

    def __init__(self) -> None:
        self.known: dict[str, PaidOrder] = {}
        self.trouble: Unreadable | None = None
        self.by_trade_no: dict[str, PaidOrder] = {}

    async def by_transaction_id(self, transaction_id: TransactionId) -> OrderAnswer:
        return self.trouble or self.known.get(transaction_id) or Missing()

    async def by_out_trade_no(self, out_trade_no: OutTradeNo) -> OrderAnswer:
        return self.trouble or self.by_trade_no.get(out_trade_no) or Missing()


class FakeFacts:
    """An OrderFactsSource over a table."""

    def __init__(self) -> None:
        self.known: dict[str, OrderFacts] = {}
        self.trouble: Unreadable | None = None

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        if self.trouble is not None:
            return self.trouble
        return tuple(self.known[number] for number in transaction_ids if number in self.known)

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        return PictureContent(content=b"goods")


class FakeSource:
    """An ApplicationSource over tables of snapshots and histories."""

    source = Source.COMPLAINT

    def __init__(self) -> None:
        self.snapshots: dict[str, Snapshot] = {}
        self.histories: dict[str, tuple[Message, ...]] = {}
        self.trouble: dict[str, Unreadable | Missing] = {}
        self.pages: list[tuple[Snapshot, ...] | Unreadable] = []
        self.total: int | None = None
        self.outcomes: list[SendOutcome] = []
        self.uploads: list[str | SendOutcome] = []
        self.said: list[tuple[str, ...]] = []
        self.asked: list[tuple[date, date, int]] = []

    async def page(
        self, *, first_day: date, last_day: date, offset: int
    ) -> SnapshotPage | Unreadable:
        self.asked.append((first_day, last_day, offset))
        if not self.pages:
            return SnapshotPage((), 0)
        page = self.pages.pop(0)
        return page if isinstance(page, Unreadable) else SnapshotPage(page, self.total)

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        return self.trouble.get("read") or self.snapshots[source_ref]

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        trouble = self.trouble.get("history")
        if isinstance(trouble, Unreadable):
            return trouble
        return self.histories.get(source_ref, ())

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        return self.trouble.get("picture") or PictureContent(content=reference.encode())

    async def upload(self, *, name: str, content: bytes) -> str | SendOutcome:
        return self.uploads.pop(0) if self.uploads else f"media-{len(content)}"

    async def reply(self, source_ref: str, text: str, picture_refs: tuple[str, ...]) -> SendOutcome:
        return self._say("reply", source_ref, text, *picture_refs)

    async def report_approved(self, source_ref: str) -> SendOutcome:
        return self._say("approve", source_ref)

    async def report_rejected(
        self, source_ref: str, *, reason: str, remark: str, picture_refs: tuple[str, ...]
    ) -> SendOutcome:
        return self._say("reject", source_ref, reason, remark, *picture_refs)

    async def complete(self, source_ref: str) -> SendOutcome:
        return self._say("complete", source_ref)

    def _say(self, *words: str) -> SendOutcome:
        self.said.append(words)
        return self.outcomes.pop(0) if self.outcomes else Sent(request_id="08AB")


class FakeReader:
    """A PictureReader for bytes that are no pictures."""

    async def thumbnail(self, content: bytes, *, side_px: int) -> tuple[bytes, int, int]:
        if content.startswith(b"bad"):
            raise BadPictureError("img.type")
        return b"small " + content, side_px, side_px

    async def clean_copy(self, content: bytes) -> bytes:
        if content.startswith(b"bad"):
            raise BadPictureError("img.type")
        return b"clean " + content


def snapshot_of(application: RefundApplication, **changes: Any) -> Snapshot:
    """An application as its source shows it."""
    order = ComplaintOrder(
        transaction_id=application.transaction_id,
        out_trade_no=application.out_trade_no,
        amount=application.order_amount,
    )
    values: dict[str, Any] = {
        "source": application.source,
        "source_ref": application.source_ref,
        "applied_at": application.applied_at,
        "complaint_state": ComplaintState.PENDING,
        "problem_type": ProblemType.REFUND,
        "problem_text": application.problem_text,
        "detail_text": application.detail_text,
        "asked": application.asked,
        "orders": (order,),
        "payer_phone": application.payer_phone,
        "payer_openid": "",
        "user_complaint_times": 1,
        "is_high_risk": False,
        "has_new_words": False,
        "fully_refunded": False,
        "in_platform_service": False,
        "needs_immediate_service": False,
        "picture_refs": (),
    }
    return Snapshot(**(values | changes))
