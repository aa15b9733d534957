"""Why nothing is sent, and what the window is told when that changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from refund_desk.application.sending_gate import KEYS_MISSING, SendingGate
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import Event, SendingHalted, SendingResumed


class _Told:
    """A clock that is off by `offset_s`, and what was published."""

    offset_s = 0.0

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.gate = SendingGate(self, self)

    def now(self) -> datetime:
        return datetime(2026, 11, 18, tzinfo=UTC)

    pc_now = now

    def monotonic(self) -> float:
        return 0.0

    def far_offset_s(self) -> float | None:
        return self.offset_s

    def publish(self, event: Event) -> None:
        self.events.append(event)


def test_each_reason_keeps_it_closed_by_itself() -> None:
    told = _Told()
    gate = told.gate
    gate.ensure_open()
    gate.hold("restored")
    gate.hold("restored")
    gate.halt(KEYS_MISSING)
    assert gate.why_closed == KEYS_MISSING
    gate.resume()
    assert gate.why_closed == "restored"
    with pytest.raises(RuleBrokenError, match="restored"):
        gate.ensure_open()
    gate.release()
    gate.release()
    gate.resume()
    assert gate.why_closed == ""
    assert told.events == [
        SendingHalted("restored"),
        SendingHalted(KEYS_MISSING),
        SendingHalted("restored"),
        SendingResumed(),
    ]


def test_a_release_does_not_open_what_the_keys_closed() -> None:
    told = _Told()
    told.gate.halt("key.bad")
    told.gate.hold("restored")
    told.gate.release()
    assert told.gate.why_closed == "key.bad"
    assert told.events == [SendingHalted("key.bad")]


def test_a_wrong_clock_comes_first() -> None:
    told = _Told()
    told.gate.halt("key.bad")
    told.offset_s = -241.0
    assert told.gate.why_closed == "clock.bad"


def test_a_bug_closes_it_until_the_next_start() -> None:
    told = _Told()
    told.gate.break_down()
    told.gate.halt("key.bad")
    told.gate.resume()
    told.gate.look_passed()
    told.gate.hold("restored")
    told.gate.release()
    assert told.gate.why_closed == "bug"
    assert not told.gate.is_halted
    assert told.events == [SendingHalted("bug")]


def test_a_look_says_nothing_about_a_permission_that_it_does_not_need() -> None:
    gate = _Told().gate
    gate.halt("far.denied")
    gate.look_passed()
    assert gate.why_closed == "far.denied"
    gate.resume()
    gate.halt("far.denied", by_look=True)
    gate.look_passed()
    assert gate.why_closed == ""
    gate.halt("key.bad")
    gate.look_passed()
    assert gate.why_closed == ""


def test_without_settings_a_look_is_the_test() -> None:
    told = _Told()
    gate = SendingGate(told, told, has_test=False)
    gate.halt("far.denied")
    gate.look_passed()
    assert gate.why_closed == ""
