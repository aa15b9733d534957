"""Asking for goods, offering an amount, taking goods in: from the press to the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from refund_desk.application.commands import AskReturnCommand, OfferCommand, TakeInCommand
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.platform_terms import OfferKind, OfferWay, Scene, Standing
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.negotiation import Negotiation, Parcel
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Source,
)
from refund_desk.ui import texts
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.goods_back.goods_back import GoodsBack
from refund_desk.ui.goods_back.offer_dialog import OfferDialog
from refund_desk.ui.goods_back.possible import why_no_offer, why_no_return, why_no_take_in
from refund_desk.ui.goods_back.return_dialog import ReturnDialog
from refund_desk.ui.goods_back.take_in_dialog import TakeInDialog
from tests.storage.examples import an_outbox_entry
from tests.ui.deciding import LIN, Desk, deciding
from tests.ui.fake_cases import NOW
from tests.ui.fake_choices import BACK, a_choice

HERE = ShopAddress(receiver="青禾手作", phone="13900000000", address="绍兴市柯桥区 18 号")
THERE = ShopAddress(receiver="青禾仓库", phone="13900000001", address="杭州市余杭区 8 号")
STATE = ApplicationState
NO_OFFERS = Standing(
    changed_at=1_700_000_000, amount=Fen(10_800), scene=Scene.RETURN, may=frozenset(), offers=()
)


def plain_picture() -> QMimeData:
    """A picture on the clipboard."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#5A7A9A"))
    copied = QMimeData()
    copied.setImageData(image)
    return copied


@dataclass
class Talk:
    """A desk with goods and offers over it."""

    desk: Desk
    back: GoodsBack
    approving: list[object]

    def dialog(self, kind: type[DecisionDialog]) -> DecisionDialog:
        self.desk.settle()
        dialog = self.back.dialog
        assert isinstance(dialog, kind)
        return dialog

    def ask(self) -> ReturnDialog:
        assert self.back.goods(self.desk.case(LIN))
        dialog = self.dialog(ReturnDialog)
        assert isinstance(dialog, ReturnDialog)
        return dialog

    def offer(self) -> OfferDialog:
        assert self.back.offer(self.desk.case(LIN))
        dialog = self.dialog(OfferDialog)
        assert isinstance(dialog, OfferDialog)
        return dialog

    def take_in(self) -> TakeInDialog:
        assert self.back.goods(self.desk.case(LIN))
        dialog = self.dialog(TakeInDialog)
        assert isinstance(dialog, TakeInDialog)
        return dialog

    def of(self, source: Source, **changes: object) -> None:
        self.desk.change(LIN, source=source, can=CAPABILITIES[source], **changes)

    def at_store(self) -> None:
        approve = replace(self.desk.case(LIN).approve, enabled=False, why="platform.goods_first")
        self.of(Source.STORE, problem_type=ProblemType.RETURN, approve=approve)

    def asked_back(self) -> None:
        """The goods were asked for, and the parcel is here."""
        command = AskReturnCommand(
            application_id=LIN, receiver="a", phone="1", address="b",
            deadline=NOW + timedelta(days=7), text="c",
        )  # fmt: skip
        negotiate = self.desk.stage.services.negotiate
        self.desk.stage.run(negotiate.ask_return(command))
        parcel = Parcel(carrier="中通", tracking_no="757912342314", shipped_at=NOW, received_at=NOW)
        before = self.desk.case(LIN).negotiation
        self.desk.change(LIN, negotiation=replace(before, parcel=parcel))
        self.desk.stage.services.shop.calls.clear()

    def ordered(self, name: str) -> object:
        ((_name, command),) = self.desk.stage.services.called(name)
        return command


@pytest.fixture
def talk(qapp: QApplication) -> Iterator[Talk]:
    with deciding(qapp) as desk:
        stage = desk.stage
        back = GoodsBack(stage.services, stage.tasks, stage.bridge, desk.window)
        back.readable_after_ms = 0
        approving: list[object] = []
        back.toast.connect(desk.toasts.append)
        back.trouble.connect(desk.troubles.append)
        back.approve_wanted.connect(approving.append)
        opened = Talk(desk, back, approving)
        opened.of(Source.SHOP_FEED)
        yield opened
        if back.dialog is not None:
            back.dialog.stop_waiting()
            back.dialog.reject()


