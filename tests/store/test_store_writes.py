"""Decisions reach the Store once, whatever happens on the way; its books are the witness."""

import asyncio
from typing import Any

import pytest

from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.application.outcomes import Doubt, SendRefused, Sent, Unknown
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.outbox import OutboxKind
from tests.practice.shop_in_thread import Far
from tests.practice.store_client import PNG, StoreClient
from tests.store.desk import (
    ACCEPT,
    ADDRESS,
    CERTIFICATE,
    DETAIL,
    OFFER,
    REJECT,
    OpenDesk,
    approve,
    message,
    offer,
    reject,
    rule,
    take_back,
)

_NOT_THERE = ("drop_before", "reset", "status_502_html", "store_code", "status_429_before")
_THERE = ("drop_after", "status_500", "garbage", "truncated", "status_429_after")


def count(store: StoreClient, ref: str, what: str) -> int:
    return store.happened(ref).count(what)


async def test_agreeing_moves_the_platforms_money_and_none_of_ours(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    before = far.admin("GET", "books")["refunds"]
    ref = store.fresh(amount_fen=3000, total_fen=5000)

    assert await desk.deliver(approve(ref, amount_fen=3000)) == Sent()

    assert store.told(ref)["refunded_fen"] == 3000
    assert far.admin("GET", "books")["refunds"] == before
    kept = far.admin("GET", "requests")["requests"]
    (sent,) = [each for each in kept if each["path"].startswith(ACCEPT) and ref in str(each)]
    assert sent["body"] == {"after_sale_order_id": ref, "accept_type": 2}


@pytest.mark.parametrize("fault", [*_NOT_THERE, *_THERE])
@pytest.mark.parametrize("kind", ["accept", "reject", "return", "offer"])
async def test_a_fault_on_the_way_and_then_again(
    far: Far, store: StoreClient, open_desk: OpenDesk, kind: str, fault: str
) -> None:
    ref = store.fresh(kind="RETURN" if kind == "return" else "REFUND")
    said, path, what = _SAYING[kind]
    more = {"errcode": -1} if fault == "store_code" else {}
    far.faults(rule(fault, path, **more))
    desk = await open_desk()

    first = await desk.deliver(said(ref))
    # The desk was killed before it wrote the answer down: another one says the same again.
    again = await (await open_desk()).deliver(said(ref))

    if fault in _THERE:
        assert first == Sent() or isinstance(first, Unknown)
    else:
        assert isinstance(first, Unknown)
    assert again == Sent()
    assert count(store, ref, what) == 1


_SAYING: dict[str, Any] = {
    "accept": (approve, ACCEPT, "accept_refund"),
    "reject": (reject, REJECT, "reject"),
    "return": (take_back, ACCEPT, "accept_return"),
    "offer": (offer, OFFER, "negotiate"),
}


async def test_an_answer_that_was_lost_is_found_at_once(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh()
    far.faults(rule("drop_after", ACCEPT))

    assert await desk.deliver(approve(ref)) == Sent()


async def test_two_desks_at_the_same_moment(
    far: Far, store: StoreClient, open_desk: OpenDesk
) -> None:
    desks = [await open_desk() for _ in range(4)]
    ref = store.fresh()

    outcomes = await asyncio.gather(*(desk.deliver(approve(ref)) for desk in desks))

    assert set(outcomes) == {Sent()}
    assert count(store, ref, "accept_refund") == 1
    assert count(store, ref, "refund") == 1


async def test_a_return_is_taken_back_before_it_is_paid(
    store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh(kind="RETURN")
    assert await desk.deliver(approve(ref)) == SendRefused(code="store.moved")
    assert await desk.deliver(take_back(ref, "")) == SendRefused(code="store.address")
    assert await desk.deliver(take_back(ref, "77")) == SendRefused(
        code="store.address", request_id=_any()
    )

    assert await desk.deliver(take_back(ref)) == Sent()
    assert await desk.deliver(take_back(ref)) == Sent()
    assert await desk.deliver(approve(ref)) == SendRefused(code="store.moved"), "not sent back yet"
    store.buyer(ref, "send_back")

    assert await desk.deliver(approve(ref)) == Sent()
    assert store.happened(ref) == ["accept_return", "send_back", "accept_refund", "refund"]


class _any(str):  # noqa: N801 - reads as a word in a comparison
    """Equal to every text that is not empty."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and bool(other)

    __hash__ = str.__hash__


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"amount_fen": 1}, "store.amount"),
        ({"details": {"changed_at": 5}}, "store.changed"),
    ],
)
async def test_what_the_person_did_not_see_is_not_decided(
    store: StoreClient, desk: WeChatStore, said: dict[str, Any], why: str
) -> None:
    ref = store.fresh()

    assert await desk.deliver(approve(ref, **said)) == SendRefused(code=why)

    assert store.happened(ref) == []


async def test_an_offer_the_buyer_refused_is_not_made_again_by_a_repeat(
    far: Far, store: StoreClient, open_desk: OpenDesk
) -> None:
    ref = store.fresh()
    seen = int(store.detail(ref)["update_time"])
    said = offer(ref, details={"changed_at": seen})
    far.faults(rule("drop_after", OFFER), rule("drop_before", DETAIL, skip=1))
    assert isinstance(await (await open_desk()).deliver(said), Unknown)
    far.advance(5)
    store.buyer(ref, "refuse")

    again = await (await open_desk()).deliver(said)

    assert again == SendRefused(code="store.changed")
    assert count(store, ref, "negotiate") == 1


async def test_what_ended_elsewhere_is_said_so(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    withdrawn, late = store.fresh(), store.fresh(allowed_s=60)
    store.buyer(withdrawn, "cancel")
    far.advance(61)

    assert await desk.deliver(approve(withdrawn)) == SendRefused(code="store.moved")
    assert await desk.deliver(reject(withdrawn)) == SendRefused(code="store.moved")
    assert await desk.deliver(approve(late)) == SendRefused(code="store.elsewhere")
    assert await desk.deliver(reject(late)) == SendRefused(code="store.moved")
    assert await desk.deliver(approve("999")) == SendRefused(code="store.gone", request_id=_any())


async def test_a_rejection_that_must_be_negotiated_first(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    far.faults(store_negotiate_first=True)
    ref = store.fresh()

    refused = await desk.deliver(reject(ref))
    assert refused == SendRefused(code="store.negotiate", request_id=_any())
    assert await desk.deliver(offer(ref)) == Sent()
    store.buyer(ref, "refuse")

    assert await desk.deliver(reject(ref)) == Sent()


async def test_a_refund_of_the_order_a_minute_ago(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    far.faults(one_minute_rule=True)
    made = far.admin("POST", "store/after-sales", {"amount_fen": 100})
    again = store.fresh(order_no=made["order_no"], amount_fen=100)
    assert await desk.deliver(approve(made["ref"])) == Sent()

    soon = await desk.deliver(approve(again))

    assert isinstance(soon, Unknown)
    assert soon.doubt is Doubt.RATE
    far.advance(61)
    assert await desk.deliver(approve(again)) == Sent()


async def test_proof_of_a_refund_outside_the_platform(
    far: Far, store: StoreClient, open_desk: OpenDesk, desk: WeChatStore
) -> None:
    ref = store.fresh(settles="fails")
    await desk.deliver(approve(ref))
    media_id = await desk.upload(ref, key="k", name="转账.png", content=PNG)
    assert isinstance(media_id, str)
    proof = message(OutboxKind.EVIDENCE, ref, picture_refs=(media_id,), text="已转账")
    far.faults(rule("drop_after", CERTIFICATE), rule("drop_before", DETAIL, skip=1))

    assert isinstance(await desk.deliver(proof), Unknown)
    assert await (await open_desk()).deliver(proof) == Sent()

    assert count(store, ref, "certificate") == 1
    assert store.told(ref)["certificates"] == [media_id]
    assert await desk.deliver(message(OutboxKind.EVIDENCE, ref)) == SendRefused(
        code="store.picture"
    )


async def test_pictures_of_the_wrong_kind_never_leave(far: Far, desk: WeChatStore) -> None:
    before = len(far.admin("GET", "requests")["requests"])

    bitmap = await desk.upload("1", key="k", name="a", content=b"BM")
    large = await desk.upload("1", key="k", name="a", content=PNG + bytes(2 * 1024 * 1024))

    assert (bitmap, large) == (SendRefused(code="store.picture"),) * 2
    assert len(far.admin("GET", "requests")["requests"]) == before


async def test_an_upload_in_doubt_is_said_so(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    for fault in ("drop_after", "garbage", "status_500"):
        far.faults(rule(fault, "/shop/ec/basics/img/upload"))
        assert isinstance(await desk.upload("1", key="k", name="a", content=PNG), Unknown)


@pytest.mark.parametrize(
    "said",
    [
        message(OutboxKind.REPLY, "1", text="您好"),
        message(OutboxKind.COMPLETE, "1"),
        message(OutboxKind.PROGRESS, "1"),
    ],
)
async def test_what_the_store_has_no_word_for(desk: WeChatStore, said: Outgoing) -> None:
    assert await desk.deliver(said) == SendRefused(code="source.cannot")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (reject("1", reject_code=""), "store.reason"),
        (offer("1", amount_fen=None), "store.form"),
        (offer("1", details={"way": 9}), "store.form"),
        (offer("1", details={"reason": None}), "store.reason"),
        (message(OutboxKind.RETURN, "1"), "store.address"),
    ],
)
async def test_a_message_without_what_the_store_wants(
    desk: WeChatStore, said: Outgoing, why: str
) -> None:
    assert await desk.deliver(said) == SendRefused(code=why)


async def test_a_desk_that_cannot_look_does_nothing(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh()
    far.faults(rule("drop_before", DETAIL))

    outcome = await desk.deliver(approve(ref))

    assert isinstance(outcome, Unknown)
    assert outcome.doubt is Doubt.NOT_SENT
    assert store.happened(ref) == []


async def test_texts_are_as_long_as_the_store_takes(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    far.faults(store_texts="bytes")
    ref = store.fresh()

    refused = await desk.deliver(reject(ref, words="长" * 100))

    assert refused == SendRefused(code="store.form", request_id=_any())
    assert await desk.deliver(reject(ref, words="短")) == Sent()
    assert ADDRESS
