"""Rules of the switchboard, and what must hold whatever they do."""

from __future__ import annotations

from typing import Any

from refund_desk.domain.refund import Refund, RefundState
from tests.journeys.headless import Headless

REFUNDS = "/v3/refund/domestic/refunds"
ORDERS = "/v3/pay/transactions/id/*"
COMPLAINTS = "/v3/merchant-service/complaints-v2/*"

# Longer than the desk waits for an answer here.
_TOO_LATE_MS = 900
# One of each kind: nothing done, done, told of neither, told wrongly, not told in time.
SOME = ("drop_before", "drop_after", "status_500", "unsigned", "delay")
FAULTS = (
    "drop_before",
    "drop_after",
    "delay",
    "reset",
    "status_500",
    "status_502_html",
    "status_429_before",
    "status_429_after",
    "redirect_302",
    "garbage",
    "truncated",
    "unsigned",
    "forged",
    "signtest",
    "stale_timestamp",
    "unknown_serial",
)


def fault_on(method: str, path: str, fault: str, *, times: int | None = 1) -> dict[str, Any]:
    """A rule of the switchboard."""
    rule: dict[str, Any] = {"method": method, "path": path, "fault": fault}
    rule["delay_ms"] = _TOO_LATE_MS if fault == "delay" else 0
    return rule if times is None else {**rule, "times": times}


def hidden(transaction_id: str) -> list[dict[str, Any]]:
    """The refund is taken, its answer is lost, and the first three looks do not see it."""
    number = f"{REFUNDS}/PX{transaction_id}-01"
    # This fault fires once a rule and path.
    looks = [fault_on("GET", number, "not_found_once") for _ in range(3)]
    return [fault_on("POST", REFUNDS, "drop_after"), *looks]


async def paid_once(desk: Headless, refund: Refund) -> Refund:
    """The refund once it has arrived by the schedule alone; fails unless it was paid once."""
    done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
    assert not done.adopted
    (paid,) = desk.paid_of(refund.transaction_id)
    assert paid["out_refund_no"] == f"PX{refund.transaction_id}-01"
    assert await desk.agrees(refund.transaction_id) == refund.amount.count
    return done
