"""关于: which program this is, and the licence of each part of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QWidget

from refund_desk import __version__
from refund_desk.resource_paths import resource
from refund_desk.ui import texts
from refund_desk.ui.texts import about as words
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_WIDTH: Final = 860
_LIST_PX: Final = 260
_HEIGHT_PX: Final = 340
_RULE: Final = "\n" + "-" * 60 + "\n\n"


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """One part of the program; `files` lie in the folder of the licences."""

    name: str
    license: str
    files: tuple[str, ...]

    def text(self) -> str:
        """The licence in full."""
        folder = resource("licenses")
        return _RULE.join((folder / name).read_text(encoding="utf-8") for name in self.files)


def licensed_parts() -> tuple[LicensedPart, ...]:
    """Everything inside the program. Raises `OSError` when the list is not there."""
    listed = json.loads(resource("licenses", "index.json").read_text(encoding="utf-8"))
    return tuple(LicensedPart(e["name"], e["license"], tuple(e["files"])) for e in listed)


class About(DeskDialog):
    """A card to read; Esc, × and the button close it."""

    def __init__(self, window: QWidget) -> None:
        """List the parts; the first one's licence is shown."""
        super().__init__(window, title=texts.keys.about(), icon="information-outline", width=_WIDTH)
        self._parts = licensed_parts()
        name = f"{texts.common.app_name()} · {words.version(__version__)}"
        self.body.addWidget(PlainLabel(name, px=16, bold=True))
        self.body.addWidget(ParagraphLabel(words.license_line(), px=13, tone="text2"))
        self.body.addWidget(PlainLabel(words.parts(), px=13, bold=True))
        self.list = QListWidget()
        self.list.setAccessibleName(words.parts())
        self.list.addItems([part.name for part in self._parts])
        self.list.setFixedWidth(_LIST_PX)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words.license_text())
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self.list, self.text):
            widget.setFixedHeight(_HEIGHT_PX)
            row.addWidget(widget)
        self.body.addLayout(row)
        self.list.currentRowChanged.connect(self._show_license)
        self.list.setCurrentRow(0)
        close = Button(texts.common.yes_close())
        close.clicked.connect(self.reject)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
        self.start_on(self.list)

    def _show_license(self, row: int) -> None:
        part = self._parts[row]
        self.text.setPlainText(f"{part.name}: {part.license}\n\n{part.text()}")
