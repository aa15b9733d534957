"""Bills are read to the fen, whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from refund_desk.domain.bill import (
    BadBillError,
    BilledStatus,
    BillKind,
    TradeBill,
    count_of,
    fee_of,
    fen_of,
    instant_of,
    text_of,
)
from refund_desk.domain.bill_reader import LINE_BYTES_MAX, BillReader
from refund_desk.domain.fen import Fen
from tests.reconciliation import bills
from tests.reconciliation.bills import DAY, MCHID, SAMPLES, Row, flow_file, refund_row, trade_file


def read(content: bytes, kind: BillKind = BillKind.REFUND, *, step: int = 1 << 20) -> TradeBill:
    reader = BillReader(kind, MCHID)
    for start in range(0, len(content), step):
        reader.feed(content[start : start + step])
    return reader.trade_bill()


def refused(content: bytes, kind: BillKind = BillKind.REFUND) -> str:
    with pytest.raises(BadBillError) as raised:
        read(content, kind)
    return raised.value.why


# Values


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0.01", 1),
        ("0.0", 0),
        ("0", 0),
        ("0.00000", 0),
        ("108.00", 10_800),
        ("19.99", 1_999),
        ("0.29", 29),
        ("12345678901.1", 1_234_567_890_110),
    ],
)
def test_yuan_become_fen_exactly(text: str, fen: int) -> None:
    assert fen_of(text) == Fen(fen)


@pytest.mark.parametrize(
    "text",
    ["", "-1.00", "+1", "1.001", "01.00", "1,000.00", "1e3", " 1", "１", ".5", "1.", "1.000001"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadBillError, match="amount"):
        fen_of(text)


def test_fees_have_five_decimals_and_a_sign() -> None:
    assert [fee_of(text) for text in ("-0.15000", "0.32000", "0.0", "-0.00001", "12")] == [
        -15_000,
        32_000,
        0,
        -1,
        1_200_000,
    ]
    for text in ("0.000001", "--1", "", "0,1"):
        with pytest.raises(BadBillError, match="fee"):
            fee_of(text)


def test_counts_are_written_with_a_point() -> None:
    assert [count_of(text) for text in ("45.0", "3", "0", "12.00")] == [45, 3, 0, 12]
    for text in ("45.5", "", "-1", "1e3", "4,5"):
        with pytest.raises(BadBillError, match="count"):
            count_of(text)


def test_times_are_of_beijing() -> None:
    assert instant_of("2026-11-17 07:59:59") == datetime(2026, 11, 16, 23, 59, 59, tzinfo=UTC)
    for text in ("2026-02-30 00:00:00", "2026-11-17", "0001-01-01 00:00:00", "2026-11-17 24:00:00"):
        with pytest.raises(BadBillError, match="time"):
            instant_of(text)


def test_escapes_are_taken_away() -> None:
    written = r"杯\ 碟\'大\'\"红\" \`一\140 反\\斜\n行\r\t尾\x"
    assert text_of(written) == "杯,碟'大'\"红\" `一` 反\\斜\n行\r\t尾\\x"


# Trade bills


@pytest.mark.parametrize("kind", [BillKind.REFUND, BillKind.ALL])
@pytest.mark.parametrize("step", [1, 7, 1 << 20])
def test_a_bill_of_refunds_is_read_in_any_pieces(kind: BillKind, step: int) -> None:
    content = trade_file([refund_row(1), refund_row(2, fen=1, status="PROCESSING")], kind)
    first, second = read(content, kind, step=step).refunds
    assert (first.asked, first.number, first.status) == (
        Fen(10_800),
        "RD4200001234202611170000000001-01",
        BilledStatus.SUCCESS,
    )
    assert first.fee_units == -64_800
    assert (second.asked, second.status) == (Fen(1), BilledStatus.PROCESSING)
    assert second.asked_at == (DAY + timedelta(minutes=602)).astimezone(UTC)


def test_a_refund_knows_its_times_in_a_bill_of_refunds_only() -> None:
    row = refund_row(1, arrived=False, changes={"交易时间": "2026-11-10 01:02:03"})
    (refund,) = read(trade_file([row])).refunds
    assert refund.asked_at == (DAY + timedelta(minutes=601)).astimezone(UTC)
    assert refund.arrived_at is None
    (refund,) = read(trade_file([refund_row(1)])).refunds
    assert refund.arrived_at == refund.asked_at
    (refund,) = read(trade_file([row], BillKind.ALL), BillKind.ALL).refunds
    assert refund.asked_at == datetime(2026, 11, 9, 17, 2, 3, tzinfo=UTC)


def test_payments_are_counted_not_kept() -> None:
    content = trade_file([Row(fen=100), refund_row(3), Row(fen=250)], BillKind.ALL)
    bill = read(content, BillKind.ALL)
    assert (bill.payments, bill.paid, len(bill.refunds)) == (2, Fen(350), 1)


def test_less_may_come_back_than_was_asked() -> None:
    (refund,) = read(trade_file([refund_row(1, fen=5_900, returned_fen=5_200)])).refunds
    assert (refund.asked, refund.returned) == (Fen(5_900), Fen(5_200))


def test_a_bill_without_mark_or_last_line_end_is_read() -> None:
    content = trade_file([refund_row(1)], end="\n")
    assert len(read(content.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n")).refunds) == 1


def test_the_goods_are_readable_text() -> None:
    (refund,) = read(trade_file([refund_row(1, goods=r"杯\ 碟\n" + "长" * 300)])).refunds
    assert refund.goods.startswith("杯,碟 长")
    assert len(refund.goods) < 130
    assert refund.goods.isprintable()


def test_a_new_status_counts_as_money_that_moves() -> None:
    rows = [refund_row(1, status="TURNED"), refund_row(2, status="FAIL")]
    turned, failed = read(trade_file(rows)).refunds
    assert (turned.status, turned.moves_money) == (BilledStatus.OTHER, True)
    assert not failed.moves_money


def test_a_revoked_payment_gives_its_refund_where_it_names_one() -> None:
    rows = [refund_row(1, state="REVOKED"), Row(state="REVOKED", fen=0)]
    bill = read(trade_file(rows, BillKind.ALL), BillKind.ALL)
    assert (len(bill.refunds), bill.payments) == (1, 0)


def test_another_currency_is_not_refunded_here() -> None:
    assert read(trade_file([refund_row(1, currency="USD")])).refunds == ()


def test_the_layout_is_found_by_the_names_of_its_columns() -> None:
    lines = trade_file([refund_row(1)]).decode().splitlines()
    moved = [",".join([*line.split(",")[5:], *line.split(",")[:5]]) for line in lines[:2]]
    moved[0] = moved[0].replace("\ufeff", "")
    (refund,) = read("\r\n".join([*moved, *lines[2:]]).encode()).refunds
    assert refund.transaction_id == "4200001234202611170000000001"


def test_the_layout_of_before_2018_knows_one_amount() -> None:
    title = (
        "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
        "付款银行,货币种类,总金额,企业红包金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,"
        "退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率"
    )
    row = (
        f"2018-08-20 14:40:09,wx0123456789abcdef,{MCHID},0,,4200000145201808202300523655,"
        "2018082010,openid,NATIVE,REFUND,CFT,CNY,0.00,0.00,2018-08-21 18:13:10,2018-08-21 18:13:12,"
        "50000707812018082106030155182,1012413262018,0.01,0.00,ORIGINAL,SUCCESS,试,,0.00000,1.00%"
    )
    lines = [
        title,
        ",".join(f"`{cell}" for cell in row.split(",")),
        "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额",
        "`1.0,`0.00,`0.01,`0.0,`0.0",
    ]
    (refund,) = read("\n".join(lines).encode()).refunds
    assert (refund.asked, refund.returned) == (Fen(1), Fen(1))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"refund_id": "5030 00"}, "number"),
        ({"transaction_id": "../x"}, "number"),
        ({"number": ""}, "refund"),
        ({"number": "N" * 65}, "refund"),
        ({"number": "a\x07b"}, "refund"),
        ({"fen": 0}, "refund"),
        ({"mchid": "1900000110"}, "merchant"),
        ({"state": "SUCCESS"}, "state"),
        ({"state": "ODD"}, "state"),
        ({"goods": "杯,碟"}, "columns"),
        ({"changes": {"申请退款金额": "-1.00"}}, "amount"),
        ({"changes": {"退款金额": "1.001"}}, "amount"),
        ({"changes": {"手续费": "x"}}, "fee"),
        ({"changes": {"退款申请时间": "17.11.2026"}}, "time"),
        ({"changes": {"退款成功时间": "soon"}}, "time"),
    ],
)
def test_a_row_that_is_not_right_spoils_the_bill(change: dict[str, object], why: str) -> None:
    assert refused(trade_file([refund_row(1), refund_row(2, **change)])) == why


def test_a_payment_does_not_belong_into_a_bill_of_refunds() -> None:
    assert refused(trade_file([Row()])) == "state"


def test_a_refund_without_its_number_contradicts_itself() -> None:
    assert refused(trade_file([Row(state="REFUND")], BillKind.ALL), BillKind.ALL) == "state"


def test_one_refund_does_not_stand_twice() -> None:
    assert refused(trade_file([refund_row(1), refund_row(1, number="other")])) == "twice"


def test_there_is_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refund_desk.domain.bill_reader.REFUNDS_MAX", 2)
    assert refused(trade_file([refund_row(n) for n in range(3)])) == "many"


@pytest.mark.parametrize("column", ["微信退款单号", "申请退款金额", "商户号", "订单金额"])
def test_a_layout_that_lacks_a_column_is_refused(column: str) -> None:
    lines = trade_file([refund_row(1)]).decode("utf-8-sig").splitlines()
    place = lines[0].split(",").index(column)
    cut = [",".join(c for n, c in enumerate(x.split(",")) if n != place) for x in lines[:2]]
    assert refused("\r\n".join([*cut, *lines[2:]]).encode()) == "title"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("`2.0,", "`3.0,", "sums"),
        ("`216.00,`0.00,`0.0", "`216.01,`0.00,`0.0", "sums"),
        (",`216.00\r\n", ",`215.99\r\n", "sums"),
        (",`216.00\r\n", "\r\n", "columns"),
        ("总交易单数", "总数", "title"),
        ("交易时间,公众账号ID", "交易时间,交易时间", "title"),
        ("费率备注", "", "title"),
        ("`4200001234202611170000000002", "4200001234202611170000000002", "columns"),
    ],
)
def test_a_changed_file_is_refused(old: str, new: str, why: str) -> None:
    content = trade_file([refund_row(1), refund_row(2)]).decode()
    assert old in content
    assert refused(content.replace(old, new).encode()) == why


def test_a_cut_file_is_refused_wherever_it_is_cut() -> None:
    content = trade_file([refund_row(1), refund_row(2)])
    whole = read(content)
    for end in range(len(content) - 1):
        try:
            found = read(content[:end])
        except BadBillError:
            continue
        # Only the line end, or the last zeros of the last sum, may be missing.
        assert found == whole
        assert end >= len(content) - len(b".00\r\n")


def test_nothing_may_follow_the_sums() -> None:
    content = trade_file([refund_row(1)])
    assert refused(content + content) == "more"
    assert len(read(content + b"\r\n\r\n").refunds) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "end"),
        (b"\xef\xbb\xbf\r\n", "end"),
        (b"\xff\xfe", "text"),
        ("微信\n".encode(), "title"),
        (b"x" * (LINE_BYTES_MAX + 1), "long"),
        (b"x" * (LINE_BYTES_MAX + 1) + b"\n", "long"),
        (b'{"code":"INVALID_REQUEST"}', "title"),
        (b"<html><body>502</body></html>\n", "title"),
    ],
)
def test_what_is_no_bill_is_refused(content: bytes, why: str) -> None:
    assert refused(content) == why


def test_the_line_is_told_but_nothing_of_it() -> None:
    content = trade_file([refund_row(1), refund_row(2, fen=0)])
    with pytest.raises(BadBillError) as raised:
        read(content)
    assert raised.value.line == 3
    assert str(raised.value) == "refund in line 3"


def test_a_spoilt_reader_keeps_nothing_and_stays_spoilt() -> None:
    reader = BillReader(BillKind.REFUND, MCHID)
    reader.feed(b"\xff\n")
    reader.feed(trade_file([refund_row(1)]))
    with pytest.raises(BadBillError, match="text"):
        reader.trade_bill()


def test_a_bill_is_asked_for_as_what_it_is() -> None:
    trade, flow = BillReader(BillKind.ALL, MCHID), BillReader(BillKind.FLOW, MCHID)
    trade.feed(trade_file([Row()], BillKind.ALL))
    flow.feed(flow_file([(1, 100, 100)]))
    with pytest.raises(BadBillError, match="kind"):
        trade.flow_bill()
    with pytest.raises(BadBillError, match="kind"):
        flow.trade_bill()


# Fund-flow bills


def balance(content: bytes) -> tuple[Fen, datetime, int]:
    reader = BillReader(BillKind.FLOW, MCHID)
    reader.feed(content)
    bill = reader.flow_bill()
    return bill.balance, bill.balance_at, bill.moves


@pytest.mark.parametrize(
    "moves",
    [
        [(1, 5_000, 5_000), (2, -800, 4_200), (3, 100, 4_300)],
        [(3, 100, 4_300), (2, -800, 4_200), (1, 5_000, 5_000)],
        [(2, -800, 4_200), (3, 100, 4_300), (1, 5_000, 5_000)],
        [(1, 5_000, 5_000), (3, -800, 4_200), (3, 100, 4_300)],
        [(3, 100, 4_300), (3, -800, 4_200), (1, 5_000, 5_000)],
    ],
)
def test_the_balance_is_that_after_the_last_movement(moves: list[tuple[int, int, int]]) -> None:
    at = (DAY + timedelta(minutes=3)).astimezone(UTC)
    assert balance(flow_file(moves)) == (Fen(4_300), at, 3)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("支出,", "转出,", "direction"),
        ("`2.0,`1.0,", "`3.0,`1.0,", "sums"),
        ("`1.0,`50.00", "`1.0,`50.01", "sums"),
        ("`1.0,`8.00\r\n", "`1.0,`8.01\r\n", "sums"),
        ("账户结余(元)", "结余", "title"),
        ("`42.00,", "`-42.00,", "amount"),
    ],
)
def test_a_changed_fund_flow_is_refused(old: str, new: str, why: str) -> None:
    content = flow_file([(1, 5_000, 5_000), (2, -800, 4_200)]).decode()
    assert old in content
    with pytest.raises(BadBillError, match=why):
        balance(content.replace(old, new).encode())


def test_a_fund_flow_without_movements_says_nothing() -> None:
    with pytest.raises(BadBillError, match="empty"):
        balance(flow_file([]))


def test_wide_brackets_are_the_same_column() -> None:
    content = flow_file([(1, 5_000, 5_000)]).decode().replace("(元)", "（元）")
    assert balance(content.encode())[0] == Fen(5_000)


# Files as a shop gets them


def test_the_sample_of_all_trades() -> None:
    content = (SAMPLES / "trade_all.csv").read_bytes()
    bill = read(content, BillKind.ALL)
    expected, payments = bills.reference(content)
    assert {r.refund_id: r.number for r in bill.refunds} == {k: n for k, (n, _) in expected.items()}
    assert (bill.payments, len(bill.refunds)) == (payments, 6) == (9, 6)
    assert {refund.goods for refund in bill.refunds} >= {'“雾蓝”马克杯, 2 只 "大号"', "杯`碟"}


def test_the_sample_of_refunds_agrees_with_that_of_all_trades() -> None:
    of_all = read((SAMPLES / "trade_all.csv").read_bytes(), BillKind.ALL).refunds
    refunds = read((SAMPLES / "trade_refund.csv").read_bytes()).refunds
    assert {(r.refund_id, r.number, r.asked, r.fee_units, r.status) for r in refunds} == {
        (r.refund_id, r.number, r.asked, r.fee_units, r.status) for r in of_all
    }
    assert sum(r.asked.count for r in refunds) == 203_430
    assert any(r.asked != r.returned for r in refunds)


def test_the_sample_of_movements() -> None:
    found, at, moves = balance((SAMPLES / "fund_flow.csv").read_bytes())
    assert (found, moves) == (Fen(864_215), 15)
    assert at == datetime(2026, 11, 17, 13, 33, 47, tzinfo=UTC)
