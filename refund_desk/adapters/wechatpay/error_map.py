"""The one place that reads WeChat Pay's error codes, and says who may conclude what from them.

Only an allow-list means "certainly not taken" (decisions.md 2.2). Everything else is doubt: an
unknown code, 429, 5xx, a redirect, an answer that does not verify. An unsigned 4xx of the list is
believed, because it came over TLS from an official host (or from the practice shop) and REFUSED
frees nothing. Messages of the far side are never read and never shown.
"""

import re
from typing import assert_never

from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
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

_CODE = re.compile(r"[A-Z0-9_]{1,64}")

_CERTAINLY_NOT_TAKEN = frozenset(
    {
        "NOT_ENOUGH",
        "USER_ACCOUNT_ABNORMAL",
        "PARAM_ERROR",
        "MCH_NOT_EXISTS",
        "RESOURCE_NOT_EXISTS",
        "NO_AUTH",
        "SIGN_ERROR",
        "RULE_LIMIT",
    }
)
# "Act on the message": over-refunded, a used number, too old. Only a query can tell them apart.
_ASK_FIRST = frozenset({"INVALID_REQUEST"})
_MESSAGE_NOT_TAKEN = frozenset(
    {"PARAM_ERROR", "INVALID_REQUEST", "RESOURCE_NOT_EXISTS", "MCH_NOT_EXISTS", "RULE_LIMIT"}
)
_NO_SUCH_THING = frozenset({"RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST", "NO_STATEMENT_EXIST"})
_HALTING = frozenset({"NO_AUTH", "SIGN_ERROR"})
_DENYING = frozenset({"NO_AUTH", "MCH_NOT_EXISTS"})
# A plain no to a question: the caller asks again later, and a person hears that it was WeChat's.
_RULED = frozenset({"PARAM_ERROR", "INVALID_REQUEST", "RULE_LIMIT", "TRADE_ERROR"})
_TOO_LARGE = frozenset({"PARAM_ERROR", "INVALID_REQUEST"})
_NOT_READY = "STATEMENT_CREATING"


def code_of(answer: Answer) -> str:
    """The error code of an answer; empty when it has none of the documented form."""
    try:
        code = Fields.of(answer.body).text("code", "")
    except NonsenseError:
        return ""
    return code if _CODE.fullmatch(code) else ""


def unknown_of(reply: Reply) -> Unknown:
    """What is left when nothing may be concluded: the kind of doubt, and whether to stop sending.

    Also for a verified 2xx whose content does not fit: that is a MISMATCH.
    """
    match reply:
        case NotSent(why=why):
            return Unknown(doubt=Doubt.NOT_SENT, code=why)
        case NoAnswer(why=why):
            return Unknown(doubt=Doubt.NO_ANSWER, code=why)
        case Unverified(why=why, request_id=request_id):
            return Unknown(doubt=Doubt.UNVERIFIED, code=why, request_id=request_id)
        case Answer():
            return Unknown(
                doubt=_doubt_of(reply.status),
                code=code_of(reply),
                request_id=reply.request_id,
                halts=_halts(reply),
            )
        case _:
            assert_never(reply)


def refused_or_unknown(reply: Reply) -> Refused | Unknown:
    """What an answer to a refund other than 200 means."""
    answer = _plain_no(reply)
    code = "" if answer is None else code_of(answer)
    if answer is None or code not in _CERTAINLY_NOT_TAKEN | _ASK_FIRST:
        return unknown_of(reply)
    return Refused(
        code=code,
        request_id=answer.request_id,
        ask_first=code in _ASK_FIRST,
        halts=_halts(answer),
    )


def absent_or_unknown(reply: Reply) -> NoSuchRefund | Unknown:
    """What an answer to a refund query other than 200 means."""
    answer = _plain_no(reply)
    if answer is None or answer.status != 404 or code_of(answer) != "RESOURCE_NOT_EXISTS":
        return unknown_of(reply)
    return NoSuchRefund(request_id=answer.request_id, signed=answer.verified)


def send_refused_or_unknown(reply: Reply) -> SendRefused | Unknown:
    """What an answer to a reply, decision, completion or upload other than 2xx means.

    Refused keys come back as Unknown with `halts`: the message is fine, sending it is not.
    """
    answer = _plain_no(reply)
    if answer is None or code_of(answer) not in _MESSAGE_NOT_TAKEN:
        return unknown_of(reply)
    return SendRefused(code=code_of(answer), request_id=answer.request_id)


def missing_or_unreadable(reply: Reply) -> Missing | Unreadable:
    """What an answer to a read other than a good 200 means."""
    match reply:
        case NotSent(why="no_route"):
            return Unreadable(why="far.nonsense")
        case NotSent():
            return Unreadable(why="net.off")
        case NoAnswer():
            return Unreadable(why="net.slow")
        case Unverified(request_id=request_id):
            return Unreadable(why="far.nonsense", request_id=request_id)
        case Answer():
            halts, why = _halts(reply), _why_of(reply)
            # Whoever turns the keys down says nothing about what there is.
            if _plain_no(reply) is not None and not halts and code_of(reply) in _NO_SUCH_THING:
                return Missing(request_id=reply.request_id)
            return Unreadable(why=why, request_id=reply.request_id, halts=halts)
        case _:
            assert_never(reply)


def is_being_made(reply: Reply) -> bool:
    """Whether a bill is not there yet, so that asking later makes sense."""
    answer = _plain_no(reply)
    return answer is not None and code_of(answer) == _NOT_READY


def may_be_too_large(reply: Reply) -> bool:
    """Whether a smaller page may be answered: only the words of a plain 400 would tell."""
    answer = _plain_no(reply)
    return answer is not None and answer.status == 400 and code_of(answer) in _TOO_LARGE


def _plain_no(reply: Reply) -> Answer | None:
    """The answer when it is a 4xx that is not about rates."""
    if not isinstance(reply, Answer) or reply.status == 429 or not 400 <= reply.status < 500:
        return None
    return reply


def _doubt_of(status: int) -> Doubt:
    if status < 300:
        return Doubt.MISMATCH
    if status == 429:
        return Doubt.RATE
    return Doubt.THEIR_TROUBLE if status >= 500 else Doubt.UNKNOWN_CODE


def _why_of(answer: Answer) -> str:
    if answer.status == 429:
        return "far.busy"
    if answer.status >= 500:
        return "far.trouble"
    code = code_of(answer)
    if answer.status == 401 or code == "SIGN_ERROR":
        return "key.bad"
    if code in _DENYING:
        return "far.denied"
    return "far.ruled" if code in _RULED else "far.nonsense"


def _halts(answer: Answer) -> bool:
    if _plain_no(answer) is None:
        return False
    return answer.status == 401 or code_of(answer) in _HALTING
