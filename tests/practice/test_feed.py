"""The shop's own backend: its contract, its books, and every effect once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.feed_contract import judge
from tests.practice.shop_in_thread import Far, shop_in_thread

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def code_of(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    judge("Problem", answer.json())
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def fresh_id(far: Far) -> str:
    """An application that is open."""
    wanted = {"transaction_id": "4200", "asked_fen": 100, "words": "退"}
    return str(far.admin("POST", "feed/applications", wanted)["application_id"])


# -- reading --------------------------------------------------------------------------------------


def test_pages_are_whole_stable_and_of_the_contract(far: Far) -> None:
    feed, cursor, names = far.shop_client, "", []
    while True:
        page = feed.changed(cursor, limit=5)
        judge("Page", page)
        assert feed.changed(cursor, limit=5) == page
        names += [one["application_id"] for one in page["applications"]]
        cursor = page["next_cursor"]
        if not page["more"]:
            break
    whole = feed.changed()
    assert names == [one["application_id"] for one in whole["applications"]]
    assert len(set(names)) == len(names) >= 13
    assert {one["kind"] for one in whole["applications"]} == {
        "refund",
        "return",
        "trade_complaint",
    }
    assert [one["application_id"] for one in whole["applications"] if one.get("test")] == ["TEST-1"]
    assert feed.changed(cursor) == {"applications": [], "next_cursor": cursor, "more": False}


def test_what_changes_comes_again_at_the_end(far: Far) -> None:
    cursor = far.shop_client.changed()["next_cursor"]
    first = far.shop_client.changed(limit=2)["applications"][1]["application_id"]
    far.admin("POST", f"feed/applications/{first}/message", {"text": "在吗？"})
    changed = far.shop_client.changed(cursor)["applications"]
    assert [one["application_id"] for one in changed] == [first]
    assert changed[0]["messages"][-1]["text"] == "在吗？"
    assert "customer_service" in changed[0]["channels"]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/applications?cursor=after-99999", (400, "bad_cursor")),
        ("/applications?cursor=%27", (400, "bad_cursor")),
        ("/applications?limit=0", (400, "bad_request")),
        ("/applications?limit=201", (400, "bad_request")),
        ("/applications?limit=x", (400, "bad_request")),
        ("/applications/nobody", (404, "not_found")),
        ("/orders/42", (404, "not_found")),
        ("/orders", (400, "bad_request")),
        ("/pictures/..%2Fkeys.png", (404, "not_found")),
        ("/pictures/E0123456789abcdef.png", (404, "not_found")),
        ("/elsewhere", (404, "not_found")),
        ("/applications/TEST-1/messages", (405, "method_not_allowed")),
    ],
)
def test_what_cannot_be_answered_is_a_problem(far: Far, path: str, wanted: tuple[int, str]) -> None:
    assert code_of(far.shop_client.get(path)) == wanted


def test_some_payments_are_those_of_a_complaint(far: Far) -> None:
    asked = far.merchant.get(
        "/v3/merchant-service/complaints-v2?begin_date=2026-11-10&end_date=2026-11-18&limit=50"
    )
    complained = {
        order["transaction_id"]
        for row in asked.json["data"]
        for order in row["complaint_order_info"]
    }
    told = {one["transaction_id"] for one in far.shop_client.changed()["applications"]}
    assert told & complained
    assert told - complained


# -- signatures -----------------------------------------------------------------------------------


def test_only_what_is_signed_now_and_once_comes_in(far: Far) -> None:
    feed = far.shop_client
    assert code_of(feed.get("/applications", secret="x" * 64)) == (401, "bad_signature")
    assert code_of(feed.get("/applications", key_id="other")) == (401, "bad_signature")
    old = str(int(time.time()) - 400)
    assert code_of(feed.get("/applications", timestamp=old)) == (401, "stale_timestamp")
    nonce = hashlib.sha256(b"once").hexdigest()[:32]
    assert code_of(feed.get("/applications", nonce=nonce, secret="x" * 64))[0] == 401
    assert feed.get("/applications", nonce=nonce).status_code == 200
    assert code_of(feed.get("/applications", nonce=nonce)) == (401, "nonce_replayed")
    assert code_of(far.http.get(f"{feed.url}/applications")) == (401, "bad_signature")


# -- posts ----------------------------------------------------------------------------------------


def test_a_post_has_its_effect_once(far: Far, fresh_id: str) -> None:
    words = {"channel": "after_sale_page", "text": "正在核对 😀"}
    path = f"/applications/{fresh_id}/messages"
    first = far.shop_client.post(path, words, key="once-1")
    again = far.shop_client.post(path, words, key="once-1")
    assert (first.status_code, first.content) == (201, again.content)
    other = far.shop_client.post(path, {**words, "text": "别的"}, key="once-1")
    assert code_of(other) == (409, "key_reused")
    elsewhere = far.shop_client.post("/applications/TEST-1/messages", words, key="once-1")
    assert code_of(elsewhere) == (409, "key_reused")
    kept = [
        one
        for one in far.admin("GET", "books")["feed"]["messages"]
        if one["idempotency_key"] == "once-1"
    ]
    assert [(one["text"], one["replays"]) for one in kept] == [("正在核对 😀", 1)]


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ({"decision": "approve", "amount_fen": 100}, "approved"),
        ({"decision": "offer", "amount_fen": 100, "text": "退一半"}, "waiting_customer"),
        (
            {
                "decision": "ask_return",
                "address": {"receiver": "店", "phone": "1", "address": "杭州"},
                "deadline": "2026-11-25T00:00:00Z",
            },
            "waiting_goods",
        ),
        ({"decision": "reject", "reason": "已过期"}, "rejected"),
    ],
)
def test_decisions_move_the_application_but_not_the_test_one(
    far: Far, fresh_id: str, decision: dict[str, Any], state: str
) -> None:
    for name, after in ((fresh_id, state), ("TEST-1", "open")):
        answer = far.shop_client.post(f"/applications/{name}/decisions", decision)
        assert answer.status_code == 201, answer.text
        assert far.shop_client.get(f"/applications/{name}").json()["state"] == after
    if state == "rejected":
        late = far.shop_client.post(f"/applications/{fresh_id}/decisions", decision)
        assert code_of(late) == (409, "state_conflict")


@pytest.mark.parametrize(
    ("what", "payload", "wanted"),
    [
        ("messages", {"channel": "pigeon", "text": "a"}, (400, "bad_request")),
        ("messages", {"channel": "after_sale_page", "text": ""}, (400, "bad_request")),
        ("messages", {"channel": "after_sale_page", "text": "字" * 501}, (400, "bad_request")),
        ("messages", {"channel": "after_sale_page", "text": "\ud800"}, (400, "bad_request")),
        (
            "messages",
            {"channel": "after_sale_page", "text": "a", "pictures": ["E1"]},
            (400, "bad_request"),
        ),
        ("messages", b"[]", (400, "bad_request")),
        ("messages", b"[" * 20_000, (400, "bad_request")),
        ("messages", b" " * 65_537, (413, "too_large")),
        ("decisions", {"decision": "approve", "amount_fen": 1.5}, (400, "bad_request")),
        ("decisions", {"decision": "approve", "amount_fen": 0}, (400, "bad_request")),
        ("decisions", {"decision": "approve", "amount_fen": True}, (400, "bad_request")),
        ("decisions", {"decision": "pay"}, (400, "bad_request")),
        ("decisions", {"decision": "ask_return", "address": 1}, (400, "bad_request")),
        (
            "progress",
            {"step": "arrived", "amount_fen": 1, "out_refund_no": "R", "at": "2026-11-18"},
            (400, "bad_request"),
        ),
        (
            "progress",
            {"step": "x", "amount_fen": 1, "out_refund_no": "R", "at": "2026-11-18T00:00:00Z"},
            (400, "bad_request"),
        ),
        ("evidence?kind=selfie", PNG, (400, "bad_request")),
        ("evidence?kind=photo", b"GIF89a", (415, "bad_picture")),
        ("evidence?kind=photo", PNG + b"\0" * 2_000_000, (413, "too_large")),
        ("evidence?kind=photo", PNG + b"\0" * 5_000_000, (413, "too_large")),
    ],
)
def test_what_is_not_of_the_form_is_refused_and_changes_nothing(
    far: Far, what: str, payload: object, wanted: tuple[int, str]
) -> None:
    before = far.admin("GET", "books")["feed"]
    assert code_of(far.shop_client.post(f"/applications/TEST-1/{what}", payload)) == wanted
    assert far.admin("GET", "books")["feed"] == before


def test_a_post_needs_a_key_and_an_application(far: Far) -> None:
    words = {"channel": "after_sale_page", "text": "a"}
    no_key = far.shop_client.post("/applications/TEST-1/messages", words, key="")
    assert code_of(no_key) == (400, "key_missing")
    nobody = far.shop_client.post("/applications/nobody/messages", words)
    assert code_of(nobody) == (404, "not_found")


def test_evidence_is_kept_and_shown_with_a_message(far: Far) -> None:
    posted = far.shop_client.post("/applications/TEST-1/evidence?kind=photo", PNG).json()["id"]
    words = {"channel": "customer_service", "text": "凭证见图", "pictures": [posted]}
    assert far.shop_client.post("/applications/TEST-1/messages", words).status_code == 201
    (link,) = far.shop_client.get("/applications/TEST-1").json()["messages"][-1]["pictures"]
    assert far.shop_client.get(link).content == PNG
    (kept,) = [
        one for one in far.admin("GET", "books")["feed"]["evidence"] if one["kind"] == "photo"
    ]
    assert kept["sha256"] == hashlib.sha256(PNG).hexdigest()


def test_a_way_that_is_closed_takes_no_message(far: Far) -> None:
    closed = next(
        one
        for one in far.shop_client.changed()["applications"]
        if one["channels"] == ["after_sale_page"]
    )
    words = {"channel": "customer_service", "text": "a"}
    path = f"/applications/{closed['application_id']}/messages"
    assert code_of(far.shop_client.post(path, words)) == (409, "channel_closed")


# -- faults, restarts, size -----------------------------------------------------------------------


def test_faults_below_the_feed_hold_there_and_no_others(far: Far) -> None:
    far.faults({"path": "*", "fault": "status_500", "times": 1})
    assert far.shop_client.get("/applications").status_code == 200
    path, key = "/shop-feed/applications/TEST-1/progress", "fault-1"
    step = {
        "step": "submitted",
        "amount_fen": 1,
        "out_refund_no": "PX1-01",
        "at": "2026-11-18T00:00:00Z",
    }
    far.faults({"path": path, "fault": "drop_after", "times": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        far.shop_client.post("/applications/TEST-1/progress", step, key=key)
    assert far.shop_client.post("/applications/TEST-1/progress", step, key=key).status_code == 201
    for name, wanted in (
        ("status_429_before", (429, "too_many")),
        ("status_500", (500, "trouble")),
    ):
        far.faults({"path": "/shop-feed/*", "fault": name, "times": 1})
        assert code_of(far.shop_client.get("/applications")) == wanted
    far.faults({"path": "/shop-feed/*", "fault": "redirect_302"})
    assert far.shop_client.get("/applications").status_code == 302
    far.faults({"path": "/shop-feed/*", "fault": "garbage"})
    assert not far.shop_client.get("/applications").text.endswith("}")
    far.faults()
    steps = far.admin("GET", "books")["feed"]["progress"]
    assert [(one["idempotency_key"], one["replays"]) for one in steps] == [(key, 1)]


def test_a_restart_forgets_nothing_and_content_is_a_function_of_its_seed(
    new_folder: Callable[[], Path],
) -> None:
    folder = new_folder()
    words = {"channel": "after_sale_page", "text": "a"}
    with shop_in_thread(feed_of_twenty(folder)) as far:
        first = far.shop_client.changed()["applications"]
        path = f"/applications/{first[-1]['application_id']}/messages"
        answer = far.shop_client.post(path, words, key="restart")
    assert len(first) == 21
    with shop_in_thread(feed_of_twenty(folder)) as far:
        again = far.shop_client.changed()["applications"]
        assert again[-1]["messages"][-1]["text"] == "a"
        assert far.shop_client.post(path, words, key="restart").content == answer.content
    with shop_in_thread(feed_of_twenty(new_folder())) as far:
        assert far.shop_client.changed()["applications"] == first


def feed_of_twenty(folder: Path) -> PracticeSettings:
    return PracticeSettings(data_dir=folder, now_s=NOW, applications=30, feed_applications=20)


def test_a_feed_may_be_larger_than_the_shop(new_folder: Callable[[], Path]) -> None:
    settings = PracticeSettings(
        data_dir=new_folder(), now_s=NOW, applications=0, feed_applications=450
    )
    with shop_in_thread(settings) as far:
        page = far.shop_client.changed()
        judge("Page", page)
        assert (len(page["applications"]), page["more"]) == (200, True)
        paid = {order["transaction_id"] for order in far.admin("GET", "books")["orders"]}
        assert {one["transaction_id"] for one in page["applications"]} <= paid
        assert len(paid) == 451
