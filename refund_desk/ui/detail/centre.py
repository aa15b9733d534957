"""The middle of the detail: tabs, what they show, and the composer below the conversation."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.domain.outbox import OutboxState
from refund_desk.ui import texts
from refund_desk.ui.detail.case_state import needs_person
from refund_desk.ui.detail.composer import Composer
from refund_desk.ui.detail.conversation import Conversation
from refund_desk.ui.detail.conversation_lines import conversation_lines
from refund_desk.ui.detail.log_tab import LogTab
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.pictures_tab import PicturesTab
from refund_desk.ui.detail.progress_steps import Moment
from refund_desk.ui.detail.progress_tab import ProgressTab
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.tabs import TabLabel, TabStrip

FACTS, MESSAGES, PICTURES, REFUND, LOG = "facts", "messages", "pictures", "refund", "log"
NUMBERED = (FACTS, MESSAGES, PICTURES, REFUND, LOG)


class Centre(Panel):
    """The pages behind the tabs.

    Signals: `tab_changed(key)` when another page is shown.
    """

    tab_changed = Signal(str)

    def __init__(self, thumbs: PictureThumbs, tasks: TaskRunner, *, practice: bool) -> None:
        """Show the conversation at first."""
        super().__init__("surface")
        self._narrow = False
        self._case: CaseView | None = None
        self.conversation = Conversation(thumbs)
        self.pictures = PicturesTab(thumbs)
        self.progress = ProgressTab(practice=practice)
        self.log = LogTab()
        self.composer = Composer(tasks)
        self.tabs = TabStrip(self._labels())
        self.stack = QStackedWidget()
        self._facts_page = Panel("surface")
        self._facts_place = QVBoxLayout(self._facts_page)
        self._facts_place.setContentsMargins(0, 0, 0, 0)
        self._pages: dict[str, QWidget] = {
            FACTS: self._facts_page,
            MESSAGES: self._on_window_ground(self.conversation),
            PICTURES: self.pictures,
            REFUND: self.progress,
            LOG: self.log,
        }
        self._build()
        self.tabs.chosen.connect(self._choose)
        self.setAcceptDrops(True)

    @property
    def tab(self) -> str:
        """The key of the page that is shown."""
        return self.tabs.current_key()

    def show_tab(self, key: str) -> None:
        """Show another page; a key without a tab does nothing."""
        self.tabs.choose(key)

    def show_conversation(self, case: CaseView, *, shop_name: str, now: datetime) -> None:
        """Follow what was said."""
        lines = conversation_lines(case, shop_name=shop_name, now=now)
        self.conversation.show_lines(case.application_id, lines)

    def show_case(self, case: CaseView) -> None:
        """Follow the case: its pictures, and the words on the tabs."""
        self._case = case
        self.pictures.show_case(case)
        self.tabs.set_tabs(self._labels())

    def show_progress(self, case: CaseView, moment: Moment, *, blocked: str = "") -> None:
        """Follow the refund, as far as somebody looks at it; `blocked` stops all sending."""
        if self.tab == REFUND:
            self.progress.show_case(case, moment, blocked=blocked)

    def set_narrow(self, facts: QWidget, decision: QWidget) -> None:
        """Take the facts in as the first tab, and the decision as a row below everything."""
        self._narrow = True
        self._facts_place.addWidget(facts)
        self._column.addWidget(decision)
        self.tabs.set_tabs(self._labels())

    def set_usual(self) -> None:
        """Go on without the facts, which the pane has taken back."""
        self._narrow = False
        self.tabs.set_tabs(self._labels())
        self._choose(self.tab)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures for the reply anywhere over the conversation."""
        if self.tab == MESSAGES:
            self.composer.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the plain frame again."""
        self.composer.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand what was dropped to the reply."""
        self.composer.dropEvent(event)

    def _labels(self) -> list[TabLabel]:
        case = self._case
        said = len(case.messages) if case is not None else 0
        kept = max(len(case.pictures), case.picture_count) if case is not None else 0
        labels = [
            TabLabel(MESSAGES, texts.detail.tab_messages(), said),
            TabLabel(PICTURES, texts.detail.tab_pictures(), kept),
            TabLabel(REFUND, texts.detail.tab_refund(), has_dot=_is_wrong(case)),
            TabLabel(LOG, texts.detail.tab_audit()),
        ]
        if self._narrow:
            labels.insert(0, TabLabel(FACTS, texts.case.tab_facts()))
        return labels

    def _choose(self, key: str) -> None:
        self.stack.setCurrentWidget(self._pages[key])
        self.composer.setVisible(key == MESSAGES)
        self._composer_line.setVisible(key == MESSAGES)
        self.tab_changed.emit(key)

    @staticmethod
    def _on_window_ground(widget: QWidget) -> Panel:
        ground = Panel("window")
        place = QVBoxLayout(ground)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(widget)
        return ground

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self.stack, 1)
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._pages[MESSAGES])
        self._composer_line = Hairline()
        self._column.addWidget(self._composer_line)
        self._column.addWidget(self.composer)


def _is_wrong(case: CaseView | None) -> bool:
    """Whether the refund tab holds something that waits for a person."""
    if case is None:
        return False
    stuck = any(entry.state is OutboxState.STUCK for entry in case.outbox)
    return stuck or (case.refund is not None and needs_person(case.refund))
