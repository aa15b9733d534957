"""The switchboard: every fault does what its name says, and an unknown one is refused."""

import json
import time
from typing import Any

import httpx
import pytest

from refund_desk.practice.faults import FAULT_NAMES, WITHOUT_EFFECT
from tests.practice.shop_in_thread import Far
from tests.practice.signing_client import REFUNDS, Heard, refund_body

# Each name of the agreed list has a test below; a name added to it must get one, too.
TESTED = {
    *("drop_before", "drop_after", "delay", "reset", "status_500", "status_502_html"),
    *("status_429_before", "status_429_after", "redirect_302", "garbage", "truncated"),
    *("unsigned", "forged", "signtest", "stale_timestamp", "unknown_serial"),
    *("not_found_once", "wrong_sha1", "expired_url", "refuse"),
    "store_code",  # tests/practice/test_store.py
}


def on_refunds(fault: str, **more: Any) -> dict[str, Any]:
    return {"method": "POST", "path": REFUNDS, "fault": fault, **more}


def refund_with(far: Far, fault: str, **more: Any) -> tuple[Heard | None, Any]:
    """One refund under a fault: what was heard (None: nothing), and what is found afterwards."""
    made = far.fresh()
    number = f"PX{made['transaction_id']}-01"
    far.faults(on_refunds(fault, times=1, **more))
    heard: Heard | None
    try:
        heard = far.merchant.refund(made["transaction_id"], number, 100, 10_000)
    except httpx.TransportError:
        heard = None
    found = far.merchant.query(number)
    return heard, found


def test_every_agreed_fault_is_known_and_tested() -> None:
    assert FAULT_NAMES == TESTED


def test_a_dropped_connection_before_the_effect(far: Far) -> None:
    for fault in ("drop_before", "reset"):
        heard, found = refund_with(far, fault)
        assert heard is None
        assert found.status == 404
        assert far.admin("GET", "requests?limit=2")["requests"][0]["status"] is None


def test_a_dropped_connection_after_the_effect(far: Far) -> None:
    heard, found = refund_with(far, "drop_after")
    assert heard is None
    assert found.json["status"] == "SUCCESS"


def test_a_late_answer_has_had_its_effect_all_along(far: Far) -> None:
    made = far.fresh()
    number = f"PX{made['transaction_id']}-01"
    far.faults(on_refunds("delay", delay_ms=400))
    far.merchant.http.timeout = httpx.Timeout(0.2)
    try:
        with pytest.raises(httpx.ReadTimeout):
            far.merchant.refund(made["transaction_id"], number, 100, 10_000)
        assert far.merchant.query(number).status == 200
    finally:
        far.merchant.http.timeout = httpx.Timeout(10)
    begin = time.monotonic()
    assert far.merchant.refund(made["transaction_id"], number, 100, 10_000).verified is True
    assert time.monotonic() - begin >= 0.4


@pytest.mark.parametrize(
    ("fault", "answer", "effect"),
    [
        ("status_500", (500, "SYSTEM_ERROR", None), True),
        ("status_429_before", (429, "FREQUENCY_LIMITED", True), False),
        ("status_429_after", (429, "FREQUENCY_LIMITED", True), True),
        ("not_found_once", (404, "RESOURCE_NOT_EXISTS", True), False),
    ],
)
def test_refusals_that_look_like_the_gateways_own(
    far: Far, fault: str, answer: tuple[int, str, bool | None], effect: bool
) -> None:
    heard, found = refund_with(far, fault)
    assert heard is not None
    assert (heard.status, heard.code, heard.verified) == answer
    assert (found.status == 200) is effect
    assert (fault in WITHOUT_EFFECT) is not effect


def test_a_front_that_answers_in_html(far: Far) -> None:
    heard, found = refund_with(far, "status_502_html")
    assert heard is not None
    assert (heard.status, heard.verified) == (502, None)
    assert b"<html>" in heard.body
    assert found.status == 404


def test_a_redirection_has_no_effect(far: Far) -> None:
    heard, found = refund_with(far, "redirect_302")
    assert heard is not None
    assert (heard.status, heard.verified) == (302, None)
    assert found.status == 404


def test_garbage_is_well_signed_and_no_json(far: Far) -> None:
    heard, found = refund_with(far, "garbage")
    assert heard is not None
    assert (heard.status, heard.verified) == (200, True)
    with pytest.raises(ValueError, match=r"."):
        json.loads(heard.body)
    assert found.status == 200


def test_a_truncated_answer_ends_too_early(far: Far) -> None:
    heard, found = refund_with(far, "truncated")
    assert heard is None
    assert found.status == 200


