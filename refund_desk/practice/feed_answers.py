"""Answers of the shop's backend: problems, and the faults of the switchboard that fit a shop."""

import asyncio
import json
from dataclasses import replace

from refund_desk.practice.answering import Answer, front_answer
from refund_desk.practice.faults import Fault
from refund_desk.practice.feed_rules import refused
from refund_desk.practice.refusal import Refusal

_FAULT_REFUSALS = {
    "status_500": (500, "trouble"),
    "status_429_before": (429, "too_many"),
    "status_429_after": (429, "too_many"),
    "not_found_once": (404, "not_found"),
}


def json_bytes(payload: object) -> bytes:
    """JSON as it travels."""
    return json.dumps(payload, ensure_ascii=False).encode()


def problem(refusal: Refusal) -> Answer:
    """A refusal as application/problem+json."""
    payload = {
        "type": "about:blank",
        "title": refusal.message,
        "status": refusal.status,
        "code": refusal.code.lower(),
    }
    headers = {"Content-Type": "application/problem+json"}
    if refusal.status == 429:
        headers["Retry-After"] = "1"
    return Answer(status=refusal.status, headers=headers, body=json_bytes(payload))


async def without_effect(fault: Fault) -> Answer | None:
    """What is answered instead of doing anything; None hangs up."""
    await asyncio.sleep(fault.delay_s)
    if fault.refusal is not None:
        return problem(fault.refusal)
    return _refusal_of(fault) or front_answer(fault.name)


async def after_effect(answer: Answer, fault: Fault) -> Answer | None:
    """What is answered although all was done; None hangs up."""
    await asyncio.sleep(fault.delay_s)
    if fault.name == "drop_after":
        return None
    if fault.name == "truncated":
        return replace(answer, cut_at=len(answer.body) // 2)
    if fault.name == "garbage":
        return replace(answer, status=200, body=b'{"code": <!-- \xff\xfe oops')
    return _refusal_of(fault) or answer


def _refusal_of(fault: Fault) -> Answer | None:
    known = _FAULT_REFUSALS.get(fault.name)
    return None if known is None else problem(refused(*known, "practice: as was asked for"))
