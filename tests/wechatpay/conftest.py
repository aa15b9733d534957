"""A core per test, over a scripted gateway or over the practice server."""

import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from functools import cache
from typing import Any

import httpx
import pytest

from refund_desk.adapters.wechatpay.credentials import Credentials, PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.keys import load_keys
from refund_desk.adapters.wechatpay.transport import HardenedCore, Prepared, TimeLimits
from tests.practice_process import PracticeShop
from tests.wechatpay.scripted_gateway import ScriptedGateway, scripted_gateway

# Short, so that a test of silence is quick; long enough for a busy machine.
QUICK = TimeLimits(connect_s=2.0, read_s=0.4, whole_s=1.2, file_s=1.2)

OpenCore = Callable[..., Any]


_keys = cache(load_keys)


@cache
def _tls_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


@pytest.fixture
async def gateway() -> AsyncIterator[ScriptedGateway]:
    """A gateway that says what the test writes down."""
    async with scripted_gateway() as running:
        yield running


@pytest.fixture
async def open_core() -> AsyncIterator[Callable[..., Any]]:
    """Opens cores that are closed at the end of the test.

    As `HardenedCore.open` does, but keys and TLS context, 60 ms of work, are made once.
    """
    async with AsyncExitStack() as stack:

        async def opened(
            credentials: Credentials, *, limits: TimeLimits | None = None
        ) -> HardenedCore:
            prepared = Prepared(_keys(credentials), _tls_context())
            core = HardenedCore(credentials, prepared, limits=limits)
            stack.push_async_callback(core.close)
            return core

        yield opened


@pytest.fixture
def shop(own_practice_shop: PracticeShop) -> Iterator[PracticeShop]:
    """A strict practice server without faults, before and after the test."""
    set_faults(own_practice_shop)
    yield own_practice_shop
    set_faults(own_practice_shop)


@pytest.fixture
async def endpoints(shop: PracticeShop, open_core: OpenCore) -> Endpoints:
    """Endpoints on the practice server, with short time limits."""
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    core = await open_core(credentials, limits=TimeLimits(read_s=3.0, whole_s=6.0))
    return Endpoints(core, credentials.mchid)


def set_faults(shop: PracticeShop, *rules: Mapping[str, Any], **switches: Any) -> None:
    """Replace rules and switches; the limit of six refusals a second is off unless asked for.

    It counts over the borders of tests, so a test that makes refusals would spoil the next one.
    """
    shop.set_faults(*rules, **{"error_rate_limit": False, **switches})


def ask_admin(shop: PracticeShop, path: str, content: object) -> dict[str, Any]:
    """Use a lever of the practice shop's back door."""
    address = f"{shop.admin_url.rstrip('/')}/{path}"
    answer = httpx.post(address, json=content, trust_env=False, timeout=30, verify=False)
    answer.raise_for_status()
    said: dict[str, Any] = answer.json()
    return said


def fresh_order(shop: PracticeShop, **wanted: object) -> dict[str, Any]:
    """A payment (and a complaint about it) that no other test looks at."""
    return ask_admin(shop, "orders", wanted)
