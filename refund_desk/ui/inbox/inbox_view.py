"""The left column: search, segments, list, and what is said when the list is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from refund_desk.application.rows import SegmentCounts
from refund_desk.domain.refund_application import Segment
from refund_desk.ui import texts
from refund_desk.ui.inbox.delegate import InboxDelegate
from refund_desk.ui.inbox.list_view import InboxList
from refund_desk.ui.inbox.row_model import InboxModel
from refund_desk.ui.inbox.thumbnails import GoodsPictures
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.search_field import SearchField
from refund_desk.ui.widgets.segments import Segment as Choice
from refund_desk.ui.widgets.segments import SegmentControl

SEGMENTS: Final = (Segment.TO_DO, Segment.WAITING, Segment.REFUNDING, Segment.PROBLEM)
_NAMES: Final[dict[Segment, Callable[[], str]]] = {
    Segment.TO_DO: texts.inbox.segment_to_do,
    Segment.WAITING: texts.inbox.segment_waiting,
    Segment.REFUNDING: texts.inbox.segment_refunding,
    Segment.PROBLEM: texts.inbox.segment_problem,
}
_EMPTY: Final[dict[Segment, Callable[[], str]]] = {
    Segment.TO_DO: texts.inbox.empty_to_do,
    Segment.WAITING: texts.inbox.empty_waiting,
    Segment.REFUNDING: texts.inbox.empty_refunding,
    Segment.PROBLEM: texts.inbox.empty_problem,
}
_HEADER: Final = 84
_LIST_AIR: Final = 6


class InboxView(Panel):
    """What a person sees of the inbox; an `InboxPresenter` fills it.

    Signals: `segment_chosen(Segment)`, `searched(str)`, `retried()` from the empty list's link.
    """

    segment_chosen = Signal(object)
    searched = Signal(str)
    retried = Signal()

    def __init__(
        self, model: InboxModel, pictures: GoodsPictures, parent: QWidget | None = None
    ) -> None:
        """Show the model under the header."""
        super().__init__("sunken", parent)
        self.search = SearchField(texts.inbox.search_placeholder(), texts.inbox.search_name())
        self.add = IconButton("plus", texts.importing.add(), size=32, framed=True)
        self.segments = SegmentControl(_choices(None))
        self.list = InboxList(model)
        self._delegate = InboxDelegate(self.list, pictures)
        self.list.setItemDelegate(self._delegate)
        self._note = _Note()
        self._pages = QStackedLayout()
        self._lay_out()
        # Only now: a layout without a place shows what it is given as a window.
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._note)
        self.search.searched.connect(self.searched)
        self.search.went_down.connect(self._go_to_list)
        self.search.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.segments.chosen.connect(lambda key: self.segment_chosen.emit(Segment(key)))
        self._note.pressed.connect(self._answer_note)
        pictures.arrived.connect(self.list.viewport().update)
        self.setTabOrder(self.search, self.add)
        self.setTabOrder(self.add, self.segments)
        self.setTabOrder(self.segments, self.list)

    def put_counts(self, counts: SegmentCounts) -> None:
        """Show how many each segment holds."""
        self.segments.set_segments(_choices(counts))

    def show_list(self) -> None:
        """Show rows, or the skeleton."""
        self._pages.setCurrentWidget(self.list)

    def show_empty(self, segment: Segment) -> None:
        """Say that a segment holds nothing."""
        calm = segment in {Segment.TO_DO, Segment.PROBLEM}
        self._note.say("check-circle-outline" if calm else "inbox-outline", _EMPTY[segment]())
        self._pages.setCurrentWidget(self._note)

    def show_looking(self, *, in_vain: bool = False) -> None:
        """Say that the applications were never fetched yet; `in_vain` when the last try did not."""
        words = texts.inbox.first_look_in_vain() if in_vain else texts.inbox.first_look()
        self._note.say("inbox-outline", words)
        self._pages.setCurrentWidget(self._note)

    def show_nothing_found(self, words: str) -> None:
        """Say that the search found nothing, and offer to clear it."""
        self._note.say("magnify", texts.inbox.empty_search(words), texts.inbox.clear_search())
        self._pages.setCurrentWidget(self._note)

    def show_unread(self) -> None:
        """Say that the list could not be read, and offer to try again."""
        self._note.say("refresh", texts.inbox.load_failed(), texts.common.retry())
        self._pages.setCurrentWidget(self._note)

    def put_foot(self, foot: QWidget) -> None:
        """Let this stand below the list."""
        self._column.addWidget(foot)
        self.setTabOrder(self.list, foot)

    def shows_note(self) -> bool:
        """Whether a sentence stands in the place of the list."""
        return self._pages.currentWidget() is self._note

    def note_text(self) -> str:
        """The sentence in the place of the list."""
        return self._note.text()

    def focus_list(self) -> None:
        """Put the keyboard on the list, as by a key."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_list(self) -> None:
        self.focus_list()
        if self.list.current_id() is None:
            self.list.step(1)

    def _answer_note(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.retried.emit()

    def _lay_out(self) -> None:
        header = QWidget()
        header.setFixedHeight(_HEADER)
        rows = QVBoxLayout(header)
        rows.setContentsMargins(12, 10, 12, 2)
        rows.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.search, 1)
        first.addWidget(self.add)
        rows.addLayout(first)
        rows.addWidget(self.segments)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addSpacing(_LIST_AIR)
        column.addLayout(self._pages, 1)


class _Note(QWidget):
    """A sign of 32 px, one sentence, at most one link."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("inbox-outline", "text3", 32)
        self._text = PlainLabel(tone="text2")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._link = Button(kind="link")
        self._link.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 0, 32, 90)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, icon: str, text: str, link: str = "") -> None:
        """Show the sentence."""
        self._icon.set_icon(icon, "text3")
        self._text.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))

    def text(self) -> str:
        """The sentence."""
        return self._text.text()


def _choices(counts: SegmentCounts | None) -> list[Choice]:
    """The four segments; 异常 alarms when it holds something."""
    return [
        Choice(
            key=segment.value,
            text=_NAMES[segment](),
            count=None if counts is None else counts.of(segment),
            alarms=segment is Segment.PROBLEM,
        )
        for segment in SEGMENTS
    ]
