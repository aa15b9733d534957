"""Engines that are wrong on purpose: the campaign must catch each.

They are made here, around the ports; the product has no switch for them.
"""

import contextlib
import dataclasses
from collections.abc import Awaitable, Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar, cast

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.application.outcomes import QueryOutcome, SendOutcome, SubmitOutcome
from refund_desk.application.ports.change_source import FeedSource
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import RefundStore, Stores, Transactions
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import Refund, RefundState, next_ordinal

Result = TypeVar("Result")
Deliver = Callable[[Outgoing], Awaitable[SendOutcome]]


class Mutation(StrEnum):
    """What is removed from the engine."""

    NO_INTENTION = "no-intention"
    RENUMBER = "renumber"
    NEW_KEYS = "new-keys"


def mutated(
    mutation: Mutation | None, transactions: Transactions, refunds: RefundGateway
) -> tuple[Transactions, RefundGateway]:
    """The two ports as this mutation bends them."""
    match mutation:
        case Mutation.NO_INTENTION:
            late = _LateIntentions(transactions)
            return late, _EagerRefunds(refunds, late)
        case Mutation.RENUMBER:
            return _RenumberingTransactions(transactions), refunds
        case Mutation.NEW_KEYS | None:
            return transactions, refunds


def bent_feed(mutation: Mutation | None, feed: FeedSource) -> FeedSource:
    """The mini program as this mutation bends it."""
    if mutation is Mutation.NEW_KEYS:
        vars(feed)["deliver"] = partial(_deliver_anew, feed.deliver)
    return feed


async def _deliver_anew(deliver: Deliver, message: Outgoing) -> SendOutcome:
    """Say it as if it had never been said: under a key of its own."""
    return await deliver(dataclasses.replace(message, key=f"{message.key}-{token_hex(3)}"))


def bend_ledger(folder: Path, key: bytes, mutation: Mutation | None) -> None:
    """Take away the fence of the database that would stop the mutation by itself."""
    if mutation is not Mutation.RENUMBER:
        return
    with contextlib.closing(connect(folder / LEDGER_FILE, key)) as connection:
        connection.execute("DROP TRIGGER refund_frozen")


class _WatchedStores:
    """The stores of a transaction with another store of refunds."""

    def __init__(self, inner: Stores, refunds: "_WatchedRefundStore") -> None:
        self._inner, self.refunds = inner, refunds

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _WatchedRefundStore:
    """The store of refunds; `replaced` sees each replacement, and may change it."""

    def __init__(
        self, inner: RefundStore, replaced: Callable[[RefundState, Refund], Refund]
    ) -> None:
        self._inner, self._replaced = inner, replaced

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def replace(self, refund: Refund) -> None:
        before = self._inner.get(refund.id).state
        self._inner.replace(self._replaced(before, refund))


def _watching(stores: Stores, replaced: Callable[[RefundState, Refund], Refund]) -> Stores:
    return cast("Stores", _WatchedStores(stores, _WatchedRefundStore(stores.refunds, replaced)))


class _HeldBackError(Exception):
    """Rolls the intention back; the engine gets its result as if it were on disk."""

    def __init__(self, refund: Refund) -> None:
        super().__init__()
        self.refund = refund


class _LateIntentions:
    """Transactions that do not write PLANNED -> SUBMITTING until the answer is there."""

    def __init__(self, inner: Transactions) -> None:
        self._inner = inner
        self._late: dict[int, Callable[[Stores], object]] = {}

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        def tried(stores: Stores) -> Result:
            intended: list[Refund] = []

            def replaced(before: RefundState, refund: Refund) -> Refund:
                if (before, refund.state) == (RefundState.PLANNED, RefundState.SUBMITTING):
                    intended.append(refund)
                return refund

            result = work(_watching(stores, replaced))
            if intended:
                raise _HeldBackError(intended[0])
            return result

        try:
            return await self._inner.run(tried)
        except _HeldBackError as held:
            self._late[held.refund.id] = work
            return cast("Result", held.refund)

    async def write(self, refund_id: int) -> None:
        """Write the intention that was held back, now that the money has moved."""
        work = self._late.pop(refund_id, None)
        if work is not None:
            await self._inner.run(work)


class _EagerRefunds:
    """Sends first; the intention reaches the disk with the answer."""

    def __init__(self, inner: RefundGateway, late: _LateIntentions) -> None:
        self._inner, self._late = inner, late

    async def submit(self, refund: Refund) -> SubmitOutcome:
        outcome = await self._inner.submit(refund)
        await self._late.write(refund.id)
        return outcome

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        return await self._inner.query(out_refund_no)

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        return await self._inner.return_to_shop(refund)

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        return await self._inner.return_to_card(refund, card)


class _RenumberingTransactions:
    """Transactions that give a refund the next number whenever it is sent again."""

    def __init__(self, inner: Transactions) -> None:
        self._inner = inner

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        def renumbered(stores: Stores) -> Result:
            renewed: dict[int, Refund] = {}

            def replaced(before: RefundState, refund: Refund) -> Refund:
                if before is RefundState.PLANNED or refund.state is not RefundState.SUBMITTING:
                    return refund
                renewed[refund.id] = _renumbered(stores, refund)
                return renewed[refund.id]

            result = work(_watching(stores, replaced))
            if isinstance(result, Refund) and result.id in renewed:
                return cast("Result", renewed[result.id])
            return result

        return await self._inner.run(renumbered)


def _renumbered(stores: Stores, refund: Refund) -> Refund:
    ordinal = next_ordinal(stores.refunds.of_payment(refund.mchid, refund.transaction_id))
    number = OutRefundNo.derive(refund.transaction_id, ordinal, practice=True)
    return dataclasses.replace(refund, ordinal=ordinal, out_refund_no=number)
