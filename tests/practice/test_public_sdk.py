"""The public Python SDK, which nobody here wrote, is content with the practice shop."""

import json
from pathlib import Path
from typing import Any

import pytest
from wechatpayv3 import WeChatPay, WeChatPayType

from tests.practice.shop_in_thread import Far


@pytest.fixture
def sdk(far: Far) -> Any:
    client = WeChatPay(
        wechatpay_type=WeChatPayType.MINIPROG,
        mchid=far.ready["mchid"],
        private_key=Path(far.ready["merchant_key_file"]).read_text(),
        cert_serial_no=far.ready["merchant_serial"],
        apiv3_key=far.ready["apiv3_key"],
        appid="wx8888a1b2c3d4e5f6",
        public_key=Path(far.ready["public_key_file"]).read_text(),
        public_key_id=far.ready["public_key_id"],
        timeout=(5, 10),
    )
    # Its gateway is fixed in the package; in public-key mode nothing was sent before this line.
    client._core._gate_way = far.ready["base_url"]
    return client


def test_the_sdk_refunds_and_queries(far: Far, sdk: Any) -> None:
    made = far.fresh(total_fen=10_000)
    code, text = sdk.query(transaction_id=made["transaction_id"])
    assert (code, json.loads(text)["trade_state"]) == (200, "SUCCESS")
    amount = {"refund": 100, "total": 10_000, "currency": "CNY"}
    number = f"SDK{made['transaction_id']}"
    code, text = sdk.refund(
        out_refund_no=number, amount=amount, transaction_id=made["transaction_id"]
    )
    assert (code, json.loads(text)["status"]) == (200, "PROCESSING")
    code, text = sdk.query_refund(number)
    assert (code, json.loads(text)["status"]) == (200, "SUCCESS")


def test_the_sdk_handles_a_complaint(far: Far, sdk: Any, tmp_path: Path) -> None:
    made = far.fresh()
    code, text = sdk.complaint_list_query("2026-11-18", "2026-11-18", 50, 0)
    assert code == 200
    assert json.loads(text)["total_count"] >= 1
    # It sends a Content-Type without boundary, which WeChat Pay evidently takes.
    picture = tmp_path / "proof.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\nproof")
    code, text = sdk.complaint_image_upload(str(picture))
    assert code == 200
    media_id = json.loads(text)["media_id"]
    code, _ = sdk.complaint_response(made["complaint_id"], "收到", [media_id])
    assert code == 204
    code, text = sdk.complaint_history_query(made["complaint_id"])
    links = json.loads(text)["data"][0]["image_list"]
    code, content = sdk.complaint_image_download(links[0])
    assert (code, content) == (200, picture.read_bytes())


def test_the_sdk_refuses_a_forged_answer(far: Far, sdk: Any) -> None:
    made = far.fresh()
    far.faults({"fault": "forged"})
    with pytest.raises(Exception, match="verify"):
        sdk.query(transaction_id=made["transaction_id"])
