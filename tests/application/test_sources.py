"""Several sources on one desk: answers go back to their own, one payment is refunded once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OwnPicture, RejectCommand, ReplyCommand
from refund_desk.application.counterparts import CANNOT, ComplaintCounterpart, Counterparts
from refund_desk.application.outcomes import Missing, SendRefused, Unreadable
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.capabilities import MoneyMover
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted, SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.policy import Finding
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Source
from tests.application.bench import NO_ANSWER, Bench, open_bench
from tests.application.feed import FakeFeed, told
from tests.storage.examples import a_message, an_application

K, W = OutboxKind, OutboxState
LATER_S = 3600.0


@pytest.fixture
def feed() -> FakeFeed:
    return FakeFeed()


@pytest.fixture
def bench(tmp_path: Path, empty_ledger: Path, feed: FakeFeed) -> Iterator[Bench]:
    """A desk with complaints and a feed."""
    shutil.copytree(empty_ledger, tmp_path / "ledger")
    yield from open_bench(tmp_path / "ledger", feeds=(feed,))


async def of_feed(bench: Bench, feed: FakeFeed, **changes: Any) -> int:
    """An application that came through the feed, its payment read; its id."""
    application_id = await bench.a_case(source=Source.SHOP_FEED, **changes)
    application = await bench.application(application_id)
    feed.tell(told(application))
    return application_id


async def turns(bench: Bench, *, times: int = 3, apart_s: float = 1.0) -> None:
    """Some turns of the outbox."""
    for _turn in range(times):
        await bench.services.outbox_loop.turn()
        bench.clock.passes(seconds=apart_s)


async def entries(bench: Bench, application_id: int) -> list[OutboxEntry]:
    return list(await bench.run(lambda stores: stores.outbox.of_application(application_id)))


def rejection(application_id: int) -> RejectCommand:
    return RejectCommand(application_id=application_id, reason_code="late", text="超过 7 天")


def kinds(feed: FakeFeed) -> list[str]:
    return [f"{m.kind.value} {m.step}".strip() for m in feed.said]


async def test_all_sources_are_looked_at_each_with_its_own_trouble(
    bench: Bench, feed: FakeFeed
) -> None:
    feed.tell(told())
    bench.source.pages = [Unreadable(why="far.busy")]
    await bench.services.pull_applications()
    ended = {e.source: e.state for e in bench.heard.of(SyncChanged)}
    assert ended == {"complaint": SyncState.TROUBLE, "shop_feed": SyncState.DONE}
    keys = [key for key, _look in bench.services.sources.looks]
    assert keys == ["sync:complaint", "sync:shop_feed"]
    assert (await bench.services.reads.segment_counts(now=bench.clock.now())).to_do == 1


async def test_opening_reads_an_application_at_its_own_source(bench: Bench, feed: FakeFeed) -> None:
    application_id = await of_feed(bench, feed)
    bench.source.trouble["read"] = Missing()
    words = a_message("m1", "看图", picture_refs=("/pictures/a.png",))
    feed.changed[0] = replace(feed.changed[0], messages=(words,))
    await bench.services.open_application(application_id)
    assert feed.reads == [(await bench.application(application_id)).source_ref]
    assert (await bench.view(application_id)).pictures[0].sha256
    by_hand = await bench.a_case(source=Source.BY_HAND)
    await bench.services.open_application(by_hand)
    assert not (await bench.application(by_hand)).unread


async def test_a_refund_is_told_step_by_step(bench: Bench, feed: FakeFeed) -> None:
    application_id = await of_feed(bench, feed)
    refund = await bench.pay(application_id, reply_text="已退")
    await turns(bench)
    bench.refunds.settle(refund.number, RefundState.SUCCEEDED)
    await bench.settled(refund.id)
    await bench.settled(refund.id)
    await turns(bench)
    assert sorted(kinds(feed)) == [
        "approve",
        "progress arrived",
        "progress processing",
        "progress submitted",
        "reply",
    ]
    assert kinds(feed).index("approve") < kinds(feed).index("progress processing")
    said = {m.step or m.kind.value: m for m in feed.said}
    assert said["approve"].amount == refund.amount
    assert (said["arrived"].amount, said["arrived"].out_refund_no) == (
        refund.amount,
        refund.number,
    )
    times = [said[step].at for step in ("submitted", "arrived")]
    assert None not in times
    assert len({m.key for m in feed.said}) == len(feed.said)
    assert all(m.key.startswith(f"rd-1900000109-{application_id}-") for m in feed.said)
    assert {entry.state for entry in await entries(bench, application_id)} == {W.SENT}


async def test_an_account_that_cannot_take_it_is_told_and_the_shops_own_is_not(
    bench: Bench, feed: FakeFeed
) -> None:
    refund = await bench.pay(await of_feed(bench, feed))
    bench.refunds.settle(refund.number, RefundState.ABNORMAL)
    await bench.settled(refund.id)
    bench.refunds.settle(refund.number, RefundState.SUCCEEDED, to_shop=True)
    await bench.settled(refund.id)
    await turns(bench, times=4)
    assert [m.step for m in feed.said if m.step] == ["submitted", "processing", "abnormal"]


async def test_no_step_is_told_twice_nor_where_nobody_hears_it(
    bench: Bench, feed: FakeFeed
) -> None:
    """WeChat Pay may send a refund from ABNORMAL back to PROCESSING, and again."""
    application_id = await of_feed(bench, feed)
    refund = await bench.pay(application_id)
    for state in (RefundState.ABNORMAL, RefundState.PROCESSING, RefundState.ABNORMAL):
        bench.refunds.settle(refund.number, state)
        await bench.settled(refund.id)
    steps = [e.step for e in await entries(bench, application_id) if e.step]
    assert steps == ["submitted", "processing", "abnormal"]
    complaint = await bench.a_case()
    await bench.pay(complaint)
    assert [e.kind for e in await entries(bench, complaint)] == [K.APPROVE]


async def test_a_part_is_agreed_to_once_a_round(bench: Bench, feed: FakeFeed) -> None:
    application_id = await of_feed(bench, feed, asked=Fen(10_000))
    for _part in range(2):
        await bench.pay(application_id, amount=Fen(4_000))
        bench.clock.passes(seconds=61)
    agreed = [e for e in await entries(bench, application_id) if e.kind is K.APPROVE]
    assert [entry.amount for entry in agreed] == [Fen(4_000)]


async def test_a_message_in_doubt_is_said_again_under_its_key(bench: Bench, feed: FakeFeed) -> None:
    application_id = await of_feed(bench, feed)
    await bench.services.reply_to_customer(ReplyCommand(application_id=application_id, text="好"))
    feed.outcomes = [NO_ANSWER, NO_ANSWER]
    await turns(bench, times=4, apart_s=LATER_S / 6)
    assert [m.text for m in feed.said] == ["好"] * 3
    assert len(feed.taken) == 1
    (entry,) = await entries(bench, application_id)
    assert (entry.state, entry.attempts) == (W.SENT, 5)


async def test_what_a_crash_left_half_sent_is_said_again_under_its_key(
    bench: Bench, feed: FakeFeed
) -> None:
    application_id = await of_feed(bench, feed)
    await bench.services.reject_application(rejection(application_id))
    (entry,) = await entries(bench, application_id)
    now = bench.clock.now()
    sending = entry.step_to(W.SENDING, attempts=1, first_sent_at=now)
    doubted = sending.step_to(W.DOUBT, next_try_at=now)
    await bench.run(lambda stores: stores.outbox.replace(sending))
    await bench.run(lambda stores: stores.outbox.replace(doubted))
    # It had arrived: the application is rejected there, which is our own doing.
    feed.tell(told(await bench.application(application_id), state=ApplicationState.REJECTED))
    await turns(bench)
    assert [m.key for m in feed.said] == [
        entry.key((await bench.application(application_id)).mchid)
    ]
    assert (await bench.application(application_id)).state is ApplicationState.REJECTED


async def test_a_rejection_of_what_ended_there_waits_for_a_person(
    bench: Bench, feed: FakeFeed
) -> None:
    application_id = await of_feed(bench, feed)
    await bench.services.reject_application(rejection(application_id))
    feed.tell(told(await bench.application(application_id), state=ApplicationState.WITHDRAWN))
    await turns(bench)
    (entry,) = await entries(bench, application_id)
    assert (entry.state, entry.why, feed.said) == (W.STUCK, "changed.closed", [])


async def test_what_the_feed_refuses_is_stuck_and_stops_no_refund(
    bench: Bench, feed: FakeFeed
) -> None:
    application_id = await of_feed(bench, feed)
    await bench.services.reply_to_customer(ReplyCommand(application_id=application_id, text="好"))
    feed.outcomes = [replace(NO_ANSWER, halts=True), SendRefused(code="state_conflict")]
    await turns(bench, apart_s=LATER_S / 6)
    (entry,) = await entries(bench, application_id)
    assert (entry.state, entry.why) == (W.STUCK, "state_conflict")
    assert bench.heard.of(SendingHalted) == []


async def test_pictures_go_to_the_application_under_a_key(bench: Bench, feed: FakeFeed) -> None:
    application_id = await of_feed(bench, feed)
    picture = OwnPicture(name="a.jpg", content=b"photo", confirmed_private_free=True)
    await bench.services.reply_to_customer(
        ReplyCommand(application_id=application_id, text="看图", pictures=(picture,))
    )
    await turns(bench)
    (reference,) = feed.said[0].picture_refs
    assert reference.startswith(f"{(await bench.application(application_id)).source_ref}:rd-")


@pytest.mark.parametrize("source", [Source.SHEET, Source.BY_HAND])
async def test_a_decision_nobody_hears_is_only_recorded(bench: Bench, source: Source) -> None:
    application_id = await bench.a_case(source=source)
    await bench.services.reject_application(rejection(application_id))
    await turns(bench)
    assert (await bench.application(application_id)).state is ApplicationState.REJECTED
    assert [e.state for e in await entries(bench, application_id)] == [W.SENT]
    paid = await bench.a_case(source=source)
    refund = await bench.pay(paid, reply_text="已退")
    assert refund.state is RefundState.PROCESSING
    assert await entries(bench, paid) == []
    entry = (await entries(bench, application_id))[0]
    stuck = replace(entry, state=W.STUCK)
    await bench.run(lambda stores: stores.outbox.replace(stuck))
    await bench.services.outbox_loop.deliver(stuck.id)
    assert (await entries(bench, application_id))[0].state is W.STUCK


async def test_what_a_source_has_no_place_for_is_refused(bench: Bench, feed: FakeFeed) -> None:
    by_hand = await bench.a_case(source=Source.BY_HAND)
    with pytest.raises(RuleBrokenError, match=r"source\.no_reply"):
        await bench.services.reply_to_customer(ReplyCommand(application_id=by_hand, text="好"))
    with pytest.raises(RuleBrokenError, match=r"source\.no_complete"):
        await bench.services.complete_complaint(await of_feed(bench, feed))
    picture = OwnPicture(name="a.jpg", content=b"photo", confirmed_private_free=True)
    with pytest.raises(RuleBrokenError, match=r"source\.no_pictures"):
        await bench.services.reject_application(replace(rejection(by_hand), pictures=(picture,)))
    cannot = await ComplaintCounterpart(bench.source).deliver(
        Outgoing(key="k", source_ref="1", kind=K.OFFER)
    )
    assert cannot == SendRefused(code=CANNOT)
    assert Counterparts(()).of(Source.STORE) is None
    assert (await bench.view(by_hand)).can.money_mover is MoneyMover.OURS


async def three_sources(bench: Bench, feed: FakeFeed) -> tuple[int, int, int]:
    """A complaint, an application of the feed and one by hand, all of one payment."""
    complaint = await bench.a_case(asked=Fen(10_000))
    number = (await bench.application(complaint)).transaction_id
    fed = await of_feed(bench, feed, transaction_id=number, asked=Fen(12_000))
    by_hand = await bench.a_case(source=Source.BY_HAND, transaction_id=number, asked=Fen(3_000))
    return complaint, fed, by_hand


def moving(case: CaseView) -> list[Finding]:
    return [finding for finding in case.findings if finding.rule == "linked_moving"]


async def test_three_sources_with_one_payment_are_one_refund(bench: Bench, feed: FakeFeed) -> None:
    complaint, fed, by_hand = await three_sources(bench, feed)
    linked = (await bench.view(complaint)).linked
    assert [(case.application_id, case.source) for case in linked] == [
        (fed, Source.SHOP_FEED),
        (by_hand, Source.BY_HAND),
    ]
    await bench.pay(complaint)
    after = [await bench.view(one) for one in (fed, by_hand)]
    # Asked minus what moves, never below nothing; the tick 我知道 is needed for more.
    assert [case.approve.default_amount for case in after] == [Fen(2_000), Fen(0)]
    assert all(moving(case) and case.approve.needs_tick for case in after)
    for one in (fed, by_hand):
        case = await bench.view(one)
        assert not case.approve.enabled
        with pytest.raises(RuleBrokenError):
            await bench.approve(one, red_accepted=False, amount=Fen(1))
    assert [refund.amount for refund in bench.refunds.sent] == [Fen(10_000)]
    # Linked, never closed by themselves.
    assert {(await bench.application(one)).state for one in (fed, by_hand)} == {
        ApplicationState.OPEN
    }


@pytest.mark.parametrize("clicked", [0, 1, 2])
async def test_what_the_store_refunds_is_not_refunded_from_here(
    bench: Bench, feed: FakeFeed, clicked: int
) -> None:
    ids = await three_sources(bench, feed)
    number = (await bench.application(ids[0])).transaction_id
    await bench.a_case(source=Source.STORE, transaction_id=number)
    case = await bench.view(ids[clicked])
    assert (case.approve.enabled, case.approve.why) == (False, "platform.pays")
    with pytest.raises(RuleBrokenError, match=r"platform\.pays"):
        await bench.approve(ids[clicked], red_accepted=True, amount=Fen(1))
    assert bench.refunds.sent == []


async def test_a_store_that_is_heard_of_during_the_undo_window_stops_the_refund(
    bench: Bench,
) -> None:
    application_id = await bench.a_case()
    refund = await bench.approve(application_id)
    number = refund.transaction_id
    await bench.run(
        lambda stores: stores.applications.add(
            an_application(source=Source.STORE, transaction_id=number)
        )
    )
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (RefundState.UNDONE, "platform.pays")


async def test_before_money_leaves_the_application_is_read_at_its_source(
    bench: Bench, feed: FakeFeed
) -> None:
    application_id = await of_feed(bench, feed)
    refund = await bench.approve(application_id)
    application = await bench.application(application_id)
    feed.tell(told(application, state=ApplicationState.WITHDRAWN))
    await bench.services.submit_refund(refund.id)
    assert (await bench.refund(refund.id)).why == "changed.closed"
    by_hand = await bench.a_case(source=Source.BY_HAND)
    bench.source.snapshots.clear()
    assert (await bench.pay(by_hand)).state is RefundState.PROCESSING


async def test_a_trade_complaint_has_the_clock_that_its_source_gives(bench: Bench) -> None:
    until = bench.clock.now() + timedelta(hours=48)
    application_id = await bench.a_case(
        source=Source.SHOP_FEED, problem_type=ProblemType.TRADE, respond_by=until
    )
    deadline = (await bench.view(application_id)).deadline
    assert deadline is not None
    assert (deadline.due_at, deadline.official_at) == (until, until)
    assert MessageKind.APPLIED in {m.kind for m in (await bench.view(application_id)).messages}
