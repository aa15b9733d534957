"""Texts pasted and typed into the amount field, held against what they are worth."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from refund_desk.ui import theme
from refund_desk.ui.decisions.approve_form import read_amount
from refund_desk.ui.widgets.amount_field import AmountField
from tests.domain.amount_fuzz import expected

# What is typed sign by sign is short: a person stops.
_TYPED_MOST = 40


def bare_application() -> QApplication:
    """An application with the window's look, enough for one field."""
    application = QApplication([])
    theme.install(application, "light")
    return application


class AmountTyping:
    """One amount field and the ways into it."""

    def __init__(self) -> None:
        """Make the field."""
        self.field = AmountField()

    def pasted(self, text: str) -> str:
        """What is wrong after a paste: all of the text is in the field, or nothing of it."""
        self.field.clear()
        self.field.insert(text)
        shown = self.field.text()
        # On its way into Qt a text loses a byte order mark, which shows nothing and means nothing.
        if shown not in {"", text.removeprefix("\ufeff")}:
            return f"kept a part of what was pasted: {shown}"
        return self._misread(shown) or ("lost a pasted amount" if self._is_lost(text) else "")

    def typed(self, text: str) -> str:
        """What is wrong after typing: what the field shows is what is read, and ASCII."""
        self.field.clear()
        for sign in text[:_TYPED_MOST]:
            self.field.insert(sign)
        shown = self.field.text()
        if not set(shown) <= set("0123456789."):
            return f"shows {shown!a}"
        return self._misread(shown)

    def _is_lost(self, text: str) -> bool:
        return expected(text) is not None and not self.field.text()

    @staticmethod
    def _misread(shown: str) -> str:
        amount, wanted = read_amount(shown), expected(shown)
        same = (amount.count if amount is not None else None) == wanted
        return "" if same else f"reads {amount} of {shown}"
