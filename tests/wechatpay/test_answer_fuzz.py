"""Some hundred broken answers, and that the fuzzer would see a wrong conclusion."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from refund_desk.application.outcomes import Accepted, NoSuchRefund, Refused, Sent
from tests.wechatpay import answer_cases as cases
from tests.wechatpay.answer_fuzz import SLOW_S, Prober, campaign
from tests.wechatpay.answer_oracle import Found, wrong_with


async def test_broken_answers_are_concluded_from_rightly_or_not_at_all() -> None:
    result = await campaign(600, seed=11)
    assert (result.inputs, result.wrong) == (600, [])
    assert result.slowest_s < SLOW_S
    kinds = {name.partition(":")[2] for name in result.outcomes}
    assert {"Accepted", "Refused", "Unknown", "PaidOrder", "Unreadable", "Snapshot"} <= kinds


async def _accepted(**wanted: object) -> tuple[cases.Case, Found]:
    """A good answer to a send or a query, taken; the case and what was made of it."""
    async with Prober() as prober:
        for number in range(3_000):
            case = cases.made(3, number, prober.url)
            if case.call == wanted["call"] and case.is_genuine and case.status == 200:
                found = await prober.look_at(case)
                if isinstance(found.outcome, Accepted):
                    return case, found
    raise AssertionError("no good case")


@pytest.mark.parametrize("call", ["submit", "query"])
async def test_an_acceptance_of_anything_less_would_be_seen(call: str) -> None:
    case, found = await _accepted(call=call)
    assert wrong_with(case, found) == ""
    assert wrong_with(replace(case, signature=b""), found)
    assert wrong_with(replace(case, headers={}), found)
    assert wrong_with(replace(case, status=201), found)
    fields = json.loads(case.body)
    for spoilt in (
        {**fields, "out_refund_no": f"PX{cases.PAYMENT}-02"},
        {**fields, "status": "success"},
        {**fields, "amount": {**fields["amount"], "refund": True}},
        {**fields, "amount": {**fields["amount"], "refund": 2501}},
        {**fields, "amount": {**fields["amount"], "currency": "USD"}},
    ):
        assert wrong_with(replace(case, body=json.dumps(spoilt).encode()), found), spoilt


async def test_a_doubt_about_a_good_answer_would_be_seen() -> None:
    case, _found = await _accepted(call="submit")
    refused = Refused(code="NOT_ENOUGH")
    assert wrong_with(case, Found(refused))
    assert wrong_with(case, Found(None))


@pytest.mark.parametrize(
    ("call", "status", "code", "outcome"),
    [
        ("submit", 403, "FREQUENCY_LIMITED", Refused(code="FREQUENCY_LIMITED")),
        ("submit", 429, "NOT_ENOUGH", Refused(code="NOT_ENOUGH")),
        ("submit", 500, "NOT_ENOUGH", Refused(code="NOT_ENOUGH")),
        ("submit", 400, "INVALID_REQUEST", Refused(code="INVALID_REQUEST")),
        ("submit", 401, "SIGN_ERROR", Refused(code="SIGN_ERROR")),
        ("query", 403, "RESOURCE_NOT_EXISTS", NoSuchRefund()),
        ("query", 404, "ORDER_NOT_EXIST", NoSuchRefund()),
        ("query", 404, "RESOURCE_NOT_EXISTS", NoSuchRefund(signed=True)),
        ("approve", 200, "", Sent()),
    ],
)
def test_a_conclusion_too_many_would_be_seen(
    call: str, status: int, code: str, outcome: object
) -> None:
    case = cases.Case(call, status, json.dumps({"code": code}).encode())
    assert wrong_with(case, Found(outcome))
