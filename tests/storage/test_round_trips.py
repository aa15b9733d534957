"""What goes in comes out, for every kind of row and every store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refund_desk.adapters.storage import (
    application_store,
    audit_store,
    conversation_store,
    order_store,
    outbox_store,
    refund_store,
)
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.audit import AuditAction, AuditEntry, AuditLine, chained
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.fen import REFUND_FEN_MAX, Fen
from refund_desk.domain.identifiers import (
    Identifier,
    Mchid,
    OutRefundNo,
    OutTradeNo,
    RefundId,
    TransactionId,
)
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.outbox import OutboxEntry, OutboxState
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Source
from tests.storage.examples import (
    HOUR,
    MCHID,
    NOW,
    a_message,
    a_refund,
    an_application,
    an_order,
    an_outbox_entry,
    facts_of,
    numbered,
    payment,
)

_MICROS_MAX = 4_102_444_800_000_000  # the year 2100
_INSTANTS = st.integers(0, _MICROS_MAX).map(
    lambda micros: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
)


def _identifiers(kind: type[Identifier]) -> st.SearchStrategy[Any]:
    return st.from_regex(kind.form, fullmatch=True).map(kind)


st.register_type_strategy(datetime, _INSTANTS)
st.register_type_strategy(Fen, st.integers(0, REFUND_FEN_MAX).map(Fen))
for _kind in (Mchid, TransactionId, OutTradeNo, RefundId, OutRefundNo):
    st.register_type_strategy(_kind, _identifiers(_kind))


class _Row:
    """A row of the database, as far as the mappers look."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


@given(_INSTANTS)
def test_instants_are_exact_and_sort(instant: datetime) -> None:
    assert to_instant(to_micros(instant)) == instant
    assert to_micros(instant + timedelta(microseconds=1)) == to_micros(instant) + 1


def test_instants_of_another_zone_become_utc() -> None:
    beijing = NOW.astimezone(tz=None)
    assert to_instant(to_micros(beijing)) == NOW
    assert to_instant(to_micros(beijing)).tzinfo is UTC


_quick = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@_quick
@given(st.builds(RefundApplication))
def test_any_application(application: RefundApplication) -> None:
    row: Any = _Row({"id": application.id, **application_store.values_of(application)})
    assert application_store.application_of(row) == application


@_quick
@given(st.builds(Refund))
def test_any_refund(refund: Refund) -> None:
    row: Any = _Row({"id": refund.id, **refund_store.values_of(refund)})
    assert refund_store.refund_of(row) == refund


@_quick
@given(st.builds(PaidOrder), st.builds(OrderFacts))
def test_any_order_and_facts(order: PaidOrder, facts: OrderFacts) -> None:
    row: Any = _Row(order_store.order_values(order))
    assert order_store.order_of(row) == order
    facts_row: Any = _Row(order_store.facts_values(facts))
    assert order_store.facts_of(facts_row) == facts


@_quick
@given(st.builds(Message), st.builds(OutboxEntry), st.builds(AuditLine))
def test_any_message_entry_and_line(message: Message, entry: OutboxEntry, line: AuditLine) -> None:
    row: Any = _Row(conversation_store.message_values(message, 1, 0))
    assert conversation_store.message_of(row) == message
    entry_row: Any = _Row({"id": entry.id, **outbox_store.entry_values(entry)})
    assert outbox_store.entry_of(entry_row) == entry
    line_row: Any = _Row(audit_store.line_values(line))
    assert audit_store.line_of(line_row) == line


async def test_applications(ledger: Ledger) -> None:
    first, second = an_application(), an_application(applied_at=NOW - 5 * HOUR)
    other = replace(an_application(), transaction_id=first.transaction_id)

    def work(stores: SqlStores) -> None:
        kept, earlier = stores.applications.add(first), stores.applications.add(second)
        linked = stores.applications.add(replace(other, applied_at=NOW - 9 * HOUR))
        assert stores.applications.get(kept.id) == kept == replace(first, id=kept.id)
        assert stores.applications.find(Source.COMPLAINT, first.source_ref) == kept
        assert stores.applications.find(Source.COMPLAINT, "unknown") is None
        assert first.transaction_id is not None
        assert stores.applications.of_payment(MCHID, first.transaction_id) == (linked, kept)
        changed = replace(earlier, state=ApplicationState.WITHDRAWN, unread=False, ended_at=NOW)
        stores.applications.replace(changed)
        assert stores.applications.get(earlier.id) == changed
        here, open_before = Source.COMPLAINT, stores.applications.open_applied_before
        assert open_before(NOW, source=here, limit=9) == (linked, kept)
        assert open_before(NOW, source=here, limit=1) == (linked,)
        assert open_before(linked.applied_at, source=here, limit=1) == ()
        assert open_before(NOW, source=Source.SHEET, limit=9) == ()

    await ledger.transactions.run(work)


