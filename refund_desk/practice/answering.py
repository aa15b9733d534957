"""From a reply to bytes on the wire: Request-ID, signature, and the ways it can be spoilt."""

import gzip
import itertools
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from refund_desk.practice.calls import Reply
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Switches
from refund_desk.practice.keys import KeyRing
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.signing import SCHEME, sign_answer

STALE_S = 600
_GZIP = b"\x1f\x8b"
UNKNOWN_SERIAL = "7A" + "0" * 36 + "5D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer ready to be written; `cut_at` closes the connection after that many bytes."""

    status: int
    headers: dict[str, str]
    body: bytes
    cut_at: int | None = None


@dataclass(frozen=True, slots=True)
class _Signer:
    serial: str
    key: RSAPrivateKey = field(repr=False)


class Answerer:
    """Makes signed answers out of replies and refusals."""

    def __init__(self, keys: KeyRing, clock: BusinessClock, switches: Switches) -> None:
        self._keys = keys
        self._clock = clock
        self._switches = switches
        self._turns: Iterator[int] = itertools.count()

    def of_reply(self, reply: Reply, named_serial: str | None) -> Answer:
        """The answer to a call that was answered."""
        body = reply.content
        if body is None:
            body = b"" if reply.payload is None else _json(reply.payload)
        headers = {"Request-ID": _request_id(reply.inner)}
        if reply.status != 204:
            headers["Content-Type"] = reply.content_type
        answer = Answer(status=reply.status, headers=headers, body=body)
        return self.signed(answer, named_serial) if reply.signed else answer

    def of_refusal(self, refusal: Refusal, named_serial: str | None) -> Answer:
        """The answer to a call that was refused; signed once the caller was known."""
        payload: dict[str, object] = {"code": refusal.code, "message": refusal.message}
        if refusal.detail is not None:
            payload["detail"] = refusal.detail
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if refusal.with_request_id:
            headers["Request-ID"] = _request_id(refusal.inner)
        answer = Answer(status=refusal.status, headers=headers, body=_json(payload))
        switch = "sign_5xx" if refusal.status >= 500 else "sign_4xx"
        if refusal.signed and self._switches.on(switch):
            return self.signed(answer, named_serial)
        return answer

    def signed(self, answer: Answer, named_serial: str | None) -> Answer:
        """The same answer, signed now with the key that is due."""
        return self._sign(answer, self._signer(named_serial))

    def _signer(self, named_serial: str | None) -> _Signer:
        public = _Signer(self._keys.public_key_id, self._keys.public_key)
        turn = next(self._turns)
        certified = self._keys.platform
        if self._switches.on("rollover") and turn % 4 >= 2:
            certified = self._keys.successor
        certificate = _Signer(certified.serial, certified.key)
        if not self._switches.on("ignore_named_serial"):
            if named_serial == public.serial:
                return public
            if named_serial in (self._keys.platform.serial, self._keys.successor.serial):
                return certificate
        mode = self._switches.word("signing_mode")
        if mode == "mixed":
            return public if turn % 2 else certificate
        return certificate if mode == "certificate" else public

    def _sign(self, answer: Answer, signer: _Signer, *, age_s: int = 0) -> Answer:
        timestamp = str(int(self._clock.wall_now()) - age_s)
        nonce = secrets.token_hex(16)
        signature = sign_answer(signer.key, timestamp=timestamp, nonce=nonce, body=answer.body)
        headers = {
            **answer.headers,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": signature,
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Serial": signer.serial,
            "Wechatpay-Signature-Type": SCHEME,
        }
        return replace(answer, headers=headers)

    # -- spoiling ---------------------------------------------------------------------------------

    def spoil(self, answer: Answer, fault: str, named_serial: str | None) -> Answer:
        """The answer after a fault of this name had its way; other names change nothing."""
        if fault == "truncated":
            return replace(answer, cut_at=len(answer.body) // 2)
        if fault == "garbage":
            return self._garbage(answer, named_serial)
        if "Wechatpay-Signature" in answer.headers:
            return self._spoil_signature(answer, fault, named_serial)
        return replace(answer, body=_tampered(answer.body)) if fault == "forged" else answer

    def _spoil_signature(self, answer: Answer, fault: str, named_serial: str | None) -> Answer:
        match fault:
            case "unsigned":
                return replace(answer, headers=_without_signature(answer.headers))
            case "signtest":
                signature = "WECHATPAY/SIGNTEST/" + answer.headers["Wechatpay-Signature"]
                headers = {**answer.headers, "Wechatpay-Signature": signature}
                return replace(answer, headers=headers)
            case "stale_timestamp":
                return self._sign(answer, self._signer(named_serial), age_s=STALE_S)
            case "unknown_serial":
                return self._sign(answer, _Signer(UNKNOWN_SERIAL, self._keys.successor.key))
            case "forged":
                return self._forge(answer)
            case _:
                return answer

    def _forge(self, answer: Answer) -> Answer:
        """Somebody between us changed the words and signed them with a key of their own, under
        the serial number of the true one. (The merchant's key serves as that foreign key.)
        """
        tampered = replace(answer, body=_tampered(answer.body))
        signer = _Signer(answer.headers["Wechatpay-Serial"], self._keys.merchant.key)
        return self._sign(tampered, signer)

    def _garbage(self, answer: Answer, named_serial: str | None) -> Answer:
        """A well-signed answer whose body is not JSON."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        headers["Request-ID"] = answer.headers.get("Request-ID", _request_id(0))
        nonsense = Answer(status=200, headers=headers, body=b'{"code": <!-- \xff\xfe oops')
        return self.signed(nonsense, named_serial)


def front_answer(fault: str) -> Answer | None:
    """The answer of a fault that replaces everything, or None when there is nothing to say."""
    if fault == "status_502_html":
        body = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
        return Answer(status=502, headers={"Content-Type": "text/html"}, body=body)
    if fault == "redirect_302":
        return Answer(status=302, headers={"Location": "/v3/certificates"}, body=b"")
    return None


def fault_refusal(fault: str) -> Refusal | None:
    """The refusal of a fault that looks like the gateway's own, or None."""
    if fault == "status_500":
        return Refusal(500, "SYSTEM_ERROR", "系统异常，请稍后重试", inner=268435457)
    if fault == "status_429_before":
        return Refusal(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率", inner=268558930)
    if fault == "status_429_after":
        message = "该笔退款为受理中，请调用查单接口确认或降低频率原单重试，重试请勿更换单号"
        return Refusal(429, "FREQUENCY_LIMITED", message, inner=268558930)
    if fault == "not_found_once":
        return Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
    return None


def _tampered(body: bytes) -> bytes:
    """Other words of the same form: more money, and everything done."""
    if body.startswith(_GZIP):
        # A byte behind the packed stream would be unpacked to the very same file.
        return gzip.compress(gzip.decompress(body) + b" ", mtime=0)
    try:
        payload = json.loads(body)
    except ValueError:
        return body + b"\0"
    if not isinstance(payload, dict):
        return body + b" "
    if payload.get("status") in ("PROCESSING", "ABNORMAL"):
        payload["status"] = "SUCCESS"
    elif "code" in payload:
        payload = {"code": "RESOURCE_NOT_EXISTS", "message": "退款单不存在"}
    else:
        payload["forged"] = True
    return _json(payload)


def _without_signature(headers: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in headers.items() if not name.startswith("Wechatpay-")}


def _request_id(inner: int) -> str:
    return f"08{secrets.token_hex(22).upper()}-{inner}"


def _json(payload: dict[str, object]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
