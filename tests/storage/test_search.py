"""Search finds what is there, newest first, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.search import INBOX_FINDS
from refund_desk.adapters.storage.search_words import index_tokens, one_form, runs_of
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo, RefundId, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Segment
from tests.storage.examples import (
    HOUR,
    NOW,
    a_message,
    a_refund,
    an_application,
    facts_of,
    numbered,
)
from tests.storage.examples import (
    payment as payment_of,
)

_ANY_PENDING = "SELECT 1 FROM search_pending LIMIT 1"


async def indexed(ledger: Ledger) -> None:
    """Return when the writer has done what nobody waits for."""
    left = True
    while left:
        left = await ledger.readers.read(_anything_pending)


def _anything_pending(connection: Connection) -> bool:
    return connection.exec_driver_sql(_ANY_PENDING).first() is not None


async def _keep(ledger: Ledger, application: RefundApplication, *words: str) -> int:
    def work(stores: SqlStores) -> int:
        kept = stores.applications.add(application)
        messages = tuple(a_message(str(n), text) for n, text in enumerate(words))
        stores.conversations.merge(kept.id, messages)
        return kept.id

    return await ledger.transactions.run(work)


async def _found(ledger: Ledger, search: str) -> list[int]:
    return list(await ledger.reads.inbox_ids(Segment.TO_DO, search=search, now=NOW))


def _plain(**changes: object) -> RefundApplication:
    """Nothing in its words; its numbers are letters."""
    return an_application(problem_text="", detail_text="", payer_phone="", **changes)


@pytest.mark.parametrize(
    "search",
    [
        "碎", "杯子", "子碎", "杯子碎了", "碎了，", "杯子 盒子", "盒子 杯子碎", " 杯子碎了 ",
        "wx abc", "ABC", "ａｂｃ", "Straße", "STRASSE", "50g", "1.8", "😀 杯子", "C++",
    ],
)  # fmt: skip
async def test_words_in_any_form(ledger: Ledger, search: str) -> None:
    wanted = await _keep(ledger, _plain(), "杯子碎了，盒子也压扁", "WX-abc straße 50g 1.8 m C++")
    one = await _keep(ledger, _plain(), "杯子碎了，盒子 wx ABC strasse 50G 1.8m c＋＋ 😀")
    await _keep(ledger, _plain(), "什么也没有")

    assert set(await _found(ledger, search)) == {wanted, one}


@pytest.mark.parametrize("search", ["坏", "碎杯", "了盒", "子盒", "杯子 坏", "1.9", "abcd", "￥"])
async def test_what_is_not_there(ledger: Ledger, search: str) -> None:
    await _keep(ledger, _plain(asked=Fen(1)), "杯子碎了，盒子也压扁 abc 1.8", "1 9 杯 子")
    assert await _found(ledger, search) == []


async def test_words_are_looked_for_in_one_message_or_the_application(ledger: Ledger) -> None:
    application = an_application(problem_text="收到破损", detail_text="杯口有裂纹")
    kept = await _keep(ledger, application, "颜色不对", "客服不回")

    for search in ("破损 裂纹", "口有裂", "颜色 不对", "客服不"):
        assert await _found(ledger, search) == [kept]
    for search in ("破损 颜色", "颜色 客服", "损杯口"):
        assert await _found(ledger, search) == []


async def test_a_long_conversation_is_searched_to_its_end(ledger: Ledger) -> None:
    words = [f"第{n}句" for n in range(300)]
    kept = await _keep(ledger, _plain(), *words)
    for search in ("第0句", "第253句", "第254句", "第255句", "第299句"):
        assert await _found(ledger, search) == [kept]
    assert await _found(ledger, "第300句") == []

    await ledger.transactions.run(
        lambda stores: stores.conversations.merge(kept, (a_message("new", "最后一句话"),))
    )
    assert await _found(ledger, "最后一句话") == [kept]
    assert await _found(ledger, "第299句") == [kept]


async def test_newest_first_whatever_was_read_first(ledger: Ledger) -> None:
    ids = {
        hours: await _keep(ledger, _plain(applied_at=NOW - hours * HOUR), "退款")
        for hours in (3, 1, 9, 2)
    }
    same_second = await _keep(ledger, _plain(applied_at=NOW - HOUR), "退款")
    wanted = [same_second, ids[1], ids[2], ids[3], ids[9]]
    assert await _found(ledger, "退款") == wanted
    assert await _found(ledger, "款") == wanted


async def test_the_newest_fifty(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> list[int]:
        return [
            stores.applications.add(_plain(applied_at=NOW - number * HOUR, out_trade_no=None)).id
            for number in range(INBOX_FINDS + 20)
        ]

    ids = await ledger.transactions.run(work)
    assert await _found(ledger, "4200001234") == ids[:INBOX_FINDS]


async def test_every_segment_is_searched(ledger: Ledger) -> None:
    done = await _keep(
        ledger, an_application(state=ApplicationState.REJECTED, ended_at=NOW), "白桃蜡烛"
    )
    assert await _found(ledger, "白桃") == [done]


async def test_numbers_by_any_part(ledger: Ledger) -> None:
    application = an_application(
        transaction_id=TransactionId("4200001111202611180000009876"),
        out_trade_no=OutTradeNo("SHOP-77-Q"),
        source_ref="200201820261118XYZ",
        payer_phone="13912345678",
    )

    def work(stores: SqlStores) -> int:
        kept = stores.applications.add(application)
        assert kept.transaction_id is not None
        stores.orders.put_facts(facts_of(kept.transaction_id))
        planned = stores.refunds.add(a_refund(kept))
        stores.refunds.replace(
            replace(planned, **numbered(planned, 3), refund_id=RefundId("50300001234"))
        )
        return kept.id

    kept = await ledger.transactions.run(work)
    await _keep(ledger, an_application())
    for search in (
        "4200001111202611180000009876", "420000111", "0009876", "876", "SHOP-77-Q", "shop-7",
        "77-q", "200201820261118xyz", "8XYZ", "13912345678", "5678", "139123", "PX42000011112",
        "9876-03", "50300001234", "sf1234567890123", "SF123", "90123", "林小雨", "林小",
    ):  # fmt: skip
        assert await _found(ledger, search) == [kept], search
    await indexed(ledger)
    for search in ("77-", "0000111", "202611", "2345", "391", "P-77", "0300001", "56789012"):
        assert kept in await _found(ledger, search), search
    for search in ("77", "1234568", "SHOP-77-R", "00011112027", "_"):
        assert kept not in await _found(ledger, search), search


async def test_exact_numbers_and_names_come_first(ledger: Ledger) -> None:
    old = await _keep(ledger, an_application(out_trade_no=OutTradeNo("888"), applied_at=NOW - HOUR))
    new = await _keep(ledger, an_application(out_trade_no=OutTradeNo("888999"), applied_at=NOW))
    assert await _found(ledger, "888") == [old, new]

    named = await _keep(ledger, an_application(applied_at=NOW - 30 * HOUR))
    said = await _keep(ledger, an_application(applied_at=NOW), "我叫林小雨")
    parts = await ledger.reads.case(named)
    assert parts is not None
    assert parts.application.transaction_id is not None
    facts = facts_of(parts.application.transaction_id)
    await ledger.transactions.run(lambda stores: stores.orders.put_facts(facts))
    assert await _found(ledger, "林小雨") == [named, said]


def _of_amount(number: int, asked: int) -> RefundApplication:
    """An application in whose own numbers no amount of the test is found."""
    return _plain(
        asked=Fen(asked),
        source_ref=f"200201820260{number:016d}",
        transaction_id=payment_of(number),
        out_trade_no=OutTradeNo(f"SHOP{number:08d}"),
    )


async def test_amounts(ledger: Ledger) -> None:
    asked = await _keep(ledger, _of_amount(555_001, 10_850))
    whole = await _keep(ledger, _of_amount(555_002, 10_800))
    refunded = await _keep(ledger, application := _of_amount(555_003, 1))
    planned = a_refund(replace(application, id=refunded), amount=Fen(10_899))
    await ledger.transactions.run(lambda stores: stores.refunds.add(planned))
    thousand = await _keep(ledger, _of_amount(555_004, 123_456))

    assert set(await _found(ledger, "108")) == {asked, whole, refunded}
    assert await _found(ledger, "108.5") == [asked]
    assert await _found(ledger, "¥108.00") == [whole]
    assert await _found(ledger, "￥108.99") == [refunded]
    assert await _found(ledger, "1,234.56") == [thousand]
    for search in ("107", "108.51", "¥", "0108", "108.123", "1" * 12):
        assert await _found(ledger, search) == [], search


async def test_what_changed_is_found_by_the_new_and_not_by_the_old(ledger: Ledger) -> None:
    kept_id = await _keep(ledger, an_application(detail_text="旧的说法"))
    parts = await ledger.reads.case(kept_id)
    assert parts is not None
    kept = parts.application
    renamed = replace(kept, detail_text="新的说法", out_trade_no=OutTradeNo("NEWNUMBER"))
    await ledger.transactions.run(lambda stores: stores.applications.replace(renamed))

    assert kept.out_trade_no is not None
    assert kept.transaction_id is not None
    assert await _found(ledger, "旧的") == []
    assert await _found(ledger, kept.out_trade_no) == []
    assert await _found(ledger, "新的说") == [kept_id]
    assert await _found(ledger, "newnumber") == [kept_id]
    payment = kept.transaction_id
    for nickname in ("阿狸", "小鹿"):
        facts = OrderFacts(transaction_id=payment, buyer_nickname=nickname)
        await _put_facts(ledger, facts)
    assert await _found(ledger, "阿狸") == []
    assert await _found(ledger, "小鹿") == [kept_id]


async def _put_facts(ledger: Ledger, facts: OrderFacts) -> None:
    await ledger.transactions.run(lambda stores: stores.orders.put_facts(facts))


async def test_a_work_that_is_rolled_back_is_not_found(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        stores.applications.add(an_application(detail_text="回滚"))
        stores.finish()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await ledger.transactions.run(work)
    assert await _found(ledger, "回滚") == []
    assert (await ledger.reads.segment_counts(now=NOW)).to_do == 0


async def test_the_same_as_looking_everywhere_by_hand(ledger: Ledger) -> None:
    alphabet = "退款了 a1，"
    texts = st.text(alphabet, max_size=9)
    kept: dict[int, tuple[str, ...]] = {}
    chosen: list[list[str]] = []
    looks: list[str] = []

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.lists(texts, min_size=1, max_size=3), texts)
    def draw(words: list[str], search: str) -> None:
        chosen.append(words)
        looks.append(search)

    draw()
    for number, words in enumerate(chosen[:45]):
        application = _plain(
            applied_at=NOW - timedelta(minutes=number), asked=Fen(1), transaction_id=None,
            out_trade_no=None, source_ref=f"z{number}z",
        )  # fmt: skip
        kept[await _keep(ledger, application, *words)] = tuple(words)
    for search in {*looks, "退", "款了", "退款了", "a1"}:
        parts = runs_of(one_form(search))
        wanted = [
            application_id
            for application_id, words in kept.items()
            if parts and any(all(part in one_form(word) for part in parts) for word in words)
        ]
        if search.strip():
            assert await _found(ledger, search) == wanted, search


@given(st.text())
def test_tokens_are_safe_for_the_index(text: str) -> None:
    for token in index_tokens(text).split():
        assert 1 <= len(token) <= 2
        assert '"' not in token


async def test_any_text_can_be_looked_for(ledger: Ledger) -> None:
    looks: list[str] = []

    @settings(max_examples=80, deadline=None)
    @given(st.text(max_size=6))
    def draw(text: str) -> None:
        looks.append(text)

    draw()
    for search in (*looks, '"', "'", "*", "a OR b", "NEAR(", "%", "\x00", "杯\ud800"):
        await _found(ledger, search)
