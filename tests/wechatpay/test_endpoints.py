"""The contract with wechatpayv3 2.0.4: an upgrade that changes any of this must fail here."""

import inspect
import json
from importlib.metadata import version

import pytest
from wechatpayv3.async_ import AsyncWeChatPay
from wechatpayv3.async_ import utils as sdk
from wechatpayv3.async_.core import AsyncCore

from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.reply import Answer, Reply
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.domain.identifiers import (
    ComplaintId,
    OutRefundNo,
    OutTradeNo,
    RefundId,
    TransactionId,
)
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway

NUMBER = OutRefundNo("RD4200000404201909069117582536-01")
PAYMENT = TransactionId("4200000404201909069117582536")
COMPLAINT = ComplaintId("200201820200101080076610000")


@pytest.fixture
async def spoken(gateway: ScriptedGateway, open_core: OpenCore) -> Endpoints:
    gateway.play(Said())
    core: HardenedCore = await open_core(far.credentials(gateway.url), limits=QUICK)
    return Endpoints(core, far.MCHID)


def test_the_pinned_version_is_installed() -> None:
    assert version("wechatpayv3") == "2.0.4"


def test_our_request_has_the_signature_of_theirs() -> None:
    theirs = inspect.signature(AsyncCore.request).parameters
    ours = inspect.signature(HardenedCore.request).parameters
    assert list(ours) == list(theirs)
    for name in ("data", "skip_verify", "sign_data", "files", "cipher_data", "headers"):
        assert ours[name].default == theirs[name].default, name
    assert ours["method"].default.value == theirs["method"].default.value == "GET"


def test_what_their_endpoint_methods_touch_is_there(spoken: Endpoints) -> None:
    assert spoken._sdk._core is spoken.core
    assert spoken._sdk._mchid == spoken.core._mchid == far.MCHID
    assert spoken._sdk._notify_url is None
    assert spoken._sdk._partner_mode is False
    assert callable(spoken.core.encrypt)


def test_their_soft_core_holds_no_key_and_no_client() -> None:
    soft = AsyncWeChatPay(None, "1", None, "", None, "")._core
    held = (soft._private_key, soft._apiv3_key, soft._client, soft._public_key)
    assert held == (None, "", None, None)


def test_the_functions_of_theirs_we_build_on() -> None:
    names = ("build_authorization", "aes_decrypt", "rsa_encrypt", "rsa_decrypt")
    shapes = {name: list(inspect.signature(getattr(sdk, name)).parameters) for name in names}
    assert shapes == {
        "build_authorization": [
            "path",
            "method",
            "mchid",
            "serial_no",
            "private_key",
            "data",
            "nonce_str",
        ],
        "aes_decrypt": ["nonce", "ciphertext", "associated_data", "apiv3_key"],
        "rsa_encrypt": ["text", "public_key"],
        "rsa_decrypt": ["ciphertext", "private_key"],
    }


async def said(gateway: ScriptedGateway, reply: Reply) -> tuple[str, str, str]:
    assert isinstance(reply, Answer), reply
    assert reply.verified
    seen = gateway.seen[-1]
    assert seen.is_signed()
    return seen.method, seen.target, seen.body.decode()


COMPLAINTS = "/v3/merchant-service/complaints-v2"
SPAN = "begin_date=2026-01-01&end_date=2026-01-30&complainted_mchid=1900000001"


async def test_golden_refund(spoken: Endpoints, gateway: ScriptedGateway) -> None:
    reply = await spoken.refund(
        out_refund_no=NUMBER,
        transaction_id=PAYMENT,
        amount_fen=10800,
        order_total_fen=21600,
        reason="杯子碎了",
        funds_account="",
    )
    body = (
        '{"out_refund_no":"RD4200000404201909069117582536-01",'
        '"amount":{"refund":10800,"total":21600,"currency":"CNY"},'
        '"transaction_id":"4200000404201909069117582536","reason":"杯子碎了"}'
    )
    assert await said(gateway, reply) == ("POST", "/v3/refund/domestic/refunds", body)
    reply = await spoken.refund(
        out_refund_no=NUMBER,
        transaction_id=PAYMENT,
        amount_fen=1,
        order_total_fen=1,
        reason="",
        funds_account="AVAILABLE",
    )
    assert (await said(gateway, reply))[2] == (
        '{"out_refund_no":"RD4200000404201909069117582536-01",'
        '"amount":{"refund":1,"total":1,"currency":"CNY"},'
        '"transaction_id":"4200000404201909069117582536","funds_account":"AVAILABLE"}'
    )


