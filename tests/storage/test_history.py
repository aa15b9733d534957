"""The history: one entry for each application that was decided or has a refund."""

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection

from refund_desk.adapters.storage.history_reads import ids_statement
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.rows import (
    HistoryFilter,
    HistoryResult,
    HistoryRow,
    HistorySummary,
    TodayTotals,
)
from refund_desk.domain.beijing import start_of_beijing_day
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.storage.examples import (
    HOUR,
    NOW,
    a_refund,
    an_application,
    an_outbox_entry,
    facts_of,
    numbered,
)

_DAY = timedelta(days=1)
_ALL = HistoryFilter()
_UNNUMBERED = {RefundState.PLANNED, RefundState.UNDONE}


async def _decided(
    ledger: Ledger,
    state: ApplicationState = ApplicationState.OPEN,
    *refunds: dict[str, Any],
    **changes: Any,
) -> int:
    """Keep an application with its refunds, first to last; its id."""

    def work(stores: SqlStores) -> int:
        kept = stores.applications.add(an_application(state=state, **changes))
        for ordinal, more in enumerate(refunds, 1):
            refund = a_refund(kept, **more)
            sent = {} if refund.state in _UNNUMBERED else numbered(refund, ordinal)
            stores.refunds.add(replace(refund, **{**sent, **more}))
        return kept.id

    return await ledger.transactions.run(work)


async def _row(ledger: Ledger, wanted: HistoryFilter = _ALL) -> HistoryRow:
    (row,) = await ledger.reads.history_rows(await ledger.reads.history_ids(wanted, now=NOW))
    return row


async def _ids(ledger: Ledger, **wanted: Any) -> list[int]:
    return list(await ledger.reads.history_ids(HistoryFilter(**wanted), now=NOW))


async def test_an_empty_history(ledger: Ledger) -> None:
    await _decided(ledger)
    assert await _ids(ledger) == []
    assert await ledger.reads.history_summary(_ALL, now=NOW) == HistorySummary()
    assert await ledger.reads.today_totals(now=NOW) == TodayTotals()


@pytest.mark.parametrize(
    ("state", "refund", "result"),
    [
        (ApplicationState.OPEN, RefundState.PLANNED, HistoryResult.REFUNDING),
        (ApplicationState.REFUNDING, RefundState.SUBMITTING, HistoryResult.REFUNDING),
        (ApplicationState.REFUNDING, RefundState.PROCESSING, HistoryResult.REFUNDING),
        (ApplicationState.REFUNDING, RefundState.UNKNOWN, HistoryResult.UNKNOWN),
        (ApplicationState.REFUNDING, RefundState.REFUSED, HistoryResult.REFUSED),
        (ApplicationState.REFUNDING, RefundState.ABNORMAL, HistoryResult.ABNORMAL),
        (ApplicationState.OPEN, RefundState.UNDONE, HistoryResult.UNDONE),
        (ApplicationState.OPEN, RefundState.GIVEN_UP, HistoryResult.UNDONE),
        (ApplicationState.OPEN, RefundState.CLOSED, HistoryResult.CLOSED),
        (ApplicationState.OPEN, RefundState.SUCCEEDED, HistoryResult.REFUNDED),
        (ApplicationState.REFUNDED, RefundState.SUCCEEDED, HistoryResult.REFUNDED),
        (ApplicationState.WITHDRAWN, RefundState.PROCESSING, HistoryResult.REFUNDING),
        (ApplicationState.WITHDRAWN, RefundState.UNDONE, HistoryResult.WITHDRAWN),
        (ApplicationState.REJECTED, None, HistoryResult.REJECTED),
        (ApplicationState.WITHDRAWN, None, HistoryResult.WITHDRAWN),
        (ApplicationState.PLATFORM_DECIDED, None, HistoryResult.PLATFORM),
        (ApplicationState.SETTLED_OUTSIDE, None, HistoryResult.OUTSIDE),
    ],
)
async def test_what_became_of_it(
    ledger: Ledger, state: ApplicationState, refund: RefundState | None, result: HistoryResult
) -> None:
    await _decided(ledger, state, *([{"state": refund}] if refund else []))
    assert (await _row(ledger)).result is result


async def test_money_that_came_back_to_the_shop_is_not_refunded(ledger: Ledger) -> None:
    back = {"state": RefundState.SUCCEEDED, "arrived_at": ArrivedAt.SHOP}
    await _decided(ledger, ApplicationState.REFUNDING, back)
    assert (await _row(ledger)).result is HistoryResult.ABNORMAL


