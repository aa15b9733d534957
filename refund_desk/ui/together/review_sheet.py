"""The sheet that a person reviews before many refunds leave on one press."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.commands import ApproveCommand, ApproveSheetCommand, SheetLine
from refund_desk.application.sheet_draft import DraftLine, SheetDraft
from refund_desk.domain.fen import Fen
from refund_desk.domain.sheet import LineRefusal
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.decisions.approve_extras import RetypeRow
from refund_desk.ui.decisions.approve_form import Judgement, read_amount
from refund_desk.ui.decisions.approve_parts import CheckCard, NoteCard
from refund_desk.ui.decisions.decision_dialog import OrderDialog
from refund_desk.ui.decisions.sheet import Aired, put_in_order
from refund_desk.ui.together.lines import draft_rows, reason_for, reply_for
from refund_desk.ui.together.sheet_rows import ROW_PX, SheetRows
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold

_WIDTH = 638
# Everything of the dialog but its lines, and some air above and below it (px).
_AROUND_PX = 400
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSetting:
    """What of the shop the sheet obeys: practice or not, its undo time (seconds)."""

    practice: bool = False
    undo_s: int = 5


class ReviewSheet(OrderDialog):
    """Lists every amount, wants the total typed again, and locks when anything changed."""

    def __init__(self, window: QWidget, draft: SheetDraft, setting: SheetSetting) -> None:
        """Show the draft; `show_draft` brings newer ones."""
        super().__init__(window, title=texts.together.title(), width=_WIDTH)
        self._setting = setting
        self._draft = draft
        self._refused: dict[int, str] = {}
        self._marked: frozenset[int] = frozenset()
        self._left_today: Fen | None = None
        self._locked = False
        self._build(window)
        self.set_confirm(self.confirm)
        self._connect()
        self.refresh()

    @property
    def draft(self) -> SheetDraft:
        """What it shows; without the lines that the ledger has refused."""
        return self._draft

    def show_draft(self, draft: SheetDraft, left_today: Fen | None) -> None:
        """Show the picks as they are now: what changed is marked, and confirming locks."""
        self._left_today = left_today
        newer = self._without_refused(draft)
        changed = _changed(self._draft, newer)
        self._draft = newer
        if changed:
            self._lock(changed, texts.together.changed())
        self.refresh()

    def show_refusals(self, refusals: tuple[LineRefusal, ...]) -> None:
        """The ledger knew better about these lines: they leave the sheet, each with its reason."""
        self._refused.update({one.application_id: one.code for one in refusals})
        self._draft = self._without_refused(self._draft)
        self._lock(frozenset(one.application_id for one in refusals), texts.together.changed())
        self.refresh()

    def show_refusal(self, sentence: str) -> None:
        """Nothing was planned, for a reason that is no line's; the person looks again."""
        self._lock(frozenset(), sentence)
        self.refresh()

    def command(self) -> ApproveSheetCommand | None:
        """What the person orders, or None while something is missing, too much, or locked."""
        draft = self._draft
        ready = draft.fit and self._is_retyped() and not self._over_day() and not self._locked
        if not ready:
            return None
        lines = tuple(self._line(line) for line in draft.fit)
        return ApproveSheetCommand(lines=lines, total=draft.total)

    def refresh(self) -> None:
        """Let every line follow the draft and the fields."""
        draft, count = self._draft, len(self._draft.fit)
        total = formats.yuan(draft.total)
        self.head.set_text(_headline(draft))
        replies = self.reply_too.isChecked()
        self.rows.put(draft_rows(draft, marked=self._marked, replies=replies))
        self.card.figure.setText(total if count else "—")
        caps = bold(draft.total.to_capitals())
        words = texts.together.total(n=str(count), caps=caps)
        self.card.sentence.set_text(words if count else "—")
        self._show_retype()
        self.limit.say(self._over_day())
        confirm = texts.together.confirm
        if self._setting.practice:
            confirm = texts.together.confirm_practice
        self.confirm.setText(confirm(n=count, amt=total))
        self.confirm.updateGeometry()
        self.confirm.setEnabled(self._working or self.command() is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """Start where the total is typed."""
        super().showEvent(event)
        self.retype.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: DraftLine) -> SheetLine:
        case, amount = line.case, line.amount
        return SheetLine(
            command=ApproveCommand(
                application_id=case.application_id,
                amount=amount,
                seen_refundable=case.approve.refundable,
                reason=reason_for(case),
                reply_text=reply_for(case, amount) if self.reply_too.isChecked() else "",
            ),
            seen_asked=case.asked,
        )

    def _without_refused(self, draft: SheetDraft) -> SheetDraft:
        """What the ledger refused stays off this sheet, whatever the window reads."""
        return SheetDraft(
            tuple(
                DraftLine(line.case, self._refused[line.case.application_id])
                if not line.why and line.case.application_id in self._refused
                else line
                for line in draft.lines
            )
        )

    def _is_retyped(self) -> bool:
        return read_amount(self.retype.field.text()) == self._draft.total

    def _over_day(self) -> str:
        """The sentence about the day's limit, empty while there is room."""
        left = self._left_today
        if left is None or self._draft.total <= left:
            return ""
        return sentences.sentence("limit.day", limit_fen=self._day_limit.count, left_fen=left.count)

    def set_day(self, limit: Fen, left: Fen | None) -> None:
        """How much sheets may refund a day, and what is left of it (fen)."""
        self._day_limit, self._left_today = limit, left
        self.refresh()

    def _show_retype(self) -> None:
        total = self._draft.total
        self.retype.show_state(
            Judgement(
                amount=total,
                amount_wrong="",
                needs_retype=bool(self._draft.fit),
                retype_right=self._is_retyped(),
                needs_tick=False,
                reason_left=0,
                reply_wrong="",
                complete=False,
            )
        )
        self.retype.label.setText(texts.together.retype(formats.yuan(total)))

    def _lock(self, changed: frozenset[int], sentence: str) -> None:
        """Take no press until the person has said that they looked, and typed the total again."""
        self._locked, self._marked = True, changed
        self._working = False
        self.confirm.set_busy("")
        self.retype.field.clear()
        self.changed_note.say(sentence, texts.confirmations.looked())

    def _unlock(self) -> None:
        self._locked, self._marked = False, frozenset()
        self.changed_note.say("")
        self.refresh()
        self.retype.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, window: QWidget) -> None:
        self._day_limit = Fen(0)
        self.changed_note = NoteCard()
        self.limit = NoteCard(bad=True)
        self.head = MixedLabel(px=14)
        room = max(_LEAST_ROWS * ROW_PX, window.height() - _AROUND_PX)
        self.rows = SheetRows(texts.together.title(), most_px=room)
        self.reply_too = CheckBox(texts.together.reply_too())
        self.reply_too.setChecked(True)
        self.retype = RetypeRow()
        self.retype.field.setAccessibleName(texts.together.retype_name())
        self.card = CheckCard()
        self.body.setContentsMargins(20, 14, 20, 18)
        self.body.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.body.addLayout(column)
        column.addWidget(Aired(self.changed_note, 0, 10))
        column.addWidget(self.head)
        column.addSpacing(8)
        column.addWidget(self.rows)
        column.addSpacing(10)
        column.addLayout(self._reply_row())
        column.addWidget(Aired(self.limit, 10))
        column.addWidget(Aired(self.retype, 12))
        column.addSpacing(12)
        column.addWidget(self.card)
        self._build_footer()

    def _reply_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reply_too)
        row.addStretch(1)
        row.addWidget(PlainLabel(texts.together.words_note(), px=12, tone="text3"))
        return row

    def _build_footer(self) -> None:
        hint = texts.together.hint_seconds(self._setting.undo_s)
        self.footer.addWidget(IconLabel("undo-variant", "accent_text", 14))
        words = MixedLabel(hint, px=12, tone="text2")
        self.footer.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.dismiss = Button(texts.common.dismiss(), keycap="Esc")
        self.confirm.set_kind("primary")
        self.confirm.set_least_width(190)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)

    def _connect(self) -> None:
        self.retype.field.textChanged.connect(self.refresh)
        self.reply_too.toggled.connect(self.refresh)
        self.changed_note.pressed.connect(self._unlock)
        self.dismiss.clicked.connect(self.reject)
        put_in_order(
            self.changed_note.button,
            self.rows,
            self.reply_too,
            self.retype.field,
            self.dismiss,
            self.confirm,
        )


def _headline(draft: SheetDraft) -> str:
    """How many go, and how many do not."""
    if not draft.fit:
        return texts.together.head_none()
    words = texts.together.head(len(draft.fit))
    if not draft.unfit:
        return words
    return texts.together.head_some(n=words, m=len(draft.unfit))


def _changed(before: SheetDraft, after: SheetDraft) -> frozenset[int]:
    """The applications whose line says something else now, came or went."""
    old, new = _said(before), _said(after)
    return frozenset(n for n in old.keys() | new.keys() if old.get(n) != new.get(n))


def _said(draft: SheetDraft) -> dict[int, tuple[object, ...]]:
    return {
        line.case.application_id: (line.why, line.amount, line.case.approve.refundable)
        for line in draft.lines
    }
