"""Refunds brought to a state that tests begin with."""

from __future__ import annotations

from typing import Any

from refund_desk.application.outcomes import Refused
from refund_desk.domain.refund import Refund, RefundState
from tests.application.bench import NO_ANSWER, Bench

S = RefundState


async def in_doubt(bench: Bench, **changes: Any) -> tuple[int, Refund]:
    """An application whose refund was sent and has no answer."""
    application_id = await bench.a_case(**changes)
    bench.refunds.submits.append(NO_ANSWER)
    refund = await bench.pay(application_id)
    assert refund.state is S.UNKNOWN
    return application_id, refund


async def refused(bench: Bench, code: str = "NOT_ENOUGH", **changes: Any) -> tuple[int, Refund]:
    """An application whose refund WeChat Pay has refused."""
    application_id = await bench.a_case(**changes)
    bench.refunds.submits.append(Refused(code=code, request_id="08"))
    refund = await bench.pay(application_id)
    assert (refund.state, refund.why, refund.request_id) == (S.REFUSED, code, "08")
    return application_id, refund
