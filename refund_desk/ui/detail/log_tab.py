"""The operations log of one application, newest first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from refund_desk.domain.audit import AuditLine
from refund_desk.ui import audit_words, formats, icons, texts, theme, wording
from refund_desk.ui.detail.fact_rows import clear_layout
from refund_desk.ui.detail.scroll_page import ScrollPage
from refund_desk.ui.detail.text_lines import break_lines, draw_lines, laid_out
from refund_desk.ui.fonts import font
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

_SHOWN_MAX = 200
_TEXT_LEFT = 26
_LINE = 18


class LogTab(Panel):
    """The 操作记录 tab: who did what when, and whether the log is whole."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("surface")
        self._shown: tuple[AuditLine, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.title = PlainLabel(texts.detail.tab_audit(), bold=True, tone="text2")
        self.whole_icon = IconLabel("shield-check-outline", "ok", 16)
        self.whole = PlainLabel(px=12, tone="ok")
        self._build()
        self._show_whole(None)

    def show_lines(
        self, lines: tuple[AuditLine, ...], *, whole: bool | None, now: datetime
    ) -> None:
        """Show the lines (oldest first as read); `whole` is None while nobody has looked."""
        self._show_whole(whole)
        if lines == self._shown:
            return
        self._shown = lines
        clear_layout(self._rows)
        if not lines:
            self._rows.addWidget(PlainLabel(texts.detail.audit_none(), tone="text2"))
        for line in reversed(lines[-_SHOWN_MAX:]):
            self._rows.addWidget(_LogRow(line, now))

    def rows(self) -> list[str]:
        """What the lines say to a screen reader, newest first."""
        taken = (self._rows.itemAt(place) for place in range(self._rows.count()))
        widgets = [held.widget() for held in taken if held is not None]
        return [widget.accessibleName() for widget in widgets if isinstance(widget, _LogRow)]

    def _show_whole(self, whole: bool | None) -> None:
        self.whole.setVisible(whole is not None)
        self.whole_icon.setVisible(whole is not None)
        if whole is None:
            return
        self.whole.setText(texts.detail.audit_whole() if whole else texts.detail.audit_broken())
        self.whole.set_tone("ok" if whole else "bad")
        self.whole_icon.set_icon(
            "shield-check-outline" if whole else "alert-circle", "ok" if whole else "bad"
        )

    def _build(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(24, 14, 28, 16)
        inner.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.whole_icon)
        head.addWidget(self.whole)
        inner.addLayout(head)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        area = ScrollPage(content, texts.detail.tab_audit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)


class _LogRow(QWidget):
    """One line of the log. Drawn by itself: a hundred of them must not cost a stutter."""

    def __init__(self, line: AuditLine, now: datetime) -> None:
        super().__init__()
        self._words = audit_words.words_of(line)
        time = formats.step_time(line.at, now)
        self._by = texts.detail.audit_by(time=time, who=wording.person(line.actor))
        self._layout = laid_out(self._words.text, px=12)
        self._laid_width = -1
        self.setAccessibleName(f"{self._words.text}, {self._by}")
        self.setToolTip(formats.full_time(line.at))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The wrapped words and the line below them."""
        if width != self._laid_width:
            self._laid_width = width
            break_lines(self._layout, max(60, width - _TEXT_LEFT))
        return (self._layout.lineCount() + 1) * _LINE

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph, words, and by whom."""
        del event
        self.heightForWidth(self.width())
        painter = QPainter(self)
        icons.paint(painter, QRect(0, 1, 16, 16), self._words.icon, self._words.role)
        painter.setPen(theme.colour("text"))
        draw_lines(painter, self._layout, _TEXT_LEFT, 0, line_px=_LINE)
        painter.setFont(font(12))
        painter.setPen(theme.colour("text2"))
        top = self._layout.lineCount() * _LINE
        box = QRect(_TEXT_LEFT, top, self.width() - _TEXT_LEFT, _LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._by)
