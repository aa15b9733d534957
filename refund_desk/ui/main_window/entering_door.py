"""The ways to bring applications in: a menu, a file dropped on the window, made when wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from refund_desk.ui import texts, theme
from refund_desk.ui.fonts import font

if TYPE_CHECKING:
    from refund_desk.ui.by_hand.entering import EnteringByHand
    from refund_desk.ui.importing.importing import Importing
    from refund_desk.ui.main_window.window import MainWindow

# Dropped or opened with the program, these are tables; everything else is a picture, or nothing.
TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls"})


class EnteringDoor(QObject):
    """Holds the import and the entry by hand once they are needed; takes files that are dropped."""

    def __init__(self, window: MainWindow) -> None:
        """Watch the window for files."""
        super().__init__(window)
        self._window = window
        self._importing: Importing | None = None
        self._by_hand: EnteringByHand | None = None
        self.veil = _DropVeil(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def importing(self) -> Importing:
        """The import; made when first asked for."""
        if self._importing is None:
            from refund_desk.ui.importing.importing import Importing

            window = self._window
            services = window.services
            self._importing = Importing(
                services.entering.spreadsheets, window.tasks, window, practice=services.practice
            )
            self._importing.toast.connect(window.outcomes.good)
            self._importing.trouble.connect(window.outcomes.bad)
        return self._importing

    @property
    def by_hand(self) -> EnteringByHand:
        """The entry by hand; made when first asked for."""
        if self._by_hand is None:
            from refund_desk.ui.by_hand.entering import EnteringByHand

            window = self._window
            services = window.services
            self._by_hand = EnteringByHand(
                services.entering.by_hand, window.tasks, window, services.clock
            )
            self._by_hand.toast.connect(window.outcomes.good)
            self._by_hand.entered.connect(self._show)
        return self._by_hand

    def enter(self) -> None:
        """Open the dialog for a customer who phoned."""
        self.by_hand.open()

    def choose_file(self) -> None:
        """Let a spreadsheet be chosen."""
        self.importing.choose()

    def save_template(self) -> None:
        """Let the table to fill in be saved."""
        self.importing.save_template()

    def take(self, files: tuple[Path, ...]) -> bool:
        """Import the spreadsheet among these files; False when there is none."""
        tables = [path for path in files if path.suffix.lower() in TABLES]
        if not tables:
            return False
        if len(tables) > 1:
            self._window.outcomes.bad(texts.importing.drop_one())
        else:
            self.importing.take_file(tables[0])
        return True

    def show_menu(self, anchor: QWidget) -> None:
        """Offer all three below this button."""
        menu = QMenu(anchor)
        for words, does in (
            (texts.by_hand.command(), self.enter),
            (texts.importing.command(), self.choose_file),
            (texts.importing.command_template(), self.save_template),
        ):
            menu.addAction(words).triggered.connect(does)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a spreadsheet that is dragged over the window; leave everything else alone."""
        del watched
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.veil.hide()
            if self.take(_files_in(event)):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDragEnterEvent):
            if any(path.suffix.lower() in TABLES for path in _files_in(event)):
                self.veil.cover()
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self.veil.hide()
        return False

    def _show(self, application_id: int) -> None:
        """Go to what was just entered."""
        self._window.show_page("inbox")
        self._window.presenter.show_application(application_id)


class _DropVeil(QWidget):
    """What the window shows while a spreadsheet hangs over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame, and what letting go does."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(6, 6, -7, -7), 8, 8)
        card = QRect(0, 0, 420, 56)
        card.moveCenter(self.rect().center())
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(card, 8, 8)
        painter.setPen(theme.colour("accent_text"))
        painter.setFont(font(14, bold=True))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, texts.importing.drop_here())


def _files_in(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
