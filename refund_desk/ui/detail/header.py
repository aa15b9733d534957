"""The head of the detail: who asks for how much, in which state, until when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.ui import formats, icons, texts, wording
from refund_desk.ui.detail.case_state import DeadlineLook
from refund_desk.ui.detail.phone_field import PhoneField
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.pills import Pill, PillLook

HEADER_HEIGHT = 68
_DOT = "  •  "


class DetailHeader(Panel):
    """Title and facts at the left, deadline and the way to the neighbours at the right.

    Signals: `copy_wanted` carries the number to copy; `pack_wanted` asks for an evidence pack.
    """

    copy_wanted = Signal(str)
    pack_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("surface")
        self.setFixedHeight(HEADER_HEIGHT)
        self._source_ref = ""
        self.title = PlainLabel(px=18, bold=True)
        self.pill = Pill(PillLook(""))
        self.phone = PhoneField()
        self.facts = ElidedLabel(px=12, tone="text2", private=True)
        self.copy = IconButton("content-copy", texts.detail.copy_number(), size=18, glyph=14)
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self._source_ref))
        self.deadline_icon = IconLabel("clock-outline", "text2", 18)
        self.deadline = PlainLabel(px=14, bold=True)
        self.deadline_note = PlainLabel(px=12, tone="text2")
        self.position = PlainLabel(px=12, tone="text2")
        self.up = IconButton("chevron-up", texts.detail.previous_one())
        self.down = IconButton("chevron-down", texts.detail.next_one())
        self.more = IconButton("dots-horizontal", texts.evidence_pack.more())
        self.more.clicked.connect(self._open_menu)
        self.up.clicked.connect(self.previous_wanted)
        self.down.clicked.connect(self.next_wanted)
        self._build()

    def show_case(self, case: CaseView) -> None:
        """Show who and what; the state comes by `show_state`."""
        name = wording.who(case.title)
        if case.asked:
            title = texts.detail.title(name=name, amount=formats.yuan(case.asked))
        else:
            title = texts.detail.title_no_amount(name)
        self.title.setText(title)
        # The phone is the title already where no name is known.
        self.phone.set_phone(case.phone, can_reveal=case.has_phone)
        self._source_ref = case.source_ref
        source = texts.detail.subtitle_source(
            source=wording.source_name(case.source), number=formats.short_number(case.source_ref)
        )
        parts = [
            wording.category(case.category),
            wording.what_is_asked(case.problem_type, unshipped=case.unshipped),
            source,
        ]
        self.facts.setText((_DOT if case.phone else "") + _DOT.join(parts))
        self.copy.show()

    def show_state(self, pill: PillLook, deadline: DeadlineLook) -> None:
        """Show the state of the moment."""
        if pill != self.pill.look:
            self.pill.set_look(pill)
        self.deadline.setText(deadline.first)
        self.deadline.set_tone(deadline.role)
        self.deadline_note.setText(deadline.second)
        self.deadline_note.setVisible(bool(deadline.second))
        self.deadline_icon.set_icon(deadline.icon, deadline.role)
        self.deadline_icon.setVisible(bool(deadline.first))

    def set_position(self, index: int, count: int) -> None:
        """Show "2 / 9"; an index of 0 says that this one is not in the list."""
        known = 0 < index <= count
        self.position.setText(texts.detail.position(n=index, total=count) if known else "")
        self.up.setEnabled(known and index > 1)
        self.down.setEnabled(known and index < count)

    def _open_menu(self) -> None:
        """What is done more rarely with an application."""
        menu = QMenu(self)
        pack = menu.addAction(icons.icon("folder-zip-outline"), texts.evidence_pack.command())
        pack.triggered.connect(self.pack_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self.pill)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(0)
        second.addWidget(self.phone)
        second.addWidget(self.facts)
        second.addSpacing(2)
        second.addWidget(self.copy)
        second.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 12, 0, 9)
        left.setSpacing(0)
        left.addLayout(first)
        left.addLayout(second)
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 12, 0)
        line.setSpacing(0)
        line.addLayout(left, 1)
        line.addSpacing(12)
        line.addLayout(self._deadline_block())
        line.addSpacing(12)
        line.addWidget(_short_line())
        line.addSpacing(10)
        for widget in (self.position, self.up, self.down, self.more):
            line.addWidget(widget)
            line.addSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line, 1)
        column.addWidget(Hairline())

    def _deadline_block(self) -> QVBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addStretch(1)
        first.addWidget(self.deadline_icon)
        first.addWidget(self.deadline)
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addStretch(1)
        block.addLayout(first)
        self.deadline_note.setAlignment(Qt.AlignmentFlag.AlignRight)
        block.addWidget(self.deadline_note)
        block.addStretch(1)
        return block


def _short_line() -> QWidget:
    line = Hairline(standing=True)
    line.setFixedHeight(34)
    return line
