"""Merchant number and keys: five steps, what was filled in, what the test found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from refund_desk.application.ports.shop_keeper import Kept
from refund_desk.ui import texts
from refund_desk.ui.settings.done_row import DoneRow
from refund_desk.ui.settings.drop_zone import DropZone, paths_in
from refund_desk.ui.settings.guide_dialog import GuideDialog
from refund_desk.ui.settings.needs import ConnectServices
from refund_desk.ui.settings.presenter import TEST_STEP, CredentialsPresenter
from refund_desk.ui.settings.recovery_dialog import RecoveryDialog
from refund_desk.ui.settings.result_card import ResultCard
from refund_desk.ui.settings.step_bar import StepBar
from refund_desk.ui.settings.step_forms import (
    Apiv3Form,
    CertificateForm,
    NumberForm,
    PublicKeyForm,
    StepForm,
)
from refund_desk.ui.settings.summaries import summaries
from refund_desk.ui.settings.try_form import KeptNote, TryForm
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import PlainLabel

_SIDE: Final = 28
_LEFT_MAX: Final = 984
_FOOTER: Final = 56
# A stretch that leaves next to nothing for others until the column has its full width.
_ALL: Final = 1000


class CredentialsPage(QWidget):
    """Signals: `connected(str)` with the merchant number whose shop the program opens next;
    `left` on Later; `toast(str)` and `trouble(str)` with sentences.
    """

    connected = Signal(str)
    left = Signal()
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(self, services: ConnectServices, tasks: TaskRunner) -> None:
        """Begin at the first step, or where keys are in force at the test."""
        super().__init__()
        self.presenter = CredentialsPresenter(services, tasks, self)
        self._services = services
        self._opened = -1
        self.setAcceptDrops(True)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_state()
        self.presenter.look_around()

    def focus_first(self) -> None:
        """Give the keyboard to the open step."""
        self.forms[self.presenter.step].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self._mark_zones(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        event.accept()
        self._mark_zones(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them; each fills the step it belongs to."""
        event.acceptProposedAction()
        self._mark_zones(False)
        self.presenter.read(paths_in(event.mimeData()))

    def _make_parts(self) -> None:
        presenter = self.presenter
        self.title = PlainLabel(px=18, bold=True)
        self.lead = PlainLabel(px=13, tone="text2")
        self.guide = Button(texts.guide.button(), icon="help-circle-outline", size="small")
        self.bar = StepBar()
        names = (
            texts.connecting.step_number(),
            texts.connecting.step_certificate(),
            texts.connecting.step_apiv3(),
            texts.connecting.step_public_key(),
        )
        self.rows = [DoneRow(name) for name in names]
        DoneRow.align(self.rows)
        self.try_form = TryForm(presenter)
        self.forms: list[StepForm] = [
            NumberForm(presenter),
            CertificateForm(presenter),
            Apiv3Form(presenter),
            PublicKeyForm(presenter),
            self.try_form,
        ]
        self.kept_note = KeptNote()
        self.card = ResultCard()
        self.later = Button(texts.keeping.later(), kind="link")
        self.back = Button(texts.keeping.back())
        self.save_later = Button(texts.keeping.save_untested())
        self.test_again = Button(texts.keeping.test_again())
        self.forward = Button(kind="primary")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        page = Panel("surface")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(_SIDE, 18, _SIDE, 0)
        inside.setSpacing(0)
        inside.addWidget(self._head())
        inside.addSpacing(12)
        inside.addWidget(self.bar)
        inside.addSpacing(14)
        body = QHBoxLayout()
        body.setSpacing(_SIDE)
        # On a wide window the card stays beside the column, not at the far edge.
        body.addWidget(self._left(), _ALL)
        body.addWidget(self.card)
        body.addStretch(1)
        inside.addLayout(body, 1)
        column.addWidget(page, 1)
        column.addWidget(Hairline())
        column.addWidget(self._footer())

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMaximumWidth(_LEFT_MAX + _SIDE + self.card.width())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(self.guide)
        return head

    def _left(self) -> QWidget:
        """Rows of what is done, the open step, and how keys are kept; it scrolls when low."""
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 8)
        lines.setSpacing(0)
        lines.addWidget(Hairline())
        for row in self.rows:
            lines.addWidget(row)
        for form in self.forms:
            lines.addWidget(form)
        lines.addSpacing(16)
        lines.addWidget(self.kept_note)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.setMaximumWidth(_LEFT_MAX)
        self.bar.setMaximumWidth(_LEFT_MAX + _SIDE + self.card.width())
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return scroll

    def _footer(self) -> QWidget:
        footer = Panel("sunken")
        footer.setFixedHeight(_FOOTER)
        line = QHBoxLayout(footer)
        line.setContentsMargins(_SIDE + 13, 0, _SIDE, 0)
        line.setSpacing(10)
        line.addWidget(self.later)
        line.addStretch(1)
        for button in (self.back, self.save_later, self.test_again, self.forward):
            line.addWidget(button)
        return footer

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.changed.connect(self._show_state)
        presenter.saved.connect(self._tell_saved)
        presenter.troubled.connect(self.trouble)
        presenter.shop_chosen.connect(self.connected)
        self.bar.step_chosen.connect(presenter.go)
        for n, row in enumerate(self.rows):
            row.change.clicked.connect(lambda _checked=False, n=n: presenter.go(n))
        for form in self.forms:
            form.moved_on.connect(presenter.proceed)
        self.guide.clicked.connect(self._show_guide)
        self.later.clicked.connect(self._leave)
        self.back.clicked.connect(presenter.back)
        self.test_again.clicked.connect(presenter.test)
        self.save_later.clicked.connect(self._save)
        self.forward.clicked.connect(self._go_forward)

    def _show_guide(self) -> None:
        dialog = GuideDialog(self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _leave(self) -> None:
        """Later; or, where keys are in force, back to what they are."""
        if self.presenter.is_in_force:
            self.presenter.discard()
        else:
            self.left.emit()

    def _go_forward(self) -> None:
        """Next, then the test, then saving: one button at one place."""
        presenter = self.presenter
        if presenter.step < TEST_STEP:
            presenter.proceed()
        elif not presenter.has_passed:
            presenter.test()
        elif presenter.is_changed:
            self._save()

    def _save(self) -> None:
        self.presenter.save(self.try_form.secret.text(), self.try_form.again.text())

    def _tell_saved(self, kept: Kept) -> None:
        self.try_form.forget()
        if kept.code is not None:
            dialog = RecoveryDialog(self.window(), kept.code)
            dialog.finished.connect(lambda _result: self.connected.emit(str(kept.mchid)))
            dialog.open()
        elif self._services.account is not None and self._services.account.mchid == kept.mchid:
            self.toast.emit(texts.keeping.saved())
        else:
            self.connected.emit(str(kept.mchid))

    def _show_state(self) -> None:
        presenter = self.presenter
        in_force = presenter.is_in_force
        self.title.setText(
            texts.connecting.title_kept() if in_force else texts.connecting.title_new()
        )
        self.lead.setText(texts.connecting.lead_kept() if in_force else texts.connecting.lead_new())
        done = tuple(presenter.is_done(n) for n in range(TEST_STEP + 1))
        self.bar.show_states(now=presenter.step, furthest=presenter.furthest, done=done)
        for n, (row, summary) in enumerate(zip(self.rows, summaries(presenter.draft), strict=True)):
            row.setVisible(n < presenter.furthest and n != presenter.step)
            row.show_value(summary.value, summary.note, right=done[n])
        for n, form in enumerate(self.forms):
            form.setVisible(n == presenter.step)
        self.forms[presenter.step].show_state()
        self.kept_note.show_way(by_passphrase=presenter.needs_passphrase)
        self.card.show_report(presenter.report, fresh=presenter.is_report_fresh)
        self._show_buttons()
        if self._opened != presenter.step:
            self._opened = presenter.step
            self.focus_first()

    def _show_buttons(self) -> None:
        presenter = self.presenter
        at_test = presenter.step == TEST_STEP
        testing, saving = presenter.is_busy("test"), presenter.is_busy("save")
        passed, changed = presenter.has_passed, presenter.is_changed
        in_force = presenter.is_in_force
        self.later.setText(texts.keeping.discard() if in_force else texts.keeping.later())
        self.later.setVisible(changed)
        self.back.setVisible(presenter.step > 0 and not presenter.is_in_force)
        self.test_again.setVisible(at_test and passed and changed)
        self.save_later.setVisible(at_test and changed and not passed)
        busy = texts.keeping.testing() if testing else texts.connecting.saving() if saving else ""
        self.forward.setText(self._forward_words(at_test=at_test, passed=passed, changed=changed))
        self.forward.set_busy(busy)
        for button in (self.test_again, self.save_later, self.back, self.later):
            button.setEnabled(not (testing or saving))

    def _forward_words(self, *, at_test: bool, passed: bool, changed: bool) -> str:
        if not at_test:
            return texts.keeping.next()
        if not passed:
            return texts.keeping.test_button()
        if not changed:
            return texts.keeping.test_again()
        kept = self.presenter.is_in_force and not self.presenter.draft.is_of_other_merchant()
        return texts.keeping.save() if kept else texts.keeping.save_start()

    def _mark_zones(self, over: bool) -> None:
        for zone in self.forms[self.presenter.step].findChildren(DropZone):
            zone.set_over(over)
