"""Where the shop answers: quick replies, text, pictures, and the press that sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from refund_desk.application.commands import OwnPicture
from refund_desk.domain.masking import finds_personal
from refund_desk.ui import texts
from refund_desk.ui.detail.own_pictures import OwnPictureStrip
from refund_desk.ui.detail.quick_replies import CHIPS, QuickReply, all_replies
from refund_desk.ui.detail.reply_text import ReplyText, fits, limit_of
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Card, Panel
from refund_desk.ui.widgets.keycap import Keycap
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

if TYPE_CHECKING:
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone

DRAFT_AFTER_MS: Final = 1000


class Composer(Panel):
    """The reply to one application.

    Signals: `send_wanted(application_id, text, pictures)`; `copy_wanted(text)` in its place where
    the source carries no words; `draft_changed(application_id, text)` a second after the last key,
    and at once when another application is shown.
    """

    send_wanted = Signal(int, str, object)
    copy_wanted = Signal(str)
    draft_changed = Signal(int, str)

    def __init__(self, tasks: TaskRunner) -> None:
        """Start without an application."""
        super().__init__("surface")
        self._application_id: int | None = None
        self._blocked = self._ready = ""
        self._saved = ""
        self._low = False
        self.text = ReplyText()
        self.pictures = OwnPictureStrip(tasks, key="own_picture")
        self.notice_icon = IconLabel("alert", "warn", 14)
        self.notice = ElidedLabel(px=12, tone="warn")
        self.counter = PlainLabel(px=12, tone="text2")
        self.send = Button(texts.reply.send(), size="small", keycap="Ctrl ↵")
        self.add_picture = IconButton("image-plus-outline", texts.reply.add_picture(), size=26)
        self.by_phone = IconButton("cellphone", texts.phone_photos.offer(), size=26)
        self.more = Button(texts.reply.quick_replies(), kind="link")
        self._box = Card("surface", "control")
        self.chips: list[Button] = []
        self._chip_row = QWidget()
        self._refusal = ""
        self._build()
        self._connect()
        self._judge()

    @property
    def application_id(self) -> int | None:
        """Whose reply is being written."""
        return self._application_id

    def show_application(self, application_id: int | None, draft: str, blocked: str) -> None:
        """Show the draft of another application; for the same one, the text stays as it is."""
        if application_id != self._application_id:
            self.save_now()
            self._application_id = application_id
            self._refusal = ""
            self._saved = draft
            self.text.setPlainText(draft)
            self.pictures.clear()
            self._draft_timer.stop()
            self.send.set_busy("")
        self.set_blocked(blocked)

    def set_hint(self, words: str) -> None:
        """Say in the empty field where the customer will read it."""
        self.text.setPlaceholderText(words)

    def set_ready(self, words: str) -> None:
        """Let text be copied, not sent: what stands there, else these words. Empty sends again."""
        self._ready = words
        self.text.setPlaceholderText(words or texts.reply.placeholder())
        self.send.setText(texts.sources.copy_text() if words else texts.reply.send())
        self.send.updateGeometry()
        self.add_picture.setEnabled(not words)
        self.by_phone.setEnabled(not words)
        self._judge()

    def set_blocked(self, reason: str) -> None:
        """Let nothing be sent, and say why; the text may still be written. Empty allows again."""
        self._blocked = reason
        self._judge()

    def set_low(self, low: bool) -> None:
        """Put the row of quick replies away where the window is low; the menu still has them."""
        self._low = low
        self._chip_row.setVisible(not low)

    def begin_sending(self) -> None:
        """Show that the reply is being queued."""
        self.send.set_busy(texts.reply.sending())

    def end_sending(self, application_id: int, *, queued: bool) -> None:
        """Empty the field once the reply is kept; otherwise the text stays."""
        if application_id != self._application_id:
            return
        self.send.set_busy("")
        if queued:
            self._saved = ""
            self.text.clear()
            self._draft_timer.stop()
            self.pictures.clear()
        self._judge()

    def refuse(self, sentence: str) -> None:
        """Say what was wrong with what was just tried."""
        self._refusal = sentence
        self._judge()

    def open_quick_replies(self) -> None:
        """Open the menu of ready-made replies."""
        menu = QMenu(self)
        for reply in all_replies():
            action = menu.addAction(reply.name())
            action.setToolTip(reply.words)
            action.triggered.connect(lambda _checked=False, reply=reply: self.insert(reply))
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        anchor = self.more if self._chip_row.isVisible() else self.text
        menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def insert(self, reply: QuickReply) -> None:
        """Put a ready-made reply where the cursor is."""
        self.text.insertPlainText(reply.words)
        self.text.setFocus()

    def offer_phone(self, phone: TakeFromPhone) -> None:
        """Let a phone hand pictures over, where this desk can listen for one."""
        self.pictures.offer_phone(phone)
        self.by_phone.setVisible(phone.is_offered)

    def save_now(self) -> None:
        """Tell the draft if it differs from the one that is kept."""
        self._draft_timer.stop()
        text = self.text.toPlainText()
        if self._application_id is not None and text != self._saved:
            self._saved = text
            self.draft_changed.emit(self._application_id, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures from elsewhere."""
        if self.pictures.takes(event.mimeData()):
            event.acceptProposedAction()
            self._box.set_look("surface", "accent")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the plain frame again."""
        del event
        self._frame(self.text.hasFocus())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._frame(self.text.hasFocus())
        self._add_mime(event.mimeData())
        event.acceptProposedAction()

    def _connect(self) -> None:
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self.save_now)
        self.text.textChanged.connect(self._edited)
        self.text.send_wanted.connect(self.send.click)
        self.text.picture_pasted.connect(self._add_mime)
        self.text.focused.connect(self._frame)
        self.pictures.touched.connect(self._forget_refusal)
        self.pictures.changed.connect(self._judge)
        self.pictures.refused.connect(self.refuse)
        self.send.clicked.connect(self._send)
        self.add_picture.clicked.connect(self._choose)
        self.by_phone.clicked.connect(self.pictures.open_phone)
        self.more.clicked.connect(self.open_quick_replies)
        self.setAcceptDrops(True)

    def _edited(self) -> None:
        self._refusal = ""
        self._draft_timer.start()
        self._judge()

    def _forget_refusal(self) -> None:
        self._refusal = ""

    def _choose(self) -> None:
        self._refusal = ""
        self.pictures.choose_files()

    def _add_mime(self, mime: object) -> None:
        self._refusal = ""
        self.pictures.add_mime(mime)  # type: ignore[arg-type] # a signal hands over objects

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if self._ready:
            self.copy_wanted.emit(text or self._ready)
            return
        pictures: tuple[OwnPicture, ...] = self.pictures.pictures()
        if self._application_id is not None and not self._reason(text):
            self.send_wanted.emit(self._application_id, text, pictures)

    def _frame(self, focused: bool) -> None:
        self._box.set_look("surface", "accent" if focused else "control")

    def _reason(self, text: str) -> str:
        """Why this may not be sent now; empty when it may, or when it is only copied."""
        if self._ready:
            return ""
        if self._blocked:
            return self._blocked
        if not text:
            return texts.case.reply_empty()
        if not fits(text):
            return texts.reply.long()
        unseen = self.pictures.unconfirmed
        return texts.reject.look_first(unseen) if unseen else ""

    def _judge(self) -> None:
        """Let the counter, the sentence and the button follow the text."""
        text = self.text.toPlainText().strip()
        reason = self._reason(text)
        self.send.set_blocked(reason)
        self.counter.setText(texts.reply.counter(n=len(text), limit=limit_of(text)))
        self.counter.set_tone("text2" if fits(text) else "bad")
        words, role = self._notice(text, reason)
        self.notice.setText(words)
        self.notice.set_tone(role)
        self.notice_icon.set_icon("alert-circle" if role == "bad" else "alert", role)
        self.notice.setVisible(bool(words))
        self.notice_icon.setVisible(bool(words))

    def _notice(self, text: str, reason: str) -> tuple[str, Role]:
        """The one sentence beside the tools: what stops the reply, else what to think about."""
        if self._refusal:
            return self._refusal, "bad"
        if self._blocked:
            return self._blocked, "text2"
        if self._ready:
            return texts.sources.no_reply(), "text2"
        if reason and text:
            return reason, "bad" if not fits(text) else "warn"
        return (texts.reply.personal(), "warn") if finds_personal(text) else ("", "warn")

    def _build(self) -> None:
        chips = QHBoxLayout(self._chip_row)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(8)
        for reply in CHIPS:
            chip = Button(reply.name(), kind="chip", size="small")
            chip.clicked.connect(lambda _checked=False, reply=reply: self.insert(reply))
            chips.addWidget(chip)
            self.chips.append(chip)
        chips.addStretch(1)
        chips.addWidget(self.more)
        chips.addWidget(Keycap(";"))
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.add_picture)
        tools.addWidget(self.by_phone)
        tools.addSpacing(4)
        tools.addWidget(self.notice_icon)
        tools.addWidget(self.notice, 1)
        tools.addStretch(0)
        tools.addWidget(self.counter)
        tools.addSpacing(4)
        tools.addWidget(self.send)
        box = QVBoxLayout(self._box)
        box.setContentsMargins(11, 7, 10, 4)
        box.setSpacing(2)
        box.addWidget(self.text)
        box.addWidget(self.pictures)
        box.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 10)
        column.setSpacing(7)
        column.addWidget(self._chip_row)
        column.addWidget(self._box)
