"""The inbox: its order, its counts, its rows, and everything of one case."""

from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refund_desk.adapters.storage.application_store import SqlApplicationStore
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.rows import InboxRow, SegmentCounts
from refund_desk.application.setting_names import draft_of, order_missing_of
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.beijing import start_of_beijing_day
from refund_desk.domain.conversation import KeptPicture
from refund_desk.domain.fen import Fen
from refund_desk.domain.order_facts import Logistics
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ProblemType,
    RefundApplication,
    Segment,
    Source,
)
from tests.storage.examples import (
    HOUR,
    MCHID,
    NOW,
    a_message,
    a_refund,
    an_application,
    an_audit_entry,
    an_order,
    an_outbox_entry,
    facts_of,
    numbered,
)

_DAY = timedelta(days=1)


async def _keep(ledger: Ledger, *applications: RefundApplication) -> list[int]:
    """Keep them in one transaction; their ids."""
    return await ledger.transactions.run(
        lambda stores: [stores.applications.add(one).id for one in applications]
    )


async def _ids(ledger: Ledger, segment: Segment, now: datetime = NOW) -> list[int]:
    return list(await ledger.reads.inbox_ids(segment, search="", now=now))


async def _row(ledger: Ledger, application_id: int) -> InboxRow:
    (row,) = await ledger.reads.inbox_rows(array("I", [application_id]))
    return row


async def test_an_empty_ledger(ledger: Ledger) -> None:
    assert await ledger.reads.segment_counts(now=NOW) == SegmentCounts()
    for segment in Segment:
        assert await _ids(ledger, segment) == []
    assert await ledger.reads.inbox_rows(array("I")) == ()
    assert await ledger.reads.inbox_rows(array("I", [1, 2])) == ()
    assert await ledger.reads.case(1) is None
    assert await ledger.reads.audit_lines(1) == ()


async def test_the_order_is_deadline_none_last_then_arrival(ledger: Ledger) -> None:
    late = an_application(due_at=NOW + 9 * HOUR, applied_at=NOW - 9 * HOUR)
    none_b = an_application(due_at=None, applied_at=NOW - HOUR)
    none_a = an_application(due_at=None, applied_at=NOW - 2 * HOUR)
    soon = an_application(due_at=NOW + HOUR)
    same_b = an_application(due_at=NOW + 5 * HOUR, applied_at=NOW - HOUR)
    same_a = an_application(due_at=NOW + 5 * HOUR, applied_at=NOW - 3 * HOUR)
    same_c = replace(same_b, source_ref="another")

    late_id, b_id, a_id, soon_id, same_b_id, same_a_id, same_c_id = await _keep(
        ledger, late, none_b, none_a, soon, same_b, same_a, same_c
    )
    wanted = [soon_id, same_a_id, same_b_id, same_c_id, late_id, a_id, b_id]
    assert await _ids(ledger, Segment.TO_DO) == wanted


async def test_each_segment_holds_its_own(ledger: Ledger) -> None:
    made = {
        Segment.TO_DO: an_application(state=ApplicationState.GOODS_RECEIVED),
        Segment.WAITING: an_application(state=ApplicationState.WAITING_GOODS),
        Segment.REFUNDING: an_application(state=ApplicationState.REFUNDING),
        Segment.PROBLEM: an_application(state=ApplicationState.REFUNDING, problem=True),
        Segment.DONE: an_application(state=ApplicationState.REJECTED, ended_at=NOW),
    }
    ids = dict(zip(made, await _keep(ledger, *made.values()), strict=True))
    for segment in Segment:
        wanted = [] if segment is Segment.DONE else [ids[segment]]
        assert await _ids(ledger, segment) == wanted
        assert (await _row(ledger, ids[segment])).segment is segment
    assert await ledger.reads.segment_counts(now=NOW) == SegmentCounts(1, 1, 1, 1)


async def test_what_was_refunded_today_stays_until_beijing_midnight(ledger: Ledger) -> None:
    midnight = start_of_beijing_day((NOW + 8 * HOUR).date())
    refunded = an_application(state=ApplicationState.REFUNDED, due_at=None)
    running, early, late, yesterday, other = await _keep(
        ledger,
        an_application(state=ApplicationState.REFUNDING, due_at=None),
        replace(refunded, ended_at=midnight),
        replace(refunded, ended_at=NOW, source_ref="late"),
        replace(refunded, ended_at=midnight - timedelta(microseconds=1), source_ref="yesterday"),
        an_application(state=ApplicationState.REJECTED, ended_at=NOW),
    )
    assert await _ids(ledger, Segment.REFUNDING) == [running, late, early]
    assert (await ledger.reads.segment_counts(now=NOW)).refunding == 1
    assert await _ids(ledger, Segment.REFUNDING, now=midnight + _DAY) == [running]
    assert {yesterday, other}.isdisjoint(await _ids(ledger, Segment.REFUNDING))


