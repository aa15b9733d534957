"""Complaints: windows and pages, what is said and decided, and what a refund does to them."""

from typing import Any

import pytest

from tests.practice.shop_in_thread import Far
from tests.practice.signing_client import COMPLAINTS, Heard

DAY = 86_400


def listing(far: Far, begin: str, end: str, **more: object) -> Heard:
    query = "".join(f"&{name}={text}" for name, text in more.items())
    return far.merchant.get(f"{COMPLAINTS}?begin_date={begin}&end_date={end}{query}")


def act(far: Far, complaint_id: str, verb: str, **payload: object) -> Heard:
    return far.merchant.post(f"{COMPLAINTS}/{complaint_id}/{verb}", payload)


def answer(far: Far, complaint_id: str, text: str, **more: object) -> Heard:
    mchid = far.ready["mchid"]
    return act(
        far, complaint_id, "response", complainted_mchid=mchid, response_content=text, **more
    )


def decide(far: Far, complaint_id: str, action: str, **more: object) -> Heard:
    return act(far, complaint_id, "update-refund-progress", action=action, **more)


def complete(far: Far, complaint_id: str) -> Heard:
    return act(far, complaint_id, "complete", complainted_mchid=far.ready["mchid"])


def kinds(far: Far, complaint_id: str) -> list[str]:
    """The kinds of the history's lines, oldest first."""
    return [line["operate_type"] for line in reversed(far.merchant.history(complaint_id))]


def refund(far: Far, made: Any, fen: int, total: int = 10_000, ordinal: int = 1) -> None:
    number = f"PX{made['transaction_id']}-{ordinal:02d}"
    assert far.merchant.refund(made["transaction_id"], number, fen, total).status == 200
    far.merchant.query(number)


# -- reading --------------------------------------------------------------------------------------


def test_pages_hold_each_complaint_once_and_the_newest_first(far: Far) -> None:
    whole = listing(far, "2026-10-20", "2026-11-18", limit=50).json
    pages = [
        listing(far, "2026-10-20", "2026-11-18", limit=7, offset=offset).json
        for offset in range(0, whole["total_count"], 7)
    ]
    ids = [row["complaint_id"] for page in pages for row in page["data"]]
    assert len(ids) == len(set(ids)) == whole["total_count"]
    assert ids[:50] == [row["complaint_id"] for row in whole["data"]]
    times = [row["complaint_time"] for row in whole["data"]]
    assert times == sorted(times, reverse=True)
    beyond = listing(far, "2026-10-20", "2026-11-18", offset=10_000).json
    assert beyond["data"] == []


def test_days_are_beijing_days_and_both_ends_count(far: Far) -> None:
    found = listing(far, "2026-11-15", "2026-11-15", limit=50).json["data"]
    assert found
    assert {row["complaint_time"][:10] for row in found} == {"2026-11-15"}


def test_a_year_of_windows_reads_the_whole_shop(far: Far) -> None:
    windows = [
        ("2026-10-20", "2026-11-18"),
        *(("2026-09-20", "2026-10-19"), ("2026-08-21", "2026-09-19")),
    ]
    assert sum(listing(far, *window).json["total_count"] for window in windows) > 30


def test_the_total_may_be_told_on_the_first_page_only(far: Far) -> None:
    far.faults(total_count_first_page_only=True)
    assert "total_count" in listing(far, "2026-11-01", "2026-11-18").json
    assert "total_count" not in listing(far, "2026-11-01", "2026-11-18", offset=1).json


@pytest.mark.parametrize(
    "query",
    [
        "",
        "begin_date=2026-11-01",
        "begin_date=2026-11-01&end_date=2026-12-02",
        "begin_date=2026-11-02&end_date=2026-11-01",
        "begin_date=2026-02-30&end_date=2026-03-01",
        "begin_date=20261101xx&end_date=2026-11-18",
        "begin_date=2026-11-01&end_date=2026-11-18&limit=51",
        "begin_date=2026-11-01&end_date=2026-11-18&limit=0",
        "begin_date=2026-11-01&end_date=2026-11-18&limit=many",
        "begin_date=2026-11-01&end_date=2026-11-18&offset=-1",
    ],
)
def test_a_wrong_window_is_refused(far: Far, query: str) -> None:
    heard = far.merchant.get(f"{COMPLAINTS}?{query}")
    assert (heard.status, heard.code, heard.verified) == (400, "PARAM_ERROR", True)


def test_a_window_may_span_thirty_days(far: Far) -> None:
    assert listing(far, "2026-10-19", "2026-11-18").status == 200


