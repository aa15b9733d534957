"""Between yes and no: told once, written down, and no money moves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.commands import (
    AskReturnCommand,
    OfferCommand,
    OwnPicture,
    TakeInCommand,
)
from refund_desk.application.negotiating import Negotiating
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.application.bench import Bench
from tests.storage.examples import an_outbox_entry

State = ApplicationState


def over(bench: Bench) -> Negotiating:
    return bench.services.negotiate


def a_return(bench: Bench, number: int, **changes: Any) -> AskReturnCommand:
    values: dict[str, Any] = {
        "application_id": number,
        "receiver": "青禾手作",
        "phone": "13900000000",
        "address": "杭州市西湖区 1 号",
        "deadline": bench.clock.now() + timedelta(days=7),
        "text": "请把杯子寄回，收到就退款。",
    }
    return AskReturnCommand(**(values | changes))


def an_offer(number: int, **changes: Any) -> OfferCommand:
    values: dict[str, Any] = {
        "application_id": number,
        "amount": Fen(5_000),
        "text": "退您一半可以吗？",
    }
    return OfferCommand(**(values | changes))


async def of_feed(bench: Bench, **changes: Any) -> int:
    return await bench.a_case(source=Source.SHOP_FEED, **changes)


async def test_a_return_waits_for_the_goods_then_takes_them_in(bench: Bench) -> None:
    number = await of_feed(bench)
    await over(bench).ask_return(a_return(bench, number))

    case = await bench.view(number)
    (entry,) = case.outbox
    assert (case.state, entry.kind, entry.state) == (
        State.WAITING_GOODS,
        OutboxKind.RETURN,
        OutboxState.WAITING,
    )
    details = json.loads(entry.details)
    assert details["address"]["receiver"] == "青禾手作"
    assert details["deadline"].endswith("Z")
    assert case.approve.needs_tick

    await over(bench).take_in(TakeInCommand(application_id=number, as_sent=True))
    case = await bench.view(number)
    assert case.state is State.GOODS_RECEIVED
    assert not case.approve.needs_tick
    assert await bench.audited(number) == [AuditAction.RETURN_ASKED, AuditAction.GOODS_TAKEN_IN]
    lines = await bench.services.reads.audit_lines(number)
    assert all("杭州" not in line.facts_json for line in lines)
    with pytest.raises(RuleBrokenError, match=r"return\.none"):
        await over(bench).take_in(TakeInCommand(application_id=number, as_sent=True))


async def test_an_offer_waits_for_the_customer(bench: Bench) -> None:
    number = await of_feed(bench)
    await over(bench).offer(an_offer(number))
    case = await bench.view(number)
    (entry,) = case.outbox
    assert (case.state, entry.kind, entry.amount) == (
        State.WAITING_CUSTOMER,
        OutboxKind.OFFER,
        Fen(5_000),
    )
    assert case.refunds == ()
    # Until it is told, no other decision is begun.
    with pytest.raises(RuleBrokenError, match="rejecting"):
        await over(bench).offer(an_offer(number))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"receiver": " "}, r"return\.address"),
        ({"phone": "1" * 33}, r"return\.address"),
        ({"address": ""}, r"return\.address"),
        ({"text": ""}, r"reply\.long"),
    ],
)
async def test_a_return_needs_an_address_and_words(
    bench: Bench, changes: dict[str, str], why: str
) -> None:
    number = await of_feed(bench)
    with pytest.raises(RuleBrokenError, match=why):
        await over(bench).ask_return(a_return(bench, number, **changes))
    past = bench.clock.now() - timedelta(seconds=1)
    with pytest.raises(RuleBrokenError, match=r"return\.past"):
        await over(bench).ask_return(a_return(bench, number, deadline=past))
    assert (await bench.view(number)).outbox == ()


async def test_an_offer_is_some_of_what_was_asked(bench: Bench) -> None:
    number = await of_feed(bench)
    with pytest.raises(RuleBrokenError, match=r"amt\.zero"):
        await over(bench).offer(an_offer(number, amount=NOTHING))
    with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
        await over(bench).offer(an_offer(number, amount=Fen(10_801)))


async def test_what_the_source_cannot_carry_is_refused(bench: Bench) -> None:
    number = await bench.a_case()
    with pytest.raises(RuleBrokenError, match=r"source\.no_return"):
        await over(bench).ask_return(a_return(bench, number))
    with pytest.raises(RuleBrokenError, match=r"source\.no_offer"):
        await over(bench).offer(an_offer(number))


async def test_not_after_the_end_nor_beside_a_refund(bench: Bench) -> None:
    ended = await of_feed(bench, state=State.REJECTED)
    with pytest.raises(RuleBrokenError, match="ended"):
        await over(bench).offer(an_offer(ended))
    moving = await of_feed(bench)
    await bench.approve(moving)
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await over(bench).ask_return(a_return(bench, moving))
    rejecting = await of_feed(bench)
    entry = an_outbox_entry(rejecting, kind=OutboxKind.REJECT)
    await bench.run(lambda stores: stores.outbox.add(entry))
    with pytest.raises(RuleBrokenError, match="rejecting"):
        await over(bench).ask_return(a_return(bench, rejecting))


async def test_the_addresses_used_last_are_kept_once_each(bench: Bench) -> None:
    for place in ("一号", "二号", "一号", "三号", "四号", "五号", "六号"):
        number = await of_feed(bench)
        await over(bench).ask_return(a_return(bench, number, address=place))
    theirs = a_return(bench, await of_feed(bench), address="平台", terms=(("address_id", "7"),))
    await over(bench).ask_return(theirs)
    kept = [address.address for address in await over(bench).addresses()]
    assert kept == ["六号", "五号", "四号", "三号", "一号"]


async def test_pictures_go_with_an_offer_where_the_platform_wants_to_see_why(bench: Bench) -> None:
    seen = OwnPicture(name="a.png", content=b"a picture", confirmed_private_free=True)
    number = await of_feed(bench)
    with pytest.raises(RuleBrokenError, match=r"source\.no_pictures"):
        await over(bench).offer(an_offer(number, pictures=(seen,)))
    there = await bench.a_case(source=Source.STORE)
    unseen = replace(seen, confirmed_private_free=False)
    with pytest.raises(RuleBrokenError, match=r"img\.private"):
        await over(bench).offer(an_offer(there, pictures=(unseen,)))
    await over(bench).offer(an_offer(there, pictures=(seen,)))
    (entry,) = (await bench.view(there)).outbox
    assert len(entry.picture_names) == 1