async def test_a_row_shows_what_is_known_and_masks_what_is_personal(ledger: Ledger) -> None:
    application = an_application(
        problem_text="打我电话13912345678",
        detail_text="",
        marked="changed.amount",
        picture_count=4,
        problem_type=ProblemType.SERVICE_NOT_WORK,
    )
    (application_id,) = await _keep(ledger, application)
    assert await _row(ledger, application_id) == InboxRow(
        application_id=application_id,
        source=Source.COMPLAINT,
        title="138****1234",
        category=ReasonCategory.DAMAGED,
        problem_text="打我电话139****5678",
        goods_title="",
        asked=Fen(10_800),
        due_at=application.due_at,
        official_due_at=start_of_beijing_day((NOW + 8 * HOUR + 2 * _DAY).date()),
        state=ApplicationState.OPEN,
        segment=Segment.TO_DO,
        problem_type=ProblemType.SERVICE_NOT_WORK,
        unshipped=False,
        picture_count=4,
        unread=True,
        marked="changed.amount",
        refund_state=None,
        refund_why="",
        refund_since=None,
        refund_amount=None,
        picture_sha256="",
    )


async def test_a_row_shows_the_shops_facts_and_the_newest_refund(ledger: Ledger) -> None:
    application = an_application(due_at=None)
    picture = await ledger.pictures.keep(
        "goods/mug", content=b"picture", thumbnail=b"small", width_px=3, height_px=4
    )

    def work(stores: SqlStores) -> int:
        kept = stores.applications.add(application)
        assert kept.transaction_id is not None
        stores.orders.put_facts(facts_of(kept.transaction_id, logistics=Logistics()))
        first = a_refund(kept, state=RefundState.CLOSED)
        stores.refunds.add(replace(first, **numbered(first)))
        stores.refunds.add(a_refund(kept, amount=Fen(50), why="balance"))
        return kept.id

    row = await _row(ledger, await ledger.transactions.run(work))
    assert (row.title, row.goods_title) == ("林**", "雾蓝马克杯 ×2、杯刷")
    assert row.unshipped
    assert row.official_due_at is None
    assert row.picture_sha256 == picture.sha256
    assert (row.refund_state, row.refund_amount) == (RefundState.PLANNED, Fen(50))
    assert (row.refund_why, row.refund_since) == ("balance", NOW)


async def test_how_long_a_refund_is_in_its_state(ledger: Ledger) -> None:
    planned, sent, accepted, settled = (NOW + n * HOUR for n in range(4))
    wanted = {
        RefundState.PLANNED: planned,
        RefundState.SUBMITTING: sent,
        RefundState.UNKNOWN: sent,
        RefundState.REFUSED: sent,
        RefundState.PROCESSING: accepted,
        RefundState.ABNORMAL: accepted,
        RefundState.SUCCEEDED: settled,
        RefundState.CLOSED: settled,
        RefundState.GIVEN_UP: settled,
        RefundState.UNDONE: settled,
    }
    for state, since in wanted.items():
        (application_id,) = await _keep(ledger, application := an_application())
        refund = a_refund(replace(application, id=application_id), planned_at=planned)
        times: dict[str, Any] = {"accepted_at": accepted, "settled_at": settled}
        if state not in {RefundState.PLANNED, RefundState.UNDONE}:
            times |= numbered(refund, first_submitting_at=sent)
        kept = replace(refund, state=state, **times)
        await _add_refund(ledger, kept)
        assert (await _row(ledger, application_id)).refund_since == since


async def _add_refund(ledger: Ledger, refund: Refund) -> None:
    await ledger.transactions.run(lambda stores: stores.refunds.add(refund))


async def test_rows_come_in_the_order_of_the_ids(ledger: Ledger) -> None:
    ids = await _keep(ledger, *(an_application() for _number in range(5)))
    wanted = array("I", [ids[3], 4_000_000_000, ids[0], ids[4]])
    rows = await ledger.reads.inbox_rows(wanted)
    assert [row.application_id for row in rows] == [ids[3], ids[0], ids[4]]


