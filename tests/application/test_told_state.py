"""What a source says of an application's state, beside what was done here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from refund_desk.application.complaint_rules import followed, new_application
from refund_desk.application.ports.application_source import state_told_in
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    RefundApplication,
    Source,
)
from tests.application.feed import later, told
from tests.storage.examples import MCHID, NOW, an_application

A = ApplicationState
MINUTE = timedelta(minutes=1)
ONE = told(an_application(source=Source.SHOP_FEED), changed_at=NOW)


def arrived(state: ApplicationState = A.OPEN) -> RefundApplication:
    """The application as it came in, told to stand so."""
    first = later(ONE, NOW, state=state).snapshot
    fresh = new_application(first, mchid=MCHID, customer_key="", now=NOW)
    return replace(followed(fresh, first, ONE.messages, now=NOW), id=7)


def after(
    application: RefundApplication, state: ApplicationState, minutes: int
) -> RefundApplication:
    """The application once its source says so, some minutes later."""
    at = NOW + minutes * MINUTE
    snapshot = later(ONE, at, state=state).snapshot
    return followed(application, snapshot, ONE.messages, now=at)


@pytest.mark.parametrize("state", ApplicationState)
def test_it_comes_in_as_it_stands_there(state: ApplicationState) -> None:
    application = arrived(state)
    assert application.state is state
    assert (application.ended_at == NOW) == application.is_final
    assert state_told_in(application.fingerprint) == state


def test_it_follows_what_happens_there() -> None:
    for state in (A.WAITING_CUSTOMER, A.OPEN, A.WAITING_GOODS, A.GOODS_RECEIVED, A.WITHDRAWN):
        assert after(arrived(), state, 1).state is state
    ended = after(arrived(), A.WITHDRAWN, 3)
    assert (ended.ended_at, ended.due_at) == (NOW + 3 * MINUTE, None)


def test_what_a_person_did_here_is_undone_only_by_what_happened_there_later() -> None:
    here = replace(arrived(A.WAITING_GOODS), state=A.GOODS_RECEIVED, changed_at=NOW + 10 * MINUTE)
    # The same state there, told again with another word of the buyer: no news of the state.
    assert after(here, A.WAITING_GOODS, 20).state is A.GOODS_RECEIVED
    # Another state there, but from before the press.
    assert after(here, A.OPEN, 5).state is A.GOODS_RECEIVED
    assert after(here, A.WAITING_CUSTOMER, 20).state is A.WAITING_CUSTOMER


def test_money_of_ours_decides() -> None:
    for moving in (
        replace(arrived(), state=A.REFUNDING),
        replace(arrived(), problem=True),
    ):
        assert after(moving, A.WITHDRAWN, 1).state is moving.state


def test_an_end_here_stays_and_a_fresh_start_there_is_the_next_round() -> None:
    rejected = arrived().move_to(A.REJECTED, now=NOW)
    assert after(rejected, A.PLATFORM_DECIDED, 1).state is A.REJECTED
    # Not told yet that it ended: the far side is only slow.
    assert after(rejected, A.WAITING_CUSTOMER, 1).state is A.REJECTED
    known = replace(rejected, complaint_state=ComplaintState.PROCESSED)
    again = after(known, A.OPEN, 5)
    assert (again.state, again.round, again.round_started_at) == (A.OPEN, 2, NOW + 5 * MINUTE)
    assert after(known, A.WAITING_CUSTOMER, 5).state is A.WAITING_CUSTOMER
