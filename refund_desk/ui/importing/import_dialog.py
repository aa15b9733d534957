"""The preview of an import: the file, its columns, every row, and the press that takes them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.spreadsheet_columns import NUMBER_COLUMNS, Column
from refund_desk.application.spreadsheet_preview import PreviewRow
from refund_desk.application.use_cases.import_sheet import SheetDraft
from refund_desk.ui import texts
from refund_desk.ui.decisions.approve_parts import NoteCard
from refund_desk.ui.decisions.sheet import Aired, put_in_order
from refund_desk.ui.importing.column_choice import ColumnChoice
from refund_desk.ui.importing.preview_table import ROW_PX, PreviewModel, PreviewTable
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.segments import Segment, SegmentControl

_WIDTH = 820
# Everything of the dialog but its rows, and some air above and below it (px).
_AROUND_PX = 400
_LEAST_ROWS = 3
_MOST_ROWS = 10
_FILTERS = {
    "all": lambda _row: True,
    "new": lambda row: row.can_be_taken,
    "problems": lambda row: bool(row.problem),
}


class ImportDialog(DeskDialog):
    """Shows what each row would become.

    Signals: `columns_changed` when another column was chosen: whoever looks the rows up answers
    with `show_rows`; `confirmed` at the press, once before `stop_waiting`.
    """

    columns_changed = Signal()
    confirmed = Signal()

    def __init__(self, window: QWidget, draft: SheetDraft, *, practice: bool) -> None:
        """Show the file; its rows come by `show_rows`."""
        super().__init__(
            window, title=texts.importing.title(), icon="file-delimited-outline", width=_WIDTH
        )
        self.draft = draft
        self._practice = practice
        self._working = False
        self._looking = True
        self.model = PreviewModel()
        self._build(window)
        self._connect()
        self.set_confirm(self.confirm)
        self.refresh()

    @property
    def is_working(self) -> bool:
        """Whether the press was taken and is being carried out."""
        return self._working

    def columns(self) -> dict[Column, int]:
        """Which column says what, as chosen now."""
        return self.choice.columns()

    def show_looking(self) -> None:
        """The rows are being looked at again."""
        self._looking = True
        self.refresh()

    def show_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        """Show these; none while no column is an order number."""
        self._looking = False
        self.model.put(rows)
        self.refresh()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was imported; the person may press again."""
        self.trouble.say(sentence)
        self.stop_waiting()

    def stop_waiting(self) -> None:
        """Give the press back."""
        self._working = False
        self.confirm.set_busy("")
        self.choice.set_enabled(True)
        self.refresh()

    def accept(self) -> None:
        """Take the press as an order, once; closing is the presenter's."""
        if self._working or not self._can_confirm():
            return
        self._working = True
        self.trouble.say("")
        self.choice.set_enabled(False)
        self.confirm.set_busy(texts.importing.keeping())
        self.confirmed.emit()

    def finish(self) -> None:
        """Close with yes."""
        super().accept()

    def reject(self) -> None:
        """Close with no; not while the press is being carried out."""
        if not self._working:
            super().reject()

    def refresh(self) -> None:
        """Let every line follow the rows and the ticks."""
        own, rows = texts.importing, self.model.rows
        can = sum(row.can_be_taken for row in rows)
        chosen = len(self.model.chosen())
        problems = sum(bool(row.problem) for row in rows)
        lacks_number = not any(column in self.columns() for column in NUMBER_COLUMNS)
        self.choose_number.setText(own.columns_choose() if lacks_number else self._recognised())
        self.choose_number.set_tone("warn" if lacks_number else "text3")
        self.filter.set_segments(
            [
                Segment("all", own.all(), len(rows)),
                Segment("new", own.only_new(), can),
                Segment("problems", own.only_problems(), problems, alarms=bool(problems)),
            ]
        )
        self.summary.setText(self._summary(can, chosen))
        self.pick.setText(own.pick_none() if chosen == can and can else own.pick_all())
        self.pick.setEnabled(bool(can) and not self._working)
        confirm = own.confirm_practice if self._practice else own.confirm
        self.confirm.setText(confirm(chosen))
        self.confirm.updateGeometry()
        self.confirm.setEnabled(self._working or self._can_confirm())

    def _can_confirm(self) -> bool:
        return not self._looking and bool(self.model.chosen())

    def _summary(self, can: int, chosen: int) -> str:
        if self._looking:
            return texts.importing.looking()
        if not can:
            return texts.importing.none()
        return texts.importing.summary(n=str(can), m=str(chosen))

    def _recognised(self) -> str:
        own = texts.importing
        return own.columns_remembered() if self.draft.remembered else own.columns_by_name()

    def _pick(self) -> None:
        can = sum(row.can_be_taken for row in self.model.rows)
        self.model.tick_all(len(self.model.chosen()) != can)

    def _build(self, window: QWidget) -> None:
        self.trouble = NoteCard(bad=True)
        draft = self.draft
        self.choice = ColumnChoice(draft.head.names, draft.columns)
        self.choose_number = ElidedLabel(px=12, tone="text3")
        self.filter = SegmentControl([Segment("all", texts.importing.all())])
        self.summary = PlainLabel(px=12, tone="text2")
        self.pick = Button(texts.importing.pick_all(), kind="link")
        self.table = PreviewTable(self.model)
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, (window.height() - _AROUND_PX) // ROW_PX))
        self.table.setFixedHeight(rows * ROW_PX + 2)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.addLayout(column)
        column.addWidget(Aired(self.trouble, 0, 10))
        column.addLayout(self._file_line())
        column.addSpacing(10)
        column.addLayout(
            _line(
                PlainLabel(texts.importing.columns_title(), px=12, bold=True, tone="text2"),
                self.choose_number,
            )
        )
        column.addSpacing(4)
        column.addWidget(self.choice)
        column.addSpacing(12)
        column.addLayout(self._filter_line())
        column.addSpacing(8)
        column.addWidget(self.table)
        self._build_footer()

    def _file_line(self) -> QHBoxLayout:
        own, draft = texts.importing, self.draft
        name = draft.file_name
        if sheet := draft.spreadsheet.sheet_name:
            name = own.file(name=name, sheet=sheet)
        line = _line(
            IconLabel("file-delimited-outline", "text2", 16), ElidedLabel(name, px=14, bold=True)
        )
        line.addWidget(PlainLabel(own.rows(draft.row_count), px=12, tone="text2"))
        if left_out := len(draft.spreadsheet.left_out):
            line.addWidget(PlainLabel(own.left_out(left_out), px=12, tone="warn"))
        return line

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.filter)
        line.addStretch(1)
        line.addWidget(self.summary)
        line.addWidget(self.pick)
        return line

    def _build_footer(self) -> None:
        self.footer.addWidget(IconLabel("tray-arrow-down", "accent_text", 14))
        hint = ElidedLabel(texts.importing.hint(), px=12, tone="text2")
        self.footer.addWidget(hint, 1, Qt.AlignmentFlag.AlignVCenter)
        self.dismiss = Button(texts.common.dismiss(), keycap="Esc")
        self.confirm = Button(kind="primary")
        self.confirm.set_least_width(150)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)

    def _connect(self) -> None:
        self.choice.changed.connect(self.columns_changed)
        self.filter.chosen.connect(lambda key: self.model.show_only(_FILTERS[key]))
        self.model.ticked.connect(self.refresh)
        self.pick.clicked.connect(self._pick)
        self.dismiss.clicked.connect(self.reject)
        put_in_order(
            *self.choice.boxes.values(),
            self.filter,
            self.pick,
            self.table,
            self.dismiss,
            self.confirm,
        )
        self.start_on(self.table)


def _line(first: QWidget, rest: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(first)
    line.addWidget(rest, 1)
    return line
