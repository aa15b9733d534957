"""A desk over the real ledger and a far side of fakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import Doubt, Unknown
from refund_desk.application.ports.change_source import FeedSource
from refund_desk.application.ports.transactions import AlreadyExistsError, StorageError, Stores
from refund_desk.application.services import Services
from refund_desk.application.surroundings import Ports, Shop
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import RefundApplication
from tests.application.far_side import (
    FakeFacts,
    FakeOrders,
    FakeReader,
    FakeRefunds,
    FakeSource,
    HandClock,
    Heard,
    snapshot_of,
)
from tests.storage.examples import KEY, MCHID, an_application, an_order

Result = TypeVar("Result")
NO_ANSWER = Unknown(doubt=Doubt.NO_ANSWER)
NOT_SENT = Unknown(doubt=Doubt.NOT_SENT)


class BrittleTransactions:
    """The ledger's transactions; the next ones may meet a trouble of the surroundings."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.troubles: list[StorageError | AlreadyExistsError | None] = []

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        if self.troubles and (trouble := self.troubles.pop(0)) is not None:
            raise trouble
        return await self._ledger.transactions.run(work)


class Bench:
    """A desk and all that a test turns."""

    def __init__(
        self, ledger: Ledger, *, undo_s: float, feeds: tuple[FeedSource, ...] = ()
    ) -> None:
        self.ledger = ledger
        self.clock = HandClock()
        self.heard = Heard()
        self.refunds = FakeRefunds(self.clock)
        self.orders = FakeOrders()
        self.source = FakeSource()
        self.facts = FakeFacts()
        self.transactions = BrittleTransactions(ledger)
        ports = Ports(
            transactions=self.transactions,
            reads=ledger.reads,
            pictures=ledger.pictures,
            picture_reader=FakeReader(),
            refunds=self.refunds,
            orders=self.orders,
            source=self.source,
            facts=self.facts,
            spreadsheets=LocalSpreadsheetFiles(),
            feeds=feeds,
            clock=self.clock,
            events=self.heard,
            **_of_the_proof(ledger),
        )
        shop = Shop(
            mchid=MCHID, shop_name="练习店", practice=True, customer_salt=b"salt", undo_s=undo_s
        )
        self.services = Services(ports, shop)

    @property
    def ground(self) -> Ground:
        """What the use cases of this desk stand on."""
        return self.services.settling_loop.ground

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        """A transaction that meets no trouble."""
        return await self.ledger.transactions.run(work)

    async def a_case(self, *, order: dict[str, Any] | None = None, **changes: Any) -> int:
        """An application with its payment read, here and at the far side; its id."""
        values = {"applied_at": self.clock.now(), "round_started_at": self.clock.now()}
        values["changed_at"] = self.clock.now()
        application = await self.run(
            lambda stores: stores.applications.add(an_application(**{**values, **changes}))
        )
        self.source.snapshots[application.source_ref] = snapshot_of(application)
        if application.transaction_id is not None:
            paid = an_order(application.transaction_id, **(order or {}))
            self.orders.known[paid.transaction_id] = paid
            await self.run(lambda stores: stores.orders.put_order(paid))
        self.clock.passes(seconds=1)
        return application.id

    async def application(self, application_id: int) -> RefundApplication:
        """The application as the ledger has it."""
        return await self.run(lambda stores: stores.applications.get(application_id))

    async def view(self, application_id: int) -> CaseView:
        """The application as the window shows it."""
        case = await self.services.cases.view(application_id)
        assert case is not None
        return case

    async def approve(self, application_id: int, **changes: Any) -> Refund:
        """Agree as the dialog would; the planned refund."""
        case = await self.view(application_id)
        values: dict[str, Any] = {
            "application_id": application_id,
            "amount": case.approve.default_amount,
            "seen_refundable": case.approve.refundable,
            "reason": "商品破损",
            "red_accepted": case.approve.needs_tick,
        }
        return await self.services.approve_application(ApproveCommand(**(values | changes)))

    async def pay(self, application_id: int, **changes: Any) -> Refund:
        """Agree and send; the refund as it stands then."""
        refund = await self.approve(application_id, **changes)
        await self.services.submit_refund(refund.id)
        return await self.refund(refund.id)

    async def refund(self, refund_id: int) -> Refund:
        """The refund as the ledger has it."""
        return await self.run(lambda stores: stores.refunds.get(refund_id))

    async def settled(self, refund_id: int) -> Refund:
        """The refund after one ask."""
        await self.services.settle_refund(refund_id)
        return await self.refund(refund_id)

    async def audited(self, application_id: int) -> list[AuditAction]:
        """What the trail says of an application."""
        lines = await self.services.reads.audit_lines(application_id)
        return [line.action for line in lines]

    async def move_to(self, refund: Refund, **changes: Any) -> None:
        """Put a refund into another state past all use cases."""
        moved = refund.step_to(**changes)
        await self.run(lambda stores: stores.refunds.replace(moved))


def _of_the_proof(ledger: Ledger) -> dict[str, Any]:
    """What only the daily proof reads, which has tests of its own."""
    return {"bills": None, "proofs": ledger.proofs}


def open_bench(
    folder: Path, *, undo_s: float = 0.0, feeds: tuple[FeedSource, ...] = ()
) -> Iterator[Bench]:
    """A bench; its ledger is closed at the end."""
    ledger = open_ledger(folder, KEY, mchid=MCHID, practice=True)
    try:
        yield Bench(ledger, undo_s=undo_s, feeds=feeds)
    finally:
        ledger.close()
