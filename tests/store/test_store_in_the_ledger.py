"""The Store in the desk's own books: applications come in, decisions go out once."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.application.setting_names import cursor_of
from refund_desk.application.use_cases.agree_at_platform import AgreeAtPlatform
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Source
from tests.application.bench import Bench, open_bench
from tests.practice.shop_in_thread import Far
from tests.practice.store_client import StoreClient
from tests.storage.examples import KEY, MCHID
from tests.store.desk import ACCEPT, DETAIL, OpenDesk, from_now_on, rule

A = ApplicationState


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that was opened once: making one costs more than a test."""
    folder = tmp_path_factory.mktemp("empty-ledger")
    open_ledger(folder, KEY, mchid=MCHID, practice=True).close()
    return folder


@pytest.fixture
async def bench(
    tmp_path: Path, empty_ledger: Path, desk: WeChatStore, far: Far
) -> AsyncIterator[Bench]:
    """A desk whose only living source is the Store."""
    shutil.copytree(empty_ledger, tmp_path / "ledger")
    with contextmanager(_opened)(tmp_path / "ledger", desk) as opened:
        name, cursor = cursor_of(Source.STORE), from_now_on(far)
        await opened.run(lambda stores: stores.settings.put(name, cursor))
        yield opened


def _opened(folder: Path, desk: WeChatStore) -> Iterator[Bench]:
    yield from open_bench(folder, feeds=(desk,))


async def look(bench: Bench) -> None:
    bench.clock.passes(seconds=30)
    await bench.services.pull_applications()


async def kept(bench: Bench, ref: str) -> RefundApplication:
    found = await bench.run(lambda stores: stores.applications.find(Source.STORE, ref))
    assert found is not None
    return found


async def elsewhere(bench: Bench, application: RefundApplication) -> Fen | None:
    number = application.transaction_id
    assert number is not None
    return await bench.run(lambda stores: stores.orders.elsewhere(MCHID, TransactionId(number)))


async def agree(bench: Bench, application: RefundApplication, **changes: Any) -> OutboxEntry:
    seen = changes.pop("seen_amount", application.asked)
    return await AgreeAtPlatform(ground=bench.ground)(application.id, seen_amount=seen, **changes)


async def deliver(bench: Bench, entry: OutboxEntry) -> OutboxEntry:
    """Steps of the outbox until nothing more is due by itself."""
    number = entry.id
    for _ in range(6):
        bench.clock.passes(seconds=60)
        await bench.services.outbox_loop.turn()
        entry = await bench.run(lambda stores: stores.outbox.get(number))
        if entry.state not in {OutboxState.WAITING, OutboxState.DOUBT}:
            break
    return entry


async def test_applications_come_in_and_follow_the_store(store: StoreClient, bench: Bench) -> None:
    ref = store.fresh(amount_fen=3000, total_fen=5000, words="杯口裂了")
    await look(bench)
    first = await kept(bench, ref)
    assert (first.state, first.asked, first.order_amount) == (A.OPEN, Fen(3000), Fen(5000))
    assert first.due_at is not None
    assert len(first.customer_key) == 64

    store.buyer(ref, "cancel")
    await look(bench)

    after = await kept(bench, ref)
    assert (after.state, after.due_at) == (A.WITHDRAWN, None)


