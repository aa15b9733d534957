"""One order, several refunds: by goods, freight apart, a minute between, never over the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_parts import PartKind, RefundPart
from tests.journeys.headless import Headless, headless, yuan
from tests.practice_process import PracticeShop

S = RefundState


async def _parts(desk: Headless, application_id: int) -> tuple[RefundPart, RefundPart]:
    """One of the goods, and the freight."""
    case = await desk.opened(application_id)
    goods, freight = (part.part.single for part in case.approve.parts)
    assert (goods.kind, freight.kind) == (PartKind.GOODS, PartKind.FREIGHT)
    return goods, freight


async def test_three_partials_of_one_order(tmp_path: Path, quiet_shop: PracticeShop) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, freight_fen=2_000, quantity=2)
        mug, freight = await _parts(desk, application_id)
        assert (mug.amount, freight.amount) == (yuan("108"), yuan("20"))
        lefts = []
        for ordinal, part in enumerate((mug, mug, freight), start=1):
            refund = await desk.pay(application_id, amount=part.amount, parts=(part,))
            assert (refund.ordinal, refund.parts) == (ordinal, (part,))
            offer = (await desk.view(application_id)).approve
            lefts.append(offer.refundable)
            if offer.refundable:
                assert (offer.why, 0 < offer.wait_s <= 60) == ("ref.wait1m", True)
                with pytest.raises(RuleBrokenError, match=r"ref\.wait1m"):
                    await desk.press(await desk.view(application_id), amount=Fen(1))
            await desk.pass_time(60)
        assert lefts == [yuan("128"), yuan("20"), yuan("0")]
        case = await desk.opened(application_id)
        assert case.approve.why == "nothing_left"
        assert [part.left for part in case.approve.parts] == [0, 0]
        for refund in case.refunds:
            await desk.settled(refund.id, S.SUCCEEDED)
        assert await desk.agrees(desk.payment_of(application_id)) == 23_600


async def test_pending_money_counts_before_it_has_arrived(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=4_000, settles="slow")
        first = await desk.pay(application_id)
        assert first.state is S.PROCESSING
        await desk.pass_time(60)
        case = await desk.opened(application_id)
        assert case.remainder is not None
        assert (case.remainder.moving, case.remainder.refundable) == (yuan("40"), yuan("60"))
        # What was asked is on its way: more needs a person's own amount, up to what is left.
        assert case.approve.default_amount == yuan("0")
        with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
            await desk.press(case, amount=yuan("60.01"))
        second = await desk.press(case, amount=yuan("60"))
        await desk.services.submit_refund(second.id)
        assert (await desk.refund(second.id)).ordinal == 2
        assert await desk.agrees(desk.payment_of(application_id)) == 10_000


async def test_a_coupon_order_says_what_the_buyer_really_received(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, payer_total_fen=8_000)
        received = []
        for amount in ("33.33", "33.33", "33.34"):
            refund = await desk.pay(application_id, amount=yuan(amount))
            done = await desk.settled(refund.id, S.SUCCEEDED)
            assert done.payer_refund is not None
            received.append(done.payer_refund.count)
            await desk.pass_time(60)
        # The rounding of each is WeChat Pay's; together they are what the buyer has paid.
        assert sum(received) == 8_000
        assert all(abs(one - 2_666) <= 2 for one in received)
