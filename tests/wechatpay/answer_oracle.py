"""What may be concluded from an answer, written a second time and by other means.

Nothing of the adapters is used here but the outcomes they give: a case is judged by what its maker
knows of the signature, and by the rules of docs (decisions 2.2: an allow-list means "not taken").
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from refund_desk.application.outcomes import (
    Accepted,
    Missing,
    NoSuchRefund,
    Refused,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import Snapshot, SnapshotPage
from refund_desk.application.ports.bill_source import BillNotReady, BillTaken
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import RefundState
from tests.wechatpay.answer_cases import (
    AMOUNT,
    COMPLAINT,
    NUMBER,
    PAYMENT,
    TOTAL,
    TRADE_NO,
    Case,
)
from tests.wechatpay.scripted_gateway import MCHID

_FEN_MAX = 10_000_000_000
_WORDS = {"SUCCESS": "SUCCEEDED", "PROCESSING": "PROCESSING"} | {
    word: word for word in ("ABNORMAL", "CLOSED")
}
_NOT_TAKEN = {
    *("NOT_ENOUGH", "USER_ACCOUNT_ABNORMAL", "PARAM_ERROR", "MCH_NOT_EXISTS"),
    *("RESOURCE_NOT_EXISTS", "NO_AUTH", "SIGN_ERROR", "RULE_LIMIT"),
}
_NOT_SAID = {
    *("PARAM_ERROR", "INVALID_REQUEST", "RESOURCE_NOT_EXISTS", "MCH_NOT_EXISTS", "RULE_LIMIT")
}
_TRADE_STATES = {*("SUCCESS", "REFUND", "NOTPAY", "CLOSED", "REVOKED", "USERPAYING", "PAYERROR")}
_ABSENT = {"RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST", "NO_STATEMENT_EXIST"}
_RFC3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:(Z)|([+-])(\d\d):(\d\d))",
    re.ASCII,
)


@dataclass(frozen=True)
class Found:
    """What an adapter made of a case; `sink` is what of a bill has reached the disk."""

    outcome: object
    sink: bytes = b""


def wrong_with(case: Case, found: Found) -> str:
    """What is wrong about this outcome; empty when it is right."""
    match case.call:
        case "submit" | "abnormal":
            return _submitted(case, found.outcome)
        case "query":
            return _queried(case, found.outcome)
        case "order" | "order_no":
            return _ordered(case, found.outcome)
        case "complaint":
            return _complaint(case, found.outcome)
        case "complaints":
            return _complaints(case, found.outcome)
        case "history":
            return _history(case, found.outcome)
        case "bill":
            return _billed(case, found)
        case _:
            return _told(case, found.outcome)


def _submitted(case: Case, outcome: object) -> str:
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    fits = fields is not None and _is_refund(fields) and _is_the_asked_one(fields)
    if isinstance(outcome, Accepted):
        return _report_differs(fields, outcome) if fits and fields else "accepted a refund"
    if fits:
        return "did not accept a good answer"
    code = _code(case)
    refused = _is_no(case) and code in _NOT_TAKEN | {"INVALID_REQUEST"}
    if isinstance(outcome, Refused):
        as_said = outcome.code == code and outcome.ask_first == (code == "INVALID_REQUEST")
        return "" if refused and as_said and outcome.halts == _halts(case) else "refused"
    return _doubted(case, outcome) or ("did not refuse" if refused else "")


def _queried(case: Case, outcome: object) -> str:
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    fits = fields is not None and _is_refund(fields) and fields["out_refund_no"] == NUMBER
    if isinstance(outcome, Accepted):
        return _report_differs(fields, outcome) if fits and fields else "accepted a query"
    if fits:
        return "did not accept a good answer"
    absent = _is_no(case) and case.status == 404 and _code(case) == "RESOURCE_NOT_EXISTS"
    if isinstance(outcome, NoSuchRefund):
        return "" if absent and outcome.signed == case.is_genuine else "no such refund"
    return _doubted(case, outcome) or ("did not see that it is absent" if absent else "")


def _ordered(case: Case, outcome: object) -> str:
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    is_form = fields is not None and str(fields.get("trade_state")) in _TRADE_STATES
    number = fields.get("transaction_id") if is_form and fields else None
    unpaid = is_form and _is_empty(number)
    fits = is_form and not unpaid and fields is not None and _is_order(case, fields)
    if isinstance(outcome, PaidOrder):
        return _order_differs(fields, outcome) if fits and fields else "took an order"
    if fits:
        return "did not take a good order"
    absent = unpaid or _is_absent(case)
    if isinstance(outcome, Missing):
        return "" if absent else "missing"
    return _unread(case, outcome) or ("did not see that it is missing" if absent else "")


def _complaint(case: Case, outcome: object) -> str:
    if isinstance(outcome, Snapshot):
        fields = _document(case) if case.is_genuine and case.status == 200 else None
        same = fields is not None and outcome.source_ref == COMPLAINT
        return "" if same and fields and _is_told(fields, outcome) else "took a complaint"
    if isinstance(outcome, Missing):
        return "" if _is_absent(case) else "missing"
    return _unread(case, outcome)


def _complaints(case: Case, outcome: object) -> str:
    if not isinstance(outcome, SnapshotPage):
        return _unread(case, outcome)
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    listed = (fields or {}).get("data") or []
    if fields is None or not isinstance(listed, list) or outcome.length != len(listed):
        return "took a page"
    known = [entry for entry in listed if isinstance(entry, dict)]
    for snapshot in outcome.snapshots:
        if not any(
            entry.get("complaint_id") == snapshot.source_ref and _is_told(entry, snapshot)
            for entry in known
        ):
            return "took a complaint of a page"
    return ""


def _history(case: Case, outcome: object) -> str:
    if not isinstance(outcome, tuple):
        return _unread(case, outcome)
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    listed = (fields or {}).get("data") or []
    if fields is None or not isinstance(listed, list):
        return "took a conversation"
    known = [_written(entry.get("log_id")) for entry in listed if isinstance(entry, dict)]
    return "" if all(message.log_ref in known for message in outcome) else "took a message"


def _billed(case: Case, found: Found) -> str:
    if isinstance(found.outcome, BillNotReady):
        return "" if _is_no(case) and _code(case) == "STATEMENT_CREATING" else "not ready"
    fields = _document(case) if case.is_genuine and case.status == 200 else None
    named = (fields or {}).get("hash_value")
    plain = _unpacked(case)
    sha1 = hashlib.sha1(plain, usedforsecurity=False).hexdigest() if plain is not None else None
    whole = isinstance(named, str) and named.lower() == sha1 and case.file_status == 200
    if isinstance(found.outcome, BillTaken):
        as_said = found.outcome.sha1 == sha1 and found.outcome.bytes_count == len(found.sink)
        same = fields is not None and fields.get("hash_type") == "SHA1" and found.sink == plain
        return "" if whole and as_said and same else "took a bill"
    if isinstance(found.outcome, Missing):
        absent = _is_absent(case)
        return "" if absent or case.file_status == 404 else "missing"
    return "" if isinstance(found.outcome, Unreadable) else f"{found.outcome!r}"


def _told(case: Case, outcome: object) -> str:
    taken = case.is_genuine and case.status in {200, 204}
    if isinstance(outcome, Sent) or taken:
        return "" if isinstance(outcome, Sent) and taken else "sent"
    refused = _is_no(case) and _code(case) in _NOT_SAID
    if isinstance(outcome, SendRefused):
        return "" if refused and outcome.code == _code(case) else "refused a message"
    return _doubted(case, outcome) or ("did not refuse" if refused else "")


def _doubted(case: Case, outcome: object) -> str:
    if not isinstance(outcome, Unknown):
        return f"{type(outcome).__name__}"
    return "" if outcome.halts == _halts(case) else "halts"


def _unread(case: Case, outcome: object) -> str:
    if not isinstance(outcome, Unreadable):
        return f"{type(outcome).__name__}"
    return "" if outcome.halts == _halts(case) else "halts"


def _is_no(case: Case) -> bool:
    """A 4xx that is not about rates, from WeChat Pay or without any claim to be."""
    believed = case.is_genuine or case.is_unsigned
    return 400 <= case.status < 500 and case.status != 429 and believed


def _is_absent(case: Case) -> bool:
    """There is no such thing; whoever turns the keys down (401) says nothing about that."""
    return _is_no(case) and case.status != 401 and _code(case) in _ABSENT


def _halts(case: Case) -> bool:
    return _is_no(case) and (case.status == 401 or _code(case) in {"NO_AUTH", "SIGN_ERROR"})


def _code(case: Case) -> str:
    code = (_document(case) or {}).get("code")
    return code if isinstance(code, str) and re.fullmatch(r"[A-Z0-9_]{1,64}", code) else ""


def _document(case: Case) -> dict[str, Any] | None:
    """The JSON object of a body; amounts that are no whole numbers stay told apart."""
    try:
        found = json.loads(
            case.body.decode("utf-8"), parse_float=Decimal, parse_constant=lambda _name: 1 / 0
        )
    except (ValueError, RecursionError, ZeroDivisionError):
        return None
    return found if isinstance(found, dict) else None


def _is_refund(fields: dict[str, Any]) -> bool:
    amount = fields.get("amount")
    if not isinstance(amount, dict) or amount.get("currency") not in (None, "CNY"):
        return False
    if not all(_is_fen(amount.get(name)) for name in ("refund", "total", "payer_refund")):
        return False
    texts = ("user_received_account", "channel", "funds_account")
    return (
        0 < amount["refund"] <= amount["total"]
        and isinstance(fields.get("status"), str)
        and fields["status"] in _WORDS
        and _is_number(fields.get("out_refund_no"), r"[0-9A-Za-z_\-|*@]{1,64}")
        and _is_number(fields.get("transaction_id"), r"[0-9A-Za-z]{4,32}")
        and _is_number(fields.get("refund_id"), r"[0-9A-Za-z]{1,32}")
        and all(fields.get(name) is None or isinstance(fields[name], str) for name in texts)
        and _moment(fields.get("create_time")) is not None
        and (_is_empty(fields.get("success_time")) or bool(_moment(fields["success_time"])))
    )


def _is_the_asked_one(fields: dict[str, Any]) -> bool:
    amount = fields["amount"]
    return (
        (fields["out_refund_no"], fields["transaction_id"]) == (NUMBER, PAYMENT)
        and (amount["refund"], amount["total"]) == (AMOUNT, TOTAL)
    )  # fmt: skip


def _report_differs(fields: dict[str, Any], outcome: Accepted) -> str:
    report, amount = outcome.report, fields["amount"]
    said = (
        report.amount.count, report.order_total.count, report.payer_refund.count,
        str(report.out_refund_no), str(report.transaction_id), str(report.refund_id),
        report.state, report.created_at,
    )  # fmt: skip
    true = (
        amount["refund"], amount["total"], amount["payer_refund"],
        fields["out_refund_no"], fields["transaction_id"], fields["refund_id"],
        RefundState(_WORDS[fields["status"]]), _moment(fields["create_time"]),
    )  # fmt: skip
    return "" if said == true else "the report differs"


def _is_order(case: Case, fields: dict[str, Any]) -> bool:
    amount, payer = fields.get("amount"), fields.get("payer") or {}
    asked = ("transaction_id", PAYMENT) if case.call == "order" else ("out_trade_no", TRADE_NO)
    return (
        isinstance(amount, dict)
        and _is_fen(amount.get("total"))
        and (amount.get("payer_total") is None or _is_fen(amount["payer_total"]))
        and (amount.get("currency") is None or isinstance(amount["currency"], str))
        and fields.get("mchid") == str(MCHID)
        and _is_number(fields.get("transaction_id"), r"[0-9A-Za-z]{4,32}")
        and _is_number(fields.get("out_trade_no"), r"[0-9A-Za-z_\-|*@]{1,32}")
        and fields.get(asked[0]) == asked[1]
        and (_is_empty(fields.get("success_time")) or bool(_moment(fields["success_time"])))
        and (fields.get("appid") is None or isinstance(fields["appid"], str))
        and isinstance(payer, dict)
        and (payer.get("openid") is None or isinstance(payer["openid"], str))
    )


def _order_differs(fields: dict[str, Any], order: PaidOrder) -> str:
    amount = fields["amount"]
    payer_total = amount.get("payer_total")
    same = (
        order.total.count == amount["total"]
        and order.payer_total.count == (amount["total"] if payer_total is None else payer_total)
        and order.currency
        == _written("CNY" if amount.get("currency") is None else amount["currency"])
        and order.trade_state.value == fields["trade_state"]
        and order.transaction_id == fields["transaction_id"]
        and order.out_trade_no == fields["out_trade_no"]
    )
    return "" if same else "the order differs"


def _is_told(fields: dict[str, Any], snapshot: Snapshot) -> bool:
    """Whether what money hangs on stands in the complaint as it was read."""
    orders = fields.get("complaint_order_info") or []
    orders = orders if isinstance(orders, list) else [orders]
    known = [entry for entry in orders if isinstance(entry, dict)]
    paid = [(entry.get("transaction_id"), entry.get("amount")) for entry in known]
    return (
        snapshot.asked.count == (fields.get("apply_refund_amount") or 0)
        and all(
            order.transaction_id is None or (order.transaction_id, order.amount.count) in paid
            for order in snapshot.orders
        )
        and snapshot.fully_refunded == (fields.get("complaint_full_refunded") is True)
        and snapshot.applied_at == _moment(fields.get("complaint_time"))
    )


def _unpacked(case: Case) -> bytes | None:
    """The bill that the file is, read in one piece by another reader; None when it is none."""
    try:
        return gzip.decompress(case.file)
    except (OSError, EOFError, zlib.error):
        return None


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _is_fen(value: object) -> bool:
    return type(value) is int and 0 <= value <= _FEN_MAX


def _is_number(value: object, form: str) -> bool:
    return isinstance(value, str) and re.fullmatch(form, value) is not None


def _moment(text: object) -> datetime | None:
    """The instant of a text as RFC 3339 has it, in a year that a calendar can count from."""
    match = _RFC3339.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    *parts, fraction, zulu, sign, hours, minutes = match.groups()
    ahead = timedelta(0) if zulu else timedelta(hours=int(hours), minutes=int(minutes))
    try:
        zone = timezone(-ahead if sign == "-" else ahead)
        at = datetime(*(int(part) for part in parts), tzinfo=zone)  # type: ignore[misc,arg-type]
        utc = at.astimezone(UTC) + timedelta(microseconds=int((fraction or "0").ljust(6, "0")))
    except (ValueError, OverflowError):
        return None
    return utc if 2000 <= utc.year < 2100 else None


def _written(text: object) -> object:
    """A text as it is kept: what no file can hold is replaced."""
    if not isinstance(text, str):
        return None
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
