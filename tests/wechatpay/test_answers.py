"""The table of answers: complete, and what the adapter really makes of each of them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.wechatpay.bills import WeChatPayBills
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.orders import WeChatPayOrders
from refund_desk.adapters.wechatpay.probe import WeChatPayProbe
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    NoSuchRefund,
    Refused,
    SendRefused,
    Unknown,
    Unreadable,
    why_halted,
)
from refund_desk.application.ports.bill_source import BillNotReady
from refund_desk.application.ports.merchant_probe import ProbeAnswer, Probed
from refund_desk.domain.bank_card import card_of
from refund_desk.domain.identifiers import RefundId, TransactionId
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.answers_table import OWN, ROWS, WRITES, Decided, Row, document, documented
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.samples import number_of, refund_of
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway

DAY = date(2026, 11, 17)
BILL = {
    "hash_type": "SHA1",
    "hash_value": "0" * 40,
    "download_url": "https://api.mch.weixin.qq.com/v3/billdownload/file?token=abc",
}
_PROBED = {
    ProbeAnswer.KEY_REFUSED: "key.bad",
    ProbeAnswer.DENIED: "far.denied",
    ProbeAnswer.BUSY: "far.busy",
    ProbeAnswer.THEIR_TROUBLE: "far.trouble",
}
# Outcomes that carry no reason; the window knows it from the call.
_PLAIN: dict[type, Decided] = {
    NoSuchRefund: Decided.ABSENT,
    Missing: Decided.MISSING,
    BillNotReady: Decided.NOT_READY,
    Probed: Decided.NO_CERTIFICATES,
}
Call = Callable[[Endpoints], Awaitable[Any]]


def test_every_documented_code_is_decided_once() -> None:
    for call in OWN:
        decided = [(row.status, row.code) for row in ROWS if row.call == call]
        assert len(set(decided)) == len(decided), call
        assert documented(call) <= set(decided), call
    assert {row.call for row in ROWS} == set(OWN)


def test_the_document_says_what_the_table_says() -> None:
    written = Path(__file__).resolve().parents[2] / "docs" / "answers.md"
    assert written.read_text(encoding="utf-8") == document(), "python -m tests.wechatpay..."


def _sink() -> Callable[[bytes], object]:
    return lambda _piece: None


_CARD = card_of(bank_type="CMB_DEBIT", account="6225880137706868", real_name="林小满")
_SENT = refund_of("4200000263201902167700134212", refund_id=RefundId("50300000001"))
_CALLS: dict[str, Call] = {
    "refund.submit": lambda at: WeChatPayRefunds(at).submit(_SENT),
    "refund.query": lambda at: WeChatPayRefunds(at).query(number_of(_SENT)),
    "refund.abnormal": lambda at: WeChatPayRefunds(at).return_to_card(_SENT, _CARD),
    "order": lambda at: _orders(at).by_transaction_id(TransactionId(_SENT.transaction_id)),
    "complaint.list": lambda at: WeChatPayComplaints(at).page(
        first_day=DAY, last_day=DAY, offset=0
    ),
    "complaint.detail": lambda at: WeChatPayComplaints(at).read("200201820200101080076610000"),
    "complaint.history": lambda at: WeChatPayComplaints(at).history("2002018202001010800"),
    "complaint.reply": lambda at: WeChatPayComplaints(at).reply("2002018", "您好", ()),
    "complaint.complete": lambda at: WeChatPayComplaints(at).complete("2002018"),
    "complaint.approve": lambda at: WeChatPayComplaints(at).report_approved("2002018"),
    "complaint.reject": lambda at: WeChatPayComplaints(at).report_rejected(
        "2002018", reason="超过 7 天", remark="", picture_refs=()
    ),
    "complaint.immediate": lambda at: WeChatPayComplaints(at).reply_immediately(
        "2002018", "您好", idempotent_id="1"
    ),
    "image.upload": lambda at: WeChatPayComplaints(at).upload(name="a", content=b"\xff\xd8\xff"),
    "image.download": lambda at: WeChatPayComplaints(at).picture(
        "/v3/merchant-service/images/ChsyMDAyMDE4"
    ),
    "bill.trade": lambda at: WeChatPayBills(at).trade_bill(DAY, _sink),
    "bill.fund_flow": lambda at: WeChatPayBills(at).fund_flow_bill(DAY, _sink),
    "bill.file": lambda at: WeChatPayBills(at).trade_bill(DAY, _sink),
    "certificates": lambda at: WeChatPayProbe(at, None).certificates(),
}


def _orders(endpoints: Endpoints) -> WeChatPayOrders:
    return WeChatPayOrders(endpoints, lambda: _SENT.planned_at)


def _steps(row: Row, gateway: ScriptedGateway) -> tuple[Said, ...]:
    body = json.dumps({"code": row.code, "message": "文字"}).encode()
    # Nobody who was not let in gets a signed answer, and the front's trouble has none.
    said = Said(status=row.status, body=body, signed=row.status not in {401, 500, 502, 503})
    if row.call != "bill.file":
        return (said,)
    here = gateway.url + "/v3/billdownload/file?token=abc"
    found = Said(body=json.dumps(BILL | {"download_url": here}).encode())
    return (found, said, found, said)


def _made(outcome: object) -> tuple[Decided, str, bool]:
    """What the adapter made of an answer, in the words of the table."""
    match outcome:
        case Refused(code=code, ask_first=ask_first, halts=halts):
            return (Decided.ASK_FIRST if ask_first else Decided.REFUSED), code, halts
        case SendRefused(code=code):
            return Decided.MESSAGE_REFUSED, code, False
        case Unknown(doubt=doubt, halts=halts):
            return Decided.UNKNOWN, doubt.value, halts
        case Unreadable(why=why, halts=halts):
            return Decided.UNREADABLE, why, halts
        case Probed(answer=answer) if answer is not ProbeAnswer.NO_CERTIFICATES:
            return Decided.UNREADABLE, _PROBED[answer], False
        case _:
            return _PLAIN[type(outcome)], "not_taken", False


@pytest.mark.parametrize("row", ROWS, ids=str)
async def test_the_adapter_makes_of_each_answer_what_was_decided(
    row: Row, gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    gateway.play(*_steps(row, gateway))
    decided, why, halts = _made(await _CALLS[row.call](Endpoints(core, far.MCHID)))
    assert (decided, halts) == (row.decided, row.halts)
    wanted = row.why
    if row.call in WRITES and row.halts:
        # The window is told why the sending stopped, not what kind of doubt it is.
        assert why_halted(row.code) == row.why
        wanted = Doubt.UNKNOWN_CODE.value
    if decided not in {Decided.MISSING, Decided.NOT_READY, Decided.NO_CERTIFICATES}:
        assert why == wanted


@pytest.mark.parametrize("row", [row for row in ROWS if row.call == "refund.submit"], ids=str)
async def test_none_of_them_is_believed_over_a_signature_that_does_not_verify(
    row: Row, gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    [said] = _steps(row, gateway)
    gateway.play(replace(said, signed=True, twist={"Wechatpay-Signature": "Zm9yZ2Vk"}))
    outcome = await _CALLS[row.call](Endpoints(core, far.MCHID))
    assert isinstance(outcome, Unknown), outcome
