"""The facts column and the decision block: honest about what is known, clear about what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Goods
from refund_desk.domain.paid_order import remainder_of
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, ComplaintState
from refund_desk.ui import texts, wording
from refund_desk.ui.decisions.confirmations import ElsewhereQuestion
from refund_desk.ui.detail.goods_row import GoodsRow
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel
from tests.ui.detailing import HE, LIN, NAMELESS, Detail, detailing, refund_of


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def texts_of(detail: Detail) -> list[str]:
    """All visible words of the facts."""
    labels = detail.pane.facts.findChildren(ElidedLabel)
    elided = [label.whole_text() for label in labels if label.isVisible()]
    return elided + detail.labels()


def change_order(detail: Detail, number: int = LIN, **changes: object) -> None:
    order = detail.case(number).order
    assert order is not None
    detail.change(number, order=replace(order, **changes))  # type: ignore[arg-type]


def change_offer(detail: Detail, **changes: object) -> None:
    offer = replace(detail.case().approve, **changes)  # type: ignore[arg-type]
    detail.change(approve=offer)


def test_the_order_says_what_was_bought_and_paid(detail: Detail) -> None:
    detail.show()
    order = detail.pane.facts.order
    assert order.read_at.text() == "以微信支付为准 • 14:31"
    [row] = order.findChildren(GoodsRow)
    assert row.name.whole_text() == "雾蓝手作马克杯 ×2"
    assert row.cost.text() == "¥108.00 × 2 + 运费 ¥20.00"
    amounts = order.amounts
    assert [amounts.paid.text(), amounts.refunded.text(), amounts.left.text()] == [
        "¥236.00",
        "¥0.00",
        "¥236.00",
    ]
    assert order.note.text() == "实付以微信支付为准，已退为本机记录"
    assert order.parcel.value.text() == "中通 7579****2314"
    assert order.signed.value.text() == "11-14 18:40 （4 天前）"
    assert order.arrival.text() == "已签收"


@pytest.mark.parametrize(
    ("state", "words"), [(RefundState.PROCESSING, "已退和在退"), (RefundState.SUCCEEDED, "已退")]
)
def test_money_on_its_way_is_not_called_refunded(
    detail: Detail, state: RefundState, words: str
) -> None:
    detail.change(remainder=remainder_of(Fen(23_600), [refund_of(state)]))
    detail.show()
    amounts = detail.pane.facts.order.amounts
    assert (amounts.refunded_name.text(), amounts.refunded.text()) == (words, "¥108.00")


def test_the_goods_have_their_picture(detail: Detail) -> None:
    detail.show()
    [row] = detail.pane.facts.order.findChildren(GoodsRow)
    detail.stage.wait_until(lambda: row.picture.state == "ready")


def test_several_goods_have_a_line_each(detail: Detail) -> None:
    goods = tuple(Goods(name=f"杯 {n}", quantity=1, unit=Fen(1000)) for n in range(6))
    change_order(detail, goods=goods)
    detail.show()
    rows = detail.pane.facts.order.findChildren(GoodsRow)
    assert len([row for row in rows if row.isVisible()]) == 4
    assert "还有 2 种商品  •  运费 ¥20.00" in detail.labels()


def test_without_the_shops_facts_it_says_so(detail: Detail) -> None:
    detail.show(NAMELESS)
    order = detail.pane.facts.order
    assert order.missing.words.text() == "没有这个订单的商品和物流资料"
    assert not order.parcel.isVisible()
    assert order.amounts.paid.text() == "¥89.00"
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    order.missing.again.click()
    detail.stage.wait_until(lambda: len(detail.services.called("open_application")) == 2)


def test_an_order_that_is_being_read_and_one_that_could_not(detail: Detail) -> None:
    detail.change(order=None, remainder=None)
    detail.show()
    words = detail.pane.facts.order.missing.words
    assert words.text() == "正在向微信查订单…"
    detail.stage.wait_until(lambda: words.text() == "还没向微信查到")
    assert not detail.pane.facts.order.amounts.isVisible()


def test_an_order_that_wechat_does_not_know(detail: Detail) -> None:
    detail.change(order=None, remainder=None, order_missing=True)
    detail.show()
    words = detail.pane.facts.order.missing.words.text()
    assert words == "微信里没找到这个订单，不能退。请核对单号"


def test_a_coupon_says_what_the_buyer_paid(detail: Detail) -> None:
    change_order(detail, has_coupon=True, payer_total=Fen(20_000))
    detail.show()
    assert detail.pane.facts.order.coupon.text() == "用券后付了 ¥200.00"


def test_a_parcel_on_its_way_has_not_arrived(detail: Detail) -> None:
    change_order(detail, signed_at=None)
    detail.show()
    assert detail.pane.facts.order.arrival.text() == "运输中"
    detail.show(HE)
    assert detail.pane.facts.order.parcel.value.text() == "未发货"


def test_an_unknown_sum_elsewhere_is_not_guessed(detail: Detail) -> None:
    detail.change(elsewhere_suspected=True)
    detail.show()
    order = detail.pane.facts.order
    assert [order.amounts.refunded.text(), order.amounts.left.text()] == ["不清楚", "不清楚"]
    order.elsewhere.click()
    detail.stage.wait_until(lambda: detail.pane.findChildren(ElsewhereQuestion))
    [dialog] = detail.pane.findChildren(ElsewhereQuestion)
    dialog.field.setText("20.00")
    dialog.note.setText("商户平台查到")
    dialog.confirm.click()
    detail.stage.wait_until(lambda: detail.services.called("record_elsewhere"))
    assert detail.services.called("record_elsewhere") == [
        ("record_elsewhere", LIN, Fen(2_000), "商户平台查到")
    ]


def test_checks_say_their_rule_and_their_evidence(detail: Detail) -> None:
    detail.show()
    shown = texts_of(detail)
    assert {"5 项通过", "1 项留意", "签收后 7 天内申请", "第 4 天"} <= set(shown)
    assert "¥108.00 ≤ ¥236.00" in shown


def test_unknown_is_grey_and_can_be_asked_again(detail: Detail) -> None:
    detail.change(findings=(Finding("order_unread", Verdict.UNKNOWN),))
    detail.show()
    assert "1 项没查到" in detail.labels()
    section = detail.pane.facts.checks
    [again] = section.findChildren(Button)
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    again.click()
    detail.stage.wait_until(lambda: len(detail.services.called("open_application")) == 2)


def test_equal_checks_are_not_drawn_anew(detail: Detail) -> None:
    detail.show()
    before = detail.pane.facts.checks.findChildren(ElidedLabel)
    detail.change(problem_text="x")
    detail.wait_drawn()
    assert detail.pane.facts.checks.findChildren(ElidedLabel) == before


def test_a_running_refund_takes_the_column(detail: Detail) -> None:
    detail.put_refund(refund_of(funds_account="BASIC"))
    detail.show()
    facts = detail.pane.facts
    assert not facts.order.isVisible()
    assert facts.refund.amount.text() == "¥108.00"
    assert facts.refund.goes_to.value.text() == "原路退回"
    assert facts.refund.funds.value.text() == "商户基本账户"
    assert facts.payment.moving.value.text() == "¥108.00"
    assert facts.payment.left.value.text() == "¥128.00"
    assert facts.more.words.text() == "同一订单要等这笔退完，并间隔 1 分钟以上。"


def test_the_account_is_named_from_the_answer_only(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.SUCCEEDED, payer_refund=Fen(10_000)))
    detail.show()
    assert detail.pane.facts.refund.goes_to.value.text() == "林** 的微信零钱"
    assert detail.pane.facts.refund.reaches.value.text() == "¥100.00"
    detail.put_refund(refund_of(RefundState.SUCCEEDED, arrived_at=ArrivedAt.SHOP, id=202))
    detail.stage.wait_until(lambda: detail.pane.facts.refund.goes_to.value.text() == "本店账户")


def test_the_rest_can_be_refunded_again(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.SUCCEEDED))
    change_offer(detail, enabled=True, why="", refundable=Fen(12_800))
    detail.show()
    assert "¥128.00" in detail.pane.facts.more.words.text()
    detail.pane.facts.more.button.click()
    assert detail.approved == [detail.case()]


def test_approving_and_rejecting_ask_the_window(detail: Detail) -> None:
    detail.show()
    decision = detail.pane.decision
    assert decision.approve.text() == "同意并退款 ¥108.00"
    assert decision.approve.accessibleName() == "同意并退款 108 元，打开核对窗口"
    decision.approve.click()
    decision.reject.click()
    assert detail.approved == [detail.case()]
    assert detail.rejected == [detail.case()]


def test_in_the_practice_shop_the_amount_is_called_practice(qapp: QApplication) -> None:
    with detailing(qapp, practice=True) as detail:
        detail.show()
        assert detail.pane.decision.approve.text() == "练习：同意并退款 ¥108.00"


@pytest.mark.parametrize(
    ("why", "wait_s", "words"),
    [
        ("order.none", 0, "微信里没找到这个订单，不能退。请核对单号"),
        ("order.unread", 0, "还没向微信查到订单，暂时不能退"),
        ("ref.dup", 0, "这笔正在退，不能再退一次"),
        ("ref.old", 0, "付款超过 365 天，微信不能退。请和客户商量别的办法"),
        ("ref.fifty", 0, "这笔付款已经退过 50 次，微信不再受理"),
        ("nothing_left", 0, "这笔付款已经没有可退的钱"),
        ("order.pick", 0, "这个投诉有几个订单，请先选一个"),
    ],
)
def test_why_approving_is_not_possible_stands_there(
    detail: Detail, why: str, wait_s: int, words: str
) -> None:
    change_offer(detail, enabled=False, why=why, wait_s=wait_s)
    detail.show()
    decision = detail.pane.decision
    assert not decision.approve.isEnabled()
    assert decision.hint.text() == words
    assert decision.approve.toolTip() == words
    assert decision.reject.isEnabled()


def test_a_long_reason_gets_the_lines_it_needs(detail: Detail) -> None:
    change_offer(detail, enabled=False, why="elsewhere")
    detail.show()
    hint = detail.pane.decision.hint
    assert hint.heightForWidth(hint.width()) <= hint.height()


def test_a_second_refund_within_the_minute_can_be_queued(detail: Detail) -> None:
    change_offer(detail, enabled=False, why="ref.wait1m", wait_s=42)
    detail.show()
    decision = detail.pane.decision
    assert decision.hint.text() == texts.refund.queued(42)
    assert decision.approve.isEnabled()
    decision.approve.click()
    assert detail.approved == [detail.case()]


def test_the_rest_can_be_queued_beside_a_refund_that_runs(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.PROCESSING))
    change_offer(detail, enabled=False, why="ref.wait1m", wait_s=42)
    detail.show()
    more = detail.pane.facts.more
    assert more.words.text() == texts.refund.queued(42)
    more.button.click()
    assert detail.approved == [detail.case()]


def test_the_minute_between_two_refunds_counts(detail: Detail) -> None:
    change_offer(detail, enabled=False, why="ref.wait1m", wait_s=20)
    detail.show()
    hint = detail.pane.decision.hint
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    detail.stage.let_turn(0.15)
    detail.services.clock.advance(timedelta(seconds=8))
    detail.stage.wait_until(lambda: "还要等 12 秒" in hint.text())
    offer = replace(detail.case().approve, enabled=True, why="", wait_s=0)
    detail.services.shop.views[LIN] = replace(detail.case(), approve=offer)
    detail.services.clock.advance(timedelta(seconds=12))
    detail.stage.wait_until(detail.pane.decision.approve.isEnabled)


def test_nothing_is_recommended_where_no_amount_was_asked_for(detail: Detail) -> None:
    change_offer(detail, asked=NOTHING, default_amount=Fen(23_600))
    detail.show()
    button = detail.pane.decision.approve
    assert (button.text(), button.accessibleName()) == ("同意并退款", "同意并退款")
    assert (button.property("kind"), button.isEnabled()) == ("secondary", True)


def test_a_red_check_takes_the_look_of_the_recommended_press_away(detail: Detail) -> None:
    red = Finding("too_old", Verdict.RED, count=400)
    detail.change(findings=(red,))
    change_offer(detail, needs_tick=True)
    detail.show()
    assert detail.pane.decision.approve.property("kind") == "secondary"
    assert detail.pane.decision.hint.text() == "有 1 项不符合政策，同意前要再确认。"
    detail.show(HE)
    assert detail.pane.decision.approve.property("kind") == "primary"


def test_what_came_back_says_why(detail: Detail) -> None:
    detail.change(marked="changed.asked")
    detail.show()
    assert detail.pane.decision.hint.text() == "客户刚刚改了金额，没有退款，请再看一次"


def test_what_wechat_closed_is_no_fresh_application(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.CLOSED))
    detail.change(marked="ref.closed", state=ApplicationState.OPEN)
    detail.show()
    assert detail.pane.header.pill.look.text == "已关闭"
    assert "微信已关闭，钱没有退出" in detail.pane.decision.hint.text()
    assert detail.pane.decision.approve.isEnabled()
    assert wording.mark("ref.closed") == "微信关闭了"


def test_the_last_check_before_sending_is_named(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.PLANNED))
    detail.show()
    assert detail.pane.decision.hint.text() == "还没有提交：在排队，或正在最后核对"


def test_what_cannot_be_rejected_says_so(detail: Detail) -> None:
    detail.change(can_reject=False)
    detail.show()
    assert not detail.pane.decision.reject.isEnabled()
    assert detail.pane.decision.reject.toolTip() == "正在退款或已经结束，不能拒绝"


def test_after_the_refund_one_replies_and_copies(detail: Detail) -> None:
    detail.put_refund(refund_of())
    detail.show()
    decision = detail.pane.decision
    assert not decision.approve.isVisible()
    assert decision.height() == 82
    assert decision.hint.text() == "退款已提交，不能再撤销。"
    decision.copy.click()
    clipboard = QApplication.clipboard().text()
    assert "¥108.00" in clipboard
    assert str(refund_of().out_refund_no) in clipboard
    decision.reply.click()
    assert detail.pane.centre.composer.isVisible()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RefundState.ABNORMAL, "不能再次点“同意退款”，避免重复退钱。"),
        (RefundState.REFUSED, "微信没有退，钱没有动。在“退款进度”里继续或放弃。"),
        (RefundState.UNKNOWN, "正在用原单号查结果，请不要再点。"),
        (RefundState.SUCCEEDED, "钱已经到账。"),
    ],
)
def test_the_hint_says_where_the_money_is(detail: Detail, state: RefundState, words: str) -> None:
    detail.put_refund(refund_of(state))
    detail.show()
    assert detail.pane.decision.hint.text() == words


def test_a_refused_refund_is_not_called_on_its_way(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED))
    detail.show()
    moving = detail.pane.facts.payment.moving
    assert (moving.label.text(), moving.value.text()) == ("没退成", "¥108.00")


def test_after_a_refusal_the_rest_waits_for_a_decision(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.REFUSED, why="NOT_ENOUGH"))
    detail.show()
    words = detail.pane.facts.more.words.text()
    assert words == "这一笔没退成，先继续或放弃它，才能再退。"


def test_an_abnormal_refund_leads_to_the_phone(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.ABNORMAL))
    detail.show()
    detail.pane.decision.phone.click()
    detail.stage.wait_until(lambda: detail.pane.header.phone.is_revealed)


def test_an_ended_case_offers_to_complete_the_complaint(detail: Detail) -> None:
    detail.change(state=ApplicationState.SETTLED_OUTSIDE)
    detail.show()
    assert detail.pane.decision.hint.text() == "这笔已经处理完。"
    assert detail.pane.decision.complete.isVisible()
    detail.change(complaint_state=ComplaintState.PROCESSED)
    detail.stage.wait_until(lambda: not detail.pane.decision.complete.isVisible())
    assert detail.pane.header.pill.look.text == "已线下处理"
