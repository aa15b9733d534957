"""Broken and hostile answers by the hundred thousand, over real HTTP on loopback.

    python -m tests.wechatpay.answer_fuzz --inputs 100000 --seed 1

Each input is an answer of WeChat Pay to one call of the desk: of the documented form, or with
fields, bytes, status or signature spoilt. What the adapters conclude is held against
`answer_oracle`, which shares no code with them. Last line: JSON; exit code 0 iff `ok`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType

from refund_desk.adapters.wechatpay.bills import WeChatPayBills
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.orders import WeChatPayOrders
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits, prepare
from refund_desk.application.ports.bill_source import BillSink
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, OutTradeNo, RefundId, TransactionId
from refund_desk.domain.refund import Refund
from tests.wechatpay import answer_cases as cases
from tests.wechatpay.answer_oracle import Found, wrong_with
from tests.wechatpay.samples import refund_of
from tests.wechatpay.scripted_gateway import MCHID, Seen, credentials, scripted_gateway

SLOW_S = 1.0
DAY = date(2026, 11, 22)
# Longer than any answer takes on loopback, even on a busy machine: an input that ends here hangs.
_LIMITS = TimeLimits(read_s=10.0, whole_s=15.0, file_s=15.0)


@dataclass
class Result:
    """What a run saw."""

    inputs: int = 0
    wrong: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0


class Prober:
    """A desk's adapters over a gateway that answers each call with the case at hand."""

    def __init__(self) -> None:
        """Nothing is open yet: use it as an async context."""
        self._stack = AsyncExitStack()
        self._case: cases.Case | None = None

    async def __aenter__(self) -> Prober:
        """Open the gateway and a core that speaks to it."""
        gateway = await self._stack.enter_async_context(scripted_gateway(self._answer))
        self.url = gateway.url
        self._seen = gateway.seen
        keys = credentials(gateway.url)
        core = HardenedCore(keys, prepare(keys), limits=_LIMITS, rates_limited=False)
        self._stack.push_async_callback(core.close)
        endpoints = Endpoints(core, MCHID)
        self._refunds = WeChatPayRefunds(endpoints)
        self._orders = WeChatPayOrders(endpoints, lambda: datetime.now(UTC))
        self._complaints = WeChatPayComplaints(endpoints)
        self._bills = WeChatPayBills(endpoints)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close both."""
        await self._stack.aclose()

    async def look_at(self, case: cases.Case) -> Found:
        """What the adapters make of this answer; raises what they raise."""
        self._case = case
        self._seen.clear()
        sinks: list[bytearray] = []

        def open_sink() -> BillSink:
            sinks.append(bytearray())
            return sinks[-1].extend

        if case.call == "bill":
            outcome = await self._bills.trade_bill(DAY, open_sink)
            return Found(outcome, bytes(sinks[-1]) if sinks else b"")
        return Found(await self._asked(case.call))

    async def _asked(self, call: str) -> object:
        payment, trade_no = TransactionId(cases.PAYMENT), OutTradeNo(cases.TRADE_NO)
        complaint, refund = cases.COMPLAINT, _refund()
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "submit": lambda: self._refunds.submit(refund),
            "query": lambda: self._refunds.query(OutRefundNo(cases.NUMBER)),
            "abnormal": lambda: self._refunds.return_to_shop(refund),
            "order": lambda: self._orders.by_transaction_id(payment),
            "order_no": lambda: self._orders.by_out_trade_no(trade_no),
            "complaint": lambda: self._complaints.read(complaint),
            "complaints": lambda: self._complaints.page(first_day=DAY, last_day=DAY, offset=0),
            "history": lambda: self._complaints.history(complaint),
            "approve": lambda: self._complaints.report_approved(complaint),
            "complete": lambda: self._complaints.complete(complaint),
        }
        return await calls[call]()

    async def _answer(self, request: Seen, writer: asyncio.StreamWriter) -> None:
        assert self._case is not None
        is_file = request.target.startswith("/v3/billdownload")
        writer.write(self._case.file_wire() if is_file else self._case.wire())
        status = self._case.file_status if is_file else self._case.status
        if status in {204, 304}:
            writer.close()


def _refund() -> Refund:
    return refund_of(
        cases.PAYMENT,
        mchid=Mchid(str(MCHID)),
        amount=Fen(cases.AMOUNT),
        order_total=Fen(cases.TOTAL),
        refund_id=RefundId("50300000002026112300000001"),
    )


async def campaign(inputs: int, seed: int, *, first: int = 0) -> Result:
    """Try that many cases of a seed, from the `first` on."""
    result = Result()
    async with Prober() as prober:
        for number in range(first, first + inputs):
            case = cases.made(seed, number, prober.url)
            # The processor's time: on a busy machine the wall's would blame the wrong one.
            began = time.process_time()
            try:
                found = await prober.look_at(case)
            except Exception as error:  # noqa: BLE001 - that nothing is raised is what is tested
                result.wrong.append(f"{number} {case.call}: raised {type(error).__name__}")
                continue
            finally:
                result.inputs += 1
            took = time.process_time() - began
            result.slowest_s = max(result.slowest_s, took)
            wrong = wrong_with(case, found) or ("slow" if took > SLOW_S else "")
            if wrong:
                result.wrong.append(f"{number} {case.call} {case.status}: {wrong}")
            result.outcomes[f"{case.call}:{type(found.outcome).__name__}"] += 1
    return result


def main() -> int:
    """Run a campaign and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="replay from this number on")
    wanted = parser.parse_args()
    began = time.perf_counter()
    result = asyncio.run(campaign(wanted.inputs, wanted.seed, first=wanted.first))
    print(json.dumps(dict(sorted(result.outcomes.items()))))
    summary = {
        "seed": wanted.seed,
        "inputs": result.inputs,
        "seconds": round(time.perf_counter() - began, 1),
        "slowest_ms": round(result.slowest_s * 1000, 1),
        "wrong": result.wrong[:20],
        "ok": not result.wrong,
    }
    print(json.dumps(summary, ensure_ascii=False))
    return 0 if summary["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
