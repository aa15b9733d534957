"""How much of a payment can go back, and every rule that says no."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen, total_of
from refund_desk.domain.paid_order import (
    TradeState,
    ensure_findable,
    ensure_refundable,
    pause_left_s,
    remainder_of,
)
from refund_desk.domain.refund import FINAL_STATES, Refund, RefundState
from tests.storage.examples import NOW, a_refund, an_order, payment

S = RefundState
PAYMENT = payment()
AMOUNTS = st.integers(1, 10**6).map(Fen)
REFUNDS = st.lists(st.tuples(st.sampled_from(S), AMOUNTS), max_size=8).map(
    lambda pairs: tuple(_a(state, amount) for state, amount in pairs)
)


def _a(state: RefundState, amount: Fen = Fen(100), **changes: Any) -> Refund:
    return replace(a_refund(), state=state, amount=amount, **changes)


@given(AMOUNTS, REFUNDS, AMOUNTS)
def test_money_on_its_way_counts_as_spent_and_nothing_is_negative(
    total: Fen, refunds: tuple[Refund, ...], elsewhere: Fen
) -> None:
    remainder = remainder_of(total, refunds, elsewhere=elsewhere)
    spent = total_of(
        r.amount for r in refunds if r.state not in FINAL_STATES or r.state is S.SUCCEEDED
    )
    assert remainder.refundable == total.less_or_zero(spent + elsewhere)
    assert remainder.succeeded + remainder.moving == spent


@given(AMOUNTS, REFUNDS, AMOUNTS, AMOUNTS)
def test_what_may_be_sent_never_exceeds_what_is_left(
    total: Fen, refunds: tuple[Refund, ...], elsewhere: Fen, asked: Fen
) -> None:
    order = an_order(PAYMENT, total=total)
    try:
        ensure_refundable(order, refunds, asked=asked, elsewhere=elsewhere, now=NOW)
    except RuleBrokenError:
        return
    gone = [r.amount for r in refunds if r.state in {S.PROCESSING, S.ABNORMAL, S.SUCCEEDED}]
    assert total_of([asked, elsewhere, *gone]) <= total


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"trade_state": TradeState.NOTPAY}, "order.none"),
        ({"currency": "USD"}, "order.currency"),
        ({"paid_at": NOW - timedelta(days=365, seconds=1)}, "ref.old"),
    ],
)
def test_a_payment_that_cannot_be_refunded_at_all(change: dict[str, Any], code: str) -> None:
    order = an_order(PAYMENT, **change)
    with pytest.raises(RuleBrokenError, match=code):
        ensure_refundable(order, (), asked=Fen(1), elsewhere=NOTHING, now=NOW)


@pytest.mark.parametrize("change", [{"paid_at": NOW - timedelta(days=365)}, {"paid_at": None}])
def test_a_payment_that_still_can(change: dict[str, Any]) -> None:
    order = an_order(PAYMENT, **change)
    ensure_refundable(order, (), asked=order.total, elsewhere=NOTHING, now=NOW)


@pytest.mark.parametrize("state", S)
def test_one_in_doubt_blocks_the_next(state: RefundState) -> None:
    blocks = state in {S.PLANNED, S.SUBMITTING, S.UNKNOWN, S.REFUSED}
    order = an_order(PAYMENT)
    if not blocks:
        ensure_refundable(order, [_a(state)], asked=Fen(1), elsewhere=NOTHING, now=NOW)
        return
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        ensure_refundable(order, [_a(state)], asked=Fen(1), elsewhere=NOTHING, now=NOW)


def test_amounts_at_the_edges() -> None:
    order = an_order(PAYMENT, total=Fen(10_000_000_001))
    for asked in (NOTHING, Fen(10_000_000_001)):
        with pytest.raises(RuleBrokenError, match=r"amt\.zero"):
            ensure_refundable(order, (), asked=asked, elsewhere=NOTHING, now=NOW)
    ensure_refundable(order, (), asked=Fen(10_000_000_000), elsewhere=NOTHING, now=NOW)
    with pytest.raises(RuleBrokenError) as broken:
        ensure_refundable(
            an_order(PAYMENT, total=Fen(100)), (), asked=Fen(51), elsewhere=Fen(50), now=NOW
        )
    assert (broken.value.code, broken.value.limits) == ("amt.too_much", {"max_fen": 50})


def test_fifty_numbers_and_no_more() -> None:
    used = [_a(S.CLOSED, ordinal=ordinal) for ordinal in range(1, 51)]
    order = an_order(PAYMENT)
    ensure_refundable(order, used[1:], asked=Fen(1), elsewhere=NOTHING, now=NOW)
    with pytest.raises(RuleBrokenError, match=r"ref\.fifty"):
        ensure_refundable(order, used, asked=Fen(1), elsewhere=NOTHING, now=NOW)


@pytest.mark.parametrize(
    ("states", "findable"),
    [
        ((), True),
        ((S.SUCCEEDED, S.GIVEN_UP), True),
        ((S.SUCCEEDED, S.GIVEN_UP, S.GIVEN_UP), False),
        ((S.GIVEN_UP, S.GIVEN_UP), False),
        ((S.SUCCEEDED, S.GIVEN_UP, S.CLOSED, S.GIVEN_UP), True),
        ((S.GIVEN_UP, S.GIVEN_UP, S.SUCCEEDED), True),
    ],
)
def test_two_numbers_given_up_in_a_row_would_hide_the_next_from_a_copy(
    states: tuple[RefundState, ...], findable: bool
) -> None:
    refunds = [_a(S.UNDONE), *(_a(state, ordinal=n) for n, state in enumerate(states, 1))]
    ensure_findable(an_order(PAYMENT), refunds)
    order = an_order(PAYMENT, trade_state=TradeState.REFUND)
    if findable:
        ensure_findable(order, refunds)
        return
    with pytest.raises(RuleBrokenError, match=r"ref\.burned"):
        ensure_findable(order, refunds)


@given(st.integers(0, 120_000_000))
def test_a_minute_between_two_refunds(micros: int) -> None:
    now = NOW + timedelta(microseconds=micros)
    taken = _a(S.PROCESSING, accepted_at=NOW, adopted=micros % 2 == 0)
    left = pause_left_s([_a(S.UNDONE), taken], now)
    assert left == max(0, -((micros - 60_000_000) // 1_000_000))
    order = an_order(PAYMENT)
    if left:
        with pytest.raises(RuleBrokenError) as broken:
            ensure_refundable(order, [taken], asked=Fen(1), elsewhere=NOTHING, now=now)
        assert (broken.value.code, broken.value.limits) == ("ref.wait1m", {"seconds": left})
    else:
        ensure_refundable(order, [taken], asked=Fen(1), elsewhere=NOTHING, now=now)


def test_no_refund_no_pause_and_a_coupon_shows() -> None:
    assert pause_left_s([], NOW) == 0
    assert an_order(PAYMENT).has_coupon
    assert not an_order(PAYMENT, payer_total=Fen(23_600)).has_coupon
