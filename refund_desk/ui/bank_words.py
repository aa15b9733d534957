"""The fifteen banks whose cards an abnormal refund can go to, in words."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.domain.bank_card import BANK_TYPES
from refund_desk.ui import texts

_WORDS: dict[str, Callable[[], str]] = {
    "CMB_DEBIT": texts.cards.bank_cmb,
    "ICBC_DEBIT": texts.cards.bank_icbc,
    "CCB_DEBIT": texts.cards.bank_ccb,
    "ABC_DEBIT": texts.cards.bank_abc,
    "BOC_DEBIT": texts.cards.bank_boc,
    "COMM_DEBIT": texts.cards.bank_comm,
    "PSBC_DEBIT": texts.cards.bank_psbc,
    "CITIC_DEBIT": texts.cards.bank_citic,
    "CEB_DEBIT": texts.cards.bank_ceb,
    "CMBC_DEBIT": texts.cards.bank_cmbc,
    "CIB_DEBIT": texts.cards.bank_cib,
    "SPDB_DEBIT": texts.cards.bank_spdb,
    "PAB_DEBIT": texts.cards.bank_pab,
    "GDB_DEBIT": texts.cards.bank_gdb,
    "NBCB_DEBIT": texts.cards.bank_nbcb,
}


def bank(bank_type: str) -> str:
    """招商银行, for CMB_DEBIT."""
    return _WORDS[bank_type]()


def banks() -> tuple[tuple[str, str], ...]:
    """(type, name) of each, the most used ones first."""
    return tuple((kind, bank(kind)) for kind in BANK_TYPES)
