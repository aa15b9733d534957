"""Answers about refunds that verify and yet do not fit: each of them is a doubt."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.payload import Fields
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds, _accepted_in
from refund_desk.adapters.wechatpay.reply import Answer
from refund_desk.application.outcomes import (
    Accepted,
    Doubt,
    Unknown,
)
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import RefundState
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.samples import refund_of
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway

NOW = "2026-11-23T12:00:00+08:00"


def payload(**changes: object) -> dict[str, object]:
    amount = {"total": 10000, "refund": 2500, "payer_refund": 2400, "currency": "CNY"}
    fields: dict[str, object] = {
        "refund_id": "50300000",
        "out_refund_no": "PX42000001-01",
        "transaction_id": "42000001",
        "channel": "ORIGINAL",
        "user_received_account": "招商银行信用卡0403",
        "success_time": NOW,
        "create_time": NOW,
        "status": "SUCCESS",
        "funds_account": "AVAILABLE",
        "amount": amount,
        "promotion_detail": [],
        "a_field_of_tomorrow": {"x": 1},
    }
    for name, value in changes.items():
        holder = amount if name in {*amount, "from"} else fields
        if value is None:
            del holder[name]
        else:
            holder[name] = value
    return fields


@pytest.fixture
async def scripted(gateway: ScriptedGateway, open_core: OpenCore) -> WeChatPayRefunds:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    return WeChatPayRefunds(Endpoints(core, far.MCHID))


def say(gateway: ScriptedGateway, fields: object) -> None:
    gateway.play(Said(body=json.dumps(fields, ensure_ascii=False).encode()))


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("SUCCESS", RefundState.SUCCEEDED),
        ("PROCESSING", RefundState.PROCESSING),
        ("ABNORMAL", RefundState.ABNORMAL),
        ("CLOSED", RefundState.CLOSED),
    ],
)
async def test_their_four_words_are_our_four_states(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway, status: str, state: RefundState
) -> None:
    say(gateway, payload(status=status))
    outcome = await scripted.submit(refund_of("42000001"))
    assert isinstance(outcome, Accepted)
    assert outcome.report.state is state
    assert outcome.report.payer_refund == Fen(2400)
    assert outcome.report.succeeded_at == datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.parametrize("account", ["商户基本账户", "商户结算银行账户", "支付用户零钱"])
async def test_money_at_the_shop_is_told_from_money_at_the_payer(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway, account: str
) -> None:
    say(gateway, payload(user_received_account=account, success_time=None, channel=None))
    outcome = await scripted.submit(refund_of("42000001"))
    assert isinstance(outcome, Accepted)
    assert outcome.report.to_shop == account.startswith("商户")
    assert outcome.report.received_by == account
    assert outcome.report.succeeded_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"out_refund_no": "PX42000001-02"},
        {"transaction_id": "42000002"},
        {"refund": 2501},
        {"total": 10001},
        {"refund": 2500.0},
        {"refund": "2500"},
        {"refund": True},
        {"refund": -2500},
        {"refund": None},
        {"currency": "USD"},
        {"status": "REFUNDED"},
        {"status": "success"},
        {"status": None},
        {"refund_id": None},
        {"refund_id": "../x"},
        {"out_refund_no": "a b"},
        {"create_time": None},
        {"create_time": "2026-11-23T12:00:00"},
        {"success_time": "yesterday"},
        {"payer_refund": None},
        {"amount": [1]},
    ],
)
async def test_a_verified_answer_that_does_not_fit_is_a_doubt(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway, change: dict[str, object]
) -> None:
    say(gateway, payload(**change))
    outcome = await scripted.submit(refund_of("42000001"))
    assert isinstance(outcome, Unknown), outcome
    assert outcome.doubt is Doubt.MISMATCH


@pytest.mark.parametrize("said", [Said(status=202), Said(status=204, body=b""), Said(body=b"[]")])
async def test_another_2xx_is_a_doubt(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway, said: Said
) -> None:
    gateway.play(said)
    for outcome in (
        await scripted.submit(refund_of("42000001")),
        await scripted.query(OutRefundNo("PX42000001-01")),
    ):
        assert isinstance(outcome, Unknown)
        assert outcome.doubt is Doubt.MISMATCH


async def test_a_query_follows_the_amount_of_the_far_side_but_not_another_number(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway
) -> None:
    say(gateway, payload(refund=77))
    found = await scripted.query(OutRefundNo("PX42000001-01"))
    assert isinstance(found, Accepted)
    assert found.report.amount == Fen(77)
    other = await scripted.query(OutRefundNo("PX42000001-02"))
    assert isinstance(other, Unknown)
    assert other.doubt is Doubt.MISMATCH


@pytest.mark.parametrize(
    "change",
    [{"refund": 0}, {"refund": 10_001}, {"total": 0, "refund": 0}, {"payer_refund": 10**11}],
)
async def test_an_amount_that_no_ledger_holds_is_a_doubt(
    scripted: WeChatPayRefunds, gateway: ScriptedGateway, change: dict[str, object]
) -> None:
    say(gateway, payload(**change))
    found = await scripted.query(OutRefundNo("PX42000001-01"))
    assert isinstance(found, Unknown)
    assert found.doubt is Doubt.MISMATCH


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)


@given(st.dictionaries(st.sampled_from([*payload(), "refund", "total", "currency"]), VALUES))
def test_no_answer_whatever_is_accepted_with_other_money(changes: dict[str, object]) -> None:
    fields = payload()
    amount = fields["amount"]
    assert isinstance(amount, dict)
    for name, value in changes.items():
        (amount if name in amount else fields)[name] = value
    body = json.dumps(fields).encode()
    accepted = _accepted_in(Answer("refund.submit", 200, body, {}, True))
    if accepted is not None:
        said = Fields.of(body)
        assert accepted.report.amount.count == said.part("amount").whole("refund")
        assert str(accepted.report.out_refund_no) == said.text("out_refund_no")
        assert said.text("status") in {"SUCCESS", "PROCESSING", "ABNORMAL", "CLOSED"}
