"""A desk without a window, wired as the program wires it, against a practice shop."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx

from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.wechatpay.transport import TimeLimits
from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.services import Services
from refund_desk.bootstrap import (
    Desk,
    connect_practice,
    follow_practice_clock,
    open_practice_desk,
)
from refund_desk.domain.events import Event, SyncChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Source
from refund_desk.ui.picture_reader import QtPictureReader
from tests.journeys.limits import QUICK
from tests.practice_process import PracticeShop

Result = TypeVar("Result")

# How WeChat Pay names the states of what it has accepted.
_THEIR_WORDS = {
    RefundState.PROCESSING: "PROCESSING",
    RefundState.SUCCEEDED: "SUCCESS",
    RefundState.ABNORMAL: "ABNORMAL",
    RefundState.CLOSED: "CLOSED",
}


class Heard:
    """An EventSink that remembers."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self.events: list[Event] = []

    def publish(self, event: Event) -> None:
        """Remember the event."""
        self.events.append(event)

    def of(self, kind: type[Event]) -> list[Any]:
        """The events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    def looks(self, source: Source = Source.COMPLAINT) -> list[SyncChanged]:
        """What the looks at one source did, in order."""
        return [look for look in self.of(SyncChanged) if look.source == source]


class Headless:
    """A desk and the words a test needs to speak about it."""

    def __init__(self, desk: Desk, shop: PracticeShop, heard: Heard) -> None:
        """Over an open desk."""
        self.desk = desk
        self.shop = shop
        self.heard = heard
        self.made: dict[int, dict[str, str]] = {}

    @property
    def services(self) -> Services:
        """What a window may do."""
        return self.desk.services

    async def fresh(self, **order: object) -> int:
        """A new paid order with a complaint at the far side, pulled; the application's id."""
        made = await self.admin("POST", "orders", order)
        await self.services.pull_applications()
        application_id = await self.application_of(made["complaint_id"])
        self.made[application_id] = made
        return application_id

    def complaint_of(self, application_id: int) -> str:
        """The complaint of an application that `fresh` made."""
        return self.made[application_id]["complaint_id"]

    def payment_of(self, application_id: int) -> TransactionId:
        """The payment of an application that `fresh` made."""
        return TransactionId(self.made[application_id]["transaction_id"])

    async def admin(self, method: str, path: str, content: object = None) -> Any:
        """The far side's back door."""
        # Plain http: without `verify` the list of TLS authorities is not read for each call.
        async with httpx.AsyncClient(trust_env=False, verify=False, timeout=10) as client:
            answer = await client.request(method, f"{self.shop.admin_url}/{path}", json=content)
        answer.raise_for_status()
        return answer.json()

    async def application_of(self, complaint_id: str) -> int:
        """The application of a complaint; fails when there is none."""
        found = await self.desk.ledger.transactions.run(
            lambda stores: stores.applications.find(Source.COMPLAINT, complaint_id)
        )
        assert found is not None
        return found.id

    async def opened(self, application_id: int) -> CaseView:
        """The application after a click on it."""
        await self.services.open_application(application_id)
        return await self.view(application_id)

    async def view(self, application_id: int) -> CaseView:
        """The application as the window shows it now."""
        case = await self.services.cases.view(application_id)
        assert case is not None
        return case

    async def approve(self, application_id: int, **changes: Any) -> Refund:
        """Open and agree as the dialog would; the planned refund."""
        return await self.press(await self.opened(application_id), **changes)

    async def press(self, case: CaseView, **changes: Any) -> Refund:
        """Agree on exactly what this view shows; the planned refund."""
        command: dict[str, Any] = {
            "application_id": case.application_id,
            "amount": case.approve.default_amount,
            "seen_refundable": case.approve.refundable,
            "reason": "商品破损，退一只杯子的钱",
            "reply_text": "",
            "red_accepted": case.approve.needs_tick,
        }
        return await self.services.approve_application(ApproveCommand(**(command | changes)))

    async def pay(self, application_id: int, **changes: Any) -> Refund:
        """Agree, let the undo window end, send; the refund as it stands then."""
        refund = await self.approve(application_id, **changes)
        await self.services.submit_refund(refund.id)
        return await self.refund(refund.id)

    async def refund(self, refund_id: int) -> Refund:
        """The refund as the ledger has it."""
        return await self.desk.ledger.transactions.run(lambda stores: stores.refunds.get(refund_id))

    async def settled(self, refund_id: int, *states: RefundState, within_s: float = 8.0) -> Refund:
        """Ask about a refund until it is in one of the states."""

        async def ask() -> Refund | None:
            await self.services.settle_refund(refund_id)
            refund = await self.refund(refund_id)
            return refund if refund.state in states else None

        return await until(ask, within_s=within_s)

    async def heal(self) -> None:
        """What the start of the program does with what the last run left."""
        self.services.stop_background()
        await self.services.settling_loop.recover()

    async def by_itself(self, refund_id: int, *states: RefundState) -> Refund:
        """Let only the schedule ask, the clock moved on to each due time; fails without one."""
        refund = await self.refund(refund_id)
        for _turn in range(60):
            if refund.state in states:
                return refund
            assert refund.next_ask_at is not None, f"nobody asks about it: {refund.state}"
            await self.pass_time((refund.next_ask_at - self.desk.clock.now()).total_seconds())
            await self.services.settling_loop.turn()
            await asyncio.sleep(0.02)
            refund = await self.refund(refund_id)
        raise AssertionError(f"it never came: {refund.state} {refund.why}")

    async def pass_time(self, seconds: float) -> None:
        """Let business time pass on both sides (seconds; nothing for a past instant)."""
        if seconds > 0:
            self.shop.advance_clock(math.ceil(seconds))
            await follow_practice_clock(self.desk)

    async def refunds_of(self, transaction_id: str) -> tuple[Refund, ...]:
        """What the ledger holds of a payment's refunds."""
        mchid = self.shop.mchid
        return await self.desk.ledger.transactions.run(
            lambda stores: stores.refunds.of_payment(Mchid(mchid), TransactionId(transaction_id))
        )

    async def refunds_of_numbers(self, transaction_id: str) -> list[Refund]:
        """Those of a payment's refunds that have a number."""
        return [r for r in await self.refunds_of(transaction_id) if r.out_refund_no is not None]

    async def agrees(self, transaction_id: str) -> int:
        """How much of a payment went back (fen); fails unless history and books say the same.

        All that WeChat Pay has taken of us must be in the ledger with the same amount and state,
        and what the ledger calls taken must be there.
        """
        ours = {
            refund.number: (refund.amount.count, _THEIR_WORDS[refund.state])
            for refund in await self.refunds_of(transaction_id)
            if refund.state in _THEIR_WORDS
        }
        paid = [row for row in self.paid_of(transaction_id) if row["origin"] == "api"]
        theirs = {row["out_refund_no"]: (row["amount_fen"], row["status"]) for row in paid}
        assert ours == theirs
        return sum(row["amount_fen"] for row in paid if row["status"] != "CLOSED")

    async def deliver(self) -> int:
        """One turn of the outbox."""
        return await self.services.outbox_loop.turn()

    async def deliver_by_itself(self) -> None:
        """Let only the schedule deliver, the clock moved on to each due time, until it is quiet."""
        for _turn in range(40):
            due = await self.desk.ledger.transactions.run(lambda stores: stores.outbox.next_due())
            if due is None:
                return
            await self.pass_time((due - self.desk.clock.now()).total_seconds())
            await self.deliver()
        raise AssertionError("the outbox is never quiet")

    def paid_of(self, transaction_id: str) -> list[dict[str, Any]]:
        """What the far side's books hold of a payment's refunds made over the API."""
        return [
            refund
            for refund in self.shop.books()["refunds"]
            if refund["transaction_id"] == transaction_id
        ]


@asynccontextmanager
async def headless(
    folder: Path,
    shop: PracticeShop,
    *,
    undo_s: float = 0.02,
    limits: TimeLimits = QUICK,
    connected: bool = True,
) -> AsyncIterator[Headless]:
    """An open desk in `folder`; closed, not killed, at the end."""
    heard = Heard()
    desk = await open_practice_desk(Folders(folder), heard, QtPictureReader(), undo_s=undo_s)
    try:
        if connected:
            await connect_practice(desk, shop.ready_line, limits=limits)
        else:
            desk.far.give_up()
        yield Headless(desk, shop, heard)
    finally:
        await desk.close()


async def until(look: Callable[[], Awaitable[Result | None]], *, within_s: float = 8.0) -> Result:
    """What `look` gives as soon as it gives something; fails when it never does."""
    ends = asyncio.get_running_loop().time() + within_s
    while True:
        found = await look()
        if found is not None:
            return found
        assert asyncio.get_running_loop().time() < ends, "it never came"
        await asyncio.sleep(0.05)


def yuan(text: str) -> Fen:
    """An amount as a person writes it."""
    return Fen.from_yuan_text(text)
