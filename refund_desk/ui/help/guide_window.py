"""The window of the owner's guide: contents at the left, the text beside them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from refund_desk.ui import texts, theme
from refund_desk.ui.fonts import font
from refund_desk.ui.help.guide_file import guide_path
from refund_desk.ui.help.guide_look import COLUMN_PX, MARGIN_PX
from refund_desk.ui.help.guide_page import GuidePage
from refund_desk.ui.help.leave_dialog import LeaveDialog
from refund_desk.ui.texts import Language
from refund_desk.ui.texts import help as words
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import PlainLabel
from refund_desk.ui.widgets.search_field import SearchField
from refund_desk.ui.widgets.toast import Toast

_CONTENTS_PX: Final = 256
_ENTRY_PX: Final = 24
_SCROLL_PX: Final = 14
_WIDTH: Final = _CONTENTS_PX + COLUMN_PX + 2 * MARGIN_PX + _SCROLL_PX
_FIRST_PX: Final = (_WIDTH, 680)
_LOWEST_PX: Final = 420
_SHORTCUT: Final = Qt.FocusReason.ShortcutFocusReason


class GuideWindow(QMainWindow):
    """Stays beside the desk, so that a person can read and do."""

    def __init__(self) -> None:
        """Be empty until a language is shown."""
        super().__init__()
        self.language: Language | None = None
        self.page = GuidePage()
        self.contents = QTreeWidget()
        self.search = SearchField(words.search(), words.search())
        self.count = PlainLabel(px=12, tone="text2")
        self._entries: list[QTreeWidgetItem] = []
        self._is_going = False
        self._lay_out()
        self.toast = Toast(self)
        self.ring = FocusRing(self)
        self._connect()
        self.resize(*_FIRST_PX)
        self.setMinimumSize(_WIDTH, _LOWEST_PX)

    def speak(self, language: Language) -> None:
        """Show the guide of this language from its beginning, unless it is shown already."""
        if language == self.language:
            return
        self.language = language
        self.setWindowTitle(words.title())
        for widget, name in (
            (self.contents, words.contents()),
            (self.page, words.title()),
            (self.search, words.search()),
        ):
            widget.setAccessibleName(name)
        self.search.setPlaceholderText(words.search())
        self.search.clear()
        self._read(language)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _read(self, language: Language) -> None:
        path = guide_path(language)
        try:
            markdown = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            markdown = texts.self_check.resources(path.name)
        self.page.show_guide(markdown, path.parent)
        self._list()

    def _list(self) -> None:
        with QSignalBlocker(self.contents):
            self.contents.clear()
            chapter: QTreeWidgetItem | None = None
            self._entries = []
            for heading in self.page.headings:
                entry = QTreeWidgetItem([heading.words])
                entry.setSizeHint(0, QSize(0, _ENTRY_PX))
                self._entries.append(entry)
                entry.setToolTip(0, heading.words)
                if heading.level > 2 and chapter is not None:
                    chapter.addChild(entry)
                else:
                    self.contents.addTopLevelItem(entry)
                    entry.setFont(0, font(13, bold=True))
                    chapter = entry
            self.contents.expandAll()
        self._follow_page()

    def _lay_out(self) -> None:
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setItemsExpandable(False)
        self.contents.setIndentation(14)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setFont(font(13))
        side = Panel("surface")
        side.setFixedWidth(_CONTENTS_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(self.contents, 1)
        central = QWidget()
        line = QHBoxLayout(central)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(Hairline(standing=True))
        line.addWidget(self.page, 1)
        self.setCentralWidget(central)
        self.count.hide()

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.went_down.connect(lambda: self._step(1))
        self.search.left.connect(lambda: self.page.setFocus(_SHORTCUT))
        self.contents.currentItemChanged.connect(self._open_entry)
        self.contents.itemClicked.connect(self._open_entry)
        self.page.verticalScrollBar().valueChanged.connect(self._follow_page)
        self.page.address_wanted.connect(self._ask_to_leave)
        theme.current().changed.connect(self._dress_anew)
        for keys, run in (
            (("Ctrl+F", "/"), self._to_search),
            (("F3",), lambda: self._step(1)),
            (("Shift+F3",), lambda: self._step(-1)),
            (("Ctrl+W",), self.close),
        ):
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(run)
            self.addAction(action)

    def _to_search(self) -> None:
        self.search.setFocus(_SHORTCUT)
        self.search.selectAll()

    def _search(self, wanted: str) -> None:
        self._tell_found(1, self.page.search(wanted))

    def _step(self, by: int) -> None:
        at = self.page.step(by)
        if at:
            self._tell_found(at, len(self.page.found))

    def _tell_found(self, at: int, n: int) -> None:
        self.count.setText(words.found(at, n) if n else words.nothing())
        self.count.setVisible(bool(self.search.words()))

    def _open_entry(self, entry: QTreeWidgetItem | None) -> None:
        if entry is not None:
            # Near its end the page cannot bring a heading to the top; what was chosen stays chosen.
            self._is_going = True
            self.page.go_to(self.page.headings[self._entries.index(entry)])
            self._is_going = False

    def _follow_page(self) -> None:
        """Let the contents show where the page is."""
        here = self.page.heading_here()
        if here is not None and not self._is_going:
            with QSignalBlocker(self.contents):
                self.contents.setCurrentItem(self._entries[self.page.headings.index(here)])

    def _dress_anew(self) -> None:
        """The document keeps the colours it was made with; a hidden one can wait."""
        if not self.isVisible():
            self.language = None
        elif self.language is not None:
            bar = self.page.verticalScrollBar()
            at = bar.value()
            self._read(self.language)
            bar.setValue(at)

    def _ask_to_leave(self, url: QUrl) -> None:
        dialog = LeaveDialog(self, url)
        dialog.accepted.connect(lambda: self._leave(url))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _leave(self, url: QUrl) -> None:
        if not QDesktopServices.openUrl(url):
            self.toast.say(words.leave_failed(), tone="bad")
