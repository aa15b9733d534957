"""The window of a desk that has no shop yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from refund_desk.ui import texts
from refund_desk.ui.first_run.first_run_page import FirstRunPage
from refund_desk.ui.help.guide_door import GuideDoor
from refund_desk.ui.settings.credentials_page import CredentialsPage
from refund_desk.ui.settings.needs import ConnectServices
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.texts import Language
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.toast import Toast

MINIMUM_PX = (1180, 600)
FIRST_PX = (1366, 696)


class FirstRunWindow(QMainWindow):
    """Holds the first page, then the page of merchant number and keys when that is chosen.

    Signals: `practice_chosen`; `language_chosen(str)`; `shop_chosen(str)` with the merchant number
    that was connected; `closed` when the person leaves.
    """

    practice_chosen = Signal()
    language_chosen = Signal(str)
    shop_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        language: Language,
        *,
        tasks: TaskRunner | None = None,
        make_services: Callable[[], ConnectServices] | None = None,
    ) -> None:
        """Show the page in this language; without the other two nothing can be connected here."""
        super().__init__()
        self._language = language
        self._tasks, self._make_services = tasks, make_services
        self.credentials: CredentialsPage | None = None
        self.setMinimumSize(*MINIMUM_PX)
        self.resize(*FIRST_PX)
        self.guide = GuideDoor(self, key="F1")
        self.speak(language)
        self.toast = Toast(self)
        self.ring = FocusRing(self)

    def speak(self, language: Language) -> None:
        """Show the page anew, in the language that is in force now."""
        self._language = language
        self.setWindowTitle(texts.common.app_name())
        connects = self._tasks is not None and self._make_services is not None
        self.page = FirstRunPage(language, connects=connects)
        self.page.practice_chosen.connect(self.practice_chosen)
        self.page.language_chosen.connect(self.language_chosen)
        self.page.guide_wanted.connect(self.guide.open)
        self.page.connect_chosen.connect(self.connect_merchant)
        self.setCentralWidget(self.page)
        # The page before took the focus with it, and Enter is promised on the button.
        self.page.enter.setFocus()

    def connect_merchant(self) -> None:
        """Show the page of merchant number and keys; Later leads back here."""
        if self._tasks is None or self._make_services is None:
            return
        page = CredentialsPage(self._make_services(), self._tasks)
        page.connected.connect(self.shop_chosen)
        page.left.connect(lambda: self.speak(self._language))
        page.trouble.connect(lambda text: self.toast.say(text, tone="bad"))
        self.credentials = page
        self.setCentralWidget(page)
        page.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is under way here, so nothing is waited for."""
        event.accept()
        self.closed.emit()