@pytest.mark.parametrize(
    ("fault", "verified"),
    [
        ("unsigned", None),
        ("forged", False),
        ("signtest", False),
        ("stale_timestamp", False),
        ("unknown_serial", False),
    ],
)
def test_answers_a_client_must_not_believe(far: Far, fault: str, verified: bool | None) -> None:
    heard, found = refund_with(far, fault)
    assert heard is not None
    assert (heard.status, heard.verified) == (200, verified)
    assert found.json["out_refund_no"] == heard.json["out_refund_no"]


def test_a_forgery_says_something_else_under_the_true_serial(far: Far) -> None:
    heard, _ = refund_with(far, "forged")
    assert heard is not None
    assert heard.json["status"] == "SUCCESS"
    assert heard.headers["Wechatpay-Serial"] == far.ready["public_key_id"]
    assert abs(int(heard.headers["Wechatpay-Timestamp"]) - time.time()) < 60


def test_a_refusal_and_an_empty_answer_can_be_forged_too(far: Far) -> None:
    far.faults({"fault": "forged"})
    heard = far.merchant.refund("4200", "F1", 1, 1)
    assert (heard.status, heard.verified) == (404, False)
    far.faults()
    made = far.fresh()
    far.faults({"fault": "forged"})
    heard = far.merchant.post(
        f"/v3/merchant-service/complaints-v2/{made['complaint_id']}/complete",
        {"complainted_mchid": far.ready["mchid"]},
    )
    assert (heard.status, heard.verified) == (204, False)


def test_a_probe_signature_is_named_as_such(far: Far) -> None:
    heard, _ = refund_with(far, "signtest")
    assert heard is not None
    assert heard.headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")


def test_a_stale_answer_is_otherwise_right(far: Far) -> None:
    heard, _ = refund_with(far, "stale_timestamp")
    assert heard is not None
    assert int(heard.headers["Wechatpay-Timestamp"]) <= time.time() - 600


def test_an_unknown_serial_is_in_no_certificate_list(far: Far) -> None:
    heard, _ = refund_with(far, "unknown_serial")
    assert heard is not None
    far.faults(rollover=True)
    serials = far.merchant.take_certificates(far.merchant.get("/v3/certificates"))
    assert heard.headers["Wechatpay-Serial"] not in serials


def test_not_found_once_is_once_for_each_path(far: Far) -> None:
    made = far.fresh()
    for number in ("ONCE-1", "ONCE-2"):
        far.merchant.refund(made["transaction_id"], number, 1, 10_000)
    far.faults({"method": "GET", "path": f"{REFUNDS}/*", "fault": "not_found_once"})
    seen = [far.merchant.query(number).status for number in ("ONCE-1", "ONCE-2") * 2]
    assert seen == [404, 404, 200, 200]


def test_times_and_skip_count_matching_requests(far: Far) -> None:
    far.faults({"method": "GET", "path": "/v3/cert*", "fault": "unsigned", "times": 2, "skip": 1})
    seen = [far.merchant.get("/v3/certificates").verified for _ in range(4)]
    assert seen == [True, None, None, True]
    assert far.merchant.query("OTHER").verified is True


def test_a_probability_hits_some(far: Far) -> None:
    far.faults({"fault": "unsigned", "probability": 0.5})
    seen = [far.merchant.get("/v3/certificates").verified for _ in range(40)]
    assert 5 < seen.count(None) < 35
    far.faults({"fault": "unsigned", "probability": 0})
    assert far.merchant.get("/v3/certificates").verified is True


def test_the_first_rule_that_fires_wins(far: Far) -> None:
    far.faults(
        {"path": "/v3/certificates", "fault": "unsigned", "times": 1},
        {"path": "/v3/certificates", "fault": "status_500"},
    )
    assert far.merchant.get("/v3/certificates").status == 200
    assert far.merchant.get("/v3/certificates").status == 500


def test_a_fault_hits_before_the_signature_is_checked(far: Far) -> None:
    far.faults({"fault": "status_502_html"})
    assert far.merchant.get("/v3/certificates", signature="AAAA").status == 502


def test_put_replaces_everything_and_get_shows_it(far: Far) -> None:
    rules = [on_refunds("delay", delay_ms=5, times=3), {"fault": "unsigned", "path": "/nowhere"}]
    shown = far.admin("PUT", "faults", {"rules": rules, "switches": {"one_minute_rule": True}})
    assert shown["rules"] == rules
    assert shown["switches"]["one_minute_rule"] is True
    assert far.admin("GET", "faults") == shown
    shown = far.admin("PUT", "faults", {})
    assert shown["rules"] == []
    assert shown["switches"]["one_minute_rule"] is False