def test_goods_are_asked_for_with_the_address_used_last(talk: Talk) -> None:
    talk.desk.stage.services.negotiate.kept = (HERE, THERE)
    dialog = talk.ask()
    # A title names action and amount, never a person (decisions.md 4.7).
    assert dialog.windowTitle() == texts.goods_back.return_title("¥108.00")
    assert "绍兴市柯桥区 18 号 青禾手作 收" in dialog.words.text()
    assert "¥108.00" in dialog.words.text()
    assert dialog.place.choice.hasFocus()
    dialog.place.choice.setCurrentIndex(1)
    dialog.buyer_pays.setChecked(True)
    dialog.days[3].click()
    words = dialog.words.text()
    assert "请 3 天内寄到：杭州市余杭区 8 号" in words
    assert "运费请您承担" in words
    assert dialog.hint.text() == texts.goods_back.ask_footer()
    dialog.accept()
    talk.desk.settle()
    command = talk.ordered("ask_return")
    assert isinstance(command, AskReturnCommand)
    assert (command.receiver, command.phone) == (THERE.receiver, THERE.phone)
    assert (command.text, command.terms) == (words, ())
    assert command.deadline == NOW + timedelta(days=3)
    assert talk.desk.toasts == [texts.goods_back.asked()]
    assert talk.back.dialog is None


def test_a_first_address_is_typed_and_own_words_stay(talk: Talk) -> None:
    dialog = talk.ask()
    assert dialog.place.choice.isHidden()
    assert dialog.command() is None
    assert dialog.hint.text() == texts.negotiating.fields_needed()
    dialog.words.set_text("请寄回来吧")
    dialog.place.receiver.setText("老陈")
    dialog.place.phone.setText("13900000002")
    dialog.place.address.setText("苏州市 3 号")
    command = dialog.command()
    assert command is not None
    assert (command.address, command.text) == ("苏州市 3 号", "请寄回来吧")
    dialog.words.set_text("长" * 201)
    assert dialog.command() is None
    assert dialog.hint.text() == texts.goods_back.words_long()


def test_a_new_address_beside_the_old_ones(talk: Talk) -> None:
    talk.desk.stage.services.negotiate.kept = (HERE,)
    dialog = talk.ask()
    assert dialog.place.fields.isHidden()
    dialog.place.choice.setCurrentIndex(1)
    assert not dialog.place.fields.isHidden()
    assert dialog.command() is None


def test_the_store_has_addresses_of_its_own(talk: Talk) -> None:
    talk.at_store()
    dialog = talk.ask()
    command = dialog.command()
    assert command is not None
    assert command.terms == (("address_id", "71"),)
    assert command.address == "杭州市余杭区 8 号"
    dialog.place.choice.setCurrentIndex(1)
    command = dialog.command()
    assert command is not None
    assert command.terms == (("address_id", "72"),)
    assert command.receiver


@pytest.mark.parametrize("answer", [Unreadable(why="net.off"), ()])
def test_without_the_stores_addresses_nothing_can_be_sent(
    talk: Talk, answer: Unreadable | tuple[()]
) -> None:
    talk.desk.stage.services.choices.places = answer
    talk.at_store()
    dialog = talk.ask()
    assert dialog.command() is None
    said = texts.notices.net_off() if answer else texts.negotiating.addresses_none()
    assert dialog.trouble.words.text() == said


def test_an_offer_is_an_amount_and_its_words(talk: Talk) -> None:
    dialog = talk.offer()
    assert dialog.command() is None
    assert dialog.amount.hasFocus()
    dialog.chips[1].click()
    assert dialog.amount.text() == "54.00"
    dialog.amount.setText("50")
    dialog.resend.setChecked(True)
    dialog.accept()
    talk.desk.settle()
    command = talk.ordered("offer")
    assert isinstance(command, OfferCommand)
    assert (command.amount, command.terms, command.pictures) == (Fen(5_000), (), ())
    assert "退您 ¥50.00，补发一件，商品不用寄回" in command.text
    assert talk.desk.toasts == [texts.goods_back.offered()]
    assert talk.desk.approvals() == []


@pytest.mark.parametrize(("typed", "says"), [("0", "zero"), ("108.01", "most"), ("", "")])
def test_a_wrong_amount_is_said_at_once(talk: Talk, typed: str, says: str) -> None:
    dialog = talk.offer()
    dialog.amount.setText(typed)
    words = {
        "zero": texts.notices.zero(),
        "most": texts.negotiating.as_asked_or_less("¥108.00"),
        "": "",
    }[says]
    assert dialog.error.text() == words
    assert dialog.error.isHidden() is not bool(says)
    assert dialog.command() is None


