"""The refund's life on its tab: steps, what needs a person, and the presses that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.domain.conversation import Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, ComplaintState
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.confirmations import OutsideQuestion, Question
from refund_desk.ui.detail.case_state import deadline_of
from refund_desk.ui.detail.progress_steps import Moment, refund_steps
from refund_desk.ui.widgets.timeline import TimelineStep
from tests.ui.detailing import (
    LIN,
    REFUND,
    REPLY,
    Detail,
    S,
    detailing,
    message,
    outgoing,
    refund_of,
)
from tests.ui.fake_cases import NOW


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def steps(detail: Detail) -> tuple[TimelineStep, ...]:
    case = detail.case()
    assert case.refund is not None
    moment = Moment(now=detail.services.clock.now(), undo_left_s=3)
    return refund_steps(case, case.refund, moment)


def shape(detail: Detail) -> list[tuple[str, str]]:
    return [(step.state, step.title) for step in steps(detail)]


def details(step: TimelineStep) -> list[str]:
    return [part.text for part in step.details]


def show_progress(detail: Detail) -> None:
    detail.show()
    detail.pane.show_tab(3)


def answer(detail: Detail, words: str) -> None:
    """Press the button of the question that is open."""
    detail.stage.wait_until(lambda: open_dialogs(detail))
    [dialog] = open_dialogs(detail)
    [button] = [b for b in dialog.findChildren(type(dialog.confirm)) if b.text() == words]
    button.click()
    detail.stage.wait_until(lambda: not open_dialogs(detail))


def open_dialogs(detail: Detail) -> list[Question]:
    return [d for d in detail.pane.findChildren(Question) if d.isVisible()]


def test_a_refund_that_runs_shows_every_step_in_its_order(detail: Detail) -> None:
    asked = refund_of(last_asked_at=NOW + 186 * S, next_ask_at=NOW + 246 * S, funds_account="BASIC")
    detail.services.clock.advance(227 * S)
    detail.put_refund(asked, outbox=(outgoing(),))
    assert shape(detail) == [
        ("done", "已同意退款 ¥108.00"),
        ("done", "5 秒撤销时间已过"),
        ("done", "已提交微信支付"),
        ("done", "已回复客户"),
        ("now", "退款处理中"),
        ("todo", "退款成功，到客户账户"),
        ("todo", "投诉单自动完结"),
    ]
    made = steps(detail)
    assert details(made[0]) == ["店长 • 部分退款 • 原因：商品破损，退一只杯子的钱"]
    assert [step.time for step in made[:4]] == ["14:32:00", "14:32:05", "14:32:06", "14:32:07"]
    assert details(made[3]) == [f"“{REPLY}”"]
    assert made[4].time == "已等 3 分 41 秒"
    assert details(made[4]) == ["上次查询 14:35:06，结果：处理中。下次自动查询 14:36:06"]


def test_a_part_of_what_was_asked_closes_no_complaint_by_itself(detail: Detail) -> None:
    part = refund_of(amount=Fen(5_000))
    detail.put_refund(part)
    assert shape(detail)[-1] == ("todo", "投诉单还没完结")
    assert "点“反馈处理完成”" in details(steps(detail)[-1])[0]
    # The customer agreed to it, and WeChat Pay was told.
    detail.put_refund(part, outbox=(outgoing(OutboxKind.APPROVE, OutboxState.SENT),))
    assert shape(detail)[-1] == ("todo", "投诉单自动完结")


def test_numbers_are_short_and_copied_whole(detail: Detail) -> None:
    detail.put_refund(refund_of())
    numbers = steps(detail)[2].details
    assert [part.copied for part in numbers] == [
        "RD4200002026111" + "00000002-01",
        "50300000002026111800188",
    ]
    assert "⋯" in numbers[0].text
    show_progress(detail)
    detail.pane.centre.progress.timeline.copy_wanted.emit(numbers[0].copied)
    assert QGuiApplication.clipboard().text() == numbers[0].copied
    assert detail.toasts == ["已复制"]


@pytest.mark.parametrize(
    ("state", "last"),
    [
        (RefundState.PLANNED, ("todo", "投诉单自动完结")),
        (RefundState.UNDONE, ("warn", "已撤销")),
        (RefundState.REFUSED, ("bad", "微信支付没有受理")),
        (RefundState.GIVEN_UP, ("bad", "微信支付没有受理")),
        (RefundState.CLOSED, ("bad", "微信已关闭")),
    ],
)
def test_a_life_that_ends_early_says_where(
    detail: Detail, state: RefundState, last: tuple[str, str]
) -> None:
    detail.put_refund(refund_of(state))
    assert shape(detail)[-1] == last


def test_what_can_still_be_undone_counts(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.PLANNED))
    assert shape(detail)[1] == ("now", "还有 3 秒可以撤销")
    show_progress(detail)
    detail.stage.bridge.publish(UndoTicked(LIN, REFUND, Fen(10_800), 2.2, 5.0))
    header = detail.pane.header
    detail.stage.wait_until(lambda: header.pill.look.text == "待发起 3 秒")
    assert detail.pane.decision.hint.text() == "3 秒后提交，期间可以撤销。"
    assert detail.pane.decision.approve.text() == "等待提交…"
    assert not detail.pane.decision.approve.isEnabled()


def test_an_arrived_refund_says_where_and_how_much(detail: Detail) -> None:
    detail.put_refund(
        refund_of(RefundState.SUCCEEDED, payer_refund=Fen(10_000)),
        complaint_state=ComplaintState.PROCESSED,
    )
    arrived, completed = steps(detail)[-2:]
    assert (arrived.state, arrived.title) == ("done", "退款成功，到微信零钱")
    assert details(arrived) == ["客户收到 ¥100.00"]
    assert (completed.state, completed.title) == ("done", "投诉单已完结")


def test_a_reply_that_is_stuck_shows_on_its_step(detail: Detail) -> None:
    detail.put_refund(refund_of(), outbox=(outgoing(state=OutboxState.STUCK),))
    assert ("bad", "回复没发出去") in shape(detail)


def test_without_a_reply_there_is_no_step_for_it(detail: Detail) -> None:
    detail.put_refund(refund_of(reply_text=""))
    assert "回复客户" not in [title for _state, title in shape(detail)]


def test_a_reply_read_back_is_done(detail: Detail) -> None:
    detail.put_refund(refund_of(), messages=(message(1, REPLY, Speaker.SHOP),))
    assert ("done", "已回复客户") in shape(detail)


def test_a_refund_found_at_wechat_was_not_agreed_here(detail: Detail) -> None:
    detail.put_refund(refund_of(adopted=True, pressed_at=None))
    assert shape(detail)[0] == ("done", "已提交微信支付")
    show_progress(detail)
    assert "这笔以前已经退过，没有再退一次" in [n.note.lead for n in detail.notes()]


@pytest.mark.parametrize(
    ("state", "why", "lead", "text", "buttons"),
    [
        (
            RefundState.PROCESSING,
            "",
            "微信正在退款，通常 5 分钟内到客户零钱。",
            "到账",
            ["立即查询"],
        ),
        (RefundState.UNKNOWN, "", "还不知道退了没有。", "请不要再点", ["立即查询"]),
        (
            RefundState.REFUSED,
            "NOT_ENOUGH",
            "这笔没有退成，要你处理。",
            "余额不足，微信没有退。充值后点“继续退款”，用原单号，不会重复退",
            ["放弃这笔", "继续退款"],
        ),
        (
            RefundState.REFUSED,
            "not_taken",
            "这笔没有退成，要你处理。",
            "没有受理",
            ["放弃这笔", "继续退款"],
        ),
        (
            RefundState.REFUSED,
            "USER_ACCOUNT_ABNORMAL",
            "这笔没有退成，要你处理。",
            "客户的账户状态异常",
            ["放弃这笔", "已转给客户"],
        ),
        (RefundState.ABNORMAL, "", "¥108.00 没有到客户的卡里，但钱没有丢", "银行退回了", []),
        (RefundState.CLOSED, "", "微信关闭了这笔退款。", "7 天没退成", []),
        (RefundState.UNDONE, "undo.slept", "已撤销，钱没有动。", "电脑睡眠过", []),
        (RefundState.GIVEN_UP, "", "已放弃，钱没有动。", "", ["已转给客户"]),
        (RefundState.SUBMITTING, "", "正在提交微信支付", "", []),
        (RefundState.PLANNED, "", "还没有提交。", "", []),
    ],
)
def test_each_state_has_its_note(
    detail: Detail, state: RefundState, why: str, *, lead: str, text: str, buttons: list[str]
) -> None:
    detail.put_refund(refund_of(state, why=why))
    show_progress(detail)
    [card] = detail.notes()
    assert card.note.lead == lead
    assert text in card.note.text
    assert [button.text() for button in card.buttons] == buttons


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The money has arrived. ¥108.00 has"), ("zh_CN", "钱已经到账。¥108.00 已到")],
)
def test_what_follows_a_lead_has_the_room_its_language_wants(
    qapp: QApplication, language: texts.Language, said: str
) -> None:
    with detailing(qapp, language=language) as detail:
        detail.put_refund(refund_of(RefundState.SUCCEEDED))
        show_progress(detail)
        assert detail.notes()[0].sentence.text().startswith(said)
    texts.speak(qapp, "en")


def test_a_number_given_up_here_and_used_elsewhere_says_so(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.GIVEN_UP))
    detail.change(used_elsewhere=frozenset({REFUND}))
    show_progress(detail)
    [card] = detail.notes()
    assert "微信用这个单号退过钱" in card.note.lead
    assert (card.note.text, card.buttons) == ("已算进已退，请先核对", [])


def test_a_slow_refund_says_that_waiting_is_usual(detail: Detail) -> None:
    detail.put_refund(refund_of())
    detail.services.clock.advance(timedelta(minutes=20))
    show_progress(detail)
    assert "银行卡一般 1–3 个工作日到账，不用再退一次" in detail.notes()[0].note.text


def test_money_on_its_way_to_a_card_promises_no_wallet(detail: Detail) -> None:
    detail.put_refund(refund_of(received_by="农业银行借记卡3390"))
    show_progress(detail)
    note = detail.notes()[0].note
    assert (note.lead, note.text) == (
        "微信正在退款。",
        "银行卡一般 1–3 个工作日到账，不用再退一次",
    )


def test_money_on_its_way_to_the_shop_is_not_told_as_the_buyers(detail: Detail) -> None:
    detail.put_refund(refund_of(received_by="商户基本账户商户结算银行账户"))
    show_progress(detail)
    note = detail.notes()[0].note
    assert note.lead == "微信正在把钱退回本店。"
    assert "客户不会收到" in note.text
    assert ("todo", "退回到本店") in shape(detail)
    assert detail.pane.facts.refund.goes_to.value.text() == "本店账户"


def test_the_seconds_to_undo_are_those_of_the_refund_itself(detail: Detail) -> None:
    refund = refund_of()
    detail.put_refund(refund)
    show_progress(detail)
    detail.stage.bridge.publish(UndoTicked(99, refund.id + 1, Fen(1), 20.0, 31.0))
    detail.stage.bridge.publish(UndoTicked(LIN, refund.id, Fen(10_800), 8.0, 10.0))
    detail.stage.wait_until(lambda: detail.pane.presenter.undo_left_s() == 8)
    assert detail.pane.presenter.undo_whole_s() == 10


def test_going_on_later_does_not_move_the_first_press(detail: Detail) -> None:
    detail.put_refund(refund_of(pressed_at=NOW + timedelta(minutes=9)))
    at_once, _undo, *_rest = steps(detail)
    detail.put_refund(refund_of())
    assert at_once.time == steps(detail)[0].time


def test_what_wechat_has_not_answered_is_not_called_done(detail: Detail) -> None:
    for state in (RefundState.SUBMITTING, RefundState.UNKNOWN):
        detail.put_refund(refund_of(state))
        assert deadline_of(detail.case(), NOW).first != "已处理"
    detail.put_refund(refund_of())
    assert deadline_of(detail.case(), NOW).first == "已处理"


def test_a_part_of_what_was_asked_leaves_the_clock_running(detail: Detail) -> None:
    part = refund_of(amount=Fen(5_400))
    before = deadline_of(detail.case(), NOW)
    detail.put_refund(part)
    assert detail.case().asked == Fen(10_800)
    assert deadline_of(detail.case(), NOW) == before
    assert before.first not in {"", "已处理"}
    arrived = refund_of(RefundState.SUCCEEDED, amount=Fen(5_400))
    detail.put_refund(arrived)
    assert deadline_of(detail.case(), NOW) == before
    rest = replace(arrived, id=REFUND + 1)
    detail.change(refunds=(arrived, rest))
    assert deadline_of(detail.case(), NOW).first == "已处理"
    detail.change(refunds=(arrived,), complaint_state=ComplaintState.PROCESSED)
    assert deadline_of(detail.case(), NOW).first == "已处理"
    detail.change(complaint_state=ComplaintState.PENDING, state=ApplicationState.SETTLED_OUTSIDE)
    assert deadline_of(detail.case(), NOW).first == "已处理"


def test_a_refusal_names_the_request(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED, why="RULE_LIMIT", request_id="08F78BB1-7"))
    show_progress(detail)
    assert "08F78BB1-7" in detail.notes()[0].note.text


def test_a_long_request_number_is_short_in_the_card_and_whole_on_the_clipboard(
    detail: Detail,
) -> None:
    number = "08F78BB1D0051093F8E1C20618E0B6A1E80228D1A50830BD-0"
    detail.put_refund(refund_of(RefundState.REFUSED, why="NOT_ENOUGH", request_id=number))
    show_progress(detail)
    [card] = detail.notes()
    assert number not in card.note.text
    assert formats.short_number(number) in card.note.text
    assert (card.note.lead + card.note.text).count("微信没有退") == 1
    assert card.copy is not None
    card.copy.click()
    assert QGuiApplication.clipboard().text() == number


def test_a_doubt_is_the_step_where_it_stands(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.UNKNOWN))
    known = shape(detail)
    assert known[2] == ("warn", "没收到微信支付的回答")
    assert "now" not in [state for state, _title in known]
    assert ("todo", "退款处理中") in known
    doubt = steps(detail)[2]
    assert "已等" in doubt.time


def test_asking_now_asks_and_follows(detail: Detail) -> None:
    detail.put_refund(refund_of())
    show_progress(detail)
    detail.note_button("立即查询").click()
    detail.stage.wait_until(lambda: detail.services.called("settle_refund"))
    detail.stage.wait_until(lambda: detail.pane.header.pill.look.text == "退款成功")
    detail.stage.wait_until(lambda: detail.notes()[0].note.lead == "钱已经到账。")


def test_continuing_asks_first_and_keeps_the_number(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED, why="NOT_ENOUGH"))
    show_progress(detail)
    detail.note_button("继续退款").click()
    detail.stage.wait_until(lambda: open_dialogs(detail))
    [dialog] = open_dialogs(detail)
    assert dialog.windowTitle() == "继续退款 — ¥108.00"
    answer(detail, "继续退款 ¥108.00")
    detail.stage.wait_until(lambda: detail.services.called("continue_refund"))
    assert detail.services.called("continue_refund") == [("continue_refund", REFUND)]


def test_turning_back_continues_nothing(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED, why="NOT_ENOUGH"))
    show_progress(detail)
    detail.note_button("继续退款").click()
    detail.stage.wait_until(lambda: open_dialogs(detail))
    QTest.keyClick(open_dialogs(detail)[0], Qt.Key.Key_Escape)
    detail.stage.let_turn(0.05)
    assert not detail.services.called("continue_refund")


def test_giving_up_asks_first(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED, why="NOT_ENOUGH"))
    show_progress(detail)
    detail.note_button("放弃这笔").click()
    answer(detail, "不退了")
    detail.stage.wait_until(lambda: detail.services.called("give_up_refund"))


def test_a_rule_that_says_no_is_told(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.UNKNOWN))
    show_progress(detail)
    detail.services.shop.trouble = RuleBrokenError("give_up.unread")
    detail.note_button("立即查询").click()
    detail.stage.wait_until(lambda: detail.troubles)
    assert detail.troubles[0] != ""
    detail.services.shop.trouble = None


def test_an_abnormal_refund_offers_ways_out(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.ABNORMAL))
    show_progress(detail)
    cards = detail.pane.centre.progress.choice_cards()
    assert [card.button.text() for card in cards] == ["退回本店 ¥108.00", "重新查询"]
    assert detail.pane.centre.progress.card_form.isVisible()
    cards[0].button.click()
    answer(detail, "退回本店 ¥108.00")
    detail.stage.wait_until(lambda: detail.services.called("return_to_shop"))


def test_in_the_practice_shop_amounts_are_called_practice(qapp: QApplication) -> None:
    with detailing(qapp, practice=True) as detail:
        detail.put_refund(refund_of(RefundState.ABNORMAL))
        show_progress(detail)
        card = detail.pane.centre.progress.choice_cards()[0]
        assert card.button.text() == "练习：退回本店 ¥108.00"


def test_money_that_came_back_to_the_shop_is_settled_outside(detail: Detail) -> None:
    refund = refund_of(RefundState.SUCCEEDED, arrived_at=ArrivedAt.SHOP)
    detail.services.shop.put_refund(refund, ApplicationState.REFUNDING)
    show_progress(detail)
    assert detail.notes()[0].note.lead == "¥108.00 退回到了本店，客户还没有收到。"
    detail.note_button("已转给客户").click()
    detail.stage.wait_until(lambda: open_dialogs(detail))
    [dialog] = open_dialogs(detail)
    assert isinstance(dialog, OutsideQuestion)
    dialog.note.setText("银行转账")
    dialog.without.click()
    answer(detail, "标为线下已处理")
    detail.stage.wait_until(lambda: detail.services.called("settle_outside"))
    [(_name, command)] = detail.services.called("settle_outside")
    assert (command.application_id, command.note, command.without_proof) == (LIN, "银行转账", True)
    detail.stage.wait_until(lambda: detail.toasts == ["已记为线下已处理，微信里没有动钱"])


def test_completing_is_offered_where_nobody_told_wechat(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.SUCCEEDED))
    show_progress(detail)
    detail.note_button("反馈处理完成").click()
    answer(detail, "反馈处理完成")
    detail.stage.wait_until(lambda: detail.services.called("complete_complaint"))
    told = outgoing(OutboxKind.APPROVE, OutboxState.SENT)
    detail.change(outbox=(told,))
    detail.stage.wait_until(lambda: not detail.notes()[0].buttons)


def test_a_decision_that_did_not_reach_wechat_is_half(detail: Detail) -> None:
    half = outgoing(OutboxKind.APPROVE, OutboxState.STUCK, attempts=9, why="net.off")
    detail.put_refund(refund_of(), outbox=(half,))
    show_progress(detail)
    card = detail.notes()[0]
    assert card.note.lead == "退款已提交，还没告诉微信“同意”，正在重试。不用再退一次"
    detail.note_button("重试").click()
    detail.stage.wait_until(lambda: detail.services.called("retry_outgoing"))


@pytest.mark.parametrize(
    ("kind", "lead"),
    [
        (OutboxKind.REPLY, "回复没发出去，文字还在。请重试"),
        (OutboxKind.REJECT, "拒绝没有告诉微信，客户还不知道"),
        (OutboxKind.COMPLETE, "“处理完成”没有告诉微信"),
    ],
)
def test_a_stuck_message_has_a_note_and_marks_the_tab(
    detail: Detail, kind: OutboxKind, lead: str
) -> None:
    detail.change(outbox=(outgoing(kind, OutboxState.STUCK, why="net.off"),))
    show_progress(detail)
    card = detail.notes()[0]
    assert card.note.lead == lead
    assert "没有联网" in card.note.text
    assert detail.pane.centre.tabs._tabs[2].has_dot
    detail.note_button("不发了").click()
    detail.stage.wait_until(lambda: detail.services.called("drop_outgoing"))


def test_without_a_refund_the_tab_says_what_will_stand_there(detail: Detail) -> None:
    show_progress(detail)
    assert "还没有退款。" in detail.labels()
    assert "同一退款单号只会退一次，断网、重启都不会重复退" in detail.labels()


def test_earlier_refunds_of_the_payment_stand_below(detail: Detail) -> None:
    first = replace(refund_of(RefundState.SUCCEEDED), id=200, amount=Fen(2_000))
    detail.put_refund(first)
    second = replace(refund_of(), ordinal=2)
    detail.put_refund(second)
    show_progress(detail)
    assert "¥20.00" in detail.labels()
    assert "这笔付款以前的 1 次退款" in detail.labels()


def test_what_was_undone_is_no_earlier_refund(detail: Detail) -> None:
    detail.put_refund(replace(refund_of(RefundState.UNDONE), id=200))
    detail.put_refund(refund_of())
    show_progress(detail)
    assert "这笔付款以前的 1 次退款" not in detail.labels()


def test_the_waiting_counts_by_itself(detail: Detail) -> None:
    detail.put_refund(refund_of())
    detail.services.clock.advance(16 * S)
    show_progress(detail)
    timeline = detail.pane.centre.progress.timeline
    assert timeline.steps()[4].time == "已等 10 秒"
    detail.services.clock.advance(5 * S)
    detail.stage.wait_until(lambda: timeline.steps()[4].time == "已等 15 秒")
