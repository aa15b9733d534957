"""Broken and hostile answers of WeChat Pay, each made from a seed, as bytes for the wire."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.wechatpay.scripted_gateway import MCHID, PUBLIC_KEY_ID, platform_key

PAYMENT = "4200001234202611230000000001"
TRADE_NO = "QH20261123000001"
NUMBER = f"PX{PAYMENT}-01"
COMPLAINT = "200201820261123000000000001"
AMOUNT, TOTAL = 2_500, 10_000
TIME = "2026-11-23T12:00:00+08:00"
TYPE = "WECHATPAY2-SHA256-RSA2048"
STALE_S = 300

CALLS = (
    *("submit",) * 6, *("query",) * 5, *("order",) * 3, *("order_no",) * 2, "abnormal",
    *("complaint",) * 2, "complaints", "history", *("bill",) * 2, "approve", "complete",
)  # fmt: skip
_CODES = (
    "NOT_ENOUGH", "USER_ACCOUNT_ABNORMAL", "PARAM_ERROR", "MCH_NOT_EXISTS", "RESOURCE_NOT_EXISTS",
    "NO_AUTH", "SIGN_ERROR", "RULE_LIMIT", "INVALID_REQUEST", "FREQUENCY_LIMITED", "SYSTEM_ERROR",
    "RATELIMIT_EXCEEDED", "ORDER_NOT_EXIST", "NO_STATEMENT_EXIST", "STATEMENT_CREATING",
    "REFUND_NOT_EXISTS", "not_enough", "NOT ENOUGH", "", "NOT_ENOUGH\n", "X" * 65, "余额不足",
)  # fmt: skip
_STATUSES = (200,) * 24 + (
    *(400, 403, 404, 404) * 4, 201, 202, 204, 299, 301, 302, 304, 401, 409, 422, 429, 429, 451, 500,
    502, 503, 504, 599, 600, 999,
)  # fmt: skip
# What stands in the place of a value, or beside it.
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2_500, 2_501, 10_000, 10_000_000_001, 10**15 + 1, 10**40, 25.0,
    2_500.0, 1e400, -0.0, "", "0", "2500", "SUCCESS", "success", "PROCESSING", "CLOSED", "CNY",
    "USD", "\0", "\ud800", "\u202e", "🙂" * 9, "x" * 6_000, [], {}, [[]], [{}], {"a": 1}, ["x"],
    NUMBER, PAYMENT, TRADE_NO, COMPLAINT, f"{NUMBER} ", f"PX{PAYMENT}-02", TIME,
    "2026-11-23T12:00:00", "2026-02-30T12:00:00+08:00", "1999-12-31T23:59:59+08:00", "20261123",
    "9999-12-31T23:59:59-08:00", "2026-11-23", "0001-01-01T00:00:00+23:59", "REFUND", "NOTPAY",
)  # fmt: skip


@dataclass
class Case:
    """One call of the desk, what it is answered, and what the maker of the answer knows of it.

    `signature` is what a genuine answer would carry; None where nothing was signed. `file` is what
    the download of a bill is answered, `plain` what it would hold unspoilt.
    """

    call: str
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    signature: bytes = b""
    file: bytes = b""
    file_status: int = 200

    @property
    def is_unsigned(self) -> bool:
        """Whether it does not even claim to be of WeChat Pay."""
        return not {"Wechatpay-Signature", "Wechatpay-Serial"} & self.headers.keys()

    @property
    def is_genuine(self) -> bool:
        """Whether WeChat Pay signed exactly this, five minutes ago at most."""
        stamp = self.headers.get("Wechatpay-Timestamp", "")
        try:
            signature = base64.b64decode(self.headers.get("Wechatpay-Signature", ""), validate=True)
        except ValueError:
            return False
        return (
            bool(self.signature)
            and signature == self.signature
            and stamp.isascii()
            and stamp.isdigit()
            and abs(time.time() - int(stamp)) <= STALE_S
            and self.headers.get("Wechatpay-Serial") == PUBLIC_KEY_ID
            and self.headers.get("Wechatpay-Signature-Type", TYPE) == TYPE
        )

    def wire(self) -> bytes:
        """The answer as it goes over the wire; the connection ends with it where it must."""
        return _wire(self.status, self.headers, self.body)

    def file_wire(self) -> bytes:
        """The answer of the download."""
        return _wire(self.file_status, {}, self.file)


def made(seed: int, number: int, url: str) -> Case:
    """The `number`-th case of a seed; `url` is the gateway's."""
    chance = random.Random(f"{seed}:{number}")
    call = chance.choice(CALLS)
    status = chance.choice(_STATUSES)
    good = status < 300 or chance.random() < 0.1
    content = _good(call, url) if good else _error(status, chance)
    case = Case(call, status, _spoilt(content, chance))
    if call == "bill":
        _add_file(case, chance)
    if case.status in {204, 304}:
        case.body = b""
    _sign(case, chance)
    return case


