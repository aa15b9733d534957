"""Catching up: what the bills name since the copy is taken in, or said to be awaited."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Doubt, NoSuchRefund, Unknown
from refund_desk.application.ports.bill_store import BillDay, BillState
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.proof_rows import ProofOfDay, ProofRow
from refund_desk.application.restored_books import write_restored
from refund_desk.application.use_cases.catch_up import CatchUp
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.bill import BillKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted
from refund_desk.domain.identifiers import OutRefundNo, RefundId, TransactionId
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.application.bench import Bench
from tests.application.far_side import report_on
from tests.application.refunds import in_doubt, refused
from tests.storage.examples import a_refund, numbered

S = RefundState


@dataclass
class _Bills:
    """Days that bills prove, what they name, and what recording one of it does."""

    bench: Bench
    day: date
    rows: tuple[ProofRow, ...] = ()
    recorded: list[RefundId] = field(default_factory=list)
    trouble: RuleBrokenError | None = None
    come: bool = True

    async def proof_of(self, day: date) -> ProofOfDay:
        return ProofOfDay(day=day, differences=self.rows if day == self.day else ())

    async def record(self, refund_id: RefundId, **_more: Any) -> None:
        self.recorded.append(refund_id)
        if self.trouble is not None:
            raise self.trouble

    async def fetch(self) -> None:
        """Every day of the last week is proved from now on."""
        if not self.come:
            return
        now = self.bench.clock.now()
        days = [
            BillDay(
                day=beijing_day(now) - timedelta(days=n), kind=kind, state=BillState.EMPTY, at=now
            )
            for n in range(8)
            for kind in BillKind
        ]

        def keep(stores: Stores) -> None:
            for day in days:
                stores.bills.put_day(day)

        await self.bench.run(keep)


@pytest.fixture
def bills(bench: Bench) -> _Bills:
    return _Bills(bench, beijing_day(bench.clock.now()) - timedelta(days=1))


async def _restored(bench: Bench, bills: _Bills) -> Callable[[], Awaitable[str]]:
    """What catches up with books that were copied two days ago."""
    since = bench.clock.now() - timedelta(days=2)
    await bench.run(
        lambda stores: write_restored(stores, since=since, facts={}, at=bench.clock.now())
    )
    return CatchUp(
        ground=bench.ground,
        refunds=bench.refunds,
        orders=bench.orders,
        ladder=Ladder(ground=bench.ground, refunds=bench.refunds, practice=True),
        proofs=bills,  # type: ignore[arg-type] # the one read that is needed
        record_found=bills.record,  # type: ignore[arg-type] # a call is all that is needed
        fetch_bills=bills.fetch,
    )


async def _paid_after_the_copy(bench: Bench, ordinal: int) -> tuple[int, ProofRow]:
    """An application whose refund only WeChat Pay and its bill know."""
    application_id = await bench.a_case()
    application = await bench.application(application_id)
    payment = application.transaction_id
    assert payment is not None
    made = a_refund(application, application_id=None)
    made = replace(made, **numbered(made, ordinal))
    bench.refunds.taken[made.number] = report_on(made, S.SUCCEEDED)
    order = bench.orders.known[payment]
    bench.orders.known[payment] = replace(order, trade_state=TradeState.REFUND)
    return application_id, _row(payment, made.number)


def _row(payment: TransactionId, number: OutRefundNo) -> ProofRow:
    return ProofRow(
        kind=DifferenceKind.THEIRS,
        number=number,
        at=a_refund().planned_at,
        transaction_id=payment,
        refund_id=RefundId("50300001"),
        made_by_a_desk=True,
    )


async def test_a_refund_of_a_bill_comes_with_its_application(bench: Bench, bills: _Bills) -> None:
    application_id, row = await _paid_after_the_copy(bench, 1)
    bills.rows = (row, replace(row, made_by_a_desk=False))
    bills.trouble = RuleBrokenError("found.recorded")
    catch_up = await _restored(bench, bills)
    assert await catch_up() == ""
    assert (await bench.application(application_id)).state is ApplicationState.REFUNDED
    assert bills.recorded == [row.refund_id]
    assert await catch_up() == ""


async def test_one_beyond_the_end_of_the_ladder_is_taken_from_the_bill(
    bench: Bench, bills: _Bills
) -> None:
    _application_id, row = await _paid_after_the_copy(bench, 4)
    bills.rows = (row,)
    catch_up = await _restored(bench, bills)
    assert await catch_up() == ""
    assert bills.recorded == [row.refund_id]


@pytest.mark.parametrize("missing", ["order", "number", "rung", "record"])
async def test_what_cannot_be_taken_in_now_is_awaited(
    bench: Bench, bills: _Bills, missing: str
) -> None:
    _application_id, row = await _paid_after_the_copy(bench, 1)
    bills.rows = (replace(row, refund_id=None) if missing == "number" else row,)
    if missing == "order":
        del bench.orders.known[row.transaction_id]
    elif missing == "rung":
        bench.refunds.queries.append(Unknown(doubt=Doubt.NO_ANSWER))
    elif missing == "record":
        bills.trouble = RuleBrokenError("found.unread")
    catch_up = await _restored(bench, bills)
    assert await catch_up() == "restored.bills"
    assert bench.services.gate.why_closed == "restored.bills"


async def test_what_can_never_be_taken_in_stops_the_shop_for_three_days_at_most(
    bench: Bench, bills: _Bills
) -> None:
    _application_id, row = await _paid_after_the_copy(bench, 1)
    bills.rows = (row,)
    del bench.orders.known[row.transaction_id]
    catch_up = await _restored(bench, bills)
    assert await catch_up() == "restored.bills"
    bench.clock.passes(days=3, minutes=-1)
    assert await catch_up() == "restored.bills"
    bench.clock.passes(minutes=1)
    assert await catch_up() == ""
    assert bench.services.gate.why_closed == ""
    lines = await bench.ledger.readers.read(lambda c: list(lines_after(c, 0, limit=99)))
    assert lines[-1].action is AuditAction.BOOKS_CAUGHT_UP
    assert json.loads(lines[-1].facts_json)["untaken"] == 1


async def test_a_bill_that_names_a_number_given_up_here_makes_it_count(
    bench: Bench, bills: _Bills
) -> None:
    application_id, refund = await refused(bench)
    bench.clock.passes(minutes=2)
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    await bench.services.give_up_refund(refund.id)
    bench.refunds.taken[refund.number] = report_on(refund, S.SUCCEEDED)
    row = _row(refund.transaction_id, refund.number)
    bills.rows = (replace(row, kind=DifferenceKind.STATE, made_by_a_desk=False),)
    bills.trouble = RuleBrokenError("found.recorded")
    catch_up = await _restored(bench, bills)
    assert await catch_up() == ""
    remainder = (await bench.view(application_id)).remainder
    assert remainder is not None
    assert remainder.elsewhere == refund.amount


async def test_who_has_answered_is_not_asked_again_while_bills_are_awaited(
    bench: Bench, bills: _Bills
) -> None:
    _application_id, refund = await in_doubt(bench)
    await bench.approve(await bench.a_case())
    bills.come = False
    catch_up = await _restored(bench, bills)
    for _try in range(2):
        bench.refunds.queries.append(NoSuchRefund(signed=True))
        assert await catch_up() == "restored.bills"
    assert bench.refunds.asked == [refund.number]


async def test_refused_keys_stop_the_asking_and_are_said(bench: Bench, bills: _Bills) -> None:
    await in_doubt(bench)
    catch_up = await _restored(bench, bills)
    bench.refunds.queries.append(Unknown(doubt=Doubt.UNKNOWN_CODE, code="SIGN_ERROR", halts=True))
    assert await catch_up() == "restored.refunds"
    assert bench.heard.of(SendingHalted)
    bench.services.gate.resume()
    assert bench.services.gate.why_closed == "restored.refunds"
    # One "no such refund" is an answer; what follows from it the settling decides.
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    assert await catch_up() == ""
