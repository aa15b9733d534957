"""Identifiers are checked when they are made; a refund's number follows from the payment alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import (
    ORDINAL_MAX,
    ComplaintId,
    Mchid,
    OutRefundNo,
    OutTradeNo,
    RefundId,
    TransactionId,
)

PAYMENTS = st.from_regex(TransactionId.form, fullmatch=True).map(TransactionId)
ORDINALS = st.integers(min_value=1, max_value=ORDINAL_MAX)


@pytest.mark.parametrize("kind", [Mchid, TransactionId, OutTradeNo, RefundId, ComplaintId])
@pytest.mark.parametrize("text", ["", "../x", "a b", "中文", "a" * 65, "1234\n", "1/2", "%31"])
def test_what_must_not_come_into_a_path_is_refused(kind: type[str], text: str) -> None:
    with pytest.raises(BadValueError, match=rf"identifier\.{kind.__name__}"):
        kind(text)


@given(PAYMENTS, ORDINALS, st.booleans())
def test_a_number_is_a_function_of_payment_and_ordinal(
    payment: TransactionId, ordinal: int, practice: bool
) -> None:
    number = OutRefundNo.derive(payment, ordinal, practice=practice)
    assert number == OutRefundNo.derive(TransactionId(str(payment)), ordinal, practice=practice)
    assert number == f"{'PX' if practice else 'RD'}{payment}-{ordinal:02d}"
    assert len(number.encode()) <= 64


@given(PAYMENTS, PAYMENTS, ORDINALS, ORDINALS)
def test_two_numbers_are_equal_for_the_same_refund_only(
    one: TransactionId, other: TransactionId, first: int, second: int
) -> None:
    same = OutRefundNo.derive(one, first, practice=False) == OutRefundNo.derive(
        other, second, practice=False
    )
    assert same == ((one, first) == (other, second))


@pytest.mark.parametrize("ordinal", [0, 51, -1, True, 1.0])
def test_an_ordinal_outside_the_fifty_is_refused(ordinal: int) -> None:
    with pytest.raises(BadValueError, match=r"refund\.ordinal"):
        OutRefundNo.derive(TransactionId("42000012"), ordinal, practice=False)
