"""One application's whole life: who it is about, and every line that was logged of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from refund_desk.application.rows import HistoryRow
from refund_desk.domain.audit import AuditLine
from refund_desk.ui import audit_words, formats, texts, wording
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.pills import Pill, PillLook

LIFE_WIDTH = 320
# A refund that took days was asked about often; more lines than this are in the operations log.
_LINES_MAX = 80


@dataclass(frozen=True, slots=True)
class LifeLine:
    """What one line of the life shows; `times` counts equal lines in a row."""

    text: str
    icon: str
    role: Role
    at: datetime
    actor: str
    times: int = 1


def life_lines(lines: tuple[AuditLine, ...]) -> tuple[LifeLine, ...]:
    """The lines newest first, equal ones in a row told once with the newest time."""
    told: list[LifeLine] = []
    for line in reversed(lines):
        words = audit_words.words_of(line)
        last = told[-1] if told else None
        if last is not None and (last.text, last.actor) == (words.text, line.actor):
            told[-1] = LifeLine(
                last.text, last.icon, last.role, last.at, last.actor, last.times + 1
            )
            continue
        told.append(LifeLine(words.text, words.icon, words.role, line.at, line.actor))
    return tuple(told[:_LINES_MAX])


class LifePane(Panel):
    """The drawer beside the table. Signals: `open_wanted(application_id)`, `copied`."""

    open_wanted = Signal(int)
    copied = Signal()

    def __init__(self) -> None:
        """Invite to choose a row."""
        super().__init__("surface")
        self._application_id = 0
        self.title = ElidedLabel(px=16, bold=True, private=True)
        self.pill = Pill(PillLook(""))
        self.about = ElidedLabel(px=12, tone="text2")
        self.number = ElidedLabel(px=12)
        self.whole = _WholeSign()
        self.open_button = Button(texts.history.open_application(), icon="open-in-new")
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self._application_id))
        self._copy = IconButton("content-copy", texts.detail.copy_number(), size=20, glyph=14)
        self._copy.clicked.connect(self._copy_number)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 0, 16, 16)
        self._column.setSpacing(10)
        self._filled = QWidget()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Invite to choose a row."""
        self._application_id = 0
        self._filled.hide()
        self._invitation.show()

    def show_row(self, row: HistoryRow) -> None:
        """Show who it is about; the lines follow through `show_lines`."""
        changed = row.application_id != self._application_id
        self._application_id = row.application_id
        words, tone = wording.history_tag(row)
        amount = f" {formats.yuan(row.amount)}" if row.amount else ""
        self.title.setText(f"{row.title}{amount}")
        self.pill.set_look(PillLook(words, tone))
        goods = row.goods_title or texts.common.no_goods()
        self.about.setText(f"{goods} • {wording.category(row.category)}")
        self.number.setText(row.out_refund_no or texts.common.nobody())
        self._copy.setVisible(bool(row.out_refund_no))
        if changed:
            self._clear()
        self._invitation.hide()
        self._filled.show()

    def show_lines(self, application_id: int, lines: tuple[LifeLine, ...], now: datetime) -> None:
        """Show the lines, if this is still the application that is shown."""
        if application_id != self._application_id:
            return
        self._clear()
        if not lines:
            self._column.insertWidget(0, PlainLabel(texts.detail.audit_none(), tone="text2"))
        for place, line in enumerate(lines):
            self._column.insertWidget(place, _LineView(line, now))

    def show_whole(self, whole: bool | None) -> None:
        """Say whether the log is complete; None while that is not known."""
        self.whole.show_whole(whole)

    @property
    def application_id(self) -> int:
        """The application that is shown; 0 when none is."""
        return self._application_id

    def line_count(self) -> int:
        """How many lines are shown."""
        return self._column.count() - 1

    def _clear(self) -> None:
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self.number.whole_text())
        self.copied.emit()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._invitation = QWidget()
        invitation = QVBoxLayout(self._invitation)
        invitation.setContentsMargins(16, 16, 16, 16)
        invitation.addWidget(ParagraphLabel(texts.history.side_empty(), tone="text2"))
        invitation.addStretch(1)
        outer.addWidget(self._invitation)
        outer.addWidget(self._filled, 1)
        rows = QVBoxLayout(self._filled)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._head())
        rows.addWidget(Hairline())
        rows.addLayout(self._log_head())
        rows.addWidget(self._scroller(), 1)
        rows.addWidget(Hairline())
        foot = Panel("sunken")
        foot_line = QHBoxLayout(foot)
        foot_line.setContentsMargins(16, 10, 16, 10)
        self.open_button.setSizePolicy(
            self.sizePolicy().horizontalPolicy(), self.open_button.sizePolicy().verticalPolicy()
        )
        foot_line.addWidget(self.open_button, 1)
        rows.addWidget(foot)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.pill)
        number = QHBoxLayout()
        number.setSpacing(6)
        number.addWidget(PlainLabel(texts.history.refund_number(), px=12, tone="text2"))
        number.addSpacing(12)
        number.addWidget(self.number, 1)
        number.addWidget(self._copy)
        head.addLayout(first)
        head.addWidget(self.about)
        head.addLayout(number)
        return head

    def _log_head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(16, 10, 16, 8)
        line.addWidget(PlainLabel(texts.detail.tab_audit(), px=12, bold=True, tone="text2"))
        line.addStretch(1)
        line.addWidget(self.whole)
        return line

    def _scroller(self) -> QScrollArea:
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setLayout(self._column)
        self._column.addStretch(1)
        scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        scroller.viewport().setAutoFillBackground(False)
        return scroller


class _WholeSign(QWidget):
    """记录完整, or 记录被改动过; nothing while it is being verified."""

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel(px=12)
        self._icon = IconLabel("shield-check-outline", "ok", 14)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._icon)
        line.addWidget(self.words)
        self.hide()

    def show_whole(self, whole: bool | None) -> None:
        """Say it in words and colour."""
        self.setVisible(whole is not None)
        self.words.setText(texts.detail.audit_whole() if whole else texts.detail.audit_broken())
        self.words.set_tone("ok" if whole else "bad")
        icon = "shield-check-outline" if whole else "alert-circle"
        self._icon.set_icon(icon, "ok" if whole else "bad")


class _LineView(QWidget):
    """One line: glyph, what, and below it when and who."""

    def __init__(self, line: LifeLine, now: datetime) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(line.icon, line.role, 16), 0, Qt.AlignmentFlag.AlignTop)
        times = f" ×{line.times}" if line.times > 1 else ""
        text = ParagraphLabel(f"{line.text}{times}", px=12, line_px=18)
        by = texts.detail.audit_by(
            time=formats.step_time(line.at, now), who=wording.person(line.actor)
        )
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text)
        column.addWidget(ElidedLabel(by, px=12, tone="text2"))
        row.addLayout(column, 1)
        self.setToolTip(formats.full_time(line.at))
        self.setAccessibleName(f"{text.text()}, {by}")
