"""The commands as shortcuts, and as a menu bar that F10 or Alt shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar, QWidget

from refund_desk.ui.main_window.commands import COMMANDS, MENUS, Command


class CommandMenu(QObject):
    """Makes an action of every command and runs `run(key)` for it.

    The menu bar is no line of the window: it appears on F10 or Alt and leaves when it is not used.
    Screen readers find the same actions there.
    """

    def __init__(self, window: QMainWindow, run: Callable[[str], None]) -> None:
        """Add the actions to the window."""
        super().__init__(window)
        self._window = window
        self._run = run
        self._alt_alone = False
        self._before: QWidget | None = None
        self.actions: dict[str, QAction] = {}
        self.bar = QMenuBar(window)
        self.bar.setNativeMenuBar(False)
        self.bar.hide()
        window.setMenuBar(self.bar)
        menus = {key: self.bar.addMenu(words()) for key, words in MENUS}
        for command in COMMANDS:
            action = self._action(command)
            menus[command.menu].addAction(action)
            window.addAction(action)
        self.bar.triggered.connect(lambda _action: self.hide())
        self.bar.installEventFilter(self)
        window.installEventFilter(self)
        shown = QAction(window)
        shown.setShortcut(QKeySequence("F10"))
        shown.triggered.connect(self.toggle)
        window.addAction(shown)

    def toggle(self) -> None:
        """Show the menu bar with the keyboard on it, or hide it."""
        if self.bar.isVisible():
            self.hide()
            return
        self._before = QApplication.focusWidget()
        self.bar.show()
        self.bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self.bar.setActiveAction(self.bar.actions()[0])

    def hide(self) -> None:
        """Take the menu bar away; the keyboard goes back to where it was."""
        before, self._before = self._before, None
        self.bar.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)

    def allow(self, page: str) -> None:
        """Only the commands of this page work; the others are grey."""
        for command in COMMANDS:
            self.actions[command.key].setEnabled(command.on in {"", page})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt pressed and released alone shows the bar; Esc or leaving it hides it."""
        if watched is not self.bar:
            if isinstance(event, QKeyEvent):
                self._watch_alt(event)
            elif event.type() == QEvent.Type.WindowDeactivate:
                # Alt+Tab: the release of Alt may come when the window is back.
                self._alt_alone = False
            return False
        if isinstance(event, QKeyEvent):
            escapes = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
            if escapes:
                self.hide()
            return escapes
        # A menu that opens takes the focus for a while; the bar stays under it.
        if isinstance(event, QFocusEvent) and event.lostFocus() and not _to_popup(event):
            self._before = None
            self.bar.hide()
        return False

    def _watch_alt(self, event: QKeyEvent) -> None:
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt:
            if self._alt_alone:
                self.toggle()
            self._alt_alone = False

    def _action(self, command: Command) -> QAction:
        action = QAction(command.words(), self._window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setAutoRepeat(command.key in {"next", "previous"})
        action.triggered.connect(lambda _checked=False, key=command.key: self._run(key))
        self.actions[command.key] = action
        return action


def _to_popup(event: QFocusEvent) -> bool:
    return event.reason() == Qt.FocusReason.PopupFocusReason
