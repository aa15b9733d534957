"""Bills nobody should have written."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.bill import BillKind, text_of
from refund_desk.domain.bill_reader import BillReader
from tests.fuzzing import REFUSED
from tests.reconciliation.bills import MCHID, refund_row, trade_file
from tests.reconciliation.fuzz_bills import campaign, wrong_with


def test_spoilt_bills_are_refused_or_read_right() -> None:
    result = campaign(3_000, seed=random.randrange(10**9))
    assert result["ok"], result
    # Some come through unspoilt, and most do not: the changes do change something.
    assert 300 < int(str(result["accepted"])) < 2_000


@given(st.binary(max_size=2_000), st.sampled_from(BillKind))
def test_no_bytes_break_the_reader(content: bytes, kind: BillKind) -> None:
    assert wrong_with(kind, content, random.Random(1)) == REFUSED


@given(
    st.lists(st.integers(1, 10**10), max_size=8),
    st.sampled_from([BillKind.REFUND, BillKind.ALL]),
    st.text(alphabet="雾蓝杯\\ntr`'\" 140", max_size=20),
)
def test_every_right_bill_is_read_to_the_fen(
    amounts: list[int], kind: BillKind, goods: str
) -> None:
    rows = [refund_row(n, fen=fen, goods=goods) for n, fen in enumerate(amounts)]
    reader = BillReader(kind, MCHID)
    reader.feed(trade_file(rows, kind))
    assert [refund.asked.count for refund in reader.trade_bill().refunds] == amounts


@given(st.text(max_size=80))
def test_escaping_is_undone(text: str) -> None:
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\140")
    written = written.replace(",", "\\ ").replace("\n", "\\n").replace("\r", "\\r")
    assert text_of(written.replace("\t", "\\t")) == text


def test_the_campaign_sees_a_wrong_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that does not compare the sums is caught by the other one."""
    monkeypatch.setattr("refund_desk.domain.bill_reader._ensure_sum", lambda _holds: None)
    assert not campaign(500, seed=1)["ok"]
