"""The use cases of the daily proof over a real ledger, with bills and answers made by tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.background import Alarm
from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import (
    Accepted,
    Missing,
    NoSuchRefund,
    QueryOutcome,
    RefundReport,
    SubmitOutcome,
    Unreadable,
)
from refund_desk.application.ports.bill_source import BillNotReady, BillOutcome, BillSink, BillTaken
from refund_desk.application.ports.order_gateway import OrderAnswer
from refund_desk.application.proof import Proof
from refund_desk.application.proof_loop import ProofLoop
from refund_desk.application.sending_gate import SendingGate
from refund_desk.application.use_cases.note_difference import NoteDifference
from refund_desk.application.use_cases.reconcile_day import ReconcileDay
from refund_desk.application.use_cases.record_found_refund import RecordFoundRefund
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.bill import BillKind
from refund_desk.domain.events import Event
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo, OutTradeNo, RefundId, TransactionId
from refund_desk.domain.refund import Refund, RefundState
from tests.reconciliation.bills import MCHID, Row, trade_file
from tests.storage.examples import KEY

Result = TypeVar("Result")

# The next day's first asking.
NOW = datetime(2026, 11, 18, 2, 5, tzinfo=UTC)
DAY = date(2026, 11, 17)
ONE = timedelta(days=1)


@dataclass
class StandingClock:
    """A clock that a test sets."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def pc_now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def far_offset_s(self) -> float | None:
        return 0.0


@dataclass
class Heard:
    """An EventSink that remembers."""

    events: list[Event] = field(default_factory=list)

    def publish(self, event: Event) -> None:
        self.events.append(event)


@dataclass
class ScriptedBills:
    """A `BillSource`: files by kind and day; without one there was no trade."""

    files: dict[tuple[BillKind, date], bytes | BillOutcome] = field(default_factory=dict)
    otherwise: BillOutcome = field(default_factory=Missing)
    asked: list[tuple[BillKind, date]] = field(default_factory=list)

    def put(self, day: date, *rows: Row) -> None:
        """The bills of trades that hold these rows."""
        back = [row for row in rows if row.refund_id]
        self.files[BillKind.REFUND, day] = trade_file(back) if back else Missing()
        self.files[BillKind.ALL, day] = trade_file(list(rows), BillKind.ALL)

    async def trade_bill(
        self, day: date, open_sink: Callable[[], BillSink], *, refunds_only: bool = False
    ) -> BillOutcome:
        return self._give(BillKind.REFUND if refunds_only else BillKind.ALL, day, open_sink)

    async def fund_flow_bill(self, day: date, open_sink: Callable[[], BillSink]) -> BillOutcome:
        return self._give(BillKind.FLOW, day, open_sink)

    def _give(self, kind: BillKind, day: date, open_sink: Callable[[], BillSink]) -> BillOutcome:
        self.asked.append((kind, day))
        given = self.files.get((kind, day), self.otherwise)
        if not isinstance(given, bytes):
            return given
        # A first sink whose download broke off counts for nothing.
        open_sink()(given[: len(given) // 2])
        open_sink()(given)
        return BillTaken(bytes_count=len(given), sha1=f"{hash(given) & 0xFFFF:040x}")


@dataclass
class ScriptedRefunds:
    """A `RefundGateway` that only answers queries; 404 for what it does not know."""

    answers: dict[str, QueryOutcome] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        self.asked.append(str(out_refund_no))
        return self.answers.get(str(out_refund_no), NoSuchRefund(signed=True))

    async def submit(self, refund: Refund) -> SubmitOutcome:
        raise AssertionError(f"nothing is sent here: {refund.id}")

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        raise AssertionError(f"nothing is sent here: {refund.id}")

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        raise AssertionError(f"nothing is sent here: {refund.id} {card.bank_type}")


@dataclass
class ScriptedOrders:
    """An `OrderGateway` that knows some payments."""

    answers: dict[str, OrderAnswer] = field(default_factory=dict)

    async def by_transaction_id(self, transaction_id: TransactionId) -> OrderAnswer:
        return self.answers.get(str(transaction_id), Unreadable(why="net.slow"))

    async def by_out_trade_no(self, out_trade_no: OutTradeNo) -> OrderAnswer:
        return self.answers.get(str(out_trade_no), Missing())


@dataclass
class ProofDesk:
    """The proof's use cases and everything a test looks at."""

    ledger: Ledger
    proof: Proof
    loop: ProofLoop
    bills: ScriptedBills
    refunds: ScriptedRefunds
    orders: ScriptedOrders
    clock: StandingClock
    heard: Heard
    settled: list[int]

    async def run(self, work: Callable[[SqlStores], Result]) -> Result:
        """One transaction."""
        return await self.ledger.transactions.run(work)


def report(number: str, transaction_id: str, **changes: Any) -> Accepted:
    """A verified answer about a refund."""
    values: dict[str, Any] = {
        "out_refund_no": OutRefundNo(number),
        "transaction_id": TransactionId(transaction_id),
        "refund_id": RefundId("50300007012026111700000000001"),
        "state": RefundState.SUCCEEDED,
        "amount": Fen(10_800),
        "order_total": Fen(23_600),
        "payer_refund": Fen(10_800),
        "created_at": NOW - ONE,
        "succeeded_at": NOW - ONE,
        "received_by": "支付用户零钱",
        "channel": "ORIGINAL",
        "funds_account": "BASIC",
        "to_shop": False,
    }
    return Accepted(report=RefundReport(**(values | changes)))


@asynccontextmanager
async def proof_desk(folder: Path, **clock: Any) -> AsyncIterator[ProofDesk]:
    """A desk over a new ledger."""
    ledger = open_ledger(folder, KEY, mchid=MCHID, practice=True)
    heard, standing, settled = Heard(), StandingClock(**clock), list[int]()
    ground = Ground(
        transactions=ledger.transactions,
        clock=standing,
        events=heard,
        gate=SendingGate(standing, heard),
    )

    async def settle(refund_id: int) -> None:
        settled.append(refund_id)

    bills, refunds, orders = ScriptedBills(), ScriptedRefunds(), ScriptedOrders()
    reconcile = ReconcileDay(ground=ground, source=bills, settle=settle, mchid=MCHID)
    record = RecordFoundRefund(
        ground=ground, refunds=refunds, orders=orders, mchid=MCHID, practice=True
    )
    proof = Proof(
        reads=ledger.proofs,
        clock=standing,
        reconcile=reconcile,
        record_found=record,
        note_difference=NoteDifference(ground=ground),
    )
    loop = ProofLoop(ground=ground, reconcile=reconcile, alarm=Alarm(), between_days_s=0.0)
    try:
        yield ProofDesk(ledger, proof, loop, bills, refunds, orders, standing, heard, settled)
    finally:
        ledger.close()


NOT_READY, OFFLINE = BillNotReady(), Unreadable(why="net.off")
SLOW, DENIED = replace(OFFLINE, why="net.slow"), replace(OFFLINE, why="far.denied")
