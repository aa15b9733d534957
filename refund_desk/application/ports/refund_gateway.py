"""The port through which money goes back."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.outcomes import QueryOutcome, SubmitOutcome
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import Refund


class RefundGateway(Protocol):
    """WeChat Pay's refund calls. None of them raises for what the network or the far side does."""

    async def submit(self, refund: Refund) -> SubmitOutcome:
        """Send the frozen intention under its one number; a re-send says the same bytes."""

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        """What WeChat Pay has under this number."""

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        """Let an abnormal refund come back to the merchant's account (never repeated blindly)."""

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        """Let an abnormal refund go to the buyer's card, encrypted (never repeated blindly).

        NOT_SENT with `NO_PLATFORM_KEY` when there is nothing to encrypt it with.
        """
