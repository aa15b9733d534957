"""The allow-list, code by code: what is certainly not taken, and what stays a doubt."""

import json

import pytest

from refund_desk.adapters.wechatpay.error_map import (
    absent_or_unknown,
    code_of,
    is_being_made,
    missing_or_unreadable,
    refused_or_unknown,
    send_refused_or_unknown,
    unknown_of,
)
from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, NotSent, Reply, Unverified
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    NoSuchRefund,
    Refused,
    SendRefused,
    Unknown,
    Unreadable,
)

HEADERS = {"Request-ID": "08F5-268892177"}


def answer(status: int, code: str | None, *, verified: bool = True) -> Answer:
    body = b"" if code is None else json.dumps({"code": code, "message": "文字"}).encode()
    return Answer("refund.submit", status, body, HEADERS, verified)


NOT_SENT = NotSent("refund.submit", "ConnectError")
NO_ANSWER = NoAnswer("refund.submit", "ReadTimeout")
UNVERIFIED = Unverified("refund.submit", "signature_wrong", "08F5-0")


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize(
    ("status", "code", "ask_first", "halts"),
    [
        (403, "NOT_ENOUGH", False, False),
        (403, "USER_ACCOUNT_ABNORMAL", False, False),
        (400, "PARAM_ERROR", False, False),
        (404, "MCH_NOT_EXISTS", False, False),
        (400, "MCH_NOT_EXISTS", False, False),
        (404, "RESOURCE_NOT_EXISTS", False, False),
        (403, "RULE_LIMIT", False, False),
        (403, "NO_AUTH", False, True),
        (401, "SIGN_ERROR", False, True),
        (400, "INVALID_REQUEST", True, False),
    ],
)
def test_the_allow_list_is_refused(
    status: int, code: str, ask_first: bool, halts: bool, verified: bool
) -> None:
    assert refused_or_unknown(answer(status, code, verified=verified)) == Refused(
        code=code, request_id="08F5-268892177", ask_first=ask_first, halts=halts
    )


@pytest.mark.parametrize(
    ("reply", "doubt", "code", "halts"),
    [
        (NOT_SENT, Doubt.NOT_SENT, "ConnectError", False),
        (NO_ANSWER, Doubt.NO_ANSWER, "ReadTimeout", False),
        (UNVERIFIED, Doubt.UNVERIFIED, "signature_wrong", False),
        (answer(429, "FREQUENCY_LIMITED"), Doubt.RATE, "FREQUENCY_LIMITED", False),
        (answer(429, "NOT_ENOUGH"), Doubt.RATE, "NOT_ENOUGH", False),
        (answer(500, "SYSTEM_ERROR"), Doubt.THEIR_TROUBLE, "SYSTEM_ERROR", False),
        (answer(500, "NOT_ENOUGH"), Doubt.THEIR_TROUBLE, "NOT_ENOUGH", False),
        (answer(503, "NO_AUTH"), Doubt.THEIR_TROUBLE, "NO_AUTH", False),
        (answer(502, None), Doubt.THEIR_TROUBLE, "", False),
        (answer(400, "SOMETHING_NEW"), Doubt.UNKNOWN_CODE, "SOMETHING_NEW", False),
        (answer(403, "REQUEST_BLOCKED"), Doubt.UNKNOWN_CODE, "REQUEST_BLOCKED", False),
        (answer(404, None), Doubt.UNKNOWN_CODE, "", False),
        (answer(401, None), Doubt.UNKNOWN_CODE, "", True),
        (answer(200, "NOT_ENOUGH"), Doubt.MISMATCH, "NOT_ENOUGH", False),
        (answer(202, None), Doubt.MISMATCH, "", False),
    ],
)
def test_all_else_is_doubt(reply: Reply, doubt: Doubt, code: str, halts: bool) -> None:
    outcome = refused_or_unknown(reply)
    assert isinstance(outcome, Unknown)
    assert (outcome.doubt, outcome.code, outcome.halts) == (doubt, code, halts)
    assert unknown_of(reply) == outcome


def test_a_lower_case_or_endless_code_is_no_code() -> None:
    for code in ("not_enough", "NOT_ENOUGH\n", "A" * 65, "NOT ENOUGH", "余额不足"):
        assert code_of(answer(403, code)) == ""
    assert code_of(Answer("x", 403, b'{"code":7}', {}, True)) == ""
    assert code_of(Answer("x", 403, b'{"message":"x"}', {}, True)) == ""