def test_an_offer_without_an_amount_asked_for_is_bounded_by_what_is_left(talk: Talk) -> None:
    approve = replace(talk.desk.case(LIN).approve, asked=NOTHING)
    talk.desk.change(LIN, asked=NOTHING, approve=approve)
    dialog = talk.offer()
    dialog.amount.setText("236.01")
    assert dialog.command() is None
    dialog.amount.setText("236")
    assert dialog.command() is not None


def test_the_store_says_what_can_be_offered(talk: Talk) -> None:
    talk.at_store()
    dialog = talk.offer()
    dialog.amount.setText("40")
    command = dialog.command()
    assert command is not None
    assert command.terms == (("way", 3), ("reason", 8), ("kind", 1), ("changed_at", 1_700_000_000))
    assert "售后单里点同意" in command.text
    dialog.kinds.setCurrentIndex(1)
    assert "商品寄回后退您 ¥40.00" in dialog.words.text()
    assert dialog.hint.text() == texts.negotiating.pictures_needed()
    assert dialog.command() is None


def test_a_picture_that_the_store_wants_is_looked_at_first(talk: Talk) -> None:
    talk.at_store()
    dialog = talk.offer()
    dialog.kinds.setCurrentIndex(3)
    assert dialog.amount.isReadOnly()
    assert dialog.amount.text() == "108.00"
    assert "撤销申请" in dialog.words.text()
    dialog.pictures.take_mime(plain_picture())
    talk.desk.settle()
    assert dialog.hint.text() == texts.reject.look_first(1)
    dialog.pictures.cards[0].confirmed.emit()
    command = dialog.command()
    assert command is not None
    assert len(command.pictures) == 1
    assert dict(command.terms)["way"] == OfferWay.WITHDRAW


@pytest.mark.parametrize("answer", [Missing(), Unreadable(why="net.off"), NO_OFFERS])
def test_where_the_store_takes_no_offer_it_is_said(
    talk: Talk, answer: Standing | Missing | Unreadable
) -> None:
    talk.desk.stage.services.choices.stands = answer
    talk.at_store()
    dialog = talk.offer()
    dialog.amount.setText("40")
    dialog.words.set_text("退您 40 元")
    assert dialog.command() is None
    off = isinstance(answer, Unreadable)
    said = texts.notices.net_off() if off else texts.negotiating.offers_none()
    assert dialog.trouble.words.text() == said


def test_a_row_that_is_not_known_is_named_by_its_number(talk: Talk) -> None:
    row = a_choice(44, OfferWay.ADD_PROOF, OfferKind.REFUND_ONLY, BACK)
    talk.desk.stage.services.choices.stands = replace(NO_OFFERS, offers=(row,))
    talk.at_store()
    dialog = talk.offer()
    assert dialog.kinds.currentText() == texts.negotiating.kind_other(44)
    assert "补充" in dialog.words.text()


def test_goods_as_sent_lead_to_the_amount(talk: Talk) -> None:
    talk.asked_back()
    dialog = talk.take_in()
    assert dialog.command() is None
    assert dialog.hint.text() == texts.negotiating.choose_goods()
    dialog.as_sent.setChecked(True)
    assert dialog.confirm.text() == texts.negotiating.take_in_next()
    dialog.accept()
    talk.desk.settle()
    assert talk.ordered("take_in") == TakeInCommand(application_id=LIN, as_sent=True)
    assert talk.desk.toasts == [texts.goods_back.taken_in()]
    (case,) = talk.approving
    assert case == talk.desk.case(LIN)
    assert talk.desk.case(LIN).state is STATE.GOODS_RECEIVED


def test_what_is_wrong_is_told_with_pictures(talk: Talk) -> None:
    talk.asked_back()
    dialog = talk.take_in()
    dialog.wrong.setChecked(True)
    assert dialog.hint.text() == texts.goods_back.words_needed()
    dialog.words.set_text("杯口有磕碰")
    dialog.pictures.take_mime(plain_picture())
    talk.desk.settle()
    assert dialog.command() is None
    dialog.pictures.cards[0].confirmed.emit()
    assert dialog.confirm.text() == texts.negotiating.take_in_tell()
    dialog.accept()
    talk.desk.settle()
    command = talk.ordered("take_in")
    assert isinstance(command, TakeInCommand)
    assert (command.as_sent, command.text, len(command.pictures)) == (False, "杯口有磕碰", 1)
    assert talk.desk.toasts == [texts.negotiating.told_wrong()]
    assert talk.approving == []


