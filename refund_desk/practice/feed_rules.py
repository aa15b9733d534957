"""What the shop's backend asks of a request: the signature, the key of a post, the form of a body.

Everything stands in docs/shop_feed.openapi.yaml; refusals carry the codes of its schema Problem.
"""

import hashlib
import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Mapping

from refund_desk.practice.calls import Call
from refund_desk.practice.refusal import Refusal

CLOCK_TOLERANCE_S = 300
NONCES_KEPT_S = 600
JSON_BYTES_MOST = 65_536
PICTURE_BYTES_MOST = 2_000_000
FEN_MOST = 10_000_000_000
EVIDENCE_KINDS = ("shipping_list", "sign_receipt", "photo", "transfer")
CHANNELS = ("after_sale_page", "customer_service")
_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_NONCE = re.compile(r"[0-9a-fA-F]{32}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Za-z_|*@-]{1,64}")

Body = dict[str, object]


def refused(status: int, code: str, title: str) -> Refusal:
    """An answer other than 2xx."""
    return Refusal(status, code, title)


class Doorkeeper:
    """Lets signed requests in, each once."""

    def __init__(self, key_id: str, secret: str) -> None:
        self._key_id = key_id
        self._secret = secret.encode()
        self._nonces: OrderedDict[str, float] = OrderedDict()

    def admit(self, call: Call, wall_now: float) -> None:
        """Raise the refusal of a request that is not signed as the contract says."""
        timestamp = call.header("Refund-Desk-Timestamp") or ""
        nonce = call.header("Refund-Desk-Nonce") or ""
        lines = (call.method, call.target, timestamp, nonce, hashlib.sha256(call.body).hexdigest())
        text = "".join(f"{line}\n" for line in lines)
        expected = hmac.new(self._secret, text.encode("utf-8", "surrogateescape"), "sha256")
        given = (call.header("Refund-Desk-Signature") or "").encode("utf-8", "replace")
        known = call.header("Refund-Desk-Key") == self._key_id
        if not hmac.compare_digest(expected.hexdigest().encode(), given) or not known:
            raise refused(401, "bad_signature", "the signature does not match")
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or not _NONCE.fullmatch(nonce):
            raise refused(401, "bad_signature", "timestamp or nonce is not of its form")
        if abs(int(timestamp) - wall_now) > CLOCK_TOLERANCE_S:
            raise refused(401, "stale_timestamp", "the timestamp is too far from our clock")
        self._use_up(nonce, wall_now)

    def _use_up(self, nonce: str, wall_now: float) -> None:
        while self._nonces and wall_now - next(iter(self._nonces.values())) > NONCES_KEPT_S:
            self._nonces.popitem(last=False)
        if nonce in self._nonces:
            raise refused(401, "nonce_replayed", "this nonce was used before")
        self._nonces[nonce] = wall_now


def idempotency_key(call: Call) -> str:
    """The key of a post."""
    key = call.header("Idempotency-Key") or ""
    if not _KEY.fullmatch(key):
        raise refused(400, "key_missing", "Idempotency-Key is missing or not of its form")
    return key


def json_body(call: Call) -> Body:
    """The body of a post as an object."""
    if len(call.body) > JSON_BYTES_MOST:
        raise refused(413, "too_large", "the body is larger than 65536 bytes")
    try:
        content = json.loads(call.body)
        # Half a surrogate pair would be a text that no book can hold.
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _bad("the body is no JSON") from error
    if not isinstance(content, dict):
        raise _bad("the body is no object")
    return content


def picture_body(call: Call) -> str:
    """The media type of a picture that was posted."""
    if len(call.body) > PICTURE_BYTES_MOST:
        raise refused(413, "too_large", "the picture is larger than 2000000 bytes")
    for start, media_type in ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")):
        if call.body.startswith(start):
            return media_type
    raise refused(415, "bad_picture", "neither PNG nor JPEG")


def checked_message(body: Body) -> Body:
    """The known parts of a message."""
    pictures = body.get("pictures", [])
    if (
        not isinstance(pictures, list)
        or len(pictures) > 4
        or len(set(map(str, pictures))) < len(pictures)
    ):
        raise _bad("pictures is a list of at most four ids, each once")
    return {
        "channel": _one_of(body, "channel", CHANNELS),
        "text": _text(body, "text", 500, least=1),
        "pictures": [str(each) for each in pictures],
    }


def checked_decision(body: Body) -> Body:
    """The known parts of a decision."""
    match body.get("decision"):
        case "approve":
            known: Body = {"amount_fen": _fen(body)}
        case "reject":
            return {"decision": "reject", "reason": _text(body, "reason", 200, least=1)}
        case "offer":
            known = {"amount_fen": _fen(body)}
            _text(body, "text", 200)
        case "ask_return":
            known = {"address": _address(body), "deadline": _instant(body, "deadline")}
        case _:
            raise _bad("decision is approve, reject, offer or ask_return")
    known["text"] = _text(body, "text", 200) if "text" in body else ""
    return {"decision": body["decision"], **known}


def checked_progress(body: Body) -> Body:
    """The known parts of a progress."""
    number = body.get("out_refund_no")
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise _bad("out_refund_no is not of its form")
    return {
        "step": _one_of(body, "step", ("submitted", "processing", "arrived", "abnormal")),
        "amount_fen": _fen(body),
        "out_refund_no": number,
        "at": _instant(body, "at"),
    }


def _address(body: Body) -> Body:
    address = body.get("address")
    if not isinstance(address, Mapping):
        raise _bad("address is an object")
    parts = dict(address)
    lengths = {"receiver": 64, "phone": 32, "address": 200}
    return {name: _text(parts, name, most, least=1) for name, most in lengths.items()}


def _text(body: Body, name: str, most: int, *, least: int = 0) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not least <= len(text) <= most:
        raise _bad(f"{name} is a text of {least} to {most} characters")
    return text


def _fen(body: Body) -> int:
    amount = body.get("amount_fen")
    if type(amount) is not int or not 1 <= amount <= FEN_MOST:
        raise _bad("amount_fen is a whole number of fen")
    return amount


def _instant(body: Body, name: str) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        raise _bad(f"{name} is an instant in UTC, ending in Z")
    return text


def _one_of(body: Body, name: str, words: tuple[str, ...]) -> str:
    word = body.get(name)
    if not isinstance(word, str) or word not in words:
        raise _bad(f"{name} is one of {', '.join(words)}")
    return word


def _bad(title: str) -> Refusal:
    return refused(400, "bad_request", title)
