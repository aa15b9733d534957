"""The list's model and its order, at one row and at many."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from refund_desk.application.rows import InboxRow
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import Segment
from refund_desk.ui import texts
from refund_desk.ui.inbox.groups import Group, GroupKind, ListOrder, find_groups
from refund_desk.ui.inbox.row_look import look_of
from refund_desk.ui.inbox.row_model import LOOK_ROLE, PAGE, InboxModel
from tests.ui.fake_cases import KINDS, NOW, case_of
from tests.ui.fake_reads import inbox_row_of

_TODAY, _LATER = GroupKind.TODAY, GroupKind.LATER


def _row(number: int, left: timedelta) -> InboxRow:
    row = inbox_row_of(case_of(KINDS[0]), unread=False)
    return replace(row, application_id=number, due_at=NOW + left, official_due_at=NOW + left)


def test_money_back_at_the_shop_waits_for_the_person_to_pass_it_on() -> None:
    row = replace(
        _row(1, timedelta(hours=1)), refund_state=RefundState.SUCCEEDED, segment=Segment.PROBLEM
    )
    look = look_of(row, now=NOW)
    assert (look.state, look.state_role) == (texts.inbox.row_at_shop(), "bad")
    assert look.state in look.accessible


def _order(count: int = 5, first_group: int = 2) -> ListOrder:
    ids = array("q", range(100, 100 + count))
    return ListOrder(ids, [Group(_TODAY, first_group), Group(_LATER, count - first_group)])


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    check: Callable[[InboxModel], None] = qtmodeltester.check
    model = InboxModel(NOW)
    check(model)
    model.put_order(_order())
    model.put_rows(range(100, 103), [_row(n, timedelta(hours=n)) for n in range(100, 103)])
    check(model)
    model.put_order(_order(9, 9))
    model.show_skeleton()
    check(model)


def test_lines_are_headings_and_rows() -> None:
    order = _order()
    assert order.line_count == 7
    assert order.heading_lines == (0, 3)
    assert [order.id_at(line) for line in range(8)] == [None, 100, 101, None, 102, 103, 104, None]
    assert [order.line_of(n) for n in range(100, 106)] == [1, 2, 4, 5, 6, None]
    assert ListOrder(array("q"), [Group(_TODAY, 0)]).line_count == 0


def test_a_page_is_wanted_once_when_it_is_seen() -> None:
    model = InboxModel(NOW)
    wanted: list[array[int]] = []
    model.rows_wanted.connect(wanted.append)
    model.put_order(_order(200, 200))
    assert not wanted, "nothing was seen yet"
    assert model.index(1, 0).data(LOOK_ROLE) is None
    model.index(2, 0).data(LOOK_ROLE)
    assert [list(ids) for ids in wanted] == [list(range(100, 100 + PAGE))]
    model.index(150, 0).data(LOOK_ROLE)
    assert wanted[1][0] == 100 + 2 * PAGE


def test_an_outdated_row_stays_until_the_new_one_is_there() -> None:
    model = InboxModel(NOW)
    wanted: list[array[int]] = []
    model.rows_wanted.connect(wanted.append)
    model.put_order(_order())
    model.put_rows([100], [_row(100, timedelta(hours=3))])
    model.outdate([100, 999])
    assert model.index(1, 0).data(LOOK_ROLE) is not None
    assert 100 in wanted[-1]
    assert 999 not in wanted[-1]


def test_a_held_row_keeps_its_neighbour() -> None:
    before = _order()
    now = ListOrder(array("q", [100, 102, 103, 104, 101]), [Group(_TODAY, 1), Group(_LATER, 4)])
    held = now.holding(101, before)
    assert list(held.ids) == [100, 101, 102, 103, 104]
    assert [group.count for group in held.groups] == [2, 3]
    gone = ListOrder(array("q", [100, 102]), [Group(_TODAY, 1), Group(_LATER, 1)])
    assert list(gone.holding(101, before).ids) == [100, 101, 102]
    nothing = ListOrder(array("q"), [])
    assert nothing.holding(101, before).groups == (Group(_TODAY, 1),)


def test_after_a_row_comes_its_successor_or_the_last() -> None:
    before = _order()
    rest = ListOrder(array("q", [100, 101, 103]), [Group(_TODAY, 3)])
    assert before.after(102, rest) == 103
    assert before.after(104, rest) == 103
    assert before.after(104, ListOrder(array("q"), [])) is None


@pytest.mark.parametrize("today", [0, 1, 63, 64, 65, 5_000, 99_999, 100_000])
def test_groups_are_found_with_few_looks(today: int) -> None:
    count, looked = 100_000, 0
    ids = array("q", range(count))

    async def read(wanted: array[int]) -> list[InboxRow]:
        nonlocal looked
        looked += len(wanted)
        near, far = timedelta(hours=1), timedelta(days=9)
        return [_row(n, near if n < today else far) for n in wanted]

    groups = asyncio.run(find_groups(ids, read_rows=read, now=NOW))
    expected = [Group(_TODAY, today), Group(_LATER, count - today)]
    assert groups == [group for group in expected if group.count]
    assert looked < 1_500


def test_groups_end_although_rows_vanish_meanwhile() -> None:
    async def read(wanted: array[int]) -> list[InboxRow]:
        return [_row(n, timedelta(hours=1)) for n in wanted if n % 2]

    groups = asyncio.run(find_groups(array("q", range(500)), read_rows=read, now=NOW))
    assert sum(group.count for group in groups) == 500


@pytest.mark.parametrize(
    ("told", "words"), [("其他", "Other"), ("其它 ", "Other"), ("香味不对", "香味不对")]
)
def test_wechats_word_for_none_of_these_is_translated(
    qapp: QApplication, told: str, words: str
) -> None:
    row = replace(_row(1, timedelta(hours=9)), category=ReasonCategory.OTHER, problem_text=told)
    texts.speak(qapp, "en")
    assert look_of(row, now=NOW).what.startswith(words)
