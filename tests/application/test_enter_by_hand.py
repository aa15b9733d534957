"""An application entered by hand: the order is WeChat Pay's, the rest is typed, once."""

from __future__ import annotations

from typing import Any

import pytest

from refund_desk.application.keeper import Keeper
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.use_cases.enter_by_hand import (
    EnterByHand,
    EnterCommand,
    FoundPayment,
)
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.application.bench import Bench
from tests.application.far_side import FakeReader
from tests.sources.sheet_samples import PAYMENT
from tests.storage.examples import MCHID, an_application, an_order, facts_of

NUMBER = TransactionId(PAYMENT)


@pytest.fixture
def by_hand(bench: Bench) -> EnterByHand:
    """The use case; WeChat Pay knows one payment, by either number."""
    order = an_order(NUMBER, out_trade_no=OutTradeNo("QH1"))
    bench.orders.known[NUMBER] = order
    bench.orders.by_trade_no["QH1"] = order
    return EnterByHand(
        ground=bench.ground,
        orders=bench.orders,
        facts=bench.facts,
        pictures=bench.ledger.pictures,
        reader=FakeReader(),
        keeper=Keeper(mchid=MCHID, customer_salt=b"salt"),
        mchid=MCHID,
    )


async def found(by_hand: EnterByHand, number: str = PAYMENT) -> FoundPayment:
    payment = await by_hand.look_up(number)
    assert isinstance(payment, FoundPayment), payment
    return payment


def typed(**changes: Any) -> EnterCommand:
    values: dict[str, Any] = {
        "key": "k1",
        "transaction_id": NUMBER,
        "asked": Fen(10_800),
        "category": ReasonCategory.DAMAGED,
        "words": " 打电话说杯子碎了 ",
        "phone": "13800138000",
        "pictures": (b"one", b"two"),
    }
    return EnterCommand(**{**values, **changes})


@pytest.mark.parametrize("number", [PAYMENT, "QH1", " ＱＨ１ "])
async def test_an_order_is_found_by_either_number(by_hand: EnterByHand, number: str) -> None:
    payment = await found(by_hand, number)
    assert (payment.order.transaction_id, payment.refundable) == (NUMBER, Fen(23_600))
    assert (payment.facts, payment.linked, payment.by_platform) == (None, (), False)
    assert not payment.elsewhere_suspected


async def test_a_number_of_28_digits_may_be_the_shops_own(
    bench: Bench, by_hand: EnterByHand
) -> None:
    own = "4200002410202611230000099999"
    bench.orders.by_trade_no[own] = an_order(NUMBER, out_trade_no=OutTradeNo(own))
    assert (await found(by_hand, own)).order.out_trade_no == own


async def test_the_shops_own_facts_are_shown_where_it_has_any(
    bench: Bench, by_hand: EnterByHand
) -> None:
    bench.facts.known[NUMBER] = facts_of(NUMBER)
    assert (await found(by_hand)).facts == facts_of(NUMBER)
    bench.facts.trouble = Unreadable(why="net.off")
    # What was read before is still known.
    assert (await found(by_hand)).facts == facts_of(NUMBER)


async def test_an_order_that_is_not_there_or_not_read_is_told(
    bench: Bench, by_hand: EnterByHand
) -> None:
    assert isinstance(await by_hand.look_up("QH2"), Missing)
    bench.orders.trouble = Unreadable(why="net.off")
    assert await by_hand.look_up(PAYMENT) == Unreadable(why="net.off")
    bench.orders.trouble = Unreadable(why="key.bad", halts=True)
    await by_hand.look_up(PAYMENT)
    assert bench.services.gate.is_halted