async def test_golden_reads(spoken: Endpoints, gateway: ScriptedGateway) -> None:
    golden = [
        (await spoken.query_refund(NUMBER), f"/v3/refund/domestic/refunds/{NUMBER}"),
        (
            await spoken.order_by_transaction_id(PAYMENT),
            f"/v3/pay/transactions/id/{PAYMENT}?mchid=1900000001",
        ),
        (
            await spoken.order_by_out_trade_no(OutTradeNo("T-1|2*3")),
            "/v3/pay/transactions/out-trade-no/T-1|2*3?mchid=1900000001",
        ),
        (
            await spoken.complaints(
                first_day="2026-01-01", last_day="2026-01-30", limit=50, offset=100
            ),
            f"{COMPLAINTS}?limit=50&offset=100&{SPAN}",
        ),
        (await spoken.complaint(COMPLAINT), f"{COMPLAINTS}/{COMPLAINT}"),
        (
            await spoken.negotiation(COMPLAINT, limit=300, offset=0),
            f"{COMPLAINTS}/{COMPLAINT}/negotiation-historys?limit=300&offset=0",
        ),
        (
            await spoken.trade_bill("2026-01-01"),
            "/v3/bill/tradebill?bill_date=2026-01-01&bill_type=ALL&tar_type=GZIP",
        ),
        (
            await spoken.fund_flow_bill("2026-01-01"),
            "/v3/bill/fundflowbill?bill_date=2026-01-01&account_type=BASIC&tar_type=GZIP",
        ),
        (
            await spoken.picture("/v3/merchant-service/images/abc"),
            "/v3/merchant-service/images/abc",
        ),
    ]
    assert [seen.target for seen in gateway.seen] == [target for _, target in golden]
    assert {(seen.method, seen.body) for seen in gateway.seen} == {("GET", b"")}
    assert all(isinstance(reply, Answer) for reply, _ in golden)


async def test_golden_words(spoken: Endpoints, gateway: ScriptedGateway) -> None:
    replies = [
        await spoken.answer(COMPLAINT, "已退款", ["media-1"]),
        await spoken.answer(COMPLAINT, "好的", []),
        await spoken.complete(COMPLAINT),
        await spoken.approve(COMPLAINT),
        await spoken.reject(COMPLAINT, reason="已签收", remark="", media_ids=["m1"]),
        await spoken.answer_immediately(COMPLAINT, "在的", idempotent_id="desk-1"),
    ]
    assert all(isinstance(reply, Answer) for reply in replies)
    assert all(seen.is_signed() for seen in gateway.seen)
    path = f"{COMPLAINTS}/{COMPLAINT}"
    mchid = {"complainted_mchid": "1900000001"}
    block = {"type": "TEXT", "text": {"text": "在的"}}
    assert [(seen.target, json.loads(seen.body)) for seen in gateway.seen] == [
        (
            f"{path}/response",
            {"response_content": "已退款", **mchid, "response_images": ["media-1"]},
        ),
        (f"{path}/response", {"response_content": "好的", **mchid}),
        (f"{path}/complete", mchid),
        (f"{path}/update-refund-progress", {"action": "APPROVE", "launch_refund_day": 0}),
        (
            f"{path}/update-refund-progress",
            {"action": "REJECT", "reject_reason": "已签收", "reject_media_list": ["m1"]},
        ),
        (
            f"{path}/response-immediate-service",
            {
                **mchid,
                "message": {"blocks": [block], "sender_identity": "MANUAL"},
                "idempotent_id": "desk-1",
            },
        ),
    ]


async def test_golden_abnormal_refund(spoken: Endpoints, gateway: ScriptedGateway) -> None:
    refund_id = RefundId("50000000382019052709732678859")
    await spoken.abnormal_refund(refund_id, NUMBER)
    await spoken.abnormal_refund(
        refund_id, NUMBER, bank_type="CMB_DEBIT", bank_account="6222", real_name="林小满"
    )
    to_shop, to_card = gateway.seen
    target = f"/v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund"
    assert to_shop.target == to_card.target == target
    assert json.loads(to_shop.body) == {"out_refund_no": NUMBER, "type": "MERCHANT_BANK_CARD"}
    content = json.loads(to_card.body)
    assert {name: content[name] for name in ("out_refund_no", "type", "bank_type")} == {
        "out_refund_no": NUMBER,
        "type": "USER_BANK_CARD",
        "bank_type": "CMB_DEBIT",
    }
    key = far.platform_key()
    opened = [sdk.rsa_decrypt(content[name], key) for name in ("bank_account", "real_name")]
    assert opened == ["6222", "林小满"]
    assert to_card.headers["wechatpay-serial"] == far.PUBLIC_KEY_ID


async def test_golden_upload(spoken: Endpoints, gateway: ScriptedGateway) -> None:
    await spoken.upload("proof.png", b"\x89PNG", "image/png")
    (seen,) = gateway.seen
    assert (seen.method, seen.target) == ("POST", "/v3/merchant-service/images/upload")
    assert json.loads(seen.signed_body()) == {
        "filename": "proof.png",
        "sha256": "0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543",
    }
