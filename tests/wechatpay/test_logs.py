"""Nothing secret and nothing personal in a log, whatever is turned on and whatever goes wrong."""

import dataclasses
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from refund_desk.adapters.wechatpay.bills import WeChatPayBills
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds
from refund_desk.application.outcomes import Accepted
from refund_desk.application.ports.bill_source import BillTaken
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.identifiers import RefundId
from refund_desk.domain.secret import Secret
from tests.practice_process import PracticeShop
from tests.wechatpay.conftest import OpenCore, fresh_order, set_faults
from tests.wechatpay.samples import number_of, refund_of

PHONE, WORDS, ACCOUNT, NAME = "13987654321", "我家在杭州市西湖区", "6225880137706868", "林小满"


class Everything(logging.Handler):
    """Every record of every logger, with its arguments and its traceback, as one text."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.name} {record.getMessage()} {record.args}\n"
        if record.exc_info and record.exc_info[1]:
            self.text += "".join(traceback.format_exception(record.exc_info[1]))


@pytest.fixture
def logs() -> Iterator[Everything]:
    root = logging.getLogger()
    level, handler = root.level, Everything()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


async def test_no_secret_and_no_personal_word_is_logged(
    shop: PracticeShop, open_core: OpenCore, logs: Everything
) -> None:
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    endpoints = Endpoints(await open_core(credentials), credentials.mchid)
    refunds = WeChatPayRefunds(endpoints)
    complaints = WeChatPayComplaints(endpoints)
    made = fresh_order(shop, phone=PHONE, text=WORDS)
    refund = refund_of(made["transaction_id"], reason=WORDS)
    set_faults(
        shop,
        {"method": "POST", "path": "/v3/refund/*", "fault": "forged", "times": 1},
        {"method": "GET", "path": "/v3/refund/*", "fault": "drop_after", "times": 1},
    )

    await refunds.submit(refund)
    await refunds.query(number_of(refund))
    accepted = await refunds.submit(refund)
    assert isinstance(accepted, Accepted)
    card = BankCard(bank_type="CMB_DEBIT", account=Secret(ACCOUNT), real_name=Secret(NAME))
    await refunds.return_to_card(dataclasses.replace(refund, refund_id=RefundId("5030")), card)
    await complaints.read(made["complaint_id"])
    await complaints.history(made["complaint_id"])
    await complaints.reply(made["complaint_id"], WORDS, ())
    paid = sorted(order["paid_at"][:10] for order in shop.books()["orders"] if order["paid_at"])
    day = date.fromisoformat(paid[0] if len(paid) < 60 else paid[-60])
    assert isinstance(await WeChatPayBills(endpoints).trade_bill(day, lambda: len), BillTaken)

    key = credentials.merchant_key.reveal().splitlines()[1]
    assert credentials.apiv3_key is not None
    secrets = [credentials.apiv3_key.reveal(), key, "BEGIN", "signature=", "nonce_str", "token="]
    found = [each for each in [*secrets, PHONE, WORDS, ACCOUNT, NAME] if each in logs.text]
    assert found == []
    assert "refund.submit signature_wrong" in logs.text
    assert "refund.query RemoteProtocolError" in logs.text
    assert f"ms {accepted.request_id}" in logs.text
    assert "bill.file 200" in logs.text


async def test_nothing_kept_of_an_answer_prints_its_body(
    shop: PracticeShop, open_core: OpenCore
) -> None:
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    core = await open_core(credentials)
    reply = await Endpoints(core, credentials.mchid).trade_bill(
        datetime.now(UTC).date().isoformat()
    )
    shown = repr((reply, core.__dict__))
    assert "message" not in shown
    assert credentials.apiv3_key is not None
    assert credentials.apiv3_key.reveal() not in shown