@pytest.mark.parametrize(("number", "why"), [("单号", "row.number"), ("4.2E+27", "row.rounded")])
async def test_what_is_no_number_is_not_asked_for(
    by_hand: EnterByHand, number: str, why: str
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        await by_hand.look_up(number)
    assert refused.value.code == why


async def test_what_the_desk_has_of_the_payment_is_shown(
    bench: Bench, by_hand: EnterByHand
) -> None:
    bench.orders.known[NUMBER] = an_order(NUMBER, trade_state=TradeState.REFUND)
    before = await bench.run(
        lambda stores: stores.applications.add(
            an_application(source=Source.STORE, transaction_id=NUMBER)
        )
    )
    payment = await found(by_hand)
    assert [link.application_id for link in payment.linked] == [before.id]
    assert (payment.by_platform, payment.elsewhere_suspected) == (True, True)
    await bench.run(lambda stores: stores.orders.put_elsewhere(MCHID, NUMBER, Fen(3_600)))
    payment = await found(by_hand)
    assert (payment.elsewhere_suspected, payment.refundable) == (False, Fen(20_000))


async def test_what_was_typed_becomes_an_application(bench: Bench, by_hand: EnterByHand) -> None:
    await found(by_hand)
    application_id = await by_hand.enter(typed())
    application = await bench.application(application_id)
    assert (application.source, application.state) == (Source.BY_HAND, ApplicationState.OPEN)
    assert (application.transaction_id, application.out_trade_no) == (NUMBER, "QH1")
    assert (application.asked, application.order_amount) == (Fen(10_800), Fen(23_600))
    assert application.category is ReasonCategory.DAMAGED
    assert (application.payer_phone, application.picture_count) == ("13800138000", 2)
    assert not application.unread
    case = await bench.view(application_id)
    assert [message.text for message in case.messages] == ["打电话说杯子碎了"]
    assert len(case.pictures) == 2
    assert (case.approve.enabled, case.approve.default_amount) == (True, Fen(10_800))
    assert await bench.audited(application_id) == [
        AuditAction.RECEIVED,
        AuditAction.ENTERED_BY_HAND,
    ]
    assert bench.heard.of(ApplicationsChanged) == [ApplicationsChanged((application_id,), 1)]


async def test_a_press_repeated_enters_it_once(bench: Bench, by_hand: EnterByHand) -> None:
    await found(by_hand)
    first = await by_hand.enter(typed())
    assert await by_hand.enter(typed()) == first
    assert bench.heard.of(ApplicationsChanged)[-1].arrived == 0
    assert await by_hand.enter(typed(key="k2")) != first


async def test_a_reason_of_no_kind_keeps_its_words(bench: Bench, by_hand: EnterByHand) -> None:
    await found(by_hand)
    command = typed(category=ReasonCategory.OTHER, words="换地址了", phone="", pictures=())
    application = await bench.application(await by_hand.enter(command))
    assert (application.problem_text, application.picture_count) == ("换地址了", 0)
    bare = await bench.application(await by_hand.enter(typed(key="k3", words="", pictures=())))
    assert (bare.problem_text, bare.detail_text) == ("", "")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"asked": Fen(0)}, "amt.zero"),
        ({"asked": Fen(23_601)}, "amt.too_much"),
        ({"transaction_id": TransactionId("4200009999")}, "order.none"),
        ({"words": "x" * 501}, "hand.long"),
        ({"pictures": (b"x",) * 5}, "img.max"),
    ],
)
async def test_what_cannot_be_is_not_kept(
    bench: Bench, by_hand: EnterByHand, changes: dict[str, Any], why: str
) -> None:
    await found(by_hand)
    with pytest.raises(RuleBrokenError) as refused:
        await by_hand.enter(typed(**changes))
    assert refused.value.code == why
    known = await bench.run(lambda stores: stores.applications.of_payment(MCHID, NUMBER))
    assert known == ()


async def test_what_is_no_picture_keeps_nothing(bench: Bench, by_hand: EnterByHand) -> None:
    await found(by_hand)
    with pytest.raises(BadPictureError):
        await by_hand.enter(typed(pictures=(b"bad",)))
    known = await bench.run(lambda stores: stores.applications.of_payment(MCHID, NUMBER))
    assert known == ()