async def test_money_back_at_the_shop_is_no_part_of_what_customers_got(ledger: Ledger) -> None:
    gone = {"state": RefundState.SUCCEEDED, "amount": Fen(300), "arrived_at": ArrivedAt.PAYER}
    back = {"state": RefundState.SUCCEEDED, "amount": Fen(40), "arrived_at": ArrivedAt.SHOP}
    await _decided(ledger, ApplicationState.REFUNDING, gone, back)
    await _decided(ledger, ApplicationState.REFUNDING, back)
    summary = await ledger.reads.history_summary(_ALL, now=NOW)
    assert (summary.refunded, summary.refunded_sum) == (1, Fen(300))
    # The row itself still tells what the refund was about.
    rows = await ledger.reads.history_rows(await ledger.reads.history_ids(_ALL, now=NOW))
    assert sorted(row.amount for row in rows) == [Fen(40), Fen(300)]


async def test_a_row(ledger: Ledger) -> None:
    settled = NOW + 2 * HOUR
    application_id = await _decided(
        ledger,
        ApplicationState.REFUNDED,
        {"state": RefundState.SUCCEEDED, "amount": Fen(5_000), "settled_at": NOW},
        {"state": RefundState.SUCCEEDED, "amount": Fen(800), "settled_at": settled, "actor": "me"},
        ended_at=settled,
    )
    parts = await ledger.reads.case(application_id)
    assert parts is not None
    assert parts.application.transaction_id is not None
    facts = facts_of(parts.application.transaction_id)
    await ledger.transactions.run(lambda stores: stores.orders.put_facts(facts))

    assert await _row(ledger) == HistoryRow(
        application_id=application_id,
        at=settled,
        title="林**",
        goods_title="雾蓝马克杯 ×2、杯刷",
        amount=Fen(5_800),
        result=HistoryResult.REFUNDED,
        actor="me",
        took_s=3 * 3600,
        source=Source.COMPLAINT,
        out_refund_no=parts.refunds[-1].out_refund_no or "",
        category=ReasonCategory.DAMAGED,
    )


async def test_a_rejected_one_names_who_rejected_it(ledger: Ledger) -> None:
    application_id = await _decided(ledger)

    def work(stores: SqlStores) -> None:
        rejected = stores.applications.get(application_id).move_to(
            ApplicationState.REJECTED, now=NOW
        )
        stores.applications.replace(rejected)

    await ledger.transactions.run(work)
    assert (await _row(ledger)).actor == ""
    for kind, actor in ((OutboxKind.REJECT, "chen"), (OutboxKind.REPLY, "system")):
        entry = an_outbox_entry(application_id, kind=kind, actor=actor)
        await _add_entry(ledger, entry)
    row = await _row(ledger)
    assert (row.actor, row.at, row.took_s, row.amount) == ("chen", NOW, 3600, Fen(10_800))
    assert (row.title, row.out_refund_no) == ("138****1234", "")


async def _add_entry(ledger: Ledger, entry: Any) -> None:
    await ledger.transactions.run(lambda stores: stores.outbox.add(entry))


async def test_what_was_undone_took_no_time(ledger: Ledger) -> None:
    await _decided(ledger, ApplicationState.OPEN, {"state": RefundState.UNDONE, "settled_at": NOW})
    row = await _row(ledger)
    assert (row.took_s, row.at, row.actor) == (None, NOW, "owner")


async def test_ended_without_an_instant_of_its_own(ledger: Ledger) -> None:
    await _decided(ledger, ApplicationState.PLATFORM_DECIDED, changed_at=NOW + HOUR)
    assert (await _row(ledger)).at == NOW + HOUR


async def test_reopened_without_a_refund_it_leaves_the_history(ledger: Ledger) -> None:
    application_id = await _decided(ledger, ApplicationState.REJECTED, ended_at=NOW)
    assert await _ids(ledger) == [application_id]

    def work(stores: SqlStores) -> None:
        again = stores.applications.get(application_id).reopened(round_started_at=NOW)
        stores.applications.replace(again)

    await ledger.transactions.run(work)
    assert await _ids(ledger) == []


async def _many(ledger: Ledger) -> dict[str, int]:
    succeeded = {"state": RefundState.SUCCEEDED, "amount": Fen(100)}
    at: list[datetime] = [NOW - n * _DAY for n in range(8)]
    refunded, rejected = ApplicationState.REFUNDED, ApplicationState.REJECTED
    return {
        "new": await _decided(ledger, refunded, succeeded, ended_at=at[0], applied_at=at[1]),
        "rejected": await _decided(ledger, rejected, ended_at=at[1], detail_text="香樟木梳"),
        "withdrawn": await _decided(ledger, ApplicationState.WITHDRAWN, ended_at=at[2]),
        "undone": await _decided(
            ledger, ApplicationState.OPEN, {"state": RefundState.UNDONE, "settled_at": at[3]}
        ),
        "abnormal": await _decided(
            ledger, ApplicationState.REFUNDING, {"state": RefundState.ABNORMAL, "planned_at": at[4]}
        ),
        "moving": await _decided(
            ledger,
            ApplicationState.REFUNDING,
            {**succeeded, "actor": "xiaoli", "settled_at": at[6]},
            {"state": RefundState.PROCESSING, "actor": "xiaoli", "first_submitting_at": at[5]},
        ),
        "old": await _decided(
            ledger, refunded, {**succeeded, "amount": Fen(7)}, ended_at=at[7], detail_text="香樟木"
        ),
    }


