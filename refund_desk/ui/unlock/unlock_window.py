"""Asks for the passphrase of a shop's books, or for its recovery code."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from refund_desk.application.ports.vault import (
    PASSPHRASE_CHARACTERS_MIN,
    MasterKeyLostError,
    VaultLockedError,
)
from refund_desk.domain.secret import Secret
from refund_desk.ui import sentences, texts
from refund_desk.ui.help.guide_door import GuideDoor
from refund_desk.ui.settings.fields import Field
from refund_desk.ui.settings.secret_field import SecretField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Card, Panel
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel

_SIZE: Final = (1180, 600)
_CARD: Final = 560
# Twice its letters: dashes or blanks between all of them.
_CODE_MAX: Final = 120
_CODE_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhPreferUppercase
)
# Guessing is slow already (Argon2id); this only keeps a cat off the keyboard.
_FREE_TRIES: Final = 3
_PAUSE_S_MAX: Final = 30


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed: a passphrase, or a recovery code with the passphrase to be used from now."""

    passphrase: Secret | None = None
    code: Secret | None = None


class UnlockWindow(QMainWindow):
    """Await `answer`, try it, and `refuse` or close the window. Signal: `closed`."""

    closed = Signal()

    def __init__(self, shop: str, *, new_passphrase: bool) -> None:
        """`shop` names it (masked number); `new_passphrase` where this PC has no key store."""
        super().__init__()
        self._new_passphrase = new_passphrase
        self._answer: asyncio.Future[Given | None] | None = None
        self._tries = self._pause_s = 0
        self._by_code = self._is_locked = self._is_lost = False
        self.setWindowTitle(texts.unlocking.unlock_title())
        self.setMinimumSize(*_SIZE)
        self.resize(*_SIZE)
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._count_down)
        self._make_parts(shop)
        self._lay_out()
        self._show_way()
        self.ring = FocusRing(self)
        self.guide = GuideDoor(self, key="F1")

    async def answer(self) -> Given | None:
        """What the person gives next; None when the window was closed instead."""
        self._answer = asyncio.get_running_loop().create_future()
        self.open.set_busy("")
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            return await self._answer
        finally:
            self._answer = None

    def ask(self, why: str) -> None:
        """Ask for what is missing: the passphrase, or the recovery code of a lost key.

        A key store that is locked is said as it is; Open tries again then.
        """
        self._is_locked = why == VaultLockedError.why
        self._by_code = self._is_lost = why == MasterKeyLostError.why
        self._show_way()

    def refuse(self, why: str) -> None:
        """Say why it did not open; a lost key asks for the recovery code."""
        if why in {MasterKeyLostError.why, VaultLockedError.why}:
            self.ask(why)
            return
        self._tries += 1
        (self.code if self._by_code else self.passphrase).say_wrong(sentences.sentence(why))
        if self._tries >= _FREE_TRIES:
            self._pause_s = min(_PAUSE_S_MAX, 2 ** (self._tries - _FREE_TRIES + 1))
            self._pause.start()
            self._count_down()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving opens nothing."""
        event.accept()
        self._give(None)
        self.closed.emit()

    def _make_parts(self, shop: str) -> None:
        self._shop = PlainLabel(shop, px=13, tone="text2")
        self.lead = ParagraphLabel(px=13, line_px=21)
        secret = SecretField(texts.keeping.passphrase_label(), icon="lock-outline")
        secret.entered.connect(self._press)
        self.passphrase = Field(texts.keeping.passphrase_label(), secret, "")
        # Copied letter by letter from paper, so each is seen.
        code = QLineEdit()
        code.setMaxLength(_CODE_MAX)
        code.setInputMethodHints(_CODE_HINTS)
        code.returnPressed.connect(self._press)
        self.code = Field(
            texts.unlocking.unlock_code_label(), code, texts.unlocking.unlock_code_hint()
        )
        fresh = SecretField(texts.unlocking.unlock_new_passphrase(), icon="lock-outline")
        fresh.entered.connect(self._press)
        self.fresh = Field(
            texts.unlocking.unlock_new_passphrase(), fresh, texts.keeping.passphrase_short()
        )
        self.use_code = Button(kind="link")
        self.use_code.clicked.connect(self._choose_other_way)
        self.quit = Button(texts.unlocking.unlock_quit())
        self.quit.clicked.connect(self.close)
        self.open = Button(texts.unlocking.unlock_button(), kind="primary")
        self.open.clicked.connect(self._press)

    def _lay_out(self) -> None:
        card = Card("surface", "border")
        card.setFixedWidth(_CARD)
        column = QVBoxLayout(card)
        column.setContentsMargins(25, 22, 25, 22)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("shield-lock-outline", "accent_text", 24))
        head.addWidget(PlainLabel(texts.unlocking.unlock_title(), px=16, bold=True))
        head.addStretch(1)
        head.addWidget(self._shop)
        column.addLayout(head)
        for widget in (self.lead, self.passphrase, self.code, self.fresh):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.use_code)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        foot.addWidget(self.open)
        column.addLayout(foot)
        ground = Panel("window")
        whole = QVBoxLayout(ground)
        # Not by alignment: that would cut wrapped text off at the height of its hint.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        self.setCentralWidget(ground)

    def _show_way(self) -> None:
        lead = texts.unlocking.unlock_passphrase()
        if self._is_locked:
            lead = sentences.sentence(VaultLockedError.why)
        elif self._is_lost:
            lead = texts.unlocking.unlock_lost()
        elif self._by_code:
            lead = texts.unlocking.unlock_by_code()
        self.lead.set_text(lead)
        self.passphrase.setVisible(not (self._by_code or self._is_locked))
        self.use_code.setText(
            texts.unlocking.unlock_use_passphrase()
            if self._by_code
            else texts.unlocking.unlock_use_code()
        )
        self.use_code.setVisible(not (self._is_lost or self._is_locked))
        self.code.setVisible(self._by_code)
        self.fresh.setVisible(self._by_code and self._new_passphrase)
        self.open.set_busy("")

    def _choose_other_way(self) -> None:
        self._by_code = not self._by_code
        self._show_way()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        if self._is_locked:
            return self.open
        return (self.code if self._by_code else self.passphrase).edit

    def _press(self) -> None:
        """Give what was typed, unless it cannot be right or it is too early."""
        if self._pause.isActive() or self._answer is None:
            return
        if self._is_locked:
            self._give(Given())
            return
        if not self._by_code:
            self._give(Given(passphrase=Secret(self.passphrase.edit.text())))
            return
        fresh = self.fresh.edit.text()
        if self._new_passphrase and len(fresh) < PASSPHRASE_CHARACTERS_MIN:
            self.fresh.say_wrong(texts.keeping.passphrase_short())
            return
        code = Secret(self.code.edit.text())
        self._give(Given(Secret(fresh) if self._new_passphrase else None, code))

    def _give(self, given: Given | None) -> None:
        if self._answer is not None and not self._answer.done():
            self.open.set_busy(texts.unlocking.unlock_busy())
            self._answer.set_result(given)

    def _count_down(self) -> None:
        field = self.code if self._by_code else self.passphrase
        if self._pause_s <= 0:
            self._pause.stop()
            field.say_wrong("")
            self.open.setEnabled(True)
            return
        self.open.setEnabled(False)
        field.say_wrong(texts.unlocking.unlock_wait(self._pause_s))
        self._pause_s -= 1
