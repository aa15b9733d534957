"""Every decided answer reaches a sentence of its own in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.ui import sentences, texts
from tests.wechatpay.answers_table import ROWS, WRITES, Decided, Row

# What a day without a bill, or before its bill, says on its own page.
_OF_BILLS: dict[str, Callable[[], str]] = {
    "bill.none": texts.bills.empty_day,
    "bill.making": texts.bills.empty_not_ready,
}


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    texts.speak(qapp, "en")


def _sentence(row: Row) -> str:
    """What the window says after this answer; fails for a key without a sentence."""
    if row.why in _OF_BILLS:
        return _OF_BILLS[row.why]()
    assert sentences.is_known(row.why), row
    if row.decided in {Decided.REFUSED, Decided.ASK_FIRST}:
        return sentences.refused_sentence(row.why)
    if row.call in WRITES and row.decided is Decided.MESSAGE_REFUSED:
        return sentences.message_sentence(row.why)
    return sentences.sentence(row.why)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_answer_is_said_in_both_languages(qapp: QApplication, row: Row) -> None:
    texts.speak(qapp, "zh_CN")
    chinese = _sentence(row)
    texts.speak(qapp, "en")
    english = _sentence(row)
    assert chinese != english
    assert len(chinese) > 5
    assert english.isascii() or "¥" in english or "’" in english
    # Neither the far side's code nor its words are shown as ours.
    assert row.code not in chinese


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.call == "refund.submit" and r.decided is Decided.REFUSED], ids=str
)
def test_a_refused_refund_says_that_no_money_left(qapp: QApplication, row: Row) -> None:
    texts.speak(qapp, "zh_CN")
    said = _sentence(row)
    assert any(words in said for words in ("没有退", "没有退款", "钱没有退出", "没有动")), said
