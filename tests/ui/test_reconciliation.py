"""The page of the daily proof: what it shows, what each press does, and what goes wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QWidget
from pytestqt.modeltest import ModelTester

from refund_desk.application.ports.bill_store import BillMark, BillState, Mark
from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.application.proof_rows import DayState, ProofOfDay, ProofRow
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.domain.bill import BilledStatus
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import RefundState
from refund_desk.ui import texts
from refund_desk.ui.reconciliation import words
from refund_desk.ui.reconciliation.differences import ROWS_MAX
from refund_desk.ui.reconciliation.export import document
from refund_desk.ui.reconciliation.matches import COLUMNS, MatchModel
from refund_desk.ui.reconciliation.page import ReconciliationPage
from refund_desk.ui.reconciliation.record_question import RecordQuestion
from refund_desk.ui.texts import Language
from tests.ui.fake_proof import (
    DAY,
    ONE,
    FakeProof,
    at,
    bills_of,
    day_of,
    found_row,
    picture_day,
    row_of,
)
from tests.ui.staging import Stage, staged

CLICK = Qt.MouseButton.LeftButton


@dataclass
class Shown:
    stage: Stage
    window: QWidget
    page: ReconciliationPage
    opened: list[int] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def proof(self) -> FakeProof:
        return self.stage.services.proof

    def settle(self) -> None:
        """Let readings end; events are answered after a pause."""
        self.stage.let_turn(0.01)
        self.stage.wait_until(
            lambda: not self.stage.tasks.running_keys() and not self.page.feed._pause.isActive()
        )
        self.stage.let_turn(0.02)
        self.stage.wait_until(lambda: not self.stage.tasks.running_keys())

    def put(self, proof: ProofOfDay) -> None:
        """Another state of a day, read at once: events are answered after a pause."""
        self.proof.put(proof)
        self.page.feed.read_again()
        self.settle()

    def dialog(self) -> RecordQuestion | None:
        return self.page.question

    def rows(self) -> list[ProofRow]:
        return [row.row for row in self.page.differences.rows]

    def press(self, row: int, words_of_button: str) -> None:
        buttons = {b.text(): b for b in self.page.differences.rows[row].buttons}
        QTest.mouseClick(buttons[words_of_button], CLICK)

    def cell(self, line: int, column: int) -> str:
        return str(self.page.model.index(line, column).data())


@contextmanager
def shown(
    application: QApplication,
    *,
    width: int = 1366,
    language: Language = "zh_CN",
    practice: bool = False,
) -> Iterator[Shown]:
    with staged(application, language=language, practice=practice) as stage:
        window = QWidget()
        line = QHBoxLayout(window)
        line.setContentsMargins(64, 0, 0, 0)
        page = ReconciliationPage(stage.services, stage.tasks, stage.bridge)
        line.addWidget(page)
        window.resize(width, 696)
        made = Shown(stage, window, page)
        page.open_application.connect(made.opened.append)
        page.toast.connect(made.toasts.append)
        page.trouble.connect(made.troubles.append)
        window.show()
        window.activateWindow()
        made.settle()
        try:
            yield made
        finally:
            if page.question is not None:
                page.question.reject()
            made.settle()
            window.close()
            window.deleteLater()


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Shown]:
    with shown(qapp) as made:
        yield made


# What a day shows


def test_the_newest_day_is_shown_with_its_sums(desk: Shown) -> None:
    header, sums = desk.page.header, desk.page.sums
    assert desk.page.day == DAY
    assert header.day.currentText() == "2026-11-17 周二 · 2 笔要处理"
    assert header.status.whole_text() == "账单今天 10:12 已下载（微信每天 10 点后给前一天的）"
    assert [
        (card.figure.text(), card.note.whole_text())
        for card in (sums.theirs, sums.ours, sums.matched, sums.differ, sums.fee)
    ] == [
        ("¥2,034.30", "17 笔退款 · 11-17 全天"),
        ("¥1,905.30", "16 笔退款"),
        ("15 笔", "¥1,846.30"),
        ("2 笔", "相差 ¥129.00，原因在下面"),
        ("¥12.21", "按 0.60% 计，微信已退回"),
    ]


def test_before_the_first_reading_it_says_nothing(qapp: QApplication) -> None:
    with staged(qapp) as stage:
        page = ReconciliationPage(stage.services, stage.tasks, stage.bridge)
        page.resize(1300, 660)
        page.show()
        assert not page.no_bill.button.isVisible()
        assert not page.header.again.isVisible()
        assert page.header.status.whole_text() == ""
        stage.wait_until(lambda: page.day is not None)
        page.close()
        page.deleteLater()


def test_differences_say_what_happened_and_what_to_do(desk: Shown) -> None:
    theirs, amount = desk.page.differences.rows
    assert theirs.pill.look.text == "微信有 本机没有"
    assert theirs.lead.whole_text() == "¥136.00 · 徐**"
    assert theirs.when.whole_text() == "11-17 16:42 · 5030⋯2291"
    assert "可退金额里已经扣掉" in theirs.why.text()
    assert [b.text() for b in theirs.buttons] == ["补记到本机", "看申请"]
    assert amount.pill.look.text == "金额不同"
    assert [b.text() for b in amount.buttons] == ["已核对", "看申请"]
    assert theirs.accessibleName().startswith("微信有 本机没有，136 元。")


def test_what_agrees_stands_in_the_table_newest_first(desk: Shown) -> None:
    assert [column.title() for column in COLUMNS] == [
        "退款时间",
        "退款单号",
        "客户",
        "微信",
        "本机",
        "退回手续费",
        "结果",
    ]
    assert [desk.cell(0, n) for n in range(7)] == [
        "11-17 20:18",
        "RD4200001234202611170000000001-01",
        "曹**",
        "¥399.00",
        "¥399.00",
        "¥2.39",
        "一致",
    ]
    assert desk.page.matches.title.text() == "已对上 15"
    assert desk.cell(7, 6) == "一致，客户实收 ¥52.00"
    QTest.mouseClick(desk.page.matches.order, CLICK)
    assert desk.cell(0, 0) == "11-17 08:02"
    assert desk.page.matches.order.text() == "旧的在前"
    QTest.mouseClick(desk.page.matches.order, CLICK)
    assert desk.cell(0, 0) == "11-17 20:18"


@pytest.mark.parametrize(
    ("changes", "said", "icon"),
    [
        ({"state": RefundState.CLOSED}, "一致，微信已关闭，钱没有退出", "close-circle-outline"),
        ({"state": RefundState.GIVEN_UP}, "一致，微信已关闭，钱没有退出", "close-circle-outline"),
        ({"at_shop": True}, "一致，退回本店", "alert"),
        ({"state": RefundState.ABNORMAL}, "一致，没有到客户的卡里", "alert"),
        ({}, "一致，客户实收 ¥196.00", "check"),
    ],
)
def test_money_that_missed_the_customer_is_never_what_the_customer_got(
    desk: Shown, changes: dict[str, Any], said: str, icon: str
) -> None:
    row = row_of(1, fen=23_600, returned=Fen(19_600), **changes)
    desk.put(replace(picture_day(), matches=(row, row_of(2, fen=5_000)), differences=()))
    assert said in {desk.cell(0, 6), desk.cell(1, 6)}
    assert words.result_look(row)[0] == icon
    missed = icon != "check"
    assert (words.result_tip(row) == said) is missed
    note = desk.page.sums.matched.note.whole_text()
    assert note == ("¥50.00，另有 ¥236.00 没到客户" if missed else "¥286.00")


def test_the_result_takes_its_room_and_no_more(desk: Shown) -> None:
    widths = [desk.page.table.columnWidth(n) for n in range(len(COLUMNS))]
    assert widths[-1] == COLUMNS[-1].width + COLUMNS[-1].more
    assert sum(widths) == desk.page.table.viewport().width()


def test_the_tables_model_keeps_qts_rules(desk: Shown, qtmodeltester: ModelTester) -> None:
    check: Callable[[MatchModel], None] = qtmodeltester.check
    model = MatchModel()
    check(model)
    model.put([row_of(n) for n in range(3)])
    model.put([row_of(n) for n in range(3)])
    assert model.rowCount() == 3
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_what_reached_the_customer_is_in_the_tip() -> None:
    row = row_of(1, returned=Fen(5_200), payer_refund=None)
    assert "¥52.00" in words.result_tip(row)
    assert words.result_of(replace(row, returned=None)) == texts.proof.agrees()


@pytest.mark.parametrize(
    ("units", "text"), [(0, "¥0.00"), (64_800, "¥0.65"), (64_400, "¥0.64"), (-500, "-¥0.01")]
)
def test_fees_are_rounded_to_the_fen(units: int, text: str) -> None:
    assert words.fee(units) == text
    assert words.plain_fee(units) == text.replace("¥", "")


def test_every_kind_has_its_own_words(desk: Shown) -> None:
    rows = (
        found_row(1, made_by_a_desk=True),
        found_row(2, status=BilledStatus.FAIL),
        found_row(3, before_use=True),
        row_of(4, kind=DifferenceKind.OURS, theirs=None, returned=None),
        row_of(5, kind=DifferenceKind.STATE, state=RefundState.GIVEN_UP),
        row_of(6, kind=DifferenceKind.STATE, state=RefundState.CLOSED),
        row_of(9, kind=DifferenceKind.STATE, state=RefundState.SUCCEEDED),
        found_row(7, title="", goods="", application_id=None),
        found_row(8, title="", goods="青花餐盘"),
    )
    desk.put(replace(picture_day(), differences=rows))
    found = texts.found
    by_number = {row.row.refund_id: row for row in desk.page.differences.rows}
    told = [by_number[row.refund_id].why.text() for row in rows]
    assert told == [
        found.why_theirs_desk(),
        found.why_theirs_failed(),
        found.why_before_use(),
        found.why_ours(),
        found.why_given_up(),
        found.why_closed(),
        found.why_failed(),
        found.why_theirs(),
        found.why_theirs(),
    ]
    assert by_number[rows[7].refund_id].lead.whole_text() == "¥136.00"
    assert by_number[rows[8].refund_id].lead.whole_text() == "¥136.00 · 青花餐盘"
    assert len(by_number[rows[7].refund_id].buttons) == 1
    before_use = by_number[rows[2].refund_id]
    assert [b.text() for b in before_use.buttons] == ["看申请"]
    # What is to do comes first.
    assert desk.rows()[-1] == rows[2]


@pytest.mark.parametrize(
    ("mark", "words_of_mark"),
    [
        (Mark.RECORDED, "11-18 10:20 已补记"),
        (Mark.NOT_MOVED, "11-18 10:20 核对过，微信没有退成"),
        (Mark.NOTED, "11-18 10:20 已核对"),
    ],
)
def test_what_was_dealt_with_says_so(desk: Shown, mark: Mark, words_of_mark: str) -> None:
    row = found_row()
    said = BillMark(number=row.number, mark=mark, at=at("10:20", DAY + ONE), actor="owner")
    desk.put(replace(picture_day(), differences=(replace(row, mark=said),)))
    (shown_row,) = desk.page.differences.rows
    assert shown_row.mark.text() == words_of_mark
    assert [b.text() for b in shown_row.buttons] == ["看申请"]
    assert desk.page.differences.title.text() == "处理过的 1"
    assert not desk.page.differences.note.isVisible()
    assert words_of_mark in shown_row.accessibleName()


def test_very_many_differences_are_not_all_drawn(desk: Shown) -> None:
    rows = tuple(found_row(n, number=f"N{n}") for n in range(ROWS_MAX + 7))
    desk.put(replace(picture_day(), differences=rows))
    assert len(desk.page.differences.rows) == ROWS_MAX
    assert desk.page.differences.title.text() == f"要处理 {ROWS_MAX + 7}"
    assert desk.page.table.height() >= 100


def test_all_that_differs_is_seen_without_scrolling_when_there_is_room(desk: Shown) -> None:
    bar = desk.page.differences._scroll.verticalScrollBar()
    desk.stage.wait_until(lambda: bar.maximum() == 0)
    assert not bar.isVisible()


def test_when_everything_agrees_it_says_so(desk: Shown) -> None:
    desk.put(replace(picture_day(), differences=()))
    assert desk.page.all_matched.isVisible()
    assert not desk.page.differences.isVisible()
    assert desk.page.sums.differ.note.whole_text() == "没有要处理的"


def test_a_day_with_differences_only(desk: Shown) -> None:
    desk.put(replace(picture_day(), matches=()))
    assert desk.page.matches.none.isVisible()
    # Its words stand under its title, not in the middle of nowhere.
    assert desk.page.matches.none.geometry().top() < 60
    assert not desk.page.table.isVisible()
    assert not desk.page.matches.order.isVisible()


def test_refunds_that_wait_for_another_bill_are_counted(desk: Shown) -> None:
    desk.put(replace(picture_day(), waiting=2, rate=""))
    assert desk.page.sums.ours.note.whole_text() == "16 笔退款，另有 2 笔要等第二天的账单"
    assert desk.page.sums.fee.note.whole_text() == "微信已退回"


# States


@pytest.mark.parametrize(
    ("state", "why", "status", "sentence"),
    [
        (
            BillState.NOT_READY,
            "",
            "微信还没做好这一天的账单，今天 17:05 自动再取",
            "微信还在做这一天的账单，一般 10 点后就好",
        ),
        (
            BillState.TROUBLE,
            "net.off",
            "账单没取到，今天 17:05 自动再取",
            "没有账单，什么都没有记",
        ),
    ],
)
def test_a_day_without_a_bill_says_why_and_offers_to_try_again(
    desk: Shown, state: BillState, why: str, status: str, sentence: str
) -> None:
    desk.put(day_of(state, why=why))
    page = desk.page
    assert page.no_bill.isVisible()
    assert (page.header.status.whole_text(), page.no_bill.words.text()) == (status, sentence)
    assert page.no_bill.button.text() == "重试"
    assert page.no_bill.detail.isVisible() == bool(why)
    assert not page.header.again.isVisible()
    assert not page.header.export.isVisible()
    QTest.mouseClick(page.no_bill.button, CLICK)
    desk.settle()
    assert desk.stage.services.called("fetch") == [("fetch", DAY)]


def test_a_day_that_was_never_asked_for(desk: Shown) -> None:
    desk.proof.days_.clear()
    desk.put(ProofOfDay(day=DAY))
    assert desk.page.header.status.whole_text() == "还没取这一天的账单，今天 17:05 自动取"
    assert desk.page.no_bill.words.text() == "还没有这一天的账单"
    assert desk.page.no_bill.button.text() == "现在下载"
    assert desk.page.header.day.currentText() == "2026-11-17 周二 · 还没取"


def test_a_day_without_refunds(desk: Shown) -> None:
    desk.put(day_of(BillState.EMPTY))
    assert desk.page.no_bill.words.text() == "这一天微信和本机都没有退款。"
    assert not desk.page.no_bill.button.isVisible()
    assert desk.page.header.again.isVisible()


def test_trouble_is_told_in_words(desk: Shown) -> None:
    for why in ("net.off", "far.nonsense", "bill.bad", "key.bad"):
        desk.put(day_of(BillState.TROUBLE, why=why))
        assert desk.page.no_bill.detail.text() == words.trouble(why)
    desk.put(replace(picture_day(), bills=(*bills_of(DAY)[:2], *bills_of(
        DAY, BillState.TROUBLE, "far.busy")[2:])))  # fmt: skip
    assert desk.page.sums.isVisible()
    assert desk.page.header.status.whole_text() == "账单没取全：微信要求慢一点，会再试"


def test_the_list_of_days_says_what_is_the_matter(desk: Shown) -> None:
    desk.put(day_of(BillState.NOT_READY, day=DAY - 3 * ONE))
    desk.put(day_of(BillState.TROUBLE, day=DAY - 4 * ONE, why="net.off"))
    combo = desk.page.header.day
    assert [combo.itemText(n) for n in range(combo.count())] == [
        "2026-11-17 周二 · 2 笔要处理",
        "2026-11-16 周一",
        "2026-11-15 周日",
        "2026-11-14 周六 · 账单还没好",
        "2026-11-13 周五 · 没取到",
    ]


def test_another_day_is_shown_when_it_is_chosen(desk: Shown) -> None:
    combo = desk.page.header.day
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    desk.settle()
    assert desk.page.day == DAY - ONE
    assert desk.page.all_matched.isVisible()
    # A change elsewhere leaves the choice alone.
    desk.put(picture_day())
    assert desk.page.day == DAY - ONE
    assert combo.currentData() == DAY - ONE


def test_storage_trouble_keeps_what_is_shown(desk: Shown) -> None:
    desk.stage.services.shop.trouble = StorageBusyError()
    desk.page.feed.read_again()
    desk.settle()
    assert desk.page.again_trouble.words.whole_text() == texts.trouble.storage_locked()
    assert desk.page.sums.isVisible()
    desk.stage.services.shop.trouble = None


# Presses


def test_a_press_fetches_the_bill_again(desk: Shown) -> None:
    status = desk.page.header.status
    QTest.mouseClick(desk.page.header.again, CLICK)
    desk.stage.wait_until(lambda: status.whole_text() == texts.bills.running())
    desk.settle()
    assert desk.toasts == [texts.bills.again_done()]
    assert desk.page.header.status.whole_text().startswith("账单今天")


def test_a_press_that_brings_nothing_new_keeps_the_old_bill(desk: Shown) -> None:
    desk.proof.fetched = DayTry(DayState.TROUBLE, "net.off")
    QTest.mouseClick(desk.page.header.again, CLICK)
    desk.settle()
    line = desk.page.again_trouble
    assert line.words.whole_text() == texts.bills.again_trouble(texts.bills.offline())
    assert desk.page.sums.isVisible()
    desk.proof.fetched = DayTry(DayState.NOT_READY)
    QTest.mouseClick(line.button, CLICK)
    desk.settle()
    assert texts.bills.empty_not_ready() in line.words.whole_text()
    desk.page.header.day_chosen.emit(DAY - ONE)
    desk.settle()
    assert not line.isVisible()


def test_a_found_refund_is_recorded_after_a_question(desk: Shown) -> None:
    desk.press(0, "补记到本机")
    question = desk.page.question
    assert question is not None
    assert question.windowTitle() == "补记到本机"
    assert question.confirm.text() == "补记 ¥136.00"
    assert not question.inside.isVisible()
    # A second press opens nothing more.
    desk.page.differences.record_wanted.emit(desk.rows()[0])
    assert desk.page.question is question
    QTest.mouseClick(question.confirm, CLICK)
    desk.settle()
    row = picture_day().differences[0]
    assert desk.stage.services.called("record_found") == [("record_found", row.refund_id, False)]
    assert desk.toasts == ["已补记 ¥136.00，没有动钱"]
    assert desk.dialog() is None
    assert desk.page.differences.title.text() == "要处理 1"


def test_turning_back_records_nothing(desk: Shown) -> None:
    desk.press(0, "补记到本机")
    assert desk.page.question is not None
    QTest.keyClick(desk.page.question, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.stage.services.called("record_found") == []
    assert desk.page.question is None


@pytest.mark.parametrize("inside", [True, False])
def test_what_was_told_before_must_be_placed(desk: Shown, inside: bool) -> None:
    desk.put(replace(picture_day(), differences=(found_row(told=Fen(10_000)),)))
    desk.press(0, "补记到本机")
    question = desk.page.question
    assert question is not None
    assert not question.confirm.isEnabled()
    assert question.hint.whole_text() == texts.found.told_choose()
    (question.inside if inside else question.outside).setChecked(True)
    assert question.confirm.isEnabled()
    QTest.mouseClick(question.confirm, CLICK)
    desk.settle()
    assert desk.stage.services.called("record_found")[0][2] is inside


def test_a_desks_own_number_asks_for_no_sum(desk: Shown) -> None:
    row = found_row(told=Fen(10_000), made_by_a_desk=True)
    desk.put(replace(picture_day(), differences=(row,)))
    desk.press(0, "补记到本机")
    assert desk.page.question is not None
    assert desk.page.question.confirm.isEnabled()


def test_a_refusal_is_told(desk: Shown) -> None:
    desk.proof.refusal = RuleBrokenError("found.recorded")
    desk.press(0, "补记到本机")
    assert desk.page.question is not None
    QTest.mouseClick(desk.page.question.confirm, CLICK)
    desk.settle()
    desk.press(1, "已核对")
    desk.settle()
    assert desk.troubles == [texts.found.recorded_before()] * 2


def test_the_practice_shop_says_so_before_an_amount(qapp: QApplication) -> None:
    with shown(qapp, practice=True) as desk:
        desk.press(0, "补记到本机")
        assert desk.page.question is not None
        assert desk.page.question.confirm.text().startswith("练习")


def test_the_keyboard_stays_where_the_work_is(desk: Shown) -> None:
    first, second = desk.page.differences.rows
    second.buttons[0].setFocus()
    QTest.keyClick(second.buttons[0], Qt.Key.Key_Space)
    desk.settle()
    assert desk.page.differences.rows[0] is not first
    assert QApplication.focusWidget() is desk.page.differences.rows[0].buttons[0]


def test_where_the_keyboard_goes_when_the_page_opens(desk: Shown) -> None:
    page = desk.page
    page.focus_first()
    assert QApplication.focusWidget() is page.differences.rows[0].buttons[0]
    desk.put(replace(picture_day(), differences=()))
    page.focus_first()
    assert QApplication.focusWidget() is page.table
    desk.put(day_of(BillState.NOT_READY))
    page.focus_first()
    assert QApplication.focusWidget() is page.no_bill.button
    desk.put(day_of(BillState.EMPTY))
    page.focus_first()
    assert QApplication.focusWidget() is page.header.day


def test_a_difference_is_noted(desk: Shown) -> None:
    desk.press(1, "已核对")
    desk.settle()
    number = picture_day().differences[1].number
    assert desk.stage.services.called("note_difference") == [("note_difference", DAY, number)]
    assert desk.toasts == [texts.found.noted()]


def test_an_application_is_opened_and_a_number_copied(desk: Shown) -> None:
    desk.press(0, "看申请")
    QTest.mouseClick(desk.page.differences.rows[0].copy, CLICK)
    assert desk.opened == [71]
    assert QGuiApplication.clipboard().text() == picture_day().differences[0].number
    assert desk.toasts == [texts.common.copied()]


# Following


def test_it_follows_events_while_it_is_seen(desk: Shown) -> None:
    desk.proof.change(replace(picture_day(), differences=()))
    desk.settle()
    assert desk.page.all_matched.isVisible()
    desk.window.hide()
    desk.proof.put(picture_day())
    desk.stage.bridge.publish(RefundChanged(1, 1, RefundState.SUCCEEDED, Fen(1)))
    desk.settle()
    desk.window.show()
    desk.settle()
    assert len(desk.rows()) == 2


def test_rows_are_not_made_anew_when_nothing_changed(desk: Shown) -> None:
    before = desk.page.differences.rows
    desk.put(picture_day())
    assert desk.page.differences.rows is before


def test_an_answer_to_an_older_question_is_dropped(desk: Shown) -> None:
    desk.stage.services.shop.read_delay_s = 0.02
    desk.page.feed.choose(DAY - ONE)
    desk.page.feed.choose(DAY)
    desk.settle()
    assert desk.page.day == DAY


def test_tab_goes_from_top_to_bottom(desk: Shown) -> None:
    page = desk.page
    page.header.day.setFocus()
    before: QWidget = page.header.day
    stops: list[QWidget] = [page.header.again, page.header.export]
    stops += [stop for row in page.differences.rows for stop in row.stops]
    for stop in [*stops, page.matches.order, page.table]:
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop
        before = stop


def test_letters_do_not_choose_rows(desk: Shown) -> None:
    table = desk.page.table
    table.setFocus()
    table.setCurrentIndex(desk.page.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_R)
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    desk.window.grab()


@pytest.mark.parametrize("width", [1180, 1366, 1920])
def test_nothing_is_cut_in_either_language(qapp: QApplication, width: int) -> None:
    for language in texts.LANGUAGES:
        with shown(qapp, width=width, language=language) as desk:
            assert desk.page.header.status.text() == desk.page.header.status.whole_text()
            for card in (desk.page.sums.theirs, desk.page.sums.differ, desk.page.sums.fee):
                assert card.note.text() == card.note.whole_text()
            for row in desk.page.differences.rows:
                assert row.lead.text() == row.lead.whole_text()
                assert row.why.height() >= row.why.heightForWidth(row.why.width())
                for button in row.buttons:
                    assert button.width() >= button.sizeHint().width()


# For the accountant


def test_a_day_as_a_table(qapp: QApplication) -> None:
    texts.speak(qapp, "zh_CN")
    lines = list(csv.reader(document(picture_day()).splitlines()))
    assert lines[0][:3] == ["退款时间", "退款单号", "微信退款单号"]
    assert len(lines) == 1 + 17
    assert lines[1][4:] == ["136.00", "", "0.82", "微信有 本机没有"]
    assert lines[3][4:] == ["399.00", "399.00", "2.39", "一致"]
    for line in lines[1:]:
        assert all(cell.startswith("`") for cell in line[1:4])
        assert "**" not in "".join(line)
    said = BillMark(number="x", mark=Mark.RECORDED, at=at("10:20", DAY + ONE), actor="owner")
    marked = replace(picture_day(), differences=(found_row(mark=said),))
    assert "已补记" in document(marked).splitlines()[1]


def _choose_file(desk: Shown, path: Path) -> None:
    QTest.mouseClick(desk.page.header.export, CLICK)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    assert "2026-11-17" in dialog.selectedFiles()[0]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.settle()


def test_it_is_exported_where_the_person_wants_it(desk: Shown, tmp_path: Path) -> None:
    target = tmp_path / "对账.csv"
    _choose_file(desk, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert target.read_bytes().decode("utf-8-sig") == document(picture_day())
    assert desk.toasts == ["已导出“对账.csv”"]


def test_a_place_that_cannot_be_written_is_told(desk: Shown, tmp_path: Path) -> None:
    _choose_file(desk, tmp_path / "nowhere" / "对账.csv")
    assert desk.troubles == ["“对账.csv”没有写成，请换个地方再试"]


def test_without_a_day_nothing_is_exported_or_fetched(qapp: QApplication) -> None:
    with staged(qapp) as stage:
        page = ReconciliationPage(stage.services, stage.tasks, stage.bridge)
        page.header.export_wanted.emit()
        page.header.fetch_wanted.emit()
        page.differences.checked.emit(found_row())
        stage.let_turn(0.01)
        assert stage.services.calls == []
        assert timedelta(0) == page.feed.now() - stage.services.clock.now()
        page.deleteLater()
