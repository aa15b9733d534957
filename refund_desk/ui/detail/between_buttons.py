"""The presses between yes and no: ask for the goods or take them in, and offer another amount."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from refund_desk.application.case_view import CaseView
from refund_desk.ui import texts
from refund_desk.ui.goods_back.possible import (
    takes_in,
    why_no_offer,
    why_no_return,
    why_no_take_in,
)
from refund_desk.ui.widgets.buttons import Button


class BetweenButtons(QObject):
    """Two buttons of the decision block, each off with its reason where the source cannot.

    Signals: `goods_wanted` for the first, `offer_wanted` for the second.
    """

    goods_wanted = Signal()
    offer_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        """Belong to the block."""
        super().__init__(parent)
        self.goods = Button(texts.goods_back.ask_button(), keycap="T")
        self.offer = Button(texts.goods_back.offer_button(), keycap="N")
        self.goods.clicked.connect(self.goods_wanted)
        self.offer.clicked.connect(self.offer_wanted)

    def set_visible(self, visible: bool) -> None:
        """Show both, or none."""
        self.goods.setVisible(visible)
        self.offer.setVisible(visible)

    def show_case(self, case: CaseView, blocked: str) -> None:
        """Follow the case; `blocked` is a sentence that stops all sending."""
        awaits = takes_in(case)
        words = texts.goods_back.take_in_button if awaits else texts.goods_back.ask_button
        name = texts.goods_back.take_in_name if awaits else texts.goods_back.ask_name
        tip = texts.negotiating.take_in_tip if awaits else texts.negotiating.ask_tip
        # What came back is written down here; nothing has to be sent for it.
        why = why_no_take_in(case) if awaits else blocked or why_no_return(case)
        self.goods.setText(words())
        self.goods.setAccessibleName(name())
        came = case.negotiation.parcel is not None
        self.goods.set_kind("primary" if awaits and came and not why else "secondary")
        _block(self.goods, why, tip())
        self.offer.setAccessibleName(texts.goods_back.offer_name())
        _block(self.offer, blocked or why_no_offer(case), texts.negotiating.offer_tip())

    def stop(self, why: str) -> None:
        """Take no press while another one can be undone."""
        for button in (self.goods, self.offer):
            button.set_kind("secondary")
            button.set_blocked(why)


def _block(button: Button, why: str, tip: str) -> None:
    """Off with the reason, or on with what it does."""
    button.set_blocked(why)
    if not why:
        button.setToolTip(tip)
