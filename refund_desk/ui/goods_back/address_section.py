"""Where goods go back to: one of the addresses used last, or a new one; or a platform's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.ports.platform_terms import ReturnAddress
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.application.use_cases.negotiate import ADDRESS_MAX
from refund_desk.ui import texts
from refund_desk.ui.fonts import font
from refund_desk.ui.widgets.choices import ComboBox


class AddressSection(QWidget):
    """A choice, and three fields for a new address. `changed` after each edit."""

    changed = Signal()

    def __init__(self, *, reading: str = "") -> None:
        """Wait for the addresses; `reading` says from whom they are read."""
        super().__init__()
        self._kept: tuple[ShopAddress, ...] = ()
        self._theirs: tuple[ReturnAddress, ...] = ()
        self.choice = ComboBox("map-marker-outline")
        self.choice.setFont(font())
        self.choice.setAccessibleName(texts.goods_back.address_label())
        self.choice.addItem(reading)
        self.choice.setEnabled(False)
        self.receiver = _field("receiver", texts.goods_back.receiver())
        self.phone = _field("phone", texts.goods_back.phone())
        self.address = _field("address", texts.goods_back.address())
        self.fields = QWidget()
        self.fields.hide()
        self._build()
        self.choice.currentIndexChanged.connect(self._chosen)
        for field in (self.receiver, self.phone, self.address):
            field.textChanged.connect(self.changed)

    def offer_kept(self, kept: Sequence[ShopAddress]) -> None:
        """Let the person choose among the addresses used last, or enter one."""
        self._kept = tuple(kept)
        names = [_named(place.address, place.receiver) for place in kept]
        self._list([*names, texts.negotiating.address_new()])
        self.choice.setVisible(bool(kept))
        self._chosen()

    def offer_theirs(self, theirs: Sequence[ReturnAddress]) -> None:
        """Let the person choose among a platform's addresses."""
        self._theirs = tuple(theirs)
        self._list([_named(place.text, place.receiver) for place in theirs])
        self.changed.emit()

    def place(self) -> ShopAddress | None:
        """The shop's address as chosen or typed; None while something of it is missing."""
        if not self.choice.isEnabled() or self._theirs:
            return None
        if self.choice.currentIndex() < len(self._kept):
            return self._kept[self.choice.currentIndex()]
        typed = [field.text().strip() for field in (self.receiver, self.phone, self.address)]
        if not all(typed):
            return None
        return ShopAddress(receiver=typed[0], phone=typed[1], address=typed[2])

    def theirs(self) -> ReturnAddress | None:
        """The platform's address that is chosen."""
        return self._theirs[self.choice.currentIndex()] if self._theirs else None

    def take_focus(self) -> None:
        """Let the keyboard begin here."""
        first = self.choice if not self.choice.isHidden() else self.receiver
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, names: list[str]) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(names)
        self.choice.setEnabled(bool(names))
        self.choice.blockSignals(False)

    def _chosen(self) -> None:
        self.fields.setVisible(not self._theirs and self.choice.currentIndex() >= len(self._kept))
        self.choice.setToolTip(self.choice.currentText())
        self.changed.emit()

    def _build(self) -> None:
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.receiver, 0, 0)
        grid.addWidget(self.phone, 0, 1)
        grid.addWidget(self.address, 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self.fields)


def _named(address: str, receiver: str) -> str:
    if not receiver:
        return address
    return texts.negotiating.address_choice(address, receiver)


def _field(name: str, words: str) -> QLineEdit:
    field = QLineEdit()
    field.setFont(font())
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setMaxLength(ADDRESS_MAX[name])
    return field
