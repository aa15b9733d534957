"""What each step asks for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.merchant_draft import (
    SHOP_NAME_CHARACTERS_MAX,
    MerchantDraft,
    VerifyMode,
)
from refund_desk.domain.merchant_account import APIV3_KEY_BYTES
from refund_desk.domain.secret import Secret
from refund_desk.ui import texts
from refund_desk.ui.connecting_words import step_sentence
from refund_desk.ui.settings.drop_zone import DropZone
from refund_desk.ui.settings.fields import Field, FileLines
from refund_desk.ui.settings.presenter import CredentialsPresenter
from refund_desk.ui.settings.secret_field import SecretField
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_FIELD_MAX: Final = 420


class StepForm(QWidget):
    """The open step. Signals: `moved_on` on Enter in its last field."""

    moved_on = Signal()

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """Read from and write to this presenter."""
        super().__init__()
        self.presenter = presenter
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 14, 0, 0)
        self.column.setSpacing(14)

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes when the step opens."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Follow the presenter."""
        raise NotImplementedError

    def _zone(self, words: str) -> DropZone:
        zone = DropZone(words)
        zone.files_chosen.connect(self.presenter.read)
        return zone

    def _line(self, characters_max: int) -> QLineEdit:
        edit = QLineEdit()
        edit.setMaxLength(characters_max)
        edit.returnPressed.connect(self.moved_on)
        return edit

    def _preview(self, title: str, zone: DropZone) -> QVBoxLayout:
        """The next step's place for files, which may be used now already."""
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(PlainLabel(title, px=12, bold=True, tone="text2"))
        head.addWidget(PlainLabel(texts.connecting.drop_later(), px=12, tone="text2"))
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(zone)
        return column


class NumberForm(StepForm):
    """Merchant number and shop name."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """Two fields, and the next step's place for files."""
        super().__init__(presenter)
        self.number = Field(
            texts.connecting.number_label(), self._line(32), texts.connecting.number_hint()
        )
        self.shop = Field(
            texts.connecting.shop_label(),
            self._line(SHOP_NAME_CHARACTERS_MAX),
            texts.connecting.shop_hint(),
        )
        self.number.edit.setMaximumWidth(_FIELD_MAX)
        self.shop.edit.setMaximumWidth(_FIELD_MAX)
        self.zone = self._zone(texts.connecting.drop_certificate())
        self.files = FileLines()
        self.column.addWidget(self.number)
        self.column.addWidget(self.shop)
        self.column.addLayout(self._preview(texts.connecting.step_certificate(), self.zone))
        self.column.addWidget(self.files)
        self.number.edit.textEdited.connect(lambda text: presenter.edit(mchid=text))
        self.shop.edit.textEdited.connect(lambda text: presenter.edit(shop_name=text))

    @property
    def first(self) -> QWidget:
        """The merchant number."""
        return self.number.edit

    def show_state(self) -> None:
        """See `StepForm`."""
        presenter, draft = self.presenter, self.presenter.draft
        self.number.put(draft.mchid)
        self.shop.put(draft.shop_name)
        self.number.say_wrong(step_sentence(presenter.wrong))
        self.zone.set_busy(presenter.is_busy("read"))
        self.files.say(found_files(draft), presenter.troubles, "")


class CertificateForm(StepForm):
    """Private key, certificate, and its serial number."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """A place for files, and the serial number."""
        super().__init__(presenter)
        self.zone = self._zone(texts.connecting.drop_certificate())
        hint = ParagraphLabel(
            texts.connecting.drop_certificate_hint(), px=12, line_px=18, tone="text2"
        )
        self.files = FileLines()
        self.serial = Field(
            texts.connecting.serial_label(), self._line(80), texts.connecting.serial_hint()
        )
        for widget in (self.zone, hint, self.files, self.serial):
            self.column.addWidget(widget)
        self.serial.edit.textEdited.connect(lambda text: presenter.edit(serial=text))

    @property
    def first(self) -> QWidget:
        """The press that chooses files, until there is a key."""
        has_key = self.presenter.draft.private_key is not None
        return self.serial.edit if has_key else self.zone.button

    def show_state(self) -> None:
        """See `StepForm`."""
        presenter, draft = self.presenter, self.presenter.draft
        why = presenter.wrong
        about_serial = why.startswith("serial.") or why == "certificate.ended"
        self.zone.set_busy(presenter.is_busy("read"))
        self.serial.put(draft.serial)
        self.serial.say_wrong(step_sentence(why) if about_serial else "")
        found = found_files(draft) or kept_files(draft)
        self.files.say(found, presenter.troubles, "" if about_serial else step_sentence(why))


class Apiv3Form(StepForm):
    """The APIv3 key."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """A field of dots, and the next step's place for files."""
        super().__init__(presenter)
        self.secret = SecretField(texts.connecting.apiv3_label())
        self.field = Field(
            texts.connecting.apiv3_label(), self.secret, texts.connecting.apiv3_hint()
        )
        self.zone = self._zone(texts.connecting.drop_public_key())
        self.files = FileLines()
        self.column.addWidget(self.field)
        self.column.addLayout(self._preview(texts.connecting.step_public_key(), self.zone))
        self.column.addWidget(self.files)
        self.secret.textEdited.connect(lambda text: presenter.edit(apiv3_key=Secret(text)))
        self.secret.entered.connect(self.moved_on)

    @property
    def first(self) -> QWidget:
        """The key."""
        return self.secret

    def show_state(self) -> None:
        """See `StepForm`; a key that is kept is never shown, so the field starts empty."""
        presenter, draft = self.presenter, self.presenter.draft
        self.field.put(draft.apiv3_key.reveal())
        count = len(draft.apiv3_key.reveal().strip())
        kept = draft.kept is not None and draft.kept.apiv3_key is not None
        self.secret.setPlaceholderText(texts.connecting.apiv3_saved() if kept else "")
        right = count == APIV3_KEY_BYTES
        sign = "✓ " if right else ""
        note = f"{sign}{texts.connecting.apiv3_count(count)}" if count else ""
        self.field.say_note(note, "ok" if right else "text2")
        self.field.say_wrong(step_sentence(presenter.wrong))
        self.zone.set_busy(presenter.is_busy("read"))
        self.files.say(found_public_key(draft), presenter.troubles, "")


