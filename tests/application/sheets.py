"""Applications whose checks are all green, and the press that approves them together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from refund_desk.application.commands import ApproveCommand, ApproveSheetCommand, SheetLine
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.events import Event, SheetChanged, SheetStage
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.order_facts import Logistics
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import Refund, RefundState
from tests.application.bench import Bench
from tests.storage.examples import facts_of

UNSHIPPED = Logistics()


async def green(bench: Bench, **changes: Any) -> int:
    """An application with nothing against it; its id."""
    values: dict[str, Any] = {"category": ReasonCategory.CHANGED_MIND}
    order = {"payer_total": Fen(23_600), "paid_at": bench.clock.now(), **changes.pop("order", {})}
    application_id = await bench.a_case(order=order, **(values | changes))
    application = await bench.application(application_id)
    assert application.transaction_id is not None
    facts = facts_of(application.transaction_id, logistics=UNSHIPPED)
    await bench.run(lambda stores: stores.orders.put_facts(facts))
    return application_id


async def line_for(bench: Bench, application_id: int, **changes: Any) -> SheetLine:
    """A line of the sheet as the window would fill it in."""
    case = await bench.view(application_id)
    values: dict[str, Any] = {
        "application_id": application_id,
        "amount": case.approve.default_amount,
        "seen_refundable": case.approve.refundable,
        "reason": "不想要了",
        "reply_text": "已同意退款。",
    }
    return SheetLine(command=ApproveCommand(**(values | changes)), seen_asked=case.asked)


def press_of(*lines: SheetLine) -> ApproveSheetCommand:
    """The press on a sheet of these lines, its total typed again."""
    return ApproveSheetCommand(lines=lines, total=total_of(line.command.amount for line in lines))


async def sheet_of(bench: Bench, *application_ids: int) -> PlannedSheet:
    """A confirmed sheet over these applications."""
    lines = [await line_for(bench, number) for number in application_ids]
    return await bench.services.sheets.approve(press_of(*lines))


async def greens(bench: Bench, count: int, **changes: Any) -> list[int]:
    """Several of them."""
    return [await green(bench, **changes) for _one in range(count)]


async def refunds_of(bench: Bench, sheet: PlannedSheet) -> tuple[Refund, ...]:
    """How its refunds stand in the ledger."""
    return await bench.services.sheets.refunds(refund.id for refund in sheet.refunds)


def states(refunds: tuple[Refund, ...]) -> list[RefundState]:
    return [refund.state for refund in refunds]


def at_stages(bench: Bench, **does: Callable[[], object]) -> None:
    """Do something once, when the sheet says that it has come to a stage."""

    def look(event: Event) -> None:
        if isinstance(event, SheetChanged) and event.stage.value in does:
            # As a press of the window comes: not inside the engine's own step.
            asyncio.get_running_loop().call_soon(does.pop(event.stage.value))

    bench.heard.when = look


def stage_reached(bench: Bench, stage: SheetStage, **does: Callable[[], object]) -> asyncio.Event:
    """Set when a stage is reached."""
    reached = asyncio.Event()
    at_stages(bench, **{stage.value: reached.set}, **does)
    return reached
