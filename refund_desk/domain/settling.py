"""When to ask WeChat Pay again about a refund (decisions.md 3.10; WeChat Pay 4013071041)."""

from __future__ import annotations

from datetime import datetime, timedelta

from refund_desk.domain.refund import Refund, RefundState

_FIRST_MINUTES = (1, 1, 1, 1, 1, 5, 10, 20, 30)
_SLOW_AFTER = timedelta(days=3)
_HALF_HOUR = timedelta(minutes=30)
ASK_AT_LEAST_EVERY = timedelta(hours=6)
# Doubt is asked about sooner than progress: the person is waiting for a yes or a no.
_DOUBT_S = (2, 4, 8, 15, 30, 60)
# A re-send after "no such refund" happens by itself only this long after the person's press.
RESEND_WITHIN = timedelta(minutes=10)
# The `why` of an ABNORMAL refund that was sent on and has no answer: nobody knows where to.
HANDLING_DOUBT = "abnormal.doubt"


def next_ask(refund: Refund, *, now: datetime) -> datetime | None:
    """The instant (UTC) to ask next about this refund, or None when it is not asked about.

    PROCESSING: 1 min five times, then 5, 10, 20, 30 min, every 30 min for 3 days, then every 6 h.
    ABNORMAL: every 6 h; REFUSED too, because a refusal that was wrong must not stay unseen.
    UNKNOWN, and ABNORMAL that was sent on without an answer: seconds at first, then each minute.
    `ask_count` counts the asks.
    """
    in_doubt = refund.state is RefundState.UNKNOWN or refund.why == HANDLING_DOUBT
    if refund.state in {RefundState.ABNORMAL, RefundState.REFUSED} and not in_doubt:
        return now + ASK_AT_LEAST_EVERY
    if in_doubt:
        return now + timedelta(seconds=_DOUBT_S[min(refund.ask_count, len(_DOUBT_S) - 1)])
    if refund.state is not RefundState.PROCESSING:
        return None
    if refund.ask_count < len(_FIRST_MINUTES):
        return now + timedelta(minutes=_FIRST_MINUTES[refund.ask_count])
    began = refund.accepted_at or refund.planned_at
    return now + (_HALF_HOUR if now - began < _SLOW_AFTER else ASK_AT_LEAST_EVERY)
