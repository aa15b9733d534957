"""A practice shop in a thread of the test run: quick to start, and seen by coverage."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx

from refund_desk.practice.server import start_practice_shop
from refund_desk.practice.settings import PracticeSettings
from tests.practice.feed_client import FeedClient
from tests.practice.signing_client import Merchant


@dataclass
class Far:
    """A running practice shop, its back door, and a merchant who knows its keys."""

    ready: dict[str, Any]
    merchant: Merchant = field(init=False)
    # How far `advance` has moved business time ahead (seconds).
    ahead_s: float = 0.0
    shop_client: FeedClient = field(init=False)

    def __post_init__(self) -> None:
        self.merchant = Merchant(self.ready)
        self.http = httpx.Client(trust_env=False, verify=False, timeout=30)
        self.shop_client = FeedClient(self.ready, self.http)

    def admin(self, method: str, path: str, payload: object = None) -> Any:
        answer = self.admin_answer(method, path, payload)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def admin_answer(self, method: str, path: str, payload: object = None) -> httpx.Response:
        return self.http.request(method, f"{self.ready['admin_url']}/{path}", json=payload)

    def faults(self, *rules: dict[str, Any], **switches: Any) -> None:
        self.admin("PUT", "faults", {"rules": list(rules), "switches": switches})

    def advance(self, seconds: int) -> None:
        self.admin("POST", "clock", {"advance_s": seconds})
        self.ahead_s += seconds

    def fresh(self, **wanted: Any) -> Any:
        return self.admin("POST", "orders", wanted)

    def feed(self, path: str) -> httpx.Response:
        return self.shop_client.get(f"/{path}")

    def close(self) -> None:
        self.http.close()
        self.merchant.http.close()


@contextmanager
def shop_in_thread(settings: PracticeSettings) -> Iterator[Far]:
    """A practice shop on an event loop of its own; raises what its start raised."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        starting = asyncio.run_coroutine_threadsafe(start_practice_shop(settings), loop)
        shop = starting.result(timeout=60)
        far = Far(asdict(shop.ready))
        try:
            yield far
        finally:
            far.close()
            asyncio.run_coroutine_threadsafe(shop.stop(), loop).result(timeout=15)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=15)
        loop.close()
