"""The first content of the shop's own backend: a function of (seed, number, now, the orders).

The first applications are hand-written, the others come from the stories of the year's history.
Ids need no now. Before them lies one application made for the conformance check.
"""

import json
import random
import sqlite3
from collections.abc import Iterator

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S
from refund_desk.practice.feed_books import FeedBooks, FeedRow
from refund_desk.practice.feed_words import OPEN_STORIES, TEST_WORDS, FeedStory
from refund_desk.practice.shop_numbers import Numbers, random_person
from refund_desk.practice.shop_rows import OrderRow, insert_orders
from refund_desk.practice.shop_words import CARRIERS, PRODUCTS, STORIES

HOUR_S = 3_600
_YEAR_DAYS = 365
# One in so many of the generated ones is still open: a shop that keeps up.
_OPEN_EVERY = 10
_CATEGORIES = {
    "商品破损": "damaged",
    "不想要了": "changed_mind",
    "未按约定时间发货": "never_shipped",
    "未收到货": "never_shipped",
    "与描述不符": "not_as_described",
    "发错货": "wrong_goods",
    "漏发配件": "missing_part",
}


def open_feed(feed: FeedBooks, books: Books, *, seed: int, count: int, now_s: float) -> None:
    """Fill new books of the feed; books that were filled before are left alone.

    Payments are taken from the orders that nobody has complained about, and where a story says so
    from those with a complaint that is open. Orders that are missing are sold first. A shop without
    applications has no application for the conformance check either.
    """
    if not feed.is_new:
        return
    if count == 0:
        feed.fill(iter(()))
        return
    plain = _payments(books, "NOT IN (SELECT transaction_id FROM complaint_orders)")
    if len(plain) < count + 1:
        _sell(books, seed=seed, count=count + 1 - len(plain), now_s=now_s)
        plain = _payments(books, "NOT IN (SELECT transaction_id FROM complaint_orders)")
    disputed = _payments(
        books,
        "IN (SELECT transaction_id FROM complaint_orders JOIN complaints USING (complaint_id)"
        " WHERE complaint_state != 'PROCESSED')",
    )
    feed.fill(_rows(seed, count, now_s, plain, disputed))
    with feed.transaction():
        _say_the_lines(feed, min(count, len(OPEN_STORIES)), now_s)


def shared_payment(books: Books, feed: FeedBooks) -> sqlite3.Row | None:
    """The order that an application and an open complaint ask about; None when there is none."""
    words = [story.words for story in OPEN_STORIES if story.shares_payment]
    told = [row for row in feed.applications() if row["words"] in words]
    for row in reversed(told):
        order = books.row(
            "SELECT * FROM orders WHERE transaction_id = ? AND transaction_id IN"
            " (SELECT transaction_id FROM complaint_orders JOIN complaints USING (complaint_id)"
            " WHERE complaint_state != 'PROCESSED')",
            row["transaction_id"],
        )
        if order is not None:
            return order
    return None


def _payments(books: Books, which: str) -> list[sqlite3.Row]:
    """Paid orders without any refund, in an order that needs no now."""
    return books.rows(
        "SELECT * FROM orders WHERE paid_at IS NOT NULL AND trade_state = 'SUCCESS'"  # noqa: S608 - two texts of our own
        f" AND transaction_id {which} ORDER BY transaction_id"
    )


def _sell(books: Books, *, seed: int, count: int, now_s: float) -> None:
    """Sales of the mini program, for a feed that is larger than the shop."""
    with books.transaction():
        insert_orders(books, _sales(seed, count, now_s))


def _sales(seed: int, count: int, now_s: float) -> Iterator[OrderRow]:
    chance = random.Random(f"{seed} feed sales")
    numbers = Numbers(chance, "8")
    for index in range(count):
        goods_no = chance.randrange(len(PRODUCTS))
        person = random_person(chance)
        unit_fen = PRODUCTS[goods_no].unit_fen
        yield OrderRow(
            transaction_id=numbers.transaction_id(index),
            out_trade_no=numbers.out_trade_no(index),
            total_fen=unit_fen,
            payer_total_fen=unit_fen,
            paid_at=now_s - (0.1 + chance.random() * 2.8) * DAY_S,
            openid=numbers.openid(),
            goods_no=goods_no,
            unit_fen=unit_fen,
            nickname=person.nickname,
            receiver=person.name,
            region=person.region,
        )