def test_at_the_store_what_is_wrong_stays_here(talk: Talk) -> None:
    talk.asked_back()
    talk.of(Source.STORE)
    dialog = talk.take_in()
    dialog.wrong.setChecked(True)
    assert dialog.pictures.isHidden()
    dialog.words.set_text("少了一只")
    assert dialog.confirm.text() == texts.negotiating.take_in_note()
    dialog.accept()
    talk.desk.settle()
    assert talk.desk.toasts == [texts.negotiating.noted_wrong()]


def test_trouble_keeps_the_dialog_and_what_was_typed(talk: Talk) -> None:
    negotiate = talk.desk.stage.services.negotiate
    dialog = talk.offer()
    dialog.amount.setText("50")
    for trouble, said in (
        (StorageFullError(), texts.trouble.storage_full()),
        (RuleBrokenError("net.off"), texts.notices.net_off()),
    ):
        negotiate.trouble = trouble
        dialog.accept()
        talk.desk.settle()
        assert dialog.trouble.words.text() == said
        assert dialog.command() is not None
    assert talk.desk.toasts == []


def test_books_that_cannot_be_read_leave_fields_to_type(talk: Talk) -> None:
    talk.desk.stage.services.negotiate.trouble = StorageFullError()
    dialog = talk.ask()
    assert not dialog.place.fields.isHidden()


def test_another_decision_meanwhile_locks_the_dialog(talk: Talk) -> None:
    dialog = talk.offer()
    dialog.amount.setText("50")
    talk.desk.change(LIN, state=STATE.REJECTED)
    talk.desk.stage.wait_until(lambda: dialog.command() is None)
    assert dialog.trouble.words.text() == texts.goods_back.under_way()


def test_one_dialog_at_a_time(talk: Talk) -> None:
    talk.offer()
    assert not talk.back.ask_return(talk.desk.case(LIN))
    assert not talk.back.take_in(talk.desk.case(LIN))
    assert talk.desk.troubles == []


def test_a_reason_is_told_where_nothing_can_be_done(talk: Talk) -> None:
    talk.of(Source.COMPLAINT)
    case = talk.desk.case(LIN)
    assert not talk.back.goods(case)
    assert not talk.back.offer(case)
    assert talk.desk.troubles == [texts.goods_back.no_return(), texts.goods_back.no_offer()]


@pytest.mark.parametrize(
    ("why", "offers"),
    [("platform.exchange", False), ("", True), ("platform.goods_first", True)],
)
def test_what_the_store_allows(talk: Talk, why: str, offers: bool) -> None:
    talk.at_store()
    case = talk.desk.case(LIN)
    case = replace(case, approve=replace(case.approve, why=why, enabled=not why))
    assert (why_no_offer(case) == "") is offers
    refund_only = replace(case, problem_type=ProblemType.REFUND)
    assert why_no_return(refund_only) == texts.negotiating.no_return_there()
    came = replace(case, state=STATE.GOODS_RECEIVED)
    assert why_no_offer(came)
    waits = replace(case, state=STATE.WAITING_GOODS, complaint_state=ComplaintState.PROCESSING)
    assert why_no_take_in(waits) == texts.store.goods_awaited()


def test_what_stands_against_it(talk: Talk) -> None:
    case = talk.desk.case(LIN)
    assert why_no_return(case) == why_no_offer(case) == ""
    assert why_no_take_in(case) == texts.goods_back.none_awaited()
    sending = an_outbox_entry(LIN, kind=OutboxKind.OFFER, state=OutboxState.WAITING)
    assert why_no_return(replace(case, outbox=(sending,))) == texts.negotiating.deciding()
    came = replace(case, state=STATE.GOODS_RECEIVED)
    assert why_no_return(came) == texts.negotiating.goods_here()
    nothing = replace(case, approve=replace(case.approve, refundable=NOTHING))
    assert why_no_offer(nothing) == texts.notices.nothing_left()
    moving = talk.desk.case(31)
    own = replace(moving, can=case.can, state=STATE.OPEN)
    assert why_no_offer(own) == texts.refund.dup()
    parcel = Parcel(carrier="中通", tracking_no="1", shipped_at=NOW)
    first = replace(case.approve, goods_first=True)
    sent = replace(case, approve=first, negotiation=Negotiation(parcel=parcel))
    assert why_no_take_in(sent) == ""
