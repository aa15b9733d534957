"""Agreed now, refunded once the proof is there: nothing lost, nothing doubled, changes refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.commands import (
    ApproveCommand,
    GiveProofCommand,
    OfferCommand,
    OwnPicture,
    TakeInCommand,
)
from refund_desk.application.use_cases.give_proof import ProofTaken
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import Answer, Parcel, ProofKind, ReminderKind, ToldOffer
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ProblemType,
    RefundApplication,
    Source,
)
from tests.application.bench import Bench
from tests.application.feed import FakeFeed, later, pull_of, told
from tests.application.test_negotiate import a_return, an_offer, of_feed
from tests.storage.examples import facts_of

State = ApplicationState
SEEN = OwnPicture(name="list.png", content=b"a picture", confirmed_private_free=True)


async def agreed(bench: Bench, number: int, **changes: Any) -> None:
    """Agree as the dialog would, once the shipping list is there."""
    case = await bench.view(number)
    values: dict[str, Any] = {
        "application_id": number,
        "amount": Fen(5_000),
        "seen_refundable": case.approve.refundable,
        "reason": "商品破损",
        "reply_text": "已退款",
    }
    command = ApproveCommand(**(values | changes))
    await bench.services.negotiate.agree_on_proof(command, ProofKind.SHIPPING_LIST)


async def proven(bench: Bench, number: int, *pictures: OwnPicture) -> ProofTaken:
    command = GiveProofCommand(application_id=number, pictures=pictures or (SEEN,))
    return await bench.services.negotiate.give_proof(command)


async def end(bench: Bench, ended: RefundApplication) -> None:
    await bench.run(lambda stores: stores.applications.replace(ended))


async def test_the_proof_plans_the_refund_that_was_agreed(bench: Bench) -> None:
    number = await of_feed(bench)
    await agreed(bench, number)
    case = await bench.view(number)
    assert (case.state, case.refunds) == (State.AGREED_WAITING_PROOF, ())
    # Agreed anew: the state to go back to stays the first one's.
    await agreed(bench, number)

    taken = await proven(bench, number)
    assert taken.refund is not None
    assert (taken.refund.amount, taken.refund.state) == (Fen(5_000), RefundState.PLANNED)
    assert taken.refund.reply_text == "已退款"
    case = await bench.view(number)
    assert case.state is State.OPEN
    (evidence,) = case.outbox
    assert (evidence.kind, evidence.step) == (OutboxKind.EVIDENCE, "shipping_list")
    assert await bench.audited(number) == [
        AuditAction.PROOF_AGREED,
        AuditAction.PROOF_AGREED,
        AuditAction.PLANNED,
        AuditAction.PROOF_GIVEN,
    ]
    with pytest.raises(RuleBrokenError, match=r"proof\.none"):
        await proven(bench, number)


async def test_an_undone_plan_keeps_what_was_agreed(bench: Bench) -> None:
    number = await of_feed(bench)
    await agreed(bench, number)
    await proven(bench, number)
    await bench.services.settling_loop.recover()
    case = await bench.view(number)
    assert [refund.state for refund in case.refunds] == [RefundState.UNDONE]
    assert case.approve.suggested == Fen(5_000)


@pytest.mark.parametrize("why", ["changed.asked", "changed.amount", "ref.dup"])
async def test_what_changed_meanwhile_is_refused_and_told(bench: Bench, why: str) -> None:
    number = await of_feed(bench)
    await agreed(bench, number)
    before = await bench.application(number)
    if why == "changed.asked":
        changed = replace(before, asked=Fen(9_900))
        await bench.run(lambda stores: stores.applications.replace(changed))
    elif why == "changed.amount":
        linked = await of_feed(bench, source_ref="L2", transaction_id=before.transaction_id)
        await bench.pay(linked, amount=Fen(100))
        bench.clock.passes(minutes=5)
    else:
        await bench.approve(number, amount=Fen(100))
    taken = await proven(bench, number)
    assert (taken.refund, taken.why) == (None, why)
    after = await bench.application(number)
    assert (after.state, after.marked, after.unread) == (State.OPEN, why, True)


async def test_another_amount_asked_for_ends_the_agreement(bench: Bench) -> None:
    feed = FakeFeed()
    one = told()
    feed.tell(one)
    pull = pull_of(bench, feed)
    await pull()
    number = await bench.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, one.snapshot.source_ref)
    )
    assert number is not None
    twin = await bench.a_case(source_ref="T2", transaction_id=number.transaction_id)
    assert twin
    await agreed(bench, number.id, red_accepted=True)
    bench.clock.passes(minutes=1)
    feed.tell(later(one, bench.clock.now(), asked=Fen(9_900)))
    await pull()
    after = await bench.application(number.id)
    assert (after.state, after.marked) == (State.OPEN, "changed.asked")
    assert (await bench.audited(number.id))[-1] is AuditAction.PROOF_LET_GO
    with pytest.raises(RuleBrokenError, match=r"proof\.none"):
        await proven(bench, number.id)


async def test_a_source_without_proofs_keeps_them_here(bench: Bench) -> None:
    number = await bench.a_case()
    await agreed(bench, number)
    with pytest.raises(RuleBrokenError, match=r"proof\.needed"):
        await bench.services.negotiate.give_proof(
            GiveProofCommand(application_id=number, pictures=())
        )
    assert (await proven(bench, number)).refund is not None
    case = await bench.view(number)
    assert case.outbox == ()
    assert MessageKind.PROOF in [message.kind for message in case.messages]


@pytest.mark.parametrize(("said", "answer"), [(True, Answer.AGREED), (False, Answer.REFUSED)])
async def test_the_customers_answer_opens_it_again(
    bench: Bench, said: bool, answer: Answer
) -> None:
    feed = FakeFeed()
    one = told()
    feed.tell(one)
    pull = pull_of(bench, feed)
    await pull()
    found = await bench.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, one.snapshot.source_ref)
    )
    assert found is not None
    negotiate = bench.services.negotiate
    await negotiate.offer(an_offer(found.id))
    bench.clock.passes(minutes=1)
    answered = later(
        one, bench.clock.now(), offer=ToldOffer(amount=Fen(5_000), agreed=said), state=State.OPEN
    )
    feed.tell(answered)
    await pull()
    # The offer has not left yet: this answer is to another one.
    assert (await bench.view(found.id)).negotiation.agreed is None
    (entry,) = (await bench.view(found.id)).outbox
    sent = replace(entry, state=OutboxState.SENT)
    await bench.run(lambda stores: stores.outbox.replace(sent))
    bench.clock.passes(minutes=1)
    feed.tell(later(answered, bench.clock.now()))
    await pull()
    case = await bench.view(found.id)
    assert (case.state, case.marked) == (State.OPEN, f"offer.{answer.value}")
    assert [offer.answer for offer in case.negotiation.offers] == [answer]
    assert case.negotiation.agreed == (Fen(5_000) if said else None)


async def test_the_parcel_and_its_reminders(bench: Bench) -> None:
    feed = FakeFeed()
    one = told(problem_type=ProblemType.RETURN)
    feed.tell(one)
    pull = pull_of(bench, feed)
    await pull()
    found = await bench.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, one.snapshot.source_ref)
    )
    assert found is not None
    negotiate = bench.services.negotiate
    assert await negotiate.addresses() == ()
    await negotiate.ask_return(a_return(bench, found.id))
    assert [kept.receiver for kept in await negotiate.addresses()] == ["青禾手作"]
    assert await negotiate.reminders() == ()
    bench.clock.passes(days=6, hours=1)
    assert [r.kind for r in await negotiate.reminders()] == [ReminderKind.RETURN_ENDS]
    bench.clock.passes(days=1)
    assert [r.kind for r in await negotiate.reminders()] == [ReminderKind.RETURN_OVER]
    now = bench.clock.now()
    parcel = Parcel(carrier="顺丰", tracking_no="SF1", shipped_at=now)
    feed.tell(later(one, now, parcel=parcel))
    await pull()
    assert (await bench.view(found.id)).negotiation.parcel == parcel
    assert await negotiate.reminders() == ()
    bench.clock.passes(hours=1)
    arrived = replace(parcel, received_at=bench.clock.now())
    feed.tell(later(one, bench.clock.now(), parcel=arrived))
    await pull()
    assert [r.kind for r in await negotiate.reminders()] == [ReminderKind.GOODS_ARRIVED]

    wrong = TakeInCommand(
        application_id=found.id, as_sent=False, text="少了一只杯子", pictures=(SEEN,)
    )
    await negotiate.take_in(wrong)
    case = await bench.view(found.id)
    assert case.state is State.GOODS_RECEIVED
    assert case.negotiation.asked_back is not None
    assert (case.negotiation.asked_back.as_sent, case.negotiation.asked_back.note) == (
        False,
        "少了一只杯子",
    )
    reply = case.outbox[-1]
    assert (reply.kind, reply.text, len(reply.picture_names)) == (
        OutboxKind.REPLY,
        "少了一只杯子",
        1,
    )
    assert await negotiate.reminders() == ()


async def test_what_waits_long_is_reminded_of_until_it_ends(bench: Bench) -> None:
    negotiate = bench.services.negotiate
    offered, awaited = await of_feed(bench, source_ref="A"), await bench.a_case(source_ref="B")
    await negotiate.offer(OfferCommand(application_id=offered, amount=Fen(100), text="可以吗"))
    await agreed(bench, awaited)
    assert await negotiate.reminders() == ()
    bench.clock.passes(hours=25)
    assert {r.kind for r in await negotiate.reminders()} == {
        ReminderKind.OFFER_UNANSWERED,
        ReminderKind.PROOF_AWAITED,
    }
    for number in (offered, awaited):
        application = await bench.application(number)
        await end(bench, application.move_to(State.REJECTED, now=bench.clock.now()))
    assert await negotiate.reminders() == ()
    assert await bench.run(lambda stores: stores.settings.get("negotiations.open")) == "[]"


async def test_a_dropped_return_or_offer_is_none(bench: Bench) -> None:
    number = await of_feed(bench)
    await bench.services.negotiate.offer(an_offer(number))
    (entry,) = (await bench.view(number)).outbox
    stuck = replace(entry, state=OutboxState.STUCK, why="feed.state_conflict")
    await bench.run(lambda stores: stores.outbox.replace(stuck))
    await bench.services.drop_outgoing(entry.id)
    case = await bench.view(number)
    assert case.state is State.OPEN
    assert [offer.answer for offer in case.negotiation.offers] == [Answer.WITHDRAWN]


async def test_progress_does_not_wait_for_a_stuck_decision(bench: Bench) -> None:
    number = await of_feed(bench)
    refund = await bench.pay(number)
    case = await bench.view(number)
    approve = next(e for e in case.outbox if e.kind is OutboxKind.APPROVE)
    await bench.settled(refund.id)
    waiting = next((e for e in (await bench.view(number)).outbox if e.after_id == approve.id), None)
    assert waiting is not None
    stuck = replace(approve, state=OutboxState.STUCK)
    await bench.run(lambda stores: stores.outbox.replace(stuck))
    soon = bench.clock.now() + timedelta(minutes=1)
    due = await bench.run(lambda stores: stores.outbox.due(soon, limit=50))
    assert waiting.id in {entry.id for entry in due}


async def test_a_rule_that_turned_red_is_refused(bench: Bench) -> None:
    number = await of_feed(bench)
    await agreed(bench, number)
    before = await bench.application(number)
    assert before.transaction_id is not None
    signed = bench.clock.now() - timedelta(days=60)
    facts = facts_of(before.transaction_id)
    late = replace(facts, logistics=replace(facts.logistics, shipped_at=signed, signed_at=signed))
    await bench.run(lambda stores: stores.orders.put_facts(late))
    taken = await proven(bench, number)
    assert (taken.refund, taken.why) == (None, "changed.checks")


async def test_what_is_refunded_already_waits_for_no_proof(bench: Bench) -> None:
    number = await of_feed(bench)
    ended = replace(await bench.application(number), state=State.REFUNDED)
    await bench.run(lambda stores: stores.applications.replace(ended))
    with pytest.raises(RuleBrokenError, match="ended"):
        await agreed(bench, number, red_accepted=True)


async def test_goods_asked_back_meanwhile_stop_a_press(bench: Bench) -> None:
    number = await of_feed(bench)
    refund = await bench.approve(number)
    waiting = replace(await bench.application(number), state=State.WAITING_GOODS)
    await bench.run(lambda stores: stores.applications.replace(waiting))
    await bench.services.submit_refund(refund.id)
    assert (await bench.refund(refund.id)).why == "goods.first"


async def test_pictures_of_the_goods_need_a_source_that_takes_them(bench: Bench) -> None:
    number = await bench.a_case(source=Source.STORE, state=State.WAITING_GOODS)
    wrong = TakeInCommand(application_id=number, as_sent=False, text="空盒", pictures=(SEEN,))
    with pytest.raises(RuleBrokenError, match=r"source\.no_pictures"):
        await bench.services.negotiate.take_in(wrong)


async def test_offers_of_the_shops_own_backend_are_kept(bench: Bench) -> None:
    feed = FakeFeed()
    one = told(state=State.WAITING_GOODS, offer=ToldOffer(amount=Fen(700), agreed=None))
    feed.tell(one)
    pull = pull_of(bench, feed)
    await pull()
    found = await bench.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, one.snapshot.source_ref)
    )
    assert found is not None
    bench.clock.passes(minutes=1)
    yes = ToldOffer(amount=Fen(700), agreed=True)
    feed.tell(later(one, bench.clock.now(), offer=yes, asked=Fen(9_000)))
    await pull()
    case = await bench.view(found.id)
    assert (case.state, case.negotiation.agreed) == (State.WAITING_GOODS, Fen(700))


async def test_once_the_goods_are_here_the_offer_is_what_waits(bench: Bench) -> None:
    number = await of_feed(bench, state=State.WAITING_GOODS)
    negotiate = bench.services.negotiate
    await negotiate.take_in(TakeInCommand(application_id=number, as_sent=True))
    await negotiate.offer(an_offer(number))
    bench.clock.passes(hours=25)
    assert [r.kind for r in await negotiate.reminders()] == [ReminderKind.OFFER_UNANSWERED]
    (entry,) = (await bench.view(number)).outbox
    words = replace(entry, kind=OutboxKind.REPLY, state=OutboxState.STUCK)
    await bench.run(lambda stores: stores.outbox.replace(words))
    await bench.services.drop_outgoing(entry.id)
    assert (await bench.view(number)).state is State.WAITING_CUSTOMER
