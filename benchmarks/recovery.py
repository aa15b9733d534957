"""How long a start takes until a thousand refunds in doubt are settled.

    python -m benchmarks.recovery [--refunds 1000] [--runs 3]

Each of them was written down and sent, and the desk died before it wrote an answer down. Then a
new process opens the same ledger, heals it, and asks WeChat Pay (the practice server, in another
process) about every number, within its limit of 290 queries a second. Measured from the start of
that process, imports and all, until the last refund is final. There is no window.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.measured import measured_apart

_LOOK_EVERY_S = 0.02
_PATIENCE_S = 120


async def leave_in_doubt(folder: Path, shop: object, count: int) -> None:
    """A ledger with so many refunds that were sent and have no answer."""
    from benchmarks.refunds import open_bench
    from refund_desk.application.background import at_most
    from refund_desk.application.ledger_steps import write_intention
    from refund_desk.domain.shop_policy import ShopPolicy
    from tests.practice_process import PracticeShop

    assert isinstance(shop, PracticeShop)
    async with open_bench(folder, shop, limited=False) as bench:
        gateways = await bench.desk.far.gateways()
        assert gateways is not None

        async def send(refund_id: int) -> None:
            work = partial(
                write_intention,
                refund_id=refund_id,
                practice=True,
                policy=ShopPolicy(),
                now=bench.desk.clock.now(),
            )
            sent = await bench.desk.ledger.transactions.run(work)
            assert sent is not None
            await gateways.refunds.submit(sent)

        await at_most(8, (partial(send, refund_id) for refund_id in await bench.plan(count)))


async def recover(folder: Path, ready_line: dict[str, str]) -> int:
    """Start as the program does and settle everything; how many there were."""
    from benchmarks.refunds import Deaf
    from refund_desk.adapters.system.folders import Folders
    from refund_desk.bootstrap import connect_practice, open_practice_desk
    from refund_desk.ui.picture_reader import QtPictureReader

    desk = await open_practice_desk(Folders(folder), Deaf(), QtPictureReader())
    try:
        count = len(await desk.ledger.transactions.run(lambda stores: stores.refunds.unfinished()))
        loop = asyncio.create_task(desk.services.settling_loop())
        await connect_practice(desk, ready_line)
        due = 1
        while due:
            await asyncio.sleep(_LOOK_EVERY_S)
            due = await desk.ledger.transactions.run(
                lambda stores: 0 if stores.refunds.next_due() is None else 1
            )
        left = await desk.ledger.transactions.run(lambda stores: stores.refunds.unfinished())
        assert not left, f"{len(left)} are not final"
        desk.services.stop_background()
        await loop
        return count
    finally:
        await desk.close()


def _seconds_since_start() -> float:
    """Since this process was started, by the clock that its start was written down with."""
    ticks = float(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--refunds", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if wanted.child is not None:
        count = asyncio.run(recover(wanted.child, json.load(sys.stdin)))
        cpu = time.process_time()
        print(json.dumps({"refunds": count, "seconds": _seconds_since_start(), "cpu_s": cpu}))
        return 0
    from tests.practice_process import running_practice_shop

    with tempfile.TemporaryDirectory(prefix="recovery-bench-") as name:
        folder = Path(name)
        flags = ("--applications", "1", "--settle-seconds", "0")
        with running_practice_shop(folder / "shop", *flags) as shop:
            shop.set_balance(10**12)
            for number in range(wanted.runs):
                desk = folder / f"desk-{number}"
                asyncio.run(leave_in_doubt(desk, shop, wanted.refunds))
                run = measured_apart(
                    "benchmarks.recovery", desk, dict(shop.ready_line), within_s=_PATIENCE_S
                )
                load = os.getloadavg()[0]
                print(json.dumps({**{k: round(v, 2) for k, v in run.items()}, "load": load}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