@pytest.mark.parametrize("signed", [True, False])
def test_only_one_answer_to_a_query_says_that_there_is_no_such_refund(signed: bool) -> None:
    reply = answer(404, "RESOURCE_NOT_EXISTS", verified=signed)
    assert absent_or_unknown(reply) == NoSuchRefund(request_id="08F5-268892177", signed=signed)


@pytest.mark.parametrize(
    "reply",
    [
        answer(404, None),
        answer(404, "MCH_NOT_EXISTS"),
        answer(404, "ORDER_NOT_EXIST"),
        answer(400, "RESOURCE_NOT_EXISTS"),
        answer(429, "RESOURCE_NOT_EXISTS"),
        answer(500, "RESOURCE_NOT_EXISTS"),
        answer(401, "SIGN_ERROR"),
        answer(403, "NOT_ENOUGH"),
        NOT_SENT,
        NO_ANSWER,
        UNVERIFIED,
    ],
)
def test_any_other_answer_to_a_query_says_nothing(reply: Reply) -> None:
    assert isinstance(absent_or_unknown(reply), Unknown)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "PARAM_ERROR"),
        (400, "INVALID_REQUEST"),
        (404, "RESOURCE_NOT_EXISTS"),
        (404, "MCH_NOT_EXISTS"),
        (403, "RULE_LIMIT"),
    ],
)
def test_a_message_that_was_turned_down(status: int, code: str) -> None:
    assert send_refused_or_unknown(answer(status, code)) == SendRefused(
        code=code, request_id="08F5-268892177"
    )


@pytest.mark.parametrize("code", ["SIGN_ERROR", "NO_AUTH"])
def test_refused_keys_keep_the_message_and_stop_the_sending(code: str) -> None:
    outcome = send_refused_or_unknown(answer(401 if code == "SIGN_ERROR" else 403, code))
    assert isinstance(outcome, Unknown)
    assert outcome.halts


@pytest.mark.parametrize("reply", [NO_ANSWER, answer(500, "PARAM_ERROR"), answer(418, "TEAPOT")])
def test_a_message_in_doubt(reply: Reply) -> None:
    assert isinstance(send_refused_or_unknown(reply), Unknown)


@pytest.mark.parametrize(
    ("reply", "why", "halts"),
    [
        (NOT_SENT, "net.off", False),
        (NotSent("-", "no_route"), "far.nonsense", False),
        (NO_ANSWER, "net.slow", False),
        (UNVERIFIED, "far.nonsense", False),
        (answer(401, "SIGN_ERROR"), "key.bad", True),
        (answer(401, "RESOURCE_NOT_EXISTS"), "key.bad", True),
        (answer(401, None), "key.bad", True),
        (answer(403, "NO_AUTH"), "far.denied", True),
        (answer(400, "MCH_NOT_EXISTS"), "far.denied", False),
        (answer(429, "FREQUENCY_LIMITED"), "far.busy", False),
        (answer(500, "SYSTEM_ERROR"), "far.trouble", False),
        (answer(502, None), "far.trouble", False),
        (answer(500, "RESOURCE_NOT_EXISTS"), "far.trouble", False),
        (answer(400, "PARAM_ERROR"), "far.ruled", False),
        (answer(400, "INVALID_REQUEST"), "far.ruled", False),
        (answer(403, "RULE_LIMIT"), "far.ruled", False),
        (answer(403, "TRADE_ERROR"), "far.ruled", False),
        (answer(400, "SOMETHING_NEW"), "far.nonsense", False),
        (answer(404, None), "far.nonsense", False),
        (answer(204, None), "far.nonsense", False),
    ],
)
def test_why_something_could_not_be_read(reply: Reply, why: str, halts: bool) -> None:
    outcome = missing_or_unreadable(reply)
    assert isinstance(outcome, Unreadable)
    assert (outcome.why, outcome.halts) == (why, halts)


@pytest.mark.parametrize("code", ["RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST", "NO_STATEMENT_EXIST"])
def test_what_is_not_there(code: str) -> None:
    reply = answer(404, code, verified=False)
    assert missing_or_unreadable(reply) == Missing(request_id="08F5-268892177")


def test_a_bill_in_the_making() -> None:
    assert is_being_made(answer(400, "STATEMENT_CREATING"))
    assert not is_being_made(answer(400, "NO_STATEMENT_EXIST"))
    assert not is_being_made(answer(500, "STATEMENT_CREATING"))
    assert not is_being_made(NO_ANSWER)
