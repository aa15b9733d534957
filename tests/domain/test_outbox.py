"""The steps of an outgoing message, and how long it waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.outbox import OutboxState
from tests.storage.examples import an_outbox_entry

S = OutboxState
_ALLOWED = {
    S.WAITING: {S.WAITING, S.SENDING, S.SENT, S.STUCK, S.DROPPED},
    S.SENDING: {S.WAITING, S.DOUBT, S.SENT, S.STUCK},
    S.DOUBT: {S.WAITING, S.DOUBT, S.SENT, S.STUCK},
    S.STUCK: {S.WAITING, S.SENT, S.DROPPED},
}


@pytest.mark.parametrize("state", S)
def test_the_table_of_states_is_complete(state: OutboxState) -> None:
    entry = an_outbox_entry(1, state=state)
    for wanted in S:
        if wanted in _ALLOWED.get(state, set()):
            assert entry.step_to(wanted, why="x") == replace(entry, state=wanted, why="x")
        else:
            with pytest.raises(InvariantBrokenError):
                entry.step_to(wanted)


def test_tries_become_rarer() -> None:
    waits = [an_outbox_entry(1, attempts=n, looks=n % 2).next_delay() for n in range(8)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=2), timedelta(minutes=5))
