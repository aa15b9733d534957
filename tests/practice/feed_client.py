"""A caller of the shop feed that knows nothing of the product: signed as the contract says."""

import hashlib
import hmac
import json
import secrets
import time
from typing import Any

import httpx


class FeedClient:
    """Asks the feed of one practice shop; every part of a signature can be set wrong."""

    def __init__(self, ready: dict[str, Any], http: httpx.Client) -> None:
        self.url: str = ready["feed_url"]
        self.key_id: str = ready["feed_key_id"]
        self.secret: str = ready["feed_secret"]
        self._http = http

    def get(self, path: str, **parts: str) -> httpx.Response:
        return self.ask("GET", path, b"", {}, **parts)

    def post(self, path: str, payload: object, key: str | None = None) -> httpx.Response:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        headers = {"Content-Type": "application/json"}
        if key != "":
            headers["Idempotency-Key"] = key or secrets.token_hex(8)
        return self.ask("POST", path, body, headers)

    def ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], **parts: str
    ) -> httpx.Response:
        request = self._http.build_request(method, self.url + path, content=body, headers=headers)
        timestamp = parts.get("timestamp", str(int(time.time())))
        nonce = parts.get("nonce", secrets.token_hex(16))
        target = request.url.raw_path.decode()
        lines = (method, target, timestamp, nonce, hashlib.sha256(body).hexdigest())
        text = "".join(f"{line}\n" for line in lines).encode()
        secret = parts.get("secret", self.secret).encode()
        request.headers["Refund-Desk-Key"] = parts.get("key_id", self.key_id)
        request.headers["Refund-Desk-Timestamp"] = timestamp
        request.headers["Refund-Desk-Nonce"] = nonce
        request.headers["Refund-Desk-Signature"] = hmac.new(secret, text, "sha256").hexdigest()
        return self._http.send(request)

    def changed(self, cursor: str = "", limit: int = 200) -> Any:
        query = f"?limit={limit}" + (f"&cursor={cursor}" if cursor else "")
        answer = self.get(f"/applications{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()
