"""What stands above: which day, how far its proof is, and the press that asks for it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from refund_desk.application.proof_rows import DayState, ProofDay, ProofOfDay
from refund_desk.ui import texts
from refund_desk.ui.reconciliation import words
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

HEADER_HEIGHT = 56
_AGAIN = {
    DayState.PROVED: texts.bills.again,
    DayState.NOT_READY: texts.common.retry,
    DayState.TROUBLE: texts.common.retry,
    DayState.WAITING: texts.bills.now,
}


class ProofHeader(Panel):
    """Signals: `day_chosen(date)`, `fetch_wanted`, `export_wanted`."""

    day_chosen = Signal(object)
    fetch_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        """Know no day yet."""
        super().__init__("surface")
        self.setFixedHeight(HEADER_HEIGHT)
        self.day = ComboBox("calendar-month-outline")
        self.day.setMinimumWidth(176)
        self.day.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.day.setAccessibleName(texts.bills.day_name())
        self.icon = IconLabel("clock-outline", "text2", 16)
        self.status = ElidedLabel(tone="text2")
        self.again = Button(texts.bills.again(), icon="refresh")
        self.export = Button(texts.proof.export(), icon="tray-arrow-down")
        # Until the first reading there is nothing to say and nothing to press.
        for widget in (self.icon, self.again, self.export):
            widget.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 0)
        line.setSpacing(12)
        line.addWidget(PlainLabel(texts.proof.title(), px=18, bold=True))
        line.addWidget(self.day)
        told = QHBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.icon)
        told.addWidget(self.status, 1)
        line.addLayout(told, 1)
        line.addWidget(self.again)
        line.addWidget(self.export)
        self.again.clicked.connect(self.fetch_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.day.activated.connect(lambda _index: self.day_chosen.emit(self.day.currentData()))

    def show_days(self, days: Sequence[ProofDay], chosen: date) -> None:
        """List the days; the chosen one stays so."""
        entries = [(words.day_entry(day), day.day) for day in days]
        if chosen not in {day for _words, day in entries}:
            entries.append((words.day_name(chosen), chosen))
        shown = [(self.day.itemText(n), self.day.itemData(n)) for n in range(self.day.count())]
        if shown != entries:
            self.day.clear()
            for entry, day in entries:
                self.day.addItem(entry, day)
        self.day.setCurrentIndex(self.day.findData(chosen))

    def show_status(self, proof: ProofOfDay, now: datetime) -> None:
        """Say how far the day is."""
        told, icon, role = words.status_of(proof, now)
        self.status.setText(told)
        self.icon.set_icon(icon, role)
        self.icon.show()
        self.again.set_busy("")
        self.again.setText(_AGAIN[proof.state]())

    def show_running(self) -> None:
        """Say that the bill is being fetched."""
        self.status.setText(texts.bills.running())
        self.icon.set_icon("progress-clock", "accent_text")
        self.again.set_busy(texts.bills.running())
