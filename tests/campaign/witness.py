"""Stands between the use cases and their ports, counts the steps, and kills at the right one."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from refund_desk.application.outcomes import (
    QueryOutcome,
    SendOutcome,
    SubmitOutcome,
    Unreadable,
)
from refund_desk.application.ports.change_source import BadCursor, ChangePage
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import Stores, Transactions
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Source
from refund_desk.far_side import FarSide, LateFeed
from tests.campaign.plan import Kill

Result = TypeVar("Result")


class Steps:
    """Counts what the engine does; at the step of the plan the process kills itself with -9."""

    def __init__(self, kill: Kill | None) -> None:
        """Without a plan nothing happens."""
        self._kill = kill
        self._counts: Counter[str] = Counter()
        # Steps are made on the loop and on the writer's thread.
        self._lock = threading.Lock()

    def step(self, name: str) -> None:
        """One step was reached; this may be the last line of the process."""
        if self._kill is None or self._kill.step is None:
            return
        with self._lock:
            self._counts[name] += 1
            self._counts[""] += 1
            if self._counts[self._kill.step] == self._kill.nth:
                os.kill(os.getpid(), signal.SIGKILL)


class WatchedTransactions:
    """The port `Transactions`, step by step."""

    def __init__(self, inner: Transactions, steps: Steps) -> None:
        """Watch this one."""
        self._inner, self._steps = inner, steps

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        """See the port."""

        def watched(stores: Stores) -> Result:
            result = work(stores)
            if isinstance(result, Refund):
                # Written, and not committed yet.
                self._steps.step("uncommitted")
            return result

        result = await self._inner.run(watched)
        self._steps.step(_name(result))
        return result


class WatchedRefunds:
    """The port `RefundGateway`, step by step."""

    def __init__(self, inner: RefundGateway, steps: Steps) -> None:
        """Watch this one."""
        self._inner, self._steps = inner, steps

    async def submit(self, refund: Refund) -> SubmitOutcome:
        """See the port."""
        self._steps.step("send")
        outcome = await self._inner.submit(refund)
        self._steps.step("sent")
        return outcome

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        """See the port."""
        outcome = await self._inner.query(out_refund_no)
        self._steps.step("asked")
        return outcome

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        """See the port."""
        self._steps.step("send")
        outcome = await self._inner.return_to_shop(refund)
        self._steps.step("sent")
        return outcome

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        """See the port."""
        self._steps.step("send")
        outcome = await self._inner.return_to_card(refund, card)
        self._steps.step("sent")
        return outcome


class WatchedFeed(LateFeed):
    """The port `FeedSource` of the mini program, step by step."""

    def __init__(self, far: FarSide, steps: Steps) -> None:
        """Watch the mini program of this far side."""
        super().__init__(far, Source.SHOP_FEED)
        self._steps = steps

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        """See the port."""
        page = await super().changes(cursor)
        self._steps.step("page")
        return page

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """See the port."""
        self._steps.step("say")
        outcome = await super().deliver(message)
        self._steps.step("said")
        return outcome


def _name(result: object) -> str:
    """What kind of transaction brought this result."""
    if not isinstance(result, Refund):
        return "commit"
    names = {RefundState.PLANNED: "planned", RefundState.SUBMITTING: "intention"}
    return names.get(result.state, "outcome")
