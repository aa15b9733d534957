"""What each command of the keyboard and the menu does to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.domain.refund_application import Segment
from refund_desk.ui.help.guide_door import GuideDoor
from refund_desk.ui.main_window.key_list import KeyList
from refund_desk.ui.theme import ThemeChoice
from refund_desk.ui.widgets.dialog import DeskDialog

if TYPE_CHECKING:
    from refund_desk.ui.main_window.window import MainWindow

Pane = tuple[QWidget, Callable[[], object]]

_SHORTCUT: Final = Qt.FocusReason.ShortcutFocusReason


class CommandRunner(QObject):
    """Runs commands by their keys (`commands.COMMANDS`)."""

    def __init__(self, window: MainWindow) -> None:
        """Belong to the window."""
        super().__init__(window)
        self._window = window
        # The card that is shown to be read.
        self.card: DeskDialog | None = None
        self.guide = GuideDoor(window)
        detail = window.detail
        self._does: dict[str, Callable[[], object]] = {
            "next": lambda: window.presenter.step(1),
            "previous": lambda: window.presenter.step(-1),
            "focus_detail": self._focus_detail,
            "back": self._back,
            "approve": self._approve,
            "reject": self._reject,
            "goods": window.goods.goods,
            "offer": window.goods.offer,
            "proof": window.waiting.give_proof,
            "pick": window.together.pick_current,
            "pick_all": window.together.pick_all,
            "together": window.together.review,
            "compose": detail.focus_composer,
            "quick": detail.open_quick_replies,
            "send": detail.focus_composer,
            "undo": window.undo,
            "viewer": detail.open_viewer,
            "enter": window.entering.enter,
            "import": window.entering.choose_file,
            "template": window.entering.save_template,
            "quit": window.close,
            "search": self._search,
            "sync": window.sync_now,
            **{f"tab_{n}": self._tab(n) for n in range(1, 5)},
            "to_do": lambda: self._segment(Segment.TO_DO),
            "waiting": lambda: self._segment(Segment.WAITING),
            "refunding": lambda: self._segment(Segment.REFUNDING),
            "problem": lambda: self._segment(Segment.PROBLEM),
            "inbox": lambda: window.show_page("inbox"),
            "history": lambda: window.show_page("history"),
            "reconcile": lambda: window.show_page("reconcile"),
            "settings": lambda: window.show_page("settings"),
            "pane_next": lambda: self._go_pane(1),
            "pane_back": lambda: self._go_pane(-1),
            "light": lambda: self._look("light"),
            "dark": lambda: self._look("dark"),
            "system": lambda: self._look("system"),
            "guide": self.guide.open,
            "keys": lambda: self._open_card(KeyList),
            "about": self._tell_about,
        }

    def run(self, key: str) -> None:
        """Do it."""
        self._does[key]()

    def _approve(self) -> None:
        case = self._window.detail.case
        if case is not None:
            self._window.approve(case)

    def _reject(self) -> None:
        case = self._window.detail.case
        if case is not None:
            self._window.reject(case)

    def _focus_detail(self) -> None:
        first = _first_stop(self._window.detail)
        if first is not None:
            first.setFocus(_SHORTCUT)

    def _tab(self, number: int) -> Callable[[], object]:
        return lambda: self._window.detail.show_tab(number)

    def _look(self, choice: ThemeChoice) -> None:
        self._window.theme.choose(choice)

    def _segment(self, segment: Segment) -> None:
        self._window.show_page("inbox")
        self._window.presenter.show_segment(segment)

    def _search(self) -> None:
        window = self._window
        if window.page == "history":
            window.history.focus_search()
            return
        if window.page != "inbox":
            window.show_page("inbox")
        window.inbox.search.setFocus(_SHORTCUT)
        window.inbox.search.selectAll()

    def _back(self) -> None:
        """Out of what is open: the search first, then everything that is not the list."""
        window = self._window
        if window.page != "inbox":
            window.show_page("inbox")
        elif window.inbox.search.text() and window.inbox.list.hasFocus():
            window.inbox.search.clear()
        else:
            window.inbox_page.focus_list()

    def _go_pane(self, by: int) -> None:
        """F6: list, application, rail; on another page the page and the rail."""
        window = self._window
        rail: Pane = (
            window.rail,
            lambda: window.rail.buttons[window.page].setFocus(_SHORTCUT),
        )
        panes = [*self._panes(), rail]
        focused = QApplication.focusWidget()
        here = [n for n, (pane, _go) in enumerate(panes) if _holds(pane, focused)]
        at = (here[-1] + by) if here else 0
        panes[at % len(panes)][1]()

    def _panes(self) -> list[Pane]:
        """What F6 goes through on the open page, without the rail."""
        window = self._window
        if window.page == "inbox":
            return [(window.inbox, window.inbox.focus_list), (window.detail, self._focus_detail)]
        if window.page == "reconcile":
            return [(window.reconciliation, window.reconciliation.focus_first)]
        settings = window.settings.page()
        if window.page == "settings" and settings is not None:
            return [(settings, settings.focus_first)]
        table = window.history.table
        return [(window.history, lambda: table.setFocus(_SHORTCUT))]

    def _tell_about(self) -> None:
        from refund_desk.ui.main_window.about import About

        self._open_card(About)

    def _open_card(self, make: Callable[[QWidget], DeskDialog]) -> None:
        """Show a card to read, unless one is shown."""
        if self.card is None:
            self.card = make(self._window)
            self.card.finished.connect(self._forget_card)
            self.card.open()

    def _forget_card(self) -> None:
        if self.card is not None:
            self.card.deleteLater()
            self.card = None


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


def _first_stop(pane: QWidget) -> QWidget | None:
    """The first widget in a pane that Tab would stop at."""
    step = pane.nextInFocusChain()
    while step is not None and step is not pane and pane.isAncestorOf(step):
        stops = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if stops and step.isEnabled() and step.isVisible():
            return step
        step = step.nextInFocusChain()
    return None
