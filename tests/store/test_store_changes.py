"""What changed at the Store reaches the desk: all of it, once, in the desk's words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from refund_desk.adapters.sources.store_payload import AfterSale
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.sources.store_telling import STATES, SteadyClocks
from refund_desk.adapters.sources.store_window import Window
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.application.ports.change_source import BadCursor, ChangePage, FeedApplication
from refund_desk.application.ports.platform_terms import Scene
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.fen import Fen
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, ComplaintState, Source
from tests.practice.shop_in_thread import Far
from tests.practice.store_client import PNG, StoreClient
from tests.store.desk import ADDRESS, DETAIL, OpenDesk, from_now_on, pull, rule

HOUR, DAY = 3600, 86_400
LIST = "/channels/ec/aftersale/getaftersalelist"


async def test_a_first_look_brings_thirty_days(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    now = datetime.fromisoformat(far.admin("GET", "clock")["business_now"])
    ref = store.fresh()

    found, _cursor, pages = await pull(desk, "")

    there = {
        row["ref"]: row
        for row in store.books()["after_sales"]
        if now - datetime.fromisoformat(row["updated_at"]) < timedelta(days=30)
    }
    assert ref in there
    assert set(found) == set(there)
    assert pages >= 30
    for ref, told in found.items():
        if not there[ref]["dispute_ref"]:
            assert told.snapshot.state is STATES[there[ref]["status"]]
        assert told.snapshot.source is Source.STORE


async def test_after_days_off_nothing_is_lost_and_a_page_is_a_day_at_most(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    cursor = from_now_on(far)
    day_by_day = []
    for _ in range(5):
        day_by_day.append(store.fresh(allowed_s=400 * DAY))
        far.advance(30 * HOUR)
    changed = day_by_day[0]
    store.buyer(changed, "cancel")

    found, cursor, pages = await pull(desk, cursor)

    assert set(day_by_day) <= set(found)
    assert found[changed].snapshot.state is ApplicationState.WITHDRAWN
    assert pages >= 7
    again, _, _ = await pull(desk, cursor)
    assert set(again) <= {changed}, "only what changed in the last ten minutes comes again"


async def test_a_long_day_comes_in_pages(far: Far, store: StoreClient, desk: WeChatStore) -> None:
    cursor = from_now_on(far)
    made = {store.fresh() for _ in range(45)}

    page = await desk.changes(cursor)
    assert isinstance(page, ChangePage)
    assert page.more
    found, _, pages = await pull(desk, cursor)

    assert made <= set(found)
    assert pages == 3


async def test_a_place_that_was_forgotten_begins_its_slice_again(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    begin = int(from_now_on(far).split(":")[1])
    ref = store.fresh()

    page = await desk.changes(f"1:{begin}:{begin + HOUR}:forgotten")

    assert page == ChangePage(applications=(), next_cursor=f"1:{begin}:{begin + HOUR}:", more=True)
    found, _, _ = await pull(desk, page.next_cursor)
    assert ref in found


@pytest.mark.parametrize("cursor", ["2:1::", "1:x::", "1:5:4:", "1:0:86401:", "1:1", "1:1::\n"])
async def test_a_text_that_is_no_cursor(desk: WeChatStore, cursor: str) -> None:
    assert await desk.changes(cursor) == BadCursor()


def test_a_clock_set_back_asks_for_no_time_to_come() -> None:
    window = Window.after("1:1000000::", 900_000)
    assert window == Window(begin_s=899_400, end_s=900_000, is_last=True)


async def test_an_application_in_the_desks_words(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    before = datetime.now(UTC) + timedelta(seconds=far.admin("GET", "clock")["offset_s"])
    media_id = store.upload()["pic_file"]["media_id"]
    made = far.admin(
        "POST",
        "store/after-sales",
        {
            "kind": "RETURN",
            "amount_fen": 300,
            "total_fen": 500,
            "words": "杯口裂了",
            "reason_code": "10000021",
            "allowed_s": 2 * HOUR,
            "pictures": media_id,
        },
    )

    told = await desk.application(made["ref"])

    assert isinstance(told, FeedApplication)
    seen = told.snapshot
    assert (seen.state, seen.complaint_state) == (ApplicationState.OPEN, ComplaintState.PENDING)
    assert (seen.problem_text, seen.detail_text) == ("质量问题", "杯口裂了")
    assert seen.category is ReasonCategory.QUALITY
    assert seen.asked == Fen(300)
    assert [(o.transaction_id, o.amount) for o in seen.orders] == [
        (made["transaction_id"], Fen(500))
    ]
    assert seen.respond_by is not None
    assert timedelta(hours=1, minutes=58) < seen.respond_by - before <= timedelta(hours=2)
    (said,) = told.messages
    assert (said.kind, said.speaker, said.text) == (MessageKind.APPLIED, Speaker.BUYER, "杯口裂了")
    assert told.facts is not None
    assert told.facts.transaction_id == made["transaction_id"]
    assert told.facts.goods[0].name
    picture = await desk.picture(said.picture_refs[0])
    assert picture == PictureContent(content=PNG)
    assert "杯口" not in repr(told)


async def test_a_clock_does_not_tremble(store: StoreClient, desk: WeChatStore) -> None:
    ref = store.fresh()
    first = await desk.read(ref)
    for _ in range(5):
        again = await desk.read(ref)
        assert not isinstance(again, Missing | Unreadable)
        assert not isinstance(first, Missing | Unreadable)
        assert again.fingerprint == first.fingerprint


async def test_a_clock_at_the_turn_of_a_minute(store: StoreClient, desk: WeChatStore) -> None:
    seen = await desk.aftersale(store.fresh())
    assert isinstance(seen, AfterSale)
    assert seen.deadline_s is not None
    turn = datetime(2026, 11, 18, 12, 0, tzinfo=UTC) - timedelta(seconds=seen.deadline_s)
    clocks = SteadyClocks()

    first = clocks.steady(seen, turn - timedelta(seconds=1))
    later = clocks.steady(seen, turn + timedelta(seconds=1))
    another = clocks.steady(replace(seen, changed_at=seen.changed_at + timedelta(seconds=1)), turn)

    assert (first, later) == (datetime(2026, 11, 18, 11, 59, tzinfo=UTC),) * 2
    assert another == datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("instant", ["seconds", "instant"])
async def test_forms_that_nobody_is_sure_of_are_read_all_ways(
    far: Far, store: StoreClient, desk: WeChatStore, instant: str
) -> None:
    ref = store.fresh()
    plain = await desk.application(ref)
    far.faults(
        store_ids="number",
        store_details="array",
        store_deadline=instant,
        store_plain_success=True,
    )

    odd = await desk.application(ref)

    assert odd == plain


async def test_states_follow_the_store(far: Far, store: StoreClient, desk: WeChatStore) -> None:
    async def seen(ref: str) -> tuple[ApplicationState | None, list[MessageKind]]:
        told = await desk.application(ref)
        assert isinstance(told, FeedApplication)
        return told.snapshot.state, [message.kind for message in told.messages]

    applied = MessageKind.APPLIED
    paid, sent_back, refused, offered = (store.fresh(kind=kind) for kind in _KINDS)
    store.accept(paid)
    store.accept(sent_back, 1, address_id=ADDRESS)
    store.reject(refused, words="不行")
    store.offer(offered)

    is_ = ApplicationState
    assert await seen(paid) == (
        is_.REFUNDED,
        [applied, MessageKind.APPROVED, MessageKind.REFUND_ARRIVED],
    )
    assert await seen(sent_back) == (is_.WAITING_GOODS, [applied])
    assert await seen(refused) == (is_.REJECTED, [applied, MessageKind.REJECTED])
    assert await seen(offered) == (is_.WAITING_CUSTOMER, [applied, MessageKind.WORDS])
    store.buyer(sent_back, "send_back")
    back = await desk.read(sent_back)
    assert not isinstance(back, Missing | Unreadable)
    assert back.state is is_.WAITING_GOODS
    assert back.complaint_state is ComplaintState.PENDING, "the merchant's clock runs"


_KINDS = ("REFUND", "RETURN", "REFUND", "REFUND")


async def test_a_dispute_opens_a_rejected_one_again(store: StoreClient, desk: WeChatStore) -> None:
    ref = store.fresh()
    store.reject(ref)
    store.buyer(ref, "dispute")

    told = await desk.application(ref)

    assert isinstance(told, FeedApplication)
    assert told.snapshot.state is ApplicationState.OPEN
    assert told.snapshot.in_platform_service
    assert told.snapshot.complaint_state is ComplaintState.PENDING
    assert told.messages[-1].kind is MessageKind.SYSTEM
    store.buyer(ref, "judged_closed")
    after = await desk.read(ref)
    assert not isinstance(after, Missing | Unreadable)
    assert after.state is ApplicationState.PLATFORM_DECIDED
    assert not after.in_platform_service


async def test_lists_a_person_chooses_from(desk: WeChatStore) -> None:
    reasons = await desk.reject_reasons()
    addresses = await desk.return_addresses()

    assert isinstance(reasons, tuple)
    assert ("6", Scene.REFUND) in {(reason.code, reason.scene) for reason in reasons}
    assert isinstance(addresses, tuple)
    assert addresses[0].is_default
    assert addresses[0].ref == ADDRESS
    assert "杭州市" in addresses[0].text
    assert "杭州市" not in repr(addresses)


async def test_what_is_not_there_is_missing(store: StoreClient, desk: WeChatStore) -> None:
    assert isinstance(await desk.application("999"), Missing)
    assert isinstance(await desk.dispute("999"), Unreadable)
    assert isinstance(await desk.picture("store-media:nothing"), Missing)
    assert isinstance(await desk.picture("/v3/images/1"), Missing)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("drop_before", "net.slow"),
        ("status_500", "far.trouble"),
        ("status_502_html", "far.trouble"),
        ("redirect_302", "far.nonsense"),
        ("garbage", "far.nonsense"),
        ("truncated", "net.slow"),
        ("status_429_before", "far.busy"),
    ],
)
async def test_faults_of_the_list_leave_the_cursor(
    far: Far, store: StoreClient, desk: WeChatStore, fault: str, why: str
) -> None:
    cursor = from_now_on(far)
    ref = store.fresh()
    far.faults(rule(fault, LIST))

    page = await desk.changes(cursor)

    assert isinstance(page, Unreadable)
    assert page.why == why
    found, _, _ = await pull(desk, cursor)
    assert ref in found


async def test_a_page_is_whole_or_asked_for_again(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    cursor = from_now_on(far)
    made = {store.fresh() for _ in range(6)}
    far.faults(rule("reset", DETAIL, skip=3))

    assert isinstance(await desk.changes(cursor), Unreadable)

    found, _, _ = await pull(desk, cursor)
    assert made <= set(found)


async def test_one_that_cannot_be_read_stops_none_behind_it(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    cursor = from_now_on(far)
    made = {store.fresh() for _ in range(3)}
    far.faults(rule("garbage", DETAIL))

    page = await desk.changes(cursor)

    assert isinstance(page, ChangePage)
    (odd,) = page.unreadable
    read = {told.snapshot.source_ref for told in page.applications}
    assert read | {odd} == made


async def test_nobody_at_the_other_end(far: Far, open_desk: OpenDesk, desk: WeChatStore) -> None:
    far.faults(rule("drop_before", "/cgi-bin/stable_token"))

    page = await desk.changes("")

    assert isinstance(page, Unreadable)
    assert page.why == "net.off"
