"""The one bar of a sheet: it counts down, then shows the queue, then what came of it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from refund_desk.domain.events import SheetChanged, SheetStage
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.undo_bars import StackedBar
from refund_desk.ui.together.lines import SheetResult
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.labels import IconLabel
from refund_desk.ui.widgets.spinner import motion_allowed

_ICONS = {
    SheetStage.UNDOABLE: "timer-sand",
    SheetStage.SENDING: "cash-sync",
    SheetStage.PAUSED: "progress-clock",
    SheetStage.ENDED: "cash-sync",
}


class SheetBar(StackedBar):
    """Signals: `stop_wanted` (undo, or stop the rest), `now_wanted`, `pause_wanted`,
    `resume_wanted`, `result_wanted`, `closed`.
    """

    stop_wanted = Signal()
    now_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    result_wanted = Signal()
    closed = Signal()

    def __init__(self, news: SheetChanged, parent: QWidget) -> None:
        """Show how the sheet stands."""
        super().__init__(parent)
        self._news = news
        self._since = QElapsedTimer()
        self._stopping = False
        self.result: SheetResult | None = None
        self.icon = IconLabel(_ICONS[news.stage], "accent_text", 20)
        self.pause_button = Button(texts.queue.pause())
        self.resume_button = Button(texts.queue.resume(), kind="primary")
        self.stop_button = Button(texts.queue.stop())
        self.result_button = Button(texts.queue.show_result(), kind="primary")
        self.close_button = IconButton("close", texts.common.yes_close())
        self.now_button.clicked.connect(self._press_now)
        self.undo_button.clicked.connect(self._press_stop)
        self.stop_button.clicked.connect(self._press_stop)
        self.pause_button.clicked.connect(self.pause_wanted)
        self.resume_button.clicked.connect(self.resume_wanted)
        self.result_button.clicked.connect(self.result_wanted)
        self.close_button.clicked.connect(self.closed)
        self.lay_out(
            self.icon,
            self.now_button,
            self.undo_button,
            self.pause_button,
            self.stop_button,
            self.resume_button,
            self.result_button,
            self.close_button,
        )
        self.follow(news)
        self._announce()

    @property
    def takes_undo(self) -> bool:
        """Only while all of it can be undone: afterwards Ctrl+Z is the text field's again."""
        return self._news.stage is SheetStage.UNDOABLE and not self._stopping

    @property
    def rests(self) -> bool:
        """A result can wait until the inbox is open again."""
        return self.result is not None

    @property
    def stage(self) -> SheetStage:
        """Where the sheet is."""
        return self._news.stage

    def follow(self, news: SheetChanged) -> None:
        """Take over how it stands."""
        self._news = news
        self._since.start()
        stage, stopping = news.stage, self._stopping
        sending = stage in {SheetStage.SENDING, SheetStage.PAUSED}
        self.icon.set_icon(_ICONS[stage], "accent_text")
        self.now_button.setVisible(stage is SheetStage.UNDOABLE)
        self.undo_button.setVisible(stage is SheetStage.UNDOABLE)
        self.pause_button.setVisible(stage is SheetStage.SENDING)
        self.resume_button.setVisible(stage is SheetStage.PAUSED)
        self.stop_button.setVisible(sending)
        self.result_button.setVisible(self.result is not None)
        self.close_button.setVisible(self.result is not None)
        for button in (self.undo_button, self.now_button, self.stop_button, self.pause_button):
            button.setEnabled(not stopping)
        self.resume_button.setEnabled(not stopping)
        self.say()

    def show_result(self, result: SheetResult) -> None:
        """It is over: say how it ended, and offer the lines."""
        self.result = result
        self.follow(self._news)

    def left_s(self) -> float:
        """Seconds left by this bar's own clock, between two news."""
        return max(0.0, self._news.left_s - self._since.elapsed() / 1000)

    def say(self) -> None:
        """Show the seconds or the count."""
        lead, note = self._words()
        self.lead.setText(lead)
        self.note.setText(note)
        if motion_allowed():
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and the time that is left or how far it has come."""
        super().paintEvent(event)
        news = self._news
        if news.stage is SheetStage.UNDOABLE:
            if motion_allowed() and news.whole_s > 0:
                self.paint_line(min(1.0, self.left_s() / news.whole_s))
        elif self.result is None:
            self.paint_line(news.over / max(1, news.total))

    def _words(self) -> tuple[str, str]:
        """Both lines."""
        news, own = self._news, texts.queue
        amount = formats.yuan(news.amount)
        if self.result is not None:
            remarks = " • ".join(words for words, _role in self.result.remarks)
            return self.result.headline, remarks or self.result.progress
        if self._stopping or news.stage is SheetStage.ENDED:
            return own.bar_stopping(), own.bar_sending(n=news.over, total=news.total)
        if news.stage is SheetStage.UNDOABLE:
            seconds = ceil(self.left_s())
            return own.bar_lead(n=seconds, count=news.total, amt=amount), texts.undo.note()
        if news.stage is SheetStage.PAUSED:
            short = news.why == "NOT_ENOUGH"
            note = own.bar_paused_balance() if short else own.bar_paused_note()
            return own.bar_paused(news.total - news.over), note
        return own.bar_sending(n=news.over, total=news.total), own.bar_sending_note()

    def _announce(self) -> None:
        """Let a screen reader say it once."""
        words = texts.queue.bar_spoken(
            n=ceil(self.left_s()),
            count=self._news.total,
            amount=formats.spoken_yuan(self._news.amount),
        )
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _press_stop(self) -> None:
        self._stopping = True
        self.follow(self._news)
        self.stop_wanted.emit()

    def _press_now(self) -> None:
        self.now_button.setEnabled(False)
        self.now_wanted.emit()
