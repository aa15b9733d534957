"""The way to asking for goods, offering an amount and taking goods in, made when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from refund_desk.ui.event_bridge import EventBridge

if TYPE_CHECKING:
    from refund_desk.ui.goods_back.goods_back import GoodsBack
    from refund_desk.ui.main_window.window import MainWindow


class GoodsDoor(QObject):
    """Holds `GoodsBack` once it is needed; it speaks of the open application."""

    def __init__(self, window: MainWindow, bridge: EventBridge) -> None:
        """Wait for the first press."""
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._goods_back: GoodsBack | None = None
        between = window.detail.decision.between
        between.goods_wanted.connect(self.goods)
        between.offer_wanted.connect(self.offer)

    @property
    def goods_back(self) -> GoodsBack:
        """The behaviour; made when first asked for."""
        if self._goods_back is None:
            from refund_desk.ui.goods_back.goods_back import GoodsBack

            window = self._window
            self._goods_back = GoodsBack(
                window.services,
                window.tasks,
                self._bridge,
                window,
                is_busy=lambda: window.decisions.dialog is not None,
            )
            self._goods_back.toast.connect(window.outcomes.good)
            self._goods_back.trouble.connect(window.outcomes.bad)
            self._goods_back.approve_wanted.connect(window.approve)
        return self._goods_back

    def goods(self) -> None:
        """Ask for the goods of the open application, or take them in."""
        case = self._window.detail.case
        if case is not None:
            self.goods_back.goods(case)

    def offer(self) -> None:
        """Offer another amount for the open application."""
        case = self._window.detail.case
        if case is not None:
            self.goods_back.offer(case)
