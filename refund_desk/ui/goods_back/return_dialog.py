"""The dialog in which a person asks for the goods: where to, who pays, until when, which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import AskReturnCommand
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.platform_terms import ReturnAddress
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.ui import sentences, texts
from refund_desk.ui.goods_back.address_section import AddressSection
from refund_desk.ui.goods_back.buyer_words import ReturnTerms, return_words, return_words_there
from refund_desk.ui.goods_back.possible import why_no_return
from refund_desk.ui.goods_back.steps_line import StepsLine
from refund_desk.ui.goods_back.talk_dialog import TalkDialog, asked_words
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.labels import ParagraphLabel

_DAYS = (3, 7, 10)
_DAYS_USUAL = 7
# The platform tells the buyer where to; it has no phone of the shop to give.
_NO_PHONE = "-"


class ReturnDialog(TalkDialog):
    """Asks where to, who pays and until when; where a platform asks, only where to."""

    def __init__(self, window: QWidget, case: CaseView, *, now: datetime) -> None:
        """Start with what is usual; the addresses come later. `now` (UTC) begins the days."""
        title = texts.goods_back.return_title(asked_words(case)).strip()
        super().__init__(window, case, title=title, footer=texts.goods_back.ask_footer())
        self._now = now
        there = case.platform_pays
        reading = texts.negotiating.addresses_reading() if there else ""
        self.place = AddressSection(reading=reading)
        self.shop_pays = RadioButton(texts.negotiating.freight_shop())
        self.buyer_pays = RadioButton(texts.negotiating.freight_customer())
        self.days: dict[int, Button] = {}
        self._days_group = QButtonGroup(self)
        self._freight_group = QButtonGroup(self)
        self.shop_pays.setChecked(True)
        self._put(self.place, texts.goods_back.address_label())
        if there:
            self._put(_told_there())
        else:
            self._put(self._freight(), texts.negotiating.freight_label())
            self._put(self._day_row(), texts.goods_back.days_label())
            self._put(self.words, texts.goods_back.words_label())
        self._put(StepsLine(), texts.negotiating.steps_label())
        self.place.changed.connect(self._suggest)
        self.start_on(self.place.choice)
        self._suggest()

    def offer_kept(self, kept: Sequence[ShopAddress]) -> None:
        """Let the person choose among the addresses used last."""
        self.place.offer_kept(kept)
        self.place.take_focus()

    def offer_theirs(self, theirs: tuple[ReturnAddress, ...] | Unreadable) -> None:
        """Let the person choose among the platform's addresses, or say why there are none."""
        if isinstance(theirs, Unreadable):
            self.trouble.say(sentences.sentence(theirs.why))
        elif not theirs:
            self.trouble.say(texts.negotiating.addresses_none())
        else:
            self.place.offer_theirs(theirs)
            self.place.take_focus()

    def command(self) -> AskReturnCommand | None:
        """What the person orders, or None while something is missing."""
        if self._ended or self._missing():
            return None
        theirs, ours = self.place.theirs(), self.place.place()
        days = _DAYS_USUAL if theirs is not None else self._chosen_days()
        deadline = self._now + timedelta(days=days)
        number = self._case.application_id
        if theirs is not None:
            return AskReturnCommand(
                application_id=number,
                receiver=theirs.receiver or texts.common.nobody(),
                phone=_NO_PHONE,
                address=theirs.text,
                deadline=deadline,
                text=return_words_there(days),
                terms=(("address_id", theirs.ref),),
            )
        if ours is None:
            return None
        return AskReturnCommand(
            application_id=number,
            receiver=ours.receiver,
            phone=ours.phone,
            address=ours.address,
            deadline=deadline,
            text=self.words.text().strip(),
        )

    def _why_not(self, case: CaseView) -> str:
        return why_no_return(case)

    def _missing(self) -> str:
        if self._case.platform_pays:
            return ""
        if self.place.place() is None:
            return texts.negotiating.fields_needed()
        return self._wrong_words()

    def _chosen_days(self) -> int:
        return next((days for days, chip in self.days.items() if chip.isChecked()), _DAYS_USUAL)

    def _suggest(self) -> None:
        """Let the words follow what is chosen."""
        terms = ReturnTerms(
            address=self.place.place(),
            days=self._chosen_days(),
            shop_pays=self.shop_pays.isChecked(),
        )
        self.words.suggest(return_words(self._case, terms))
        self.refresh()

    def _freight(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        for radio in (self.shop_pays, self.buyer_pays):
            self._freight_group.addButton(radio)
            line.addWidget(radio)
        self.shop_pays.toggled.connect(self._suggest)
        line.addStretch(1)
        return row

    def _day_row(self) -> QWidget:
        row = QWidget()
        row.setAccessibleName(texts.goods_back.days_label())
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for days in _DAYS:
            chip = Button(texts.goods_back.days(days), kind="choice", size="small")
            chip.setChecked(days == _DAYS_USUAL)
            chip.clicked.connect(self._suggest)
            self._days_group.addButton(chip)
            self.days[days] = chip
            line.addWidget(chip)
        line.addStretch(1)
        return row


def _told_there() -> ParagraphLabel:
    return ParagraphLabel(texts.negotiating.told_there(), px=12, line_px=18, tone="text2")
