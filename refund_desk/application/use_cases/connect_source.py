"""Keep the accounts of a shop's sources in its books, and read them from there."""

from __future__ import annotations

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.transactions import Stores, Transactions
from refund_desk.application.ports.vault import Sealer, UnsealableError
from refund_desk.application.source_records import (
    Link,
    SourceEntry,
    forget_source,
    read_entry,
    read_source,
    write_source,
)
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import CONNECTABLE, SourceAccount


class ConnectSource:
    """The sources of one shop, in its books. Every call raises a `StorageError`."""

    def __init__(self, transactions: Transactions, sealer: Sealer, clock: Clock) -> None:
        """`sealer` is the one of these books."""
        self._transactions = transactions
        self._sealer = sealer
        self._clock = clock

    async def __call__(self, account: SourceAccount) -> None:
        """Keep the account, all of it or nothing, with a line in the audit trail."""

        def work(stores: Stores) -> None:
            before = read_entry(stores, account.source)
            write_source(stores, self._sealer, account)
            facts: dict[str, str | int | bool] = {
                "source": account.source.value,
                "key_id": account.key_id,
                "before": before.key_id,
            }
            if account.address:
                facts |= {"address": account.address, "address_before": before.address}
            self._note(stores, AuditAction.SOURCE_CONNECTED, facts)

        await self._transactions.run(work)

    async def disconnect(self, source: Source) -> None:
        """Take the secret out of the books; applications and their history stay."""

        def work(stores: Stores) -> None:
            if read_entry(stores, source).link is Link.NONE:
                return
            forget_source(stores, source)
            self._note(stores, AuditAction.SOURCE_DISCONNECTED, {"source": source.value})

        await self._transactions.run(work)

    async def entries(self) -> tuple[SourceEntry, ...]:
        """What the books say of each source that can be connected, without secrets."""
        return await self._transactions.run(
            lambda stores: tuple(read_entry(stores, source) for source in CONNECTABLE)
        )

    async def account(self, source: Source) -> SourceAccount | None:
        """The account in force; None where it is not connected, or its secret does not open."""
        try:
            return await self._transactions.run(
                lambda stores: read_source(stores, self._sealer, source)
            )
        except UnsealableError:
            return None

    def _note(
        self, stores: Stores, action: AuditAction, facts: dict[str, str | int | bool]
    ) -> None:
        entry = AuditEntry(at=self._clock.now(), actor=OWNER, action=action, facts=facts)
        stores.audit.append(entry)