def _rows(
    seed: int,
    count: int,
    now_s: float,
    plain: list[sqlite3.Row],
    disputed: list[sqlite3.Row],
) -> Iterator[FeedRow]:
    """The test application, then the others; the newest change comes last."""
    yield FeedRow(
        application_id="TEST-1",
        change_no=1,
        kind="refund",
        state="open",
        test=1,
        applied_at=now_s - DAY_S,
        changed_at=now_s - DAY_S,
        transaction_id=plain[-1]["transaction_id"],
        asked_fen=1,
        category="other",
        words=TEST_WORDS,
        phone="",
        service_until=now_s + _YEAR_DAYS * DAY_S,
    )
    written = OPEN_STORIES[:count]
    # What is told by hand is the newest, so it comes at the end of the list.
    for index in range(len(written), count):
        yield _generated(seed, index, count, now_s, plain[index])
    change_no = 2 + count - len(written)
    for index, story in enumerate(sorted(written, key=lambda one: -one.hours)):
        own = plain[index]
        order = disputed[index % len(disputed)] if story.shares_payment and disputed else own
        yield _told(seed, change_no + index, story, now_s, order)


def _told(seed: int, change_no: int, story: FeedStory, now_s: float, order: sqlite3.Row) -> FeedRow:
    number = OPEN_STORIES.index(story)
    chance = random.Random(f"{seed} feed {number}")
    applied_at = now_s - story.hours * HOUR_S
    return FeedRow(
        application_id=_name(chance, number),
        change_no=change_no,
        kind=story.kind,
        state=story.state,
        applied_at=applied_at,
        changed_at=min(now_s, applied_at + HOUR_S * len(story.lines) / 4),
        transaction_id=order["transaction_id"],
        asked_fen=max(1, order["total_fen"] * story.share // 100),
        category=story.category,
        words=story.words,
        phone=random_person(chance).phone,
        pictures=" ".join(story.pictures),
        service_until=now_s + story.service_hours * HOUR_S if story.service_hours else 0.0,
        parcel=_parcel(chance, now_s - 20 * HOUR_S) if story.parcel else None,
    )


def _generated(seed: int, index: int, count: int, now_s: float, order: sqlite3.Row) -> FeedRow:
    chance = random.Random(f"{seed} feed {index}")
    story = chance.choice(STORIES)
    is_open = index % _OPEN_EVERY == 0
    days = min(_YEAR_DAYS, 3 + count / 100)
    applied_at = now_s - (count - index + chance.random()) / count * days * DAY_S
    if is_open:
        applied_at = now_s - (1 + chance.random() * 60) * HOUR_S
    return FeedRow(
        application_id=_name(chance, index),
        change_no=2 + index - min(count, len(OPEN_STORIES)),
        kind="return" if index % 4 == 3 else "refund",
        state="open" if is_open else chance.choice(("rejected", "withdrawn")),
        applied_at=applied_at,
        changed_at=applied_at,
        transaction_id=order["transaction_id"],
        asked_fen=max(1, order["total_fen"] * (story.share or 100) // 100),
        category=_CATEGORIES.get(story.reason, "other"),
        words=story.ask,
        phone=random_person(chance).phone,
        pictures=" ".join(story.pictures),
    )


def _name(chance: random.Random, number: int) -> str:
    return f"SH{number:07d}{chance.randrange(10**4):04d}"


def _parcel(chance: random.Random, shipped_at: float) -> str:
    carrier, prefix = chance.choice(CARRIERS)
    return json.dumps(
        {
            "carrier": carrier,
            "tracking_no": f"{prefix}{chance.randrange(10**8):08d}",
            "shipped_at": shipped_at,
            "received_at": None,
        },
        ensure_ascii=False,
    )


def _say_the_lines(feed: FeedBooks, written: int, now_s: float) -> None:
    by_words = {story.words: story for story in OPEN_STORIES[:written]}
    for row in feed.applications():
        story = by_words.get(row["words"])
        for number, (sender, words) in enumerate(story.lines if story is not None else (), 1):
            at = min(now_s, row["applied_at"] + number * HOUR_S / 4)
            feed.say(row["application_id"], at, sender, words, "")
