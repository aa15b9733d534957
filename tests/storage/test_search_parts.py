"""Pinyin initials and inner parts of numbers: found soon, newest first, and never what is old."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from refund_desk.adapters.storage import search, search_parts, writer
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.pinyin import initial_tokens, letters_of, spells
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import Goods, OrderFacts
from refund_desk.domain.refund_application import Segment
from tests.storage.examples import NOW, an_application
from tests.storage.raw import opened
from tests.storage.test_search import indexed


async def _keep(ledger: Ledger, name: str, goods: str, *, minute: int = 0) -> int:
    application = an_application(applied_at=NOW + timedelta(minutes=minute))
    assert application.transaction_id is not None
    facts = OrderFacts(
        transaction_id=application.transaction_id,
        goods=(Goods(name=goods, quantity=1, unit=Fen(100)),),
        buyer_nickname=name,
    )

    def work(stores: SqlStores) -> int:
        stores.orders.put_facts(facts)
        return stores.applications.add(application).id

    return await ledger.transactions.run(work)


async def _found(ledger: Ledger, words: str) -> list[int]:
    return list(await ledger.reads.inbox_ids(Segment.TO_DO, search=words, now=NOW))


@pytest.mark.parametrize(
    ("text", "initials", "found"),
    [
        ("林小雨", "lxy", True), ("林小雨", "xy", True), ("林小雨", "ly", False),
        ("单晓明", "sxm", True), ("单晓明", "dxm", True), ("雾蓝马克杯 50g", "wlmkb", True),
        ("杯 子", "bz", False), ("Tom", "tom", False), ("〇", "l", False), ("", "a", False),
    ],
)  # fmt: skip
def test_initials(text: str, initials: str, found: bool) -> None:
    assert spells(text, initials) is found
    if found and len(initials) <= 2:
        assert initials in initial_tokens(text)


def test_every_common_character_has_letters() -> None:
    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    silent = [c for c in characters if not letters_of(c).isascii()]
    assert len(silent) < 20
    assert all(letters_of(c).islower() for c in characters if c not in silent)


async def test_names_and_goods_by_initials_newest_first(ledger: Ledger) -> None:
    old = await _keep(ledger, "林小雨", "桂花乌龙", minute=1)
    new = await _keep(ledger, "李晓燕", "马克杯", minute=2)
    await indexed(ledger)
    assert await _found(ledger, "LXY") == [new, old]
    assert await _found(ledger, "lx") == [new, old]
    assert await _found(ledger, "mkb") == [new]
    assert await _found(ledger, "ghwl") == [old]
    assert await _found(ledger, "lxym") == []


async def test_a_number_that_changed_is_found_by_the_new_one_only(ledger: Ledger) -> None:
    kept = await ledger.transactions.run(
        lambda stores: stores.applications.add(
            an_application(transaction_id=TransactionId("4200000000111122223333444455"))
        )
    )
    await indexed(ledger)
    assert await _found(ledger, "2222333") == [kept.id]
    changed = replace(kept, transaction_id=TransactionId("4200000000999988887777666655"))
    await ledger.transactions.run(lambda stores: stores.applications.replace(changed))
    assert await _found(ledger, "2222333") == []
    await indexed(ledger)
    assert await _found(ledger, "8888777") == [kept.id]


async def test_a_ledger_of_before_gets_its_entries_and_goes_on_where_it_was_closed(
    reopen: Callable[..., Ledger], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "AT_ONCE", 2)
    ledger = reopen()
    kept = [await _keep(ledger, "林小雨", "桂花乌龙", minute=n) for n in range(5)]
    await indexed(ledger)
    ledger.close()
    with opened(tmp_path / LEDGER_FILE) as file:
        # As the migration leaves it.
        file.execute("DELETE FROM search_part")
        file.execute("INSERT INTO search_pending SELECT search_key FROM refund_application")
        file.execute("DELETE FROM search_pending WHERE search_key IN (SELECT max(search_key)"
                     " FROM search_pending)")  # fmt: skip
    again = reopen()
    await indexed(again)
    assert await _found(again, "ghwl") == kept[-2::-1]


async def test_many_that_nearly_fit_are_looked_through(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_SLICE", 1)
    wanted = await _keep(ledger, "林小雨", "桂花乌龙", minute=0)
    # Its pairs are there, their join is not.
    await _keep(ledger, "林小", "小雨林", minute=1)
    await indexed(ledger)
    assert await _found(ledger, "lxy") == [wanted]


async def test_trouble_in_idle_time_waits_for_the_next_work(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "IDLE_S", 0.001)
    came = asyncio.Event()
    loop = asyncio.get_running_loop()

    def trouble(_connection: object) -> bool:
        loop.call_soon_threadsafe(came.set)
        raise StorageBusyError

    monkeypatch.setattr(ledger.transactions, "_when_idle", trouble)
    kept = await _keep(ledger, "林小雨", "桂花乌龙")
    await came.wait()
    monkeypatch.setattr(ledger.transactions, "_when_idle", search_parts.index_some)
    await ledger.transactions.run(lambda stores: stores.settings.put("a", "b"))
    await indexed(ledger)
    assert await _found(ledger, "lxy") == [kept]


async def test_a_bug_in_idle_time_is_raised_where_the_next_work_is_awaited(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = asyncio.Event()
    loop = asyncio.get_running_loop()

    def bug(_connection: object) -> bool:
        loop.call_soon_threadsafe(came.set)
        raise ZeroDivisionError

    monkeypatch.setattr(ledger.transactions, "_when_idle", bug)
    await _keep(ledger, "林小雨", "桂花乌龙")
    await came.wait()
    with pytest.raises(ZeroDivisionError):
        await ledger.transactions.run(lambda stores: stores.settings.get("a"))
