"""Agreeing to refund once a proof is there, giving the proof, taking it back: as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.agree_dialog import AgreeDialog
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.proof_dialog import ProofDialog
from refund_desk.ui.detail.ready_words import ready_words
from refund_desk.ui.goods_back.possible import why_no_offer, why_no_return
from tests.ui.deciding import LIN, SUN, Desk, ctrl_enter, deciding, type_amount, with_red_check
from tests.ui.fake_shop import tile_png

CLICK = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        yield made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "list.png"
    path.write_bytes(tile_png(64, 48, 0x336699))
    return path


def choose(dialog: ApproveDialog, kind: ProofKind | None) -> None:
    if dialog.when.isHidden():
        QTest.mouseClick(dialog.amount.later, CLICK)
        assert dialog.focusWidget() is dialog.when.choice
    wanted = None if kind is None else kind.value
    dialog.when.choice.setCurrentIndex(dialog.when.choice.findData(wanted))


def agree(desk: Desk, number: int = LIN) -> None:
    """Agree to what is asked for, once the shipping list is there."""
    dialog = desk.approve(number)
    choose(dialog, ProofKind.SHIPPING_LIST)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    desk.settle()
    desk.decided.clear()
    desk.toasts.clear()


def proving(desk: Desk, number: int = LIN, brought: QMimeData | None = None) -> ProofDialog:
    assert desk.decisions.give_proof(desk.case(number), brought)
    dialog = desk.decisions.dialog
    assert isinstance(dialog, ProofDialog)
    desk.settle()
    return dialog


def add(desk: Desk, dialog: ProofDialog, *paths: Path) -> None:
    dialog.evidence.take_files([str(path) for path in paths])
    desk.settle()


def test_now_is_chosen_until_a_person_says_otherwise(desk: Desk) -> None:
    dialog = desk.approve()
    choice = dialog.when.choice
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "现在退",
        "有了发货清单再退",
        "有了签收单再退",
        "有了照片再退",
    ]
    assert (dialog.when.kind(), dialog.when.note.whole_text()) == (None, "")
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert len(desk.approvals()) == 1
    assert not desk.stage.services.called("agree_on_proof")


def test_waiting_for_a_proof_says_that_no_money_moves_and_plans_nothing(desk: Desk) -> None:
    dialog = desk.approve()
    choose(dialog, ProofKind.SIGN_RECEIPT)
    assert dialog.confirm.text() == "同意 ¥108.00，等凭证"
    assert dialog.footer_words.text() == "现在不退钱，凭证上传后自动退"
    assert dialog.when.note.whole_text() == "等签收单，现在不退钱"
    assert dialog.reply_too.text() == "退款时回复客户"
    choose(dialog, None)
    assert dialog.confirm.text() == "确认退款 ¥108.00"
    assert "5 秒" in dialog.footer_words.text()
    choose(dialog, ProofKind.SIGN_RECEIPT)
    type_amount(dialog, "50")
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    desk.settle()
    ((_name, command, kind),) = desk.stage.services.called("agree_on_proof")
    assert (command.amount, command.seen_refundable) == (Fen(5_000), Fen(23_600))
    assert kind is ProofKind.SIGN_RECEIPT
    assert "¥50.00" in command.reply_text
    assert desk.toasts == ["已同意，等凭证"]
    assert desk.approvals() == []
    assert desk.decisions.bars.bars() == ()
    assert desk.case(LIN).refund is None


def test_a_large_amount_and_red_checks_ask_as_much_as_for_now(desk: Desk) -> None:
    desk.stage.services.shop.put(with_red_check(desk.case(SUN)))
    dialog = desk.approve(SUN)
    choose(dialog, ProofKind.PHOTO)
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.retype.field, "1268.00")
    assert not dialog.confirm.isEnabled(), "the tick is missing"
    dialog.red.tick.setChecked(True)
    assert dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.stage.services.called("agree_on_proof")[0][1].red_accepted


def test_goods_that_are_not_back_want_a_tick_of_their_own(desk: Desk) -> None:
    red = with_red_check(desk.case(LIN))
    desk.stage.services.shop.put(replace(red, approve=replace(red.approve, goods_first=True)))
    dialog = desk.approve()
    assert dialog.red.before_goods.isVisibleTo(dialog)
    assert dialog.red.before_goods.text() == "货还没有收到，我仍然现在退"
    dialog.red.tick.setChecked(True)
    assert not dialog.confirm.isEnabled()
    dialog.red.before_goods.setChecked(True)
    assert dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    (command,) = desk.approvals()
    assert (command.before_goods, command.red_accepted) == (True, True)


def test_without_goods_that_come_first_nothing_is_said_of_them(desk: Desk) -> None:
    desk.stage.services.shop.put(with_red_check(desk.case(LIN)))
    dialog = desk.approve()
    assert dialog.red.before_goods.isHidden()
    dialog.red.tick.setChecked(True)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert not desk.approvals()[0].before_goods


def test_new_red_checks_take_both_ticks_back(desk: Desk) -> None:
    red = with_red_check(desk.case(LIN))
    desk.stage.services.shop.put(replace(red, approve=replace(red.approve, goods_first=True)))
    dialog = desk.approve()
    for tick in (dialog.red.tick, dialog.red.before_goods):
        tick.setChecked(True)
    other = replace(desk.case(LIN).findings[0], count=40)
    desk.change(LIN, findings=(other, *desk.case(LIN).findings[1:]))
    desk.stage.wait_until(lambda: dialog.changed_note.isVisibleTo(dialog))
    assert not dialog.red.tick.isChecked()
    assert not dialog.red.before_goods.isChecked()


def test_where_the_platform_pays_the_choice_is_off_and_says_why(desk: Desk) -> None:
    desk.change(LIN, source=Source.STORE, can=CAPABILITIES[Source.STORE])
    assert desk.decisions.approve(desk.case(LIN))
    dialog = desk.decisions.dialog
    assert isinstance(dialog, AgreeDialog)
    assert not dialog.when.choice.isEnabled()
    assert dialog.when.kind() is None
    assert dialog.when.note.whole_text() == "由微信小店退款，不能等凭证"
    assert "不能等凭证" in dialog.when.choice.toolTip()


@pytest.mark.parametrize("trouble", [RuleBrokenError("changed.goods"), StorageFullError("full")])
def test_what_speaks_against_agreeing_is_told_in_the_dialog(
    desk: Desk, trouble: RuleBrokenError | StorageFullError
) -> None:
    desk.stage.services.negotiate.trouble = trouble
    dialog = desk.approve()
    choose(dialog, ProofKind.PHOTO)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: dialog.changed_note.isVisibleTo(dialog))
    assert dialog.isVisible()
    assert desk.case(LIN).state is ApplicationState.OPEN


def test_the_proof_starts_the_refund_with_its_undo_bar(desk: Desk, picture: Path) -> None:
    agree(desk)
    dialog = proving(desk)
    assert dialog.windowTitle() == "上传发货清单，退 ¥108.00"
    assert dialog.card.sentence.text() == "退给 林**（138****5678），大写 壹佰零捌元整"
    assert dialog.confirm.text() == "上传并退款 ¥108.00"
    assert dialog.hint.whole_text() == texts.goods_back.proof_needed()
    assert not dialog.confirm.isEnabled()
    desk.stage.services.undo_s = 5.0
    add(desk, dialog, picture)
    assert dialog.confirm.isEnabled(), "it stays here: a complaint takes no proof as such"
    ctrl_enter(dialog)
    desk.stage.wait_until(desk.decisions.bars.bars)
    ((_name, command),) = desk.stage.services.called("give_proof")
    assert [p.name for p in command.pictures] == ["list.png"]
    (bar,) = desk.decisions.bars.bars()
    QTest.mouseClick(bar.undo_button, CLICK)
    desk.settle()
    refund = desk.case(LIN).refund
    assert refund is not None
    assert refund.state is RefundState.UNDONE


def test_a_proof_that_leaves_is_looked_at_first(desk: Desk, picture: Path) -> None:
    desk.change(LIN, source=Source.SHOP_FEED, can=CAPABILITIES[Source.SHOP_FEED])
    agree(desk)
    dialog = proving(desk)
    add(desk, dialog, picture)
    assert not dialog.confirm.isEnabled()
    assert dialog.hint.whole_text() == texts.reject.look_first(1)
    (card,) = dialog.evidence.cards
    QTest.mouseClick(card.look, CLICK)
    assert dialog.confirm.isEnabled()
    assert dialog.hint.whole_text() == "上传后自动退款，先有撤销时间"
    dialog.accept()
    desk.settle()
    ((_name, command),) = desk.stage.services.called("give_proof")
    assert all(picture.may_leave for picture in command.pictures)
    assert len(desk.stage.services.called("submit_refund")) == 1


def test_what_was_dropped_is_in_the_dialog_and_more_can_be_pasted(
    desk: Desk, picture: Path
) -> None:
    agree(desk)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(picture))])
    dialog = proving(desk, brought=dropped)
    names = [card.picture.name for card in dialog.evidence.cards]
    assert names == ["list.png"]
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0x224466)
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(dialog, Qt.Key.Key_V, CTRL)
    desk.settle()
    names = [card.picture.name for card in dialog.evidence.cards]
    assert names == ["list.png", "粘贴的图片 1"]
    dialog.reject()
    assert not desk.stage.services.called("give_proof")


@pytest.mark.parametrize("why", ["changed.asked", "changed.checks", "ref.dup"])
def test_a_refund_that_is_not_planned_is_told_with_its_sentence(
    desk: Desk, picture: Path, why: str
) -> None:
    agree(desk)
    desk.stage.services.negotiate.why = why
    dialog = proving(desk)
    add(desk, dialog, picture)
    dialog.accept()
    desk.settle()
    assert desk.troubles == [f"凭证已收下，但没有退款：{sentences.sentence(why)}"]
    assert desk.case(LIN).refund is None
    assert not desk.stage.services.called("submit_refund")


def test_an_agreement_that_ends_meanwhile_locks_the_dialog(desk: Desk, picture: Path) -> None:
    agree(desk)
    dialog = proving(desk)
    add(desk, dialog, picture)
    desk.change(LIN, state=ApplicationState.OPEN, marked="changed.asked")
    desk.stage.wait_until(lambda: dialog.trouble.isVisibleTo(dialog))
    assert dialog.trouble.words.text() == sentences.sentence("changed.asked")
    assert not dialog.confirm.isEnabled()
    dialog.accept()
    desk.settle()
    assert not desk.stage.services.called("give_proof")


def test_troubles_are_told_and_the_proof_can_be_given_again(desk: Desk, picture: Path) -> None:
    agree(desk)
    negotiate = desk.stage.services.negotiate
    negotiate.trouble = RuleBrokenError("halted")
    dialog = proving(desk)
    add(desk, dialog, picture)
    dialog.accept()
    desk.settle()
    assert dialog.trouble.words.text() == sentences.sentence("halted")
    negotiate.trouble = None
    dialog.accept()
    desk.settle()
    assert len(desk.stage.services.called("submit_refund")) == 1


def test_while_a_proof_is_waited_for_nothing_is_approved_beside_it(desk: Desk) -> None:
    assert not desk.decisions.give_proof(desk.case(LIN)), "nothing is waited for"
    agree(desk)
    assert not desk.decisions.approve(desk.case(LIN))
    assert desk.troubles == ["已同意，等发货清单。要改，请先撤回同意"]
    assert ready_words(desk.case(LIN)) == (
        "您好，我们已经同意给您退款 ¥108.00，凭证核对好就退给您。"
    )
    fed = desk.change(LIN, source=Source.SHOP_FEED, can=CAPABILITIES[Source.SHOP_FEED])
    assert {why_no_return(fed), why_no_offer(fed)} == {desk.troubles[0]}
    proving(desk)
    assert not desk.decisions.give_proof(desk.case(LIN)), "a dialog is open"


@pytest.mark.parametrize("trouble", [None, RuleBrokenError("proof.none"), StorageFullError("full")])
def test_the_agreement_is_taken_back(
    desk: Desk, trouble: RuleBrokenError | StorageFullError | None
) -> None:
    agree(desk)
    desk.stage.services.negotiate.trouble = trouble
    desk.decisions.take_back(desk.case(LIN))
    desk.settle()
    if trouble is None:
        assert desk.toasts == ["已撤回同意，钱没有动"]
        assert desk.case(LIN).state is ApplicationState.OPEN
        assert desk.approve().isVisible()
    else:
        assert len(desk.troubles) == 1
        assert desk.case(LIN).state is ApplicationState.AGREED_WAITING_PROOF


def test_in_the_practice_shop_every_amount_is_called_practice(qapp: QApplication) -> None:
    with deciding(qapp, practice=True) as desk:
        dialog = desk.approve()
        choose(dialog, ProofKind.PHOTO)
        assert dialog.confirm.text() == "练习：同意 ¥108.00，等凭证"
        dialog.reject()
        desk.settle()
        agree(desk)
        assert proving(desk).confirm.text() == "练习：上传并退款 ¥108.00"
