"""Complaints and messages that the practice server would not write: odd, rich, endless, wrong."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpayv3.async_ import utils as sdk

from refund_desk.adapters.wechatpay.complaint_payload import ComplaintReader
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.application.outcomes import (
    Doubt,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import (
    PictureContent,
    Snapshot,
    SnapshotPage,
)
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund_application import ComplaintState, ProblemType
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Seen

IMAGES = "/v3/merchant-service/images"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def last_30_days() -> tuple[date, date]:
    today = beijing_day(datetime.now(UTC))
    return today - timedelta(days=29), today


def complaint(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "complaint_id": "20020182",
        "complaint_time": "2026-11-23T12:00:00.120+08:00",
        "complaint_state": "PENDING",
        "user_complaint_times": 1,
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def read_one(**changes: object) -> Snapshot:
    reader = ComplaintReader(("http://127.0.0.1:9",), lambda text: None)
    return reader.snapshot(Fields(complaint(**changes)))


def test_what_may_be_absent_is() -> None:
    read = read_one()
    assert (read.problem_text, read.detail_text, read.payer_phone) == ("", "", "")
    assert (read.asked, read.orders, read.picture_refs) == (NOTHING, (), ())
    assert read.problem_type is ProblemType.OTHERS
    assert not read.is_high_risk


def test_unknown_words_keep_the_complaint_in_sight() -> None:
    read = read_one(complaint_state="PAUSED", problem_type="FREIGHT", user_tag_list=["HIGH_RISK"])
    assert read.complaint_state is ComplaintState.PROCESSING
    assert read.problem_type is ProblemType.OTHERS
    assert read.is_high_risk
    assert read_one(payer_phone="no cipher").payer_phone == ""


def test_an_order_without_a_usable_number_is_no_payment() -> None:
    orders = [{"transaction_id": "", "out_trade_no": "a b", "amount": 3}]
    (order,) = read_one(complaint_order_info=orders).orders
    assert (order.transaction_id, order.out_trade_no, order.amount) == (None, None, Fen(3))


@pytest.mark.parametrize(
    "change",
    [
        {"complaint_id": None},
        {"complaint_id": "../x"},
        {"complaint_time": None},
        {"complaint_state": None},
        {"complaint_state": 1},
        {"user_complaint_times": "1"},
        {"apply_refund_amount": 1.5},
        {"complaint_full_refunded": "true"},
        {"complaint_order_info": [{"transaction_id": "4200", "out_trade_no": "T"}]},
        {"apply_refund_amount": 10_000_000_001},
        {"apply_refund_amount": -1},
        {"complaint_time": "9999-12-31T23:59:59+08:00"},
        {"complaint_time": "0001-01-01T00:00:00+08:00"},
    ],
)
def test_a_complaint_that_does_not_fit_is_nonsense(change: dict[str, object]) -> None:
    with pytest.raises((NonsenseError, BadValueError)):
        read_one(**change)


@pytest.fixture
async def scripted(gateway: ScriptedGateway, open_core: OpenCore) -> WeChatPayComplaints:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    return WeChatPayComplaints(Endpoints(core, far.MCHID))


def say(gateway: ScriptedGateway, *answers: object) -> None:
    gateway.play(*(Said(body=json.dumps(each, ensure_ascii=False).encode()) for each in answers))


async def test_another_complaint_is_not_the_one_asked_for(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    say(gateway, complaint())
    assert isinstance(await scripted.read("20020182"), Snapshot)
    assert await scripted.read("20020183") == Unreadable(why="far.nonsense")


async def page_at(scripted: WeChatPayComplaints, offset: int) -> SnapshotPage:
    first_day, last_day = last_30_days()
    page = await scripted.page(first_day=first_day, last_day=last_day, offset=offset)
    assert isinstance(page, SnapshotPage)
    return page


async def test_one_complaint_that_does_not_fit_is_counted_and_keeps_no_other_away(
    scripted: WeChatPayComplaints,
    gateway: ScriptedGateway,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    odd = complaint(complaint_id="20020183", complaint_time="soon", complaint_detail="秘密")
    say(gateway, {"data": [odd, complaint(), None, 7], "total_count": 4})
    page = await page_at(scripted, 0)
    assert [each.source_ref for each in page.snapshots] == ["20020182"]
    assert (page.unreadable, page.length, page.total) == (3, 4, 4)
    assert "complaint.list: entries that do not fit: -, complaint_time" in caplog.text
    assert "秘密" not in caplog.text


async def test_a_list_that_is_none_is_nonsense(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    first_day, last_day = last_30_days()
    say(gateway, {"data": {"0": complaint()}})
    page = await scripted.page(first_day=first_day, last_day=last_day, offset=0)
    assert isinstance(page, Unreadable)


@pytest.mark.parametrize("count", [None, 0, 50, "60", -1])
async def test_a_count_that_is_already_passed_does_not_end_the_pages(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway, count: object
) -> None:
    say(gateway, {"data": [complaint()], "total_count": count})
    assert (await page_at(scripted, 50)).total is None
    say(gateway, {"data": [complaint()], "total_count": 51})
    assert (await page_at(scripted, 50)).total == 51


async def test_a_page_that_is_refused_is_asked_for_once_more_and_smaller(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    too_large = {"code": "PARAM_ERROR", "message": "当前查询结果数据量过大"}
    no = Said(status=400, body=json.dumps(too_large).encode())
    gateway.play(no, Said(body=json.dumps({"data": [complaint()]}).encode()))
    assert (await page_at(scripted, 50)).length == 1
    limits = [each.target.split("limit=")[1].split("&")[0] for each in gateway.seen]
    assert limits == ["50", "10"]
    first_day, last_day = last_30_days()
    gateway.play(no)
    page = await scripted.page(first_day=first_day, last_day=last_day, offset=0)
    assert page == Unreadable(why="far.ruled", request_id="08F5B8C2B506-0")
    assert len(gateway.seen) == 4


def test_words_of_the_wrong_kind_keep_a_complaint_no_longer_from_sight() -> None:
    read = read_one(
        complaint_detail=["x"],
        problem_type=7,
        user_tag_list="HIGH_RISK",
        complaint_media_list=[{"media_url": "x"}, {"media_url": ["https://qpic.cn/1"]}],
        payer_phone={"a": 1},
    )
    assert (read.detail_text, read.payer_phone, read.is_high_risk) == ("", "", False)
    assert read.picture_refs == ("https://qpic.cn/1",)


def test_no_text_of_a_complaint_breaks_a_book_or_stops_a_window() -> None:
    broken, many = "坏\ud83d\0", range(99)
    read = read_one(
        complaint_detail=broken * 1_000_000,
        problem_description=broken,
        payer_openid=broken,
        complaint_media_list=[{"media_url": [broken, *(f"https://qpic.cn/{n}" for n in many)]}],
    )
    assert read.problem_text == read.payer_openid == "坏?\ufffd"
    assert len(read.detail_text) == 5_000
    assert len(read.picture_refs) == 50
    "".join((read.detail_text, *read.picture_refs)).encode()


async def test_a_phone_is_decrypted_with_the_merchant_key(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    sealed = sdk.rsa_encrypt("13912345678", far.merchant_key().public_key())
    say(gateway, complaint(payer_phone=sealed))
    read = await scripted.read("20020182")
    assert isinstance(read, Snapshot)
    assert read.payer_phone == "13912345678"


def message(number: int, **changes: object) -> dict[str, object]:
    at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number)
    fields: dict[str, object] = {
        "log_id": f"{number:05d}",
        "operator": "投诉人",
        "operate_time": at.isoformat(),
        "operate_type": "USER_RESPONSE",
    }
    return fields | changes


async def test_a_long_conversation_is_read_to_its_end(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    everything = [message(number) for number in range(610)]
    say(gateway, *({"data": everything[at : at + 300]} for at in (0, 300, 600)))
    messages = await scripted.history("20020182")
    assert isinstance(messages, tuple)
    assert [each.log_ref for each in messages] == [str(each["log_id"]) for each in everything]
    assert [seen.target.split("offset=")[1] for seen in gateway.seen] == ["0", "300", "600"]


async def test_a_message_that_does_not_fit_keeps_no_other_away(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    everything = [message(number) for number in range(301)]
    everything[7] |= {"operate_time": "soon"}
    everything[8] |= {"log_id": "8" * 129}
    everything[9] |= {"normal_message": {"blocks": 1}, "image_list": 1, "operate_details": [1]}
    say(gateway, {"data": everything[:300]}, {"data": everything[300:]})
    messages = await scripted.history("20020182")
    assert isinstance(messages, tuple)
    assert len(messages) == 299
    assert {"00009", "00300"} <= {each.log_ref for each in messages}


async def test_a_conversation_without_end_is_left_after_twenty_pages(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    say(gateway, {"data": [message(number) for number in range(300)]})
    messages = await scripted.history("20020182")
    assert isinstance(messages, tuple)
    assert (len(messages), len(gateway.seen)) == (300, 20)


async def test_a_rich_message_is_read_whole(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    blocks = [
        {"type": "TEXT", "text": {"text": "您好"}},
        {"type": "IMAGE", "image": {"media_id": "a+b/c="}},
        {"type": "BUTTON", "button": {"text": "查看"}},
    ]
    rich = message(
        1,
        operate_type="SOMETHING_OF_TOMORROW",
        operate_details="",
        normal_message={"blocks": blocks},
        click_message={"message_content": "点了按钮"},
        user_appy_platform_service_reason="商家响应不及时",
        user_appy_platform_service_reason_description="一周没有回复",
        image_list=["https://qpic.cn/xxx"],
    )
    say(gateway, {"data": [rich], "total_count": 1})
    messages = await scripted.history("20020182")
    assert isinstance(messages, tuple)
    (read,) = messages
    assert (read.speaker, read.kind) == (Speaker.PLATFORM, MessageKind.SYSTEM)
    assert read.text == "您好\n点了按钮\n商家响应不及时\n一周没有回复"
    assert read.picture_refs == ("https://qpic.cn/xxx", f"{IMAGES}/a%2Bb%2Fc%3D")
    gateway.play(Said(signed=False, body=PNG))
    assert await scripted.picture(read.picture_refs[1]) == PictureContent(content=PNG)
    assert target_of(gateway.seen[-1]) == f"{IMAGES}/a%2Bb%2Fc%3D"


def target_of(seen: Seen) -> str:
    assert seen.is_signed()
    return seen.target


async def test_an_upload_without_a_media_id_is_a_doubt(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    say(gateway, {"media": "x"})
    outcome = await scripted.upload(name="x", content=PNG)
    assert isinstance(outcome, Unknown)
    assert outcome.doubt is Doubt.MISMATCH


FINITE = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FINITE | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
FIELDS = [
    *complaint(),
    "complaint_order_info",
    "complaint_media_list",
    "payer_phone",
    "user_tag_list",
    "apply_refund_amount",
    "problem_type",
    "log_id",
    "operate_time",
    "operate_type",
    "normal_message",
    "click_message",
    "image_list",
]


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_no_complaint_or_message_whatever_raises_anything_else(changes: dict[str, object]) -> None:
    reader = ComplaintReader(("http://127.0.0.1:9",), lambda text: None)
    entry = {**complaint(), **message(1), **changes}
    body = json.dumps({"data": [entry]}).encode()
    page = reader.page(body)
    assert (page.length, page.total) == (1, None)
    messages, length = reader.messages(body)
    assert length == 1
    for text in [*(each.text for each in messages), *(each.detail_text for each in page.snapshots)]:
        text.encode()
