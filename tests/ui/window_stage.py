"""The whole window on a stage, and what its tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.ui import theme
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.texts import Language
from tests.ui.fake_services import FakeServices
from tests.ui.staging import Stage, staged

WU, LIN, HE = 1, 2, 3
NO_KEY = Qt.KeyboardModifier.NoModifier


@dataclass
class Desk:
    """A window that was started, with its first application open."""

    stage: Stage
    window: MainWindow

    @property
    def services(self) -> FakeServices:
        return self.stage.services

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def open_case(self, application_id: int) -> None:
        """Go to a row and wait until its application is shown."""
        self.window.inbox_page.focus_list()
        self.window.presenter.show_application(application_id)
        self.stage.wait_until(lambda: self.shown_id() == application_id)

    def shown_id(self) -> int | None:
        case = self.window.detail.case
        return case.application_id if case is not None else None

    def place(self, widget: QWidget) -> QRect:
        """Where a widget lies in the window."""
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())


@contextmanager
def desk(
    application: QApplication,
    *,
    size: tuple[int, int] = (1366, 696),
    language: Language = "zh_CN",
    practice: bool = False,
    choice: theme.ThemeChoice = "light",
    layout_file: Path | None = None,
) -> Iterator[Desk]:
    """A started window of this size; closed and destroyed at the end."""
    with staged(application, language=language, practice=practice, choice=choice) as stage:
        window = MainWindow(
            stage.services, stage.tasks, stage.bridge, theme.current(), layout_file=layout_file
        )
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.start()
        shown = Desk(stage, window)
        stage.wait_until(lambda: shown.shown_id() is not None)
        try:
            yield shown
        finally:
            try:
                # Pages that are made while their window goes would outlive it, and be dressed anew
                # by every later test of the theme.
                stage.wait_until(lambda: not stage.tasks.is_running("window:rest"), timeout_s=20.0)
            finally:
                window.closing.is_done = True
                window.close()
                window.deleteLater()
                stage.let_turn(0.01)
