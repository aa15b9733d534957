"""The last step: try the keys, and seal them where this PC has no key store."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.masking import mask_mchid
from refund_desk.ui import texts
from refund_desk.ui.settings.fields import Field
from refund_desk.ui.settings.presenter import CredentialsPresenter
from refund_desk.ui.settings.secret_field import SecretField
from refund_desk.ui.settings.step_forms import StepForm
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel

_FIELD_MAX: Final = 420
_TOP: Final = Qt.AlignmentFlag.AlignTop


class TryForm(StepForm):
    """What is asked before saving, how keys are kept, and shops of earlier numbers."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        """The passphrase is asked for only where a new shop needs one."""
        super().__init__(presenter)
        self.lead = ParagraphLabel(texts.keeping.test_ready(), px=13, line_px=21)
        self.other = ParagraphLabel(texts.keeping.other_number(), px=12, line_px=18, tone="warn")
        self.secret = SecretField(texts.keeping.passphrase_label(), icon="lock-outline")
        self.again = SecretField(texts.keeping.passphrase_again(), icon="lock-outline")
        self._passphrases = QWidget()
        column = QVBoxLayout(self._passphrases)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for label, edit, hint in (
            (texts.keeping.passphrase_label(), self.secret, texts.keeping.passphrase_hint()),
            (texts.keeping.passphrase_again(), self.again, ""),
        ):
            edit.setMaximumWidth(_FIELD_MAX)
            column.addWidget(Field(label, edit, hint))
        self._earlier = _EarlierShops(presenter)
        for widget in (self.lead, self.other, self._passphrases, self._earlier):
            self.column.addWidget(widget)

    @property
    def first(self) -> QWidget:
        """The passphrase, where one is asked for; else nothing of this step takes keys."""
        return self.secret if self.presenter.asks_passphrase else self

    @property
    def shop_buttons(self) -> tuple[Button, ...]:
        """The presses that open earlier shops."""
        return tuple(self._earlier.buttons)

    def show_state(self) -> None:
        """See `StepForm`."""
        presenter = self.presenter
        self.other.setVisible(presenter.draft.is_of_other_merchant())
        self._passphrases.setVisible(presenter.asks_passphrase)
        self._earlier.show_shops(presenter.others)

    def forget(self) -> None:
        """Empty the fields: what was sealed is not shown again."""
        self.secret.clear()
        self.again.clear()


class _EarlierShops(QWidget):
    """Books of merchant numbers that were connected before: they stay readable."""

    def __init__(self, presenter: CredentialsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: tuple[Mchid, ...] = ()
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(
            PlainLabel(texts.keeping.other_shops(), px=12, bold=True, tone="text2")
        )
        self.hide()

    def show_shops(self, shops: tuple[Mchid, ...]) -> None:
        if shops == self._shown:
            return
        for mchid in shops[len(self.buttons) :]:
            self._add(mchid)
        self._shown = shops
        self.setVisible(bool(shops))

    def _add(self, mchid: Mchid) -> None:
        button = Button(texts.keeping.open_shop(), kind="link")
        button.setAccessibleName(texts.keeping.open_shop_accessible(mask_mchid(mchid)))
        button.clicked.connect(lambda: self._presenter.open_shop(mchid))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(PlainLabel(mask_mchid(mchid), px=13))
        line.addWidget(button)
        line.addStretch(1)
        self._column.addLayout(line)
        self.buttons.append(button)


class KeptNote(Card):
    """How keys are kept on this PC."""

    def __init__(self) -> None:
        """For a PC with a key store, until it is known to have none."""
        super().__init__("ok_soft", "ok_line", corners="small")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 9, 14, 9)
        line.setSpacing(8)
        line.addWidget(IconLabel("shield-lock-outline", "ok", 18), 0, _TOP)
        line.addWidget(PlainLabel(texts.keeping.kept_lead(), px=12, bold=True), 0, _TOP)
        self._words = ParagraphLabel("", px=12, line_px=18)
        line.addWidget(self._words, 1)
        self.show_way(by_passphrase=False)

    def show_way(self, *, by_passphrase: bool) -> None:
        """Say which of the two ways it is."""
        way = texts.keeping.kept_passphrase() if by_passphrase else texts.keeping.kept_store()
        self._words.set_text(way)
