"""The single writer: all or nothing, grouped commits, and results only after COMMIT."""

import asyncio
import resource
import threading
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.adapters.storage.writer import WORKS_PER_COMMIT
from refund_desk.application.ports.transactions import (
    StorageBusyError,
    StorageError,
    StorageFullError,
)
from refund_desk.domain.errors import InvariantBrokenError, RuleBrokenError
from tests.storage.examples import KEY
from tests.storage.raw import on_writer, opened

_FULL = 2


def _put(name: str, text: str = "text") -> Callable[[SqlStores], None]:
    return lambda stores: stores.settings.put(name, text)


def _number(n: int) -> Callable[[SqlStores], int]:
    return lambda _stores: n


async def _has(ledger: Ledger, name: str) -> bool:
    return await ledger.transactions.run(lambda stores: stores.settings.get(name)) is not None


@asynccontextmanager
async def _gate(ledger: Ledger) -> AsyncIterator[threading.Event]:
    """The writer is busy until the event is set, so that works queue up behind it."""
    go, busy = threading.Event(), threading.Event()

    def wait(_stores: SqlStores) -> None:
        busy.set()
        assert go.wait(10)

    blocked = asyncio.ensure_future(ledger.transactions.run(wait))
    assert await asyncio.to_thread(busy.wait, 10)
    yield go
    await blocked


async def test_a_result_comes_back_and_is_on_disk(ledger: Ledger, tmp_path: Path) -> None:
    assert await ledger.transactions.run(lambda stores: 7) == 7
    await ledger.transactions.run(_put("a"))

    with opened(tmp_path / LEDGER_FILE) as other:
        assert other.execute("SELECT name FROM setting").fetchall() == [("a",)]


async def test_commit_waits_for_the_disk(ledger: Ledger) -> None:
    assert await ledger.synchronous() == _FULL


async def test_a_work_that_raises_leaves_nothing(ledger: Ledger) -> None:
    def half(stores: SqlStores) -> None:
        stores.settings.put("half", "1")
        raise RuleBrokenError("amt.zero")

    with pytest.raises(RuleBrokenError, match=r"amt\.zero"):
        await ledger.transactions.run(half)
    assert not await _has(ledger, "half")


async def test_a_bug_is_raised_as_what_it_is(ledger: Ledger) -> None:
    nonsense: Any = object()
    with pytest.raises(dbapi2.InterfaceError, match="unsupported type"):
        await ledger.transactions.run(_put("a", nonsense))
    with pytest.raises(DBAPIError, match="no such table"):
        await on_writer(ledger, "SELECT * FROM no_such")
    assert not await _has(ledger, "a")


async def test_works_that_wait_share_a_commit_and_only_the_broken_one_is_rolled_back(
    ledger: Ledger, tmp_path: Path
) -> None:
    seen: list[int] = []

    def broken(stores: SqlStores) -> None:
        stores.settings.put("broken", "1")
        raise ZeroDivisionError

    def counts_what_others_see(stores: SqlStores) -> None:
        with opened(tmp_path / LEDGER_FILE) as other:
            seen.append(other.execute("SELECT count(*) FROM setting").fetchone()[0])

    async with _gate(ledger) as go:
        works = [_put("a"), broken, _put("b"), counts_what_others_see]
        waiting = [asyncio.ensure_future(ledger.transactions.run(work)) for work in works]
        await asyncio.sleep(0)
        go.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [
        type(None),
        ZeroDivisionError,
        type(None),
        type(None),
    ]
    # Nobody else saw "a" before the fourth work ran: there was one COMMIT, after all of them.
    assert seen == [0]
    assert await _has(ledger, "a")
    assert await _has(ledger, "b")
    assert not await _has(ledger, "broken")


async def test_more_works_than_one_commit_takes(ledger: Ledger) -> None:
    async with _gate(ledger) as go:
        many = WORKS_PER_COMMIT * 2 + 5
        waiting = [ledger.transactions.run(_number(n)) for n in range(many)]
        go.set()
        assert await asyncio.gather(*waiting) == list(range(many))


async def test_when_the_disk_is_full_none_of_the_group_is_kept(ledger: Ledger) -> None:
    pages = await on_writer(ledger, "PRAGMA page_count")
    await on_writer(ledger, f"PRAGMA max_page_count = {pages}")
    async with _gate(ledger) as go:
        works = [_put("small"), _put("big", "x" * 200_000), _put("late")]
        waiting = [asyncio.ensure_future(ledger.transactions.run(work)) for work in works]
        await asyncio.sleep(0)
        go.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [StorageFullError] * 3
    assert not await _has(ledger, "small")
    await on_writer(ledger, "PRAGMA max_page_count = 1000000")
    await ledger.transactions.run(_put("again"))
    assert await _has(ledger, "again")


async def test_when_commit_does_not_succeed_nobody_is_told_yes(ledger: Ledger) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(StorageError) as raised:
            await ledger.transactions.run(_put("a", "x" * 50_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert type(raised.value) is StorageError
    assert not await _has(ledger, "a")
    await ledger.transactions.run(_put("b"))
    assert await _has(ledger, "b")


async def test_an_error_says_nothing_of_the_values(ledger: Ledger) -> None:
    value = "138" + "00001234" * 40_000
    pages = await on_writer(ledger, "PRAGMA page_count")
    await on_writer(ledger, f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFullError) as raised:
        await ledger.transactions.run(_put("name", value))
    assert value[:9] not in "".join(traceback.format_exception(raised.value))


async def test_another_program_that_keeps_the_ledger_locked(ledger: Ledger, tmp_path: Path) -> None:
    await on_writer(ledger, "PRAGMA busy_timeout = 20")
    with opened(tmp_path / LEDGER_FILE) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageBusyError):
            await ledger.transactions.run(_put("a"))
        other.execute("ROLLBACK")
    await ledger.transactions.run(_put("a"))
    assert await _has(ledger, "a")


async def test_who_stops_waiting_stops_nobody_else(ledger: Ledger) -> None:
    async with _gate(ledger) as go:
        left = asyncio.ensure_future(ledger.transactions.run(_put("left")))
        stays = asyncio.ensure_future(ledger.transactions.run(_put("stays")))
        await asyncio.sleep(0)
        left.cancel()
        go.set()
        await stays

    assert left.cancelled()
    # What was handed in is done: a press is never half taken back.
    assert await _has(ledger, "left")


def test_two_loops_one_writer_and_a_loop_that_is_gone(ledger: Ledger) -> None:
    go, done = threading.Event(), threading.Event()

    def wait(_stores: SqlStores) -> None:
        assert go.wait(10)

    def last(_stores: SqlStores) -> None:
        done.set()

    async def leave() -> None:
        futures = [asyncio.ensure_future(ledger.transactions.run(work)) for work in (wait, last)]
        await asyncio.sleep(0)
        for future in futures:
            future.cancel()

    asyncio.run(leave())
    go.set()
    assert done.wait(10)
    asyncio.run(ledger.transactions.run(_put("other loop")))
    assert asyncio.run(_has(ledger, "other loop"))


async def test_closing_writes_what_waits_and_takes_no_more(ledger: Ledger, tmp_path: Path) -> None:
    async with _gate(ledger) as go:
        waiting = asyncio.ensure_future(ledger.transactions.run(_put("a")))
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(asyncio.to_thread(ledger.close))
        go.set()
        await closing
        await waiting

    ledger.close()
    with pytest.raises(InvariantBrokenError):
        await ledger.transactions.run(_put("b"))
    with opened(tmp_path / LEDGER_FILE, KEY) as other:
        assert other.execute("SELECT name FROM setting").fetchall() == [("a",)]