async def test_the_counts_are_right_whatever_happens(ledger: Ledger) -> None:
    ids = await _keep(ledger, *(an_application() for _number in range(4)))
    steps = st.lists(
        st.tuples(st.sampled_from(ids), st.sampled_from(ApplicationState), st.booleans()),
        max_size=12,
    )

    async def take(taken: list[tuple[int, ApplicationState, bool]]) -> None:
        def work(stores: SqlStores) -> dict[str, int]:
            for application_id, state, problem in taken:
                now_is = stores.applications.get(application_id)
                stores.applications.replace(replace(now_is, state=state, problem=problem))
            return _counted(stores.applications, ids)

        def kept(stores: SqlStores) -> dict[str, int]:
            rows = stores.audit._connection.exec_driver_sql("SELECT * FROM segment_count").all()
            return {name: count for name, count in rows if count}

        counted = await ledger.transactions.run(work)
        assert await ledger.transactions.run(kept) == counted

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(steps)
    def all_steps(taken: list[tuple[int, ApplicationState, bool]]) -> None:
        pending.append(taken)

    pending: list[list[tuple[int, ApplicationState, bool]]] = []
    all_steps()
    for taken in pending:
        await take(taken)


def _counted(applications: SqlApplicationStore, ids: list[int]) -> dict[str, int]:
    segments = [applications.get(application_id).segment.value for application_id in ids]
    return {segment: segments.count(segment) for segment in segments}


async def test_what_was_missing_is_there_once_it_was_added(ledger: Ledger) -> None:
    mine = an_application()

    def work(stores: SqlStores) -> None:
        for _time in range(2):
            assert stores.applications.find(mine.source, mine.source_ref) is None
        kept = stores.applications.add(mine)
        assert stores.applications.find(mine.source, mine.source_ref) == kept

    await ledger.transactions.run(work)


async def test_a_case_has_all_its_parts(ledger: Ledger) -> None:
    mine = an_application(applied_at=NOW - HOUR)
    assert mine.transaction_id is not None
    other = replace(an_application(), transaction_id=mine.transaction_id)
    order, facts = an_order(mine.transaction_id), facts_of(mine.transaction_id)
    messages = (a_message("1", picture_refs=("chat/1", "chat/2")), a_message("2", at=NOW + HOUR))

    def work(stores: SqlStores) -> tuple[Any, ...]:
        kept, linked = stores.applications.add(mine), stores.applications.add(other)
        earlier = stores.applications.add(an_application(customer_key=mine.customer_key))
        before = a_refund(earlier, planned_at=NOW - 30 * _DAY, state=RefundState.SUCCEEDED)
        stores.refunds.add(replace(before, **numbered(before)))
        stores.orders.put_order(order)
        stores.orders.put_facts(facts)
        stores.orders.put_elsewhere(MCHID, order.transaction_id, Fen(5))
        stores.conversations.merge(kept.id, messages)
        stores.settings.put(draft_of(kept.id), "您好")
        stores.settings.put(order_missing_of(kept.id), "1")
        refund = stores.refunds.add(a_refund(linked))
        return kept, linked, refund, stores.outbox.add(an_outbox_entry(kept.id))

    kept, linked, refund, entry = await ledger.transactions.run(work)
    for reference in ("chat/2", "goods/mug"):
        await ledger.pictures.keep(
            reference, content=reference.encode(), thumbnail=b"t", width_px=2, height_px=1
        )
    parts = await ledger.reads.case(kept.id)

    assert parts is not None
    assert (parts.application, parts.linked) == (kept, (linked,))
    assert (parts.order, parts.facts, parts.elsewhere) == (order, facts, Fen(5))
    assert (parts.refunds, parts.messages, parts.outbox) == ((refund,), messages, (entry,))
    assert [type(picture) for picture in parts.pictures] == [KeptPicture] * 2
    assert [picture.reference for picture in parts.pictures] == ["chat/2", "goods/mug"]
    assert (parts.draft, parts.order_missing, parts.earlier_refunds) == ("您好", True, 1)


async def test_a_case_of_which_little_is_known(ledger: Ledger) -> None:
    (application_id,) = await _keep(
        ledger, an_application(transaction_id=None, customer_key="", payer_phone="")
    )
    parts = await ledger.reads.case(application_id)

    assert parts is not None
    assert (parts.order, parts.facts, parts.elsewhere, parts.earlier_refunds) == (None,) * 4
    assert (parts.linked, parts.refunds, parts.messages, parts.pictures) == ((),) * 4
    assert (parts.draft, parts.order_missing) == ("", False)
    assert (await _row(ledger, application_id)).title == ""


async def test_the_lines_of_a_case_are_those_of_its_refunds_too(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> int:
        kept, other = (stores.applications.add(an_application()) for _number in range(2))
        refund = stores.refunds.add(a_refund(kept))
        stores.audit.append(an_audit_entry(application_id=kept.id))
        stores.audit.append(an_audit_entry(application_id=other.id))
        stores.audit.append(an_audit_entry(action=AuditAction.ASKED, refund_id=refund.id))
        return kept.id

    lines = await ledger.reads.audit_lines(await ledger.transactions.run(work))
    assert [(line.number, line.action) for line in lines] == [
        (1, AuditAction.RECEIVED),
        (3, AuditAction.ASKED),
    ]
