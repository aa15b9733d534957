"""One source on the settings' page: what it is, its account, and what its test found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.connecting_sources import SourceDraft, SourceReport
from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.application.source_records import Link, SourceEntry
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.ui import origin_words, texts, wording
from refund_desk.ui.settings.fields import Field
from refund_desk.ui.settings.secret_field import SecretField
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.pills import Pill, PillLook

_FIELD_MAX: Final = 460
_LINES: Final = 4
_SIGNS: Final[dict[Mark, tuple[str, Role]]] = {
    Mark.GOOD: ("check-circle", "ok"),
    Mark.NOTE: ("information-outline", "text3"),
    Mark.WARN: ("alert", "warn"),
    Mark.BAD: ("close-circle", "bad"),
}


class SourceSection(Card):
    """Signals: `edited`, `test_wanted`, `save_wanted`, `disconnect_wanted`."""

    edited = Signal()
    test_wanted = Signal()
    save_wanted = Signal()
    disconnect_wanted = Signal()

    def __init__(self, source: Source, *, is_practice: bool) -> None:
        """Empty; a practice shop's account is shown and cannot be changed."""
        super().__init__("surface", "border")
        self.source = source
        self._entry = SourceEntry(source=source, link=Link.NONE)
        self._is_practice = is_practice
        self._is_busy = False
        is_store = source is Source.STORE
        own = texts.origins
        self.pill = Pill(PillLook(own.state_none()))
        where = "" if is_practice else own.feed_address_hint()
        self.address = Field(own.feed_address(), QLineEdit(), where)
        self.key_id = Field(own.store_appid() if is_store else own.feed_key_id(), QLineEdit(), "")
        name = own.store_secret() if is_store else own.feed_secret()
        hint = own.store_secret_hint() if is_store else own.feed_secret_hint()
        self.secret_edit = SecretField(name)
        self.secret = Field(name, self.secret_edit, hint)
        self.results = ResultLines()
        self.test = Button(own.test())
        self.save = Button(own.save(), kind="primary")
        self.disconnect_link = Button(own.disconnect(), kind="link")
        self.address.setVisible(not is_store)
        self.secret.setVisible(not is_practice)
        self._lay_out()
        self._connect()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.key_id.edit if self.source is Source.STORE else self.address.edit

    @property
    def draft(self) -> SourceDraft:
        """What is typed now."""
        return SourceDraft(
            source=self.source,
            address=self.address.edit.text() if self.source is not Source.STORE else "",
            key_id=self.key_id.edit.text(),
            secret=Secret(self.secret_edit.text()),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not kept."""
        draft, entry = self.draft, self._entry
        kept = (draft.address.strip(), draft.key_id.strip()) == (entry.address, entry.key_id)
        return not kept or bool(draft.secret.reveal())

    def put(self, entry: SourceEntry) -> None:
        """Show what the books say; what a person has typed meanwhile is kept."""
        was_changed, before = self.is_changed, self._entry
        self._entry = entry
        if not was_changed or entry != before:
            self.address.put(entry.address)
            self.key_id.put(entry.key_id)
        self.pill.set_look(_pill(entry.link, is_practice=self._is_practice))
        is_on = entry.link is Link.ON
        self.secret_edit.setPlaceholderText(texts.origins.secret_kept() if is_on else "")
        self._show_buttons()

    def forget(self) -> None:
        """Empty the secret: what was sealed is never shown again."""
        self.secret_edit.clear()
        self.secret_edit.setModified(False)

    def say_wrong(self, why: str) -> None:
        """Mark the field that a trouble of the form is about; empty marks none."""
        wrong = origin_words.field_of(why) if why else ""
        words = origin_words.form_sentence(why) if why else ""
        for name, field in self._fields.items():
            field.say_wrong(words if name == wrong else "")

    def show_report(self, report: SourceReport | None) -> None:
        """What the last test found; a trouble of the form stands at its field."""
        lines = report.lines if report is not None else ()
        about_form = [line.why for line in lines if line.why in origin_words.FORM_SENTENCES]
        self.say_wrong(about_form[0] if about_form else "")
        self.results.say(tuple(line for line in lines if line.why not in about_form))

    def set_busy(self, *, testing: bool = False, saving: bool = False) -> None:
        """Let the press that is under way say so; the others wait."""
        self.test.set_busy(texts.origins.testing() if testing else "")
        self.save.set_busy(texts.connecting.saving() if saving else "")
        self._is_busy = testing or saving
        self._show_buttons()

    @property
    def _fields(self) -> dict[str, Field]:
        return {"address": self.address, "key_id": self.key_id, "secret": self.secret}

    def _show_buttons(self) -> None:
        is_whole = bool(self.draft.key_id.strip())
        is_connected = self._entry.link is not Link.NONE
        self.test.setEnabled(is_whole and not self._is_busy)
        self.save.setEnabled(
            is_whole and not self._is_busy and (self.is_changed or not is_connected)
        )
        self.disconnect_link.setVisible(is_connected and not self._is_practice)
        self.disconnect_link.setEnabled(not self._is_busy)

    def _edited(self) -> None:
        self.show_report(None)
        self._show_buttons()
        self.edited.emit()

    def _connect(self) -> None:
        for edit in (self.address.edit, self.key_id.edit, self.secret_edit):
            edit.textEdited.connect(self._edited)
        # A press that is off clicks nothing.
        self.secret_edit.entered.connect(self.test.click)
        self.test.clicked.connect(self.test_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.disconnect_link.clicked.connect(self.disconnect_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addLayout(self._head())
        is_store = self.source is Source.STORE
        lead = texts.origins.store_lead() if is_store else texts.origins.feed_lead()
        column.addWidget(ParagraphLabel(lead, px=12, line_px=18, tone="text2"))
        for field in self._fields.values():
            field.edit.setMaximumWidth(_FIELD_MAX)
            field.edit.setEnabled(not self._is_practice)
            column.addWidget(field)
        if self._is_practice:
            return
        column.addWidget(self.results)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        note = PlainLabel(texts.origins.test_note(), px=12, tone="text2")
        for widget in (self.save, self.test, note):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.disconnect_link)
        column.addLayout(buttons)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(wording.source_icon(self.source), "text2", 18))
        head.addWidget(PlainLabel(origin_words.title_of(self.source), px=14, bold=True))
        head.addStretch(1)
        head.addWidget(self.pill)
        return head


class ResultLines(QWidget):
    """What a test found, a sign and a sentence each; nothing before the first test."""

    def __init__(self) -> None:
        """Say nothing."""
        super().__init__()
        self.sentences: tuple[str, ...] = ()
        self._signs = [IconLabel("check-circle", "ok", 16) for _ in range(_LINES)]
        self._words = [ParagraphLabel("", px=12, line_px=18) for _ in range(_LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for sign, words in zip(self._signs, self._words, strict=True):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(sign)
            line.addWidget(words, 1)
            column.addLayout(line)
        self.say(())

    def say(self, lines: tuple[SourceLine, ...]) -> None:
        """Say these."""
        self.sentences = tuple(origin_words.test_sentence(line) for line in lines[:_LINES])
        for n, (sign, words) in enumerate(zip(self._signs, self._words, strict=True)):
            is_said = n < len(self.sentences)
            sign.setVisible(is_said)
            words.setVisible(is_said)
            if is_said:
                sign.set_icon(*_SIGNS[lines[n].mark])
                words.set_text(self.sentences[n])
        self.setAccessibleName("\n".join(self.sentences))
        self.setVisible(bool(lines))


def _pill(link: Link, *, is_practice: bool) -> PillLook:
    own = texts.origins
    match link:
        case Link.ON:
            return PillLook(own.state_on(), "practice" if is_practice else "ok", "check-circle")
        case Link.LOCKED:
            return PillLook(own.state_locked(), "warn", "key-alert-outline")
        case Link.NONE:
            return PillLook(own.state_none(), "neutral")
