"""The small questions: the safe button has the focus, Enter answers no, and notes are wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.domain.bank_card import card_of
from refund_desk.domain.fen import Fen
from refund_desk.ui import texts
from refund_desk.ui.decisions.confirmations import (
    ElsewhereAnswer,
    ElsewhereQuestion,
    OutsideAnswer,
    OutsideQuestion,
    Question,
    ask_give_up,
    ask_record_elsewhere,
    ask_return_to_card,
    ask_return_to_shop,
    ask_settled_outside,
)
from refund_desk.ui.widgets.labels import ParagraphLabel
from tests.ui.deciding import Desk, deciding
from tests.ui.fake_shop import tile_png

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        yield made


class Asked:
    """A question that is open, and its answer once it came."""

    def __init__(self, desk: Desk, coroutine: Coroutine[Any, Any, Any]) -> None:
        self.desk = desk
        self.answers: list[Any] = []

        async def answer() -> None:
            self.answers.append(await coroutine)

        desk.stage.tasks.start("question", answer)
        desk.stage.wait_until(lambda: desk.window.findChildren(Question))
        (self.question,) = desk.window.findChildren(Question)
        desk.stage.let_turn(0.01)

    def answer(self) -> Any:
        self.desk.stage.wait_until(lambda: self.answers)
        return self.answers[0]


def test_giving_up_wants_a_press(desk: Desk) -> None:
    asked = Asked(desk, ask_give_up(desk.field, Fen(10_800)))
    assert asked.question.windowTitle() == "放弃退款 — ¥108.00"
    assert asked.question.focusWidget() is asked.question.dismiss
    QTest.keyClick(asked.question, Qt.Key.Key_Return)
    QTest.keyClick(asked.question.confirm, Qt.Key.Key_Return)
    assert asked.question.isVisible()
    QTest.mouseClick(asked.question.confirm, CLICK)
    assert asked.answer() is True


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_the_first_key_is_a_no(desk: Desk, key: Qt.Key) -> None:
    asked = Asked(desk, ask_return_to_shop(desk.field, Fen(26_800)))
    assert asked.question.confirm.text() == "退回本店 ¥268.00"
    QTest.keyClick(asked.question.focusWidget(), key)
    assert asked.answer() is False


def test_the_practice_shop_says_so(desk: Desk) -> None:
    asked = Asked(desk, ask_return_to_shop(desk.field, Fen(26_800), practice=True))
    assert asked.question.confirm.text() == "练习：退回本店 ¥268.00"
    asked.question.reject()
    asked.answer()


def test_a_sum_refunded_elsewhere_is_bounded_and_explained(desk: Desk) -> None:
    asked = Asked(desk, ask_record_elsewhere(desk.field, Fen(23_600)))
    question = asked.question
    assert isinstance(question, ElsewhereQuestion)
    assert not question.confirm.isEnabled()
    QTest.keyClicks(question.field, "236.01")
    assert question.hint.whole_text() == texts.confirmations.elsewhere_over("¥236.00")
    question.field.clear()
    QTest.keyClicks(question.field, "236")
    assert question.hint.whole_text() == texts.confirmations.note_needed()
    QTest.keyClicks(question.note, " platform ")
    QTest.mouseClick(question.confirm, CLICK)
    assert asked.answer() == ElsewhereAnswer(Fen(23_600), "platform")


def test_nothing_refunded_elsewhere_is_an_answer_too(desk: Desk) -> None:
    asked = Asked(desk, ask_record_elsewhere(desk.field, Fen(23_600)))
    question = asked.question
    assert isinstance(question, ElsewhereQuestion)
    QTest.keyClicks(question.field, "0")
    QTest.keyClicks(question.note, "x")
    QTest.mouseClick(question.confirm, CLICK)
    assert asked.answer() == ElsewhereAnswer(Fen(0), "x")


def test_turning_back_gives_nothing(desk: Desk) -> None:
    asked = Asked(desk, ask_record_elsewhere(desk.field, Fen(23_600)))
    QTest.mouseClick(asked.question.dismiss, CLICK)
    assert asked.answer() is None


def test_settled_outside_wants_a_note_and_a_proof_or_the_word_that_there_is_none(
    desk: Desk,
) -> None:
    asked = Asked(desk, ask_settled_outside(desk.field, Fen(26_800), desk.stage.tasks))
    question = asked.question
    assert isinstance(question, OutsideQuestion)
    assert question.hint.whole_text() == texts.confirmations.note_needed()
    QTest.keyClicks(question.note, "slip 1234")
    assert question.hint.whole_text() == texts.cards.proof_needed()
    assert not question.confirm.isEnabled()
    question.without.click()
    QTest.mouseClick(question.confirm, CLICK)
    assert asked.answer() == OutsideAnswer("slip 1234", (), without_proof=True)


def test_a_proof_is_read_and_need_not_be_fit_to_leave(desk: Desk, tmp_path: Path) -> None:
    slip = tmp_path / "slip.png"
    slip.write_bytes(tile_png(64, 48, 0x336699))
    asked = Asked(desk, ask_settled_outside(desk.field, Fen(26_800), desk.stage.tasks))
    question = asked.question
    assert isinstance(question, OutsideQuestion)
    QTest.keyClicks(question.note, "bank")
    question.without.click()
    question.proofs.take_files([str(slip)])
    assert question.hint.whole_text() == texts.common.loading()
    desk.stage.wait_until(lambda: question.proofs.cards)
    desk.stage.wait_until(question.confirm.isEnabled)
    [card] = question.proofs.cards
    assert not card.look.isVisible()
    assert not question.without.isEnabled()
    QTest.mouseClick(question.confirm, CLICK)
    told = asked.answer()
    assert (told.note, told.without_proof) == ("bank", False)
    assert [proof.content for proof in told.proofs] == [slip.read_bytes()]
    assert "bank" not in repr(told)


def test_a_new_card_is_shown_by_tail_and_whole_name_and_the_amount_twice(desk: Desk) -> None:
    card = card_of(bank_type="BOC_DEBIT", account="6225880137706868", real_name="林小满")
    asked = Asked(desk, ask_return_to_card(desk.field, Fen(26_800), card))
    question = asked.question
    assert question.windowTitle() == "退到新卡 — ¥268.00"
    assert question.confirm.text() == "退 ¥268.00 到新卡"
    said = " ".join(label.text() for label in question.findChildren(ParagraphLabel))
    assert "¥268.00 会退到 中国银行 尾号 6868，户名 林小满。" in said
    assert "622588013770" not in said
    assert question.focusWidget() is question.dismiss
    QTest.mouseClick(question.confirm, CLICK)
    assert asked.answer() is True


def test_other_work_goes_on_while_a_question_is_open(desk: Desk) -> None:
    asked = Asked(desk, ask_settled_outside(desk.field, Fen(26_800), desk.stage.tasks))
    steps: list[int] = []

    async def work() -> None:
        for step in range(3):
            await asyncio.sleep(0)
            steps.append(step)

    desk.stage.tasks.start("other", work)
    desk.stage.wait_until(lambda: len(steps) == 3)
    asked.question.reject()
    assert asked.answer() is None


def test_a_proof_can_be_dropped_or_pasted_anywhere_over_the_question(
    desk: Desk, tmp_path: Path
) -> None:
    slip = tmp_path / "slip.png"
    slip.write_bytes(tile_png(64, 48, 0x336699))
    asked = Asked(desk, ask_settled_outside(desk.field, Fen(26_800), desk.stage.tasks))
    question = asked.question
    assert isinstance(question, OutsideQuestion)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(slip))])
    copy, nothing = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, carried, CLICK, nothing)
    dropping = QDropEvent(QPointF(9, 9), copy, carried, CLICK, nothing)
    for event in (entering, dropping):
        QApplication.sendEvent(question, event)
        assert event.isAccepted()
    desk.stage.wait_until(lambda: len(question.proofs.cards) == 1)
    QApplication.sendEvent(question, QDragLeaveEvent())
    QGuiApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    QTest.keyClick(question, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.stage.wait_until(lambda: len(question.proofs.cards) == 2)
    # Words and other keys are none of its business.
    QGuiApplication.clipboard().setText("x")
    QTest.keyClick(question, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    plain = QMimeData()
    plain.setText("x")
    QApplication.sendEvent(question, QDropEvent(QPointF(9, 9), copy, plain, CLICK, nothing))
    desk.stage.let_turn(0.05)
    assert len(question.proofs.cards) == 2
    question.reject()
    assert asked.answer() is None
