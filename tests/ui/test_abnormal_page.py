"""An abnormal refund in the window: another card, the words for a call, doubt, and the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from refund_desk.domain.bank_card import BANK_TYPES, card_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.settling import HANDLING_DOUBT
from refund_desk.ui import texts
from refund_desk.ui.bank_words import banks
from refund_desk.ui.decisions.confirmations import OutsideQuestion, Question
from refund_desk.ui.detail.card_form import CardForm
from refund_desk.ui.texts import LANGUAGES, Language
from refund_desk.ui.widgets.buttons import Button
from tests.ui.detailing import LIN, WU, Detail, detailing, outgoing, refund_of

NUMBER, HOLDER = "6225 8801 3770 6868", "林小满"
WORDS = "您好，退款 ¥108.00 已提交"


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def show_abnormal(detail: Detail, **changes: object) -> CardForm:
    """An abnormal refund on its tab; the form of the new card."""
    detail.put_refund(refund_of(RefundState.ABNORMAL, **changes))
    detail.show()
    detail.pane.show_tab(3)
    detail.stage.let_turn(0.01)
    return detail.pane.centre.progress.card_form


def fill(form: CardForm, number: str = NUMBER, holder: str = HOLDER) -> None:
    form.number.setText(number)
    form.holder.setText(holder)


def dialogs(detail: Detail) -> list[Question]:
    return [d for d in detail.pane.findChildren(Question) if d.isVisible()]


def confirm(detail: Detail) -> None:
    detail.stage.wait_until(lambda: dialogs(detail))
    [question] = dialogs(detail)
    question.confirm.click()
    detail.stage.wait_until(lambda: not dialogs(detail))


def test_the_card_is_asked_about_once_more_then_sent_and_wiped(detail: Detail) -> None:
    form = show_abnormal(detail)
    assert [form.bank.itemData(n) for n in range(form.bank.count())] == list(BANK_TYPES)
    assert form.bank.itemText(0) == "招商银行"
    form.bank.setCurrentIndex(form.bank.findData("BOC_DEBIT"))
    fill(form)
    form.send.click()
    confirm(detail)
    detail.stage.wait_until(lambda: detail.services.called("return_to_card"))
    card = card_of(bank_type="BOC_DEBIT", account=NUMBER, real_name=HOLDER)
    [(_name, _refund, sent)] = detail.services.called("return_to_card")
    assert sent == card
    assert (form.number.text(), form.holder.text()) == ("", "")
    # Ctrl+Z must not bring it back.
    assert not form.number.isUndoAvailable()
    detail.stage.wait_until(lambda: detail.toasts)
    assert detail.toasts == [texts.cards.sent_on("¥108.00")]


def test_turning_back_sends_nothing_and_keeps_what_was_typed(detail: Detail) -> None:
    form = show_abnormal(detail)
    fill(form)
    QTest.keyClick(form.holder, Qt.Key.Key_Return)
    detail.stage.wait_until(lambda: dialogs(detail))
    [question] = dialogs(detail)
    QTest.keyClick(question.focusWidget(), Qt.Key.Key_Escape)
    detail.stage.wait_until(lambda: not dialogs(detail))
    assert detail.services.called("return_to_card") == []
    assert form.number.text() == NUMBER


@pytest.mark.parametrize(
    ("number", "holder", "why"),
    [
        (NUMBER[:-1] + "9", HOLDER, texts.cards.wrong_digits),
        ("1234", HOLDER, texts.cards.wrong_length),
        (NUMBER, "6", texts.cards.wrong_holder),
    ],
)
def test_what_is_no_card_is_said_beside_it(
    detail: Detail, number: str, holder: str, *, why: object
) -> None:
    form = show_abnormal(detail)
    fill(form, number, holder)
    form.send.click()
    assert callable(why)
    assert form.wrong.text() == why()
    assert form.wrong.isVisible()
    # It stays while the page follows the clock, and goes with the next letter.
    detail.pane.presenter.read_again()
    detail.stage.let_turn(0.2)
    assert form.wrong.isVisible()
    form.number.setText("6")
    assert not form.wrong.isVisible()
    assert dialogs(detail) == []


def test_an_empty_card_cannot_be_sent(detail: Detail) -> None:
    form = show_abnormal(detail)
    assert (form.send.isEnabled(), form.send.toolTip()) == (False, texts.cards.incomplete())
    QTest.keyClick(form.number, Qt.Key.Key_Return)
    assert dialogs(detail) == []


def test_another_application_and_another_tab_begin_empty(detail: Detail) -> None:
    form = show_abnormal(detail)
    fill(form)
    detail.pane.show_tab(1)
    detail.pane.show_tab(3)
    assert form.number.text() == ""
    fill(form)
    detail.show(WU)
    detail.show(LIN)
    assert (form.number.text(), form.holder.text()) == ("", "")


def test_while_nothing_can_be_sent_the_form_says_why(detail: Detail) -> None:
    form = show_abnormal(detail)
    form.show_refund(201, blocked="没有联网", said=False)
    fill(form)
    assert (form.send.toolTip(), form.call.toolTip()) == ("没有联网", "没有联网")


def test_the_practice_shop_says_practice(qapp: QApplication) -> None:
    with detailing(qapp, practice=True) as detail:
        form = show_abnormal(detail)
        assert form.send.text() == "练习：退到新卡"
        fill(form)
        form.send.click()
        detail.stage.wait_until(lambda: dialogs(detail))
        assert dialogs(detail)[0].confirm.text() == "练习：退 ¥108.00 到新卡"
        dialogs(detail)[0].reject()
        detail.stage.wait_until(lambda: not dialogs(detail))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_out_is_cut_off_at_the_right(qapp: QApplication, language: Language) -> None:
    """The page only scrolls up and down: what is wider than it would be out of reach."""
    with detailing(qapp, language=language, practice=True) as detail:
        # The pane beside the list in a window of 1280.
        detail.pane.resize(916, 670)
        show_abnormal(detail)
        area = detail.pane.centre.progress.findChildren(QScrollArea)[0]
        page: QWidget | None = area.widget()
        assert page is not None
        assert page.minimumSizeHint().width() <= area.viewport().width()
    texts.speak(qapp, "en")


def test_the_words_for_the_buyer_are_chinese_in_any_language(qapp: QApplication) -> None:
    with detailing(qapp, language="en") as detail:
        show_abnormal(detail)
        assert detail.pane.facts.call.text().startswith(WORDS)


def test_a_doubt_takes_the_ways_away_until_wechat_answers(detail: Detail) -> None:
    form = show_abnormal(detail, why=HANDLING_DOUBT)
    assert not form.isVisible()
    assert detail.pane.centre.progress.choice_cards() == []
    assert not detail.pane.facts.call.isVisible()
    [note] = detail.notes()
    assert (note.note.lead, note.note.text) == (texts.cards.doubt_lead(), texts.cards.doubt_note())
    detail.note_button("立即查询").click()
    detail.stage.wait_until(lambda: detail.services.called("settle_refund"))


def test_a_refusal_is_told(detail: Detail) -> None:
    form = show_abnormal(detail)
    fill(form)

    async def refuse(_refund_id: int, _card: object) -> None:
        raise RuleBrokenError("card.refused")

    detail.services.return_to_card = refuse
    form.send.click()
    confirm(detail)
    detail.stage.wait_until(lambda: detail.troubles)
    assert detail.troubles == [texts.cards.refused()]
    assert detail.toasts == []


def test_the_words_for_a_call_are_sent_as_they_stand(detail: Detail) -> None:
    form = show_abnormal(detail)
    call = detail.pane.facts.call
    assert call.words.text().startswith(WORDS)
    form.call.click()
    detail.stage.wait_until(lambda: detail.services.called("reply_to_customer"))
    [(_name, command)] = detail.services.called("reply_to_customer")
    assert command.application_id == LIN
    assert command.text.startswith(WORDS)
    assert command.keeps_draft
    detail.stage.wait_until(lambda: detail.toasts)


def test_the_words_can_be_changed_and_stay_for_this_refund(detail: Detail) -> None:
    show_abnormal(detail)
    call = detail.pane.facts.call
    call.edit.click()
    assert call.editor.isVisible()
    call.editor.setPlainText("请回电话")
    assert call.text() == "请回电话"
    call.edit.click()
    assert (call.editor.isVisible(), call.words.text()) == (False, "请回电话")
    detail.pane.presenter.read_again()
    detail.stage.let_turn(0.2)
    assert call.text() == "请回电话"


@pytest.mark.parametrize("text", ["", "长" * 201])
def test_words_that_do_not_fit_are_not_taken(detail: Detail, text: str) -> None:
    show_abnormal(detail)
    call = detail.pane.facts.call
    call.edit.click()
    call.editor.setPlainText(text)
    call.edit.click()
    assert call.editor.isVisible()
    assert call.too_long.text() == texts.notices.reply_long()


@pytest.mark.parametrize(
    ("state", "blocked"), [(OutboxState.WAITING, True), (OutboxState.SENT, False)]
)
def test_words_on_their_way_are_not_sent_twice(
    detail: Detail, state: OutboxState, blocked: bool
) -> None:
    form = show_abnormal(detail)
    said = outgoing(state=state, text="请回电话", created_at=refund_of().accepted_at)
    detail.change(outbox=(said,))
    detail.stage.wait_until(lambda: form.call.isEnabled() is not blocked)


def test_the_next_one_that_waits_is_one_press_away(detail: Detail) -> None:
    show_abnormal(detail)
    another = detail.pane.facts.another
    opened: list[int] = []
    detail.pane.linked_opened.connect(opened.append)
    detail.stage.wait_until(another.isVisible)
    another.row.click()
    assert len(opened) == 1
    assert opened != [LIN]
    assert "¥" in another.row.first.text()


def test_a_refund_of_another_kind_has_none_of_it(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.PROCESSING))
    detail.show()
    detail.pane.show_tab(3)
    facts = detail.pane.facts
    shown = [facts.call.isVisible(), facts.another.isVisible(), facts.payment.isVisible()]
    assert shown == [False, False, True]


def test_where_the_money_is(detail: Detail) -> None:
    show_abnormal(detail)
    assert detail.pane.facts.refund.whereabouts.value.text() == "微信支付退款账户"


@pytest.mark.parametrize("why", ["ref.old", "ref.fifty", "ref.burned"])
def test_what_wechat_never_refunds_again_can_be_settled_outside(detail: Detail, why: str) -> None:
    case = detail.case()
    detail.change(approve=replace(case.approve, enabled=False, why=why))
    detail.show()
    detail.pane.show_tab(3)
    detail.stage.let_turn(0.01)
    [note] = detail.notes()
    assert note.note.lead == texts.cards.outside_lead()
    detail.note_button("已转给客户").click()
    detail.stage.wait_until(lambda: dialogs(detail))
    [question] = dialogs(detail)
    assert isinstance(question, OutsideQuestion)
    assert question.windowTitle().endswith("¥108.00")
    question.reject()
    detail.stage.wait_until(lambda: not dialogs(detail))
    assert detail.services.called("settle_outside") == []
    detail.change(state=ApplicationState.SETTLED_OUTSIDE)
    detail.stage.wait_until(lambda: detail.notes() == [])


def test_every_bank_has_a_name_in_both_languages(qapp: QApplication) -> None:
    for language in texts.LANGUAGES:
        texts.speak(qapp, language)
        assert len({name for _kind, name in banks()}) == len(BANK_TYPES)
    texts.speak(qapp, "en")


def test_the_card_is_nowhere_in_what_is_shown_after(detail: Detail) -> None:
    form = show_abnormal(detail)
    fill(form)
    form.send.click()
    confirm(detail)
    detail.stage.wait_until(lambda: detail.toasts)
    spoken = [w.accessibleName() for w in detail.pane.findChildren(Button)]
    everything = " ".join((*detail.labels(), *detail.toasts, *spoken, repr(form)))
    assert "6868" not in everything
    assert HOLDER not in everything
