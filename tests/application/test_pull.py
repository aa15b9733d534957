"""Applications come in once, follow their complaints, and are joined with the shop's facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.events import ApplicationsChanged, SendingHalted, SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Source,
)
from tests.application.bench import Bench
from tests.application.far_side import snapshot_of
from tests.storage.examples import a_message, an_application, an_order, facts_of, payment

A, C = ApplicationState, ComplaintState
MINUTE = timedelta(minutes=1)


def fresh(bench: Bench, **changes: Any) -> Snapshot:
    """A complaint that nobody has seen yet."""
    return snapshot_of(an_application(applied_at=bench.clock.now()), **changes)


async def pulled(bench: Bench, *snapshots: Snapshot, full: bool = False) -> SyncChanged:
    """One look at the source that shows these; what the status bar was told."""
    bench.source.pages = [snapshots]
    for snapshot in snapshots:
        bench.source.snapshots[snapshot.source_ref] = snapshot
    bench.clock.passes(seconds=1)
    await bench.services.pull_applications(full=full)
    told: SyncChanged = bench.heard.of(SyncChanged)[-1]
    return told


async def kept(bench: Bench, snapshot: Snapshot) -> RefundApplication:
    """The application of a complaint."""
    found = await bench.run(
        lambda stores: stores.applications.find(Source.COMPLAINT, snapshot.source_ref)
    )
    assert found is not None
    return found


def said(bench: Bench, snapshot: Snapshot, *messages: Message) -> None:
    """The conversation of a complaint so far."""
    bench.source.histories[snapshot.source_ref] = messages


async def test_a_new_complaint_becomes_an_application(bench: Bench) -> None:
    snapshot = fresh(bench, picture_refs=("p1",), payer_phone="13800001234")
    number = snapshot.orders[0].transaction_id
    assert number is not None
    bench.facts.known[number] = facts_of(number)
    told = await pulled(bench, snapshot)
    assert (told.state, told.arrived, told.changed, told.why) == (SyncState.DONE, 1, 0, "")
    application = await kept(bench, snapshot)
    assert (application.state, application.transaction_id) == (A.OPEN, number)
    assert len(application.customer_key) == 64
    assert "13800001234" not in application.customer_key
    assert await bench.audited(application.id) == [AuditAction.RECEIVED]
    case = await bench.view(application.id)
    # The list's own words until the conversation is read; the goods from the shop's backend.
    assert [(m.kind, m.text) for m in case.messages] == [
        (MessageKind.APPLIED, snapshot.detail_text)
    ]
    assert case.title == "林**"
    again = await pulled(bench, snapshot)
    assert (again.arrived, again.changed) == (0, 0)


async def test_a_complaint_without_phone_or_words_or_order(bench: Bench) -> None:
    none = fresh(bench, payer_phone="", detail_text="", orders=())
    two = fresh(bench, orders=(_an_order(1), _an_order(2)))
    assert (await pulled(bench, none, two)).arrived == 2
    application = await kept(bench, none)
    assert (application.customer_key, application.transaction_id) == ("", None)
    case = await bench.view(application.id)
    assert (case.messages, case.title, case.has_phone) == ((), "", False)
    assert case.approve.why == "order.unread"
    several = await bench.view((await kept(bench, two)).id)
    assert several.approve.why == "order.pick"


def _an_order(number: int) -> ComplaintOrder:
    return ComplaintOrder(
        transaction_id=payment(), out_trade_no=OutTradeNo(f"SHOP-{number}"), amount=Fen(100)
    )


async def test_the_last_year_is_looked_at_once_a_day_in_windows(bench: Bench) -> None:
    await pulled(bench)
    days = [(first, last) for first, last, _offset in bench.source.asked]
    assert len(days) == 13
    assert all(0 <= (last - first).days < 30 for first, last in days)
    assert sum((last - first).days + 1 for first, last in days) == 365
    bench.source.asked.clear()
    await pulled(bench)
    assert len(bench.source.asked) == 1
    bench.clock.passes(days=1)
    await pulled(bench)
    assert len(bench.source.asked) == 1 + 13
    await pulled(bench, full=True)
    assert len(bench.source.asked) == 1 + 13 + 13


async def test_pages_are_read_to_the_end_and_each_complaint_counts_once(bench: Bench) -> None:
    one, two, three = (fresh(bench) for _ in range(3))
    bench.source.pages = [(one, two), (two, three)]
    bench.source.total = 4
    await bench.services.pull_applications()
    first, last, _offset = bench.source.asked[0]
    assert bench.source.asked[:2] == [(first, last, 0), (first, last, 2)]
    told = bench.heard.of(SyncChanged)[-1]
    assert (told.arrived, told.changed) == (3, 0)


async def test_a_look_that_stops_says_why_and_starts_again(bench: Bench) -> None:
    bench.source.pages = [Unreadable(why="net.off")]
    await bench.services.pull_applications()
    assert bench.heard.of(SyncChanged)[-1].why == "net.off"
    assert bench.heard.of(SyncChanged)[-1].state is SyncState.TROUBLE
    bench.source.pages = [(), Unreadable(why="key.bad", halts=True)]
    await bench.services.pull_applications()
    assert bench.heard.of(SendingHalted) == [SendingHalted("key.bad")]
    assert bench.services.gate.why_closed == "key.bad"
    # The year is still owed.
    bench.source.asked.clear()
    await pulled(bench)
    assert len(bench.source.asked) == 13
    assert bench.services.gate.why_closed == ""


async def test_many_news_are_told_as_many(bench: Bench) -> None:
    await pulled(bench, *(fresh(bench) for _ in range(3)))
    assert len(bench.heard.of(ApplicationsChanged)[-1].application_ids) == 3
    snapshots = [fresh(bench) for _ in range(51)]
    await pulled(bench, *snapshots)
    await pulled(bench, *(replace(s, asked=Fen(5)) for s in snapshots))
    assert bench.heard.of(ApplicationsChanged)[-1].application_ids == ()


async def test_a_change_is_followed_with_its_words(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    now = bench.clock.now()
    bench.clock.passes(seconds=60)
    said(
        bench,
        snapshot,
        a_message("1", "坏了", kind=MessageKind.APPLIED, at=now, picture_refs=("a", "b")),
        a_message("2", "在看", speaker=Speaker.SHOP, at=now + 3 * MINUTE),
    )
    bench.clock.passes(seconds=300)
    told = await pulled(bench, replace(snapshot, has_new_words=True, complaint_state=C.PROCESSING))
    assert (told.arrived, told.changed) == (0, 1)
    application = await kept(bench, snapshot)
    assert application.first_reply_at == now + 3 * MINUTE
    assert (application.picture_count, application.unread) == (2, True)
    case = await bench.view(application.id)
    assert case.messages[1].minutes_to_reply == 3


async def test_a_change_without_its_words_is_read_again(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    bench.source.trouble["history"] = Unreadable(why="net.off")
    changed = replace(snapshot, complaint_state=C.PROCESSING)
    assert (await pulled(bench, changed)).changed == 1
    bench.source.trouble.clear()
    assert (await pulled(bench, changed)).changed == 1
    assert (await pulled(bench, changed)).changed == 0


@pytest.mark.parametrize(
    ("kinds", "changes", "state"),
    [
        ((MessageKind.REVOKED,), {}, A.WITHDRAWN),
        ((MessageKind.REJECTED,), {}, A.REJECTED),
        ((MessageKind.REFUND_ARRIVED,), {}, A.REFUNDED),
        ((MessageKind.SYSTEM,), {"fully_refunded": True}, A.REFUNDED),
        ((MessageKind.SYSTEM,), {}, A.PLATFORM_DECIDED),
    ],
)
async def test_how_a_complaint_ended(
    bench: Bench, kinds: tuple[MessageKind, ...], changes: dict[str, Any], state: ApplicationState
) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    bench.clock.passes(minutes=5)
    ended_at = bench.clock.now()
    said(bench, snapshot, *(a_message(kind, kind=kind, at=ended_at) for kind in kinds))
    bench.clock.passes(minutes=5)
    await pulled(bench, replace(snapshot, complaint_state=C.PROCESSED, **changes))
    application = await kept(bench, snapshot)
    assert (application.state, application.ended_at) == (state, ended_at)
    assert application.due_at is None


async def test_an_end_before_we_looked_has_its_own_time(bench: Bench) -> None:
    old = fresh(
        bench,
        complaint_state=C.PROCESSED,
        applied_at=bench.clock.now() - timedelta(days=40),
    )
    await pulled(bench, old)
    application = await kept(bench, old)
    # Its conversation was not read, so nobody knows yet how it ended.
    assert (application.state, application.ended_at) == (A.PLATFORM_DECIDED, old.applied_at)
    assert not application.unread
    at = old.applied_at + MINUTE
    said(bench, old, a_message("1", kind=MessageKind.REVOKED, at=at))
    await bench.services.open_application(application.id)
    application = await kept(bench, old)
    assert (application.state, application.ended_at) == (A.WITHDRAWN, at)
    # An end of today is told by this desk's own clock when the conversation is missing.
    today = fresh(bench)
    await pulled(bench, today)
    bench.source.trouble["history"] = Unreadable(why="net.off")
    await pulled(bench, replace(today, complaint_state=C.PROCESSED))
    assert (await kept(bench, today)).ended_at == bench.clock.now()


async def test_a_continued_complaint_is_the_next_round(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    over = replace(snapshot, complaint_state=C.PROCESSED)
    first = a_message("1", kind=MessageKind.REVOKED, at=bench.clock.now())
    said(bench, snapshot, first)
    await pulled(bench, over)
    bench.clock.passes(hours=1)
    again = bench.clock.now()
    said(bench, snapshot, first, a_message("2", kind=MessageKind.CONTINUED, at=again))
    bench.clock.passes(seconds=5)
    await pulled(bench, replace(snapshot, user_complaint_times=2))
    application = await kept(bench, snapshot)
    assert (application.state, application.round, application.round_started_at) == (
        A.OPEN,
        2,
        again,
    )
    assert application.due_at == again + timedelta(hours=24)
    assert AuditAction.REOPENED in await bench.audited(application.id)


async def test_a_continuation_without_words_starts_now(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    await pulled(bench, replace(snapshot, complaint_state=C.PROCESSED))
    bench.source.trouble["history"] = Unreadable(why="net.off")
    await pulled(bench, replace(snapshot, complaint_state=C.PENDING))
    application = await kept(bench, snapshot)
    assert (application.round, application.round_started_at) == (2, bench.clock.now())


async def test_an_open_round_takes_its_time_from_the_conversation(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    bench.clock.passes(hours=1)
    said(bench, snapshot, a_message("1", kind=MessageKind.CONTINUED, at=bench.clock.now()))
    await pulled(bench, replace(snapshot, user_complaint_times=2))
    application = await kept(bench, snapshot)
    assert (application.round, application.round_started_at) == (
        1,
        bench.clock.now() - timedelta(seconds=1),
    )


async def test_a_round_seen_first_was_applied_for_when_the_conversation_began(
    bench: Bench,
) -> None:
    """The complaint's own time may be that of its newest round; the rule means the first day."""
    snapshot = fresh(bench, user_complaint_times=2)
    first = snapshot.applied_at - timedelta(days=10)
    said(
        bench,
        snapshot,
        a_message("1", kind=MessageKind.APPLIED, at=first),
        a_message("2", kind=MessageKind.CONTINUED, at=snapshot.applied_at),
    )
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    assert application.applied_at == first
    assert application.round_started_at == snapshot.applied_at
    assert application.due_at == snapshot.applied_at + timedelta(hours=24)


