"""The ladder: what WeChat Pay has of a payment and this ledger has not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Accepted, NoSuchRefund
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.application.bench import NO_ANSWER, Bench
from tests.application.far_side import report_on
from tests.application.refunds import refused
from tests.storage.examples import a_refund, payment

S = RefundState


@pytest.fixture
def ladder(bench: Bench) -> Ladder:
    """The ladder of the bench's desk."""
    return bench.services.settling_loop.submit.pre_flight.ladder


async def refunded(bench: Bench) -> tuple[int, PaidOrder]:
    """An application whose payment says REFUND, and nobody here knows why."""
    application_id = await bench.a_case(order={"trade_state": TradeState.REFUND})
    number = (await bench.application(application_id)).transaction_id
    assert number is not None
    return application_id, bench.orders.known[number]


def there(bench: Bench, order: PaidOrder, ordinal: int, amount: int, state: RefundState) -> str:
    """WeChat Pay has a refund of this payment; its number."""
    number = OutRefundNo.derive(order.transaction_id, ordinal, practice=True)
    made = replace(
        a_refund(transaction_id=order.transaction_id), out_refund_no=number, amount=Fen(amount)
    )
    bench.refunds.taken[number] = report_on(made, state)
    return number


async def known(bench: Bench, order: PaidOrder) -> tuple[Refund, ...]:
    """The refunds of the payment in the ledger."""
    return await bench.run(lambda s: s.refunds.of_payment(order.mchid, order.transaction_id))


async def test_every_rung_is_kept_until_two_are_missing(bench: Bench, ladder: Ladder) -> None:
    _application_id, order = await refunded(bench)
    there(bench, order, 1, 1_000, S.SUCCEEDED)
    there(bench, order, 2, 2_000, S.CLOSED)
    there(bench, order, 4, 3_000, S.PROCESSING)
    there(bench, order, 7, 4_000, S.SUCCEEDED)
    assert await ladder(order) == "adopted"
    found = await known(bench, order)
    assert [(r.ordinal, r.amount.count, r.state) for r in found] == [
        (1, 1_000, S.SUCCEEDED),
        (2, 2_000, S.CLOSED),
        (4, 3_000, S.PROCESSING),
    ]
    assert all(r.adopted and r.accepted_at is not None for r in found)
    assert [r.arrived_at for r in found] == [ArrivedAt.PAYER, None, None]
    assert [r.next_ask_at is None for r in found] == [True, True, False]
    assert [r.settled_at is None for r in found] == [False, False, True]
    told = bench.heard.of(RefundChanged)
    assert [(e.refund_id, e.adopted) for e in told] == [(r.id, True) for r in found]
    # The second climb starts behind what is known.
    bench.refunds.asked.clear()
    assert await ladder(order) == ""
    assert [number[-2:] for number in bench.refunds.asked] == ["03", "05"]


async def test_a_rung_without_an_answer_stops_and_what_was_found_stays(
    bench: Bench, ladder: Ladder
) -> None:
    _application_id, order = await refunded(bench)
    first = there(bench, order, 1, 1_000, S.SUCCEEDED)
    bench.refunds.queries = [Accepted(report=bench.refunds.taken[first]), NO_ANSWER]
    assert await ladder(order) == "net.off"
    assert [r.ordinal for r in await known(bench, order)] == [1]


async def test_a_number_of_another_payment_is_no_rung(bench: Bench, ladder: Ladder) -> None:
    _application_id, order = await refunded(bench)
    number = there(bench, order, 1, 1_000, S.SUCCEEDED)
    true = bench.refunds.taken[number]
    for foreign in (
        replace(true, transaction_id=payment()),
        replace(true, order_total=Fen(1)),
    ):
        bench.refunds.taken[number] = foreign
        assert await ladder(order) == "net.off"
    assert await known(bench, order) == ()


async def test_all_fifty_rungs(bench: Bench, ladder: Ladder) -> None:
    _application_id, order = await refunded(bench)
    for ordinal in range(1, 51):
        there(bench, order, ordinal, 1, S.SUCCEEDED)
    assert await ladder(order) == "adopted"
    assert len(await known(bench, order)) == 50
    bench.refunds.asked.clear()
    assert await ladder(order) == ""
    assert bench.refunds.asked == []


async def test_what_covers_the_application_is_its_refund(bench: Bench, ladder: Ladder) -> None:
    application_id, order = await refunded(bench)
    there(bench, order, 1, 10_800, S.SUCCEEDED)
    assert await ladder(order) == "adopted"
    application = await bench.application(application_id)
    assert application.state is ApplicationState.REFUNDED
    other_id, other = await refunded(bench)
    there(bench, other, 1, 10_799, S.SUCCEEDED)
    await ladder(other)
    assert (await bench.application(other_id)).state is ApplicationState.OPEN
    assert [r.application_id for r in await known(bench, other)] == [None]


