"""Odd amounts pasted and typed into the amount field."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from refund_desk.ui import theme
from tests.domain.amount_fuzz import campaign
from tests.ui.amount_typing import AmountTyping


def test_what_is_pasted_or_typed_is_read_as_it_is_shown(qapp: QApplication) -> None:
    theme.install(qapp, "light")
    typing = AmountTyping()
    result = campaign(800, 5, (typing.pasted, typing.typed))
    assert (result.inputs, result.wrong) == (800, [])


def test_nothing_is_kept_of_a_paste_that_is_too_long(qapp: QApplication) -> None:
    theme.install(qapp, "light")
    typing = AmountTyping()
    # The first twelve signs would be an amount: one that nobody meant.
    for text in ("123456789.991", "1234567890", "100.000", "108.00 元"):
        assert typing.pasted(text) == ""
        assert typing.field.text() == ""
