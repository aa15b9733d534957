"""The tools of the editor, with their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSlider, QWidget

from refund_desk.ui import texts
from refund_desk.ui.redaction.canvas import Tool
from refund_desk.ui.redaction.marks import GRAIN_MAX, GRAIN_MIN, GRAIN_USUAL, Steps
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import PlainLabel

_TOOLS: Final[tuple[tuple[Tool, str, str, Callable[[], str]], ...]] = (
    (Tool.SELECT, "V", "cursor-default-outline", texts.redaction.tool_select),
    (Tool.BLACK, "B", "rectangle", texts.redaction.tool_black),
    (Tool.MOSAIC, "M", "checkerboard", texts.redaction.tool_mosaic),
    (Tool.BRUSH, "P", "brush", texts.redaction.tool_brush),
    (Tool.CROP, "C", "crop", texts.redaction.tool_crop),
)
TOOL_KEYS: Final = {getattr(Qt.Key, f"Key_{key}"): tool for tool, key, _icon, _words in _TOOLS}


class Toolbar(Panel):
    """Signals: `tool_chosen(Tool)`, `undone`, `redone`, `smaller`, `larger`, `fitted`, `turned`."""

    tool_chosen = Signal(object)
    undone = Signal()
    redone = Signal()
    smaller = Signal()
    larger = Signal()
    fitted = Signal()
    turned = Signal()

    def __init__(self) -> None:
        """Start with the black frame: what is black cannot be guessed."""
        super().__init__("surface")
        self.setFixedHeight(44)
        self.tools: dict[Tool, Button] = {}
        self._group = QButtonGroup(self)
        for tool, key, icon, words in _TOOLS:
            button = Button(words(), kind="ghost", icon=icon, keycap=key)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, tool=tool: self.tool_chosen.emit(tool))
            self._group.addButton(button)
            self.tools[tool] = button
        self.grain = QSlider(Qt.Orientation.Horizontal)
        self.grain.setRange(GRAIN_MIN, GRAIN_MAX)
        self.grain.setValue(GRAIN_USUAL)
        self.grain.setFixedWidth(92)
        self.grain.setAccessibleName(texts.redaction.grain_name())
        self.undo = IconButton("undo-variant", f"{texts.redaction.undo()} (Ctrl+Z)", size=32)
        self.redo = IconButton("redo-variant", f"{texts.redaction.redo()} (Ctrl+Y)", size=32)
        self.scale = PlainLabel(px=12, tone="text2")
        self._build()

    def choose(self, tool: Tool) -> None:
        """Press a tool in."""
        self.tools[tool].setChecked(True)
        self.tool_chosen.emit(tool)

    def show_steps(self, steps: Steps) -> None:
        """Let undo and redo follow what can be taken back."""
        self.undo.setEnabled(steps.can_undo)
        self.redo.setEnabled(steps.can_redo)

    def show_scale(self, percent: int) -> None:
        """Show the size in per cent."""
        self.scale.setText(f"{percent}%")

    def _build(self) -> None:
        names = texts.detail
        smaller = IconButton("magnify-minus-outline", f"{names.viewer_zoom_out()} (-)", size=32)
        larger = IconButton("magnify-plus-outline", f"{names.viewer_zoom_in()} (+)", size=32)
        fit = IconButton("fit-to-page-outline", f"{names.viewer_fit()} (0)", size=32)
        turn = IconButton("rotate-right", names.viewer_rotate(), size=32)
        pairs = (
            (self.undo, self.undone),
            (self.redo, self.redone),
            (smaller, self.smaller),
            (larger, self.larger),
            (fit, self.fitted),
            (turn, self.turned),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
        self.scale.setMinimumWidth(40)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(4)
        for tool in self.tools.values():
            line.addWidget(tool)
        line.addWidget(self._line())
        line.addSpacing(4)
        line.addWidget(PlainLabel(texts.redaction.grain(), px=12, tone="text2"))
        line.addSpacing(4)
        line.addWidget(self.grain)
        line.addSpacing(4)
        line.addWidget(self._line())
        line.addWidget(self.undo)
        line.addWidget(self.redo)
        line.addStretch(1)
        zooms: tuple[QWidget, ...] = (smaller, self.scale, larger, fit, turn)
        for widget in zooms:
            line.addWidget(widget)

    def _line(self) -> Hairline:
        line = Hairline(standing=True)
        line.setFixedHeight(20)
        return line
