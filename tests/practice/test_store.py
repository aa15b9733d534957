"""The practice Store: strict about what it is asked, and honest about what it did."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from refund_desk.practice.faults import WITHOUT_EFFECT
from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.store_client import PNG, StoreClient

HOUR, DAY = 3600, 86_400
ADDRESS = "2600000001"


@pytest.fixture
def store(far: Far) -> StoreClient:
    return StoreClient(far).signed_in()


def business_now(far: Far) -> float:
    return time.time() + float(far.admin("GET", "clock")["offset_s"])


# -- tokens ---------------------------------------------------------------------------------------


def test_a_stable_token_stays_the_same_until_five_minutes_before_its_end(
    far: Far, store: StoreClient
) -> None:
    first = store.stable()
    assert store.stable()["access_token"] == first["access_token"]
    far.advance(first["expires_in"] - 200)

    second = store.stable()

    assert second["access_token"] != first["access_token"]
    ref = store.fresh()
    assert store.detail(ref)["after_sale_order_id"] == ref, "the old one still holds"
    far.advance(201)
    assert store.code("getaftersaleorder", after_sale_order_id=ref) == 42001
    store.token = second["access_token"]
    assert store.code("getaftersaleorder", after_sale_order_id=ref) == 0


def test_a_forced_refresh_kills_the_old_token_and_is_rare(far: Far, store: StoreClient) -> None:
    far.advance(DAY)
    store.signed_in()
    forced = store.stable(force_refresh=True)

    assert store.code("reason/get") == 40001
    assert store.stable(force_refresh=True)["errcode"] == 45011
    store.token = forced["access_token"]
    assert store.code("reason/get") == 0
    for _ in range(19):
        far.advance(31)
        assert "access_token" in store.stable(force_refresh=True)
    far.advance(31)
    assert store.stable(force_refresh=True)["errcode"] == 45009


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant_type": "x"}, 40002),
        ({"appid": "wx1"}, 40013),
        ({"secret": "x"}, 40125),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"force_refresh": 1}, 40097),
        ({"scope": "x"}, 40097),
    ],
)
def test_a_stranger_gets_no_token(store: StoreClient, changes: dict[str, Any], code: int) -> None:
    assert store.stable(**changes)["errcode"] == code


def test_calls_without_a_good_token_are_refused(far: Far, store: StoreClient) -> None:
    store.token = ""
    assert store.code("reason/get") == 41001
    store.token = "invented"
    assert store.code("reason/get") == 40001
    store.signed_in()
    far.admin("POST", "store/tokens", {})
    assert store.code("reason/get") == 40001


@pytest.mark.parametrize("code", ["40164", "45035", "61004"])
def test_a_foreign_address_is_named(far: Far, store: StoreClient, code: str) -> None:
    far.faults(require_ip_list=True, ip_list="203.0.113.9", store_ip_code=code)

    answer = store.stable()

    assert answer["errcode"] == int(code)
    assert "127.0.0.1" in answer["errmsg"]
    assert re.search(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", answer["errmsg"])
    assert store.code("reason/get") == int(code)


# -- reading --------------------------------------------------------------------------------------


def test_a_window_is_listed_page_by_page(far: Far, store: StoreClient) -> None:
    far.advance(2 * DAY)
    store.signed_in()
    now = business_now(far)
    made = {store.fresh(applied_ago_s=second) for second in range(45)}

    first = store.listed(now - HOUR, now + HOUR)
    second = store.listed(now - HOUR, now + HOUR, first["next_key"])
    third = store.listed(now - HOUR, now + HOUR, second["next_key"])

    pages = (first, second, third)
    found = [ref for page in pages for ref in page["after_sale_order_id_list"]]
    assert [page["has_more"] for page in pages] == [True, True, False]
    assert len(found) == len(set(found))
    assert made <= set(found)
    assert store.listed(now, now + HOUR, first["next_key"])["errcode"] == 40097


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 40097),
        ({"begin_update_time": 1}, 40097),
        ({"begin_update_time": 5, "end_update_time": 4}, 40097),
        ({"begin_update_time": 1.5, "end_update_time": 4}, 40097),
        ({"begin_update_time": 0, "end_update_time": 86_401}, 10020004),
        ({"begin_update_time": 0, "end_update_time": 86_400}, 0),
        ({"begin_create_time": 0, "end_create_time": 86_400}, 0),
        ({"begin_create_time": 0, "end_create_time": 9, "begin_update_time": 0}, 40097),
        ({"begin_update_time": 0, "end_update_time": 9, "page_size": 10}, 40097),
    ],
)
def test_a_window_needs_one_pair_of_at_most_a_day(
    store: StoreClient, body: dict[str, Any], code: int
) -> None:
    assert store.code("getaftersalelist", **body) == code


def test_a_changed_application_is_listed_again(far: Far, store: StoreClient) -> None:
    ref = store.fresh()
    far.advance(2 * HOUR)
    store.signed_in()
    since = business_now(far) - 60
    assert ref not in store.listed(since, since + HOUR)["after_sale_order_id_list"]

    store.buyer(ref, "cancel")

    assert ref in store.listed(since, since + HOUR)["after_sale_order_id_list"]


def test_an_application_is_told_as_the_documents_do(store: StoreClient) -> None:
    ref = store.fresh(kind="RETURN", amount_fen=300, total_fen=500, words="裂了", allowed_s=7200)

    told = store.detail(ref)

    assert told["type"] == "RETURN"
    assert told["status"] == "MERCHANT_PROCESSING"
    assert told["refund_info"]["amount"] == 300
    assert told["details"]["desc"] == "裂了"
    assert told["reason_text"] == "其他"
    assert 7100 < told["deadline"] <= 7200
    order = store.ask("/channels/ec/order/get", order_id=told["order_id"])["order"]
    assert order["order_detail"]["price_info"]["order_price"] == 500
    assert order["aftersale_detail"]["aftersale_order_list"][0]["aftersale_order_id"] == ref
    assert order["aftersale_detail"]["on_aftersale_order_cnt"] == 1


def test_the_unsure_forms_hang_on_switches(far: Far, store: StoreClient) -> None:
    ref = store.fresh()
    far.faults(
        store_ids="number",
        store_details="array",
        store_deadline="instant",
        store_plain_success=True,
        store_code_when_gone="10021057",
    )

    answer = store.ask("getaftersaleorder", after_sale_order_id=ref)

    assert set(answer) == {"after_sale_order"}
    told = answer["after_sale_order"]
    assert told["after_sale_order_id"] == int(ref)
    assert isinstance(told["details"], list)
    assert told["deadline"] > 1_500_000_000
    assert store.code("getaftersaleorder", after_sale_order_id="9") == 10021057


def test_lists_of_reasons_and_addresses(store: StoreClient) -> None:
    scenes = {row["reject_scene"] for row in store.ask("rejectreason/get")["reason_list"]}
    assert {1, 4} <= scenes
    assert {"reason": "10000019", "reason_text": "7天无理由"} in store.ask("reason/get")[
        "reason_list"
    ]
    listed = store.ask("/channels/ec/merchant/address/list", offset=0, limit=10)
    assert ADDRESS in listed["address_id_list"]
    one = store.ask("/channels/ec/merchant/address/get", address_id=ADDRESS)["address_detail"]
    assert one["address_id"] == int(ADDRESS)
    assert store.code("/channels/ec/merchant/address/get", address_id="1") == 10021062
    assert store.code("/channels/ec/order/get", order_id="1") == 40097


def test_pictures_go_up_and_come_down(far: Far, store: StoreClient) -> None:
    media_id = store.upload()["pic_file"]["media_id"]
    url = f"{store.url}/channels/ec/basics/media/get?access_token={store.token}&media_id="

    kept = far.http.get(url + media_id)

    assert (kept.content, kept.headers["Content-Type"]) == (PNG, "image/png")
    assert far.http.get(url + "nothing").json()["errcode"] == 40007
    assert store.upload(b"plain text")["errcode"] == 40004
    assert store.upload(PNG + b"\0" * 2 * 1024 * 1024)["errcode"] == 45001
    drawn = next(
        picture
        for each in store.books()["after_sales"]
        for picture in store.detail(each["ref"])["details"]["media_id_list"]
        if picture.startswith("store-")
    )
    assert far.http.get(url + drawn).content.startswith(PNG[:8])


# -- writing --------------------------------------------------------------------------------------


def test_agreeing_to_a_refund_moves_the_platforms_money(far: Far, store: StoreClient) -> None:
    before = store.books()["refunded_fen"]
    ref = store.fresh(amount_fen=3000)

    assert store.accept(ref) == 0

    assert store.accept(ref) == 10021041
    assert store.status(ref) == "MERCHANT_REFUND_SUCCESS"
    assert store.books()["refunded_fen"] == before + 3000
    assert store.happened(ref) == ["accept_refund", "refund"]
    assert store.detail(ref)["refund_info"]["refund_reason"] == 3


def test_a_return_needs_two_agreements_and_an_address(far: Far, store: StoreClient) -> None:
    ref = store.fresh(kind="RETURN")
    assert store.accept(ref, 2) == 10021041
    assert store.accept(ref, 1) == 10021060
    assert store.accept(ref, 1, address_id="5") == 10021062

    assert store.accept(ref, 1, address_id=ADDRESS) == 0

    assert store.status(ref) == "USER_WAIT_RETURN"
    assert store.accept(ref, 2) == 10021041, "the goods have not come"
    store.buyer(ref, "send_back")
    assert store.detail(ref)["return_info"]["waybill_id"].startswith("SF")
    assert store.accept(ref, 2) == 0
    assert store.status(ref) == "MERCHANT_RETURN_SUCCESS"


def test_without_a_type_the_platform_chooses_by_the_state(store: StoreClient) -> None:
    ref = store.fresh(kind="RETURN")
    store.accept(ref, 1, address_id=ADDRESS)
    store.buyer(ref, "send_back")

    assert store.code("acceptapply", after_sale_order_id=ref) == 0

    assert store.status(ref) == "MERCHANT_RETURN_SUCCESS", "what a stale view would not expect"


def test_a_rejection_needs_a_reason_of_its_scene(store: StoreClient) -> None:
    ref = store.fresh()
    assert store.reject(ref, 20) == 40097
    assert store.code("rejectapply", after_sale_order_id=ref) == 40097

    assert store.reject(ref, 6, "已和买家说好") == 0

    assert store.detail(ref)["merchant_upload_info"]["reject_reason"] == "已和买家说好"
    assert store.status(ref) == "MERCHANT_REJECT_REFUND"
    assert store.reject(ref) == 10021041
    assert store.accept(ref) == 10021041


def test_some_rejections_want_a_negotiation_first(far: Far, store: StoreClient) -> None:
    far.faults(store_negotiate_first=True)
    ref = store.fresh()
    assert store.reject(ref) == 10021068

    assert store.offer(ref) == 0
    assert store.offer(ref) == 10021041
    assert store.status(ref) == "USER_WAIT_CONFIRM_UPDATE"
    store.buyer(ref, "refuse")

    assert store.reject(ref) == 0


def test_an_offer_that_the_buyer_takes_is_paid(store: StoreClient) -> None:
    ref = store.fresh(amount_fen=10_000)
    assert store.offer(ref, amount=20_000) == 40097
    assert store.offer(ref, merchant_update_type=2) == 40097
    assert store.offer(ref, update_reason_type=10) == 40097, "this reason wants a picture"
    assert store.offer(ref) == 0
    detail = store.detail(ref)["merchant_update_detail"]
    assert (detail["old_after_sale_amount"], detail["new_after_sale_amount"]) == (10_000, 4000)

    store.buyer(ref, "agree")

    assert store.told(ref)["refunded_fen"] == 0 or store.status(ref) == "MERCHANT_REFUND_SUCCESS"
    assert store.status(ref) == "MERCHANT_REFUND_SUCCESS"
    assert store.told(ref)["refunded_fen"] == 4000


def test_a_refund_that_cannot_arrive_is_proven_by_the_merchant(store: StoreClient) -> None:
    ref = store.fresh(settles="fails")
    store.accept(ref)
    told = store.detail(ref)
    assert (told["status"], told["need_offline_refund"]) == ("PLATFORM_REFUND_FAIL", True)
    body = {"after_sale_order_id": ref, "desc": "银行转账"}
    assert store.code("uploadrefundcertificate", **body, refund_certificates=[]) == 40097
    assert store.code("uploadrefundcertificate", **body, refund_certificates=["x"]) == 40007
    media_id = store.upload()["pic_file"]["media_id"]

    assert store.code("uploadrefundcertificate", **body, refund_certificates=[media_id]) == 0

    assert store.status(ref) == "USER_WAIT_CONFIRM"
    store.buyer(ref, "confirm")
    assert store.status(ref) == "MERCHANT_REFUND_SUCCESS"
    assert store.told(ref)["refunded_fen"] == 0, "the platform moved nothing"


def test_a_payment_of_wechat_pays_books_moves_there_and_only_once(
    far: Far, store: StoreClient
) -> None:
    paid = far.fresh(total_fen=5000, complaint=False)["transaction_id"]
    first = store.fresh(transaction_id=paid, total_fen=5000)
    second = store.fresh(transaction_id=paid, total_fen=5000)

    store.accept(first)
    store.accept(second)

    assert store.status(first) == "MERCHANT_REFUND_SUCCESS"
    assert store.status(second) == "PLATFORM_REFUND_FAIL", "nothing was left to refund"
    moved = [row for row in far.admin("GET", "books")["refunds"] if row["transaction_id"] == paid]
    assert [row["amount_fen"] for row in moved] == [5000]


def test_one_refund_of_an_order_a_minute(far: Far, store: StoreClient) -> None:
    far.faults(one_minute_rule=True)
    made = far.admin("POST", "store/after-sales", {"amount_fen": 100})
    again = store.fresh(order_no=made["order_no"], amount_fen=100)
    assert store.accept(made["ref"]) == 0

    assert store.accept(again) == 10021059

    far.advance(61)
    assert store.accept(again) == 0


# -- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "reason"), [("REFUND", 9), ("RETURN", 11)])
def test_silence_becomes_a_refund(far: Far, store: StoreClient, kind: str, reason: int) -> None:
    ref = store.fresh(kind=kind, allowed_s=HOUR)
    if kind == "RETURN":
        store.accept(ref, 1, address_id=ADDRESS)
        store.buyer(ref, "send_back")
    assert "deadline" in store.detail(ref)

    far.advance(HOUR + 1)
    store.signed_in()

    told = store.detail(ref)
    assert told["status"].endswith("_SUCCESS")
    assert told["refund_info"]["refund_reason"] == reason
    assert "deadline" not in told


def test_buyers_who_do_not_answer(far: Far, store: StoreClient) -> None:
    waiting, offered = store.fresh(kind="RETURN"), store.fresh()
    store.accept(waiting, 1, address_id=ADDRESS)
    store.offer(offered)

    far.advance(8 * DAY)
    store.signed_in()

    assert store.status(waiting) == "RETURN_CLOSED"
    assert store.status(offered) == "MERCHANT_REFUND_SUCCESS", "back at the merchant, who slept"


# -- disputes -------------------------------------------------------------------------------------


def test_a_rejected_buyer_may_call_the_platform(far: Far, store: StoreClient) -> None:
    ref = store.fresh()
    store.reject(ref)
    store.buyer(ref, "dispute")
    told = store.detail(ref)

    dispute = store.ask("getcomplaintorder", complaint_id=told["complaint_id"])

    assert (dispute["status"], dispute["after_sale_order_id"]) == (103, ref)
    assert [entry["item_type"] for entry in dispute["history"]] == [1]
    assert store.code("getcomplaintorder", complaint_id="1") == 10021500
    store.buyer(ref, "judged_refund")
    assert store.detail(ref)["refund_info"]["refund_reason"] == 5


@pytest.mark.parametrize("way", ["new", "same"])
def test_a_rejected_buyer_may_apply_again(far: Far, store: StoreClient, way: str) -> None:
    far.faults(store_reopens=way)
    ref = store.fresh()
    store.reject(ref)
    before = len(store.books()["after_sales"])

    store.buyer(ref, "apply_again")

    assert store.status(ref) == ("USER_CANCELD" if way == "new" else "MERCHANT_PROCESSING")
    assert len(store.books()["after_sales"]) == before + (way == "new")


# -- the wire -------------------------------------------------------------------------------------


def test_only_its_own_paths_and_bodies(far: Far, store: StoreClient) -> None:
    assert store.code("/channels/ec/nothing") == 40066
    url = f"{store.url}/channels/ec/order/get?access_token={store.token}"
    assert far.http.get(url).json()["errcode"] == 43002
    assert far.http.post(url, content=b"").json()["errcode"] == 44002
    assert far.http.post(url, content=b"[1").json()["errcode"] == 47001
    assert far.http.post(url, json=[1]).json()["errcode"] == 47001
    assert store.code("/channels/ec/order/get", order_id=5) == 40097


@pytest.mark.parametrize(
    ("fault", "effect"),
    [
        ("drop_before", False),
        ("reset", False),
        ("status_502_html", False),
        ("status_429_before", False),
        ("not_found_once", False),
        ("store_code", False),
        ("refuse", False),
        ("redirect_302", False),
        ("drop_after", True),
        ("status_500", True),
        ("status_429_after", True),
        ("garbage", True),
        ("truncated", True),
        ("delay", True),
    ],
)
def test_faults_of_the_switchboard(far: Far, store: StoreClient, fault: str, effect: bool) -> None:
    ref = store.fresh()
    more: dict[str, Any] = {"store_code": {"errcode": -1}}.get(fault, {})
    more |= {"status": 503, "code": "X"} if fault == "refuse" else {}
    far.faults({"path": "/channels/*", "fault": fault, "times": 1, **more})

    heard = None
    try:
        heard = store.post("acceptapply", {"after_sale_order_id": ref, "accept_type": 2})
    except httpx.TransportError:
        assert fault in {"drop_before", "drop_after", "reset", "truncated"}

    assert ("accept_refund" in store.happened(ref)) is effect
    assert effect is (fault not in WITHOUT_EFFECT)
    if fault == "store_code":
        assert heard is not None
        assert heard.json()["errcode"] == -1


def test_a_rule_for_the_store_names_a_number(far: Far) -> None:
    for errcode in (0, -2, "1", True, None):
        rule = {"fault": "store_code", "errcode": errcode}
        assert far.admin_answer("PUT", "faults", {"rules": [rule]}).status_code == 400


def test_nothing_secret_is_kept_of_a_request(far: Far, store: StoreClient) -> None:
    store.fresh()
    store.code("reason/get")

    kept = str(far.admin("GET", "requests"))

    assert "/cgi-bin/stable_token" in kept
    assert "access_token=***" in kept
    assert store.token not in kept
    assert far.ready["store_secret"] not in kept


@pytest.mark.parametrize(
    "wanted",
    [{"kind": "GIFT"}, {"amount_fen": 0}, {"amount_fen": 20_000}, {"name": 1}, {"allowed_s": -1}],
)
def test_the_back_door_knows_its_words(far: Far, wanted: dict[str, Any]) -> None:
    assert far.admin_answer("POST", "store/after-sales", wanted).status_code == 400


def test_a_step_the_state_forbids_is_refused(far: Far, store: StoreClient) -> None:
    ref = store.fresh()
    for does in ("agree", "dance"):
        answer = far.admin_answer("POST", f"store/after-sales/{ref}/buyer", {"does": does})
        assert answer.status_code == 400


def test_content_is_a_function_of_seed_number_and_now(new_folder: Callable[[], Path]) -> None:
    def told(seed: int, applications: int, now: float) -> Any:
        settings = PracticeSettings(
            data_dir=new_folder(), now_s=now, seed=seed, applications=applications
        )
        with shop_in_thread(settings) as far:
            return far.admin("GET", "store")["after_sales"]

    ten = told(3, 50, NOW)

    assert told(3, 50, NOW) == ten
    assert [row["ref"] for row in told(3, 50, NOW + 9 * DAY)] == [row["ref"] for row in ten]
    assert {row["ref"] for row in ten} <= {row["ref"] for row in told(3, 60, NOW)}
    assert {row["ref"] for row in told(4, 50, NOW)}.isdisjoint({row["ref"] for row in ten})
    assert {row["kind"] for row in ten} == {"REFUND", "RETURN"}
