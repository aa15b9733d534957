"""What the database itself refuses: a second refund, another number, a changed sum."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3.dbapi2 import IntegrityError

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo
from refund_desk.domain.refund import BLOCKING_STATES, FINAL_STATES, Refund, RefundState
from refund_desk.domain.refund_application import RefundApplication
from refund_desk.domain.refund_parts import PartKind, RefundPart
from tests.storage.examples import NOW, a_refund, an_application, numbered, payment

_NUMBERED = frozenset(RefundState) - {RefundState.PLANNED, RefundState.UNDONE}


async def _kept(ledger: Ledger, refund: Refund) -> Refund:
    return await ledger.transactions.run(lambda stores: stores.refunds.add(refund))


async def _replaced(ledger: Ledger, refund: Refund) -> None:
    await ledger.transactions.run(lambda stores: stores.refunds.replace(refund))


async def _application(ledger: Ledger) -> RefundApplication:
    return await ledger.transactions.run(lambda stores: stores.applications.add(an_application()))


def _in_state(refund: Refund, state: RefundState, ordinal: int = 1) -> Refund:
    changes = numbered(refund, ordinal) if state in _NUMBERED else {}
    return replace(refund, state=state, **changes)


@pytest.mark.parametrize("state", sorted(BLOCKING_STATES))
async def test_one_blocking_refund_of_a_payment(ledger: Ledger, state: RefundState) -> None:
    application = await _application(ledger)
    await _kept(ledger, _in_state(a_refund(application), state))

    with pytest.raises(AlreadyExistsError):
        await _kept(ledger, a_refund(application))
    await _kept(ledger, a_refund(transaction_id=payment()))


@pytest.mark.parametrize("state", sorted(frozenset(RefundState) - BLOCKING_STATES))
async def test_a_next_refund_after_it_was_accepted_or_ended(
    ledger: Ledger, state: RefundState
) -> None:
    application = await _application(ledger)
    await _kept(ledger, _in_state(a_refund(application), state))

    second = await _kept(ledger, a_refund(application))
    assert second.state is RefundState.PLANNED


async def test_a_step_into_a_blocking_state_is_refused_too(ledger: Ledger) -> None:
    application = await _application(ledger)
    undone = await _kept(ledger, _in_state(a_refund(application), RefundState.CLOSED))
    planned = await _kept(ledger, a_refund(application))
    same_number = planned.step_to(RefundState.SUBMITTING, **numbered(undone))

    with pytest.raises(AlreadyExistsError):
        await ledger.transactions.run(lambda stores: stores.refunds.replace(same_number))
    kept = await ledger.transactions.run(lambda stores: stores.refunds.get(planned.id))
    assert kept == planned


async def test_the_number_and_the_intention_are_frozen(ledger: Ledger) -> None:
    application = await _application(ledger)
    planned = await _kept(ledger, a_refund(application))
    sent = replace(_in_state(planned, RefundState.SUBMITTING), id=planned.id)
    await ledger.transactions.run(lambda stores: stores.refunds.replace(sent))

    changes: tuple[dict[str, Any], ...] = (
        {"amount": Fen(1)},
        {"amount": Fen(1), "accepted_at": NOW},
        {"order_total": Fen(1)},
        {"reason": "别的原因"},
        {"funds_account": "AVAILABLE"},
        {"ordinal": None, "out_refund_no": None},
        {"transaction_id": payment()},
        numbered(sent, 2),
        {"ordinal": 2},
        {"out_refund_no": OutRefundNo("PX-another-one")},
        {"mchid": Mchid("1900009999")},
    )
    for change in changes:
        changed = replace(sent, **change)
        with pytest.raises(IntegrityError, match=r"frozen|CHECK"):
            await _replaced(ledger, changed)
    assert await ledger.transactions.run(lambda stores: stores.refunds.get(sent.id)) == sent


async def test_an_adopted_refund_takes_the_amount_of_wechat_pay_once(ledger: Ledger) -> None:
    application = await _application(ledger)
    planned = await _kept(ledger, a_refund(application))
    sent = _in_state(planned, RefundState.SUBMITTING)
    adopted = replace(
        sent, state=RefundState.PROCESSING, amount=Fen(77), adopted=True, accepted_at=NOW
    )
    for version in (sent, adopted):
        await _replaced(ledger, version)

    with pytest.raises(IntegrityError, match="frozen"):
        await ledger.transactions.run(
            lambda stores: stores.refunds.replace(replace(adopted, amount=Fen(78)))
        )


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
async def test_a_final_state_is_final(ledger: Ledger, state: RefundState) -> None:
    application = await _application(ledger)
    kept = await _kept(ledger, _in_state(a_refund(application), state))
    moved = replace(_in_state(kept, RefundState.PROCESSING), id=kept.id)

    with pytest.raises(IntegrityError, match="frozen"):
        await ledger.transactions.run(lambda stores: stores.refunds.replace(moved))


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": Fen(0)},
        {"amount": Fen(10_000_000_001)},
        {"state": RefundState.SUBMITTING},
        {"ordinal": 1},
        {"ordinal": 51, "out_refund_no": "RD1-51"},
        {"application_id": 4711},
    ],
    ids=repr,
)
async def test_rows_that_cannot_be(ledger: Ledger, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=r"CHECK|FOREIGN KEY"):
        await _kept(ledger, a_refund(**changes))


async def test_a_refund_is_never_deleted_and_a_line_never_changed(ledger: Ledger) -> None:
    await _kept(ledger, a_refund())

    def delete(stores: SqlStores) -> None:
        stores.audit._connection.exec_driver_sql("DELETE FROM refund")

    with pytest.raises(DBAPIError, match="never deleted"):
        await ledger.transactions.run(delete)


async def test_what_a_refund_is_for_is_frozen_with_its_plan(ledger: Ledger) -> None:
    mug = RefundPart(kind=PartKind.GOODS, unit=Fen(10_800), name="雾蓝马克杯")
    application = await _application(ledger)
    planned = await _kept(ledger, a_refund(application, parts=(mug,)))
    with pytest.raises(IntegrityError, match="is frozen with its plan"):
        await _replaced(ledger, replace(planned, parts=()))
    with pytest.raises(IntegrityError, match="is frozen with its plan"):
        await _replaced(ledger, replace(planned, parts=(replace(mug, quantity=2),)))
    kept = await ledger.transactions.run(lambda stores: stores.refunds.get(planned.id))
    assert kept.parts == (mug,)


async def test_what_a_work_reads_again_is_what_it_has_written(ledger: Ledger) -> None:
    application = await _application(ledger)

    def work(stores: SqlStores) -> None:
        planned = stores.refunds.add(a_refund(application))
        of_payment = (planned.mchid, planned.transaction_id)
        assert stores.refunds.of_payment(*of_payment) == (planned,)
        undone = planned.step_to(RefundState.UNDONE)
        stores.refunds.replace(undone)
        again = stores.refunds.add(a_refund(application))
        for found in (
            stores.refunds.of_payment(*of_payment),
            stores.refunds.of_application(application.id),
        ):
            assert found == (undone, again)
        assert stores.refunds.get(planned.id) == undone
        stores.settings.put("a", "1")
        stores.settings.put("a", "2")
        assert stores.settings.get("a") == "2"
        stores.settings.put("a", None)
        assert stores.settings.get("a") is None

    await ledger.transactions.run(work)
