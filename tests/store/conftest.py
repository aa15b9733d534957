"""A practice Store, and a desk's source that speaks to it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from refund_desk.adapters.sources.store_credentials import PracticeStoreAccount
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.sources.store_wire import StoreLimits, StoreWire
from refund_desk.practice.settings import PracticeSettings
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.store_client import PNG, StoreClient
from tests.store.desk import OpenDesk

# Reading the list of TLS authorities is slow, so it is read once.
_tls_context = cache(partial(httpx.create_ssl_context, trust_env=False))
# Long enough for a busy machine.
QUICK = StoreLimits(connect_s=2.0, read_s=5.0, whole_s=10.0)


class _PatientClient(StoreClient):
    """Asks for another token where business time has run past the end of its own."""

    def post(self, path: str, body: Any) -> httpx.Response:
        answer = super().post(path, body)
        if answer.json().get("errcode") == 42001:
            self.signed_in()
            answer = super().post(path, body)
        return answer

    def upload(self, content: bytes = PNG) -> Any:
        self.signed_in()
        return super().upload(content)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    """One practice shop for these tests; refunds settle at once."""
    folder: Path = tmp_path_factory.mktemp("store")
    with shop_in_thread(PracticeSettings(data_dir=folder, settle_seconds=0)) as far:
        yield far


@pytest.fixture
def far(running: Far) -> Iterator[Far]:
    """The shop with no faults and all switches as at its start."""
    running.faults()
    yield running
    running.faults()


@pytest.fixture
def store(far: Far) -> StoreClient:
    """What happens at the Store without the desk."""
    return _PatientClient(far).signed_in()


@pytest.fixture
async def open_desk(far: Far) -> AsyncIterator[OpenDesk]:
    """Opens sources of desks, each with a token of its own; closed at the end of the test."""
    async with AsyncExitStack() as stack:
        account = PracticeStoreAccount.from_ready_line(far.ready)

        def now() -> datetime:
            return datetime.now(UTC) + timedelta(seconds=far.ahead_s)

        async def opened() -> WeChatStore:
            source = WeChatStore(StoreWire(account, _tls_context(), limits=QUICK), now)
            stack.push_async_callback(source.close)
            return source

        yield opened


@pytest.fixture
async def desk(open_desk: OpenDesk) -> WeChatStore:
    """A desk's source."""
    return await open_desk()
