"""How many refunds a desk sends in a second with its durable ledger, and what one costs.

    python -m benchmarks.refunds [--seconds 60] [--burst 3000] [--path send] [--limiter on]

The desk is the program's own, without a window: real encrypted ledger, real use cases, HTTP to the
practice server in another process. Two paths are measured: the whole submit path (undo window of
0 s, pre-flight with its two reads at the far side, intention, send, outcome) and the send path
(the same without the pre-flight). Each runs with the limiter on for `--seconds`, and `--burst`
refunds with it off. The floor is measured before and after each, in the same process: for each
refund one RSA-2048 signature, one verification, one keep-alive httpx POST of equal bytes, and the
same writer's two grouped FULL commits of one row each. CPU is that of this process, all threads.

The floor has one call over the network, so the send path is what stands beside it; the whole path
has three, and its two reads cost what any read costs (RSA signature, HTTP, verification).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import httpx

from benchmarks.floor import Floor
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.pace import REFUNDS_PER_S
from refund_desk.adapters.wechatpay.transport import HardenedCore, prepare
from refund_desk.application.background import at_most
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import keep_press, press_for
from refund_desk.bootstrap import Desk, follow_practice_clock, gateways_over, open_practice_desk
from refund_desk.domain.events import Event
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Source,
)
from refund_desk.ui.picture_reader import QtPictureReader
from tests.practice_process import PracticeShop, running_practice_shop

TOTAL = Fen(10_000)
# More than the transport lets through at once, so that the next read waits for no send.
AT_ONCE = 24
_PLANS_A_WORK = 100
_WARM_UP = 200


class Deaf:
    """An EventSink that nobody listens to."""

    def publish(self, event: Event) -> None:
        """Forget it."""


class NoLook:
    """A pre-flight that looks at nothing."""

    async def __call__(self, _refund: Refund) -> str:
        """Nothing speaks against it."""
        return ""


@dataclass(frozen=True)
class Run:
    """What one run saw; CPU in ms a refund."""

    refunds: int
    seconds: float
    cpu_ms: float
    most_in_a_second: int

    @property
    def per_s(self) -> float:
        """Refunds a second."""
        return self.refunds / self.seconds


@dataclass
class Bench:
    """A desk, its far side, and the refunds that are planned."""

    desk: Desk
    core: HardenedCore
    shop: PracticeShop

    async def plan(self, count: int) -> list[int]:
        """So many fresh payments with complaints at the far side, approved here; the plans' ids."""
        made: list[dict[str, str]] = []
        async with httpx.AsyncClient(trust_env=False, timeout=60, verify=False) as client:

            async def one() -> None:
                address = f"{self.shop.admin_url}/orders"
                answer = await client.post(address, json={"total_fen": TOTAL.count})
                made.append(answer.json())

            await at_most(8, (one for _n in range(count)))
        planned: list[int] = []
        for start in range(0, count, _PLANS_A_WORK):
            part = made[start : start + _PLANS_A_WORK]
            work = partial(_planned, part, self.desk.clock.now(), Mchid(self.shop.mchid))
            planned += await self.desk.ledger.transactions.run(work)
        return planned

    def submit(self, *, looks: bool) -> Callable[[int], Awaitable[None]]:
        """The use case that sends a planned refund, with or without its look before."""
        submit = self.desk.services.settling_loop.submit
        return submit if looks else replace(submit, pre_flight=NoLook())  # type: ignore[arg-type] # the same call

    async def run(self, planned: list[int], *, looks: bool) -> Run:
        """Send all of them as fast as the transport lets; fails unless each was accepted."""
        submit = self.submit(looks=looks)
        watch = await asyncio.to_thread(_watch, self.shop.admin_url)
        began, cpu = time.perf_counter(), time.process_time()
        await at_most(AT_ONCE, (partial(submit, refund_id) for refund_id in planned))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        said, _nothing = await asyncio.to_thread(watch.communicate)
        seen = json.loads(said)
        await self.desk.ledger.transactions.run(partial(_ensure_accepted, planned))
        assert seen["count"] == len(planned), seen
        return Run(len(planned), seconds, cpu / len(planned) * 1000, seen["most"])


@asynccontextmanager
async def open_bench(folder: Path, shop: PracticeShop, *, limited: bool) -> AsyncIterator[Bench]:
    """A desk over this folder and far side; its limiter may be off, which only a bench does."""
    desk = await open_practice_desk(Folders(folder), Deaf(), QtPictureReader(), undo_s=0.0)
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    core = HardenedCore(credentials, prepare(credentials), rates_limited=limited)
    desk.core, desk.admin_url = core, shop.admin_url
    desk.far.connect(
        gateways_over(Endpoints(core, credentials.mchid), desk.clock, None)  # type: ignore[arg-type] # facts of orders are not asked for
    )
    await follow_practice_clock(desk)
    try:
        yield Bench(desk, core, shop)
    finally:
        await desk.close()


