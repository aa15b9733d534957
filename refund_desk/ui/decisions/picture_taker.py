"""Lets a whole dialog take pictures that are dropped or pasted, for the box inside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.words_field import holds_pictures


class PictureTaker(QObject):
    """Watches a dialog; what is not about pictures goes on as before."""

    def __init__(self, dialog: QWidget, box: EvidenceBox) -> None:
        """Watch the dialog for the box."""
        super().__init__(dialog)
        self._box = box
        dialog.setAcceptDrops(True)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a picture; True when it was one."""
        del watched
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._paste(event)
        if event.type() == QEvent.Type.DragLeave:
            self._box.add.light(False)
        return isinstance(event, QDropEvent) and self._drag(event)

    def _paste(self, event: QKeyEvent) -> bool:
        source = QGuiApplication.clipboard().mimeData()
        if not event.matches(QKeySequence.StandardKey.Paste) or not holds_pictures(source):
            return False
        self._box.take_mime(source)
        return True

    def _drag(self, event: QDropEvent) -> bool:
        """A drag that comes in lights the place up, a drop fills it."""
        if not holds_pictures(event.mimeData()):
            return False
        dropped = event.type() == QEvent.Type.Drop
        self._box.add.light(not dropped)
        if dropped:
            self._box.take_mime(event.mimeData())
        event.acceptProposedAction()
        return True
