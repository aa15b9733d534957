"""The history page: its table, its filters, one refund's life, and what goes wrong."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.modeltest import ModelTester

from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.application.rows import HistoryFilter, HistoryResult, HistorySummary
from refund_desk.domain.audit import CHAIN_START, AuditAction, AuditLine
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import texts
from refund_desk.ui.fonts import metrics
from refund_desk.ui.history.columns import COLUMNS, NUMBER_COLUMN
from refund_desk.ui.history.life import life_lines
from refund_desk.ui.history.model import PAGE, ROW_ROLE, SKELETON_ROWS, HistoryModel
from refund_desk.ui.history.page import HistoryPage
from refund_desk.ui.texts import Language
from refund_desk.ui.widgets.dialog import DeskDialog
from tests.ui.fake_cases import NOW
from tests.ui.staging import Stage, staged

MA, LUO, DONG, PAN, ZHOU, YU, GAO = 31, 33, 34, 35, 41, 42, 32
NEWEST_FIRST = [MA, LUO, DONG, PAN, GAO, ZHOU, YU]
CLICK = Qt.MouseButton.LeftButton


@dataclass
class Shown:
    stage: Stage
    window: QWidget
    page: HistoryPage
    opened: list[int]
    toasts: list[str]

    def settle(self) -> None:
        self.stage.let_turn(0.01)
        self.stage.wait_until(lambda: not self.stage.tasks.running_keys())
        self.stage.let_turn(0.01)

    def dialog(self) -> DeskDialog | None:
        return self.page.dialog

    def ids(self) -> list[int | None]:
        return [self.page.model.id_at(line) for line in range(self.page.model.rowCount())]

    def cell(self, line: int, column: int) -> str:
        return str(self.page.model.index(line, column).data())

    def line_texts(self) -> list[str]:
        column = self.page.life._column
        found = [column.itemAt(n) for n in range(column.count() - 1)]
        widgets = [place.widget() for place in found if place is not None]
        return [widget.accessibleName() for widget in widgets if widget is not None]


@contextmanager
def shown(
    application: QApplication, *, width: int = 1366, language: Language = "zh_CN"
) -> Iterator[Shown]:
    with staged(application, language=language) as stage:
        window = QWidget()
        line = QHBoxLayout(window)
        line.setContentsMargins(64, 0, 0, 0)
        page = HistoryPage(stage.services, stage.tasks, stage.bridge)
        line.addWidget(page)
        window.resize(width, 696)
        made = Shown(stage, window, page, [], [])
        page.open_application.connect(made.opened.append)
        page.toast.connect(made.toasts.append)
        window.show()
        window.activateWindow()
        made.settle()
        try:
            yield made
        finally:
            made.settle()
            window.close()
            window.deleteLater()


@pytest.fixture
def history(qapp: QApplication) -> Iterator[Shown]:
    with shown(qapp) as made:
        yield made


def test_it_lists_what_was_decided_newest_first(history: Shown) -> None:
    assert history.ids() == NEWEST_FIRST
    assert [column.title() for column in COLUMNS[:8]] == [
        "时间", "客户", "商品", "退款金额", "结果", "处理人", "用时", "来源",
    ]  # fmt: skip
    assert [history.cell(2, column) for column in range(8)] == [
        "11-18 14:12", "董**", "桂花乌龙 50g", "¥45.80", "退款成功", "店长", "31 分", "微信投诉",
    ]  # fmt: skip
    assert history.page.shown.text() == "1–7 / 7"


def test_the_sums_stand_above(history: Shown) -> None:
    line = history.page.summary
    assert line.total.text() == "共 7 笔"
    assert line.refunded.text() == "退款成功 2 笔"
    assert line.amount.text() == "¥181.80"
    assert line.refunding.text() == "处理中 3"
    assert line.abnormal.text() == "异常 1"
    line.show_sums(HistorySummary(total=1_000, refunded_sum=Fen(123_456_789)))
    assert line.amount.text() == "¥1,234,567.89"
    assert line.amount.width() <= line.amount.sizeHint().width()


def test_the_newest_is_chosen_and_its_life_told(history: Shown) -> None:
    life = history.page.life
    assert life.title.whole_text() == "马** ¥59.00"
    assert life.pill.look.text == "处理中"
    assert life.number.whole_text().startswith("RD")
    assert life.whole.words.text() == "记录完整"
    lines = history.line_texts()
    assert lines[0].startswith("提交微信支付 ¥59.00")
    assert lines[-1].startswith("收到申请 ¥59.00")


def test_another_row_shows_another_life(history: Shown) -> None:
    table = history.page.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_J)
    history.settle()
    assert history.page.life.title.whole_text() == "董** ¥45.80"
    QTest.keyClick(table, Qt.Key.Key_K)
    history.settle()
    assert history.page.life.title.whole_text() == "罗** ¥72.50"
    place = table.visualRect(history.page.model.index(5, 1)).center()
    QTest.mouseClick(table.viewport(), CLICK, pos=place)
    history.settle()
    assert history.page.life.title.whole_text() == "周** ¥268.00"


def test_letters_do_not_jump_in_the_table(history: Shown) -> None:
    table = history.page.table
    QTest.keyClicks(table, "zhou")
    assert table.current_id() == MA


def test_open_leads_to_the_application(history: Shown) -> None:
    QTest.mouseClick(history.page.life.open_button, CLICK)
    assert history.opened == [MA]


def test_the_number_is_copied_whole(history: Shown) -> None:
    history.page.life._copy.click()
    assert QGuiApplication.clipboard().text() == history.page.life.number.whole_text()
    assert history.toasts == [texts.common.copied()]


def test_search_waits_for_the_typist_and_finds(history: Shown) -> None:
    field = history.page.filters.search
    field.setFocus()
    field.setText("餐盘")
    history.stage.wait_until(lambda: history.ids() == [PAN, ZHOU])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    history.stage.wait_until(lambda: history.ids() == NEWEST_FIRST)


def test_filters_ask_for_what_they_say(history: Shown) -> None:
    filters = history.page.filters
    assert filters.wanted(NOW).first_day == date(2026, 10, 20)
    filters.result.setCurrentIndex(filters.result.findData(HistoryResult.REFUNDED))
    history.settle()
    assert history.ids() == [DONG, PAN]
    filters.period.setCurrentIndex(filters.period.findData(None))
    filters.person.setCurrentIndex(1)
    wanted = filters.wanted(NOW)
    assert (wanted.first_day, wanted.actor) == (None, "owner")
    history.settle()


def test_time_sorts_both_ways(history: Shown) -> None:
    titles = history.page.table.horizontalHeader()
    QTest.mouseClick(titles.viewport(), CLICK, pos=QPoint(20, 10))
    history.settle()
    assert history.ids() == NEWEST_FIRST[::-1]
    # The row that was chosen stays so.
    assert history.page.table.current_id() == MA
    QTest.mouseClick(titles.viewport(), CLICK, pos=QPoint(500, 10))
    history.settle()
    assert history.ids() == NEWEST_FIRST[::-1]


def test_nothing_found_says_so_and_shows_a_way_out(history: Shown) -> None:
    history.page.filters.search.setText("没有这个")
    history.stage.wait_until(lambda: history.page.empty.isVisibleTo(history.page))
    assert history.page.shown.text() == "0 / 0"
    assert history.page.life.application_id == 0
    QTest.mouseClick(history.page.empty.link, CLICK)
    history.stage.wait_until(lambda: history.ids() == NEWEST_FIRST)
    assert history.page.filters.wanted(NOW).first_day is None


def test_loading_shows_a_skeleton(qapp: QApplication) -> None:
    with staged(qapp) as stage:
        stage.services.shop.read_delay_s = 0.1
        page = HistoryPage(stage.services, stage.tasks, stage.bridge)
        page.resize(1200, 600)
        page.show()
        stage.let_turn(0.01)
        assert page.model.is_loading
        assert page.model.rowCount() == SKELETON_ROWS
        assert not page.grab().isNull()
        stage.wait_until(lambda: not page.model.is_loading)
        stage.wait_until(lambda: not stage.tasks.running_keys())
        page.close()
        page.deleteLater()


def test_trouble_keeps_the_rows_and_can_be_tried_again(history: Shown) -> None:
    history.stage.services.shop.trouble = StorageBusyError()
    history.page.refresh()
    history.settle()
    trouble = history.page.trouble
    assert trouble.isVisibleTo(history.page)
    assert trouble.words.whole_text() == texts.trouble.storage_locked()
    assert history.ids() == NEWEST_FIRST
    history.stage.services.shop.trouble = None
    QTest.mouseClick(trouble.button, CLICK)
    history.settle()
    assert trouble.isHidden()


def test_a_changed_log_is_said_in_words(qapp: QApplication) -> None:
    with staged(qapp) as stage:
        stage.services.reads.whole = False
        page = HistoryPage(stage.services, stage.tasks, stage.bridge)
        page.show()
        stage.wait_until(lambda: page.life.whole.words.text() == "记录被改动过")
        stage.wait_until(lambda: not stage.tasks.running_keys())
        page.close()
        page.deleteLater()


def test_it_follows_events_while_it_is_seen(history: Shown) -> None:
    view = history.stage.services.shop.views[1]
    history.stage.services.shop.put(replace(view, state=ApplicationState.REJECTED))
    history.stage.wait_until(lambda: 1 in history.ids())
    history.page.hide()
    other = history.stage.services.shop.views[2]
    history.stage.services.shop.put(replace(other, state=ApplicationState.REJECTED))
    history.stage.let_turn(0.4)
    assert 2 not in history.ids()
    history.page.show()
    history.stage.wait_until(lambda: 2 in history.ids())


def test_an_answer_to_an_old_question_is_dropped(history: Shown) -> None:
    history.stage.services.shop.read_delay_s = 0.05
    history.page.refresh()
    history.stage.services.shop.read_delay_s = 0.0
    history.page.filters.search.setText("餐盘")
    history.stage.wait_until(lambda: history.ids() == [PAN, ZHOU])
    history.stage.let_turn(0.15)
    assert history.ids() == [PAN, ZHOU]


def test_a_narrow_window_shows_the_life_as_a_dialog(qapp: QApplication) -> None:
    with shown(qapp, width=1180) as history:
        page = history.page
        assert not page.life.isVisibleTo(page)
        place = page.table.visualRect(page.model.index(3, 1)).center()
        QTest.mouseClick(page.table.viewport(), CLICK, pos=place)
        history.settle()
        dialog = history.dialog()
        assert dialog is not None
        assert dialog.isVisible()
        assert page.life.title.whole_text() == "潘** ¥136.00"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert history.dialog() is None
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        history.settle()
        assert history.dialog() is not None
        QTest.mouseClick(page.life.open_button, CLICK)
        assert history.opened == [PAN]
        assert history.dialog() is None


def test_a_wide_window_shows_the_numbers(qapp: QApplication) -> None:
    with shown(qapp, width=1920) as history:
        assert not history.page.table.isColumnHidden(NUMBER_COLUMN)
    with shown(qapp, width=1366) as history:
        assert history.page.table.isColumnHidden(NUMBER_COLUMN)


@pytest.mark.parametrize("width", [1180, 1366, 1920])
def test_no_amount_is_cut(qapp: QApplication, width: int) -> None:
    with shown(qapp, width=width) as history:
        room = history.page.table.columnWidth(3) - 20
        assert metrics(13, bold=True).horizontalAdvance("¥1,234,567.00") <= room
        total = sum(history.page.table.columnWidth(n) for n in range(len(COLUMNS)))
        assert total <= history.page.table.viewport().width()


def test_it_speaks_english(qapp: QApplication) -> None:
    with shown(qapp, language="en") as history:
        assert history.page.summary.refunded.text() == "Refunded 2"
        assert history.cell(2, 4) == "Refunded"
        assert history.page.life.open_button.text() == "Open application"


def test_equal_lines_in_a_row_are_told_once() -> None:
    def line(number: int, action: AuditAction, facts: str = "{}") -> AuditLine:
        return AuditLine(
            number=number, at=NOW + timedelta(minutes=number), actor="system", action=action,
            application_id=1, refund_id=1, facts_json=facts, previous=CHAIN_START,
            hash=CHAIN_START,
        )  # fmt: skip

    asked = '{"state":"PROCESSING"}'
    told = life_lines(
        (
            line(1, AuditAction.ACCEPTED),
            line(2, AuditAction.ASKED, asked),
            line(3, AuditAction.ASKED, asked),
            line(4, AuditAction.SUCCEEDED),
        )
    )
    assert [entry.times for entry in told] == [1, 2, 1]
    assert told[1].at == NOW + timedelta(minutes=3)


def test_the_model_keeps_qts_rules(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    check: Callable[[HistoryModel], None] = qtmodeltester.check
    with staged(qapp) as stage:
        reads = stage.services.reads
        ids = stage.run(reads.history_ids(HistoryFilter(), now=NOW))
        rows = stage.run(reads.history_rows(ids))
    model = HistoryModel()
    check(model)
    model.put_ids(ids)
    check(model)
    model.put_rows(ids, rows)
    check(model)
    model.put_ids(array("q", ids[:2]))
    check(model)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_a_page_of_rows_is_asked_for_once_and_when_seen() -> None:
    model = HistoryModel()
    wanted: list[array[int]] = []
    model.rows_wanted.connect(wanted.append)
    model.put_ids(array("q", range(1, 10 * PAGE)))
    assert model.index(0, 0).data(ROW_ROLE) is None
    assert model.index(5, 0).data() is None
    assert model.index(3 * PAGE, 0).data() is None
    assert [(ids[0], len(ids)) for ids in wanted] == [(1, PAGE), (3 * PAGE + 1, PAGE)]
    model.ask_again()
    assert model.index(0, 0).data() is None
    assert len(wanted) == 3


def test_rows_that_are_gone_stay_empty_and_old_ones_are_let_go(qapp: QApplication) -> None:
    with staged(qapp) as stage:
        (row,) = stage.run(stage.services.reads.history_rows(array("q", [MA])))
    model = HistoryModel()
    count = 5_000
    model.put_ids(array("q", range(1, count + 1)))
    rows = [replace(row, application_id=number) for number in range(1, count + 1)]
    model.put_rows(range(1, count + 1), rows)
    known = sum(model._rows.get(number) is not None for number in range(1, count + 1))
    assert known < count
    model.put_ids(array("q", [1, 2]))
    model.put_rows([1, 2], [])
    assert model.index(0, 0).data(ROW_ROLE) is None
    assert model.id_at(99) is None
    assert model.line_of(99) is None
    assert not model.index(0, 0, QModelIndex()).data(int(Qt.ItemDataRole.DecorationRole))
