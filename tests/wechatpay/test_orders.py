"""Payments, read from the practice server and from answers that do not fit."""

import json
from datetime import UTC, datetime

import pytest

from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.orders import WeChatPayOrders
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.order_gateway import OrderGateway
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.secret import Secret
from tests.practice_process import PracticeShop
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore, fresh_order, set_faults
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway

READ_AT = datetime(2026, 11, 23, 4, tzinfo=UTC)


def orders_over(endpoints: Endpoints) -> WeChatPayOrders:
    return WeChatPayOrders(endpoints, lambda: READ_AT)


async def test_a_payment_is_found_by_either_number(
    endpoints: Endpoints, shop: PracticeShop
) -> None:
    made = fresh_order(shop, total_fen=12900, payer_total_fen=11900, openid="oBuyer")
    port: OrderGateway = orders_over(endpoints)
    order = await port.by_transaction_id(TransactionId(made["transaction_id"]))
    assert isinstance(order, PaidOrder)
    assert order == await port.by_out_trade_no(OutTradeNo(made["out_trade_no"]))
    assert (order.total, order.payer_total, order.currency) == (Fen(12900), Fen(11900), "CNY")
    assert (order.trade_state, order.mchid) == (TradeState.SUCCESS, shop.mchid)
    assert (order.openid, order.read_at) == ("oBuyer", READ_AT)
    assert order.appid.startswith("wx")
    assert order.paid_at is not None
    assert abs((order.paid_at - datetime.now(UTC)).total_seconds()) < 60


async def test_what_is_not_there_or_not_paid_is_missing(
    endpoints: Endpoints, shop: PracticeShop
) -> None:
    orders = orders_over(endpoints)
    made = fresh_order(shop, trade_state="NOTPAY")
    assert isinstance(await orders.by_transaction_id(TransactionId("42000000000")), Missing)
    assert isinstance(await orders.by_out_trade_no(OutTradeNo("QH-nobody")), Missing)
    assert isinstance(await orders.by_out_trade_no(OutTradeNo(made["out_trade_no"])), Missing)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("drop_after", "net.slow"),
        ("reset", "net.slow"),
        ("status_500", "far.trouble"),
        ("status_502_html", "far.trouble"),
        ("status_429_before", "far.busy"),
        ("redirect_302", "far.nonsense"),
        ("garbage", "far.nonsense"),
        ("truncated", "net.slow"),
        ("unsigned", "far.nonsense"),
        ("forged", "far.nonsense"),
        ("signtest", "far.nonsense"),
        ("stale_timestamp", "far.nonsense"),
        ("unknown_serial", "far.nonsense"),
    ],
)
async def test_no_fault_becomes_an_order(
    endpoints: Endpoints, shop: PracticeShop, fault: str, why: str
) -> None:
    made = fresh_order(shop)
    set_faults(shop, {"method": "GET", "path": "/v3/pay/*", "fault": fault})
    read = await orders_over(endpoints).by_transaction_id(TransactionId(made["transaction_id"]))
    assert isinstance(read, Unreadable)
    assert (read.why, read.halts) == (why, False)


async def test_opening_reads_the_keys_and_names_a_bad_one(shop: PracticeShop) -> None:
    good = PracticeCredentials.from_ready_line(shop.ready_line)
    core = await HardenedCore.open(good)
    made = fresh_order(shop)
    orders = orders_over(Endpoints(core, good.mchid))
    read = await orders.by_transaction_id(TransactionId(made["transaction_id"]))
    await core.close()
    assert isinstance(read, PaidOrder)
    bad = far.credentials(shop.base_url, merchant_pem="no key")
    assert isinstance(bad.merchant_key, Secret)
    with pytest.raises(BadValueError, match=r"^credentials\.merchant_key$"):
        await HardenedCore.open(bad)


# Answers that verify


@pytest.fixture
async def scripted(gateway: ScriptedGateway, open_core: OpenCore) -> WeChatPayOrders:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    return orders_over(Endpoints(core, far.MCHID))


def payload(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "mchid": str(far.MCHID),
        "transaction_id": "42000001",
        "out_trade_no": "T1",
        "trade_state": "REFUND",
        "amount": {"total": 100},
        "promotion_detail": [],
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


async def test_what_may_be_absent_is(scripted: WeChatPayOrders, gateway: ScriptedGateway) -> None:
    gateway.play(Said(body=json.dumps(payload()).encode()))
    order = await scripted.by_transaction_id(TransactionId("42000001"))
    assert isinstance(order, PaidOrder)
    assert (order.payer_total, order.currency, order.paid_at) == (Fen(100), "CNY", None)
    assert (order.appid, order.openid, order.trade_state) == ("", "", TradeState.REFUND)


@pytest.mark.parametrize(
    "change",
    [
        {"mchid": "1999999999"},
        {"mchid": None},
        {"transaction_id": "42000002"},
        {"transaction_id": 42000001},
        {"transaction_id": "../x"},
        {"out_trade_no": None},
        {"trade_state": "PAID"},
        {"trade_state": None},
        {"amount": None},
        {"amount": {"total": 1.0}},
        {"amount": {"total": -1}},
        {"amount": {"total": 100, "currency": 156}},
        {"success_time": "yesterday"},
        {"payer": "oBuyer"},
    ],
)
async def test_an_answer_that_does_not_fit_is_no_order(
    scripted: WeChatPayOrders, gateway: ScriptedGateway, change: dict[str, object]
) -> None:
    gateway.play(Said(body=json.dumps(payload(**change)).encode()))
    read = await scripted.by_transaction_id(TransactionId("42000001"))
    assert read == Unreadable(why="far.nonsense", request_id="08F5B8C2B506-0")


async def test_another_order_is_not_the_one_asked_for(
    scripted: WeChatPayOrders, gateway: ScriptedGateway
) -> None:
    gateway.play(Said(body=json.dumps(payload()).encode()))
    assert isinstance(await scripted.by_out_trade_no(OutTradeNo("T1")), PaidOrder)
    assert isinstance(await scripted.by_out_trade_no(OutTradeNo("T2")), Unreadable)