class PublicKeyForm(StepForm):
    """How WeChat Pay's answers are verified, and with which key."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """Two ways; the public key has a file and an id."""
        super().__init__(presenter)
        self.by_key = RadioButton(texts.connecting.mode_public_key())
        self.by_certificate = RadioButton(texts.connecting.mode_certificate())
        group = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(24)
        for button in (self.by_key, self.by_certificate):
            group.addButton(button)
            ways.addWidget(button)
        ways.addStretch(1)
        self.zone = self._zone(texts.connecting.drop_public_key())
        self.files = FileLines()
        self.key_id = Field(
            texts.connecting.key_id_label(), self._line(80), texts.connecting.key_id_hint()
        )
        self.no_file = ParagraphLabel(
            texts.connecting.mode_certificate_hint(), px=12, line_px=18, tone="text2"
        )
        label = PlainLabel(texts.connecting.mode_label(), px=12, bold=True, tone="text2")
        self.column.addWidget(label)
        self.column.addLayout(ways)
        for widget in (self.zone, self.files, self.key_id, self.no_file):
            self.column.addWidget(widget)
        self.by_key.clicked.connect(lambda: presenter.edit(mode=VerifyMode.PUBLIC_KEY))
        self.by_certificate.clicked.connect(lambda: presenter.edit(mode=VerifyMode.CERTIFICATE))
        self.key_id.edit.textEdited.connect(lambda text: presenter.edit(public_key_id=text))

    @property
    def first(self) -> QWidget:
        """The press that chooses a file, until there is one."""
        draft = self.presenter.draft
        if draft.mode is VerifyMode.CERTIFICATE:
            return self.by_certificate
        return self.key_id.edit if draft.public_key is not None else self.zone.button

    def show_state(self) -> None:
        """See `StepForm`."""
        presenter, draft = self.presenter, self.presenter.draft
        by_key = draft.mode is VerifyMode.PUBLIC_KEY
        self.by_key.setChecked(by_key)
        self.by_certificate.setChecked(not by_key)
        for widget in (self.zone, self.key_id):
            widget.setVisible(by_key)
        self.no_file.setVisible(not by_key)
        why = presenter.wrong
        about_id = why.startswith("public_key.id")
        self.zone.set_busy(presenter.is_busy("read"))
        self.key_id.put(draft.public_key_id)
        self.key_id.say_wrong(step_sentence(why) if about_id else "")
        has_kept = draft.kept is not None and draft.kept.public_key is not None
        kept = (texts.connecting.found_saved(),) if has_kept else ()
        self.files.say(
            (found_public_key(draft) or kept) if by_key else (),
            presenter.troubles,
            "" if about_id else step_sentence(why),
        )


def found_files(draft: MerchantDraft) -> tuple[str, ...]:
    """What files told of key and certificate."""
    found = []
    if draft.private_key is not None:
        found.append(texts.connecting.found_key(draft.private_key.file_name))
    if draft.certificate is not None:
        found.append(texts.connecting.found_certificate(draft.certificate.file_name))
    return tuple(found)


def kept_files(draft: MerchantDraft) -> tuple[str, ...]:
    """That a key is kept already, where it is about the same merchant number."""
    is_kept = draft.kept is not None and not draft.is_of_other_merchant()
    return (texts.connecting.found_saved(),) if is_kept else ()


def found_public_key(draft: MerchantDraft) -> tuple[str, ...]:
    """What a file told of WeChat Pay's public key."""
    if draft.public_key is None:
        return ()
    return (texts.connecting.found_public_key(draft.public_key.file_name),)
