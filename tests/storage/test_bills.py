"""What bills said is kept, counts as spent where it must, and is compared as the ledger stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.bill_store import BillDay, BillMark, BillState, Mark
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.application.proof_rows import Balance, DayState, ProofOfDay
from refund_desk.application.setting_names import PROOF_FIRST_DAY
from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.bill import BilledRefund, BilledStatus, BillKind
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId, TransactionId
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from tests.reconciliation.bills import a_billed_refund
from tests.storage.examples import (
    MCHID,
    a_refund,
    an_application,
    an_audit_entry,
    facts_of,
    numbered,
    payment,
)

DAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 4, tzinfo=UTC)
NEXT_NOON = NOON + timedelta(days=1)
ONE = timedelta(days=1)


def billed(transaction_id: TransactionId, n: int = 1, **changes: Any) -> BilledRefund:
    values = {
        "refund_id": RefundId(f"5030{n:020d}"),
        "number": f"MCHSITE{n:012d}",
        "transaction_id": transaction_id,
        "asked_at": NOON + timedelta(minutes=n),
    }
    return a_billed_refund(**(values | changes))


def kept_refund(
    stores: SqlStores, state: RefundState = RefundState.SUCCEEDED, **changes: Any
) -> Refund:
    """A refund of a new application that WeChat Pay accepted at noon of the day."""
    application = stores.applications.add(an_application(source_ref=f"c{payment()}"))
    planned = stores.refunds.add(a_refund(application))
    sent = planned.step_to(RefundState.SUBMITTING, **numbered(planned, first_submitting_at=NOON))
    accepted: dict[str, Any] = {"accepted_at": NOON} if state is not RefundState.UNKNOWN else {}
    refund = sent.step_to(RefundState.REFUSED if state is RefundState.GIVEN_UP else state)
    refund = replace(refund, **(accepted | changes))
    stores.refunds.replace(refund)
    if state is RefundState.GIVEN_UP:
        refund = refund.step_to(state)
        stores.refunds.replace(refund)
    return refund


def bill_of(refund: Refund, n: int = 1, **changes: Any) -> BilledRefund:
    of = {"number": str(refund.number), "asked": refund.amount, "returned": refund.amount}
    return billed(refund.transaction_id, n, **(of | changes))


def prove(stores: SqlStores, *days: date, kinds: tuple[BillKind, ...] = tuple(BillKind)) -> None:
    for day in days:
        for kind in kinds:
            stores.bills.put_day(BillDay(day=day, kind=kind, state=BillState.EMPTY, at=NEXT_NOON))


async def proof(ledger: Ledger, day: date = DAY) -> ProofOfDay:
    return await ledger.proofs.proof_of(day)


def kinds(found: ProofOfDay) -> list[DifferenceKind | None]:
    return [row.kind for row in found.differences]


# The store


async def test_tries_are_kept_and_a_taken_bill_is_not_lost(ledger: Ledger) -> None:
    taken = BillDay(
        day=DAY,
        kind=BillKind.ALL,
        state=BillState.TAKEN,
        at=NEXT_NOON,
        sha1="ab" * 20,
        payments=17,
        paid=Fen(203_430),
    )
    flow = BillDay(
        day=DAY,
        kind=BillKind.FLOW,
        state=BillState.TAKEN,
        at=NEXT_NOON,
        balance=Fen(864_215),
        balance_at=NOON,
    )
    trouble = BillDay(
        day=DAY, kind=BillKind.ALL, state=BillState.TROUBLE, at=NOON, why="far.nonsense"
    )

    def work(stores: SqlStores) -> None:
        assert stores.bills.days(DAY) == {}
        stores.bills.put_day(trouble)
        assert stores.bills.days(DAY) == {BillKind.ALL: trouble}
        stores.bills.put_day(replace(trouble, state=BillState.NOT_READY, why=""))
        assert stores.bills.days(DAY)[BillKind.ALL].state is BillState.NOT_READY
        stores.bills.put_day(taken)
        stores.bills.put_day(flow)
        stores.bills.put_day(trouble)
        assert stores.bills.days(DAY) == {BillKind.ALL: taken, BillKind.FLOW: flow}
        assert stores.bills.proved_days(DAY) == frozenset()
        prove(stores, DAY - ONE, DAY)
        assert stores.bills.proved_days(DAY) == {DAY}
        assert stores.bills.proved_days(DAY - ONE) == {DAY - ONE, DAY}

    await ledger.transactions.run(work)


async def test_the_refunds_of_a_day_replace_those_read_before(ledger: Ledger) -> None:
    number = payment()
    first, second = billed(number, 1), billed(number, 2, arrived_at=None, status=BilledStatus.OTHER)

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [first])
        stores.bills.put_refunds(DAY, [second, replace(first, goods="杯`碟")])
        assert stores.bills.refunds_of(number) == (replace(first, goods="杯`碟"), second)
        assert stores.bills.refund(second.refund_id) == (DAY, second)
        stores.bills.put_refunds(DAY, [])
        assert stores.bills.refunds_of(number) == ()
        with pytest.raises(KeyError):
            stores.bills.refund(second.refund_id)

    await ledger.transactions.run(work)


async def test_a_mark_is_given_once(ledger: Ledger) -> None:
    mark = BillMark(number="MCHSITE1", mark=Mark.NOTED, at=NOON, actor="owner")

    def work(stores: SqlStores) -> None:
        assert stores.bills.mark("MCHSITE1") is None
        stores.bills.put_mark(mark)
        with pytest.raises(AlreadyExistsError):
            stores.bills.put_mark(replace(mark, mark=Mark.RECORDED))
        assert stores.bills.mark("MCHSITE1") == mark

    await ledger.transactions.run(work)


async def test_the_ledger_knows_when_it_began(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        assert stores.bills.began_at() is None
        stores.audit.append(an_audit_entry(at=NOON))
        stores.audit.append(an_audit_entry(at=NEXT_NOON))
        assert stores.bills.began_at() == NOON

    await ledger.transactions.run(work)


async def test_refunds_in_doubt_that_a_bill_names(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        doubt = kept_refund(stores, RefundState.UNKNOWN)
        done = kept_refund(stores)
        kept_refund(stores, RefundState.UNKNOWN)
        stores.bills.put_refunds(DAY, [bill_of(doubt, 1), bill_of(done, 2)])
        assert stores.bills.in_doubt(DAY) == (doubt.id,)
        assert stores.bills.in_doubt(DAY - ONE) == ()

    await ledger.transactions.run(work)


# What counts as spent


async def test_what_a_bill_holds_counts_as_spent_at_once(ledger: Ledger) -> None:
    number = payment()

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [billed(number, 1), billed(number, 2, asked=Fen(1_000))])
        assert stores.orders.elsewhere(MCHID, number) == Fen(14_600)
        assert stores.bills.told(MCHID, number) == Fen(0)

    await ledger.transactions.run(work)


async def test_a_persons_word_and_a_bill_are_never_added_up(ledger: Ledger) -> None:
    number = payment()

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [billed(number)])
        stores.orders.put_elsewhere(MCHID, number, Fen(20_000))
        assert stores.orders.elsewhere(MCHID, number) == Fen(20_000)
        stores.orders.put_elsewhere(MCHID, number, Fen(100))
        assert stores.orders.elsewhere(MCHID, number) == Fen(13_600)
        assert stores.bills.told(MCHID, number) == Fen(100)

    await ledger.transactions.run(work)


@pytest.mark.parametrize(
    ("state", "status", "counts"),
    [
        (RefundState.SUCCEEDED, BilledStatus.SUCCESS, False),
        (RefundState.UNKNOWN, BilledStatus.SUCCESS, False),
        (RefundState.CLOSED, BilledStatus.PROCESSING, False),
        (RefundState.CLOSED, BilledStatus.SUCCESS, True),
        (RefundState.GIVEN_UP, BilledStatus.PROCESSING, True),
        (RefundState.GIVEN_UP, BilledStatus.FAIL, False),
        (None, BilledStatus.PROCESSING, True),
        (None, BilledStatus.OTHER, True),
        (None, BilledStatus.FAIL, False),
    ],
)
async def test_one_refund_counts_on_one_side_only(
    ledger: Ledger, state: RefundState | None, status: BilledStatus, counts: bool
) -> None:
    def work(stores: SqlStores) -> None:
        if state is None:
            row = billed(payment(), status=status)
        else:
            row = bill_of(kept_refund(stores, state), status=status)
        stores.bills.put_refunds(DAY, [row])
        elsewhere = stores.orders.elsewhere(MCHID, row.transaction_id)
        assert elsewhere == (row.asked if counts else None)

    await ledger.transactions.run(work)


async def test_what_was_closed_since_does_not_count(ledger: Ledger) -> None:
    row = billed(payment(), status=BilledStatus.PROCESSING)

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [row])
        stores.bills.put_mark(
            BillMark(number=row.number, mark=Mark.NOT_MOVED, at=NOON, actor="owner")
        )
        assert stores.orders.elsewhere(MCHID, row.transaction_id) is None

    await ledger.transactions.run(work)


# The page's reads


async def test_a_day_is_compared_with_names_and_sums(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> Refund:
        refund = kept_refund(stores, payer_refund=Fen(9_800))
        stores.orders.put_facts(facts_of(refund.transaction_id))
        stores.bills.put_refunds(
            DAY,
            [
                bill_of(refund, 1, returned=Fen(10_000), fee_units=-64_800),
                billed(payment(), 2, goods="杯 13812345678", fee_units=-81_600),
            ],
        )
        prove(stores, DAY)
        return refund

    refund = await ledger.transactions.run(work)
    found = await proof(ledger)
    (match,), (stranger,) = found.matches, found.differences
    assert (match.kind, match.title, match.goods) == (None, "林**", "雾蓝马克杯 ×2、杯刷")
    assert (match.theirs, match.ours, match.returned, match.payer_refund) == (
        Fen(10_800),
        Fen(10_800),
        Fen(10_000),
        Fen(9_800),
    )
    assert (match.application_id, match.state) == (refund.application_id, RefundState.SUCCEEDED)
    assert (stranger.kind, stranger.goods) == (DifferenceKind.THEIRS, "杯 138****5678")
    assert (stranger.application_id, stranger.title, stranger.ours) == (None, "", None)
    assert (found.theirs, found.ours, found.matched) == (
        (2, Fen(24_400)),
        (1, Fen(10_800)),
        (1, Fen(10_800)),
    )
    assert (found.gap, found.fee_back_units, found.rate) == (Fen(13_600), 146_400, "0.60%")
    assert (found.state, found.at, found.why) == (DayState.PROVED, NEXT_NOON, "")
    assert [row.number for row in found.to_do] == [stranger.number]


async def test_what_did_not_reach_the_customers_is_summed_apart(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        kept = [
            (kept_refund(stores, amount=Fen(100), arrived_at=ArrivedAt.PAYER), "SUCCESS"),
            (kept_refund(stores, amount=Fen(20), arrived_at=ArrivedAt.SHOP), "SUCCESS"),
            (kept_refund(stores, RefundState.CLOSED, amount=Fen(3)), "PROCESSING"),
            (kept_refund(stores, RefundState.GIVEN_UP, amount=Fen(4)), "FAIL"),
            (kept_refund(stores, RefundState.ABNORMAL, amount=Fen(5)), "CHANGE"),
            (kept_refund(stores, RefundState.PROCESSING, amount=Fen(600)), "PROCESSING"),
        ]
        rows = [
            bill_of(refund, n, status=BilledStatus(status))
            for n, (refund, status) in enumerate(kept)
        ]
        stores.bills.put_refunds(DAY, rows)
        prove(stores, DAY)

    await ledger.transactions.run(work)
    found = await proof(ledger)
    assert (found.matched, found.missed_buyers) == ((6, Fen(700)), Fen(32))
    assert found.theirs == found.ours == (6, Fen(732))
    told = {row.theirs: (row.left_nothing, row.at_shop) for row in found.matches}
    assert told == {
        Fen(100): (False, False),
        Fen(20): (False, True),
        Fen(3): (True, False),
        Fen(4): (True, False),
        Fen(5): (False, False),
        Fen(600): (False, False),
    }


async def test_all_kinds_of_differences(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        amount, given_up = kept_refund(stores), kept_refund(stores, RefundState.GIVEN_UP)
        missed = kept_refund(stores)
        closed, failed = kept_refund(stores, RefundState.CLOSED), kept_refund(stores)
        stores.bills.put_refunds(
            DAY,
            [
                bill_of(amount, 1, asked=Fen(10_799)),
                bill_of(given_up, 2),
                billed(missed.transaction_id, 3),
                bill_of(closed, 4),
                bill_of(failed, 5, status=BilledStatus.FAIL),
            ],
        )
        prove(stores, DAY)

    await ledger.transactions.run(work)
    found = await proof(ledger)
    assert set(kinds(found)) == set(DifferenceKind)
    assert kinds(found).count(DifferenceKind.STATE) == 3
    missed = next(row for row in found.differences if row.kind is DifferenceKind.OURS)
    stranger = next(row for row in found.differences if row.kind is DifferenceKind.THEIRS)
    assert (missed.theirs, missed.ours, missed.at) == (None, Fen(10_800), NOON)
    assert missed.application_id == stranger.application_id is not None
    assert found.matches == ()
    (day,) = [
        d for d in await ledger.proofs.proof_days(now=NEXT_NOON + timedelta(hours=1)) if d.to_do
    ]
    assert (day.day, day.to_do, day.refunds) == (DAY, 6, 5)


async def test_ours_is_missed_only_when_every_possible_bill_is_there(ledger: Ledger) -> None:
    late = datetime(2026, 11, 17, 23, 58, tzinfo=BEIJING).astimezone(UTC)

    def work(stores: SqlStores) -> Refund:
        stores.settings.put(PROOF_FIRST_DAY, DAY.isoformat())
        prove(stores, DAY)
        return kept_refund(stores, accepted_at=late, first_submitting_at=late)

    refund = await ledger.transactions.run(work)
    found = await proof(ledger)
    assert (found.differences, found.waiting) == ((), 1)
    await ledger.transactions.run(
        lambda stores: prove(stores, DAY + ONE, kinds=(BillKind.REFUND, BillKind.ALL))
    )
    assert kinds(await proof(ledger)) == [DifferenceKind.OURS]
    await ledger.transactions.run(
        lambda stores: stores.bills.put_refunds(DAY + ONE, [bill_of(refund)])
    )
    assert kinds(await proof(ledger)) == []
    assert len((await proof(ledger, DAY + ONE)).matches) == 1


async def test_a_marked_difference_stays_in_sight_but_is_done(ledger: Ledger) -> None:
    row = billed(payment())

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [row])
        stores.bills.put_mark(
            BillMark(number=row.number, mark=Mark.RECORDED, at=NOON, actor="owner")
        )

    await ledger.transactions.run(work)
    found = await proof(ledger)
    (difference,) = found.differences
    assert difference.mark is not None
    assert found.to_do == ()
    assert {day.to_do for day in await ledger.proofs.proof_days(now=NEXT_NOON)} == {0}


async def test_what_is_older_than_the_ledger_is_not_to_do(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        stores.settings.put(PROOF_FIRST_DAY, (DAY + ONE).isoformat())
        stores.bills.put_refunds(DAY, [billed(payment())])
        prove(stores, DAY)
        kept_refund(stores)

    await ledger.transactions.run(work)
    found = await proof(ledger)
    assert {row.before_use for row in found.differences} == {True}
    assert found.to_do == ()
    assert {day.to_do for day in await ledger.proofs.proof_days(now=NEXT_NOON)} == {0}


async def test_a_found_refund_knows_what_was_told_beside_it(ledger: Ledger) -> None:
    number = payment()
    recorded, open_ = billed(number, 1, asked=Fen(1_000)), billed(number, 2)
    own = billed(number, 3, number=f"PX{number}-02")

    def work(stores: SqlStores) -> None:
        stores.bills.put_refunds(DAY, [recorded, open_, own])
        stores.orders.put_elsewhere(MCHID, number, Fen(6_000))
        stores.bills.put_mark(
            BillMark(number=recorded.number, mark=Mark.RECORDED, at=NOON, actor="owner")
        )

    await ledger.transactions.run(work)
    rows = {row.number: row for row in (await proof(ledger)).differences}
    assert rows[open_.number].told == Fen(5_000)
    assert not rows[open_.number].made_by_a_desk
    assert rows[own.number].made_by_a_desk


async def test_the_list_of_days(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        stores.settings.put(PROOF_FIRST_DAY, (DAY - 3 * ONE).isoformat())
        prove(stores, DAY - 2 * ONE)
        prove(stores, DAY - ONE, kinds=(BillKind.FLOW,))
        for kind, state in (
            (BillKind.ALL, BillState.NOT_READY),
            (BillKind.REFUND, BillState.TROUBLE),
        ):
            why = "net.off" if state is BillState.TROUBLE else ""
            stores.bills.put_day(BillDay(day=DAY, kind=kind, state=state, at=NEXT_NOON, why=why))
        stores.bills.put_day(
            BillDay(day=DAY - ONE, kind=BillKind.ALL, state=BillState.NOT_READY, at=NEXT_NOON)
        )

    await ledger.transactions.run(work)
    days = await ledger.proofs.proof_days(now=NEXT_NOON)
    assert [(day.day, day.state, day.why) for day in days] == [
        (DAY, DayState.TROUBLE, "net.off"),
        (DAY - ONE, DayState.NOT_READY, ""),
        (DAY - 2 * ONE, DayState.PROVED, ""),
        (DAY - 3 * ONE, DayState.WAITING, ""),
    ]
    assert (days[0].at, days[3].at) == (NEXT_NOON, None)


async def test_a_new_ledger_lists_yesterday(ledger: Ledger) -> None:
    (day,) = await ledger.proofs.proof_days(now=NEXT_NOON)
    assert (day.day, day.state, day.to_do) == (DAY, DayState.WAITING, 0)
    assert (await proof(ledger)).state is DayState.WAITING


async def test_the_balance_is_that_of_the_newest_fund_flow(ledger: Ledger) -> None:
    assert await ledger.proofs.balance() is None

    def flow(day: date, balance: int | None, state: BillState = BillState.TAKEN) -> BillDay:
        return BillDay(
            day=day,
            kind=BillKind.FLOW,
            state=state,
            at=NEXT_NOON,
            balance=None if balance is None else Fen(balance),
            balance_at=None if balance is None else NOON,
        )

    def work(stores: SqlStores) -> None:
        stores.bills.put_day(flow(DAY, 864_215))
        stores.bills.put_day(flow(DAY - ONE, 1))
        stores.bills.put_day(flow(DAY + ONE, None, BillState.EMPTY))

    await ledger.transactions.run(work)
    assert await ledger.proofs.balance() == Balance(Fen(864_215), NOON)
    await ledger.transactions.run(lambda stores: stores.bills.put_day(flow(DAY + 2 * ONE, None)))
    assert await ledger.proofs.balance() is None
