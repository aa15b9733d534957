"""The forms of the contract's answers: each yields the places where an answer departs from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

Form = Callable[[object, str], Iterator[str]]

FEN_MOST = 10_000_000_000
_INSTANT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z"
TRADE_CLOCK = timedelta(hours=48)


def pattern(expression: str) -> Form:
    """A text of this form."""
    compiled = re.compile(expression, re.ASCII)

    def judge(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield place

    return judge


def text(most: int) -> Form:
    """A text of at most so many characters."""

    def judge(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, str) or len(value) > most:
            yield place

    return judge


def whole(least: int, most: int) -> Form:
    """A whole number."""

    def judge(value: object, place: str) -> Iterator[str]:
        if type(value) is not int or not least <= value <= most:
            yield place

    return judge


def word(words: str) -> Form:
    """One of these words."""
    return pattern("|".join(words.split()))


def yes_or_no(value: object, place: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield place


def instant(value: object, place: str) -> Iterator[str]:
    """An instant in UTC that exists, ending in Z."""
    if not isinstance(value, str) or not re.fullmatch(_INSTANT, value, re.ASCII):
        yield place
        return
    try:
        datetime.fromisoformat(value)
    except ValueError:
        yield place


def maybe(form: Form) -> Form:
    """The form, or null."""

    def judge(value: object, place: str) -> Iterator[str]:
        if value is not None:
            yield from form(value, place)

    return judge


def many(form: Form, most: int) -> Form:
    """A list."""

    def judge(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, list) or len(value) > most:
            yield place
            return
        for number, each in enumerate(value):
            yield from form(each, f"{place}[{number}]")

    return judge


def parts(**forms: Form) -> Form:
    """An object; a name that ends in an underscore may be missing. Other names are left alone."""

    def judge(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield place
            return
        for name, form in forms.items():
            known = name.removesuffix("_")
            if known in value:
                yield from form(value[known], f"{place}.{known}")
            elif known == name:
                yield f"{place}.{known}"

    return judge


FEN = whole(0, FEN_MOST)
PICTURE = pattern(r"/pictures/[A-Za-z0-9_.-]{1,200}")
NUMBER = pattern(r"[0-9]{1,32}")
TRADE_NO = pattern(r"[A-Za-z0-9_*-]{1,32}")
_BUYER = parts(
    nickname_=text(64), openid_=text(128), phone_=text(32), receiver_=text(64), region_=text(128)
)
_NAMED_BUYER = parts(nickname=text(64), receiver_=text(64), region_=text(128))
_PARCEL = parts(
    carrier=text(32), tracking_no=text(64), shipped_at=instant, received_at=maybe(instant)
)
_LOGISTICS = parts(
    carrier=text(32), tracking_no=text(64), shipped_at=instant, signed_at=maybe(instant)
)
ORDER = parts(
    transaction_id=NUMBER,
    out_trade_no_=TRADE_NO,
    paid_at_=instant,
    total_fen=FEN,
    freight_fen=FEN,
    buyer=_NAMED_BUYER,
    goods=many(
        parts(name=text(128), quantity=whole(1, 1_000_000), unit_fen=FEN, picture_=maybe(PICTURE)),
        100,
    ),
    logistics=maybe(_LOGISTICS),
)
_MESSAGE = parts(
    message_id=pattern(r"[A-Za-z0-9_.-]{1,64}"),
    at=instant,
    **{"from": word("buyer shop platform")},
    text=text(2_000),
    pictures_=many(PICTURE, 20),
)
_PARTS = parts(
    application_id=pattern(r"[A-Za-z0-9_-]{1,64}"),
    kind=word("refund return trade_complaint"),
    state=word(
        "open waiting_customer waiting_goods goods_received approved refunded rejected withdrawn"
        " platform_decided"
    ),
    test_=yes_or_no,
    applied_at=instant,
    changed_at=instant,
    respond_by_=maybe(instant),
    transaction_id_=NUMBER,
    out_trade_no_=TRADE_NO,
    asked_fen=FEN,
    reason=parts(
        category=word(
            "damaged not_as_described never_shipped wrong_goods missing_part changed_mind quality"
            " other"
        ),
        text=text(2_000),
    ),
    buyer_=_BUYER,
    order_=maybe(ORDER),
    pictures_=many(PICTURE, 20),
    messages=many(_MESSAGE, 200),
    channels_=many(word("after_sale_page customer_service"), 10),
    offer_=maybe(parts(amount_fen=FEN, agreed=maybe(yes_or_no))),
    return_parcel_=maybe(_PARCEL),
)


def application(value: object, place: str) -> Iterator[str]:
    """One application, whole."""
    wrong = list(_PARTS(value, place))
    yield from wrong
    if wrong or not isinstance(value, dict):
        return
    if "transaction_id" not in value and "out_trade_no" not in value:
        yield f"{place}.transaction_id"
    if value["kind"] == "trade_complaint":
        due = datetime.fromisoformat(value["applied_at"]) + TRADE_CLOCK
        told = value.get("respond_by")
        if told is None or datetime.fromisoformat(told) != due:
            yield f"{place}.respond_by"


PAGE = parts(
    applications=many(application, 200),
    next_cursor=pattern(r"[A-Za-z0-9_.~-]{1,200}"),
    more=yes_or_no,
)
TAKEN = parts(id=pattern(r"[A-Za-z0-9_.-]{1,64}"), at=instant)
PROBLEM = parts(
    type=text(2_000), title=text(500), status=whole(400, 599), code=pattern(r"[a-z_]{1,40}")
)


def first_wrong(form: Form, value: object, place: str = "") -> str:
    """The first place that departs from the form; empty when it is right."""
    return next(form(value, place), "").removeprefix(".")
