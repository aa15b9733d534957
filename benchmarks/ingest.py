"""How many applications a second a desk without a window takes in from a feed, and what it holds.

    python -m benchmarks.ingest [--applications 10000,100000] [--banks DIR] [--window]

The practice server serves the feed from another process; the desk is the program's own: real
encrypted ledger, every page one durable transaction with its cursor, conversations, order facts,
search and audit trail kept. No pictures are fetched. Each size runs in a process of its own on an
empty ledger. PSS (MB) is that of the desk's process after the last page; CPU is all its threads.
`--window` is the same with the window, used all the while: see `benchmarks.used_window`.
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
from dataclasses import replace
from pathlib import Path

from benchmarks.measured import measured_apart, pss_mb

_PATIENCE_S = 1_800


class NoPictures:
    """A picture fetcher that fetches nothing."""

    async def __call__(self, _references: tuple[str, ...], _fetch: object) -> int:
        """Nothing was kept."""
        return 0


async def take_in(folder: Path, ready_line: dict[str, str]) -> dict[str, float]:
    """One look at everything the feed holds."""
    from benchmarks.refunds import Deaf
    from refund_desk.adapters.system.folders import Folders
    from refund_desk.bootstrap import connect_practice, open_practice_desk
    from refund_desk.domain.refund_application import Source
    from refund_desk.ui.picture_reader import QtPictureReader

    desk = await open_practice_desk(Folders(folder), Deaf(), QtPictureReader())
    try:
        await connect_practice(desk, ready_line)
        feeds = desk.services.sources.feeds
        (feed,) = (one for one in feeds if one.source.source is Source.SHOP_FEED)
        pull = replace(feed, fetcher=NoPictures())  # type: ignore[arg-type] # stands for one
        before = pss_mb()
        began, cpu = time.perf_counter(), time.process_time()
        await pull()
        seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
        durable = await desk.ledger.transactions.run(lambda stores: stores.synchronous())
        assert durable >= 2, "the ledger is not durable"
        counts = await desk.services.reads.segment_counts(now=desk.clock.now())
        return {
            "to_do": counts.to_do,
            "seconds": round(seconds, 2),
            "cpu_s": round(cpu_s, 2),
            "pss_before_mb": before,
            "pss_mb": pss_mb(),
        }
    finally:
        await desk.close()


def fill(bank: Path, count: int) -> None:
    """The far side's books with so many applications, which takes a while; they are kept."""
    command = [sys.executable, "-m", "refund_desk.practice", "--port", "0", "--data-dir", str(bank)]
    server = subprocess.Popen(
        [*command, "--feed-applications", str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    server.stdout.readline()
    server.communicate(timeout=_PATIENCE_S)


def measure(count: int, banks: Path, *, window: bool) -> dict[str, float]:
    """One run with so many applications; `banks` keeps the far side's books."""
    from tests.practice_process import running_practice_shop

    bank = banks / str(count)
    if not bank.exists():
        fill(bank, count)
    module = "benchmarks.used_window" if window else "benchmarks.ingest"
    with (
        tempfile.TemporaryDirectory() as folder,
        running_practice_shop(bank, "--feed-applications", str(count)) as shop,
    ):
        line = dict(shop.ready_line)
        said = measured_apart(module, Path(folder), line, within_s=_PATIENCE_S)
    load = os.getloadavg()[0]
    per_s = round(count / said["seconds"], 1)
    return {"applications": count, "per_s": per_s, **said, "load": round(load, 1)}


def main() -> int:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--applications", default="10000,100000", help="sizes, parted by commas")
    parser.add_argument("--window", action="store_true", help="with the window, and used")
    parser.add_argument("--banks", type=Path, help="keep the far side's books in this folder")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child is not None:
        print(json.dumps(asyncio.run(take_in(wanted.child, json.loads(sys.stdin.read())))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        banks = wanted.banks or Path(folder)
        for count in (int(size) for size in wanted.applications.split(",")):
            print(json.dumps(measure(count, banks, window=wanted.window)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