async def test_agreeing_pays_once_and_is_recorded_as_theirs(
    far: Far, store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh(amount_fen=3000, total_fen=5000)
    await look(bench)
    application = await kept(bench, ref)

    entry = await deliver(bench, await agree(bench, application))
    await look(bench)

    assert entry.state is OutboxState.SENT
    assert store.happened(ref) == ["accept_refund", "refund"]
    after = await kept(bench, ref)
    assert after.state is A.REFUNDED
    assert await elsewhere(bench, after) == Fen(3000)
    assert bench.refunds.sent == []
    audited = await bench.audited(after.id)
    assert audited.count(AuditAction.AGREED_AT_PLATFORM) == 1
    assert audited.count(AuditAction.APPROVE_SENT) == 1
    assert audited.count(AuditAction.ELSEWHERE) == 1
    await look(bench)
    assert (await bench.audited(after.id)).count(AuditAction.ELSEWHERE) == 1


async def test_a_refund_under_way_at_the_platform_ends_here_too(
    far: Far, store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh(settles="fails")
    await look(bench)
    await deliver(bench, await agree(bench, await kept(bench, ref)))
    await look(bench)
    assert (await kept(bench, ref)).state is A.OPEN, "the platform could not pay: a person's turn"
    media_id = store.upload()["pic_file"]["media_id"]
    body = {"after_sale_order_id": ref, "desc": "", "refund_certificates": [media_id]}
    assert store.code("uploadrefundcertificate", **body) == 0
    store.buyer(ref, "confirm")

    await look(bench)

    assert (await kept(bench, ref)).state is A.REFUNDED


async def test_our_own_refund_of_such_a_payment_is_refused(
    store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh()
    await look(bench)
    application = await kept(bench, ref)
    number = application.transaction_id
    linked = await bench.a_case(transaction_id=number)

    assert (await bench.view(application.id)).platform_pays
    assert (await bench.view(linked)).approve.why == "platform.pays"
    for application_id in (application.id, linked):
        with pytest.raises(RuleBrokenError, match=r"platform\.pays"):
            await bench.approve(application_id)
    assert bench.refunds.sent == []


@pytest.mark.parametrize("fault", ["drop_after", "drop_before", "status_500", "garbage"])
async def test_a_decision_survives_faults_and_a_crash(
    far: Far, store: StoreClient, open_desk: OpenDesk, bench: Bench, fault: str
) -> None:
    ref = store.fresh()
    await look(bench)
    entry = await agree(bench, await kept(bench, ref))
    # The read-back after the doubt is lost, too: as if the desk had been killed there.
    far.faults(rule(fault, ACCEPT), rule("drop_before", DETAIL, skip=2))

    entry = await deliver(bench, entry)
    await look(bench)

    assert entry.state is OutboxState.SENT
    assert store.happened(ref).count("accept_refund") == 1
    assert (await kept(bench, ref)).state is A.REFUNDED


async def test_a_desk_killed_while_sending_finds_its_own_doing(
    far: Far, store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh()
    await look(bench)
    entry = await agree(bench, await kept(bench, ref))
    now = bench.clock.now()
    sending = entry.step_to(OutboxState.SENDING, attempts=1, first_sent_at=now)
    await bench.run(lambda stores: stores.outbox.replace(sending))
    store.accept(ref)

    await bench.services.settling_loop.recover()
    entry = await deliver(bench, entry)

    assert store.happened(ref).count("accept_refund") == 1
    assert entry.state in {OutboxState.SENT, OutboxState.DROPPED}


async def test_a_press_on_what_is_gone_or_other_is_refused(
    store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh()
    await look(bench)
    application = await kept(bench, ref)

    with pytest.raises(RuleBrokenError, match=r"changed\.amount"):
        await agree(bench, application, seen_amount=Fen(1))
    with pytest.raises(RuleBrokenError, match=r"platform\.not"):
        await AgreeAtPlatform(ground=bench.ground)(await bench.a_case(), seen_amount=Fen(1))
    await agree(bench, application)
    with pytest.raises(RuleBrokenError, match="rejecting"):
        await agree(bench, application)
    store.buyer(ref, "cancel")
    await look(bench)
    with pytest.raises(RuleBrokenError, match="ended"):
        await agree(bench, await kept(bench, ref))


async def test_a_press_that_came_too_late_tells_a_person(
    far: Far, store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh()
    await look(bench)
    entry = await agree(bench, await kept(bench, ref))
    store.offer(ref)

    entry = await deliver(bench, entry)

    assert (entry.state, entry.why) == (OutboxState.STUCK, "store.moved")
    assert "accept_refund" not in store.happened(ref)


async def test_a_rejection_ends_it_and_a_dispute_opens_it_again(
    far: Far, store: StoreClient, bench: Bench
) -> None:
    ref = store.fresh()
    await look(bench)
    application = await kept(bench, ref)
    now = bench.clock.now()
    entry = await bench.run(
        lambda stores: stores.outbox.add(
            OutboxEntry(
                id=0,
                application_id=application.id,
                kind=OutboxKind.REJECT,
                state=OutboxState.WAITING,
                created_at=now,
                next_try_at=now,
                actor="owner",
                text="已和买家说好",
                reject_code="6",
            )
        )
    )
    assert (await deliver(bench, entry)).state is OutboxState.SENT
    assert (await kept(bench, ref)).state is A.REJECTED
    assert store.happened(ref) == ["reject"]
    bench.clock.passes(seconds=timedelta(days=1).total_seconds())
    await look(bench)

    far.advance(60)
    store.buyer(ref, "dispute")
    await look(bench)

    again = await kept(bench, ref)
    assert (again.state, again.in_platform_service) == (A.OPEN, True)