def _good(call: str, url: str) -> dict[str, Any]:
    """An answer of the documented form."""
    match call:
        case "submit" | "query" | "abnormal":
            return _refund()
        case "order" | "order_no":
            return _order()
        case "complaint":
            return _complaint()
        case "complaints":
            return {"data": [_complaint(), _complaint()], "total_count": 2, "limit": 50}
        case "history":
            return {"data": [_message("a"), _message("b")], "total_count": 2}
        case "bill":
            bill = f"{url}/v3/billdownload/file?token=abc&tartype=gzip"
            return {"download_url": bill, "hash_type": "SHA1", "hash_value": ""}
        case _:
            return {}


def _refund() -> dict[str, Any]:
    return {
        "refund_id": "50300000002026112300000001",
        "out_refund_no": NUMBER,
        "transaction_id": PAYMENT,
        "out_trade_no": TRADE_NO,
        "channel": "ORIGINAL",
        "user_received_account": "招商银行信用卡0403",
        "success_time": TIME,
        "create_time": TIME,
        "status": "SUCCESS",
        "funds_account": "AVAILABLE",
        "amount": {
            "total": TOTAL, "refund": AMOUNT, "payer_total": 9_000, "payer_refund": 2_250,
            "settlement_refund": AMOUNT, "settlement_total": TOTAL, "discount_refund": 250,
            "currency": "CNY",
        },
        "promotion_detail": [],
    }  # fmt: skip


def _order() -> dict[str, Any]:
    return {
        "appid": "wx0123456789abcdef",
        "mchid": str(MCHID),
        "out_trade_no": TRADE_NO,
        "transaction_id": PAYMENT,
        "trade_type": "JSAPI",
        "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功",
        "bank_type": "OTHERS",
        "success_time": TIME,
        "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
        "amount": {"total": TOTAL, "payer_total": 9_000, "currency": "CNY"},
    }


def _complaint() -> dict[str, Any]:
    return {
        "complaint_id": COMPLAINT,
        "complaint_time": "2026-11-23T12:00:00.120+08:00",
        "complaint_detail": "杯子碎了",
        "complaint_state": "PENDING",
        "payer_phone": "no cipher",
        "complaint_order_info": [
            {"transaction_id": PAYMENT, "out_trade_no": TRADE_NO, "amount": TOTAL}
        ],
        "complaint_full_refunded": False,
        "incoming_user_response": False,
        "user_complaint_times": 1,
        "problem_description": "商品破损",
        "problem_type": "REFUND",
        "apply_refund_amount": AMOUNT,
        "user_tag_list": ["TRUSTED"],
        "complaint_media_list": [{"media_type": "USER_COMPLAINT_IMAGE", "media_url": []}],
    }


def _message(log_id: str) -> dict[str, Any]:
    return {
        "log_id": log_id,
        "operator": "投诉人",
        "operate_time": TIME,
        "operate_type": "USER_RESPONSE",
        "operate_details": "请退款",
        "image_list": [],
    }


def _error(status: int, chance: random.Random) -> dict[str, Any]:
    usual = "RESOURCE_NOT_EXISTS" if status == 404 else "INVALID_REQUEST"
    code = usual if chance.random() < 0.3 else chance.choice(_CODES)
    return {"code": code, "message": "不给退", "detail": {"field": "amount"}}


def _spoilt(content: dict[str, Any], chance: random.Random) -> bytes:
    """The content as JSON after none or some accidents."""
    content = deepcopy(content)
    for _again in range(chance.choice((0, 0, 1, 1, 1, 2, 3))):
        _change(content, chance)
    try:
        body = json.dumps(content, ensure_ascii=chance.random() < 0.3).encode()
    except UnicodeEncodeError:
        body = json.dumps(content).encode()
    for _again in range(chance.choice((0, 0, 0, 0, 1, 2))):
        body = chance.choice(_ACCIDENTS)(body, chance)
    return body


def _change(node: Any, chance: random.Random) -> None:
    """Change something somewhere in the tree."""
    while True:
        places = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not places:
            return
        place = chance.choice(places)
        inner = node[place]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.2:
            break
        node = inner
    if chance.random() < 0.25:
        del node[place]
    elif isinstance(inner, int) and not isinstance(inner, bool) and chance.random() < 0.4:
        node[place] = inner + chance.choice((-1, 1, 100))
    else:
        node[place] = deepcopy(chance.choice(ODD))


