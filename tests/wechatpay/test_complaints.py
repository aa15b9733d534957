"""Complaints against the practice server: pages, conversations, pictures, words, decisions."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpayv3.async_ import utils as sdk

from refund_desk.adapters.wechatpay.complaint_payload import ComplaintReader
from refund_desk.adapters.wechatpay.complaints import PICTURE_BYTES_MAX, WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import (
    ApplicationSource,
    PictureContent,
    Snapshot,
    SnapshotPage,
)
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund_application import ComplaintState, ProblemType, Source
from tests.practice_process import PracticeShop
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore, ask_admin, fresh_order, set_faults
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Seen

LIST = "/v3/merchant-service/complaints-v2"
IMAGES = "/v3/merchant-service/images"
PICTURES = Path(__file__).parents[2] / "resources" / "practice"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def complaints(endpoints: Endpoints) -> WeChatPayComplaints:
    return WeChatPayComplaints(endpoints)


def last_30_days() -> tuple[date, date]:
    today = beijing_day(datetime.now(UTC))
    return today - timedelta(days=29), today


async def all_snapshots(complaints: WeChatPayComplaints) -> list[Snapshot]:
    first_day, last_day = last_30_days()
    found: list[Snapshot] = []
    while True:
        page = await complaints.page(first_day=first_day, last_day=last_day, offset=len(found))
        assert isinstance(page, SnapshotPage)
        if not page.snapshots:
            return found
        found += page.snapshots


async def test_a_complaint_is_read_from_the_list_and_alone(
    complaints: WeChatPayComplaints, shop: PracticeShop
) -> None:
    made = fresh_order(
        shop,
        total_fen=10800,
        apply_fen=5000,
        text="杯子碎了 <b>\u202e",
        reason="商品破损",
        phone="13912345678",
        openid="oBuyer1",
        need_immediate_service=True,
    )
    port: ApplicationSource = complaints
    assert port.source is Source.COMPLAINT
    listed = {each.source_ref: each for each in await all_snapshots(complaints)}
    alone = await port.read(made["complaint_id"])
    assert isinstance(alone, Snapshot)
    assert alone.payer_openid == "oBuyer1"
    assert (alone.problem_text, alone.detail_text) == ("商品破损", "杯子碎了 <b>\u202e")
    assert (alone.asked, alone.problem_type) == (Fen(5000), ProblemType.REFUND)
    assert alone.complaint_state is ComplaintState.PENDING
    assert alone.needs_immediate_service
    (order,) = alone.orders
    assert order.transaction_id == made["transaction_id"]
    assert (order.out_trade_no, order.amount) == (made["out_trade_no"], Fen(10800))
    assert alone.payer_phone == "13912345678"
    assert abs((alone.applied_at - datetime.now(UTC)).total_seconds()) < 60
    assert listed[made["complaint_id"]].fingerprint == alone.fingerprint


async def test_pages_lead_to_the_end_and_each_complaint_comes_once(
    complaints: WeChatPayComplaints, shop: PracticeShop
) -> None:
    for _ in range(25):
        fresh_order(shop)
    found = await all_snapshots(complaints)
    assert len(found) > 50
    assert len({each.source_ref for each in found}) == len(found)
    first_day, last_day = last_30_days()
    page = await complaints.page(first_day=first_day, last_day=last_day, offset=0)
    assert isinstance(page, SnapshotPage)
    assert (len(page.snapshots), page.total) == (50, len(found))
    set_faults(shop, total_count_first_page_only=True)
    second = await complaints.page(first_day=first_day, last_day=last_day, offset=50)
    assert isinstance(second, SnapshotPage)
    assert second.total in {None, 0}


async def test_an_unknown_complaint_is_missing(complaints: WeChatPayComplaints) -> None:
    assert isinstance(await complaints.read("200201890000000000000000000"), Missing)
    unread = await complaints.history("200201890000000000000000000")
    assert isinstance(unread, Unreadable)


@pytest.mark.parametrize("history_order", ["newest_first", "oldest_first"])
@pytest.mark.parametrize("history_media", ["object", "array"])
async def test_a_conversation_comes_oldest_first_with_its_pictures(
    complaints: WeChatPayComplaints, shop: PracticeShop, history_order: str, history_media: str
) -> None:
    set_faults(shop, history_order=history_order, history_media=history_media)
    with_pictures = next(each for each in await all_snapshots(complaints) if each.picture_refs)
    messages = await complaints.history(with_pictures.source_ref)
    assert isinstance(messages, tuple)
    assert (messages[0].speaker, messages[0].kind) == (Speaker.BUYER, MessageKind.APPLIED)
    assert list(messages) == sorted(messages, key=lambda message: message.at)
    assert set(with_pictures.picture_refs) <= set(messages[0].picture_refs)
    assert len(set(messages[0].picture_refs)) == len(messages[0].picture_refs)
    assert all(reference.startswith(f"{IMAGES}/") for reference in messages[0].picture_refs)
    picture = await complaints.picture(messages[0].picture_refs[0])
    assert isinstance(picture, PictureContent)
    assert picture.content.startswith((b"\x89PNG", b"\xff\xd8\xff"))


@pytest.mark.parametrize(
    "reference",
    [
        "https://qpic.cn/xxx",
        "https://api.mch.weixin.qq.com/v3/merchant-service/images/abc",
        f"{IMAGES}/../../certificates",
        "",
    ],
)
async def test_foreign_addresses_are_never_followed(
    complaints: WeChatPayComplaints, shop: PracticeShop, reference: str
) -> None:
    before = len(shop.requests()["requests"])
    assert await complaints.picture(reference) == Unreadable(why="far.nonsense")
    assert len(shop.requests()["requests"]) == before


async def test_words_and_pictures_reach_the_far_side(
    complaints: WeChatPayComplaints, shop: PracticeShop
) -> None:
    made = fresh_order(shop, need_immediate_service=True)["complaint_id"]
    media = await complaints.upload(name="林小满的杯子.png", content=PNG)
    assert isinstance(media, str)
    assert isinstance(await complaints.reply(made, "已经看到，马上处理", (media,)), Sent)
    said = await complaints.reply_immediately(made, "在的", idempotent_id="desk-1")
    assert isinstance(said, Sent)
    ask_admin(shop, f"complaints/{made}/user-message", {"text": "快点"})
    messages = await complaints.history(made)
    assert isinstance(messages, tuple)
    shown = [(message.speaker, message.kind, message.text) for message in messages]
    assert (Speaker.SHOP, MessageKind.WORDS, "已经看到，马上处理") in shown
    assert (Speaker.SHOP, MessageKind.WORDS, "在的") in shown
    assert (Speaker.BUYER, MessageKind.WORDS, "快点") in shown
    ours = next(message for message in messages if message.text.startswith("已经看到"))
    kept = await complaints.picture(ours.picture_refs[0])
    assert kept == PictureContent(content=PNG)
    assert "林小满" not in json.dumps(shop.requests(), ensure_ascii=False)


async def test_approving_completing_rejecting(
    complaints: WeChatPayComplaints, shop: PracticeShop
) -> None:
    agreed, refused = (fresh_order(shop)["complaint_id"] for _ in range(2))
    assert isinstance(await complaints.report_approved(agreed), Sent)
    assert isinstance(await complaints.complete(agreed), Sent)
    media = await complaints.upload(name="x.jpg", content=b"\xff\xd8\xff" + bytes(50))
    assert isinstance(media, str)
    rejected = await complaints.report_rejected(
        refused, reason="已签收超过七天", remark="可换货", picture_refs=(media,)
    )
    assert isinstance(rejected, Sent)
    for complaint_id in (agreed, refused):
        read = await complaints.read(complaint_id)
        assert isinstance(read, Snapshot)
        assert read.complaint_state is ComplaintState.PROCESSED
    kinds = {message.kind for message in await history_of(complaints, agreed, refused)}
    assert {MessageKind.APPROVED, MessageKind.COMPLETED, MessageKind.REJECTED} <= kinds


async def history_of(complaints: WeChatPayComplaints, *refs: str) -> list[Message]:
    found: list[Message] = []
    for each in refs:
        messages = await complaints.history(each)
        assert isinstance(messages, tuple)
        found += messages
    return found


async def test_a_refused_message_is_certain(
    complaints: WeChatPayComplaints, shop: PracticeShop
) -> None:
    made = fresh_order(shop)["complaint_id"]
    outcome = await complaints.reply(made, "字" * 501, ())
    assert isinstance(outcome, SendRefused)
    assert outcome.code == "PARAM_ERROR"
    unknown = await complaints.complete("200201890000000000000000000")
    assert isinstance(unknown, SendRefused)


@pytest.mark.parametrize(
    ("fault", "doubt"),
    [
        ("drop_before", Doubt.NO_ANSWER),
        ("drop_after", Doubt.NO_ANSWER),
        ("status_500", Doubt.THEIR_TROUBLE),
        ("status_429_before", Doubt.RATE),
        ("unsigned", Doubt.UNVERIFIED),
        ("forged", Doubt.UNVERIFIED),
        ("signtest", Doubt.UNVERIFIED),
        ("redirect_302", Doubt.UNVERIFIED),
    ],
)
async def test_a_message_in_doubt_is_never_repeated_by_the_transport(
    complaints: WeChatPayComplaints, shop: PracticeShop, fault: str, doubt: Doubt
) -> None:
    made = fresh_order(shop)["complaint_id"]
    set_faults(shop, {"method": "POST", "path": f"{LIST}/*", "fault": fault})
    outcomes: list[SendOutcome] = [
        await complaints.reply(made, "在处理", ()),
        await complaints.report_approved(made),
        await complaints.complete(made),
    ]
    assert [isinstance(each, Unknown) and each.doubt for each in outcomes] == [doubt] * 3
    seen = [each for each in shop.requests()["requests"] if made in each["path"]]
    assert len(seen) == 3


@pytest.mark.parametrize("fault", ["unsigned", "forged", "garbage", "status_500", "drop_after"])
async def test_an_upload_in_doubt_brings_no_picture(
    complaints: WeChatPayComplaints, shop: PracticeShop, fault: str
) -> None:
    set_faults(shop, {"path": f"{IMAGES}/upload", "fault": fault})
    assert isinstance(await complaints.upload(name="x.png", content=PNG), Unknown)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "img.type"),
        (b"GIF89a", "img.type"),
        (b"<svg/>", "img.type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(PICTURE_BYTES_MAX), "img.big"),
    ],
)
async def test_a_picture_they_would_not_take_is_not_sent(
    complaints: WeChatPayComplaints, shop: PracticeShop, content: bytes, code: str
) -> None:
    before = len(shop.requests()["requests"])
    assert await complaints.upload(name="x.png", content=content) == SendRefused(code=code)
    assert len(shop.requests()["requests"]) == before


async def test_a_bmp_is_taken_too(complaints: WeChatPayComplaints) -> None:
    assert isinstance(await complaints.upload(name="x", content=b"BM" + bytes(60)), str)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("status_500", "far.trouble"),
        ("garbage", "far.nonsense"),
        ("forged", "far.nonsense"),
        ("not_found_once", "far.nonsense"),
        ("drop_after", "net.slow"),
    ],
)
async def test_a_spoilt_list_or_history_is_unreadable_not_empty(
    complaints: WeChatPayComplaints, shop: PracticeShop, fault: str, why: str
) -> None:
    made = fresh_order(shop)["complaint_id"]
    set_faults(shop, {"method": "GET", "path": f"{LIST}*", "fault": fault})
    first_day, last_day = last_30_days()
    page = await complaints.page(first_day=first_day, last_day=last_day, offset=0)
    history = await complaints.history(made)
    for read in (page, history):
        assert isinstance(read, Unreadable)
        assert read.why == why


# Answers the practice server would not give


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
        {"complaint_media_list": [{"media_url": "x"}]},
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


async def test_one_complaint_that_does_not_fit_spoils_its_page_openly(
    scripted: WeChatPayComplaints, gateway: ScriptedGateway
) -> None:
    first_day, last_day = last_30_days()
    say(gateway, {"data": [complaint(), complaint(complaint_time="soon")], "total_count": 2})
    page = await scripted.page(first_day=first_day, last_day=last_day, offset=0)
    assert isinstance(page, Unreadable)
    say(gateway, {"data": [complaint()], "limit": 50, "offset": 0})
    page = await scripted.page(first_day=first_day, last_day=last_day, offset=0)
    assert isinstance(page, SnapshotPage)
    assert page.total is None


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


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
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
    for read in (reader.snapshots, reader.messages):
        try:
            pages, total = read(body)
        except (NonsenseError, BadValueError):
            continue
        assert len(pages) == 1
        assert total is None
