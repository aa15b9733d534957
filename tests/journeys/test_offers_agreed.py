"""An offer that the customer agrees to while something else was pressed: never the wrong amount."""

from __future__ import annotations

from pathlib import Path

from refund_desk.application.commands import ApproveCommand, OfferCommand
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.journeys.headless import Headless, headless
from tests.journeys.test_shop_feed import faults_on_posts, of_feed, posted
from tests.practice_process import PracticeShop


async def offered(desk: Headless) -> tuple[int, str]:
    """An application of 108 yuan about which 50 were offered; its id here and there."""
    number, there = await of_feed(desk)
    words = OfferCommand(application_id=number, amount=Fen(5_000), text="退您 50 元可以吗？")
    await desk.services.negotiate.offer(words)
    await desk.deliver_by_itself()
    return number, there


async def agree_there(desk: Headless, there: str) -> None:
    """The buyer agrees to what was offered."""
    # The far side's instants have whole seconds: it agrees after the offer was made.
    await desk.pass_time(2)
    await desk.admin("POST", f"feed/applications/{there}/change", {"offer_agreed": True})


async def test_what_was_agreed_to_since_the_press_is_looked_at_again(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        number, there = await offered(desk)
        await desk.opened(number)
        refund = await desk.approve(number)
        await agree_there(desk, there)
        await desk.services.submit_refund(refund.id)
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "changed.offer")
        assert await desk.agrees(refund.transaction_id) == 0

        await desk.services.pull_applications()
        case = await desk.opened(number)
        assert (case.marked, case.approve.default_amount) == ("offer.agreed", Fen(5_000))
        refund = await desk.pay(number)
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        assert await desk.agrees(refund.transaction_id) == 5_000


async def test_who_refunds_more_than_was_agreed_to_may(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        number, there = await offered(desk)
        await agree_there(desk, there)
        await desk.services.pull_applications()
        refund = await desk.pay(number, amount=Fen(10_800))
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        assert await desk.agrees(refund.transaction_id) == 10_800


async def test_an_offer_agreed_to_ends_what_waits_for_a_proof_of_another_amount(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        for amount in (Fen(10_800), Fen(5_000)):
            number, there = await offered(desk)
            case = await desk.opened(number)
            promise = ApproveCommand(
                application_id=number,
                amount=amount,
                seen_refundable=case.approve.refundable,
                reason="商品破损",
                red_accepted=case.approve.needs_tick,
            )
            await desk.services.negotiate.agree_on_proof(promise, ProofKind.PHOTO)
            await agree_there(desk, there)
            await desk.services.pull_applications()
            case = await desk.view(number)
            stands = case.state is ApplicationState.AGREED_WAITING_PROOF
            assert stands == (amount == Fen(5_000))
            assert case.approve.default_amount == Fen(5_000)
            assert case.marked == ("" if stands else "changed.offer")
            assert case.refunds == ()


async def test_an_offer_that_a_refund_has_overtaken_is_not_made(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        number, there = await of_feed(desk)
        own_practice_shop.set_faults(*faults_on_posts("drop_before"))
        words = OfferCommand(application_id=number, amount=Fen(5_000), text="退您 50 元可以吗？")
        await desk.services.negotiate.offer(words)
        await desk.deliver()
        (offer,) = (await desk.view(number)).outbox
        assert offer.state is OutboxState.WAITING

        await desk.opened(number)
        refund = await desk.pay(number)
        await desk.deliver_by_itself()
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        await desk.deliver_by_itself()
        decisions = posted(own_practice_shop, there, "decisions")
        assert [decision["decision"] for decision in decisions] == ["approve"]
        case = await desk.view(number)
        states = {entry.id: entry.state for entry in case.outbox}
        assert states.pop(offer.id) is OutboxState.DROPPED
        assert set(states.values()) == {OutboxState.SENT}
