"""What came of a sheet, line by line: how many went, which did not, and why each."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.together.lines import SheetResult
from refund_desk.ui.together.sheet_rows import ROW_PX, SheetRows
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel

_WIDTH = 638
_AROUND_PX = 240
_LEAST_ROWS = 3


class ResultDialog(DeskDialog):
    """Shows a result, and its newer states while it is open. Nothing is decided here."""

    def __init__(self, window: QWidget, result: SheetResult) -> None:
        """Show the result."""
        super().__init__(window, title=texts.queue.result_title(), width=_WIDTH)
        self._icon = IconLabel("check-circle", "ok", 20)
        self.headline = PlainLabel(px=16, bold=True)
        self.remarks = MixedLabel(tone="warn")
        room = max(_LEAST_ROWS * ROW_PX, window.height() - _AROUND_PX)
        self.rows = SheetRows(texts.queue.result_title(), most_px=room)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self.headline, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.remarks)
        column.addSpacing(10)
        column.addWidget(self.rows)
        self.body.setContentsMargins(20, 16, 20, 18)
        self.body.addLayout(column)
        self.footer.addStretch(1)
        self.close_result = Button(texts.common.yes_close(), keycap="Esc")
        self.close_result.clicked.connect(self.reject)
        self.footer.addWidget(self.close_result)
        self.show_result(result)
        self.start_on(self.close_result)

    def show_result(self, result: SheetResult) -> None:
        """Show how it stands now."""
        whole = result.is_whole
        self._icon.set_icon("check-circle" if whole else "alert", "ok" if whole else "warn")
        self.headline.setText(result.headline)
        self.remarks.set_text(" • ".join(words for words, _role in result.remarks))
        self.remarks.setVisible(bool(result.remarks))
        bad = any(role == "bad" for _words, role in result.remarks)
        tone: Role = "bad" if bad else "warn"
        self.remarks.set_tones(tone, tone)
        self.rows.put(result.rows())