def test_only_complaints_about_this_merchant(far: Far) -> None:
    own = listing(far, "2026-11-01", "2026-11-18", complainted_mchid=far.ready["mchid"])
    assert own.json["total_count"] > 0
    other = listing(far, "2026-11-01", "2026-11-18", complainted_mchid="1900000999")
    assert (other.status, other.code) == (403, "NO_AUTH")


def test_the_phone_is_for_the_merchant_only(far: Far) -> None:
    made = far.fresh(phone="13912345678")
    found = far.merchant.complaint(made["complaint_id"])
    assert far.merchant.decrypt(found["payer_phone"]) == "13912345678"
    assert "13912345678" not in str(found)
    assert found["payer_openid"].startswith("oPractice")
    row = listing(far, "2026-11-18", "2026-12-18", limit=50).json["data"]
    assert all("payer_openid" not in entry for entry in row)


def test_an_unknown_complaint_is_not_found(far: Far) -> None:
    for target in ("", "/negotiation-historys"):
        heard = far.merchant.get(f"{COMPLAINTS}/20020180{target}")
        assert (heard.status, heard.code) == (404, "RESOURCE_NOT_EXISTS")
    assert complete(far, "20020180").status == 404


def test_history_has_pages_too(far: Far) -> None:
    made = far.fresh()
    for number in range(5):
        answer(far, made["complaint_id"], f"第 {number} 条")
    base = f"{COMPLAINTS}/{made['complaint_id']}/negotiation-historys"
    page = far.merchant.get(f"{base}?limit=2&offset=1").json
    assert (len(page["data"]), page["total_count"]) == (2, 6)
    assert page["data"][0]["operate_details"] == "第 3 条"
    far.faults(history_order="oldest_first")
    page = far.merchant.get(f"{base}?limit=2&offset=1").json
    assert page["data"][0]["operate_details"] == "第 0 条"
    assert far.merchant.get(f"{base}?limit=301").code == "PARAM_ERROR"


# -- answering ------------------------------------------------------------------------------------


def test_the_first_reply_starts_processing(far: Far) -> None:
    made = far.fresh()
    complaint_id = made["complaint_id"]
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PENDING"
    heard = answer(far, complaint_id, "您好，马上处理。")
    assert (heard.status, heard.body) == (204, b"")
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSING"
    assert kinds(far, complaint_id) == ["USER_CREATE_COMPLAINT", "MERCHANT_RESPONSE"]


