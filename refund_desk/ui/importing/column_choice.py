"""Which column of a file says what: a drop-down for each thing that an application needs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from refund_desk.application.spreadsheet_columns import Column, Columns
from refund_desk.ui import texts
from refund_desk.ui.importing.words import COLUMN_NAMES
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.labels import PlainLabel

_ACROSS = 4
_NAME_CHARACTERS = 40


class ColumnChoice(QWidget):
    """Eight drop-downs, four in a line. `changed` after a person chose."""

    changed = Signal()

    def __init__(self, names: tuple[str, ...], columns: Columns) -> None:
        """Offer the columns of these names; `columns` are chosen at first."""
        super().__init__()
        self.boxes: dict[Column, ComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for place, column in enumerate(Column):
            line, across = divmod(place, _ACROSS)
            grid.addWidget(
                PlainLabel(COLUMN_NAMES[column](), px=12, tone="text2"), 2 * line, across
            )
            grid.addWidget(self._box(column, names, columns), 2 * line + 1, across)
            grid.setColumnStretch(across, 1)

    def columns(self) -> dict[Column, int]:
        """What is chosen now."""
        chosen = {column: box.currentData() for column, box in self.boxes.items()}
        return {column: index for column, index in chosen.items() if index >= 0}

    def set_enabled(self, enabled: bool) -> None:
        """Let the choice be changed, or not while rows are being kept."""
        for box in self.boxes.values():
            box.setEnabled(enabled)

    def _box(self, column: Column, names: tuple[str, ...], columns: Columns) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(COLUMN_NAMES[column]())
        box.addItem(texts.importing.column_none(), -1)
        for index, name in enumerate(names):
            shown = name.replace("\n", " ")[:_NAME_CHARACTERS]
            box.addItem(shown or texts.importing.column_nameless(str(index + 1)), index)
        box.setCurrentIndex(columns.get(column, -1) + 1)
        box.setMinimumWidth(120)
        box.currentIndexChanged.connect(self.changed)
        self.boxes[column] = box
        return box
