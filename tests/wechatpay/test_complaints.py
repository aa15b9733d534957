"""Complaints against the practice server: pages, conversations, pictures, words, decisions."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from refund_desk.adapters.wechatpay.complaints import PICTURE_BYTES_MAX, WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
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
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ComplaintState, ProblemType, Source
from tests.practice_process import PracticeShop
from tests.wechatpay.conftest import ask_admin, fresh_order, set_faults

LIST = "/v3/merchant-service/complaints-v2"
IMAGES = "/v3/merchant-service/images"
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
    assert (alone.problem_text, alone.detail_text) == ("商品破损", "杯子碎了 <b>\ufffd")
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
