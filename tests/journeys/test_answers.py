"""Each decided answer, said by the far side over HTTP: where the desk ends, and that it heals.

The rows are those of the table; each fires once, and afterwards all goes well again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refund_desk.application.commands import ReplyCommand
from refund_desk.application.proof_rows import DayState
from refund_desk.domain.bank_card import card_of
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import ArrivedAt, RefundState
from tests.journeys.faults import COMPLAINTS, ORDERS, REFUNDS, paid_once
from tests.journeys.headless import Headless, headless
from tests.practice_process import PracticeShop
from tests.wechatpay.answers_table import ROWS, Decided, Row

S = RefundState
LIST = "/v3/merchant-service/complaints-v2"
WORDS = "我们看一下，马上回复您。"
CARD = {"bank_type": "CMB_DEBIT", "account": "6225880137706868", "real_name": "林小满"}


def rows_of(call: str) -> list[Row]:
    return [row for row in ROWS if row.call == call]


def says(row: Row, method: str, path: str, *, times: int = 1) -> dict[str, Any]:
    """A rule that answers so many times with this row."""
    refused = {"fault": "refuse", "status": row.status, "code": row.code}
    return {"method": method, "path": path, "times": times, **refused}


def check_halted(desk: Headless, row: Row, *, wanted: str) -> None:
    """Sending stops exactly where it was decided; the settings' test opens it again."""
    assert desk.services.gate.why_closed == (wanted if row.halts else ""), row
    desk.services.gate.resume()


async def test_answers_to_a_refund(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("refund.submit"):
            with subtests.test(row=str(row)):
                application_id = await desk.fresh()
                quiet_shop.set_faults(says(row, "POST", REFUNDS))
                refund = await desk.pay(application_id)
                check_halted(desk, row, wanted=_why_halted(row))
                if row.decided is Decided.REFUSED:
                    assert (refund.state, refund.why) == (S.REFUSED, row.why)
                    await desk.services.continue_refund(refund.id)
                elif row.decided is Decided.ASK_FIRST:
                    assert (refund.state, refund.why) == (S.UNKNOWN, row.why)
                    asked = await desk.by_itself(refund.id, S.REFUSED)
                    assert asked.why == row.why
                    await desk.services.continue_refund(refund.id)
                else:
                    assert (refund.state, refund.why) == (S.UNKNOWN, row.why)
                await paid_once(desk, refund)


async def test_answers_to_a_query(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("refund.query"):
            with subtests.test(row=str(row)):
                application_id = await desk.fresh()
                lost = {"method": "POST", "path": REFUNDS, "fault": "drop_after", "times": 1}
                quiet_shop.set_faults(lost, says(row, "GET", f"{REFUNDS}/*"))
                refund = await desk.pay(application_id)
                assert refund.state is S.UNKNOWN
                await desk.services.settle_refund(refund.id)
                check_halted(desk, row, wanted=_why_halted(row))
                asked = await desk.refund(refund.id)
                # "No such refund" was sent again under its number, and WeChat Pay knew it.
                again = asked.state in {S.PROCESSING, S.SUCCEEDED}
                assert again is (row.decided is Decided.ABSENT)
                await paid_once(desk, refund)


async def test_answers_about_the_order(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("order"):
            with subtests.test(row=str(row)):
                application_id = await desk.fresh()
                refund = await desk.approve(application_id)
                # Twice: trouble at the first host is asked about at the second.
                quiet_shop.set_faults(says(row, "GET", ORDERS, times=2))
                await desk.services.submit_refund(refund.id)
                quiet_shop.clear_faults()
                check_halted(desk, row, wanted=row.why)
                undone = await desk.refund(refund.id)
                assert (undone.state, undone.why) == (S.UNDONE, row.why)
                assert desk.paid_of(refund.transaction_id) == []


async def test_answers_to_a_reply(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("complaint.reply"):
            with subtests.test(row=str(row)):
                application_id = await desk.fresh()
                await desk.services.reply_to_customer(
                    ReplyCommand(application_id=application_id, text=WORDS)
                )
                quiet_shop.set_faults(says(row, "POST", COMPLAINTS))
                await desk.deliver()
                check_halted(desk, row, wanted=row.why)
                case = await desk.view(application_id)
                [entry] = case.outbox
                if row.decided is Decided.MESSAGE_REFUSED:
                    assert (entry.state, entry.why) == (OutboxState.STUCK, row.why)
                    given_back = row.code != "RESOURCE_NOT_EXISTS"
                    assert case.draft == (WORDS if given_back else "")
                    await desk.services.retry_outgoing(entry.id)
                else:
                    assert entry.state is OutboxState.DOUBT
                await desk.deliver_by_itself()
                for stuck in (await desk.view(application_id)).outbox:
                    # Not found three times: a person says that it be sent.
                    if stuck.state is OutboxState.STUCK:
                        await desk.services.retry_outgoing(stuck.id)
                await desk.deliver_by_itself()
                case = await desk.opened(application_id)
                said = [m for m in case.messages if m.kind is MessageKind.WORDS]
                assert [m.text for m in said] == [WORDS]
                assert case.draft == ""


async def test_answers_to_a_new_card(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("refund.abnormal"):
            with subtests.test(row=str(row)):
                refund = await desk.pay(await desk.fresh(settles="abnormal"))
                await desk.by_itself(refund.id, S.ABNORMAL)
                quiet_shop.set_faults(says(row, "POST", f"{REFUNDS}/*"))
                in_doubt = row.decided is Decided.UNKNOWN
                mistyped = "card.refused" if row.code == "PARAM_ERROR" else "abnormal.refused"
                with pytest.raises(RuleBrokenError) as broken:
                    await desk.services.return_to_card(refund.id, card_of(**CARD))
                assert broken.value.code == ("abnormal.doubt" if in_doubt else mistyped)
                check_halted(desk, row, wanted=_why_halted(row))
                assert (await desk.refund(refund.id)).state is S.ABNORMAL
                await desk.services.return_to_card(refund.id, card_of(**CARD))
                done = await desk.by_itself(refund.id, S.SUCCEEDED)
                assert done.arrived_at is ArrivedAt.PAYER


async def test_answers_to_the_list_of_complaints(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for row in rows_of("complaint.list"):
            with subtests.test(row=str(row)):
                # Twice: a smaller page, or the second host, is asked as well.
                quiet_shop.set_faults(says(row, "GET", LIST, times=2))
                await desk.services.pull_applications()
                quiet_shop.clear_faults()
                assert desk.heard.looks()[-1].why == row.why
                check_halted(desk, row, wanted=row.why)
                application_id = await desk.fresh()
                assert (await desk.view(application_id)).source_ref


async def test_answers_about_a_bill(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    states = {
        Decided.UNREADABLE: DayState.TROUBLE,
        Decided.NOT_READY: DayState.NOT_READY,
        Decided.MISSING: DayState.PROVED,
    }
    async with headless(tmp_path, quiet_shop) as desk:
        day = desk.desk.clock.now().date()
        for row in rows_of("bill.trade"):
            with subtests.test(row=str(row)):
                quiet_shop.set_faults(says(row, "GET", "/v3/bill/*", times=20))
                tried = await desk.services.proof.fetch(day)
                quiet_shop.clear_faults()
                assert tried.state is states[row.decided]
                assert tried.why == (row.why if row.decided is Decided.UNREADABLE else "")
                # No permission for bills says nothing about refunds.
                assert desk.services.gate.why_closed == ("key.bad" if row.status == 401 else "")
                desk.services.gate.resume()


def _why_halted(row: Row) -> str:
    return "far.denied" if row.code == "NO_AUTH" else "key.bad"
