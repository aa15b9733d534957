"""The window in which a person makes private things in a picture unreadable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QTransform
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import texts
from refund_desk.ui.detail.scroll_page import ScrollPage
from refund_desk.ui.picture_reader import read_image, small_jpeg
from refund_desk.ui.redaction.canvas import RedactionCanvas, Tool
from refund_desk.ui.redaction.checklist import Checklist
from refund_desk.ui.redaction.checklist_panel import ChecklistPanel
from refund_desk.ui.redaction.codes import SIDE_PX, FoundCode, find_codes
from refund_desk.ui.redaction.marks import (
    BRUSH_OF_GRAIN,
    Burner,
    Frame,
    Redaction,
    Steps,
    Stroke,
    Topic,
)
from refund_desk.ui.redaction.toolbar import TOOL_KEYS, Toolbar
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.focus_ring import FocusRing
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel

_PANEL: Final = 336


@dataclass(frozen=True, slots=True)
class Subject:
    """The picture to be redacted: the bytes of its file, and what is said about it.

    `kept` says that the original lies in the desk's own encrypted file.
    """

    content: bytes = field(repr=False)
    title: str
    caption: str = field(default="", repr=False)
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RedactedCopy:
    """A JPEG of the burned pixels; `complete` when the whole checklist was gone through."""

    content: bytes = field(repr=False)
    complete: bool


class RedactionEditor(QDialog):
    """Draws on a copy. Signals: `saved(RedactedCopy)` before it closes."""

    saved = Signal(object)

    def __init__(self, window: QWidget, tasks: TaskRunner, subject: Subject) -> None:
        """Read the picture and look for codes in threads."""
        super().__init__(window)
        self._tasks, self._subject = tasks, subject
        self._picture = QImage()
        self._burner: Burner | None = None
        self._burned = QImage()
        self._saving = False
        self._tool = Tool.BLACK
        self.steps = Steps()
        self.checklist = Checklist()
        self.toolbar = Toolbar()
        self.canvas = RedactionCanvas()
        self.panel = ChecklistPanel()
        self.message = PlainLabel(texts.common.loading(), tone="text2")
        self.size_label = PlainLabel(px=12, tone="text2")
        self.warning = ParagraphLabel(px=12, line_px=18, tone="warn")
        self.save = Button(texts.redaction.save(), kind="primary", keycap="Ctrl S")
        self.dismiss = Button(texts.redaction.discard())
        self._build(window.window())
        self._connect()
        self.toolbar.choose(Tool.BLACK)
        self._show()
        tasks.start(f"redact:{id(self)}", self._load)

    @property
    def redaction(self) -> Redaction:
        """What was done so far."""
        return self.steps.now

    def result(self) -> QImage:  # type: ignore[override] # Qt's code of a dialog is not used
        """The pixels as they would leave."""
        return self._burned.transformed(QTransform().rotate(self.canvas.degrees))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The tools' letters, + − 0, undo, redo, save; Esc drops what is half drawn or leaves."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.canvas.drop_drawing():
                self.reject()
            return
        for standard, act in self._standard_keys():
            if event.matches(standard):
                act()
                return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return
        key = Qt.Key(event.key())
        if key in TOOL_KEYS:
            self.toolbar.choose(TOOL_KEYS[key])
            return
        zooms = {
            Qt.Key.Key_Plus: self.canvas.zoom_in,
            Qt.Key.Key_Equal: self.canvas.zoom_in,
            Qt.Key.Key_Minus: self.canvas.zoom_out,
            Qt.Key.Key_0: self.canvas.fit,
        }
        if key in zooms:
            zooms[key]()

    async def _load(self) -> None:
        try:
            picture = await asyncio.to_thread(read_image, self._subject.content, side_px=SIDE_PX)
        except BadPictureError:
            picture = QImage()
        # The person may have left meanwhile.
        if not isValid(self):
            return
        if picture.isNull():
            self.message.setText(texts.redaction.failed())
            return
        self._picture, self._burner = picture, Burner(picture)
        self.message.hide()
        self.canvas.show_picture(picture)
        self._show()
        codes = await asyncio.to_thread(find_codes, picture)
        if isValid(self):
            self.checklist.codes = codes
            self._show()

    def _standard_keys(self) -> tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...]:
        keys = QKeySequence.StandardKey
        return ((keys.Undo, self._undo), (keys.Redo, self._redo), (keys.Save, self.save.click))

    def _frame(self, place: QRect) -> None:
        """A frame was drawn: cover it, or cut everything else away."""
        tool, now = self._tool, self.redaction
        if tool is Tool.CROP:
            self._step(replace(now, kept=place))
            return
        grain = self.toolbar.grain.value() if tool is Tool.MOSAIC else 0
        topic = self.checklist.topic_at(place, now)
        if topic is Topic.CODE:
            # A mosaic of a code may still be read by a machine.
            grain = 0
        self._step(now.with_mark(Frame(place, grain, topic)))

    def _stroke(self, points: tuple[QPoint, ...]) -> None:
        now = self.redaction
        stroke = Stroke(points, self._brush_px(), self.checklist.topic(now))
        self._step(now.with_mark(stroke))

    def _cover(self, codes: tuple[FoundCode, ...]) -> None:
        """Black, whatever the tool."""
        state = self.redaction
        for code in codes:
            state = state.with_mark(Frame(code.place, topic=Topic.CODE))
        self._step(state)

    def _step(self, state: Redaction) -> None:
        self.steps.add(state)
        self.checklist.chosen = None
        self._show()

    def _undo(self) -> None:
        self.steps.undo()
        self._show()

    def _redo(self) -> None:
        self.steps.redo()
        self._show()

    def _choose_topic(self, topic: Topic) -> None:
        self.checklist.absent.discard(topic)
        self.checklist.chosen = topic
        self._show()

    def _turn_absent(self, topic: Topic) -> None:
        self.checklist.absent ^= {topic}
        self.checklist.chosen = None
        self._show()

    def _nothing_else(self) -> None:
        self.checklist.nothing_else(self.redaction)
        self._show()

    def _brush_px(self) -> int:
        return self.toolbar.grain.value() * BRUSH_OF_GRAIN

    def _use(self, tool: Tool) -> None:
        self._tool = tool
        self.canvas.use(tool)

    def _show(self) -> None:
        """Burn again, and let everything follow."""
        redaction = self.redaction
        self.toolbar.show_steps(self.steps)
        self.panel.show_list(self.checklist, redaction)
        left = self.checklist.left(redaction)
        self.warning.set_text(texts.redaction.save_open() if left else "")
        self.warning.setVisible(bool(left))
        burner = self._burner
        self.save.setEnabled(burner is not None and not self._saving)
        if burner is None:
            return
        self._burned = burner.burn(redaction)
        whole = redaction.kept or self._picture.rect()
        self.canvas.replace_picture(self._burned, whole.topLeft())
        self.canvas.show_bounds(whole, self.checklist.readable(redaction))
        self.panel.show_preview(self.result())
        width, height = f"{whole.width():,}", f"{whole.height():,}"
        self.size_label.setText(texts.redaction.size(width=width, height=height))

    def _turn(self) -> None:
        self.canvas.turn()
        self._show()

    def _save(self) -> None:
        if self._picture.isNull() or self._saving:
            return
        self._saving = self._tasks.start(f"redacted:{id(self)}", self._keep)

    async def _keep(self) -> None:
        complete = not self.checklist.left(self.redaction)
        try:
            content = await asyncio.to_thread(small_jpeg, self.result())
        except BadPictureError:
            content = b""
        if not isValid(self):
            return
        self._saving = False
        if not content:
            self.warning.set_text(texts.redaction.not_saved())
            self.warning.show()
            return
        self.saved.emit(RedactedCopy(content, complete))
        self.accept()

    def _connect(self) -> None:
        bar, canvas, panel = self.toolbar, self.canvas, self.panel
        bar.tool_chosen.connect(self._use)
        bar.grain.valueChanged.connect(lambda _value: canvas.set_brush(self._brush_px()))
        bar.undone.connect(self._undo)
        bar.redone.connect(self._redo)
        bar.smaller.connect(canvas.zoom_out)
        bar.larger.connect(canvas.zoom_in)
        bar.fitted.connect(canvas.fit)
        bar.turned.connect(self._turn)
        canvas.scaled.connect(bar.show_scale)
        canvas.set_brush(self._brush_px())
        canvas.framed.connect(self._frame)
        canvas.stroked.connect(self._stroke)
        panel.chosen.connect(self._choose_topic)
        panel.absent.connect(self._turn_absent)
        panel.nothing_else.connect(self._nothing_else)
        panel.cover_wanted.connect(self._cover)
        self.save.clicked.connect(self._save)
        self.dismiss.clicked.connect(self.reject)

    def _build(self, window: QWidget) -> None:
        self.setWindowTitle(self._subject.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.finished.connect(self.deleteLater)
        # A dialog that asks is smaller than the window; this one wants the room of the window.
        behind = window.parentWidget()
        self.resize((behind.window() if behind is not None else window).size())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._left_side(), 1)
        line.addWidget(Hairline(standing=True))
        line.addWidget(self._right_side())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ring = FocusRing(self)

    def _left_side(self) -> QWidget:
        ground = Panel("window")
        below = Panel("surface")
        below.setFixedHeight(36)
        words = QHBoxLayout(below)
        words.setContentsMargins(16, 0, 16, 0)
        words.addWidget(ElidedLabel(self._subject.caption, px=12, tone="text2"), 1)
        words.addWidget(self.size_label)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(Hairline())
        column.addWidget(self.message)
        column.addWidget(self.canvas, 1)
        column.addWidget(Hairline())
        column.addWidget(below)
        return ground

    def _right_side(self) -> QWidget:
        side = Panel("surface")
        side.setFixedWidth(_PANEL)
        foot = Panel("sunken")
        promise = texts.redaction.promise if self._subject.kept else texts.redaction.promise_chosen
        told = QHBoxLayout()
        told.setSpacing(6)
        told.addWidget(IconLabel("lock-outline", "ok", 16), 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(ParagraphLabel(promise(), px=12, line_px=18, tone="text2"), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.dismiss.set_least_width(80)
        buttons.addWidget(self.dismiss)
        buttons.addWidget(self.save, 1)
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addLayout(told)
        inside.addWidget(self.warning)
        inside.addLayout(buttons)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ScrollPage(self.panel, texts.redaction.checklist()), 1)
        column.addWidget(Hairline())
        column.addWidget(foot)
        return side
