"""What is found is recorded once, counts once, and stands in the trail."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from refund_desk.application.outcomes import Doubt, QueryOutcome, Unknown
from refund_desk.application.ports.bill_store import Mark
from refund_desk.application.proof_rows import ProofRow
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, BillsChanged, RefundChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId, TransactionId
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import RefundState
from tests.reconciliation.bills import MCHID, refund_row
from tests.reconciliation.desk import DAY, ProofDesk, proof_desk, report
from tests.reconciliation.test_reconcile_day import actions
from tests.storage.examples import an_application, an_order
from tests.storage.test_bills import kept_refund

NO_ANSWER = Unknown(doubt=Doubt.NO_ANSWER)


async def found(desk: ProofDesk, n: int = 1, **changes: Any) -> ProofRow:
    """One refund that nobody made here, fetched."""
    row = refund_row(n, **({"number": f"MCHSITE{n:012d}"} | changes))
    desk.bills.put(DAY, row)
    await desk.proof.fetch(DAY)
    (difference,) = (await desk.proof.of(DAY)).differences
    assert difference.kind is DifferenceKind.THEIRS
    return difference


async def elsewhere(desk: ProofDesk, row: ProofRow) -> Fen | None:
    return await desk.run(lambda stores: stores.orders.elsewhere(MCHID, row.transaction_id))


def refund_id_of(row: ProofRow) -> RefundId:
    assert row.refund_id is not None
    return row.refund_id


async def record(desk: ProofDesk, row: ProofRow, *, told_before: bool = False) -> None:
    await desk.proof.record(refund_id_of(row), told_before=told_before)


async def refused(desk: ProofDesk, row: ProofRow) -> str:
    with pytest.raises(RuleBrokenError) as raised:
        await record(desk, row)
    return raised.value.code


async def mark(desk: ProofDesk, row: ProofRow) -> Mark | None:
    kept = await desk.run(lambda stores: stores.bills.mark(row.number))
    return kept.mark if kept is not None else None


@pytest.mark.parametrize("answer", [None, NO_ANSWER])
async def test_a_refund_of_the_merchant_site_is_recorded_once(
    tmp_path: Path, answer: QueryOutcome | None
) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await found(desk)
        if answer is not None:
            desk.refunds.answers[row.number] = answer
        assert await elsewhere(desk, row) == Fen(10_800)
        await record(desk, row)
        assert await elsewhere(desk, row) == Fen(10_800)
        assert await mark(desk, row) is Mark.RECORDED
        assert await refused(desk, row) == "found.recorded"
        assert (await desk.proof.of(DAY)).to_do == ()
        action, facts = (await actions(desk))[-1]
        assert action == "found_recorded"
        assert (facts["elsewhere_before_fen"], facts["elsewhere_fen"]) == (0, 10_800)
        assert desk.heard.events[-1] == BillsChanged(DAY)


async def test_it_shows_in_the_application_of_the_payment(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        payment = TransactionId(refund_row(1).transaction_id)
        kept = await desk.run(
            lambda stores: stores.applications.add(an_application(transaction_id=payment))
        )
        row = await found(desk)
        assert row.application_id == kept.id
        await record(desk, row)
        lines = await desk.ledger.reads.audit_lines(kept.id)
        assert lines[-1].action == "found_recorded"
        assert ApplicationsChanged((kept.id,)) in desk.heard.events


async def test_two_found_refunds_of_one_payment_add_up(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        payment = refund_row(1).transaction_id
        rows = [
            refund_row(n, number=f"MCHSITE{n}", transaction_id=payment, fen=1_000 * n)
            for n in (1, 2)
        ]
        desk.bills.put(DAY, *rows)
        await desk.proof.fetch(DAY)
        for row in (await desk.proof.of(DAY)).differences:
            assert await elsewhere(desk, row) == Fen(3_000)
            await record(desk, row)
        assert await elsewhere(desk, row) == Fen(3_000)


@pytest.mark.parametrize(
    ("told", "told_before", "after"),
    [
        (10_800, True, 10_800),
        (10_800, False, 21_600),
        (5_000, True, 10_800),
        (20_000, True, 20_000),
    ],
)
async def test_what_a_person_said_before_is_not_counted_twice(
    tmp_path: Path, told: int, told_before: bool, after: int
) -> None:
    async with proof_desk(tmp_path) as desk:
        payment = TransactionId(refund_row(1).transaction_id)
        await desk.run(lambda stores: stores.orders.put_elsewhere(MCHID, payment, Fen(told)))
        row = await found(desk)
        assert row.told == Fen(told)
        await record(desk, row, told_before=told_before)
        assert await elsewhere(desk, row) == Fen(after)


async def test_two_presses_at_once_record_once(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await found(desk)
        ends = await asyncio.gather(record(desk, row), record(desk, row), return_exceptions=True)
        assert sorted(str(end) for end in ends) == ["None", "found.recorded"]
        told = await desk.run(lambda stores: stores.bills.told(MCHID, row.transaction_id))
        assert told == Fen(10_800)


@pytest.mark.parametrize("status", ["PROCESSING", "FAIL"])
async def test_a_refund_that_was_closed_since_moved_no_money(tmp_path: Path, status: str) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await found(desk, status=status)
        if status == "PROCESSING":
            desk.refunds.answers[row.number] = report(
                row.number, row.transaction_id, state=RefundState.CLOSED
            )
        await record(desk, row)
        assert await mark(desk, row) is Mark.NOT_MOVED
        assert await elsewhere(desk, row) is None
        assert (await actions(desk))[-1][0] == "found_not_moved"


async def test_a_number_that_is_no_number_of_ours_is_taken_by_the_bill(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await found(desk, number="退款 1")
        await record(desk, row)
        assert desk.refunds.asked == []
        assert await elsewhere(desk, row) == Fen(10_800)


async def test_a_bill_that_lost_it_is_told(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await found(desk)
        desk.bills.put(DAY)
        await desk.proof.fetch(DAY)
        assert await refused(desk, row) == "found.gone"


# Numbers that a desk derived


async def own(desk: ProofDesk) -> ProofRow:
    payment = refund_row(1).transaction_id
    row = await found(desk, number=f"PX{payment}-03")
    assert row.made_by_a_desk
    return row


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_desks_own_number_becomes_a_refund_with_its_ordinal(
    tmp_path: Path, is_known: bool
) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await own(desk)
        order = an_order(row.transaction_id, mchid=MCHID)
        if is_known:
            await desk.run(lambda stores: stores.orders.put_order(order))
        else:
            desk.orders.answers[row.transaction_id] = order
        desk.refunds.answers[row.number] = report(row.number, row.transaction_id)
        assert await elsewhere(desk, row) == Fen(10_800)
        await record(desk, row)
        (refund,) = await desk.run(
            lambda stores: stores.refunds.of_payment(MCHID, row.transaction_id)
        )
        assert (refund.ordinal, refund.state, refund.adopted, refund.number) == (
            3,
            RefundState.SUCCEEDED,
            True,
            row.number,
        )
        # It counts as a refund now, and no longer as one made elsewhere.
        assert await elsewhere(desk, row) is None
        proof = await desk.proof.of(DAY)
        assert (len(proof.matches), proof.differences) == (1, ())
        assert any(isinstance(event, RefundChanged) for event in desk.heard.events)
        assert await refused(desk, row) == "found.recorded"


async def test_without_wechats_own_word_no_refund_is_made_of_it(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await own(desk)
        assert await refused(desk, row) == "found.unread"
        desk.refunds.answers[row.number] = report(row.number, row.transaction_id)
        assert await refused(desk, row) == "found.unread"
        assert await elsewhere(desk, row) == Fen(10_800)


@pytest.mark.parametrize("change", [{"order_total": Fen(10_900)}, {"transaction_id": "4200009"}])
async def test_an_answer_about_another_payment_makes_no_refund(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await own(desk)
        desk.orders.answers[row.transaction_id] = an_order(row.transaction_id, mchid=MCHID)
        desk.refunds.answers[row.number] = report(
            row.number, **{"transaction_id": row.transaction_id} | change
        )
        assert await refused(desk, row) == "found.unread"
        assert await elsewhere(desk, row) == Fen(10_800)


async def test_two_presses_on_a_desks_number_make_one_refund(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        row = await own(desk)
        desk.orders.answers[row.transaction_id] = an_order(row.transaction_id, mchid=MCHID)
        desk.refunds.answers[row.number] = report(row.number, row.transaction_id)
        ends = await asyncio.gather(record(desk, row), record(desk, row), return_exceptions=True)
        assert sorted(str(end) for end in ends) == ["None", "found.recorded"]


# Differences that are only looked at


async def test_a_difference_is_noted_once_and_changes_no_amount(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        refund = await desk.run(kept_refund)
        desk.bills.put(
            DAY,
            refund_row(1, number=str(refund.number), transaction_id=refund.transaction_id, fen=1),
        )
        await desk.proof.fetch(DAY)
        (row,) = (await desk.proof.of(DAY)).to_do
        assert row.kind is DifferenceKind.AMOUNT
        await desk.proof.note(DAY, row.number)
        with pytest.raises(RuleBrokenError, match=r"found\.recorded"):
            await desk.proof.note(DAY, row.number)
        assert (await desk.proof.of(DAY)).to_do == ()
        assert await desk.run(lambda stores: stores.refunds.get(refund.id)) == refund
        assert (await actions(desk))[-1][0] == "difference_noted"
        assert desk.heard.events[-1] == BillsChanged(DAY)


async def test_the_list_of_days_is_that_of_the_clock(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        assert [day.day for day in await desk.proof.days()] == [DAY]
