"""A complaint about several orders: the owner picks the one that the next refund is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from refund_desk.application.case_view import OrderChoice
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.fact_rows import Section, clear_layout
from refund_desk.ui.widgets.buttons import Button


class OrdersSection(Section):
    """这笔投诉里的订单. `picked` carries the number of a pressed one."""

    picked = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__("")
        self._shown: tuple[OrderChoice, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.hide()

    def show_orders(self, orders: tuple[OrderChoice, ...]) -> None:
        """Show the choices; one order or none is no choice."""
        choices = orders if len(orders) > 1 else ()
        self.setVisible(bool(choices))
        if choices == self._shown:
            return
        self._shown = choices
        self.title.setText(texts.case.orders_title(len(choices)))
        clear_layout(self._rows)
        for choice in choices:
            self._rows.addWidget(self._row(choice), 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, choice: OrderChoice) -> Button:
        words = texts.case.orders_one(
            number=formats.short_number(choice.number), amount=formats.yuan(choice.amount)
        )
        button = Button(words, size="small", icon="check-circle" if choice.is_picked else "")
        if choice.is_picked:
            button.set_blocked(texts.case.orders_picked())
        button.clicked.connect(lambda: self.picked.emit(choice.number))
        return button
