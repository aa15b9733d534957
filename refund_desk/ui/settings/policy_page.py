"""The page of the shop's rules: read, change, save; nothing counts until it is saved."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui import sentences, texts
from refund_desk.ui.settings.policy_form import PolicyForm
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_SIDE: Final = 28
_WIDTH_MAX: Final = 760
_FOOTER: Final = 56
_ALL: Final = 1000


class Policies(Protocol):
    """The shop's rules; `PolicyBook` has them, and so has a stand-in."""

    unreadable: str
    why_stopped: str

    async def read(self) -> ShopPolicy:
        """The rules in force."""

    async def change(self, policy: ShopPolicy, *, seen: ShopPolicy) -> None:
        """Let these be in force; raises `RuleBrokenError`."""


class PolicyPage(QWidget):
    """Signals: `toast(str)` and `trouble(str)` with sentences."""

    toast = Signal(str)
    trouble = Signal(str)

    def __init__(self, policies: Policies, tasks: TaskRunner) -> None:
        """Empty until the rules are read."""
        super().__init__()
        self._policies, self._tasks = policies, tasks
        self._seen: ShopPolicy | None = None
        self.form = PolicyForm()
        self.form.setEnabled(False)
        self.unreadable = ParagraphLabel("", px=13, line_px=20, tone="bad")
        self.unreadable.hide()
        self.discard = Button(texts.policy.discard(), kind="link")
        self.save = Button(texts.policy.save(), kind="primary")
        self._lay_out()
        self.form.edited.connect(self._show_buttons)
        self.discard.clicked.connect(self._put_back)
        self.save.clicked.connect(self._save)
        self._show_buttons()
        self.read()

    def read(self) -> None:
        """Show the rules in force; what a person has typed meanwhile is kept."""
        self._tasks.start("policy:read", self._read)

    def focus_first(self) -> None:
        """Give the keyboard to the first sentence."""
        self.form.return_days.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_changed(self) -> bool:
        """Whether something was changed that is not saved."""
        return self._seen is not None and self.form.value() != self._seen

    async def _read(self) -> None:
        changed, before = self.is_changed, self._seen
        try:
            self._seen = await self._policies.read()
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        unreadable = self._policies.unreadable
        self.unreadable.set_text(sentences.sentence(unreadable) if unreadable else "")
        self.unreadable.setVisible(bool(unreadable))
        was_closed = not self.form.isEnabled()
        self.form.setEnabled(True)
        if was_closed and self.isVisible() and QApplication.focusWidget() is None:
            # Nothing of a form that waits takes the keyboard.
            self.focus_first()
        if not changed or before != self._seen:
            self._put_back()

    def _put_back(self) -> None:
        if self._seen is not None:
            self.form.put(self._seen, why_stopped=self._policies.why_stopped)
        self._show_buttons()

    def _save(self) -> None:
        policy = self.form.value()
        if policy is None:
            self.trouble.emit(texts.policy.wrong_value())
        elif self._seen is not None:
            seen = self._seen
            self._tasks.start("policy:save", lambda: self._keep(policy, seen))

    async def _keep(self, policy: ShopPolicy, seen: ShopPolicy) -> None:
        self.save.set_busy(texts.connecting.saving())
        try:
            await self._policies.change(policy, seen=seen)
        except RuleBrokenError as broken:
            self.trouble.emit(sentences.sentence(broken.code))
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        else:
            self.toast.emit(texts.policy.saved())
        finally:
            self.save.set_busy("")
        await self._read()
        self._put_back()

    def _show_buttons(self) -> None:
        changed = self.is_changed
        self.save.setEnabled(changed or bool(self._policies.unreadable))
        self.discard.setVisible(changed)

    def _lay_out(self) -> None:
        page = Panel("surface")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(_SIDE, 18, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(PlainLabel(texts.policy.title(), px=18, bold=True))
        inside.addWidget(PlainLabel(texts.policy.lead(), px=13, tone="text2"))
        inside.addWidget(self.unreadable)
        inside.addSpacing(8)
        inside.addWidget(self._scroll(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(Hairline())
        column.addWidget(self._footer())

    def _scroll(self) -> QScrollArea:
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, _SIDE, 0)
        self.form.setMaximumWidth(_WIDTH_MAX)
        line.addWidget(self.form, _ALL)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return scroll

    def _footer(self) -> QWidget:
        footer = Panel("sunken")
        footer.setFixedHeight(_FOOTER)
        line = QHBoxLayout(footer)
        line.setContentsMargins(_SIDE + 13, 0, _SIDE, 0)
        line.setSpacing(10)
        line.addWidget(self.discard)
        line.addStretch(1)
        line.addWidget(self.save)
        return footer
