"""What a cell says, read strictly: a guess would be a wrong number, a wrong sum or a wrong day."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import REFUND_FEN_MAX, Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId

# 4.2E+27: what a spreadsheet leaves of a number that it took for a sum. No order number has a plus.
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
# The same written out: fifteen digits, then nothing but zeros.
_DIGITS_KEPT = 15
_ZEROS_TELL_FROM = 20
# 28 digits, today 42 at first, 10 in older bills; a wrong guess finds no order, moves nothing.
_OF_WECHAT = re.compile(r"(?:42|10)[0-9]{26}")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_CURRENCY = re.compile(r"^(?:¥|rmb|cny|人民币)|(?:元|rmb|cny|圆)$", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?86)?(1[0-9]{10})")
_TIME = re.compile(
    r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[T ]*([0-9]{1,2})[:时]([0-9]{1,2})(?:[:分]([0-9]{1,2})(?:\.[0-9]{1,6})?)?[分秒]?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SOLID_TIME = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2})([0-9]{2})())?")
# A clock may be a little wrong; tomorrow nobody has applied.
_AHEAD_MAX = timedelta(minutes=10)


class BadCellError(Exception):
    """A cell is not of its form; `why` is the key of a sentence."""

    def __init__(self, why: str) -> None:
        """Keep the key; the cell itself enters no text."""
        super().__init__(why)
        self.why = why


def has_lost_digits(number: str) -> bool:
    """Whether an order number looks like what a spreadsheet leaves of one."""
    if _ROUNDED.fullmatch(number):
        return True
    tail = number[_DIGITS_KEPT:]
    return number.isdigit() and len(number) >= _ZEROS_TELL_FROM and not tail.strip("0")


def payment_in(text: str) -> TransactionId:
    """微信支付订单号; raises `BadCellError`."""
    number = _number(text)
    try:
        return TransactionId(number)
    except BadValueError:
        raise BadCellError("row.number") from None


def own_number_in(text: str) -> OutTradeNo:
    """商户订单号; raises `BadCellError`."""
    number = _number(text)
    try:
        return OutTradeNo(number)
    except BadValueError:
        raise BadCellError("row.number") from None


def is_of_wechat(text: str) -> bool:
    """Whether an order number has the form of WeChat Pay's own."""
    return _OF_WECHAT.fullmatch(_narrow(text)) is not None


def asked_in(text: str) -> Fen:
    """An amount in yuan, such as 108, ¥1,080.50 or １０８元; raises `BadCellError`."""
    written = _narrow(text)
    if written.startswith(("-", "\u2212", "(")):
        raise BadCellError("row.negative")
    plain = _CURRENCY.sub("", _CURRENCY.sub("", written))
    if "," in plain:
        if not _THOUSANDS.fullmatch(plain):
            raise BadCellError("row.amount")
        plain = plain.replace(",", "")
    try:
        asked = Fen.from_yuan_text(plain)
    except BadValueError:
        raise BadCellError("row.amount") from None
    if not asked or asked.count > REFUND_FEN_MAX:
        raise BadCellError("row.amount_bounds")
    return asked


def applied_in(text: str, *, now: datetime) -> datetime:
    """When the buyer applied (UTC); a time without zone is Beijing's. Raises `BadCellError`."""
    written = unicodedata.normalize("NFKC", text).strip()
    match = _TIME.fullmatch(written) or _SOLID_TIME.fullmatch(written)
    if match is None:
        raise BadCellError("row.time")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)
        if zone := match.group(7):
            at = datetime.fromisoformat(f"{at:%Y-%m-%dT%H:%M:%S}{zone}")
        at = at.astimezone(UTC)
    except ValueError:
        raise BadCellError("row.time") from None
    if at > now + _AHEAD_MAX:
        raise BadCellError("row.ahead")
    return at


def phone_in(text: str) -> str:
    """A mobile phone number of eleven digits; empty for anything else, such as a masked one."""
    match = _PHONE.fullmatch(re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)))
    return match.group(1) if match else ""


def _number(text: str) -> str:
    number = _narrow(text)
    if has_lost_digits(number):
        raise BadCellError("row.rounded")
    return number


def _narrow(text: str) -> str:
    """The text in half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