async def test_what_is_not_there(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        lost = replace(an_application(), id=77)
        for call in (
            lambda: stores.applications.get(77),
            lambda: stores.applications.replace(lost),
            lambda: stores.refunds.get(77),
            lambda: stores.refunds.replace(a_refund(id=77)),
            lambda: stores.outbox.get(77),
            lambda: stores.outbox.replace(an_outbox_entry(1, id=77)),
        ):
            with pytest.raises(KeyError, match="77"):
                call()

    await ledger.transactions.run(work)


async def test_a_source_knows_an_application_once(ledger: Ledger) -> None:
    application = an_application()
    kept = await ledger.transactions.run(lambda stores: stores.applications.add(application))

    with pytest.raises(AlreadyExistsError):
        await ledger.transactions.run(lambda stores: stores.applications.add(application))
    other = await ledger.transactions.run(lambda stores: stores.applications.add(an_application()))
    with pytest.raises(AlreadyExistsError):
        await ledger.transactions.run(
            lambda stores: stores.applications.replace(replace(other, source_ref=kept.source_ref))
        )


async def test_refunds(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        application = stores.applications.add(an_application())
        of_payment = (MCHID, application.transaction_id or payment())
        first = stores.refunds.add(a_refund(application))
        sent = first.step_to(RefundState.SUBMITTING, **numbered(first))
        stores.refunds.replace(sent)
        assert stores.refunds.get(first.id) == sent
        assert sent.out_refund_no is not None
        assert stores.refunds.by_number(sent.out_refund_no) == sent
        assert stores.refunds.by_number(OutRefundNo("PX0-01")) is None
        assert stores.refunds.unfinished() == (sent,)
        assert stores.refunds.next_due() is None
        moving = sent.step_to(RefundState.PROCESSING, accepted_at=NOW, next_ask_at=NOW + HOUR)
        stores.refunds.replace(moving)
        assert stores.refunds.next_due() == NOW + HOUR
        other = stores.refunds.add(a_refund(planned_at=NOW))
        late = replace(other, **numbered(other), state=RefundState.UNKNOWN, next_ask_at=NOW - HOUR)
        stores.refunds.replace(late)
        assert stores.refunds.next_due() == NOW - HOUR
        assert stores.refunds.due(NOW, limit=9) == (late,)
        assert stores.refunds.due(NOW + HOUR, limit=9) == (late, moving)
        assert stores.refunds.due(NOW + HOUR, limit=1) == (late,)
        second = stores.refunds.add(a_refund(application, amount=Fen(1)))
        assert stores.refunds.of_payment(*of_payment) == (moving, second)
        assert stores.refunds.of_application(application.id) == (moving, second)
        done = moving.step_to(RefundState.SUCCEEDED, settled_at=NOW, next_ask_at=None)
        stores.refunds.replace(done)
        assert stores.refunds.unfinished() == (late, second)

    await ledger.transactions.run(work)


async def test_payments_and_facts(ledger: Ledger) -> None:
    number = payment()
    order, facts = an_order(number), facts_of(number)

    def work(stores: SqlStores) -> None:
        assert stores.orders.order(MCHID, number) is None
        assert stores.orders.facts(number) is None
        assert stores.orders.elsewhere(MCHID, number) is None
        for total in (Fen(1), order.total):
            stores.orders.put_order(replace(order, total=total))
            stores.orders.put_elsewhere(MCHID, number, total)
        stores.orders.put_facts(facts)
        stores.orders.put_facts(facts)
        assert stores.orders.order(MCHID, number) == order
        assert stores.orders.facts(number) == facts
        assert stores.orders.elsewhere(MCHID, number) == order.total
        bare = OrderFacts(transaction_id=number)
        stores.orders.put_facts(bare)
        assert stores.orders.facts(number) == bare

    await ledger.transactions.run(work)


async def test_a_conversation_keeps_each_message_once_and_in_order(ledger: Ledger) -> None:
    late = a_message("b", at=NOW + HOUR, picture_refs=("ref-1", "ref-2"))
    early = a_message("a", speaker=Speaker.SHOP, kind=MessageKind.SYSTEM)

    def work(stores: SqlStores) -> None:
        application_id = stores.applications.add(an_application()).id
        assert stores.conversations.merge(application_id, (late, late)) == 1
        assert stores.conversations.merge(application_id, (early, late)) == 1
        assert stores.conversations.merge(application_id, (early, late)) == 0
        assert stores.conversations.messages(application_id) == (early, late)
        assert stores.conversations.messages(application_id + 1) == ()

    await ledger.transactions.run(work)


async def test_the_outbox(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        application_id = stores.applications.add(an_application()).id
        first = stores.outbox.add(an_outbox_entry(application_id, picture_names=("ab", "cd")))
        after = stores.outbox.add(an_outbox_entry(application_id, after_id=first.id))
        later = stores.outbox.add(an_outbox_entry(application_id, next_try_at=NOW + HOUR))
        assert stores.outbox.get(first.id) == first
        assert stores.outbox.of_application(application_id) == (first, after, later)
        assert stores.outbox.due(NOW, limit=9) == (first,)
        assert stores.outbox.due(NOW + HOUR, limit=9) == (first, later)
        assert stores.outbox.due(NOW + HOUR, limit=1) == (first,)
        assert stores.outbox.next_due() == NOW
        assert stores.outbox.interrupted() == ()
        sending = first.step_to(OutboxState.SENDING, attempts=1)
        stores.outbox.replace(sending)
        assert stores.outbox.interrupted() == (sending,)
        assert stores.outbox.next_due() == NOW + HOUR
        stores.outbox.replace(sending.step_to(OutboxState.SENT))
        assert stores.outbox.due(NOW, limit=9) == (after,)
        doubt = after.step_to(OutboxState.SENDING).step_to(OutboxState.DOUBT)
        stores.outbox.replace(doubt)
        assert stores.outbox.due(NOW, limit=9) == (doubt,)
        stores.outbox.replace(replace(doubt, state=OutboxState.DROPPED))
        stores.outbox.replace(replace(later, state=OutboxState.STUCK))
        assert stores.outbox.next_due() is None

    await ledger.transactions.run(work)


async def test_a_dropped_entry_lets_its_follower_go(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        application_id = stores.applications.add(an_application()).id
        first = stores.outbox.add(an_outbox_entry(application_id))
        after = stores.outbox.add(an_outbox_entry(application_id, after_id=first.id))
        stores.outbox.replace(first.step_to(OutboxState.DROPPED))
        assert stores.outbox.due(NOW, limit=9) == (after,)

    await ledger.transactions.run(work)


async def test_settings(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        assert stores.settings.get("draft:1") is None
        stores.settings.put("draft:1", "您好")
        stores.settings.put("draft:1", "")
        assert stores.settings.get("draft:1") == ""
        stores.settings.put("draft:1", None)
        stores.settings.put("draft:1", None)
        assert stores.settings.get("draft:1") is None

    await ledger.transactions.run(work)


async def test_how_often_a_customer_was_refunded(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        applications = [
            stores.applications.add(an_application(customer_key=key))
            for key in ("one", "one", "one", "one", "other", "")
        ]
        states = [
            RefundState.PLANNED,
            RefundState.SUCCEEDED,
            RefundState.UNDONE,
            RefundState.SUCCEEDED,
            RefundState.SUCCEEDED,
            RefundState.SUCCEEDED,
        ]
        for number, (application, state) in enumerate(zip(applications, states, strict=True)):
            planned = a_refund(application, planned_at=NOW - number * 24 * HOUR)
            sent = {} if state in {RefundState.PLANNED, RefundState.UNDONE} else numbered(planned)
            stores.refunds.add(replace(planned, state=state, **sent))
        count = stores.applications.count_refunded_of_customer
        assert count("one", since=NOW - 99 * 24 * HOUR, except_id=0) == 3
        assert count("one", since=NOW - 99 * 24 * HOUR, except_id=applications[0].id) == 2
        assert count("one", since=NOW - 2 * 24 * HOUR, except_id=0) == 2
        assert count("", since=NOW - 99 * 24 * HOUR, except_id=0) == 0

    await ledger.transactions.run(work)


def test_a_chained_line_survives_the_database() -> None:
    entry = AuditEntry(at=NOW, actor="owner", action=AuditAction.PLANNED, refund_id=4)
    line = chained(entry, number=1, facts_json="{}", previous="0" * 64)
    row: Any = _Row(audit_store.line_values(line))
    assert audit_store.line_of(row) == line
