"""After a restore or an import: learn what happened since, before any money may move again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from refund_desk.application.ground import Ground
from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Accepted, Unknown, why_halted
from refund_desk.application.ports.order_gateway import OrderGateway
from refund_desk.application.ports.proof_reads import ProofReads
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.recording import record
from refund_desk.application.restored_books import (
    RestoredBooks,
    restored_books,
    write_caught_up,
)
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.reconciliation import DifferenceKind, owed_days

if TYPE_CHECKING:
    from refund_desk.application.proof_rows import ProofRow
    from refund_desk.application.use_cases.record_found_refund import RecordFoundRefund

# Bills that did not come are asked for again after so long.
_FETCH_AGAIN_S = 600.0
# Keys of the sentences that say what is awaited.
REFUNDS_AWAITED = "restored.refunds"
BILLS_AWAITED = "restored.bills"


@dataclass(slots=True, kw_only=True)
class CatchUp:
    """Asks about every refund that is not final, then takes in what the bills name since.

    `fetch_bills` tries every day that is owed (`ProofLoop.turn`). Nothing here sends money.
    """

    ground: Ground
    refunds: RefundGateway
    orders: OrderGateway
    ladder: Ladder
    proofs: ProofReads
    record_found: RecordFoundRefund
    fetch_bills: Callable[[], Awaitable[object]]
    _answered: set[int] = field(default_factory=set, init=False)
    _fetch_at: float = field(default=0.0, init=False)

    async def __call__(self) -> str:
        """One try; the key of the sentence that says what is still awaited, empty once nothing is.

        Raises a `StorageError`.
        """
        now = self.ground.now()
        books = await self.ground.run(lambda stores: restored_books(stores, now=now))
        why = "" if books is None else await self._awaited(books)
        if why:
            self.ground.gate.hold(why)
        else:
            self.ground.gate.release()
        return why

    async def _awaited(self, books: RestoredBooks) -> str:
        """What is missing; once nothing is, the mark is taken away."""
        if why := await self._ask_unfinished():
            return why
        proved, left = await self._bills(books)
        if left and self.ground.clock.monotonic() >= self._fetch_at:
            await self.fetch_bills()
            self._fetch_at = self.ground.clock.monotonic() + _FETCH_AGAIN_S
            proved, left = await self._bills(books)
        now = self.ground.now()
        waits = books.waits_for_bills(now)
        if left and waits:
            return BILLS_AWAITED
        untaken = 0
        for day in sorted(proved):
            for found in (await self.proofs.proof_of(day)).differences:
                if _is_of_a_desk(found) and not await self._take_in(found):
                    if waits:
                        return BILLS_AWAITED
                    # It counts as spent already, and stands among the differences of its day.
                    untaken += 1
        asked = len(self._answered)
        await self.ground.run(
            lambda stores: write_caught_up(
                stores, asked=asked, unproved=left, untaken=untaken, at=now
            )
        )
        return ""

    async def _bills(self, books: RestoredBooks) -> tuple[frozenset[date], tuple[date, ...]]:
        """The days since the copy that are proved, and those that are awaited.

        Awaited are the bills that existed when the catching up began. A later one is the daily
        proof's: to wait for tomorrow's would stop the shop for a day.
        """
        first = books.first_day
        proved = await self.ground.run(lambda stores: stores.bills.proved_days(first))
        return proved, owed_days(books.begun_at, since=first, proved=proved)

    async def _ask_unfinished(self) -> str:
        """Ask about each refund that may have moved since, until all have a verified answer."""
        why = ""
        for refund in await self.ground.run(lambda stores: stores.refunds.unfinished()):
            if refund.out_refund_no is None or refund.id in self._answered:
                continue
            answer = await self.refunds.query(refund.out_refund_no)
            if isinstance(answer, Unknown):
                if answer.halts:
                    self.ground.gate.halt(why_halted(answer.code))
                why = REFUNDS_AWAITED
                continue
            if isinstance(answer, Accepted):
                await record(self.ground, refund.id, answer)
            self._answered.add(refund.id)
        return why

    async def _take_in(self, found: ProofRow) -> bool:
        """A refund that a desk of this shop made after the copy: the ladder finds it and its owner.

        What lies beyond the ladder's end is taken from the bill's own number. False when WeChat Pay
        did not answer.
        """
        order = await self.orders.by_transaction_id(found.transaction_id)
        if not isinstance(order, PaidOrder) or found.refund_id is None:
            return False
        read = replace(order, read_at=self.ground.now())
        await self.ground.run(lambda stores: stores.orders.put_order(read))
        if await self.ladder(read) == "net.off":
            return False
        try:
            await self.record_found(found.refund_id)
        except RuleBrokenError as known:
            return known.code == "found.recorded"
        return True


def _is_of_a_desk(found: ProofRow) -> bool:
    """Whether a desk made it after the copy: under a number of its own, or one given up here."""
    return found.made_by_a_desk or (found.kind is DifferenceKind.STATE and found.mark is None)
