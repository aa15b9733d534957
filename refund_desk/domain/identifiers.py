"""Identifiers of WeChat Pay and of ours: separate types, checked when made, never swapped."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from refund_desk.domain.errors import BadValueError

ORDINAL_MAX = 50
LIVE_PREFIX = "RD"
PRACTICE_PREFIX = "PX"


class Identifier(str):
    """A text that is safe to put into a path, a query and a log line.

    Raises `BadValueError` when the text is not of the form: the SDK does not encode what it puts
    into a path, so `../x`, spaces and empty texts must not come that far.
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9A-Za-z_\-|*@]{1,64}")

    def __new__(cls, text: str) -> Self:
        """Check the form once, at the edge."""
        if cls.form.fullmatch(text) is None:
            raise BadValueError(f"identifier.{cls.__name__}")
        return super().__new__(cls, text)


class Mchid(Identifier):
    """商户号: the merchant number."""

    __slots__ = ()
    form = re.compile(r"[0-9]{4,32}")


class TransactionId(Identifier):
    """微信支付订单号: identifies the payment."""

    __slots__ = ()
    form = re.compile(r"[0-9A-Za-z]{4,32}")


class OutTradeNo(Identifier):
    """商户订单号: the merchant's number of the same payment."""

    __slots__ = ()
    form = re.compile(r"[0-9A-Za-z_\-|*@]{1,32}")


class RefundId(Identifier):
    """微信支付退款单号: known only after acceptance."""

    __slots__ = ()
    form = re.compile(r"[0-9A-Za-z]{1,32}")


class ComplaintId(Identifier):
    """投诉单号."""

    __slots__ = ()
    form = re.compile(r"[0-9A-Za-z_\-]{1,64}")


class OutRefundNo(Identifier):
    """商户退款单号: ours, derived from the payment, once given never changed (decisions.md 1.1)."""

    __slots__ = ()
    form = re.compile(r"[0-9A-Za-z_\-|*@]{1,64}")

    @classmethod
    def derive(cls, transaction_id: TransactionId, ordinal: int, *, practice: bool) -> Self:
        """The one number of the `ordinal`-th refund of a payment.

        Made of the payment and the ordinal alone, never of a clock, a counter or chance: a restored
        backup or a second PC computes the same number, so WeChat Pay refuses or repeats its answer
        instead of paying again. Raises `BadValueError` outside 1..50.
        """
        if type(ordinal) is not int or not 1 <= ordinal <= ORDINAL_MAX:
            raise BadValueError("refund.ordinal")
        prefix = PRACTICE_PREFIX if practice else LIVE_PREFIX
        return cls(f"{prefix}{transaction_id}-{ordinal:02d}")
