"""The steps of a return in one line: what comes after the press."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

_STEPS = (
    ("reply-outline", texts.negotiating.step_tell),
    ("truck-outline", texts.negotiating.step_parcel),
    ("package-variant", texts.negotiating.step_take_in),
    ("cash-refund", texts.negotiating.step_refund),
)


class StepsLine(QWidget):
    """告诉客户, 填快递单号, 确认收货, 退款, each with its glyph."""

    def __init__(self) -> None:
        """Draw the four steps; the first is what the press does."""
        super().__init__()
        self.setAccessibleName(texts.negotiating.steps_spoken())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for place, (icon, words) in enumerate(_STEPS):
            if place:
                line.addWidget(IconLabel("chevron-right", "text3", 14))
            line.addWidget(IconLabel(icon, "text2" if place else "accent_text", 16))
            line.addWidget(PlainLabel(words(), px=12, tone="text2"))
        line.addStretch(1)
