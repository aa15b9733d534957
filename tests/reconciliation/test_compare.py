"""What agrees with their bill, what does not, and what may still come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.beijing import beijing_day, end_of_beijing_day
from refund_desk.domain.bill import BilledStatus
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo, RefundId, TransactionId
from refund_desk.domain.reconciliation import (
    DayProof,
    DifferenceKind,
    Differing,
    Match,
    billing_days,
    compare,
    desk_ordinal,
    elsewhere_after,
)
from refund_desk.domain.refund import Refund, RefundState
from tests.reconciliation.bills import a_billed_refund
from tests.storage.examples import a_refund, numbered, payment

DAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 4, tzinfo=UTC)
PROVED = {DAY + timedelta(days=n) for n in range(-3, 3)}


def ours(state: RefundState = RefundState.SUCCEEDED, **changes: Any) -> Refund:
    refund = a_refund(transaction_id=payment(), amount=Fen(10_800), state=state)
    sent = {"accepted_at": NOON, **numbered(refund, first_submitting_at=NOON)}
    return a_refund(**{"transaction_id": refund.transaction_id, "state": state, **sent, **changes})


def theirs(refund: Refund, **changes: Any) -> Any:
    of = {
        "number": str(refund.out_refund_no),
        "transaction_id": refund.transaction_id,
        "asked": refund.amount,
    }
    return a_billed_refund(**{**of, **changes})


def proof(mine: list[Refund], rows: list[Any], **more: Any) -> DayProof:
    return compare(DAY, mine, rows, **{"billed": {}, "proved": PROVED, **more})


def kinds(found: DayProof) -> list[DifferenceKind]:
    return [
        *(differing.kind for differing in found.differing),
        *(DifferenceKind.THEIRS for _row in found.found),
        *(DifferenceKind.OURS for _refund in found.missing),
    ]


@pytest.mark.parametrize(
    "state",
    [
        RefundState.SUCCEEDED,
        RefundState.PROCESSING,
        RefundState.ABNORMAL,
        RefundState.CLOSED,
        RefundState.UNKNOWN,
        RefundState.REFUSED,
    ],
)
def test_number_and_amount_make_a_match_whatever_the_frozen_status(state: RefundState) -> None:
    refund = ours(state)
    row = theirs(refund, status=BilledStatus.PROCESSING, returned=Fen(1))
    found = proof([refund], [row])
    assert [(m.ours, m.theirs) for m in found.matches] == [(refund, row)]
    assert (kinds(found), found.waiting) == ([], ())


def test_another_amount_is_a_difference() -> None:
    refund = ours()
    found = proof([refund], [theirs(refund, asked=Fen(10_801))])
    assert kinds(found) == [DifferenceKind.AMOUNT]
    assert found.matches == ()


def test_what_nobody_made_here_is_theirs_alone() -> None:
    row = a_billed_refund()
    assert proof([], [row]).found == (row,)


def test_an_accepted_refund_that_no_bill_holds_is_ours_alone() -> None:
    refund = ours()
    assert proof([refund], []).missing == (refund,)


@pytest.mark.parametrize(
    ("state", "status", "differs"),
    [
        (RefundState.GIVEN_UP, BilledStatus.SUCCESS, True),
        (RefundState.GIVEN_UP, BilledStatus.PROCESSING, True),
        (RefundState.GIVEN_UP, BilledStatus.FAIL, False),
        (RefundState.CLOSED, BilledStatus.SUCCESS, True),
        (RefundState.CLOSED, BilledStatus.PROCESSING, False),
        (RefundState.SUCCEEDED, BilledStatus.FAIL, True),
        (RefundState.SUCCEEDED, BilledStatus.CHANGE, False),
        (RefundState.PROCESSING, BilledStatus.FAIL, False),
    ],
)
def test_ended_here_in_one_way_and_there_in_another(
    state: RefundState, status: BilledStatus, differs: bool
) -> None:
    refund = ours(state)
    found = proof([refund], [theirs(refund, status=status)])
    assert kinds(found) == ([DifferenceKind.STATE] if differs else [])


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted_at": None},
        {"funds_account": "AVAILABLE"},
        {"adopted": True},
        {"accepted_at": NOON + timedelta(days=1), "first_submitting_at": NOON + timedelta(days=1)},
        {"out_refund_no": None, "ordinal": None},
    ],
)
def test_what_no_bill_of_the_day_needs_to_hold_is_not_missed(changes: dict[str, Any]) -> None:
    found = proof([ours(**changes)], [])
    assert (kinds(found), found.waiting) == ([], ())


def test_a_refund_found_by_the_ladder_is_missed_like_any_other() -> None:
    assert kinds(proof([ours(adopted=True, first_submitting_at=None)], [])) == [DifferenceKind.OURS]


def test_a_refund_in_the_bill_of_another_day_is_not_missed() -> None:
    refund = ours()
    billed = {str(refund.out_refund_no): DAY - timedelta(days=1)}
    assert proof([refund], [], billed=billed) == proof([], [])


def test_a_refund_of_midnight_waits_for_the_bill_of_the_next_day() -> None:
    midnight = end_of_beijing_day(DAY) - timedelta(minutes=2)
    refund = ours(accepted_at=midnight, first_submitting_at=midnight)
    assert billing_days(refund) == (DAY, DAY + timedelta(days=1))
    found = proof([refund], [], proved={DAY})
    assert (kinds(found), found.waiting) == ([], (refund,))
    assert kinds(proof([refund], [])) == [DifferenceKind.OURS]


def test_a_doubt_over_night_looks_back_to_the_first_sending() -> None:
    refund = ours(first_submitting_at=NOON - timedelta(days=2))
    assert billing_days(refund) == tuple(DAY - timedelta(days=n) for n in (2, 1, 0))
    assert billing_days(ours(accepted_at=None)) == ()


def test_two_rows_of_one_number_match_once() -> None:
    refund = ours()
    rows = [theirs(refund), theirs(refund, refund_id=RefundId("5030second"))]
    found = proof([refund], rows)
    assert (len(found.matches), kinds(found)) == (1, [DifferenceKind.THEIRS])


refunds_of_ours = st.builds(
    ours,
    st.sampled_from([s for s in RefundState if s not in {RefundState.PLANNED, RefundState.UNDONE}]),
    accepted_at=st.one_of(
        st.none(), st.integers(-90, 90).map(lambda hours: NOON + timedelta(hours=hours))
    ),
    adopted=st.booleans(),
)


@given(
    mine=st.lists(refunds_of_ours, max_size=6),
    named=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 2)), max_size=6),
    strangers=st.integers(0, 3),
    proved=st.sets(st.sampled_from(sorted(PROVED))),
)
def test_each_refund_of_either_side_comes_out_at_most_once(
    mine: list[Refund], named: list[tuple[int, int]], strangers: int, proved: set[date]
) -> None:
    rows = [
        theirs(mine[n], refund_id=RefundId(f"A{k}"), asked=Fen(10_800 * times))
        for k, (n, times) in enumerate(named)
        if n < len(mine)
    ]
    rows += [a_billed_refund(refund_id=RefundId(f"B{k}")) for k in range(strangers)]
    found = proof(mine, rows, proved=proved)
    both: list[Match | Differing] = [*found.matches, *found.differing]
    out_theirs = [*(pair.theirs for pair in both), *found.found]
    assert sorted(r.refund_id for r in out_theirs) == sorted(r.refund_id for r in rows)
    out_ours = [*(pair.ours for pair in both), *found.missing, *found.waiting]
    assert len({id(refund) for refund in out_ours}) == len(out_ours)
    for match in found.matches:
        assert match.ours.amount == match.theirs.asked
        assert match.ours.out_refund_no == match.theirs.number
    for refund in found.waiting:
        assert refund.accepted_at is not None
        assert beijing_day(refund.accepted_at) == DAY


# Numbers and sums


def test_a_number_that_a_desk_derives_is_known_again() -> None:
    tx = TransactionId("4200001234202611170000000001")
    for ordinal in (1, 7, 50):
        number = OutRefundNo.derive(tx, ordinal, practice=True)
        assert desk_ordinal(number, tx, practice=True) == ordinal
        assert desk_ordinal(number, tx, practice=False) is None
    other = TransactionId("4200001234202611170000000002")
    assert desk_ordinal(OutRefundNo.derive(tx, 1, practice=True), other, practice=True) is None
    for text in (f"PX{tx}-00", f"PX{tx}-51", f"PX{tx}-1", f"PX{tx}", "MCHSITE000000000001", ""):
        assert desk_ordinal(text, tx, practice=True) is None


@pytest.mark.parametrize(
    ("told", "recorded", "told_before", "after"),
    [
        (0, 0, False, 5_000),
        (0, 0, True, 5_000),
        (5_000, 0, True, 5_000),
        (5_000, 0, False, 10_000),
        (5_000, 5_000, False, 10_000),
        (5_000, 5_000, True, 10_000),
        (8_000, 2_000, True, 8_000),
        (3_000, 0, True, 5_000),
    ],
)
def test_what_is_recorded_counts_once(
    told: int, recorded: int, told_before: bool, after: int
) -> None:
    found = elsewhere_after(Fen(told), Fen(recorded), Fen(5_000), told_before=told_before)
    assert found == Fen(after)


@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), max_size=8))
def test_records_never_lower_the_sum_and_never_lose_one(
    told: int, found: list[tuple[int, bool]]
) -> None:
    sum_, recorded = Fen(told), Fen(0)
    for fen, told_before in found:
        after = elsewhere_after(sum_, recorded, Fen(fen), told_before=told_before)
        recorded += Fen(fen)
        assert after >= sum_
        assert after >= recorded
        assert after <= sum_ + Fen(fen)
        sum_ = after
