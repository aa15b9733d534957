"""The states of a refund, the steps between them, its one number, when it is asked about."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.errors import InvariantBrokenError, RuleBrokenError, ensure
from refund_desk.domain.refund import (
    BLOCKING_STATES,
    FINAL_STATES,
    VERIFIED_STATES,
    Refund,
    RefundState,
    next_ordinal,
)
from refund_desk.domain.settling import next_ask
from tests.storage.examples import NOW, a_refund, numbered

S = RefundState
# decisions.md 2.1, written out once more.
_ALLOWED = {
    S.PLANNED: {S.UNDONE, S.SUBMITTING},
    S.SUBMITTING: {S.UNKNOWN, S.REFUSED, S.PROCESSING, S.SUCCEEDED, S.ABNORMAL, S.CLOSED},
    S.UNKNOWN: {S.SUBMITTING, S.REFUSED, S.PROCESSING, S.SUCCEEDED, S.ABNORMAL, S.CLOSED},
    S.REFUSED: {S.SUBMITTING, S.GIVEN_UP, S.PROCESSING, S.SUCCEEDED, S.ABNORMAL, S.CLOSED},
    S.PROCESSING: {S.PROCESSING, S.SUCCEEDED, S.ABNORMAL, S.CLOSED},
    S.ABNORMAL: {S.PROCESSING, S.SUCCEEDED, S.ABNORMAL, S.CLOSED},
}


@pytest.mark.parametrize("state", S)
def test_the_table_of_states_is_complete(state: RefundState) -> None:
    refund = replace(a_refund(), state=state)
    for wanted in S:
        if wanted in _ALLOWED.get(state, set()):
            assert refund.step_to(wanted, why="x") == replace(refund, state=wanted, why="x")
        else:
            with pytest.raises(InvariantBrokenError):
                refund.step_to(wanted)
    assert refund.is_final == (state in FINAL_STATES) == (state not in _ALLOWED)


@given(st.lists(st.sampled_from(S), min_size=1, max_size=12))
def test_whatever_happens_a_final_refund_stays(wanted: list[RefundState]) -> None:
    refund = a_refund()
    for state in wanted:
        if refund.may_step_to(state):
            assert not refund.is_final
            refund = refund.step_to(state)


def test_what_may_be_in_doubt_blocks_and_what_is_taken_does_not() -> None:
    assert not BLOCKING_STATES & (VERIFIED_STATES | FINAL_STATES)
    assert set(S) == BLOCKING_STATES | VERIFIED_STATES | FINAL_STATES


@given(st.sets(st.integers(1, 50)))
def test_the_next_ordinal_is_the_lowest_never_used(used: set[int]) -> None:
    refunds = [_with_ordinal(None), *(_with_ordinal(ordinal) for ordinal in used)]
    if len(used) == 50:
        with pytest.raises(RuleBrokenError, match=r"ref\.fifty"):
            next_ordinal(refunds)
        return
    ordinal = next_ordinal(refunds)
    assert ordinal not in used
    assert used >= set(range(1, ordinal))


def test_all_fifty_used() -> None:
    with pytest.raises(RuleBrokenError, match=r"ref\.fifty"):
        next_ordinal([_with_ordinal(ordinal) for ordinal in range(1, 51)])


def test_a_plan_has_no_number_yet() -> None:
    with pytest.raises(InvariantBrokenError):
        _ = a_refund().number
    sent = replace(a_refund(), state=S.SUBMITTING, **numbered(a_refund()))
    assert sent.number == sent.out_refund_no


def test_progress_is_asked_about_as_wechat_pay_advises() -> None:
    refund = replace(a_refund(), state=S.PROCESSING, accepted_at=NOW)
    now, asks = NOW, [NOW]
    while now < NOW + timedelta(days=4):
        due = next_ask(refund, now=now)
        assert due is not None
        refund, now = replace(refund, ask_count=refund.ask_count + 1), due
        asks.append(now)
    gaps = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(asks)]
    assert gaps[:9] == [1, 1, 1, 1, 1, 5, 10, 20, 30]
    three_days = next(i for i, at in enumerate(asks) if at - NOW >= timedelta(days=3))
    assert set(gaps[9:three_days]) == {30}
    assert set(gaps[three_days:]) == {360}


@pytest.mark.parametrize("state", S)
def test_only_what_can_still_change_is_asked_about(state: RefundState) -> None:
    due = next_ask(replace(a_refund(), state=state), now=NOW)
    asked_about = {S.UNKNOWN, S.PROCESSING, S.ABNORMAL, S.REFUSED}
    assert (due is not None) == (state in asked_about)


@given(st.integers(0, 100))
def test_doubt_is_asked_about_within_a_minute(asked: int) -> None:
    due = next_ask(replace(a_refund(), state=S.UNKNOWN, ask_count=asked), now=NOW)
    assert due is not None
    assert timedelta(seconds=2) <= due - NOW <= timedelta(minutes=1)


def test_an_invariant_stops_the_program() -> None:
    ensure(True, "fine")
    with pytest.raises(InvariantBrokenError, match="not fine"):
        ensure(False, "not fine")


def _with_ordinal(ordinal: int | None) -> Refund:
    return replace(a_refund(), ordinal=ordinal)
