"""Every rule of the shop in plain words, as one form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.domain.policy_presets import Trade, with_trade
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui import texts
from refund_desk.ui.settings.automatic_rule import AutomaticRule
from refund_desk.ui.settings.reason_rules import ReasonRules
from refund_desk.ui.settings.sentence_field import NumberField, YuanField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Hairline
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_TRADES: Final[dict[Trade, Callable[[], str]]] = {
    Trade.FOOD: texts.policy.trade_food,
    Trade.CLOTHES: texts.policy.trade_clothes,
    Trade.HANDMADE: texts.policy.trade_handmade,
    Trade.ELECTRONICS: texts.policy.trade_electronics,
    Trade.CONTENT: texts.policy.trade_content,
}
# WeChat's and the law's own rules, each with the page that says so; empty means the law.
_GIVEN: Final[tuple[tuple[Callable[[], str], str], ...]] = (
    (texts.policy.wechat_first, "kf.qq.com/faq/230125a6NbmA230125vMNZnE.html"),
    (texts.policy.wechat_year, "pay.weixin.qq.com/doc/v3/merchant/4012556457"),
    (texts.policy.wechat_law, ""),
    (texts.policy.wechat_back, ""),
)


class PolicyForm(QWidget):
    """Signals: `edited` when a person changed something."""

    edited = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        words = texts.policy
        self.trades = {trade: Button(name(), size="small") for trade, name in _TRADES.items()}
        self.return_days = NumberField("return_days", words.return_days)
        self.ship_within_days = NumberField("ship_within_days", words.ship_within_days)
        self.single_limit = YuanField("single_limit", words.single_limit)
        self.day_limit = YuanField("day_limit", words.day_limit)
        self.retype_from = YuanField("retype_from", words.retype_from)
        self.customer_refunds = NumberField("customer_refunds", words.customer_refunds)
        self.reasons = ReasonRules()
        self.automatic = AutomaticRule()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 16, 20)
        self._column.setSpacing(8)
        self._lay_out()
        for field in (*self._fields, self.reasons, self.automatic):
            field.edited.connect(self.edited)
        for trade, button in self.trades.items():
            button.clicked.connect(partial(self._take, trade))

    @property
    def _fields(self) -> tuple[NumberField | YuanField, ...]:
        return (
            self.return_days,
            self.ship_within_days,
            self.single_limit,
            self.day_limit,
            self.retype_from,
            self.customer_refunds,
        )

    def put(self, policy: ShopPolicy, *, why_stopped: str = "") -> None:
        """Show these rules."""
        self.return_days.put(policy.return_days)
        self.ship_within_days.put(policy.ship_within_days)
        self.single_limit.put(policy.single_limit)
        self.day_limit.put(policy.day_limit)
        self.retype_from.put(policy.retype_from)
        self.customer_refunds.put(policy.customer_refunds)
        self.reasons.put(policy.reasons)
        self.automatic.put(policy.automatic, why_stopped=why_stopped)

    def value(self) -> ShopPolicy | None:
        """The rules as they stand in the form; None while one of them is wrong."""
        days, ship = self.return_days.value(), self.ship_within_days.value()
        single, day, retype = (
            self.single_limit.value(),
            self.day_limit.value(),
            self.retype_from.value(),
        )
        usual, automatic = self.customer_refunds.value(), self.automatic.value()
        if days is None or ship is None or usual is None:
            return None
        if single is None or day is None or retype is None or automatic is None:
            return None
        return ShopPolicy(
            return_days=days,
            ship_within_days=ship,
            single_limit=single,
            day_limit=day,
            retype_from=retype,
            customer_refunds=usual,
            reasons=self.reasons.value(),
            automatic=automatic,
        )

    def _take(self, trade: Trade) -> None:
        """Fill in what is common in a trade; limits stay as they stand in the form."""
        common = with_trade(ShopPolicy(), trade)
        self.return_days.put(common.return_days)
        self.ship_within_days.put(common.ship_within_days)
        self.reasons.put(common.reasons)
        self.edited.emit()

    def _lay_out(self) -> None:
        words = texts.policy
        trades = QHBoxLayout()
        trades.setSpacing(8)
        for button in self.trades.values():
            trades.addWidget(button)
        trades.addStretch(1)
        self._part(words.trades())
        self._column.addLayout(trades)
        self._column.addWidget(PlainLabel(words.trades_note(), px=12, tone="text2"))
        self._part(words.days(), self.return_days, self.ship_within_days)
        self._part(words.amounts(), self.single_limit, self.day_limit, self.retype_from)
        self._part(words.customers(), self.customer_refunds)
        self._part(words.reasons(), self.reasons)
        self._part(texts.automatic.automatic(), self.automatic)
        self._part(words.wechat(), *(_given(rule(), source) for rule, source in _GIVEN))
        self._column.addStretch(1)

    def _part(self, title: str, *rows: QWidget) -> None:
        self._column.addSpacing(4)
        self._column.addWidget(Hairline())
        self._column.addWidget(PlainLabel(title, px=14, bold=True))
        for row in rows:
            self._column.addWidget(row)


def _given(rule: str, source: str) -> QWidget:
    """A rule that nobody here can change, and where it is written."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ParagraphLabel(rule, line_px=20))
    column.addWidget(
        PlainLabel(texts.policy.source(source or texts.policy.law()), px=12, tone="text2")
    )
    return row