@pytest.mark.parametrize(
    "payload",
    [
        {"rules": [{"fault": "explode"}]},
        {"rules": [{}]},
        {"rules": [{"fault": ["delay"]}]},
        {"rules": [{"fault": {}}]},
        {"rules": [{"fault": "delay", "method": "FETCH"}]},
        {"rules": [{"fault": "delay", "colour": "red"}]},
        {"rules": [{"fault": "delay", "times": -1}]},
        {"rules": [{"fault": "delay", "delay_ms": "5"}]},
        {"rules": [{"fault": "delay", "skip": True}]},
        {"rules": [{"fault": "delay", "probability": 2}]},
        {"rules": [{"fault": "delay", "probability": "often"}]},
        {"rules": [{"fault": "delay", "path": ""}]},
        {"rules": ["delay"]},
        {"rules": {}},
        {"switches": {"explode": True}},
        {"switches": {"one_minute_rule": "yes"}},
        {"switches": {"signing_mode": "none"}},
        {"switches": []},
        {"faults": []},
        [],
    ],
)
def test_what_is_not_known_is_refused_and_changes_nothing(far: Far, payload: object) -> None:
    far.faults({"fault": "unsigned"}, one_minute_rule=True)
    before = far.admin("GET", "faults")
    answer = far.admin_answer("PUT", "faults", payload)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert far.admin("GET", "faults") == before


def test_requests_are_listed_without_secrets(far: Far) -> None:
    made = far.fresh()
    number = f"PX{made['transaction_id']}-01"
    far.faults(on_refunds("unsigned", times=1))
    far.merchant.post(REFUNDS, refund_body(made["transaction_id"], number, 7, 10_000))
    far.merchant.post(REFUNDS, refund_body(made["transaction_id"], number, 7, 10_000))
    first, second = far.admin("GET", "requests?limit=2")["requests"]
    assert (first["method"], first["path"], first["status"]) == ("POST", REFUNDS, 200)
    assert (first["fault"], second["fault"]) == ("unsigned", None)
    assert first["body_sha256"] == second["body_sha256"]
    assert first["body"]["amount"]["refund"] == 7
    assert second["number"] == first["number"] + 1
    assert second["wall_time_s"] >= first["wall_time_s"]
    text = json.dumps([first, second])
    assert "WECHATPAY2" not in text
    assert far.ready["apiv3_key"] not in text


def test_the_clock_moves_business_time_and_only_forward(far: Far) -> None:
    before = far.admin("GET", "clock")
    after = far.admin("POST", "clock", {"advance_s": 86_400})
    assert after["offset_s"] - before["offset_s"] == pytest.approx(86_400)
    assert far.merchant.get("/v3/certificates").verified is True
    too_far = ({"advance_s": 10**12}, {"advance_s": 10**30})
    for wrong in ({"advance_s": -1}, {"advance_s": 1.5}, {"advance_s": True}, {}, *too_far):
        assert far.admin_answer("POST", "clock", wrong).status_code == 400
    assert far.admin_answer("POST", "clock", {"back": 1}).status_code == 400
    assert far.merchant.get("/v3/certificates").verified is True


@pytest.mark.parametrize(
    ("path", "payload"),
    [
        ("balance", {"balance_fen": -1}),
        ("balance", {"balance_fen": "all"}),
        ("orders", {"total_fen": "1"}),
        ("orders", {"colour": "red"}),
        ("orders", {"settles": "never"}),
        ("orders", {"days_ago": -1}),
        ("complaints/1/user-message", {}),
        ("merchant-site-refund", {"transaction_id": "x"}),
    ],
)
def test_the_back_door_refuses_what_it_does_not_understand(
    far: Far, path: str, payload: object
) -> None:
    assert far.admin_answer("POST", path, payload).status_code == 400


def test_the_back_door_has_a_path_nobody_guesses(far: Far) -> None:
    root = far.ready["admin_url"].rsplit("/", 1)[0]
    assert far.http.get(f"{root}/books").status_code == 404
    assert far.http.get(f"{root}/faults").status_code == 404
    assert far.admin_answer("GET", "requests?limit=many").status_code == 400
    assert far.admin_answer("GET", f"requests?limit={'9' * 5_000}").status_code == 400
    assert far.http.put(f"{far.ready['admin_url']}/faults", content=b"{").status_code == 400


@pytest.mark.parametrize(("status", "verified"), [(403, True), (401, None), (503, None)])
def test_any_code_can_be_answered_and_nothing_happens(
    far: Far, status: int, verified: bool | None
) -> None:
    heard, found = refund_with(far, "refuse", status=status, code="RULE_LIMIT")
    assert heard is not None
    assert (heard.status, heard.code, heard.verified) == (status, "RULE_LIMIT", verified)
    assert found.status == 404


@pytest.mark.parametrize(
    "more",
    [{}, {"status": 403}, {"status": 200, "code": "OK"}, {"status": 403, "code": "rule limit"}],
)
def test_a_refusal_needs_a_status_and_a_code(far: Far, more: dict[str, Any]) -> None:
    for rule in (on_refunds("refuse", **more), on_refunds("reset", code="X")):
        assert far.admin_answer("PUT", "faults", {"rules": [rule]}).status_code == 400
