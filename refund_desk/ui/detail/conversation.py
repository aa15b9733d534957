"""The conversation of one application, built a few lines at a time so that nothing stutters."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from refund_desk.ui import texts
from refund_desk.ui.detail.conversation_lines import ConversationLine, SpokenLine
from refund_desk.ui.detail.message_row import SpokenRow, SystemRow
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.scroll_page import prepare_scrolling
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import PlainLabel

SHOWN_AT_FIRST: Final = 50
_COLUMN_MAX: Final = 960
_SIDE: Final = 20
_TOP: Final = 13
_BOTTOM: Final = 10
_GAP: Final = 12
# A view counts as scrolled up once this much of its end is out of sight.
_NEAR_END: Final = 40
_BUDGET_S: Final = 0.003

Row = SpokenRow | SystemRow


class Conversation(QScrollArea):
    """All that was said about one application, oldest first, opened at its end.

    Signals: `picture_pressed` carries a picture's reference; `retry_pressed` and `drop_pressed`
    the outbox id of a reply that did not leave.
    """

    picture_pressed = Signal(str)
    retry_pressed = Signal(int)
    drop_pressed = Signal(int)

    def __init__(self, thumbs: PictureThumbs, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._thumbs = thumbs
        self._wide = False
        self._case_key = 0
        self._lines: tuple[ConversationLine, ...] = ()
        self._rows: dict[str, Row] = {}
        self._all_shown = False
        self._at_end = True
        self._unseen = 0
        prepare_scrolling(self, texts.detail.messages_name())
        self._column = QWidget()
        self.setWidget(self._column)
        self._column.setAutoFillBackground(False)
        self.earlier = Button(kind="link")
        self.earlier.clicked.connect(self._show_all)
        self._empty = PlainLabel(texts.detail.no_messages(), tone="text3")
        self.chip = Button(kind="chip", size="small", icon="arrow-down")
        self.chip.clicked.connect(self.scroll_to_end)
        for widget, place in (
            (self.earlier, self._column),
            (self._empty, self._column),
            (self.chip, self),
        ):
            widget.setParent(place)
            widget.hide()
        self._build_timer = QTimer(self)
        self._build_timer.setInterval(0)
        self._build_timer.timeout.connect(self._build_some)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._follow_scroll)
        bar.rangeChanged.connect(self._follow_range)

    @property
    def is_built(self) -> bool:
        """Whether every line that is to be shown has its row."""
        return not self._build_timer.isActive()

    @property
    def rows(self) -> list[Row]:
        """The rows that exist, oldest first."""
        return [self._rows[line.key] for line in self._lines if line.key in self._rows]

    def set_wide(self, wide: bool) -> None:
        """Use the wider measure and larger thumbnails."""
        if wide != self._wide:
            self._wide = wide
            lines, key = self._lines, self._case_key
            self._forget()
            self.show_lines(key, lines)

    def show_lines(self, case_key: int, lines: tuple[ConversationLine, ...]) -> None:
        """Show the conversation of a case.

        For the case that is shown already, only lines that changed are drawn anew, and the place
        that is being read stays where it is.
        """
        if case_key != self._case_key:
            self._forget()
            self._case_key = case_key
        arrived = self._count_arrived(lines)
        self._lines = lines
        kept = {line.key: line for line in lines}
        for key, row in list(self._rows.items()):
            if kept.get(key) != row.line:
                self._drop(key)
        self._empty.setVisible(not lines)
        if arrived and not self._at_end:
            self._unseen += arrived
        if not self._build_some():
            self._arrange()

    def scroll_to_end(self) -> None:
        """Go to the newest line."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._arrange()
        self._place_chip()

    def _forget(self) -> None:
        """Take all rows away; they are deleted bit by bit by the event loop."""
        for key in list(self._rows):
            self._drop(key)
        self._lines = ()
        self._all_shown = False
        self._at_end = True
        self._unseen = 0
        self.chip.hide()

    def _drop(self, key: str) -> None:
        row = self._rows.pop(key)
        row.hide()
        row.deleteLater()

    def _wanted(self) -> tuple[ConversationLine, ...]:
        """The lines to show: all, or the newest of a long conversation."""
        return self._lines if self._all_shown else self._lines[-SHOWN_AT_FIRST:]

    def _count_arrived(self, lines: tuple[ConversationLine, ...]) -> int:
        """How many lines of others stand after the last one that was known."""
        if not self._lines:
            return 0
        known = {line.key for line in self._lines}
        return sum(
            line.key not in known and not (isinstance(line, SpokenLine) and line.mine)
            for line in lines
        )

    def _build_some(self) -> bool:
        """Make rows from the newest upwards until the time is used up; whether any was made."""
        began = time.perf_counter()
        made = False
        for line in reversed(self._wanted()):
            if line.key in self._rows:
                continue
            self._rows[line.key] = self._make(line)
            made = True
            if time.perf_counter() - began > _BUDGET_S:
                break
        if made:
            self._arrange()
        if any(line.key not in self._rows for line in self._wanted()):
            self._build_timer.start()
        else:
            self._build_timer.stop()
            self._order_focus()
        return made

    def _order_focus(self) -> None:
        """Let Tab go down the pictures, although the rows were made from the newest upwards."""
        stops: list[QWidget] = [self]
        stops += [stop for row in self.rows for stop in row.focus_stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _make(self, line: ConversationLine) -> Row:
        row: Row
        if isinstance(line, SpokenLine):
            row = SpokenRow(line, self._thumbs, wide=self._wide)
            row.picture_pressed.connect(self.picture_pressed)
            row.retry_pressed.connect(self.retry_pressed)
            row.drop_pressed.connect(self.drop_pressed)
        else:
            row = SystemRow(line)
        row.setParent(self._column)
        row.show()
        return row

    def _arrange(self) -> None:
        """Place the rows, and keep in sight what was in sight."""
        bar = self.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        grows_above = not self.is_built
        value = bar.value()
        room = self.viewport().width()
        width = min(room - 2 * _SIDE, _COLUMN_MAX)
        left = (room - width) // 2
        bottom = self._place_head(left, width)
        for row in self.rows:
            height = row.heightForWidth(width)
            row.setGeometry(left, bottom, width, height)
            bottom += height + _GAP
        at_end = self._at_end
        self._column.resize(room, bottom - _GAP + _BOTTOM)
        if at_end:
            bar.setValue(bar.maximum())
        elif grows_above:
            bar.setValue(bar.maximum() - from_end)
        else:
            bar.setValue(value)
        self._show_chip()

    def _place_head(self, left: int, width: int) -> int:
        """The link to older lines, or the sentence of an empty conversation; where rows begin."""
        hidden = len(self._lines) - len(self._wanted())
        self.earlier.setVisible(hidden > 0)
        if not self._empty.isHidden():
            self._empty.setGeometry(left, _TOP, width, 20)
        if hidden <= 0:
            return _TOP
        self.earlier.setText(texts.detail.earlier_messages(hidden))
        hint = self.earlier.sizeHint()
        self.earlier.setGeometry(
            QRect(left + (width - hint.width()) // 2, _TOP, hint.width(), hint.height())
        )
        return _TOP + hint.height() + _GAP

    def _show_all(self) -> None:
        """Bring the older lines above the ones in sight."""
        self._all_shown = True
        self._at_end = False
        self._build_timer.start()
        self._arrange()

    def _follow_scroll(self, value: int) -> None:
        self._at_end = self.verticalScrollBar().maximum() - value <= _NEAR_END
        if self._at_end and self._unseen:
            self._unseen = 0
            self._show_chip()

    def _follow_range(self, _least: int, most: int) -> None:
        """Stay at the end: while hidden, Qt learns of a new height only when it is shown."""
        if self._at_end:
            self.verticalScrollBar().setValue(most)

    def _show_chip(self) -> None:
        self.chip.setVisible(self._unseen > 0)
        if self._unseen:
            self.chip.setText(texts.detail.new_messages(self._unseen))
            self._place_chip()

    def _place_chip(self) -> None:
        self.chip.adjustSize()
        left = (self.viewport().width() - self.chip.width()) // 2
        self.chip.move(left, self.height() - self.chip.height() - 10)
        self.chip.raise_()