async def test_of_two_open_applications_nobody_knows_whose_it_was(
    bench: Bench, ladder: Ladder
) -> None:
    application_id, order = await refunded(bench)
    linked_id = await bench.a_case(transaction_id=order.transaction_id, asked=Fen(3_000))
    there(bench, order, 1, 10_800, S.SUCCEEDED)
    assert await ladder(order) == "adopted"
    assert [r.application_id for r in await known(bench, order)] == [None]
    for each in (application_id, linked_id):
        assert (await bench.application(each)).state is ApplicationState.OPEN
        assert (await bench.view(each)).approve.default_amount == Fen(0)


async def test_nothing_found_and_nothing_told_is_elsewhere(bench: Bench, ladder: Ladder) -> None:
    application_id, order = await refunded(bench)
    assert await ladder(order) == "elsewhere"
    await bench.services.record_elsewhere(application_id, Fen(1), "柜台")
    assert await ladder(order) == ""


async def test_our_own_number_without_an_answer_comes_first(bench: Bench, ladder: Ladder) -> None:
    application_id = await bench.a_case()
    bench.refunds.submits = [NO_ANSWER]
    refund = await bench.pay(application_id)
    order = replace(bench.orders.known[refund.transaction_id], trade_state=TradeState.REFUND)
    bench.refunds.queries = [NO_ANSWER]
    assert await ladder(order) == "net.off"
    bench.refunds.taken[refund.number] = report_on(refund, S.PROCESSING)
    assert await ladder(order) == ""
    assert [r.state for r in await known(bench, order)] == [S.PROCESSING]
    assert not (await bench.refund(refund.id)).adopted


async def test_another_process_may_find_it_first(bench: Bench, ladder: Ladder) -> None:
    _application_id, order = await refunded(bench)
    there(bench, order, 1, 10_800, S.PROCESSING)
    climbing = ladder.refunds.query

    async def query(number: OutRefundNo) -> Accepted | NoSuchRefund:
        """Let the other process be quicker between the question and the answer."""
        ladder_of_other = replace(ladder, refunds=bench.refunds)
        bench.refunds.query = climbing  # type: ignore[method-assign] # the other one asks plainly
        await ladder_of_other(order)
        answer = await climbing(number)
        assert isinstance(answer, Accepted | NoSuchRefund)
        return answer

    bench.refunds.query = query  # type: ignore[method-assign,assignment] # see above
    assert await ladder(order) == "adopted"
    (found,) = await known(bench, order)
    with pytest.raises(AlreadyExistsError):
        await bench.run(lambda stores: stores.refunds.add(found))


async def test_a_number_given_up_here_and_used_by_another_desk_counts_once(
    bench: Bench, ladder: Ladder
) -> None:
    application_id, refund = await refused(bench)
    bench.clock.passes(minutes=2)
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    await bench.services.give_up_refund(refund.id)
    # The other desk sends another amount under the number that its copy has not used.
    number = refund.transaction_id
    order = replace(bench.orders.known[number], trade_state=TradeState.REFUND)
    bench.orders.known[number] = order
    there(bench, order, 1, 2_560, S.SUCCEEDED)
    pressed = await bench.pay(application_id)
    assert (pressed.state, pressed.why) == (S.UNDONE, "adopted")
    case = await bench.view(application_id)
    assert case.remainder is not None
    assert case.remainder.elsewhere == Fen(2_560)
    assert case.approve.default_amount == Fen(10_800 - 2_560)
    assert (await bench.refund(refund.id)).state is S.GIVEN_UP
    with pytest.raises(RuleBrokenError, match=r"changed\.amount"):
        await bench.services.record_elsewhere(application_id, Fen(2_559), "没有退过")
    # From now on it is known: it neither counts again nor stands in the way.
    assert await ladder(order) == ""
    assert (await bench.view(application_id)).remainder == case.remainder
    lines = await bench.audited(application_id)
    assert lines.count(AuditAction.CONTRADICTED) == 1
    assert case.used_elsewhere == frozenset({refund.id})


async def test_a_number_given_up_here_and_closed_there_counts_nothing(
    bench: Bench, ladder: Ladder
) -> None:
    application_id, refund = await refused(bench)
    bench.clock.passes(minutes=2)
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    await bench.services.give_up_refund(refund.id)
    order = bench.orders.known[refund.transaction_id]
    there(bench, order, 1, 2_560, S.CLOSED)
    assert await ladder(order) == "elsewhere"
    case = await bench.view(application_id)
    assert case.used_elsewhere == frozenset()
    assert case.remainder is not None
    assert case.remainder.elsewhere == Fen(0)
