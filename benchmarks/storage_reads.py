"""How quick the ledger is with many applications; prints medians and 95th percentiles.

    python -m benchmarks.storage_reads [--applications 100000] [--folder DIR]

The folder is filled once (some minutes for 100,000) and used again when it holds that many already.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from array import array
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from refund_desk.adapters.storage.first_rows import read_first_rows
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.rows import HistoryFilter, HistoryResult
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, OutTradeNo, TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts
from refund_desk.domain.reason import category_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Segment,
    Source,
)

_KEY = bytes(32)
_MCHID = Mchid("1900000109")
_NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
_PAGE = 50
_OPEN_SHARE = 0.003

_SURNAMES = "林董潘陆周方余谢邓曹彭曾萧王李张刘陈杨赵黄吴徐孙胡朱高何郭马罗梁宋郑"
_GIVEN = "小雨晓明思远佳怡子涵浩然雨桐欣妍宇轩梦琪嘉豪诗雅俊杰雪莹志强丽娜伟东"
_GOODS: tuple[str, ...] = (
    "雾蓝马克杯",
    "桂花乌龙 50g",
    "青花餐盘",
    "亚麻围裙",
    "手工皮质托特包",
    "竹节筷子 6 双",
)
_GOODS += ("豆乳蜡烛 白桃", "亚麻桌布 1.8 m", "陶土花器", "羊毛披肩", "黄铜书签", "香樟木梳")
_WORDS = (
    "收到的时候已经碎了", "包装盒压扁了", "颜色和图片完全不一样", "等了一个星期还没有发货",
    "拍错了不想要了", "少发了一个", "客服一直不回复", "请尽快退款", "我要退货退款", "质量太差",
    "用了一次就掉色", "发错了颜色", "快递说已经签收但是没有收到", "钱什么时候到账", "非常失望",
    "抱歉给您带来不便", "已经为您登记", "麻烦拍一张照片", "我们马上核实", "运费谁承担",
)  # fmt: skip
_SEARCHES: tuple[str, ...] = (
    "退",
    "碎",
    "退款",
    "马克",
    "林小",
    "颜色",
    "没有收到",
    "掉色",
    "马克杯",
    "快递说",
)
_SEARCHES += ("客服一直不回复", "没有点", "林小雨", "退款 颜色", "皮质托特包", "钱什么")


def _application(number: int, chance: random.Random) -> RefundApplication:
    applied_at = _NOW - timedelta(seconds=number * 315)
    words = chance.sample(_WORDS, 2)
    is_open = chance.random() < _OPEN_SHARE or number < 200
    state = ApplicationState.OPEN if is_open else ApplicationState.REFUNDED
    return RefundApplication(
        id=0,
        source=Source.COMPLAINT,
        source_ref=f"2002018202611{number:015d}",
        mchid=_MCHID,
        transaction_id=TransactionId(f"4200{chance.randrange(10**10):010d}{number:014d}"),
        out_trade_no=OutTradeNo(f"SHOP{number:010d}"),
        state=state,
        problem_type=ProblemType.REFUND,
        category=category_of(*words),
        problem_text=words[0],
        detail_text="，".join(words),
        asked=Fen(chance.randrange(100, 50_000)),
        order_amount=Fen(50_000),
        applied_at=applied_at,
        round_started_at=applied_at,
        changed_at=applied_at,
        complaint_state=ComplaintState.PENDING if is_open else ComplaintState.PROCESSED,
        due_at=applied_at + timedelta(hours=24) if is_open else None,
        ended_at=None if is_open else applied_at + timedelta(hours=3),
        payer_phone=f"1{chance.randrange(3 * 10**9, 10**10):010d}",
        customer_key=f"customer-{chance.randrange(50_000)}",
    )


def _messages(application: RefundApplication, chance: random.Random) -> tuple[Message, ...]:
    return tuple(
        Message(
            log_ref=f"{n}",
            speaker=Speaker.BUYER if n % 2 == 0 else Speaker.SHOP,
            kind=MessageKind.WORDS,
            at=application.applied_at + timedelta(minutes=n),
            text="，".join(chance.sample(_WORDS, 3)),
        )
        for n in range(3)
    )


def _facts(application: RefundApplication, chance: random.Random) -> OrderFacts:
    assert application.transaction_id is not None
    name = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
    goods = Goods(name=chance.choice(_GOODS), quantity=chance.randint(1, 3), unit=Fen(5_000))
    return OrderFacts(
        transaction_id=application.transaction_id,
        goods=(goods,),
        logistics=Logistics(carrier="顺丰", tracking_no=f"SF{chance.randrange(10**13):013d}"),
        buyer_nickname=name,
    )


def _refund(application: RefundApplication) -> Refund:
    assert application.transaction_id is not None
    return Refund(
        id=0,
        application_id=application.id,
        mchid=_MCHID,
        transaction_id=application.transaction_id,
        amount=application.asked,
        order_total=application.order_amount,
        reason="商品问题",
        state=RefundState.SUCCEEDED,
        planned_at=application.applied_at,
        actor="owner",
        ordinal=1,
        out_refund_no=OutRefundNo.derive(application.transaction_id, 1, practice=True),
        accepted_at=application.applied_at + timedelta(hours=1),
        settled_at=application.applied_at + timedelta(hours=3),
    )


def _keep_page(stores: Stores, numbers: range, chance: random.Random) -> None:
    for number in numbers:
        kept = stores.applications.add(_application(number, chance))
        stores.conversations.merge(kept.id, _messages(kept, chance))
        stores.orders.put_facts(_facts(kept, chance))
        if kept.is_final:
            stores.refunds.add(_refund(kept))
        entry = AuditEntry(
            at=kept.applied_at, actor="system", action=AuditAction.RECEIVED, application_id=kept.id
        )
        stores.audit.append(entry)


async def _fill(ledger: Ledger, wanted: int) -> None:
    chance = random.Random(1)
    started = time.perf_counter()
    for first in range(0, wanted, _PAGE):
        page = range(first, min(first + _PAGE, wanted))
        await ledger.transactions.run(partial(_keep_page, numbers=page, chance=chance))
    took = time.perf_counter() - started
    print(f"filled {wanted:,} in {took:.0f} s, {wanted / took:.0f} applications a second")


async def _times(
    name: str, runs: int, read: Callable[[], Awaitable[object]], *, each: int = 1
) -> list[float]:
    """Milliseconds of each run, printed as median, 95th percentile and maximum."""
    taken = []
    for _run in range(runs):
        started = time.perf_counter()
        await read()
        taken.append((time.perf_counter() - started) * 1000 / each)
    _print(name, taken)
    return taken


def _print(name: str, taken: list[float]) -> None:
    p95 = sorted(taken)[max(0, round(len(taken) * 0.95) - 1)]
    print(
        f"{name:46} p50 {statistics.median(taken):8.2f}  p95 {p95:8.2f}  max {max(taken):8.2f} ms"
    )


def _history_filters() -> Iterator[tuple[str, HistoryFilter]]:
    today = _NOW.date()
    yield "all", HistoryFilter()
    yield "30 days", HistoryFilter(first_day=today - timedelta(days=30), last_day=today)
    yield "refunded", HistoryFilter(result=HistoryResult.REFUNDED)
    yield "by owner, oldest first", HistoryFilter(actor="owner", oldest_first=True)
    yield "search 马克杯", HistoryFilter(search="马克杯")


async def _measure(ledger: Ledger) -> None:
    reads = ledger.reads
    await _times("segment counts", 50, lambda: reads.segment_counts(now=_NOW))
    for segment in (Segment.TO_DO, Segment.REFUNDING):
        await _times(
            f"inbox ids {segment}",
            50,
            partial(reads.inbox_ids, segment, search="", now=_NOW),
        )
    ids = await reads.inbox_ids(Segment.TO_DO, search="", now=_NOW)
    await _times(f"64 inbox rows of {len(ids)}", 50, lambda: reads.inbox_rows(ids[:64]))
    chance = random.Random(2)
    scattered = array("I", (chance.randrange(1, 1000) for _ in range(64)))
    await _times("64 scattered inbox rows", 50, lambda: reads.inbox_rows(scattered))
    await _times("case", 100, lambda: reads.case(chance.choice(ids)))
    for name, wanted in _history_filters():
        await _times(f"history ids {name}", 10, partial(reads.history_ids, wanted, now=_NOW))
        await _times(
            f"history summary {name}",
            10,
            partial(reads.history_summary, wanted, now=_NOW),
        )
    await _search(ledger, ids)


async def _search(ledger: Ledger, ids: array[int]) -> None:
    one: list[float] = []
    more: list[float] = []
    numbers = await _numbers(ledger, ids)
    for wanted in (*_SEARCHES, *numbers):
        taken = await _times(
            f"search {wanted}",
            8,
            partial(ledger.reads.inbox_ids, Segment.TO_DO, search=wanted, now=_NOW),
        )
        (one if len(wanted) == 1 else more).extend(taken)
    _print("search, one character", one)
    _print("search, two characters and more", more)


async def _numbers(ledger: Ledger, ids: array[int]) -> tuple[str, ...]:
    parts = await ledger.reads.case(ids[0])
    assert parts is not None
    application = parts.application
    assert application.transaction_id is not None
    phone, number = application.payer_phone, application.transaction_id
    return (phone[-4:], phone, number, number[-6:], number[:4], number[:12], "108", "88.50", "SHOP")


async def _main(applications: int, folder: Path) -> None:
    ledger = open_ledger(folder, _KEY, mchid=_MCHID, practice=True)
    counts = await ledger.reads.history_summary(HistoryFilter(), now=_NOW)
    if counts.total == 0:
        await _fill(ledger, applications)
    size = (folder / "ledger.db").stat().st_size
    print(f"ledger {size / 1e6:.0f} MB")
    await _measure(ledger)
    ledger.close()
    taken = []
    for _run in range(20):
        started = time.perf_counter()
        read_first_rows(folder, _KEY)
        taken.append((time.perf_counter() - started) * 1000)
    _print("first rows, file opened anew", taken)
    started = time.perf_counter()
    open_ledger(folder, _KEY, mchid=_MCHID, practice=True).close()
    print(f"open and close {1000 * (time.perf_counter() - started):.1f} ms")


def main() -> None:
    """Fill or reuse a ledger, and print how long reads take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        asyncio.run(_main(wanted.applications, wanted.folder or Path(own)))


if __name__ == "__main__":
    main()
