"""Replies and decisions reach the far side once, whatever happens to the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.commands import OwnPicture, RejectCommand, ReplyCommand
from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.outbox import OutboxEntry, OutboxState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.resource_paths import resource
from tests.journeys.faults import COMPLAINTS, FAULTS, REFUNDS, SOME, fault_on
from tests.journeys.headless import Headless, headless
from tests.practice_process import PracticeShop

UPLOADS = "/v3/merchant-service/images/upload"
WORDS = "已收到，正在核实。"


async def said(desk: Headless, application_id: int, kind: MessageKind, text: str = "") -> int:
    """How often the far side has this in the conversation."""
    messages = (await desk.opened(application_id)).messages
    return sum(m.kind is kind and (not text or m.text == text) for m in messages)


async def the_entry(desk: Headless, application_id: int) -> OutboxEntry:
    """The newest message of an application."""
    return (await desk.view(application_id)).outbox[-1]


async def test_a_reply_is_never_said_twice(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in FAULTS:
            with subtests.test(fault=fault):
                application_id = await desk.fresh()
                quiet_shop.set_faults(fault_on("POST", COMPLAINTS, fault))
                reply = ReplyCommand(application_id=application_id, text=WORDS)
                await desk.services.reply_to_customer(reply)
                await desk.deliver_by_itself()
                quiet_shop.clear_faults()
                there = await said(desk, application_id, MessageKind.WORDS, WORDS)
                entry = await the_entry(desk, application_id)
                # What is not there is shown to the person, who decides.
                wanted = (OutboxState.SENT, "") if there else (OutboxState.STUCK, "reply.doubt")
                assert (entry.state, entry.why) == wanted
                await desk.services.retry_outgoing(entry.id)
                await desk.deliver_by_itself()
                assert await said(desk, application_id, MessageKind.WORDS, WORDS) == 1
                assert (await the_entry(desk, application_id)).state is OutboxState.SENT


async def test_the_same_words_twice_are_two_messages(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        rule = fault_on("POST", COMPLAINTS, "drop_after", times=None)
        quiet_shop.set_faults(rule)
        for _time in range(2):
            reply = ReplyCommand(application_id=application_id, text=WORDS)
            await desk.services.reply_to_customer(reply)
        await desk.deliver()
        quiet_shop.clear_faults()
        await desk.deliver_by_itself()
        case = await desk.opened(application_id)
        assert [entry.state for entry in case.outbox] == [OutboxState.SENT] * 2
        assert await said(desk, application_id, MessageKind.WORDS, WORDS) == 2


async def test_agreed_is_told_once_before_the_words(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in SOME:
            with subtests.test(fault=fault):
                application_id = await desk.fresh(settles="slow")
                refund = await desk.pay(application_id, reply_text=WORDS)
                assert refund.state is RefundState.PROCESSING
                quiet_shop.set_faults(fault_on("POST", COMPLAINTS, fault))
                await desk.deliver_by_itself()
                quiet_shop.clear_faults()
                case = await desk.opened(application_id)
                told = [m.kind for m in case.messages if m.kind is not MessageKind.SYSTEM]
                assert told == [MessageKind.APPLIED, MessageKind.APPROVED, MessageKind.WORDS]
                assert [entry.state for entry in case.outbox] == [OutboxState.SENT] * 2


async def test_a_rejection_is_told_once(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in SOME:
            with subtests.test(fault=fault):
                application_id = await desk.fresh()
                await desk.opened(application_id)
                quiet_shop.set_faults(fault_on("POST", COMPLAINTS, fault))
                await _reject(desk, application_id)
                await desk.deliver_by_itself()
                quiet_shop.clear_faults()
                assert await said(desk, application_id, MessageKind.REJECTED) == 1
                case = await desk.view(application_id)
                assert (case.state, case.round) == (ApplicationState.REJECTED, 1)


async def test_a_rejection_of_what_was_withdrawn_waits_for_a_person(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        await desk.opened(application_id)
        await _reject(desk, application_id)
        quiet_shop.revoke(desk.complaint_of(application_id))
        await desk.deliver()
        entry = await the_entry(desk, application_id)
        assert (entry.state, entry.why) == (OutboxState.STUCK, "changed.closed")
        await desk.services.drop_outgoing(entry.id)
        await desk.services.drop_outgoing(entry.id)
        assert (await the_entry(desk, application_id)).state is OutboxState.DROPPED
        assert await said(desk, application_id, MessageKind.REJECTED) == 0
        assert (await desk.view(application_id)).state is ApplicationState.WITHDRAWN


async def test_a_poll_that_began_before_a_rejection_does_not_reopen_it(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        await desk.opened(application_id)
        await _reject(desk, application_id)
        quiet_shop.buyer_says(desk.complaint_of(application_id), "快一点")
        # The list is read at once, the conversations late.
        history = f"{COMPLAINTS[:-1]}{desk.complaint_of(application_id)}/negotiation-historys"
        quiet_shop.set_faults({**fault_on("GET", history, "delay"), "delay_ms": 400})
        polling = asyncio.ensure_future(desk.services.pull_applications())
        await asyncio.sleep(0.15)
        await desk.deliver()
        assert (await desk.view(application_id)).state is ApplicationState.REJECTED
        await polling
        for _look in range(2):
            case = await desk.view(application_id)
            assert (case.state, case.round) == (ApplicationState.REJECTED, 1)
            await desk.services.pull_applications()
        quiet_shop.buyer_says(desk.complaint_of(application_id), "我不同意，继续投诉")
        await desk.services.pull_applications()
        case = await desk.view(application_id)
        assert (case.state, case.round) == (ApplicationState.OPEN, 2)


async def test_done_is_told_once_and_not_after_the_end(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        quiet_shop.set_faults(fault_on("POST", COMPLAINTS, "drop_after"))
        await desk.services.complete_complaint(application_id)
        with pytest.raises(RuleBrokenError, match="ended"):
            await desk.services.complete_complaint(application_id)
        await desk.deliver_by_itself()
        assert await said(desk, application_id, MessageKind.COMPLETED) == 1
        assert (await the_entry(desk, application_id)).state is OutboxState.SENT
        with pytest.raises(RuleBrokenError, match="ended"):
            await desk.services.complete_complaint(application_id)


async def test_words_for_a_lost_network_wait_a_day_and_then_for_a_person(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
    async with headless(tmp_path, quiet_shop, connected=False) as desk:
        reply = ReplyCommand(application_id=application_id, text=WORDS)
        await desk.services.reply_to_customer(reply)
        for _hour in range(24):
            await desk.deliver()
            assert (await the_entry(desk, application_id)).state is OutboxState.WAITING
            desk.desk.clock.business_ahead += timedelta(minutes=59)
        desk.desk.clock.business_ahead += timedelta(minutes=25)
        await desk.deliver()
        entry = await the_entry(desk, application_id)
        assert (entry.state, entry.why) == (OutboxState.STUCK, "outbox.old")


async def test_a_picture_goes_with_its_words_once(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in SOME:
            with subtests.test(fault=fault):
                application_id = await desk.fresh()
                quiet_shop.set_faults(fault_on("POST", UPLOADS, fault))
                await desk.services.reply_to_customer(_with_picture(application_id))
                await desk.deliver_by_itself()
                case = await desk.opened(application_id)
                (there,) = [m for m in case.messages if m.text == WORDS]
                assert len(there.pictures) == 1
                assert case.outbox[-1].state is OutboxState.SENT


async def test_a_picture_that_nobody_looked_at_does_not_leave(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        with pytest.raises(RuleBrokenError, match=r"img\.private"):
            await desk.services.reply_to_customer(_with_picture(application_id, looked_at=False))
        with pytest.raises(RuleBrokenError, match=r"img\.max"):
            await desk.services.reply_to_customer(_with_picture(application_id, count=5))
        assert (await desk.view(application_id)).outbox == ()


async def test_two_programs_on_one_ledger_say_it_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as one, headless(tmp_path, quiet_shop) as two:
        application_id = await one.fresh()
        # One's picture comes to nothing after two has said it all.
        quiet_shop.set_faults({**fault_on("POST", UPLOADS, "drop_after"), "delay_ms": 300})
        await one.services.reply_to_customer(_with_picture(application_id))
        slow = asyncio.ensure_future(one.deliver())
        await asyncio.sleep(0.1)
        await two.deliver()
        assert (await the_entry(two, application_id)).state is OutboxState.SENT
        await slow
        assert (await the_entry(two, application_id)).state is OutboxState.SENT
        await one.deliver_by_itself()
        assert await said(one, application_id, MessageKind.WORDS, WORDS) == 1


async def test_a_start_beside_a_running_program_says_it_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as one, headless(tmp_path, quiet_shop) as two:
        application_id = await one.fresh()
        await one.opened(application_id)
        quiet_shop.set_faults({**fault_on("POST", COMPLAINTS, "delay"), "delay_ms": 300})
        await _reject(one, application_id)
        slow = asyncio.ensure_future(one.deliver())
        await asyncio.sleep(0.1)
        await two.heal()
        await two.deliver()
        await slow
        await two.deliver_by_itself()
        assert (await the_entry(two, application_id)).state is OutboxState.SENT
        assert await said(one, application_id, MessageKind.REJECTED) == 1


async def test_a_disk_that_takes_no_outcome_leaves_no_reply_behind(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        await impatient(desk)
        application_id = await desk.fresh()
        await desk.services.reply_to_customer(
            ReplyCommand(application_id=application_id, text=WORDS)
        )
        quiet_shop.set_faults({**fault_on("POST", COMPLAINTS, "delay"), "delay_ms": 200})
        sending = asyncio.ensure_future(desk.deliver())
        await asyncio.sleep(0.1)
        with locked(tmp_path), pytest.raises(StorageBusyError):
            await sending
        assert (await the_entry(desk, application_id)).state is OutboxState.SENDING
        await desk.services.outbox_loop.deliver.write_unwritten()
        await desk.deliver_by_itself()
        assert (await the_entry(desk, application_id)).state is OutboxState.SENT
        assert await said(desk, application_id, MessageKind.WORDS, WORDS) == 1


async def test_a_disk_that_takes_no_outcome_leaves_no_refund_behind(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        await impatient(desk)
        refund = await desk.approve(await desk.fresh())
        quiet_shop.set_faults({**fault_on("POST", REFUNDS, "delay"), "delay_ms": 250})
        sending = asyncio.ensure_future(desk.services.submit_refund(refund.id))
        await asyncio.sleep(0.2)
        assert (await desk.refund(refund.id)).state is RefundState.SUBMITTING
        with locked(tmp_path), pytest.raises(StorageBusyError):
            await sending
        assert (await desk.refund(refund.id)).state is RefundState.SUBMITTING
        await desk.services.settling_loop.submit.write_unwritten()
        assert (await desk.refund(refund.id)).state is RefundState.UNKNOWN
        await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert await desk.agrees(refund.transaction_id) == refund.amount.count


async def test_a_disk_that_takes_no_intention_leaves_no_plan_behind(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop, undo_s=0.15) as desk:
        await impatient(desk)
        application_id = await desk.fresh()
        refund = await desk.approve(application_id)
        sending = asyncio.ensure_future(desk.services.submit_refund(refund.id))
        await asyncio.sleep(0.05)
        with locked(tmp_path), pytest.raises(StorageBusyError):
            await sending
        assert (await desk.refund(refund.id)).state is RefundState.PLANNED
        await desk.services.settling_loop.submit.write_unwritten()
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "disk.busy")
        assert desk.paid_of(refund.transaction_id) == []
        assert (await desk.view(application_id)).approve.enabled


async def impatient(desk: Headless) -> None:
    """Let the writer wait for a lock a moment only."""
    await desk.desk.ledger.transactions.run(
        lambda stores: stores.audit._connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program holds the ledger's write lock."""
    practice = Folders(folder).practice
    with closing(connect(practice / LEDGER_FILE, practice_keys(practice).database)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def _reject(desk: Headless, application_id: int) -> None:
    await desk.services.reject_application(
        RejectCommand(application_id=application_id, reason_code="late", text="超过 7 天")
    )


def _with_picture(application_id: int, *, looked_at: bool = True, count: int = 1) -> ReplyCommand:
    content = next(iter(sorted(resource("practice").glob("*.png")))).read_bytes()
    picture = OwnPicture(name="a.png", content=content, confirmed_private_free=looked_at)
    return ReplyCommand(application_id=application_id, text=WORDS, pictures=(picture,) * count)