def test_a_reply_takes_the_waiting_flag_away(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    far.admin("POST", f"complaints/{complaint_id}/user-message", {"text": "在吗？"})
    assert far.merchant.complaint(complaint_id)["incoming_user_response"] is True
    answer(far, complaint_id, "在的。")
    assert far.merchant.complaint(complaint_id)["incoming_user_response"] is False


@pytest.mark.parametrize(
    "payload",
    [
        {"response_content": "好"},
        {"complainted_mchid": "1900000109"},
        {"complainted_mchid": "1900000109", "response_content": ""},
        {"complainted_mchid": "1900000109", "response_content": "好", "response_images": "x"},
        {"complainted_mchid": "1900000109", "response_content": "好", "response_images": ["x"]},
        {"complainted_mchid": "1900000109", "response_content": "好", "response_images": [1]},
        {
            "complainted_mchid": "1900000109",
            "response_content": "好",
            "response_images": ["x"] * 5,
        },
        {"complainted_mchid": "1900000109", "response_content": "好", "jump_url": "http://x.cn"},
        {"complainted_mchid": "1900000109", "response_content": "好", "jump_url": "https://x.cn"},
        {"complainted_mchid": "1900000109", "response_content": "好", "colour": "red"},
        {
            "complainted_mchid": "1900000109",
            "response_content": "好",
            "mini_program_jump_info": {"appid": "wx1"},
        },
    ],
)
def test_a_wrong_reply_is_refused_and_not_kept(far: Far, payload: dict[str, object]) -> None:
    complaint_id = far.fresh()["complaint_id"]
    heard = act(far, complaint_id, "response", **payload)
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")
    assert kinds(far, complaint_id) == ["USER_CREATE_COMPLAINT"]


def test_another_merchants_number_is_refused(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    heard = act(
        far, complaint_id, "response", complainted_mchid="1900000999", response_content="好"
    )
    assert heard.code == "INVALID_REQUEST"


def test_a_reply_may_lead_somewhere(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    jump = {"appid": "wx1", "path": "pages/index", "text": "查看"}
    heard = answer(
        far,
        complaint_id,
        "请看",
        jump_url="https://shop.example/refund",
        jump_url_text="查看退款",
        mini_program_jump_info=jump,
    )
    assert heard.status == 204


def test_lengths_count_characters_or_bytes(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    assert answer(far, complaint_id, "字" * 500).status == 204
    assert answer(far, complaint_id, "字" * 501).code == "PARAM_ERROR"
    far.faults(complaint_lengths="bytes")
    assert answer(far, complaint_id, "字" * 167).code == "PARAM_ERROR"
    assert answer(far, complaint_id, "字" * 166).status == 204
    reject = {"reject_reason": "字" * 67}
    assert decide(far, complaint_id, "REJECT", **reject).code == "PARAM_ERROR"


def test_a_reply_after_the_end_hangs_on_a_switch(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    complete(far, complaint_id)
    assert answer(far, complaint_id, "补充一句").status == 204
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSED"
    far.faults(reply_after_processed=False)
    assert answer(far, complaint_id, "再补充一句").code == "INVALID_REQUEST"


def test_complete_ends_it_once(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    assert complete(far, complaint_id).status == 204
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSED"
    assert complete(far, complaint_id).code == "INVALID_REQUEST"
    assert kinds(far, complaint_id).count("MERCHANT_CONFIRM_COMPLETE") == 1


# -- decisions and refunds ------------------------------------------------------------------------


def test_approval_moves_no_money_and_the_arrival_ends_the_complaint(far: Far) -> None:
    made = far.fresh(total_fen=10_000, apply_fen=4_000)
    complaint_id = made["complaint_id"]
    assert decide(far, complaint_id, "APPROVE", launch_refund_day=0).status == 204
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSING"
    assert far.merchant.order(made["transaction_id"]).json["trade_state"] == "SUCCESS"
    refund(far, made, 4_000)
    found = far.merchant.complaint(complaint_id)
    assert (found["complaint_state"], found["complaint_full_refunded"]) == ("PROCESSED", False)
    assert kinds(far, complaint_id) == [
        "USER_CREATE_COMPLAINT",
        "MERCHANT_APPROVE_REFUND",
        "COMPLAINT_PARTIAL_REFUNDED_SYSTEM_MESSAGE",
        "COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE",
    ]


def test_a_refund_before_the_approval_ends_the_complaint_with_it(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    complaint_id = made["complaint_id"]
    refund(far, made, 10_000)
    found = far.merchant.complaint(complaint_id)
    assert (found["complaint_state"], found["complaint_full_refunded"]) == ("PENDING", True)
    assert "COMPLAINT_FULL_REFUNDED_SYSTEM_MESSAGE" in kinds(far, complaint_id)
    assert decide(far, complaint_id, "APPROVE", launch_refund_day=0).status == 204
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSED"


def test_several_parts_make_a_full_refund(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    refund(far, made, 4_000)
    assert far.merchant.complaint(made["complaint_id"])["complaint_full_refunded"] is False
    refund(far, made, 6_000, ordinal=2)
    assert far.merchant.complaint(made["complaint_id"])["complaint_full_refunded"] is True


def test_a_rejection_is_final(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    heard = decide(far, complaint_id, "REJECT", reject_reason="已使用", remark="内部备注")
    assert heard.status == 204
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSED"
    assert kinds(far, complaint_id)[-1] == "MERCHANT_REFUSE_RERUND"
    for action, more in (("APPROVE", {}), ("REJECT", {"reject_reason": "再拒"})):
        assert decide(far, complaint_id, action, **more).code == "INVALID_REQUEST"


def test_an_approval_is_given_once(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    assert decide(far, complaint_id, "APPROVE").status == 204
    assert decide(far, complaint_id, "APPROVE").code == "INVALID_REQUEST"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "PARAM_ERROR"),
        ({"action": "MAYBE"}, "PARAM_ERROR"),
        ({"action": "APPROVE", "launch_refund_day": True}, "PARAM_ERROR"),
        ({"action": "APPROVE", "launch_refund_day": -1}, "PARAM_ERROR"),
        ({"action": "APPROVE", "reject_reason": "不"}, "INVALID_REQUEST"),
        ({"action": "REJECT"}, "PARAM_ERROR"),
        ({"action": "REJECT", "reject_reason": "不", "launch_refund_day": 0}, "PARAM_ERROR"),
        ({"action": "REJECT", "reject_reason": "字" * 201}, "PARAM_ERROR"),
        ({"action": "REJECT", "reject_reason": "不", "remark": "字" * 201}, "PARAM_ERROR"),
        ({"action": "REJECT", "reject_reason": "不", "reject_media_list": ["x"]}, "PARAM_ERROR"),
    ],
)
def test_a_wrong_decision_changes_nothing(far: Far, payload: dict[str, object], code: str) -> None:
    complaint_id = far.fresh()["complaint_id"]
    heard = act(far, complaint_id, "update-refund-progress", **payload)
    assert (heard.status, heard.code) == (400, code)
    assert kinds(far, complaint_id) == ["USER_CREATE_COMPLAINT"]


def test_only_refund_complaints_are_decided(far: Far) -> None:
    complaint_id = far.fresh(problem_type="SERVICE_NOT_WORK")["complaint_id"]
    assert decide(far, complaint_id, "APPROVE").code == "INVALID_REQUEST"


# -- the payer ------------------------------------------------------------------------------------


def test_a_closed_complaint_can_be_continued(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    decide(far, complaint_id, "REJECT", reject_reason="不")
    first_time = far.merchant.complaint(complaint_id)["complaint_time"]
    far.advance(3_600)
    far.admin("POST", f"complaints/{complaint_id}/user-message", {"text": "我不同意"})
    found = far.merchant.complaint(complaint_id)
    assert (found["complaint_state"], found["user_complaint_times"]) == ("PENDING", 2)
    assert found["complaint_time"] > first_time
    assert "USER_CONTINUE_COMPLAINT" in kinds(far, complaint_id)
    assert decide(far, complaint_id, "APPROVE").status == 204
    far.faults(continue_moves_time=False)
    complete(far, complaint_id)
    far.advance(3_600)
    second_time = far.merchant.complaint(complaint_id)["complaint_time"]
    far.admin("POST", f"complaints/{complaint_id}/user-message", {"text": "还没好"})
    assert far.merchant.complaint(complaint_id)["complaint_time"] == second_time


def test_the_payer_withdraws(far: Far) -> None:
    complaint_id = far.fresh()["complaint_id"]
    far.admin("POST", f"complaints/{complaint_id}/revoke")
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSED"
    assert kinds(far, complaint_id)[-1] == "USER_REVOKE_COMPLAINT"
    assert far.admin_answer("POST", "complaints/1/revoke").status_code == 404


# -- immediate service and notifications ----------------------------------------------------------


def immediate(far: Far, complaint_id: str, idempotent_id: str, **message: object) -> Heard:
    blocks = [{"type": "TEXT", "text": {"text": "马上处理"}}]
    return act(
        far,
        complaint_id,
        "response-immediate-service",
        complainted_mchid=far.ready["mchid"],
        idempotent_id=idempotent_id,
        message={"blocks": blocks, "sender_identity": "MANUAL"} | message,
    )


def test_immediate_service_answers_once_under_one_id(far: Far) -> None:
    complaint_id = far.fresh(need_immediate_service=True)["complaint_id"]
    first = immediate(far, complaint_id, "one", custom_data="x")
    assert (first.status, first.verified) == (200, True)
    assert immediate(far, complaint_id, "one").json == first.json
    assert immediate(far, complaint_id, "two").json != first.json
    assert kinds(far, complaint_id).count("MERCHANT_RESPONSE") == 2
    line = far.merchant.history(complaint_id)[-2]
    assert line["log_id"] == first.json["log_id"]
    assert line["normal_message"]["blocks"][0]["text"]["text"] == "马上处理"
    assert far.merchant.complaint(complaint_id)["complaint_state"] == "PROCESSING"


def test_immediate_service_is_for_those_who_need_it(far: Far) -> None:
    assert immediate(far, far.fresh()["complaint_id"], "one").code == "INVALID_REQUEST"


@pytest.mark.parametrize(
    "message",
    [
        {"blocks": []},
        {"blocks": [{"type": "VIDEO"}]},
        {"blocks": ["text"]},
        {"sender_identity": "ROBOT"},
        {"custom_data": "x" * 4_097},
        {"colour": "red"},
    ],
)
def test_immediate_messages_are_checked(far: Far, message: dict[str, object]) -> None:
    complaint_id = far.fresh(need_immediate_service=True)["complaint_id"]
    assert immediate(far, complaint_id, "one", **message).code == "PARAM_ERROR"


def test_the_notification_address_is_made_read_changed_and_deleted(far: Far) -> None:
    path = "/v3/merchant-service/complaint-notifications"
    address = {"url": "https://shop.example/notify"}
    assert far.merchant.get(path).status == 404
    assert far.merchant.post(path, {"url": "http://shop.example"}).code == "PARAM_ERROR"
    assert far.merchant.post(path, address).json == {"mchid": far.ready["mchid"], **address}
    assert far.merchant.post(path, address).code == "INVALID_REQUEST"
    changed = {"url": "https://shop.example/other"}
    assert far.merchant.send("PUT", path, changed).json["url"] == changed["url"]
    assert far.merchant.get(path).json["url"] == changed["url"]
    assert far.merchant.send("DELETE", path).status == 204
    assert far.merchant.send("DELETE", path).status == 404
