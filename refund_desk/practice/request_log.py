"""The last requests the far side saw, with secrets and personal data taken out."""

import hashlib
from collections import deque
from urllib.parse import urlsplit

from refund_desk.practice.calls import Call
from refund_desk.practice.clock import BusinessClock, utc_text
from refund_desk.practice.parameters import read_json
from refund_desk.practice.refusal import Refusal

KEPT = 12_000
_HIDDEN = frozenset({"bank_account", "real_name", "payer_phone"})


class RequestLog:
    """A ring of entries, oldest first."""

    def __init__(self, clock: BusinessClock) -> None:
        self._clock = clock
        self._entries: deque[dict[str, object]] = deque(maxlen=KEPT)
        self._seen = 0

    def note(self, call: Call, status: int | None, fault: str | None) -> None:
        """Remember one call; `status` None means the connection was closed without an answer."""
        self._seen += 1
        wall = self._clock.wall_now()
        self._entries.append(
            {
                "number": self._seen,
                "method": call.method,
                "path": _shown_path(call.target),
                "status": status,
                "fault": fault,
                "wall_time_s": round(wall, 6),
                "wall_time": utc_text(wall),
                "business_time": utc_text(self._clock.now()),
                "wechatpay_serial": _shown_header(call, "Wechatpay-Serial"),
                "body_sha256": hashlib.sha256(call.body).hexdigest(),
                "body": _shown_body(call),
            }
        )

    def latest(self, limit: int) -> list[dict[str, object]]:
        """The newest entries, oldest of them first."""
        entries = list(self._entries)
        return entries[-limit:] if limit else []


def _shown_path(target: str) -> str:
    path = urlsplit(target).path
    if path.endswith("/billdownload/file"):
        return path + "?token=***"
    return target


def _shown_header(call: Call, name: str) -> str | None:
    """The header; bytes of it that are no UTF-8 could not be written out again."""
    text = call.header(name)
    return None if text is None else text.encode("utf-8", "replace").decode()


def _shown_body(call: Call) -> object:
    if not (call.header("Content-Type") or "").startswith("application/json"):
        return None
    try:
        content = read_json(call.body)
    except Refusal:
        return None
    if isinstance(content, dict):
        return {name: "***" if name in _HIDDEN else part for name, part in content.items()}
    return content
