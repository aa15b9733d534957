"""A lifelike shop from a seed: a function of (seed, applications, now) whose ids need no now.

The first applications are hand-written; the rest are a year of history made from a few stories.
As many plain orders without any application are the newest ones, so that the newest half of all
orders can be refunded in full.
"""

import random
from collections.abc import Iterator

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, BusinessClock
from refund_desk.practice.shop_cases import OPEN_CASES
from refund_desk.practice.shop_closed_cases import CLOSED_CASES
from refund_desk.practice.shop_history import HistoryMaker
from refund_desk.practice.shop_numbers import Numbers, random_person
from refund_desk.practice.shop_rows import (
    OrderRow,
    insert_complaints,
    insert_messages,
    insert_orders,
    insert_refunds,
)
from refund_desk.practice.shop_telling import CaseTeller, Told
from refund_desk.practice.shop_words import CARRIERS, PRODUCTS

PLAIN_ORDERS_MORE = 6
PLAIN_ORDER_DAYS = 2.9
BALANCE_FEN = 86_421_500
BALANCE_PER_APPLICATION_FEN = 20_000
_CHUNK = 2_000


def open_shop(
    books: Books,
    clock: BusinessClock,
    *,
    seed: int,
    applications: int,
    now_s: float | None = None,
) -> None:
    """Fill new books; books that were filled before are left alone.

    `now_s` is the instant the content is a function of (None: now by the clock, which has gone on
    since it was set).
    """
    if not books.is_new:
        return
    now = clock.now() if now_s is None else now_s
    told = _all_applications(seed, applications, now)
    with books.transaction():
        while True:
            chunk = Told()
            for _, one in zip(range(_CHUNK), told, strict=False):
                chunk.add(one)
            if not chunk.complaints:
                break
            _write(books, chunk)
        insert_orders(books, _plain_orders(seed, applications, now))
        balance = BALANCE_FEN + BALANCE_PER_APPLICATION_FEN * applications
        books.remember("balance_fen", str(balance))
        books.remember("seeded", f"{seed} {applications}")


def _write(books: Books, told: Told) -> None:
    insert_orders(books, iter(told.orders))
    insert_refunds(books, iter(told.refunds))
    insert_complaints(books, iter(told.complaints))
    insert_messages(books, iter(told.messages))
    books.run_many("INSERT INTO complaint_orders VALUES (?, ?)", iter(told.links))


def _all_applications(seed: int, applications: int, now_s: float) -> Iterator[Told]:
    """The applications in a fixed order, each from chance of its own."""
    teller = CaseTeller(seed, now_s)
    cases = OPEN_CASES + CLOSED_CASES
    for number, case in enumerate(cases[:applications]):
        yield teller.tell(number, case)
    history = HistoryMaker(seed, now_s, applications)
    for number in range(len(cases), applications):
        yield history.tell(number)


def _plain_orders(seed: int, applications: int, now_s: float) -> Iterator[OrderRow]:
    """Newest sales nobody has complained about, some of them still on their way."""
    chance = random.Random(f"{seed} sales")
    numbers = Numbers(chance, "7")
    count = applications + PLAIN_ORDERS_MORE if applications else 0
    for index in range(count):
        goods_no = chance.randrange(len(PRODUCTS))
        quantity = chance.choice((1, 1, 1, 2, 3))
        freight = chance.choice((0, 0, 800, 1200))
        paid_at = now_s - (index + chance.random()) / count * PLAIN_ORDER_DAYS * DAY_S - 60
        total = PRODUCTS[goods_no].unit_fen * quantity + freight
        person = random_person(chance)
        carrier, prefix = chance.choice(CARRIERS)
        shipped_at = paid_at + DAY_S * (0.5 + chance.random())
        shipped = shipped_at < now_s
        yield OrderRow(
            transaction_id=numbers.transaction_id(index),
            out_trade_no=numbers.out_trade_no(index),
            total_fen=total,
            payer_total_fen=total,
            paid_at=paid_at,
            openid=numbers.openid(),
            goods_no=goods_no,
            quantity=quantity,
            unit_fen=PRODUCTS[goods_no].unit_fen,
            freight_fen=freight,
            nickname=person.nickname,
            receiver=person.name,
            region=person.region,
            carrier=carrier if shipped else None,
            tracking_no=f"{prefix}{chance.randrange(10**8):08d}" if shipped else None,
            shipped_at=shipped_at if shipped else None,
        )
