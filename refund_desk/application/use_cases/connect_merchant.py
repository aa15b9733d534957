"""Keep a merchant's account in the books of its shop, and read it from there."""

from __future__ import annotations

from refund_desk.application.merchant_records import (
    public_facts_in,
    read_account,
    write_account,
)
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.transactions import Stores, Transactions
from refund_desk.application.ports.vault import Sealer
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry, facts_text
from refund_desk.domain.errors import ensure
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount


class ConnectMerchant:
    """The account of one shop, in its books."""

    def __init__(
        self, transactions: Transactions, sealer: Sealer, clock: Clock, mchid: Mchid
    ) -> None:
        """Work in the books of this merchant number."""
        self._transactions = transactions
        self._sealer = sealer
        self._clock = clock
        self._mchid = mchid

    async def __call__(self, account: MerchantAccount) -> None:
        """Keep the account, all of it or nothing, with a line in the audit trail."""
        # One database is one merchant number for life (decisions.md 5.2).
        ensure(account.mchid == self._mchid, "an account of another merchant")

        def work(stores: Stores) -> None:
            before = public_facts_in(stores)
            write_account(stores, self._sealer, account)
            stores.audit.append(
                AuditEntry(
                    at=self._clock.now(),
                    actor=OWNER,
                    action=AuditAction.KEYS_CHANGED,
                    facts={
                        "serial": account.merchant_serial,
                        "public_key_id": account.public_key_id or "",
                        "has_apiv3_key": account.apiv3_key is not None,
                        "before": facts_text(before),
                        "after": facts_text(public_facts_in(stores)),
                    },
                )
            )

        await self._transactions.run(work)

    async def account(self) -> MerchantAccount | None:
        """The account in force; None while the books hold no keys.

        Raises `UnsealableError` when a secret was exchanged or damaged.
        """
        return await self._transactions.run(
            lambda stores: read_account(stores, self._sealer, self._mchid)
        )
