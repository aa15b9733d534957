"""Which pictures the shop wants to see for each reason, and who bears the freight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import BOUNDS, FreightPayer, ReasonRule
from refund_desk.ui import texts, wording
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.labels import PlainLabel

_CHOICE_PX: Final = 176
_PAYERS: Final = (FreightPayer.SHOP, FreightPayer.BUYER)


class ReasonRules(QWidget):
    """A row for each reason. Signals: `edited` when a person chose."""

    edited = Signal()

    def __init__(self) -> None:
        """Eight rows of two choices: nothing can be typed wrong here."""
        super().__init__()
        self.pictures: dict[ReasonCategory, ComboBox] = {}
        self.freight: dict[ReasonCategory, ComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        heads = (texts.policy.reasons_photos(), texts.policy.reasons_freight())
        for column, head in enumerate(heads, start=1):
            grid.addWidget(PlainLabel(head, px=12, bold=True, tone="text2"), 0, column)
        for row, category in enumerate(ReasonCategory, start=1):
            name = wording.category(category)
            self.pictures[category] = self._choice(_pictures(), texts.policy.pictures_name(name))
            self.freight[category] = self._choice(_payers(), texts.policy.freight_name(name))
            grid.addWidget(PlainLabel(name), row, 0)
            left = Qt.AlignmentFlag.AlignLeft
            grid.addWidget(self.pictures[category], row, 1, left)
            grid.addWidget(self.freight[category], row, 2, left)
        grid.setColumnStretch(3, 1)

    def put(self, reasons: tuple[ReasonRule, ...]) -> None:
        """Show these rules."""
        for rule in reasons:
            self.pictures[rule.category].setCurrentIndex(rule.pictures)
            self.freight[rule.category].setCurrentIndex(_PAYERS.index(rule.freight))

    def value(self) -> tuple[ReasonRule, ...]:
        """The rules as chosen."""
        return tuple(
            ReasonRule(
                category=category,
                pictures=self.pictures[category].currentIndex(),
                freight=_PAYERS[self.freight[category].currentIndex()],
            )
            for category in ReasonCategory
        )

    def _choice(self, words: list[str], name: str) -> ComboBox:
        choice = ComboBox()
        choice.addItems(words)
        choice.setFixedWidth(_CHOICE_PX)
        choice.setAccessibleName(name)
        choice.activated.connect(lambda _index: self.edited.emit())
        return choice


def _pictures() -> list[str]:
    _none, most = BOUNDS["pictures"]
    some = [texts.policy.pictures_some(n) for n in range(1, most + 1)]
    return [texts.policy.pictures_none(), *some]


def _payers() -> list[str]:
    return [texts.policy.freight_shop(), texts.policy.freight_buyer()]
