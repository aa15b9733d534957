"""What asking for goods and offering an amount have in common: words, and a press that sends."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import REPLY_CHARACTERS_MAX
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.approve_parts import NoteCard
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.sheet import Aired, Sheet
from refund_desk.ui.decisions.words_field import WordsField, holds_pictures
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

WIDTH = 494
SECTION_AIR = 14
_LABEL_AIR = 6


class SuggestedWords(WordsField):
    """Words that follow what is chosen, until a person writes their own."""

    def __init__(self, name: str) -> None:
        """Look like the bubble in which the buyer will read them."""
        super().__init__(ground="shop_message", edge="accent_line")
        self.set_name(name)
        self._suggestion = ""

    def suggest(self, text: str) -> None:
        """Follow with these words, where the last suggestion still stands."""
        present = self.text()
        if not present.strip() or present == self._suggestion:
            self._suggestion = text
            self.set_text(text)


def asked_words(case: CaseView) -> str:
    """What was asked for, for a title (no name, decisions.md 4.7); empty where nothing was."""
    return formats.yuan(case.asked) if case.asked else ""


class TalkDialog(DecisionDialog):
    """A sheet of sections over a footer that says that no money moves."""

    def __init__(self, window: QWidget, case: CaseView, *, title: str, footer: str) -> None:
        """Prepare sheet and footer; the subclass puts its sections."""
        super().__init__(window, case, title=title, width=WIDTH)
        self._footer_words = footer
        self._sheet = Sheet(window, width=WIDTH)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._sheet)
        self.trouble = NoteCard(bad=True)
        self._sheet.column.addWidget(Aired(self.trouble, 0, SECTION_AIR))
        self.words = SuggestedWords(texts.goods_back.words_label())
        self._hint_icon = IconLabel("alert", "warn", 14)
        self.hint = ElidedLabel(px=12, tone="text2")
        self.dismiss = Button(texts.common.dismiss())
        self.confirm.setText(texts.goods_back.send())
        self.confirm.set_kind("primary")
        for widget in (self._hint_icon, self.hint, self.dismiss, self.confirm):
            stretch = 1 if widget is self.hint else 0
            self.footer.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        self.words.changed.connect(self.refresh)
        self.dismiss.clicked.connect(self.reject)
        self.set_confirm(self.confirm)

    def show_case(self, case: CaseView) -> None:
        """Follow the case: where it cannot be done any more, say why and lock."""
        self._case = case
        why = self._why_not(case)
        self._ended = bool(why)
        if why:
            self.trouble.say(why)
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was written; the person may press again."""
        self.stop_waiting()
        if case is not None:
            self.show_case(case)
        self.trouble.say(sentence)

    def refresh(self) -> None:
        """Let hint and button follow what is there."""
        missing = "" if self._ended else self._missing()
        self.words.set_wrong(len(self.words.text().strip()) > REPLY_CHARACTERS_MAX)
        self.hint.setText(missing or self._footer_words)
        self.hint.set_tone("warn" if missing else "text2")
        self._hint_icon.setVisible(bool(missing))
        self.confirm.setEnabled(self._working or self.command() is not None)

    def _why_not(self, case: CaseView) -> str:
        """Why it cannot be done for this state of the case; empty where it can."""
        raise NotImplementedError

    def _missing(self) -> str:
        """The first thing that is still missing, in words."""
        raise NotImplementedError

    def _wrong_words(self) -> str:
        """What is wrong with the words; empty where nothing is."""
        length = len(self.words.text().strip())
        if not length:
            return texts.goods_back.words_needed()
        return texts.goods_back.words_long() if length > REPLY_CHARACTERS_MAX else ""

    def _put(self, widget: QWidget, label: str = "") -> None:
        """Add a section below the last one, under its label."""
        column = self._sheet.column
        first = column.count() == 1
        if label:
            air = 0 if first else SECTION_AIR
            title = PlainLabel(label, px=12, bold=True, tone="text2")
            column.addWidget(Aired(title, air, _LABEL_AIR))
            column.addWidget(Aired(widget, 0))
        else:
            column.addWidget(Aired(widget, SECTION_AIR))


class PictureTalkDialog(TalkDialog):
    """Such a dialog that takes pictures, too, dropped anywhere over it or pasted into the words."""

    def __init__(
        self, window: QWidget, case: CaseView, tasks: TaskRunner, *, title: str, footer: str
    ) -> None:
        """Hold the place for pictures; the subclass puts it."""
        super().__init__(window, case, title=title, footer=footer)
        self.pictures = EvidenceBox(tasks, label=texts.negotiating.pictures_label())
        self.setAcceptDrops(True)
        self.pictures.changed.connect(self.refresh)
        self.words.pictures_pasted.connect(self._pasted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures where they are wanted."""
        if self._takes_pictures() and holds_pictures(event.mimeData()):
            self.pictures.add.light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the place as usual."""
        super().dragLeaveEvent(event)
        self.pictures.add.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.pictures.add.light(False)
        self.pictures.take_mime(event.mimeData())
        event.acceptProposedAction()

    def _takes_pictures(self) -> bool:
        """Whether pictures can go with what is chosen now."""
        raise NotImplementedError

    def _pasted(self, source: QMimeData) -> None:
        if self._takes_pictures():
            self.pictures.take_mime(source)
