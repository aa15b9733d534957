"""Get the bills of one Beijing day and keep what they say; compared is when somebody looks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.bill_source import (
    BillNotReady,
    BillOutcome,
    BillSink,
    BillSource,
    BillTaken,
)
from refund_desk.application.ports.bill_store import BillDay, BillState
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.proof_rows import DayState, state_of, why_of
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.bill import (
    BadBillError,
    BilledRefund,
    BillKind,
    FlowBill,
    TradeBill,
)
from refund_desk.domain.bill_reader import BillReader
from refund_desk.domain.events import BillsChanged
from refund_desk.domain.fen import total_of
from refund_desk.domain.identifiers import Mchid

log = logging.getLogger(__name__)

_TRADES = (BillKind.REFUND, BillKind.ALL)
# What keeps every other bill away as well.
_ENDS_THE_ROUND = frozenset({"net.off", "key.bad", "far.busy", "far.denied"})


@dataclass(frozen=True, slots=True)
class DayTry:
    """How a try to prove a day ended; `why` is a key of the window's sentences."""

    state: DayState
    why: str = ""

    @property
    def ends_the_round(self) -> bool:
        """Whether asking for another day now would end the same way."""
        return self.why in _ENDS_THE_ROUND


@dataclass(frozen=True, slots=True)
class _Got:
    """One bill: how the try ended, and what was in it."""

    tried: BillDay
    trades: TradeBill = field(default_factory=TradeBill)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileDay:
    """One try at a day. Tries never overlap.

    `settle` asks WeChat Pay about a refund (`SettleRefund`): what a bill names and this ledger is
    not sure of is asked about at once.
    """

    ground: Ground
    source: BillSource
    settle: Callable[[int], Awaitable[None]]
    mchid: Mchid
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def __call__(self, day: date) -> DayTry:
        """Fetch the three bills and keep what they say; nothing is kept of a spoilt one.

        The two bills of trades count together or not at all. Raises a `StorageError`.
        """
        async with self._one_at_a_time:
            self.ground.publish(BillsChanged(day, running=True))
            try:
                got = await self._fetch_all(day)
                tried, in_doubt = await self.ground.run(lambda stores: self._keep(stores, day, got))
            finally:
                self.ground.publish(BillsChanged(day))
        for refund_id in in_doubt:
            await self.settle(refund_id)
        return tried

    async def _fetch_all(self, day: date) -> dict[BillKind, _Got]:
        """The bills, one after the other; trouble of the whole way ends it."""
        got: dict[BillKind, _Got] = {}
        for kind in BillKind:
            got[kind] = await self._fetch(kind, day)
            if got[kind].tried.why in _ENDS_THE_ROUND:
                break
        return _agreed(got)

    async def _fetch(self, kind: BillKind, day: date) -> _Got:
        readers: list[BillReader] = []

        def open_sink() -> BillSink:
            readers.append(BillReader(kind, self.mchid))
            return readers[-1].feed

        outcome = await self._ask(kind, day, open_sink)
        tried = BillDay(day=day, kind=kind, state=BillState.TROUBLE, at=self.ground.now())
        match outcome:
            case BillTaken(sha1=sha1):
                return _read(readers[-1], replace(tried, state=BillState.TAKEN, sha1=sha1))
            case BillNotReady():
                return _Got(replace(tried, state=BillState.NOT_READY))
            case Missing():
                return _Got(replace(tried, state=BillState.EMPTY))
            case Unreadable(why=why):
                # No permission for bills says nothing about refunds; wrong keys do.
                if outcome.halts and why == "key.bad":
                    self.ground.gate.halt(why)
                return _Got(replace(tried, why=why))
            case _:
                assert_never(outcome)

    async def _ask(
        self, kind: BillKind, day: date, open_sink: Callable[[], BillSink]
    ) -> BillOutcome:
        if kind is BillKind.FLOW:
            return await self.source.fund_flow_bill(day, open_sink)
        refunds_only = kind is BillKind.REFUND
        return await self.source.trade_bill(day, open_sink, refunds_only=refunds_only)

    def _keep(
        self, stores: Stores, day: date, got: dict[BillKind, _Got]
    ) -> tuple[DayTry, tuple[int, ...]]:
        """One transaction: what came, what did not, and which refunds to ask about."""
        trades = [got[kind] for kind in _TRADES if kind in got]
        whole = len(trades) == 2 and all(one.tried.state.is_proved for one in trades)
        if whole:
            known = {kind: bill.sha1 for kind, bill in stores.bills.days(day).items()}
            refunds = _merged(trades)
            stores.bills.put_refunds(day, refunds.values())
            if any(known.get(one.tried.kind) != one.tried.sha1 for one in trades):
                stores.audit.append(self._line(day, refunds, trades))
        for kind, one in got.items():
            if kind is BillKind.FLOW or whole or not one.tried.state.is_proved:
                stores.bills.put_day(one.tried)
        tries = tuple(one.tried for one in got.values())
        return DayTry(state_of(tries), why_of(tries)), stores.bills.in_doubt(day) if whole else ()

    def _line(self, day: date, refunds: dict[str, BilledRefund], trades: list[_Got]) -> AuditEntry:
        """The line of the trail that says which bills were believed."""
        return AuditEntry(
            at=self.ground.now(),
            actor=SYSTEM,
            action=AuditAction.BILL_TAKEN,
            facts={
                "day": day.isoformat(),
                "refunds": len(refunds),
                "amount_fen": total_of(refund.asked for refund in refunds.values()).count,
                **{f"sha1_{one.tried.kind.value}": one.tried.sha1 for one in trades},
            },
        )


def _read(reader: BillReader, tried: BillDay) -> _Got:
    """What a whole file says; one that cannot be understood counts for nothing."""
    try:
        if tried.kind is BillKind.FLOW:
            return _Got(_with_balance(tried, reader.flow_bill()))
        bill = reader.trade_bill()
    except BadBillError as bad:
        log.warning("the %s bill of %s is not understood: %s", tried.kind, tried.day, bad)
        return _Got(replace(tried, state=BillState.TROUBLE, sha1="", why="bill.bad"))
    return _Got(replace(tried, payments=bill.payments, paid=bill.paid), bill)


def _with_balance(tried: BillDay, bill: FlowBill) -> BillDay:
    return replace(tried, balance=bill.balance, balance_at=bill.balance_at)


def _agreed(got: dict[BillKind, _Got]) -> dict[BillKind, _Got]:
    """The bills as they are, unless the two of trades contradict each other about a refund."""
    both = [got[kind].trades for kind in _TRADES if kind in got]
    seen: dict[str, BilledRefund] = {}
    for refund in (refund for bill in both for refund in bill.refunds):
        known = seen.setdefault(refund.refund_id, refund)
        if (known.number, known.transaction_id, known.asked) != (
            refund.number,
            refund.transaction_id,
            refund.asked,
        ):
            log.warning("the bills of refunds and of all trades contradict each other")
            spoilt = {
                kind: _Got(replace(got[kind].tried, state=BillState.TROUBLE, why="bill.bad"))
                for kind in _TRADES
            }
            return got | spoilt
    return got


def _merged(trades: list[_Got]) -> dict[str, BilledRefund]:
    """All refunds of both bills; what both hold is taken from that of refunds, which knows more."""
    merged: dict[str, BilledRefund] = {}
    for one in trades:
        for refund in one.trades.refunds:
            merged.setdefault(refund.refund_id, refund)
    return merged