async def test_order_and_filters(ledger: Ledger) -> None:
    ids = await _many(ledger)
    newest_first = [
        ids[name]
        for name in ("new", "rejected", "withdrawn", "undone", "abnormal", "moving", "old")
    ]
    await ledger.transactions.run(lambda stores: _settle_abnormal(stores, ids["abnormal"]))
    assert await _ids(ledger) == newest_first
    assert await _ids(ledger, oldest_first=True) == newest_first[::-1]
    assert await _ids(ledger, result=HistoryResult.REFUNDED) == [ids["new"], ids["old"]]
    assert await _ids(ledger, actor="xiaoli") == [ids["moving"]]
    assert await _ids(ledger, actor="nobody") == []
    assert await _ids(ledger, search="香樟木") == [ids["rejected"], ids["old"]]
    assert await _ids(ledger, search="  ") == newest_first
    assert await _ids(ledger, search="没有这个") == []
    today = date(2026, 11, 18)
    assert await _ids(ledger, first_day=today - _DAY) == newest_first[:2]
    assert await _ids(ledger, last_day=today - 2 * _DAY) == newest_first[2:]
    both = {"first_day": today - 2 * _DAY, "last_day": today - _DAY}
    assert await _ids(ledger, **both) == newest_first[1:3]
    assert await _ids(ledger, search="香樟", result=HistoryResult.REJECTED) == [ids["rejected"]]


def _settle_abnormal(stores: SqlStores, application_id: int) -> None:
    (refund,) = stores.refunds.of_application(application_id)
    stores.refunds.replace(replace(refund, accepted_at=NOW - 4 * _DAY))


async def test_sums_under_a_filter(ledger: Ledger) -> None:
    await _many(ledger)
    await _decided(ledger, ApplicationState.REFUNDING, {"state": RefundState.REFUSED})
    await _decided(ledger, ApplicationState.REFUNDING, {"state": RefundState.UNKNOWN})

    assert await ledger.reads.history_summary(_ALL, now=NOW) == HistorySummary(
        total=9,
        # Two that ended with it, and the first refund of one whose second is still on its way.
        refunded=3,
        refunded_sum=Fen(207),
        rejected=1,
        withdrawn_or_undone=2,
        abnormal=2,
        refunding=2,
    )
    only = HistoryFilter(search="香樟")
    assert await ledger.reads.history_summary(only, now=NOW) == HistorySummary(
        total=2, refunded=1, refunded_sum=Fen(7), rejected=1
    )


async def test_what_wechat_pay_accepted_today(ledger: Ledger) -> None:
    midnight = start_of_beijing_day(date(2026, 11, 18))
    processing = {"state": RefundState.PROCESSING, "amount": Fen(30)}
    for more in (
        {"accepted_at": midnight},
        {"accepted_at": midnight + _DAY - timedelta(microseconds=1)},
        {"accepted_at": midnight + _DAY},
        {"accepted_at": midnight - timedelta(microseconds=1)},
        {"accepted_at": NOW, "adopted": True},
        {"accepted_at": None},
        {"accepted_at": NOW, "state": RefundState.CLOSED},
        {"accepted_at": NOW, "state": RefundState.ABNORMAL},
        {"accepted_at": NOW, "state": RefundState.SUCCEEDED, "arrived_at": ArrivedAt.SHOP},
    ):
        await _decided(ledger, ApplicationState.REFUNDING, {**processing, **more})
    assert await ledger.reads.today_totals(now=NOW) == TodayTotals(count=2, total=Fen(60))


def _plan(connection: Connection, wanted: HistoryFilter) -> list[str]:
    statement = ids_statement(connection, wanted, 64).compile(
        dialect=connection.dialect, compile_kwargs={"literal_binds": True}
    )
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
    return [row[3] for row in plan]


async def test_every_filter_has_an_index_in_its_order(ledger: Ledger) -> None:
    for result, actor, day, oldest_first in itertools.product(
        (None, HistoryResult.REJECTED), (None, "owner"), (None, NOW.date()), (False, True)
    ):
        wanted = HistoryFilter(result=result, actor=actor, first_day=day, oldest_first=oldest_first)
        (step,) = await ledger.readers.read(partial(_plan, wanted=wanted))
        assert "USING COVERING INDEX ix_history" in step, (wanted, step)
        assert step.startswith("SEARCH") or (result, actor, day) == (None, None, None), step


async def test_the_first_of_many(ledger: Ledger) -> None:
    for _number in range(3):
        await _decided(ledger, ApplicationState.REJECTED, ended_at=NOW)
    ids = await ledger.reads.history_ids(HistoryFilter(), now=NOW)
    assert len(ids) == 3
    assert await ledger.reads.history_ids(HistoryFilter(), now=NOW, limit=2) == ids[:2]