async def test_the_conversation_rounds_the_beginning_down(bench: Bench) -> None:
    snapshot = fresh(bench)
    snapshot = replace(snapshot, applied_at=snapshot.applied_at.replace(microsecond=120_000))
    began = snapshot.applied_at.replace(microsecond=0)
    said(bench, snapshot, a_message("1", kind=MessageKind.APPLIED, at=began))
    await pulled(bench, snapshot)
    assert (await kept(bench, snapshot)).applied_at == snapshot.applied_at


async def test_a_partly_refunded_complaint_that_stays_open_is_not_reopened(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    ended = application.move_to(A.REFUNDED, now=bench.clock.now())
    await bench.run(lambda stores: stores.applications.replace(ended))
    bench.clock.passes(seconds=1)
    await pulled(bench, replace(snapshot, has_new_words=True))
    assert (await kept(bench, snapshot)).state is A.REFUNDED


async def test_money_under_way_decides_not_the_complaint(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    refunding = application.move_to(A.REFUNDING, now=bench.clock.now())
    await bench.run(lambda stores: stores.applications.replace(refunding))
    bench.clock.passes(seconds=1)
    await pulled(bench, replace(snapshot, complaint_state=C.PROCESSED))
    assert (await kept(bench, snapshot)).state is A.REFUNDING


async def test_a_reading_from_before_a_change_of_ours_is_dropped(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    asked = bench.source.history

    async def end_meanwhile(source_ref: str) -> tuple[Message, ...] | Unreadable:
        bench.clock.passes(seconds=1)
        ended = replace(application, changed_at=bench.clock.now()).move_to(
            A.SETTLED_OUTSIDE, now=bench.clock.now()
        )
        await bench.run(lambda stores: stores.applications.replace(ended))
        return await asked(source_ref)

    bench.source.history = end_meanwhile  # type: ignore[method-assign] # between two readings
    await pulled(bench, replace(snapshot, asked=Fen(5)))
    assert (await kept(bench, snapshot)).asked == application.asked
    bench.source.history = asked  # type: ignore[method-assign] # as before
    await pulled(bench, replace(snapshot, asked=Fen(5)))
    assert (await kept(bench, snapshot)).asked == Fen(5)
    # A change "in the future", by a clock that was wrong then, holds nothing up.
    wrong = replace(await kept(bench, snapshot), changed_at=bench.clock.now() + timedelta(days=9))
    await bench.run(lambda stores: stores.applications.replace(wrong))
    await pulled(bench, replace(snapshot, asked=Fen(6)))
    assert (await kept(bench, snapshot)).asked == Fen(6)


async def test_older_open_ones_are_read_by_themselves(bench: Bench) -> None:
    pull = bench.services.sources.complaints
    old_id = await bench.a_case(applied_at=bench.clock.now() - timedelta(days=31))
    other_id = await bench.a_case(applied_at=bench.clock.now() - timedelta(days=32))
    young_id = await bench.a_case()
    for application_id in (old_id, other_id, young_id):
        application = await bench.application(application_id)
        changed = snapshot_of(application, asked=Fen(7))
        bench.source.snapshots[application.source_ref] = changed
    await pull.older()
    asked = [(await bench.application(i)).asked.count for i in (old_id, other_id, young_id)]
    assert asked == [7, 7, 10_800]
    bench.source.trouble["read"] = Unreadable(why="net.off")
    await pull.older()


@pytest.mark.parametrize(
    ("where", "trouble", "why"),
    [
        ("read", Missing(), "changed.gone"),
        ("read", Unreadable(why="net.off"), "net.off"),
        ("history", Unreadable(why="far.busy"), "far.busy"),
    ],
)
async def test_one_application_that_cannot_be_read(
    bench: Bench, where: str, trouble: Missing | Unreadable, why: str
) -> None:
    application = await bench.application(await bench.a_case())
    bench.source.trouble[where] = trouble
    assert await bench.services.sources.complaints.one(application.source_ref) == why


async def test_goods_without_pictures_or_without_an_answer(bench: Bench) -> None:
    snapshot = fresh(bench)
    bench.facts.trouble = Unreadable(why="net.off")
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    assert application.transaction_id is not None
    assert not (await bench.view(application.id)).unshipped
    bench.facts.trouble = None
    plain = facts_of(application.transaction_id, goods=())
    bench.facts.known[application.transaction_id] = plain
    await bench.services.open_application(application.id)
    facts = await bench.run(lambda s: s.orders.facts(application.transaction_id))  # type: ignore[arg-type] # not None
    assert facts == plain


async def test_complaints_of_other_kinds_come_in_too(bench: Bench) -> None:
    snapshot = fresh(bench, problem_type=ProblemType.OTHERS, asked=Fen(0))
    await pulled(bench, snapshot)
    application = await kept(bench, snapshot)
    assert application.problem_type is ProblemType.OTHERS
    assert application.transaction_id is not None
    bench.orders.known[application.transaction_id] = an_order(application.transaction_id)
    await bench.services.open_application(application.id)
    offer = (await bench.view(application.id)).approve
    assert (offer.enabled, offer.default_amount) == (True, Fen(23_600))


async def test_new_words_make_a_read_complaint_unread_once(bench: Bench) -> None:
    snapshot = fresh(bench)
    await pulled(bench, snapshot)
    for times, unread in ((1, True), (2, False)):
        application = await kept(bench, snapshot)
        await bench.services.mark_read((application.id,))
        said(bench, snapshot, *(a_message(f"m{n}") for n in range(times)))
        # The mark stays until the shop has answered: it is news the first time only.
        await pulled(bench, replace(snapshot, has_new_words=True, user_complaint_times=times))
        assert (await kept(bench, snapshot)).unread is unread