def _watch(admin_url: str) -> subprocess.Popen[bytes]:
    """Counts refund requests at the far side until its standard input is closed."""
    command = [sys.executable, "-m", "benchmarks.watch", admin_url]
    watch = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert watch.stdout is not None
    watch.stdout.readline()
    return watch


def _planned(made: list[dict[str, str]], now: datetime, mchid: Mchid, stores: Stores) -> list[int]:
    """What the sync and an approval would have written for these complaints."""
    return [_plan(stores, each, now, mchid) for each in made]


def _plan(stores: Stores, made: dict[str, str], now: datetime, mchid: Mchid) -> int:
    payment = TransactionId(made["transaction_id"])
    application = stores.applications.add(
        RefundApplication(
            id=0,
            source=Source.COMPLAINT,
            source_ref=made["complaint_id"],
            mchid=mchid,
            transaction_id=payment,
            out_trade_no=OutTradeNo(made["out_trade_no"]),
            state=ApplicationState.OPEN,
            problem_type=ProblemType.REFUND,
            category=ReasonCategory.DAMAGED,
            problem_text="商品破损",
            detail_text="收到的东西有问题，申请退款。",
            asked=TOTAL,
            order_amount=TOTAL,
            applied_at=now,
            round_started_at=now,
            changed_at=now,
            complaint_state=ComplaintState.PENDING,
            due_at=None,
            payer_phone="13800138000",
            customer_key="",
        )
    )
    stores.orders.put_order(
        PaidOrder(
            mchid=mchid,
            transaction_id=payment,
            out_trade_no=OutTradeNo(made["out_trade_no"]),
            trade_state=TradeState.SUCCESS,
            total=TOTAL,
            payer_total=TOTAL,
            currency="CNY",
            paid_at=now,
            read_at=now,
        )
    )
    refund = stores.refunds.add(
        Refund(
            id=0,
            application_id=application.id,
            mchid=mchid,
            transaction_id=payment,
            amount=TOTAL,
            order_total=TOTAL,
            reason="商品破损，退款",
            state=RefundState.PLANNED,
            planned_at=now,
            pressed_at=now,
            actor="owner",
        )
    )
    keep_press(stores, refund.id, press_for(application))
    return refund.id


def _ensure_accepted(planned: list[int], stores: Stores) -> None:
    for refund_id in planned:
        refund = stores.refunds.get(refund_id)
        assert refund.accepted_at is not None, (refund.state, refund.why)


async def measure(folder: Path, shop: PracticeShop, wanted: argparse.Namespace) -> list[str]:
    """All runs, as lines of a table."""
    lines = []
    counts = {"off": wanted.burst, "on": round(wanted.seconds * REFUNDS_PER_S)}
    paths = {"send": False, "submit": True}
    for limiter in (wanted.limiter,) if wanted.limiter else ("off", "on"):
        limited, count = limiter == "on", counts[limiter]
        async with open_bench(folder, shop, limited=limited) as bench:
            await bench.run(await bench.plan(_WARM_UP), looks=False)
            for looks in (paths[wanted.path],) if wanted.path else (False, True):
                planned = await bench.plan(count)
                # On both sides of the run, because a shared machine is not always as busy.
                before = await Floor.measured(bench.desk.ledger, wanted.floor)
                run = await bench.run(planned, looks=looks)
                after = await Floor.measured(bench.desk.ledger, wanted.floor)
                lines.append(_line(run, (before + after) / 2, looks=looks, limited=limited))
                print(lines[-1], flush=True)
    return lines


def _line(run: Run, floor: float, *, looks: bool, limited: bool) -> str:
    return json.dumps(
        {
            "path": "submit with pre-flight" if looks else "send alone",
            "limiter": limited,
            "refunds": run.refunds,
            "seconds": round(run.seconds, 1),
            "per_s": round(run.per_s, 1),
            "most_in_any_second": run.most_in_a_second,
            "cpu_ms": round(run.cpu_ms, 2),
            "floor_cpu_ms": round(floor, 2),
            "times_floor": round(run.cpu_ms / floor, 2),
            "load": round(os.getloadavg()[0], 1),
        }
    )


def main() -> int:
    """Measure and print a line a run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="of each run with the limiter")
    parser.add_argument("--burst", type=int, default=3_000, help="refunds of each run without it")
    parser.add_argument("--path", choices=("send", "submit"), help="only this one")
    parser.add_argument("--limiter", choices=("on", "off"), help="only so")
    parser.add_argument("--floor", type=int, default=1_500, help="refunds' worth of floor")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="refund-bench-") as name:
        folder = Path(name)
        flags = ("--applications", "1", "--settle-seconds", "3600")
        with running_practice_shop(folder / "shop", *flags) as shop:
            shop.set_balance(10**12)
            asyncio.run(measure(folder / "desk", shop, wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