def _flip(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.randbytes(1) + body[at + 1 :]


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _insert(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    odd = (b"NaN", b"Infinity", b'"status":"SUCCESS",', b"\xff", b"\xef\xbb\xbf", b"\0", b" ", b"]")
    return body[:at] + chance.choice(odd) + body[at:]


def _twice(body: bytes, chance: random.Random) -> bytes:
    return body + chance.choice((body, b" ", b"\n", b"{}", b"x"))


def _other(_body: bytes, chance: random.Random) -> bytes:
    others = (
        b"", b"null", b"[]", b"0", b'""', b"true", b"<html><body>502 Bad Gateway</body></html>",
        b"[" * 4_000, b'{"a":' * 3_000, b"1" * 6_000, b'{"code":' + b"9" * 5_000 + b"}",
        chance.randbytes(chance.randrange(300)), b"\xff\xfe{\0}\0",
    )  # fmt: skip
    return chance.choice(others)


def _key(body: bytes, chance: random.Random) -> bytes:
    """Say a field twice, the other time with another value."""
    other = json.dumps(chance.choice(ODD)).encode()
    name = chance.choice((b"status", b"amount", b"out_refund_no", b"transaction_id", b"code"))
    return body.replace(b"{", b'{"' + name + b'":' + other + b",", 1)


_ACCIDENTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _insert,
    _twice,
    _other,
    _key,
)


def _add_file(case: Case, chance: random.Random) -> None:
    """The file of a bill, its hash in the answer, and accidents of the file."""
    plain = f"`{chance.randrange(10**9)}`,退款\r\n".encode() * chance.choice((1, 40, 4_000))
    named = hashlib.sha1(plain, usedforsecurity=False).hexdigest()
    if chance.random() < 0.1:
        named = named.upper()
    case.body = case.body.replace(b'"hash_value": ""', f'"hash_value": "{named}"'.encode(), 1)
    case.file = gzip.compress(plain, 1)
    if chance.random() < 0.4:
        case.file = chance.choice((_flip, _cut, _twice, _other))(case.file, chance)
    if chance.random() < 0.1:
        case.file_status = chance.choice((206, 302, 400, 403, 404, 429, 500))


def _sign(case: Case, chance: random.Random) -> None:
    """Sign it as WeChat Pay does, or almost so, or not at all."""
    if chance.random() < 0.12:
        return
    stamp, nonce = str(int(time.time())), f"{chance.getrandbits(128):032x}"
    message = f"{stamp}\n{nonce}\n".encode() + case.body + b"\n"
    case.signature = platform_key().sign(message, padding.PKCS1v15(), hashes.SHA256())
    case.headers = {
        "Wechatpay-Timestamp": stamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": base64.b64encode(case.signature).decode(),
        "Wechatpay-Serial": PUBLIC_KEY_ID,
        "Wechatpay-Signature-Type": TYPE,
        "Request-ID": "08F5B8C2B506-0",
    }
    if chance.random() < 0.15:
        _forge(case, chance)


def _forge(case: Case, chance: random.Random) -> None:
    """Something about the signature is not right, though it may look so."""
    name = chance.choice([name for name in case.headers if name.startswith("Wechatpay")])
    match chance.randrange(6):
        case 0:
            del case.headers[name]
        case 1:
            text = case.headers[name]
            at = chance.randrange(len(text))
            case.headers[name] = text[:at] + chance.choice("0aZ=-_ ") + text[at + 1 :]
        case 2:
            case.headers[name] = chance.choice(("", "0", "x" * 400, PUBLIC_KEY_ID, "WECHATPAY2"))
        case 3:
            _forge_stale(case, chance)
        case 4 if case.body and case.status not in {204, 304}:
            # The body of another moment under this signature: what a replay would look like.
            case.body = _flip(case.body, chance)
        case _:
            case.headers["Wechatpay-Serial"] = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
    case.headers = {name: text.strip() for name, text in case.headers.items()}
    _settle(case)


def _forge_stale(case: Case, chance: random.Random) -> None:
    """Signed in good order, but at another time."""
    stamp = str(int(time.time()) + chance.choice((-400, 400, -(10**6), 10**9)))
    message = f"{stamp}\n{case.headers['Wechatpay-Nonce']}\n".encode() + case.body + b"\n"
    case.signature = platform_key().sign(message, padding.PKCS1v15(), hashes.SHA256())
    case.headers["Wechatpay-Timestamp"] = stamp
    case.headers["Wechatpay-Signature"] = base64.b64encode(case.signature).decode()


def _settle(case: Case) -> None:
    """What a genuine answer with these headers and this body would carry as its signature."""
    stamp, nonce = (case.headers.get(f"Wechatpay-{name}") for name in ("Timestamp", "Nonce"))
    if stamp is None or nonce is None:
        case.signature = b""
        return
    message = f"{stamp}\n{nonce}\n".encode() + case.body + b"\n"
    case.signature = platform_key().sign(message, padding.PKCS1v15(), hashes.SHA256())


def _wire(status: int, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {text}" for name, text in headers.items())]
    lines += [f"Content-Length: {len(body)}"] if status not in {204, 304} else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
