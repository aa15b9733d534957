"""What WeChat Pay's words for a receiving account mean, where they mean the same for everybody."""

from __future__ import annotations

from enum import StrEnum


class AccountKind(StrEnum):
    """Accounts inside WeChat; a bank card is named by its bank and stays as it is."""

    BALANCE = "balance"
    BALANCE_PLUS = "balance_plus"


# user_received_account (WeChat Pay 4013071196).
_KINDS = {"支付用户零钱": AccountKind.BALANCE, "支付用户零钱通": AccountKind.BALANCE_PLUS}


def account_kind(received_by: str) -> AccountKind | None:
    """The kind of account behind `user_received_account`; None when it is named by itself."""
    return _KINDS.get(received_by)
