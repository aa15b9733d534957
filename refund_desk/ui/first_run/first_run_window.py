"""The window of a desk that has no shop yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from refund_desk.ui import texts
from refund_desk.ui.first_run.first_run_page import FirstRunPage
from refund_desk.ui.texts import Language
from refund_desk.ui.widgets.focus_ring import FocusRing

MINIMUM_PX = (1180, 600)
FIRST_PX = (1366, 696)


class FirstRunWindow(QMainWindow):
    """Holds the page. Signals: those of `FirstRunPage`, and `closed` when the person leaves."""

    practice_chosen = Signal()
    language_chosen = Signal(str)
    closed = Signal()

    def __init__(self, language: Language) -> None:
        """Show the page in this language."""
        super().__init__()
        self.setMinimumSize(*MINIMUM_PX)
        self.resize(*FIRST_PX)
        self.speak(language)
        self.ring = FocusRing(self)

    def speak(self, language: Language) -> None:
        """Show the page anew, in the language that is in force now."""
        self.setWindowTitle(texts.common.app_name())
        self.page = FirstRunPage(language)
        self.page.practice_chosen.connect(self.practice_chosen)
        self.page.language_chosen.connect(self.language_chosen)
        self.setCentralWidget(self.page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is under way here, so nothing is waited for."""
        event.accept()
        self.closed.emit()
