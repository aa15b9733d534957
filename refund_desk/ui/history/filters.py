"""What stands above the table: title, search, the three filters; and the sums under them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.application.rows import HistoryFilter, HistoryResult, HistorySummary
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.beijing import beijing_day
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.labels import PlainLabel
from refund_desk.ui.widgets.mixed_label import FigureLabel, bold
from refund_desk.ui.widgets.search_field import SearchField

HEADER_HEIGHT = 56
SUMMARY_HEIGHT = 34
_DAYS_AT_FIRST = 30
_PERIODS: tuple[tuple[int | None, Callable[[], str]], ...] = (
    (7, texts.history.period_7),
    (30, texts.history.period_30),
    (90, texts.history.period_90),
    (365, texts.history.period_365),
    (None, texts.history.period_all),
)


class HistoryFilters(QWidget):
    """Search, period, result and person. `changed` when one of them is another."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with the last 30 days."""
        super().__init__()
        self.setFixedHeight(HEADER_HEIGHT)
        self.oldest_first = False
        self.search = SearchField(texts.history.search(), texts.history.search())
        self.search.setFixedWidth(236)
        self.period = _choice("calendar-month-outline", texts.history.period_name(), 136)
        for days, words in _PERIODS:
            self.period.addItem(words(), days)
        self.period.setCurrentIndex(self.period.findData(_DAYS_AT_FIRST))
        self.result = _choice("", texts.history.results_name(), 122)
        self.result.addItem(texts.history.results_all(), None)
        for result in HistoryResult:
            self.result.addItem(wording.history_result(result)[0], result)
        self.person = _choice("", texts.history.actors_name(), 122)
        self.person.addItem(texts.history.actors_all(), None)
        for actor in (OWNER, SYSTEM):
            self.person.addItem(wording.person(actor), actor)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(PlainLabel(texts.history.title(), px=18, bold=True))
        for widget in (self.search, self.period, self.result, self.person):
            line.addWidget(widget)
        line.addStretch(1)
        self.search.searched.connect(self.changed)
        for combo in (self.period, self.result, self.person):
            combo.currentIndexChanged.connect(self.changed)

    def wanted(self, now: datetime) -> HistoryFilter:
        """The filter as chosen, with days counted back from `now` (UTC)."""
        days = self.period.currentData()
        today = beijing_day(now)
        return HistoryFilter(
            search=self.search.words(),
            first_day=today - timedelta(days=days - 1) if isinstance(days, int) else None,
            last_day=None,
            result=self.result.currentData(),
            actor=self.person.currentData(),
            oldest_first=self.oldest_first,
        )

    def show_everything(self) -> None:
        """Take all filters away, the search included."""
        self.blockSignals(True)  # one question for four changes
        self.search.clear()
        self.result.setCurrentIndex(0)
        self.person.setCurrentIndex(0)
        self.period.setCurrentIndex(self.period.findData(None))
        self.blockSignals(False)
        self.changed.emit()


class SummaryLine(QWidget):
    """The sums over everything that passes the filter."""

    def __init__(self) -> None:
        """Say nothing until the first sums came."""
        super().__init__()
        self.setFixedHeight(SUMMARY_HEIGHT)
        self.total = FigureLabel()
        self.refunded = FigureLabel(strong="ok")
        self.amount = FigureLabel()
        self.rejected, self.withdrawn = FigureLabel(), FigureLabel()
        self.abnormal = FigureLabel(strong="bad")
        self.refunding = FigureLabel(strong="accent_text")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 16, 0)
        line.setSpacing(20)
        line.addWidget(self.total)
        refunded = QHBoxLayout()
        refunded.setSpacing(4)
        refunded.addWidget(self.refunded)
        refunded.addWidget(self.amount)
        line.addLayout(refunded)
        for label in (self.rejected, self.withdrawn, self.abnormal, self.refunding):
            line.addWidget(label)
        line.addStretch(1)

    def show_sums(self, sums: HistorySummary) -> None:
        """Show the sums."""
        words = texts.history
        self.total.set_text(words.total(bold(str(sums.total))))
        count = words.unit_count(bold(str(sums.refunded)))
        self.refunded.set_text(f"{words.sum_refunded_label()} {count}")
        self.amount.set_text(bold(formats.yuan(sums.refunded_sum)))
        for label, name, number in (
            (self.rejected, words.sum_rejected_label(), sums.rejected),
            (self.withdrawn, words.sum_withdrawn_label(), sums.withdrawn_or_undone),
            (self.abnormal, words.sum_abnormal_label(), sums.abnormal),
            (self.refunding, words.sum_refunding_label(), sums.refunding),
        ):
            label.set_text(f"{name} {bold(str(number))}")
        # Nothing wrong is no alarm.
        self.abnormal.set_tones("text2", "bad" if sums.abnormal else "text")


def _choice(icon: str, name: str, width: int) -> ComboBox:
    combo = ComboBox(icon)
    combo.setMinimumWidth(width)
    combo.setAccessibleName(name)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo
